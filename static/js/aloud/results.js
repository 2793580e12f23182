// What a take came to, as soon as it stops: its parts against their targets, pauses, pace, the
// recording to listen to, and the numbers in the form that keeps them.
import { levelsOf, measure } from "./measure.js";
import { samplesOf } from "./microphone.js";
import { clockText, load, unload } from "./player.js";

const box = document.querySelector("[data-results]");
const one = (name) => box.querySelector(`[data-results-${name}]`);

function fact(name, value) {
  const term = document.createElement("dt");
  term.textContent = name;
  const said = document.createElement("dd");
  said.textContent = value;
  one("facts").append(term, said);
}

function row(cells) {
  const line = document.createElement("tr");
  cells.forEach((words, place) => {
    const cell = document.createElement(place ? "td" : "th");
    if (!place) cell.scope = "row";
    cell.textContent = words;
    line.append(cell);
  });
  return line;
}

function button(words, second) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button small", textContent: words });
  made.dataset.seek = second.toFixed(1);
  return made;
}

// Against the target in words: never a colour alone.
function against(seconds, target) {
  const off = Math.round(seconds - target);
  if (Math.abs(off) <= 2) return "on target";
  return off > 0 ? `${off} s over` : `${-off} s under`;
}

function paceOf({ seconds, parts, all }) {
  const said = parts.length ? parts : all;
  const words = said.reduce((sum, part) => sum + part.words, 0);
  return words ? Math.round((words * 60) / seconds) : null;
}

// What the sound says; null where this browser can't read what it recorded.
async function hear(blob) {
  try {
    const { samples, rate } = await samplesOf(blob);
    return measure(levelsOf(samples, rate));
  } catch {
    return null;
  }
}

function showSound(blob, sound) {
  if (!sound) {
    if (blob) fact("Pauses", "This browser could not measure them.");
  } else if (!sound.heard) fact("Pauses", "Nothing was heard: is it the right microphone?");
  else {
    fact("Pauses of a second or more", sound.pauses.length);
    fact("Longest silence", `${sound.silence.toFixed(1)} s`);
    fact("Spoken", `${Math.round(sound.share * 100)} % of the time`);
  }
}

function fill(form, take, sound) {
  const set = (name, value) => {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  };
  set("spoken", take.seconds.toFixed(1));
  set("pauses", sound?.pauses.length ?? 0);
  set("silence", (sound?.silence ?? 0).toFixed(1));
  set("fillers", "");
  for (const part of take.all) set(`of-${part.key}`, "");
  for (const part of take.parts) set(`of-${part.key}`, part.seconds.toFixed(1));
}

function showParts(take) {
  let at = 0;
  for (const part of take.parts) {
    one("parts").tBodies[0].append(
      row([part.label, `${Math.round(part.seconds)} s`, `${part.target} s, ${against(part.seconds, part.target)}`]),
    );
    box.querySelector("[data-player-places]").append(button(`${part.label} ${clockText(at)}`, at));
    at += part.seconds;
  }
  one("parts").hidden = !take.parts.length;
}

// `take`: {seconds, target, parts: [{key, label, target, words, seconds}], all, blob}.
export async function showResults(take, form) {
  clear();
  const sound = take.blob && (await hear(take.blob));
  fill(form, take, sound);
  one("title").textContent = `${clockText(take.seconds)}: ${against(take.seconds, take.target)}`;
  showParts(take);
  const pace = paceOf(take);
  if (pace) fact("Pace, if you said it all", `${pace} words/min`);
  showSound(take.blob, sound);
  for (const { at, seconds } of sound?.pauses ?? []) {
    box.querySelector("[data-player-places]").append(button(`Pause ${clockText(at)}, ${seconds.toFixed(1)} s`, Math.max(0, at - 1)));
  }
  box.hidden = false;
  one("player").hidden = !take.blob;
  if (take.blob) load(one("player"), take.blob);
  one("title").focus();
}

export function clear() {
  unload(one("player"));
  one("facts").replaceChildren();
  one("parts").tBodies[0].replaceChildren();
  box.querySelector("[data-player-places]").replaceChildren();
  box.hidden = true;
}
