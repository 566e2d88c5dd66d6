// The page's side of the statistics worker: a task in, progress, an answer out. Loaded only when a view computes.
// The messages are described in src/app/statistics.rs.

let worker = null;
// A worker hears only what is sent after its module has started.
let listening = false;
let last = 0;
const waiting = new Map();

function start(script) {
  worker = new Worker(script);
  listening = false;
  worker.onmessage = ({ data }) => {
    if (data === "listening") {
      listening = true;
      for (const { message } of waiting.values()) worker.postMessage(message);
      return;
    }
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
 * @param {{ signal?: AbortSignal, progress?: (done: number) => void, script?: string }} options
 */
export function compute(request, { signal, progress, script = document.querySelector("#start").dataset.statistics } = {}) {
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
    }
    signal?.addEventListener("abort", abort, { once: true });
    waiting.set(id, task);
    if (!worker) start(script);
    else if (listening) worker.postMessage(message);
  });
}
