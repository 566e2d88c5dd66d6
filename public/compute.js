// The page's side of the statistics worker: a task in, progress, an answer out. Loaded only when a view computes.
// The messages are described in src/bin/statistics.rs.

// The smallest module that uses SIMD: what a browser without it refuses.
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/** The worker's script for this browser; `names` is what the build wrote: with SIMD, without. */
const scriptFor = (names) => names.split(" ")[WebAssembly.validate(SIMD) ? 0 : 1];

let worker = null;
let last = 0;
const waiting = new Map();

function start(script) {
  worker = new Worker(script);
  worker.onmessage = ({ data }) => {
    const task = waiting.get(data.id);
    if (!task) return;
    if (data.done !== undefined) return task.progress?.(data.done);
    waiting.delete(data.id);
    data.error === undefined ? task.resolve({ ...data.answer, ms: data.ms }) : task.reject(new Error(data.error));
  };
  // A worker that cannot be loaded or that broke answers nobody: every task fails, the next one starts another worker.
  worker.onerror = (event) => { event.preventDefault(); stop(new Error(event.message || "statistics worker")); };
}

function stop(reason) {
  worker?.terminate();
  worker = null;
  const tasks = [...waiting.values()];
  waiting.clear();
  for (const task of tasks) task.reject(reason);
}

/**
 * Computes a statistic beside the page, which stays responsive.
 *
 * `request` is the task without `v` and `id`. `progress` is told the share that is done. An aborted `signal` ends the
 * work at once: a busy worker reads no messages, so it is ended and the tasks behind it are started again in a new one.
 * @param {object} request
 * @param {{ signal?: AbortSignal, progress?: (done: number) => void, names?: string }} options
 */
export function compute(request, { signal, progress, names = document.querySelector("#start").dataset.statistics } = {}) {
  const script = scriptFor(names);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const id = ++last;
    const message = { v: 1, id, words: [], parameters: [], ...request };
    const settled = (settle) => (value) => { signal?.removeEventListener("abort", abort); settle(value); };
    const task = { message, progress, resolve: settled(resolve), reject: settled(reject) };
    function abort() {
      waiting.delete(id);
      worker?.terminate();
      worker = null;
      reject(signal.reason);
      if (waiting.size > 0) start(script);
      for (const other of waiting.values()) worker.postMessage(other.message);
    }
    signal?.addEventListener("abort", abort, { once: true });
    waiting.set(id, task);
    if (!worker) start(script);
    worker.postMessage(message);
  });
}
