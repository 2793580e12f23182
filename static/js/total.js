// How long several texts take aloud together: [data-total="id id …"] shows the seconds, at
// [data-wpm] words a minute.

function count(text) {
  return text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
}

document.addEventListener("input", () => {
  for (const total of document.querySelectorAll("[data-total]")) {
    const sheets = total.dataset.total.trim().split(" ").map((id) => document.getElementById(id));
    const words = sheets.reduce((sum, sheet) => sum + count(sheet?.value ?? ""), 0);
    total.textContent = Math.round((words * 60) / total.dataset.wpm);
  }
});
