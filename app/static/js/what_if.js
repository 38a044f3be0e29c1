// Shows what a choice does at once: asks the server for the outcome and puts it in place. The
// address follows the choices without a new entry in the history. Without this file the button of
// the form does the same.
const WAIT = 80;
const form = document.querySelector("[data-what-if]");
const status = document.querySelector("[data-what-if-status]");
const strip = document.querySelector(".what-if__strip");
let timer;
let asked;

form.querySelector("[data-without-script]").hidden = true;

function address() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.set(name, value);
  return url;
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const url = address();
  const outcome = new URL(url);
  outcome.searchParams.set("part", "outcome");
  try {
    const response = await fetch(outcome, { signal: asked.signal });
    if (!response.ok || response.redirected) {
      location.assign(url); // the page itself says what is the matter
      return;
    }
    const found = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of found.querySelectorAll("[data-part]")) {
      const place = document.querySelector(`.what-if [data-part="${part.dataset.part}"]`);
      place.replaceChildren(...part.childNodes);
    }
    history.replaceState(null, "", url);
    status.textContent = document.querySelector("[data-what-if-words]").textContent.trim();
  } catch (error) {
    if (error.name !== "AbortError") form.querySelector("[data-without-script]").hidden = false;
  }
}

new IntersectionObserver(
  ([totals]) => strip.toggleAttribute("data-said-above", totals.isIntersecting),
  { threshold: 0.9 },
).observe(document.querySelector(".what-if__summary"));

form.addEventListener("change", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
form.addEventListener("submit", () => asked?.abort());
addEventListener("pagehide", () => {
  clearTimeout(timer);
  asked?.abort();
});
