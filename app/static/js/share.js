// Copy and the device's own share sheet; without them the address is there to select.
const status = document.getElementById("share-status");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = button.dataset.done;
    } catch {
      // The address stays selected, ready for the keyboard.
    }
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    // Closing the sheet is no error.
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => {});
  });
}
