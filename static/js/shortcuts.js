// Keys: an element with data-shortcut="1" is pressed by 1, `?` lists what there is, and
// Ctrl+Enter sends the form with data-submit-shortcut. While one types only the last counts.
const TYPES = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const bound = () => [...document.querySelectorAll("[data-shortcut]")].filter(visible);
const sender = () => [...document.querySelectorAll("form[data-submit-shortcut]")].find(visible);

function labelOf(element) {
  const label = element.dataset.shortcutLabel || element.title || element.textContent;
  return label.trim().replace(/\s+/g, " ");
}

function line(list, keys, words) {
  const term = document.createElement("dt");
  keys.forEach((key, index) => {
    const shown = document.createElement("kbd");
    shown.textContent = key;
    term.append(index ? " " : "", shown);
  });
  const meaning = document.createElement("dd");
  meaning.textContent = words;
  list.append(term, meaning);
}

function list() {
  const dialog = document.querySelector("dialog[data-shortcuts]");
  if (!dialog || dialog.open) return;
  const keys = dialog.querySelector("[data-shortcuts-list]");
  keys.replaceChildren();
  for (const element of bound()) line(keys, [element.dataset.shortcut], labelOf(element));
  const form = sender();
  if (form) line(keys, ["Ctrl", "↵"], form.dataset.shortcutLabel || "Send what you wrote");
  line(keys, ["?"], "Show these keys");
  line(keys, ["Esc"], "Leave the field, or close this");
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = event.target.closest?.(TYPES);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form[data-submit-shortcut]") ?? sender();
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button:not([type=button])"));
    return;
  }
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    list();
    return;
  }
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  // Space presses what has the focus.
  if (key === "space" && event.target.closest?.("button, summary, input")) return;
  const element = bound().find((one) => one.dataset.shortcut.toLowerCase() === key);
  if (!element) return;
  event.preventDefault();
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-shortcuts]")) list();
});
