// Keeping a take: the recording in this browser, its numbers sent to the site once. What finds no
// line waits here under `take:<key>` and goes when the line, or such a page, is back.
import { headers } from "../csrf.js";
import { owner, TAKE, takes } from "../drafts.js";
import { showAll } from "./player.js";
import { keep } from "./store.js";

const form = document.querySelector("[data-keep]");
const state = document.querySelector("[data-keep-state]");
const WAITS = "No line. Its numbers wait in this browser and go when the line is back; or press again.";
const LOST = "No line, and this browser keeps nothing: stay on this page and press again.";
const REFUSED = "The site did not take it. Reload the page and record again; save the recording first.";
const NO_ROOM = "There is no room here for the recording: save it as a file if you want it.";

export const say = (words) => (state.textContent = words);

// Whether the recording is kept; said where it is not.
export async function keepRecording(key, blob) {
  try {
    if (blob) await keep(key, blob);
    return true;
  } catch {
    say(NO_ROOM);
    return false;
  }
}

async function send({ action, fields }) {
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams(fields),
    credentials: "same-origin",
    headers: { ...headers(), "X-Autosave": "1" },
  });
  if (answer.status >= 500 || [403, 429].includes(answer.status)) throw new Error("the site is away");
  return answer.ok ? answer.text() : "";
}

function show(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#takes");
  if (fresh) document.getElementById("takes")?.replaceWith(fresh);
  showAll();
}

// Whether the site has it; its numbers are kept here until then.
export async function keepTake(key, blob) {
  say("Keeping …");
  const there = await keepRecording(key, blob);
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken;
  const entry = { action: form.getAttribute("action"), fields, owner: owner() };
  let waits = true;
  try {
    localStorage.setItem(TAKE + key, JSON.stringify(entry));
  } catch {
    waits = false;
  }
  try {
    const html = await send(entry);
    localStorage.removeItem(TAKE + key);
    if (html) show(html);
    if (!html) say(REFUSED);
    else if (there) say("Kept: it is in the table below.");
    return Boolean(html);
  } catch {
    say(waits ? WAITS : LOST);
    return false;
  }
}

// Sends what waited; a take of the thing on this page then shows in its table.
export async function sendWaiting(done) {
  for (const name of takes()) {
    const entry = JSON.parse(localStorage.getItem(name));
    if (entry.owner && entry.owner !== owner()) continue;
    try {
      const html = await send(entry);
      localStorage.removeItem(name);
      if (html && entry.action === form?.getAttribute("action")) show(html);
      done(name.slice(TAKE.length));
    } catch {
      return;
    }
  }
}
