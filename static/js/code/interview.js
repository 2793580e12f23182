// As in an interview: the time runs down by the wall, what to say aloud changes at each quarter,
// and nothing runs before the first version is done, if that is wanted.
const box = document.querySelector("[data-interview]");
const one = (name) => box.querySelector(`[data-${name}]`);
const clock = one("countdown");
const state = one("interview-state");
const over = one("interview-over");
const row = one("interview-start").parentElement;
const unrun = box.querySelector("input[name=unrun]");
const prompts = [...box.querySelectorAll("[data-at]")];
const whole = Number(box.dataset.minutes) * 60;
const before = Number(box.dataset.seconds) || 0;
const runs = () => document.querySelectorAll("[data-run]");

let begun = null;

const spent = () => before + (begun === null ? 0 : Math.floor((Date.now() - begun) / 1000));

function show() {
  const seconds = spent();
  const left = Math.abs(whole - seconds);
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  clock.textContent = seconds > whole ? `${text} over` : text;
  clock.toggleAttribute("data-over", seconds > whole);
  const now = prompts.filter((prompt) => seconds >= Number(prompt.dataset.at)).at(-1);
  for (const prompt of prompts) prompt.hidden = prompt !== now;
  if (begun === null) return;
  for (const input of document.querySelectorAll("input[name=seconds]")) input.value = seconds;
  over.hidden = seconds <= whole;
  const words = seconds > whole ? over.textContent : now.textContent;
  if (state.textContent !== words) state.textContent = words;
}

function start() {
  if (begun !== null) return;
  begun = Date.now();
  one("interview-start").hidden = true;
  show();
}

// Whether running has to wait for the first version.
const waits = () => unrun.checked && !row.hasAttribute("data-first-done");

function reveal() {
  for (const element of runs()) element.hidden = waits();
  one("interview-first").hidden = !waits() || begun === null;
}

one("interview-start").addEventListener("click", () => {
  start();
  reveal();
});
unrun.addEventListener("change", reveal);
one("interview-first").addEventListener("click", () => {
  row.setAttribute("data-first-done", "");
  unrun.disabled = true;
  document.dispatchEvent(new CustomEvent("first-version"));
  reveal();
});
document.addEventListener("input", (event) => {
  if (!event.target.matches("textarea")) return;
  start();
  reveal();
});
if (before) start();
setInterval(show, 500);
show();
reveal();
