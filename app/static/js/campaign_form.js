// Suggests an address while the name is typed, and looks at a file's size before it is sent.
// Without it the server does both.
const slug = document.querySelector("[data-slug-of]");

if (slug) {
  const name = document.getElementById(slug.dataset.slugOf);
  let ours = slug.value === "";
  slug.addEventListener("input", () => (ours = slug.value === ""));
  name.addEventListener("input", () => {
    if (ours) slug.value = suggest(name.value);
  });
}

function suggest(text) {
  const plain = text.replaceAll("ß", "ss").normalize("NFKD").toLowerCase();
  const whole = plain.replace(/[^\x00-\x7f]|['`]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  if (whole.length <= 40) return whole;
  const end = whole.slice(0, 41).lastIndexOf("-");
  return end > 0 ? whole.slice(0, end) : whole.slice(0, 40);
}

for (const field of document.querySelectorAll("[data-most-bytes]")) {
  const warning = document.querySelector("[data-too-large]");
  field.addEventListener("change", () => {
    warning.hidden = !field.files.length || field.files[0].size <= Number(field.dataset.mostBytes);
    if (!warning.hidden) field.value = "";
  });
}
