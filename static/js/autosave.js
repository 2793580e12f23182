// A text that saves itself: form[data-autosave].
//
// Every change is kept in this browser at once, and sent when the typing pauses. One save is
// under way a form; until it is answered the same key and body are sent again, and what was
// typed meanwhile waits for its turn. "Saved" is said only for what the server has committed;
// then the form sends "autosaved", for whatever on the page reads the text.
import * as drafts from "./drafts.js";

const PAUSE = 800;
const LONGEST_WAIT = 30_000;
const WORDS_A_MINUTE = 140;
const AWAY = "The site is away. Kept in this browser, will be sent";
const NO_LINE = "No line. Kept in this browser, will be sent";
const NOWHERE = "No line, and this browser keeps nothing. Copy your text";
const OLD = "This page is old: reload it. Your text is kept here.";
const GONE = "This is no longer there. Your text is kept here.";
const states = new Map();

const actionOf = (form) => form.getAttribute("action");
const sheetOf = (form) => form.elements.namedItem("body");

// The fields that say which text it is, beside the address.
function extrasOf(form) {
  const extras = Object.fromEntries(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "key", "made_from", "body", "seconds", "time_zone"]) {
    delete extras[name];
  }
  return extras;
}

// A page without a draft has made up its attempt: what was begun on another such page is its.
function isOf(form, action, entry) {
  const here = extrasOf(form);
  const there = { ...entry.extras };
  if (!form.elements.namedItem("made_from").value && !entry.made_from) {
    delete here.attempt;
    delete there.attempt;
  }
  return actionOf(form) === action && JSON.stringify(here) === JSON.stringify(there);
}

const shownHere = (action, entry) => [...states.keys()].some((form) => isOf(form, action, entry));

function part(form, name) {
  const box = form.closest("[data-autosave-box]") ?? form;
  return box.querySelector(`[data-autosave-${name}]`);
}

function say({ form }, name, words) {
  const status = part(form, "status");
  if (!status) return;
  status.dataset.state = name;
  if (status.textContent !== words) status.textContent = words;
}

function measure({ form }) {
  const meta = part(form, "meta");
  if (!meta) return;
  const tokens = sheetOf(form).value.split(/\s+/);
  const count = tokens.filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
  const seconds = Math.round((count * 60) / WORDS_A_MINUTE);
  meta.textContent = count ? `${count} word${count === 1 ? "" : "s"} · ${seconds} s` : "";
}

function take(state, entry) {
  if (state.sending) entry.after = state.sending.key;
  state.entry = { ...entry, extras: extrasOf(state.form) };
  state.kept = drafts.keep(actionOf(state.form), state.entry);
  measure(state);
}

function changed(state) {
  const body = sheetOf(state.form).value;
  take(state, { key: drafts.uuid(), made_from: state.version, body, at: Date.now() });
  if (!state.sending && !state.conflict) say(state, "saving", "Not saved yet");
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(state), PAUSE);
}

// Resolves when the save that is under way was answered, or put off.
function save(state) {
  clearTimeout(state.timer);
  if (state.entry && !state.sending && !state.conflict) {
    state.sending = state.entry;
    state.tries = 0;
    state.done = deliver(state);
  }
  return state.done;
}

async function deliver(state) {
  if (state.flying) return;
  state.flying = true;
  clearTimeout(state.again);
  const { key, made_from, body } = state.sending;
  const fields = new URLSearchParams(new FormData(state.form));
  fields.delete("csrfmiddlewaretoken");
  fields.set("key", key);
  fields.set("made_from", made_from ?? "");
  fields.set("body", body);
  const again = state.tries > 0;
  let answer, text;
  try {
    answer = await drafts.post(actionOf(state.form), fields, { again });
    text = await answer.text();
  } catch {
    answer = null;
  }
  state.flying = false;
  if (states.get(state.form) === state) understand(state, answer, text);
}

function understand(state, answer, text) {
  const status = answer?.status ?? 0;
  const json = answer?.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : null;
  if (!status) putOff(state, NO_LINE);
  else if (status >= 500 || status === 429) putOff(state, AWAY);
  else if (status === 409) conflict(state, text);
  else if (answer.ok && json) saved(state, json);
  else if (status === 413 || status === 422) refused(state, json?.error ?? "Too long to be saved");
  else refused(state, status === 404 ? GONE : OLD);
}

function saved(state, { version, meta }) {
  const { form, sending } = state;
  state.version = version;
  form.elements.namedItem("made_from").value = version;
  state.sending = null;
  if (state.entry.key !== sending.key) {
    const { key, body, at } = state.entry;
    take(state, { key, made_from: version, body, at });
    save(state);
    return;
  }
  state.entry = null;
  drafts.drop(actionOf(form), sending.key);
  if (meta !== undefined && part(form, "meta")) part(form, "meta").textContent = meta;
  say(state, "saved", "Saved");
  form.dispatchEvent(new Event("autosaved", { bubbles: true }));
  restore(state);
}

