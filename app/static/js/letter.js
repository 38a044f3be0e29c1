// A letter is edited, copied and saved in the browser; nothing of it is sent to the site. Without this
// file the mail link and the download hold the letter as it stands in our data.
const paper = document.querySelector("[data-letter]");
const part = (name) => paper.querySelector(`[data-letter-${name}]`);
const [subject, text, mail, copy, save, status] = ["subject", "text", "mail", "copy", "save", "status"].map(part);

part("plain").hidden = true;

mail.addEventListener("click", () => {
  const body = text.value.replace(/\r?\n/g, "\r\n");
  mail.href = `mailto:?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(body)}`;
});

save.addEventListener("click", (event) => {
  event.preventDefault();
  const file = new Blob([`\ufeff${subject.value}\n\n${text.value}\n`], { type: "text/plain" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "letter.txt";
  link.click();
  URL.revokeObjectURL(link.href);
});

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(`${subject.value}\n\n${text.value}`);
      status.textContent = copy.dataset.done;
    } catch {
      text.select();
      status.textContent = copy.dataset.failed;
    }
  });
}
