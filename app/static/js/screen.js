// Asks every few seconds whether the screen has changed, and puts the new one in place. Nothing is
// kept open in between. Without this file the page loads itself anew every ten seconds.
const WAIT = 4000;
const live = document.querySelector("[data-live]");
const lost = document.querySelector("[data-lost]");
const said = document.querySelector("[data-said]");
let tag = live.dataset.tag;

function address() {
  const url = new URL(location.href);
  url.searchParams.set("part", "live");
  return url;
}

function replace(html) {
  const focused = document.activeElement?.id;
  const open = document.getElementById("more")?.open;
  const before = live.querySelector("[data-count]")?.textContent;
  const found = new DOMParser().parseFromString(html, "text/html");
  live.replaceChildren(...found.body.childNodes);
  const more = document.getElementById("more");
  if (more) more.open = Boolean(open);
  if (focused) document.getElementById(focused)?.focus();
  const count = live.querySelector("[data-count]")?.textContent;
  if (count !== before) said.textContent = count ?? "";
  offerFullScreen();
}

async function look() {
  try {
    const response = await fetch(address(), {
      cache: "no-store",
      headers: { "If-None-Match": `"${tag}"` },
    });
    if (response.status === 410) {
      location.reload(); // the page itself says what became of the class
      return;
    }
    if (response.status === 200) {
      tag = response.headers.get("ETag")?.replace(/^W\/|"/g, "") ?? "";
      replace(await response.text());
    }
    lost.hidden = response.status === 200 || response.status === 304;
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, WAIT);
}

function offerFullScreen() {
  const button = document.querySelector("[data-full]");
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => {});
  });
}

offerFullScreen();
setTimeout(look, WAIT);
