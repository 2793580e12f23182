// Python in a worker: it runs what the candidate wrote, and reports what came of each test.
//
// The site serves this file under a policy of its own (practice/python.py), with two constants
// before it: RUNTIME, {url, files: {name: [bytes, bytes over the line]}}, and JUDGE, the
// judge's Python by file name. Its policy lets it fetch the runtime and nothing else, so that
// whatever runs here can't reach the site.
//
// In:  {start: {packages, module?, interrupt?}}, {run: job}.
// Out: {loaded, total} in bytes over the line, {module}, {ready: ms}, {begun: id}, {test: {…}},
//      {done: {…, memory}}, {dead: message}.
/* global RUNTIME, JUDGE */
const MEMORY_AT_MOST = 1024 * 1024 * 1024;
const PAGE = 65_536;
const CORE = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

let judge;
let memory;
const report = postMessage.bind(self);

// Kept pages and drafts lie in these; code that somebody pasted has no business there, nor may
// it close the worker while the page waits for it.
for (const name of ["caches", "indexedDB", "BroadcastChannel", "close"]) {
  for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) delete owner[name];
}

function limitMemory() {
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = function (asked) {
    memory = new Memory({ ...asked, maximum: Math.min(asked.maximum, MEMORY_AT_MOST / PAGE) });
    return memory;
  };
  WebAssembly.Memory.prototype = Memory.prototype;
}

// Every fetch counts its bytes; a file's share of what goes over the line stands in RUNTIME.
function countBytes(names) {
  const total = names.reduce((sum, name) => sum + RUNTIME.files[name][1], 0);
  const fetchReally = self.fetch;
  let loaded = 0;
  let said = 0;
  const count = (bytes, name) => {
    const [whole, wire] = RUNTIME.files[name];
    loaded += (bytes / whole) * wire;
    if (loaded - said < total / 200 && loaded < total - 1) return;
    said = loaded;
    report({ loaded: Math.min(Math.round(loaded), total), total });
  };
  self.fetch = async (address, options) => {
    const answer = await fetchReally(address, options);
    const name = new URL(address.url ?? address, location).pathname.split("/").pop();
    if (!answer.ok || !answer.body || !RUNTIME.files[name]) return answer;
    const counter = new TransformStream({
      transform(chunk, out) {
        count(chunk.byteLength, name);
        out.enqueue(chunk);
      },
    });
    const { status, headers } = answer;
    return new Response(answer.body.pipeThrough(counter), { status, headers });
  };
  count(RUNTIME.files["pyodide.mjs"][0], "pyodide.mjs");
  return () => count(RUNTIME.files["pyodide.asm.js"][0], "pyodide.asm.js");
}

// The compiled module goes to the page, which hands it to the next worker: a restart then
// neither loads nor compiles it again.
function keepModule(given) {
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const module = given ?? (await WebAssembly.compileStreaming(await source));
    if (!given) report({ module });
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

async function start({ packages, module, interrupt }) {
  const began = performance.now();
  const wheels = Object.keys(RUNTIME.files).filter((name) => packages.includes(name.split("-")[0]));
  limitMemory();
  const scriptLoaded = countBytes([...CORE, ...wheels]);
  keepModule(module);
  const { loadPyodide } = await import(`${RUNTIME.url}pyodide.mjs`);
  await import(`${RUNTIME.url}pyodide.asm.js`);
  scriptLoaded();
  const python = await loadPyodide({
    indexURL: RUNTIME.url,
    // Sets and dictionaries go the same way in each run, as in the tests of the bank.
    env: { PYTHONHASHSEED: "1" },
    stdin: () => null,
    packages,
  });
  python.FS.mkdirTree("/judge/judge");
  for (const [name, text] of Object.entries(JUDGE)) python.FS.writeFile(`/judge/judge/${name}`, text);
  if (interrupt) python.setInterruptBuffer(interrupt);
  judge = python.runPython(`
import sys, json
sys.path.append("/judge")
${packages.map((name) => `import ${name}`).join("\n")}
from judge.judging import judge
from pyodide.ffi import JsException
def run(job, report, dumps=json.dumps, loads=json.loads):
    judge(loads(job), lambda step: report(dumps(step)))
run`);
  report({ ready: Math.round(performance.now() - began) });
}

function run(job) {
  judge(JSON.stringify(job), (step) => {
    const told = JSON.parse(step);
    if (told.done) told.done.memory = memory?.buffer.byteLength ?? 0;
    report(told);
  });
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.start) await start(data.start);
    else if (data.run) run(data.run);
  } catch (error) {
    report({ dead: String(error?.message ?? error).slice(-300), stage: data.start ? "start" : "run" });
  }
});
