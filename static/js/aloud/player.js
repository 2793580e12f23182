// Players: [data-player] plays a recording, leads to its parts, and counts fillers into the field
// that data-count names. A [data-recording] finds its recording in this browser by itself.
import { drop, find } from "./store.js";

const FOREVER = 1e9;
const bound = new WeakSet();

export const clockText = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export function fileName(blob) {
  const end = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
  return `rehearsal-${new Date().toISOString().slice(0, 16).replace(":", "-")}.${end}`;
}

function countBy(player, step) {
  const field = document.getElementById(player.dataset.count);
  field.value = Math.max(0, (Number(field.value) || 0) + step);
}

function bind(player) {
  if (bound.has(player)) return;
  bound.add(player);
  const audio = player.querySelector("audio");
  const filler = player.querySelector("[data-player-filler]");
  // F is the player's that plays: two takes may stand side by side.
  audio.addEventListener("play", () => filler.setAttribute("data-shortcut", "f"));
  for (const over of ["pause", "ended"]) {
    audio.addEventListener(over, () => filler.removeAttribute("data-shortcut"));
  }
  filler.addEventListener("click", () => countBy(player, 1));
  player.querySelector("[data-player-undo]").addEventListener("click", () => countBy(player, -1));
  player.addEventListener("click", ({ target }) => {
    const place = target.closest("[data-seek]");
    if (!place) return;
    audio.currentTime = Number(place.dataset.seek);
    audio.play();
  });
}

// What a browser has just recorded does not say how long it is: it finds out at the end.
function findLength(audio) {
  audio.addEventListener(
    "loadedmetadata",
    () => {
      if (Number.isFinite(audio.duration)) return;
      audio.addEventListener("durationchange", () => (audio.currentTime = 0), { once: true });
      audio.currentTime = FOREVER;
    },
    { once: true },
  );
}

// `box` holds a player, and a link to save its recording as a file.
export function load(box, blob) {
  const player = box.querySelector("[data-player]");
  bind(player);
  const audio = player.querySelector("audio");
  if (audio.src) URL.revokeObjectURL(audio.src);
  findLength(audio);
  audio.src = URL.createObjectURL(blob);
  Object.assign(box.querySelector("[data-player-file]"), { href: audio.src, download: fileName(blob) });
}

export function unload(box) {
  const audio = box.querySelector("audio");
  audio.pause();
  if (audio.src) URL.revokeObjectURL(audio.src);
  audio.removeAttribute("src");
}

async function show(box) {
  const blob = await find(box.dataset.recording);
  if (blob && box.querySelector("audio").src) return;
  box.querySelector("[data-recording-there]").hidden = !blob;
  box.querySelector("[data-recording-gone]").hidden = Boolean(blob);
  if (blob) load(box, blob);
}

async function showMark(mark) {
  mark.textContent = (await find(mark.dataset.recordingMark)) ? "Listen" : "Open";
}

export function showAll() {
  document.querySelectorAll("[data-recording]").forEach(show);
  document.querySelectorAll("[data-recording-mark]").forEach(showMark);
}

document.addEventListener("click", async ({ target }) => {
  const box = target.closest("[data-recording-delete]")?.closest("[data-recording]");
  if (!box) return;
  unload(box);
  await drop(box.dataset.recording);
  showAll();
});
// A take that is deleted takes its recording with it.
document.addEventListener("submit", ({ target }) => {
  if (target.dataset.recordingDrop) drop(target.dataset.recordingDrop);
});
showAll();
