// The statistics worker as a page of the atlas uses it: progress, cancel, errors in words, the page responsive meanwhile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fs from "node:fs";
import { DIST, stage } from "./help.mjs";

const PLAIN = fs.existsSync(DIST) ? fs.readdirSync(DIST).find((name) => /^statistics-plain-.*\.js$/.test(name)) : undefined;
let atlas;
before(async () => { atlas = await stage(); });
after(async () => { await atlas.end(); });

/** Runs `use` in a page of the atlas, which has `run` (the client) and `table` (a request with `n` rows in a ring). */
async function inAtlas(use, { n = 400, plain = false, cpu = 1 } = {}) {
  const opened = await atlas.open("?v=catalogue");
  if (cpu > 1) {
    const session = await opened.context.newCDPSession(opened.page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }
  await opened.page.evaluate(async ({ n, script }) => {
    const start = document.querySelector("#start").dataset;
    const { compute } = await import(new URL(start.compute, location.href).href);
    const wave = Float64Array.from({ length: n }, (_, i) => Math.sin(i / 9) + ((i * 7919) % 97) / 50);
    const other = Float64Array.from({ length: n }, (_, i) => Math.cos(i / 5) + ((i * 104729) % 89) / 40);
    const starts = Uint32Array.from({ length: n + 1 }, (_, i) => 2 * i);
    const list = Uint32Array.from({ length: 2 * n }, (_, i) => ((i >> 1) + (i % 2 ? 1 : n - 1)) % n);
    window.table = (method, parameters = {}) => ({
      method, parameters: Object.entries(parameters), units: Array.from({ length: n }, (_, i) => `u${i}`),
      columns: [["wave", wave], ["other", other]], neighbours: { starts, list },
    });
    window.run = (request, options = {}) => compute(request, { script: script ?? start.statistics, ...options });
  }, { n, script: plain ? PLAIN : undefined });
  const found = await opened.page.evaluate(use);
  await opened.done();
  return found;
}

test("a task is answered, with and without SIMD alike", async () => {
  const use = async () => {
    const moran = await run(table("local-moran", { column: "wave", permutations: "999", seed: "7" }));
    const matrix = await run(table("correlation-matrix", { columns: "wave,other" }));
    const plain = ([name, cells]) => [name, Array.from(cells)];
    return { columns: moran.columns.map(plain), ms: moran.ms, cells: Array.from(matrix.grids[0].cells), n: (await run(table("describe", { column: "wave" }))).figures[0][1] };
  };
  const fast = await inAtlas(use);
  const plain = await inAtlas(use, { plain: true });
  assert.equal(fast.n, 400);
  assert.ok(fast.ms >= 0);
  assert.deepEqual(fast.columns.map(([name]) => name), plain.columns.map(([name]) => name));
  const numbers = ({ columns, cells }) => [...columns.flatMap(([, values]) => values).filter((v) => typeof v === "number"), ...cells];
  const pairs = numbers(fast).map((value, i) => [value, numbers(plain)[i]]);
  assert.ok(pairs.length > 1000);
  for (const [a, b] of pairs) assert.ok(Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b)), `${a} ${b}`);
});

test("what is undefined or unknown is said in words, in the page's language", async () => {
  const messages = await inAtlas(async () => {
    const why = async (request) => { try { await run(request); return "answered"; } catch (error) { return error.message; } };
    const constant = table("local-moran", { column: "wave" });
    constant.columns[0][1].fill(3);
    return [
      await why(table("nothing")), await why({ ...table("nothing"), english: true }), await why(table("describe", { column: "z" })),
      await why(constant), await why({ method: "describe", units: [], columns: [] }), await why({ ...table("local-moran", { column: "wave" }), neighbours: { starts: new Uint32Array([0, 9, 4]), list: new Uint32Array(2) } }),
      await why({ ...table("neighbours"), links: "bishop" }),
    ];
  });
  assert.match(messages[0], /„nothing“ ist keine Methode/);
  assert.match(messages[1], /no method "nothing"/);
  assert.match(messages[2], /keine Zahlenspalte „z“, nur: wave, other/);
  assert.match(messages[3], /alle Werte sind gleich/);
  assert.match(messages[4], /braucht column=/);
  assert.notEqual(messages[5], "answered");
  assert.match(messages[6], /links: „bishop“ passt nicht/);
});

test("long work tells its progress, and the page stays responsive at a quarter of the speed", async () => {
  const found = await inAtlas(async () => {
    const long = [];
    const observer = new PerformanceObserver((entries) => entries.getEntries().forEach((entry) => long.push(entry.duration)));
    observer.observe({ entryTypes: ["longtask"] });
    const told = [];
    await run(table("kmeans", { columns: "wave,other", k: "12", restarts: "40", seed: "1" }), { progress: (done) => told.push(done) });
    await new Promise((done) => setTimeout(done, 100));
    observer.disconnect();
    return { told, long };
  }, { n: 4000, cpu: 4 });
  assert.ok(found.told.length >= 5, `told ${found.told.length} times`);
  assert.ok(found.told.every((done, i) => done > (found.told[i - 1] ?? -1) && done <= 1));
  assert.deepEqual(found.long.filter((duration) => duration > 50), [], "tasks over 50 ms on the page's thread");
});

test("cancelling ends the work at once, and what waits behind it is still answered", async () => {
  const found = await inAtlas(async () => {
    await run(table("describe", { column: "wave" })); // the worker is there
    const stop = new AbortController();
    let told = () => {};
    const begun = new Promise((done) => { told = done; });
    const long = run(table("kmeans", { columns: "wave,other", k: "40", restarts: "4000", seed: "1" }), { signal: stop.signal, progress: told })
      .then(() => "answered", (error) => error.name);
    const behind = run(table("describe", { column: "other" }));
    await begun;
    const start = performance.now();
    stop.abort();
    const outcome = await long;
    const wait = performance.now() - start;
    const answer = await behind;
    const late = await run(table("describe", { column: "wave" }), { signal: AbortSignal.abort() }).then(() => "answered", (error) => error.name);
    return { outcome, wait, n: answer.figures[0][1], late };
  }, { n: 11000 });
  assert.equal(found.outcome, "AbortError");
  assert.ok(found.wait < 100, `${found.wait} ms`);
  assert.equal(found.n, 11000);
  assert.equal(found.late, "AbortError");
});
