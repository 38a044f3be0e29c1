// Tells the page around this frame how high it is and where the visitor is: to one exact origin,
// the one in the frame's address. What is said is in /embed/v1.schema.json.
// A plain script and not a module: in a sandboxed frame, as some hosts make, modules do not load.
(() => {
  const box = document.querySelector("[data-embed]");
  const origin = box.dataset.origin;

  function tell(event) {
    if (origin && parent !== window) parent.postMessage({ from: "slavery-footprint", version: 1, ...event }, origin);
  }

  // Browsers that size a frame by its content do so when it loads; later changes are announced.
  function resize() {
    try {
      window.requestResize?.();
    } catch {
      // Not in a frame, or the host did not ask for it.
    }
  }

  tell({ type: "ready" });
  if (box.dataset.step) tell({ type: "step", step: Number(box.dataset.step), of: Number(box.dataset.steps) });

  // The box is measured, never the window: the window is as high as the host made it.
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(box.getBoundingClientRect().height);
    if (Math.abs(height - told) > 1) {
      told = height;
      tell({ type: "height", height });
      resize();
    }
  }).observe(box);

  // The totals go to the host after the visitor has read what they are and who gets them, and said yes.
  const give = document.querySelector("[data-give]");
  if (give && parent !== window) {
    const dialog = give.querySelector("[data-give-dialog]");
    const ask = give.querySelector("[data-give-ask]");
    give.hidden = false;
    ask.addEventListener("click", () => dialog.show());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dialog.close();
    });
    give.querySelector("[data-give-no]").addEventListener("click", () => dialog.close());
    give.querySelector("[data-give-yes]").addEventListener("click", () => {
      tell({ type: "result", ...JSON.parse(document.getElementById("totals").textContent) });
      dialog.close();
      ask.hidden = true;
      give.querySelector("[data-given]").textContent = dialog.dataset.thanks;
    });
    dialog.addEventListener("close", () => ask.focus());
  }
})();
