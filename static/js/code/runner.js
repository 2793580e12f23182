// Python's worker, as the page sees it: started once, asked to run, stopped when it runs on.
//
// After SECONDS_AT_MOST Python is interrupted; if it doesn't hear (a loop that catches all, one
// long step in C), the worker is ended and a new one starts at once, with the runtime compiled
// already. Where the browser shares no memory, the worker is ended straight away.
export const SECONDS_AT_MOST = 10;
const GRACE = 400; // ms that an interrupt has before the worker is ended
const HEAVY = 400 * 1024 * 1024; // bytes after which a fresh Python is due

export const able = () => typeof WebAssembly === "object" && typeof Worker === "function";

// `on` hears {loaded, total} while it loads, and {starting}, {ready: ms}, {failed: words}.
export function makeRunner({ url, packages, on = () => {}, seconds = SECONDS_AT_MOST }) {
  let worker = null;
  let module = null;
  let interrupt = null;
  let started = null;
  let running = null;

  function start() {
    started ??= new Promise((resolve, reject) => {
      on({ starting: true });
      interrupt = self.crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : null;
      worker = new Worker(url, { type: "module" });
      const fail = (words) => {
        end();
        on({ failed: words });
        reject(new Error(words));
      };
      worker.onerror = (event) => fail(event.message || "The worker did not start");
      worker.onmessage = ({ data }) => {
        if (data.total) on(data);
        else if (data.module) module = data.module;
        else if (data.ready !== undefined) {
          on(data);
          resolve();
        } else if (data.dead && data.stage === "start") fail(data.dead);
        else running?.hear(data);
      };
      worker.postMessage({ start: { packages, module, interrupt } });
    });
    return started;
  }

  function end() {
    worker?.terminate();
    worker = null;
    started = null;
  }

  function restart() {
    end();
    start().catch(() => {});
  }

  // Run a job; `onTest` hears each outcome. Resolves to {smallest, stopped, why, message}: `why`
  // is "" or "time", "stop" (the candidate's), "died" (with a `message`), or "itself" (the code
  // raised KeyboardInterrupt); `stopped` is the test it came in, or null.
  async function run(job, onTest = () => {}) {
    await start();
    if (running) throw new Error("a run is under way");
    return new Promise((resolve) => {
      let at = null;
      let why = "";
      let timer = setTimeout(() => halt("time"), seconds * 1000);
      const finish = (verdict) => {
        clearTimeout(timer);
        running = null;
        resolve({ smallest: null, stopped: null, message: "", why, ...verdict });
      };
      function halt(reason) {
        if (why) return;
        why = reason;
        clearTimeout(timer);
        const kill = () => {
          finish({ stopped: at });
          restart();
        };
        if (!interrupt) return kill();
        Atomics.store(interrupt, 0, 2);
        timer = setTimeout(kill, GRACE);
      }
      running = {
        halt,
        hear(step) {
          if (step.begun !== undefined) at = step.begun;
          else if (step.test) onTest(step.test);
          else if (step.done) {
            const { smallest, stopped, changed, memory } = step.done;
            if (stopped !== null) why ||= "itself";
            finish({ smallest, stopped: why ? (stopped ?? at) : null });
            if (changed || memory > HEAVY) restart();
          } else if (step.dead) {
            why ||= "died";
            finish({ stopped: at, message: step.dead });
            restart();
          }
        },
      };
      worker.postMessage({ run: job });
    });
  }

  return { start, run, stop: () => running?.halt("stop"), end };
}
