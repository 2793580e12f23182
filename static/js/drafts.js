// Drafts: what was typed and not yet acknowledged, kept in this browser.
//
// An entry is {key, made_from, body, at, extras, after?, tab, owner}. A key belongs to one body for ever, so
// that sending it again is harmless. `after` is the key of a save that was still unanswered:
// if it did arrive, the entry was made from that one. The slot is `draft:<action>`, or, while
// another tab's draft of the same text lies there, `draft:<action>#<tab>`. `owner` is the member
// whose page it was typed on, or "" for a guest: a member's draft is sent for nobody else.
import { headers } from "./csrf.js";

const PREFIX = "draft:";
const LOCK = "draft-tab:";
export const SUBMISSION = "submission:";
export const PAGES = "pages";
export const TAKE = "take:";
export const RECORDINGS = "recordings";
export const tab = uuid();
export const owner = () => document.body.dataset.member ?? "";

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Without TLS, on another machine's address, there is only this.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

let held = false;

// A lock held for as long as this tab lives: others then leave its drafts to it.
export function hold() {
  if (held || !navigator.locks) return;
  held = true;
  navigator.locks.request(LOCK + tab, () => new Promise(() => {}));
}

async function livingTabs() {
  const living = new Set([tab]);
  if (!navigator.locks) return living;
  const locks = (await navigator.locks.query()).held;
  for (const { name } of locks) if (name.startsWith(LOCK)) living.add(name.slice(LOCK.length));
  return living;
}

const slots = () => named(PREFIX);

function named(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

export const waiting = () => named(SUBMISSION);
export const takes = () => named(TAKE);

function read(slot) {
  try {
    const entry = JSON.parse(localStorage.getItem(slot));
    return typeof entry?.body === "string" && entry.key ? entry : null;
  } catch {
    return null;
  }
}

const actionOf = (slot) => slot.slice(PREFIX.length).replace(/#[0-9a-f-]{36}$/, "");

export function keep(action, entry) {
  const shared = PREFIX + action;
  const there = read(shared);
  const slot = there && there.tab !== tab ? `${shared}#${tab}` : shared;
  try {
    localStorage.setItem(slot, JSON.stringify({ ...entry, tab, owner: owner() }));
    return true;
  } catch {
    return false;
  }
}

export function drop(action, key) {
  for (const slot of slots()) {
    if (actionOf(slot) === action && read(slot)?.key === key) localStorage.removeItem(slot);
  }
}

// On signing out: drafts, submissions (code/submissions.js) and takes (aloud/keep.js) that wait,
// pages kept for use without a line (service-worker.js), and recordings (aloud/store.js).
export function dropAll() {
  slots().forEach((slot) => localStorage.removeItem(slot));
  for (const name of [...waiting(), ...takes()]) localStorage.removeItem(name);
  globalThis.caches?.delete(PAGES);
  globalThis.indexedDB?.deleteDatabase(RECORDINGS);
}

// Drafts that no living tab looks after, oldest first: {slot, action, entry}.
export async function orphans() {
  const living = await livingTabs();
  return slots()
    .map((slot) => ({ slot, action: actionOf(slot), entry: read(slot) }))
    .filter(({ entry }) => entry && !living.has(entry.tab))
    .filter(({ entry }) => !entry.owner || entry.owner === owner())
    .sort((a, b) => a.entry.at - b.entry.at);
}

export function post(action, fields, { again = false } = {}) {
  const body = new URLSearchParams(fields).toString();
  return fetch(action, {
    method: "POST",
    body,
    credentials: "same-origin",
    // A browser lets no more than 64 KB outlive the page, of all requests together.
    keepalive: !again && body.length < 60_000,
    headers: {
      ...headers(),
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Autosave": "1",
    },
  });
}

// Whether the server took the draft, made from either version it may have been made from.
async function taken(action, { key, made_from, body, after, extras }) {
  let answer;
  for (const version of new Set([after ?? made_from, made_from])) {
    const fields = { ...extras, key, made_from: version ?? "", body };
    answer = await post(action, fields, { again: true });
    if (answer.ok && !answer.redirected) return true;
  }
  if (answer.status >= 500 || answer.status === 429) throw new Error("the site is away");
  return false;
}

// Send what other pages left behind. What the server refuses (a conflict, say) is not sent
// again from here: it waits for the page that can show it.
export async function sendOrphans(isShownHere) {
  const send = async () => {
    for (const { slot, action, entry } of await orphans()) {
      if (entry.refused || isShownHere(action, entry)) continue;
      if (await taken(action, entry)) drop(action, entry.key);
      else localStorage.setItem(slot, JSON.stringify({ ...entry, refused: true }));
    }
  };
  try {
    if (navigator.locks) await navigator.locks.request("drafts", send);
    else await send();
  } catch {
    // No line: the next page, or the line's return, tries again.
  }
}
