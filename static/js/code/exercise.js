// A code question's page: Run, Submit and one's own input, and what came of them.
//
// Python loads when the sheet gets the focus, not before. What the tests say is the
// candidate's own: it is sent to the site as a submission, which keeps it as such.
import "./offline.js";
import { able, makeRunner, SECONDS_AT_MOST } from "./runner.js";
import { entryOf } from "./results.js";
import { keepSubmission, sendKept } from "./submissions.js";

const PACKAGES = { numpy: ["numpy"], sqlite: ["sqlite3"], python: [] };
const OFF = "WebAssembly is switched off in this browser, so Python can't run here. You can write, save, and compare with the solution.";

const page = document.querySelector("[data-exercise]");
const one = (name) => page.querySelector(`[data-${name}]`);
const form = page.querySelector("form[data-autosave]");
const sheet = form.elements.namedItem("body");
const results = one("results");
const state = one("python-state");
const unrun = document.querySelector("[data-interview] input[name=unrun]");
const bar = one("python-progress");
const say = (words) => {
  if (state.textContent !== words) state.textContent = words;
};

let asked = null; // the tests, once they came
let busy = false; // a run that the candidate asked for
let halted = false; // stopped before it could begin
let last = Promise.resolve(); // one run after the other
let submitted = null; // the code that was submitted last
const runner = makeRunner({
  url: page.dataset.worker,
  packages: PACKAGES[page.dataset.needs] ?? [],
  on({ starting, loaded, total, ready, failed }) {
    bar.hidden = !total || loaded >= total;
    if (total) {
      bar.value = loaded / total;
      say(loaded < total ? `Loading Python: ${mb(loaded)} of ${mb(total)} MB` : "Starting Python");
    }
    if (starting) say("Loading Python");
    if (ready !== undefined) say("Python is ready");
    if (failed) say(`Python could not start: ${failed}. Run tries again.`);
  },
});
const mb = (bytes) => (bytes / 1e6).toFixed(1);

async function tests() {
  if (!asked) {
    const answer = await fetch(page.dataset.tests);
    if (!answer.ok) throw new Error("the tests did not arrive");
    asked = await answer.json();
  }
  return asked;
}

function prepare() {
  if (!able()) return say(OFF);
  runner.start().catch(() => {});
  tests().catch(() => {});
}

// Run the code against some tests: "visible", "all", or "own" (one's own input).
async function jobOf(which) {
  const { tests: all, ...how } = await tests();
  const own = { id: "", shows: "", code: one("own-input").value, hidden: false };
  const chosen = which === "own" ? [own] : which === "all" ? all : all.filter(({ hidden }) => !hidden);
  return { ...how, code: sheet.value, tests: chosen };
}

function judge(which, quiet = false) {
  if (!able()) return say(OFF);
  if (busy && !quiet) return;
  busy = busy || !quiet;
  // What has run can't become a first version that never ran.
  if (unrun && !quiet) unrun.disabled = true;
  last = last.then(() => judgeNow(which, quiet));
  return last;
}

async function judgeNow(which, quiet) {
  one("run-stop").hidden = quiet;
  halted = false;
  const seen = [];
  try {
    const job = await jobOf(which);
    if (!job.tests.length) return say("There are no tests: run it with your own input.");
    await runner.start();
    if (halted) return say(words("stop"));
    if (!quiet) say("Running");
    const verdict = await runner.run(job, (test) => seen.push(test));
    const told = completed(job, seen, verdict);
    if (!quiet) show(which, told);
    return { job, told, why: verdict.why };
  } catch (error) {
    say(`That did not work: ${error.message}`);
  } finally {
    busy = busy && quiet;
    one("run-stop").hidden = true;
  }
}

// The outcomes in the tests' order: the one that was cut short says why, the rest were not run.
function completed(job, seen, { stopped, why, message, smallest }) {
  const told = seen.map((test) => (smallest?.id === test.id ? smallest : test));
  if (why) {
    const error = words(why, message);
    const test = job.tests.find(({ id }) => id === stopped) ?? job.tests[0];
    const showsInput = !test.hidden || !smallest;
    const input = showsInput ? test.code : "";
    told.push({ ...test, input, passed: false, seconds: why === "time" ? SECONDS_AT_MOST : 0, error, trace: [] });
  }
  return told;
}

function words(why, message) {
  if (why === "time") return `It took longer than ${SECONDS_AT_MOST} s: is there a loop that never ends, or a faster way?`;
  if (why === "stop") return "You stopped it.";
  if (/stack/i.test(message)) return "Calls inside calls went deeper than the browser allows. Python was restarted.";
  if (why === "died") return `Your code ended Python (${message.split("\n")[0]}). It was restarted.`;
  return "Your code raised KeyboardInterrupt.";
}

function show(which, told) {
  const passed = told.filter((test) => test.passed).length;
  const of = which === "own" ? 0 : asked.tests.filter(({ hidden }) => which === "all" || !hidden).length;
  const first = told.find((test) => !test.passed && "input" in test) ?? told.find((test) => !test.passed);
  results.querySelector("ol").replaceChildren(...told.map((test) => entryOf(test, test === first || !test.id)));
  const count = passed === of ? `All ${of} tests pass` : `${passed} of ${of} tests pass`;
  results.querySelector("h2").textContent = which === "own" ? "With your input" : count;
  results.hidden = false;
  say(told.find((test) => test.error)?.error ?? (which === "own" ? "Its value is below" : count));
}

async function submit({ first = false, quiet = false } = {}) {
  const judged = await judge("all", quiet);
  if (!judged || judged.why === "stop") return;
  const { job, told } = judged;
  if (!first) submitted = job.code;
  await keepSubmission(page.dataset.submission, form, {
    body: job.code,
    first,
    results: { tests: told.map(({ id, passed, seconds, error, where }) => ({ id, passed, seconds, why: error || where || "" })) },
  });
}

page.addEventListener("focusin", ({ target }) => target.matches("textarea") && prepare());
page.addEventListener("click", ({ target }) => {
  if (target.closest("[data-run-visible]")) judge("visible");
  else if (target.closest("[data-run-all]")) submit();
  else if (target.closest("[data-run-own]")) judge("own");
  else if (target.closest("[data-run-stop]")) {
    halted = true;
    runner.stop();
  }
});
page.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || one("run-visible").closest("[hidden]")) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.shiftKey && one("run-all")) submit();
  else judge(event.target === one("own-input") ? "own" : "visible");
});
// In an interview the last version is judged when one finishes, and a first that never ran.
one("finish").addEventListener("click", async (event) => {
  const waits = form.elements.namedItem("mode") && submitted !== sheet.value && able();
  if (!waits) return;
  event.preventDefault();
  say("Running the tests");
  if (unrun?.checked && !unrun.disabled) await submit({ first: true, quiet: true });
  await submit({ quiet: true });
  submitted = sheet.value;
  form.requestSubmit(event.target);
});
document.addEventListener("first-version", () => submit({ first: true, quiet: true }));

sendKept();
// Without it the plain sheet stays.
import("./editor.js").then(({ mount }) => mount(sheet)).catch(() => {});
