// Hands the totals to the page around this frame, after the visitor has read what they are, and to
// whom they go, and said yes.
import { tell } from "./embed.js";

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
