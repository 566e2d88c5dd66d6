// The statistics of dist/ beside their peers, task by task in the same page: the built worker (with SIMD) against
// JavaScript and jsgeoda's module, esda (numba, one thread, warm) beside it in Python.
// usage: node measure-statistics.mjs [--bench FOLDER] [--runs 9] [--only TASK] [--plain]
// FOLDER holds the statistics bench (default ../shared/bench/statistics beside the project); it is copied, never changed.
// --plain takes the worker without SIMD. The bench's data are made by its own script, which wants Python with geopandas.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { DIST, launch } from "./help.mjs";
import { load, median } from "./measure.mjs";
import { startHost } from "./server.mjs";
import { inPage } from "./statistics-tasks.mjs";

const top = path.resolve(import.meta.dirname, "../..");
const { values: given } = parseArgs({ options: {
  bench: { type: "string", default: path.join(top, "../shared/bench/statistics") },
  runs: { type: "string", default: "9" },
  only: { type: "string", default: "" },
  plain: { type: "boolean", default: false },
} });
if (!fs.existsSync(given.bench)) {
  console.log(`left out: ${given.bench} is not there`);
  process.exit(process.env.ATLAS_REQUIRE_SHARED === "1" ? 1 : 0);
}

/** A copy of the bench with its packages, its data and the bundled peers, kept between runs. */
function prepared() {
  const copy = path.join(os.tmpdir(), "sozialatlas-statistics-bench");
  const run = (program, ...words) => execFileSync(program, words, { cwd: copy, stdio: "inherit" });
  if (!fs.existsSync(path.join(copy, "node_modules"))) {
    fs.cpSync(given.bench, copy, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", copy]);
    run("npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts");
  }
  if (!fs.existsSync(path.join(copy, "data/m80x11000.f64"))) {
    run("python3", "-m", "venv", "venv");
    run("venv/bin/pip", "install", "--quiet", "esda", "libpysal", "numba", "scipy", "scikit-learn", "numpy", "mapclassify", "geopandas");
    fs.mkdirSync(path.join(copy, "data"), { recursive: true });
    run("venv/bin/python", "py/mkdata.py");
  }
  fs.copyFileSync(path.join(import.meta.dirname, "statistics-peers.js"), path.join(copy, "peers.js"));
  run("npx", "esbuild", "peers.js", "--bundle", "--format=iife", "--outfile=peers.bundle.js", "--log-level=error",
    "--external:fs", "--external:path", "--external:crypto", "--define:process=undefined", "--define:__dirname=\"\"");
  fs.writeFileSync(path.join(copy, "index.html"), "<!doctype html><meta charset=utf-8><script src=peers.bundle.js></script>");
  const wasm = "node_modules/jsgeoda/lib/jsgeoda.wasm";
  if (fs.existsSync(path.join(copy, wasm))) fs.copyFileSync(path.join(copy, wasm), path.join(copy, "jsgeoda.wasm"));
  return copy;
}

/** CPU time of esda's local Moran with warm numba, in ms; null without Python. */
function esda(copy) {
  const program = `
import json, time, numpy as np, warnings; warnings.filterwarnings('ignore')
from libpysal.weights import W
from esda import Moran_Local
d = json.load(open('data/w11000.json')); w = W(dict(enumerate(d['neighbors'])), silence_warnings=True); w.transform = 'r'; y = np.array(d['y'])
Moran_Local(y, w, permutations=99, n_jobs=1)
t = []
for _ in range(5):
    s = time.process_time(); Moran_Local(y, w, permutations=999, n_jobs=1, keep_simulations=False); t.append((time.process_time() - s) * 1000)
print(sorted(t)[2])`;
  try {
    return Number(execFileSync("venv/bin/python", ["-c", program], { cwd: copy, encoding: "utf8" }).trim());
  } catch {
    return null;
  }
}

const GOALS = { jenks: 2, queen: 3, moran: 2, pearson: 4, ranks: 8, kmeans: 2, pca: 20 };
const copy = prepared();
const host = await startHost({ root: copy, mounts: { atlas: DIST } });
const browser = await launch();
const page = await browser.newPage();
page.on("pageerror", (error) => console.log(`page: ${error}`));
await page.goto(host.url);
const html = fs.readFileSync(path.join(DIST, "index.html"), "utf8");
const chosen = given.plain ? fs.readdirSync(DIST).find((name) => /^statistics-plain-.*\.js$/.test(name)) : /data-statistics="\.\/([^"]+)"/.exec(html)[1];
const script = `/atlas/${chosen}`;
const client = `/atlas/${/data-compute="([^"]+)"/.exec(html)[1].replace("./", "")}`;

console.log(`${"task".padEnd(9)}${"atlas".padStart(10)}${"round trip".padStart(12)}   peers, median ms (times slower than the atlas; goal)`);
let missed = 0;
for (const task of Object.keys(GOALS).filter((name) => name.includes(given.only))) {
  const found = await page.evaluate(inPage, { task, client, script, runs: Number(given.runs) });
  const ours = median(found.atlas);
  const rows = Object.entries(found.peers).map(([name, times]) => [name, median(times)]);
  if (task === "moran") {
    const python = esda(copy);
    python === null ? console.log("left out: esda (no Python environment)") : rows.push(["esda (numba, CPU time)", python]);
  }
  const text = rows.map(([name, ms]) => `${name} ${ms.toFixed(1)} (${(ms / ours).toFixed(1)}x)`).join(", ");
  const worst = Math.min(...rows.map(([, ms]) => ms / ours));
  const verdict = worst >= GOALS[task] ? "reached" : "MISSED";
  if (worst < GOALS[task]) missed += 1;
  console.log(`${task.padEnd(9)}${ours.toFixed(2).padStart(10)}${median(found.trip).toFixed(1).padStart(12)}   ${text}; goal ${GOALS[task]}x ${verdict}; ${found.check}`);
}
console.log(`load of this machine ${load()}, ${given.runs} runs, worker ${given.plain ? "without" : "with"} SIMD`);
await browser.close();
await host.close();
process.exitCode = missed > 0 ? 1 : 0;
