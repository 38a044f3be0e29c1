// Makes the number box easier to use. Without this file every question still works.

const boxes = document.querySelectorAll("[data-stepper]");
const choices = document.querySelectorAll('input[type="radio"][name="mode"]');

// A number in the box is the answer: then neither of the plain choices is.
function useAmount() {
  for (const choice of choices) choice.checked = false;
}

function put(input, value) {
  input.value = value;
  useAmount();
}

// Steps are counted in whole parts so that 0.1 + 0.2 does not show itself.
function stepped(value, by, step, low, high) {
  const next = by > 0 ? Math.floor(value / step + 1e-9) * step + step : Math.ceil(value / step - 1e-9) * step - step;
  return Math.min(high, Math.max(low, Math.round(next * 1e6) / 1e6));
}

for (const box of boxes) {
  const input = box.querySelector("input");
  const step = Number(box.dataset.step);
  const low = Number(box.dataset.min);
  const high = Number(box.dataset.max ?? Infinity);
  const move = (by) => {
    const value = Number(input.value.trim() || "0");
    if (Number.isFinite(value)) put(input, String(stepped(value, by, step, low, high)));
  };
  for (const button of box.querySelectorAll("[data-by]")) {
    button.hidden = false;
    button.addEventListener("click", () => move(Number(button.dataset.by)));
  }
  input.addEventListener("input", () => {
    if (input.value.trim()) useAmount();
  });
  input.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by) {
      event.preventDefault();
      move(by);
    }
  });
}

for (const chip of document.querySelectorAll("[data-fill]")) {
  chip.addEventListener("click", (event) => {
    const field = document.getElementById(chip.dataset.fill);
    if (!field) return;
    event.preventDefault();
    put(field, chip.value);
    field.focus();
  });
}

// "I don't know" and "none" empty the boxes.
for (const choice of choices) {
  choice.addEventListener("change", () => {
    for (const box of boxes) box.querySelector("input").value = "";
  });
}

document.querySelector("[data-error-summary]")?.focus();
