// Puts a frame where this script stands and keeps it as high as its page. For hosts:
//   <script async src="https://SITE/embed/v1.js"></script>                     the questions
//   <script async src="https://SITE/embed/v1.js" data-result="KEY"></script>   a shared result
//   <script async src="https://SITE/embed/v1.js" data-campaign="NAME"></script>   a campaign's questions
// data-lang chooses the language, data-title names the frame for who cannot see it, data-via is one of
// the campaign's ways: it counts how many people came by this page.
// Events arrive on the frame as "slavery-footprint" with the message as `detail`; see v1.schema.json.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const { result, campaign, via, lang, title } = script.dataset;
  let path = "/embed/quiz";
  if (result) path = `/embed/r/${encodeURIComponent(result)}`;
  if (campaign) path = `/embed/c/${encodeURIComponent(campaign)}`;
  const address = new URL(path, home);
  address.searchParams.set("origin", location.origin);
  if (lang) address.searchParams.set("lang", lang);
  if (campaign && via) address.searchParams.set("via", via);

  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = title || "Slavery Footprint";
  frame.loading = "lazy";
  Object.assign(frame.style, { display: "block", width: "100%", height: "640px", border: "0" });
  script.after(frame);

  const LOWEST = 120;
  const HIGHEST = 20000;
  let height = 0;
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home) return;
    const message = event.data;
    if (message?.from !== "slavery-footprint" || message.version !== 1) return;
    if (message.type === "height" && Number.isFinite(message.height)) {
      const wanted = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(message.height)));
      if (Math.abs(wanted - height) > 1) {
        height = wanted;
        frame.style.height = `${height}px`;
      }
    }
    frame.dispatchEvent(new CustomEvent("slavery-footprint", { detail: message, bubbles: true }));
  });
})();
