// Writes down every event of the frame beside it, newest first.
const log = document.getElementById("log");
const empty = document.querySelector("[data-empty]");
const MOST = 50;

document.querySelector("[data-playground]").addEventListener("slavery-footprint", (event) => {
  const { from, version, type, ...rest } = event.detail;
  const line = document.createElement("li");
  const name = document.createElement("b");
  name.textContent = type;
  line.append(name, ` ${Object.keys(rest).length ? JSON.stringify(rest) : ""}`);
  log.prepend(line);
  empty.hidden = true;
  while (log.children.length > MOST) log.lastElementChild.remove();
});
