// Cold load of dist/ beside a peer that draws the same map with d3 and TopoJSON, interleaved, in fresh browsers.
// usage: node measure-load.mjs [--bench FOLDER] [--runs 3] [--address "?v=start"]
// Conditions: slow 4G (562.5 ms a request, 1474.56 kbps), four times slower scripts, brotli, empty cache.
// FOLDER holds the rendering bench (default ../shared/bench/rendering beside the project); it is copied, never changed.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { DIST } from "./help.mjs";
import { load, median, onSlowPhone } from "./measure.mjs";
import { startHost } from "./server.mjs";

const top = path.resolve(import.meta.dirname, "../..");
const { values: given } = parseArgs({ options: {
  bench: { type: "string", default: path.join(top, "../shared/bench/rendering") },
  runs: { type: "string", default: "3" },
  address: { type: "string", default: "" },
} });

/** A built copy of the peer, kept between runs. */
function peer() {
  const copy = path.join(os.tmpdir(), "sozialatlas-bench");
  if (!fs.existsSync(path.join(copy, "dist/svg.html"))) {
    fs.cpSync(given.bench, copy, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", copy]);
    const packages = ["esbuild", "d3@7", "topojson-client@3"];
    fs.writeFileSync(path.join(copy, "package.json"), JSON.stringify({ private: true, type: "module" }));
    execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], { cwd: copy, stdio: "inherit" });
    execFileSync("node", ["build.mjs", "svg"], { cwd: copy, stdio: "inherit" });
  }
  return copy;
}

async function loadOnce(url, read) {
  return onSlowPhone({ slowNetwork: true }, async (page, session) => {
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; });
    await page.goto(url, { waitUntil: "commit", timeout: 120_000 });
    await page.waitForFunction(() => window.__ready, null, { timeout: 120_000 });
    return { ...(await page.evaluate(read)), kilobytes: bytes / 1000 };
  });
}

const atlasTimes = () => ({
  picture: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  interactive: performance.getEntriesByName("atlas:interactive")[0]?.startTime ?? NaN,
  shift: window.__shift ?? 0,
});
const peerTimes = () => ({ interactive: window.__first });

const withPeer = fs.existsSync(given.bench);
const atlas = await startHost({ root: DIST, quality: 11 });
const other = withPeer ? await startHost({ root: peer(), quality: 11 }) : null;
const contestants = { atlas: [atlas.url + given.address, atlasTimes] };
if (other) contestants.svg = [`${other.url}dist/svg.html?scale=S&w=412`, peerTimes];
else console.log(`no peer: ${given.bench} is not there`);

const found = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
// The first round fills the hosts' compressed copies and is not counted.
for (let run = 0; run <= Number(given.runs); run += 1) {
  for (const [name, [url, read]] of Object.entries(contestants)) {
    const times = await loadOnce(url, read);
    if (run > 0) found[name].push(times);
  }
}
const middle = (name, what) => median(found[name].map((times) => times[what]));
const ms = (value) => `${value.toFixed(0)} ms`;
console.log(`atlas  picture ${ms(middle("atlas", "picture"))} (goal 1200)  interactive ${ms(middle("atlas", "interactive"))} (goal 2800)  ${middle("atlas", "kilobytes").toFixed(0)} kB`);
if (other) {
  console.log(`svg    interactive ${ms(middle("svg", "interactive"))}  ${middle("svg", "kilobytes").toFixed(0)} kB`);
  console.log(`ratio  ${(middle("atlas", "interactive") / middle("svg", "interactive")).toFixed(2)} (goal 1.10)`);
}
console.log(`load of this machine ${load()}; every run: ${JSON.stringify(found)}`);
await atlas.close();
await other?.close();
