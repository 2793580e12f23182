// A rehearsal: the countdown, the clock, the parts by a key, and what is done with the take.
// Without a microphone all of it goes by the clock alone.
import { uuid } from "../drafts.js";
import { canHear, hear, showHeard } from "./heard.js";
import { keepRecording, keepTake, say, sendWaiting } from "./keep.js";
import { openMicrophone } from "./microphone.js";
import { clockText } from "./player.js";
import { clear, showResults } from "./results.js";

const COUNTDOWN = 3;
const NO_MICROPHONE = "No microphone, or no permission for it: the clock runs alone.";
const box = document.querySelector("[data-recorder]");
const one = (name) => box.querySelector(`[data-recorder-${name}]`);
const form = document.querySelector("[data-keep], [data-said-it]");
const said = form.matches("[data-said-it]");
const parts = [...document.querySelectorAll("[data-part]")].map((element) => ({
  element,
  key: element.dataset.part,
  label: element.dataset.label,
  target: Number(element.dataset.target),
  words: Number(element.dataset.words),
}));
const target = Number(box.dataset.target);

// The take that runs: {microphone, began, marks, words}; the one that stopped and is not kept yet.
let running = null;
let fresh = null;
let skip = () => {};

const tell = (words) => (one("state").textContent = words);
const now = () => performance.now() / 1000;
const at = () => parts[running?.marks.length ?? 0];
const field = (name) => form.elements.namedItem(name);

function be(state) {
  const pressed = box.contains(document.activeElement) ? document.activeElement : null;
  box.dataset.state = state;
  for (const element of box.querySelectorAll("[data-when]")) {
    element.hidden = !element.dataset.when.split(" ").includes(state);
  }
  one("level").hidden = state !== "running" || !running.microphone;
  one("next").hidden = state !== "running" || running.marks.length >= parts.length - 1;
  for (const { element } of parts) element.toggleAttribute("aria-current", false);
  if (state === "running") at()?.element.setAttribute("aria-current", "step");
  else one("part").textContent = "";
  offer();
  // Who pressed a button that went goes on at the one that came.
  if (pressed?.hidden) box.querySelector("button:not([hidden])")?.focus();
}

// What can be done with a take stands there while there is one.
function offer() {
  for (const element of form.querySelectorAll("[data-kept-with]")) element.hidden = !fresh;
  const away = form.querySelector("[data-throw-away]");
  if (away) away.hidden = !fresh;
}

function tick() {
  if (!running) return;
  const seconds = now() - running.began;
  one("clock").textContent = clockText(seconds);
  one("clock").toggleAttribute("data-over", seconds > target);
  if (running.microphone) one("level").value = running.microphone.level();
  const part = at();
  const left = part ? part.target - (seconds - (running.marks.at(-1) ?? 0)) : target - seconds;
  const rest = left < 0 ? `${clockText(-left)} over` : `${clockText(left)} left`;
  one("part").textContent = part ? `${part.label}: ${rest}` : rest;
}

async function open() {
  tell("Asking for the microphone …");
  try {
    return await openMicrophone();
  } catch {
    return null;
  }
}

async function countDown() {
  be("counting");
  let early = false;
  for (let left = COUNTDOWN; left && !early; left -= 1) {
    one("clock").textContent = left;
    early = await new Promise((resolve) => {
      skip = () => resolve(true);
      setTimeout(resolve, 1000, false);
    });
  }
}

async function start(wanted) {
  if (box.dataset.state !== "ready" && box.dataset.state !== "done") return;
  clear();
  showHeard("");
  fresh = null;
  say("");
  box.dataset.state = "asking";
  if (!said) field("key").value = uuid();
  let microphone = wanted ? await open() : null;
  tell(microphone ? "The microphone is on." : wanted ? NO_MICROPHONE : "");
  await countDown();
  try {
    await microphone?.record();
  } catch {
    // It was taken away meanwhile, or this browser records nothing.
    microphone = null;
  }
  const wantsWords = box.querySelector("[data-heard-wanted]").checked;
  const words = microphone && wantsWords ? hear(microphone.track) : null;
  running = { microphone, words, began: now(), marks: [] };
  be("running");
  tick();
  if (at()) tell(`Now: ${at().label}.${wanted && !microphone ? ` ${NO_MICROPHONE}` : ""}`);
}

function next() {
  if (!running || running.marks.length >= parts.length - 1) return;
  running.marks.push(now() - running.began);
  be("running");
  tick();
  tell(`Now: ${at().label}.`);
}

// Parts count where one was marked at least: else the whole was said in one.
function partsOf({ marks }, seconds) {
  const ends = [...marks, seconds];
  if (!marks.length) return [];
  return ends.map((end, place) => ({ ...parts[place], seconds: end - (ends[place - 1] ?? 0) }));
}

async function stop() {
  if (!running) return;
  const take = running;
  const seconds = Math.max(1, now() - take.began);
  running = null;
  be("measuring");
  tell(take.microphone ? "Measuring …" : "");
  const [blob, words] = await Promise.all([take.microphone?.close(), take.words?.()]);
  fresh = { blob: blob ?? null, kept: false };
  await showResults({ seconds, target, parts: partsOf(take, seconds), all: parts, blob }, form);
  showHeard(words ?? "");
  tell("");
  be("done");
}

function throwAway() {
  fresh = null;
  clear();
  showHeard("");
  say("");
  for (const name of ["spoken", "pauses", "silence"]) field(name).value = "";
  be("ready");
}

async function keep(event) {
  event.preventDefault();
  if (!fresh || fresh.busy) return;
  const take = fresh;
  take.busy = true;
  take.kept = await keepTake(field("key").value, take.blob);
  take.busy = false;
  if (take.kept && fresh === take) fresh = null;
  offer();
}

// A question's answer goes on by itself; its recording is first kept under the attempt's id.
async function sayIt(event) {
  if ((!running && !fresh) || fresh?.kept) return;
  event.preventDefault();
  await stop();
  if (!fresh || fresh.busy) return;
  fresh.busy = true;
  await keepRecording(field("attempt").value, fresh.blob);
  fresh.kept = true;
  form.requestSubmit();
}

one("start").addEventListener("click", () => start(true));
one("alone").addEventListener("click", () => start(false));
one("skip").addEventListener("click", () => skip());
one("next").addEventListener("click", next);
one("stop").addEventListener("click", stop);
form.querySelector("[data-throw-away]").addEventListener("click", throwAway);
form.addEventListener("submit", said ? sayIt : keep);
document.querySelector("[data-hide-text]")?.addEventListener("change", ({ target: { checked } }) => {
  for (const text of document.querySelectorAll("[data-text]")) text.hidden = checked;
});
addEventListener("beforeunload", (event) => (running || (fresh && !fresh.kept)) && event.preventDefault());
setInterval(tick, 100);
canHear().then((can) => (box.querySelector("[data-heard-offer]").hidden = !can));
const done = (key) => {
  if (said || field("key").value !== key) return;
  fresh = null;
  say("Kept: it is in the table below.");
  offer();
};
addEventListener("online", () => sendWaiting(done));
sendWaiting(done);
be("ready");
