// "Keep for offline": this exercise and Python stay in this browser; what is visited is kept
// by service-worker.js as it comes.
import { PAGES } from "../drafts.js";

const PYTHON = "python";
const box = document.querySelector("[data-offline]");

async function keepPage() {
  const statics = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = statics.filter((name) => name.startsWith(`${location.origin}/static/`));
  const pages = await caches.open(PAGES);
  await pages.addAll([location.pathname, box.dataset.tests]);
  const python = await caches.open(PYTHON);
  await python.addAll([...new Set(own)].filter((name) => !name.includes("/vendor/pyodide-")));
}

async function keepPython() {
  const python = await caches.open(PYTHON);
  const missing = [];
  for (const address of JSON.parse(box.dataset.files)) {
    if (!(await python.match(address))) missing.push(address);
  }
  await python.addAll(missing);
}

async function holds(addresses) {
  for (const address of addresses) {
    if (!(await caches.match(address, { ignoreVary: true }))) return false;
  }
  return true;
}

async function show() {
  const kept = await holds([location.pathname, box.dataset.tests, ...JSON.parse(box.dataset.files)]);
  box.querySelector("[data-offline-keep]").hidden = kept;
  box.querySelector("[data-offline-drop]").hidden = !kept;
  box.querySelector("[data-offline-state]").textContent = kept ? "Kept in this browser." : "";
}

async function pressed({ target }) {
  const state = box.querySelector("[data-offline-state]");
  try {
    if (target.closest("[data-offline-keep]")) {
      state.textContent = "Keeping …";
      await keepPage();
      await keepPython();
    } else if (target.closest("[data-offline-drop]")) {
      await caches.delete(PYTHON);
      await caches.delete(PAGES);
    } else return;
    await show();
  } catch {
    state.textContent = "That did not work: there is no line, or no room in this browser.";
  }
}

if (box && navigator.serviceWorker && globalThis.caches) {
  box.hidden = false;
  box.addEventListener("click", pressed);
  navigator.serviceWorker
    .register("/service-worker.js")
    .then(() => navigator.serviceWorker.ready)
    .then(async () => (await holds([location.pathname, box.dataset.tests])) || keepPage())
    .then(show)
    .catch(() => {});
}
