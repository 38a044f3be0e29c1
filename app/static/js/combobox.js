// Turns the search box into a list that answers while one types: the "list autocomplete with manual
// selection" pattern of the ARIA practices. Without this file the same box is a plain search.
const WAIT = 200;
const form = document.querySelector("[data-combobox]");
const box = form.querySelector("input");
const status = form.querySelector("[data-status]");
const list = document.createElement("ul");
let active = -1;
let timer;
let asked;

list.id = "q-list";
list.className = "options";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", form.querySelector("label").textContent);
form.append(list);
for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
  box.setAttribute(name, value);
}

function point(to) {
  const options = [...list.children];
  active = options.length ? (to + options.length) % options.length : -1;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
  if (active < 0) box.removeAttribute("aria-activedescendant");
  else {
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }
}

function close() {
  list.hidden = true;
  active = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function show(found) {
  list.replaceChildren(
    ...found.map((item, i) => {
      const option = document.createElement("li");
      option.id = `q-option-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.href = item.href;
      const about = document.createElement("span");
      about.className = "muted small";
      about.textContent = item.about;
      option.append(item.name, " ", about);
      return option;
    }),
  );
  active = -1;
  box.removeAttribute("aria-activedescendant");
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(found.length > 0));
  status.textContent = found.length ? form.dataset.found.replace("{n}", found.length) : form.dataset.none;
}

async function search() {
  asked?.abort();
  if (!box.value.trim()) return close();
  asked = new AbortController();
  try {
    const address = `${form.action}?q=${encodeURIComponent(box.value)}`;
    const response = await fetch(address, { headers: { Accept: "application/json" }, signal: asked.signal });
    if (response.ok) show(await response.json());
  } catch {
    // Offline or overtaken: the button still searches.
  }
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, WAIT);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (list.hidden) box.value = "";
    close();
    event.preventDefault();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) search();
    else point(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    location.assign(list.children[active].dataset.href);
  }
});
box.addEventListener("blur", () => setTimeout(close, 150));
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[data-href]");
  if (option) location.assign(option.dataset.href);
});
