// Renews the strip at the foot with what the server computes for the form as it stands. Nothing is
// kept by asking; without this file the strip is renewed on the next page.
const WAIT = 350;
let timer;
let asked;

async function ask(form) {
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(form.dataset.estimate, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      signal: asked.signal,
    });
    if (!response.ok) return;
    const found = await response.json();
    const strip = document.querySelector(".so-far");
    if (!strip || !found.amount) return;
    strip.querySelector("[data-so-far] strong").textContent = found.amount;
    for (const part of strip.querySelectorAll("[data-so-far]")) part.hidden = !found.answered;
    strip.querySelector("[data-so-far-before]").hidden = found.answered;
  } catch {
    // Offline, or a newer question was asked: the next page has the number.
  }
}

export function renewEstimate(form) {
  if (!document.querySelector(".so-far")) return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(form), WAIT);
}
addEventListener("pagehide", () => {
  clearTimeout(timer);
  asked?.abort();
});