function putOff(state, words) {
  const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** state.tries);
  state.tries += 1;
  say(state, "kept", state.kept ? words : NOWHERE);
  state.again = setTimeout(() => deliver(state), wait);
}

function refused(state, words) {
  state.sending = null;
  say(state, "refused", words);
}

// The page's sheet stays, locked, beside the two texts: what one goes on typing belongs there.
function conflict(state, html) {
  state.conflict = true;
  state.sending = null;
  sheetOf(state.form).readOnly = true;
  say(state, "conflict", "Changed elsewhere. Choose below what to keep");
  const place = part(state.form, "conflict");
  const template = document.createElement("template");
  template.innerHTML = html;
  place?.replaceChildren(template.content);
  const merged = place?.querySelector("textarea[name=body]");
  for (const [name, value] of Object.entries(extrasOf(state.form))) {
    if (!merged || merged.form.elements.namedItem(name)) continue;
    merged.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  // The newest words are those on the page, not those of the save that was answered.
  if (merged) merged.value = state.entry.body;
  merged?.focus();
}

// A draft that was left behind goes back into the sheet, and out.
async function restore(state) {
  const action = actionOf(state.form);
  const sheet = sheetOf(state.form);
  for (const { action: place, entry } of await drafts.orphans()) {
    if (state.entry || state.conflict) return;
    if (!isOf(state.form, place, entry)) continue;
    drafts.drop(action, entry.key);
    if (entry.key === state.version || entry.body === sheet.value) continue;
    const { key, body, at, after } = entry;
    sheet.value = body;
    sheet.dispatchEvent(new Event("restored"));
    take(state, { key, made_from: after === state.version ? after : entry.made_from, body, at });
    save(state);
  }
}

function bind() {
  for (const form of states.keys()) if (!form.isConnected) states.delete(form);
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    if (states.has(form)) continue;
    drafts.hold();
    const version = form.elements.namedItem("made_from").value;
    const state = { form, version, entry: null, sending: null, kept: true, tries: 0 };
    states.set(form, state);
    restore(state);
    // The page before this one may not have let go of its drafts yet.
    setTimeout(restore, 3000, state);
  }
}

const flush = () => Promise.all([...states.values()].map(save));
const unsaved = (state) => !state.conflict && (state.entry || state.sending);

function signOut() {
  for (const { timer, again } of states.values()) {
    clearTimeout(timer);
    clearTimeout(again);
  }
  states.clear();
  drafts.dropAll();
}

// The merged text is a draft like any other until the server has it.
function keepMerged(form) {
  for (const state of states.values()) {
    if (actionOf(state.form) !== actionOf(form) || !state.entry) continue;
    drafts.drop(actionOf(form), state.entry.key);
    state.entry = null;
  }
  const { key, made_from, body } = Object.fromEntries(new FormData(form));
  drafts.keep(actionOf(form), { key, made_from, body, at: Date.now(), extras: extrasOf(form) });
}

// What is sent may be about what was just typed: that goes first.
async function saveThenSubmit(form, submitter) {
  const late = new Promise((resolve) => setTimeout(resolve, 3000));
  await Promise.race([flush().then(flush), late]);
  if ([...states.values()].some((state) => state.conflict)) return;
  form.dataset.autosavePassed = "";
  form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  delete form.dataset.autosavePassed;
}

document.addEventListener("input", (event) => {
  const state = states.get(event.target.form);
  if (state && event.target.name === "body") changed(state);
});
document.addEventListener("change", (event) => {
  const state = states.get(event.target.form);
  if (state) save(state);
});
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.matches("[data-sign-out]")) signOut();
    else if (form.matches("[data-autosave-merge]")) keepMerged(form);
    else if (states.has(form) && !event.submitter?.hasAttribute("formaction")) {
      event.preventDefault();
      save(states.get(form));
    } else if (
      form.method === "post" &&
      !("autosavePassed" in form.dataset) &&
      [...states.values()].some(unsaved)
    ) {
      event.preventDefault();
      event.stopImmediatePropagation();
      saveThenSubmit(form, event.submitter);
    }
  },
  true,
);

addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => document.hidden && flush());
addEventListener("online", () => {
  for (const state of states.values()) state.sending ? deliver(state) : save(state);
  drafts.sendOrphans(shownHere);
});
new MutationObserver(bind).observe(document.body, { childList: true, subtree: true });

bind();
drafts.sendOrphans(shownHere);
