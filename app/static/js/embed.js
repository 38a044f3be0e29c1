// Tells the page around this frame how high it is and where the visitor is: to one exact origin,
// the one in the frame's address. What is said is in /embed/v1.schema.json.
const box = document.querySelector("[data-embed]");
const origin = box.dataset.origin;

export function tell(event) {
  if (origin && parent !== window) parent.postMessage({ from: "slavery-footprint", version: 1, ...event }, origin);
}

tell({ type: "ready" });
if (box.dataset.step) tell({ type: "step", step: Number(box.dataset.step), of: Number(box.dataset.steps) });

// Browsers that size a frame by its content do so when it loads; later changes are announced.
function resize() {
  try {
    window.requestResize?.();
  } catch {
    // Not in a frame, or the host did not ask for it.
  }
}

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
