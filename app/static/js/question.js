// Makes the questions easier to use. Without this file every question still works.
import { renewEstimate } from "./estimate.js";

const form = document.querySelector("[data-estimate]");
const changed = () => form && renewEstimate(form);

// Steps are counted in whole parts so that 0.1 + 0.2 does not show itself.
function stepped(value, by, step, low, high) {
  const next = by > 0 ? Math.floor(value / step + 1e-9) * step + step : Math.ceil(value / step - 1e-9) * step - step;
  return Math.min(high, Math.max(low, Math.round(next * 1e6) / 1e6));
}

// Each question on the page keeps its own answer: a number, a plain choice or money.
for (const part of document.querySelectorAll("[data-question]")) {
  const money = part.querySelector(".spend");
  const inMoney = (control) => Boolean(money?.contains(control));
  const boxes = [...part.querySelectorAll("[data-stepper] input")];
  const ticks = [...part.querySelectorAll('input[type="radio"], input[type="checkbox"]')];
  const sliders = [...part.querySelectorAll("[data-slider]")];

  const showOnSlider = () => {
    for (const slider of sliders) {
      const typed = document.getElementById(slider.dataset.slider).value.trim().replace(",", ".");
      slider.classList.toggle("slider--empty", typed === "");
      if (typed !== "" && Number.isFinite(Number(typed))) slider.value = typed;
    }
  };

  // The latest answer counts: what it contradicts is taken back, so nobody has to clear it.
  const use = (control) => {
    if (control.name === "replace") return;
    const kept = control.type === "checkbox" ? "checkbox" : control.type === "radio" ? "radio" : "box";
    for (const box of boxes) if (kept !== "box" || inMoney(box) !== inMoney(control)) box.value = "";
    for (const tick of ticks) if (tick.type !== kept && tick.name !== "replace") tick.checked = false;
    showOnSlider();
    changed();
  };

  const put = (input, value) => {
    input.value = value;
    use(input);
  };

  for (const box of part.querySelectorAll("[data-stepper]")) {
    const input = box.querySelector("input");
    const step = Number(box.dataset.step);
    const low = Number(box.dataset.min);
    const high = Number(box.dataset.max ?? Infinity);
    const move = (by) => {
      const value = Number(input.value.trim().replace(",", ".") || "0");
      if (Number.isFinite(value)) put(input, String(stepped(value, by, step, low, high)));
    };
    for (const button of box.querySelectorAll("[data-by]")) {
      button.hidden = false;
      button.addEventListener("click", () => move(Number(button.dataset.by)));
    }
    input.addEventListener("input", () => (input.value.trim() ? use(input) : changed()));
    input.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (by) {
        event.preventDefault();
        move(by);
      }
    });
  }

  for (const slider of sliders) {
    slider.hidden = false;
    slider.addEventListener("input", () => put(document.getElementById(slider.dataset.slider), slider.value));
  }
  showOnSlider();

  for (const tick of ticks) tick.addEventListener("change", () => use(tick));
  for (const select of part.querySelectorAll("select")) select.addEventListener("change", changed);

  for (const chip of part.querySelectorAll("[data-fill]")) {
    chip.addEventListener("click", (event) => {
      const field = document.getElementById(chip.dataset.fill);
      if (!field) return;
      event.preventDefault();
      const [value, period] = chip.value.split("/");
      if (period) {
        for (const select of part.querySelectorAll(".amount select")) {
          if (select.name.endsWith("unit")) select.selectedIndex = 0;
          else if (!inMoney(select)) select.value = period;
        }
      }
      if (field.tagName === "SELECT") {
        field.value = value;
        changed();
      } else {
        put(field, value);
      }
      field.focus();
    });
  }
}

// A second press on Continue while the first is on its way sends nothing twice.
for (const sent of document.querySelectorAll("form[method=post]")) {
  sent.addEventListener("submit", (event) => {
    if (sent.dataset.sent) event.preventDefault();
    sent.dataset.sent = "yes";
    setTimeout(() => delete sent.dataset.sent, 5000); // the network may have failed
  });
}
addEventListener("pageshow", () => {
  for (const sent of document.querySelectorAll("[data-sent]")) delete sent.dataset.sent;
});

document.querySelector("[data-error-summary]")?.focus();
