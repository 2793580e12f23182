// Clocks: [data-clock="typing"] starts at the first key in a sheet, "now" at once. It counts
// up from data-seconds, turns amber past data-budget (minutes), and fills every
// input[name=seconds]. While the page is hidden it runs on for five minutes at most: one may
// be talking at the wall, or have gone home.
const HIDDEN_AT_MOST = 5 * 60_000;
const clocks = new WeakMap();

function clockOf(element) {
  if (!clocks.has(element)) {
    const spent = (Number(element.dataset.seconds) || 0) * 1000;
    const from = element.dataset.clock === "now" ? Date.now() : null;
    clocks.set(element, { spent, from });
  }
  return clocks.get(element);
}

function elapsed(clock, now = Date.now()) {
  return clock.spent + (clock.from === null ? 0 : Math.max(0, now - clock.from));
}

function stop(clock, now = Date.now()) {
  clock.spent = elapsed(clock, now);
  clock.from = null;
}

function show(element) {
  const seconds = Math.floor(elapsed(clockOf(element)) / 1000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  if (element.textContent !== text) element.textContent = text;
  const budget = Number(element.dataset.budget);
  element.toggleAttribute("data-over", budget > 0 && seconds > budget * 60);
  for (const input of document.querySelectorAll("input[name=seconds]")) input.value = seconds;
}

const all = () => document.querySelectorAll("[data-clock]");
const showAll = () => all().forEach(show);

function start(element) {
  const clock = clockOf(element);
  if (clock.from === null && !element.hasAttribute("data-paused")) clock.from = Date.now();
}

function pause(element, button) {
  const paused = element.toggleAttribute("data-paused");
  if (paused) stop(clockOf(element));
  else start(element);
  button.textContent = paused ? "Go on" : "Pause";
  show(element);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea, [data-sheet]")) all().forEach(start);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clock-pause]");
  if (button) all().forEach((element) => pause(element, button));
});

let hiddenAt = null;
document.addEventListener("visibilitychange", () => {
  const now = Date.now();
  if (document.hidden) {
    hiddenAt = now;
    return;
  }
  const away = hiddenAt === null ? 0 : now - hiddenAt;
  hiddenAt = null;
  if (away <= HIDDEN_AT_MOST) return;
  for (const clock of [...all()].map(clockOf)) {
    if (clock.from === null) continue;
    stop(clock, now - away + HIDDEN_AT_MOST);
    clock.from = now;
  }
});
setInterval(showAll, 500);
showAll();
