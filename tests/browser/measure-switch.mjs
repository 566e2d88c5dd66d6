// From a choice to its pixels: indicator and period switches of dist/ with four times slower scripts.
// usage: node measure-switch.mjs [--runs 12] [--cpu 4]
// "map" runs from the event to the end of the frame whose map and bars show other figures, "whole" to the frame in which
// trend and table below them have followed. What a switch must fetch first is fetched once before it is timed: the
// network is measured by measure-load.mjs.
import { parseArgs } from "node:util";
import { DIST } from "./help.mjs";
import { load, median, onSlowPhone } from "./measure.mjs";
import { startHost } from "./server.mjs";

const { values: given } = parseArgs({ options: { runs: { type: "string", default: "12" }, cpu: { type: "string", default: "4" } } });
const host = await startHost({ root: DIST });

/** Runs in the page: makes `values` in turn the value of the control, and times each. */
async function timed({ selector, values, event }) {
  const figures = (id) => document.querySelector(id)?.innerHTML;
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (const value of values) {
    await new Promise((done) => setTimeout(done, 120));
    // The page may have made a new control since.
    const control = document.querySelector(selector);
    const before = [figures("#map"), figures("#rows")];
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event(event, { bubbles: true }));
    do await frame(); while (figures("#map") === before[0]);
    const map = performance.now() - start;
    while (figures("#rows") === before[1]) await frame();
    times.push([map, performance.now() - start]);
  }
  return times;
}

const row = (what, times) => {
  for (const [n, part] of ["map", "whole"].entries()) {
    const sorted = times.map((time) => time[n]).sort((a, b) => a - b);
    const goal = part === "map" ? " (goal 64 ms)" : "";
    console.log(`${what.padEnd(10)} ${part.padEnd(6)} median ${median(sorted).toFixed(0)} ms, 95 % ${sorted[Math.floor(sorted.length * 0.95)].toFixed(0)} ms, ${times.length} switches${goal}`);
  }
};

await onSlowPhone({ cpu: Number(given.cpu) }, async (page) => {
  await page.goto(`${host.url}?v=indicator`, { waitUntil: "commit" });
  await page.waitForFunction(() => window.__ready, null, { timeout: 60_000 });
  const runs = Number(given.runs);
  const ids = await page.evaluate(() => [...document.querySelectorAll("select#indicator option")].map((option) => option.value).filter(Boolean));
  const two = [ids[1], ids[2]];
  const indicators = Array.from({ length: runs }, (_, n) => two[n % 2]);
  await page.evaluate(timed, { selector: "select#indicator", values: two, event: "change" });
  row("indicator", await page.evaluate(timed, { selector: "select#indicator", values: indicators, event: "change" }));
  const range = await page.evaluate(() => { const slider = document.querySelector("#period"); return [Number(slider.min), Number(slider.max)]; });
  const span = range[1] - range[0] + 1;
  const periods = Array.from({ length: runs }, (_, n) => String(range[1] - ((n + 1) % span)));
  row("period", await page.evaluate(timed, { selector: "#period", values: periods, event: "input" }));
});
console.log(`load of this machine ${load()}`);
await host.close();
