// Leaving quickly: the page goes blank at once, and Back does not come straight back to it.
// Without this file the link is a plain link.

const link = document.querySelector("[data-leave]");

function leave() {
  document.documentElement.hidden = true;
  document.title = "…";
  location.replace(link.href);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

let presses = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  presses = [...presses.filter((time) => event.timeStamp - time < 3000), event.timeStamp];
  if (presses.length >= 3) leave();
});

document.querySelector("[data-leave-keys]").hidden = false;
document.querySelector("[data-no-keys]").hidden = true;
