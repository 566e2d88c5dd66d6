// What goes wrong outside: every trouble gives words and a way on, never a blank page and never a wrong figure.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { ready, stage, settled, until, words } from "./help.mjs";

let on;
before(async () => { on = await stage({ cache: false }); });
afterEach(() => { on.host.faults.length = 0; });
after(() => on?.end());

const RETRY = "Erneut versuchen";
// What the browser itself writes about a file that it could not load.
const NETWORK = [/Failed to load resource/, /net::ERR_/, /Failed to fetch/];
const VALUES = /\/values\/.*\.bin$/;

async function trouble(page) {
  const box = page.locator("[role=alert]").first();
  await box.waitFor({ timeout: 10_000 });
  assert.ok((await words(page, "[role=alert]")).length > 20, "the trouble is told in words");
  return box;
}

async function otherIndicator(page) {
  return page.evaluate(() => {
    const select = document.querySelector("select#indicator");
    return [...select.options].map((option) => option.value).find((value) => value && value !== select.value);
  });
}

/** The faults that hosts and networks bring, and which of them must be noticed by looking at the bytes. */
const FAULTS = {
  "missing (404)": { kind: "status", status: 404 },
  "refused (503)": { kind: "status", status: 503 },
  "cut off": { kind: "truncate" },
  "a web page instead": { kind: "type" },
  "one flipped bit": { kind: "flip" },
  "connection lost": { kind: "drop" },
};

describe("a file of the bundle that the first view needs", () => {
  for (const [file, match] of [["manifest", /\/atlas\.json$/], ["catalogue", /\/catalogue\.[^/]*$/], ["shapes", /\/shapes\//], ["values", VALUES]]) {
    for (const [name, fault] of Object.entries(FAULTS)) {
      // The manifest holds everybody's hashes and has none itself: a flipped bit there shows in the part it concerns.
      if (file === "manifest" && fault.kind === "flip") continue;
      test(`${file}: ${name}`, async () => {
        on.host.faults.push({ match, ...fault });
        const { page, done } = await on.open("?v=indicator", { wait: false, expected: NETWORK });
        const box = await trouble(page);
        // The figures of the prerendered picture are true; anything drawn from the broken file would not be.
        assert.equal(await page.locator("#table table").count(), 0, "no table from a broken file");
        on.host.faults.length = 0;
        await box.getByRole("button", { name: RETRY }).click();
        await ready(page);
        assert.equal(await page.locator("[role=alert]").count(), 0, "the trouble is over");
        assert.ok(await page.locator("#g-map [role=option]").count() > 0);
        await done();
      });
    }
  }
});

describe("a file that a later view needs", () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(name, async () => {
      const { page, done } = await on.open("?v=indicator", { expected: NETWORK });
      const other = await otherIndicator(page);
      on.host.faults.push({ match: VALUES, ...fault });
      await page.locator("select#indicator").selectOption(other);
      const box = await trouble(page);
      on.host.faults.length = 0;
      await box.getByRole("button", { name: RETRY }).click();
      await until(page, "the retry", () => !document.querySelector("[role=alert]"));
      await ready(page);
      assert.ok((await words(page, "#table table")).length > 100);
      await done();
    });
  }
});

test("the network goes and comes back", async () => {
  const { page, context, done } = await on.open("?v=indicator", { expected: NETWORK });
  const other = await otherIndicator(page);
  await context.setOffline(true);
  await page.locator("select#indicator").selectOption(other);
  await page.waitForFunction(() => document.querySelector("[role=alert]") || document.documentElement.dataset.ready === "true");
  await context.setOffline(false);
  // What a service worker has kept shows at once; what it has not is asked for again.
  const again = page.locator("[role=alert]").getByRole("button", { name: RETRY });
  if (await again.count()) await again.click();
  await until(page, "the figures", () => !document.querySelector("[role=alert]") && document.querySelector("#table table"));
  await done();
});

test("a slow file shows that something is under way", async () => {
  const { page, done } = await on.open("?v=indicator");
  const other = await otherIndicator(page);
  on.host.faults.push({ match: VALUES, kind: "delay", ms: 1500 });
  await page.locator("select#indicator").selectOption(other);
  await until(page, "the sign of waiting", () => document.querySelector("[aria-busy=true], .busy"), null, 1200);
  await ready(page);
  await done();
});

test("without scripts the prerendered picture and the way to the figures are there", async () => {
  const { page, done } = await on.open("", { wait: false, javaScriptEnabled: false });
  await page.locator("#first svg:not(.defs)").first().waitFor();
  assert.match(await page.locator("body").innerText(), /JavaScript/);
  await done();
});

test("a page that forbids WebAssembly says so and keeps the picture", async (t) => {
  const strict = await stage({ cache: false, headers: { "content-security-policy": "script-src 'self'" } });
  t.after(() => strict.end());
  const { page, done } = await strict.open("", { wait: false, expected: [/WebAssembly/, /Content Security Policy/i] });
  await trouble(page);
  assert.match(await words(page, "[role=alert]"), /WebAssembly/);
  assert.ok(await page.locator("#first svg:not(.defs)").first().isVisible());
  await done();
});

test("a browser without WebAssembly is told so", async () => {
  const prepare = (page) => page.addInitScript(() => { delete globalThis.WebAssembly; });
  const { page, done } = await on.open("", { wait: false, prepare });
  assert.match(await (await trouble(page)).innerText(), /WebAssembly/);
  await done();
});

test("a program that does not arrive says so", async () => {
  on.host.faults.push({ match: /\.wasm$/, kind: "status", status: 404 });
  const { page, done } = await on.open("", { wait: false, expected: [...NETWORK, /WebAssembly/] });
  await trouble(page);
  await done();
});

const BUG = [/panicked/, /unreachable/, /RuntimeError/, /no element today/];

/** The message over a page that cannot go on: dead controls are out of reach, the button leads to the same view. */
async function brokenDown(page) {
  const address = page.url();
  const panic = page.locator("#panic");
  await panic.waitFor();
  assert.ok((await words(page, "#panic")).length > 20);
  assert.ok(await page.locator("#app").evaluate((app) => app.inert), "dead controls cannot be reached");
  assert.ok(await panic.getByRole("button").evaluate((button) => button === document.activeElement));
  await panic.getByRole("button").click();
  await page.waitForFunction(() => !document.querySelector("#panic"));
  await ready(page);
  assert.equal(page.url(), address);
}

test("a bug in the program leaves a message and a way on, not a dead page", async () => {
  const { page, done } = await on.open("?v=indicator", { expected: BUG });
  // What the first view asks for last must not be what breaks.
  await page.waitForLoadState("networkidle");
  // The browser hands over bytes whose number changes on the way: something that no program need foresee.
  await page.evaluate(() => {
    const { read } = ReadableStreamDefaultReader.prototype;
    ReadableStreamDefaultReader.prototype.read = async function readOdd() {
      const piece = await read.call(this);
      let asked = 0;
      if (piece.value) Object.defineProperty(piece.value, "length", { get: () => piece.value.byteLength + (asked++ ? 1 : 0) });
      return piece;
    };
  });
  await page.locator("select#indicator").selectOption(await otherIndicator(page));
  await brokenDown(page);
  await done();
});

test("so does an error of the browser in the middle of a change", async () => {
  const { page, done } = await on.open("?v=catalogue", { expected: BUG });
  await page.evaluate(() => {
    Document.prototype.getElementById = () => { throw new DOMException("no element today"); };
    document.querySelector("a[href*='v=about']").click();
  });
  await brokenDown(page);
  await done();
});

test("an unknown bundle is named", async () => {
  const { page, done } = await on.open("?bundle=nowhere", { wait: false, expected: NETWORK });
  assert.match(await (await trouble(page)).innerText(), /nowhere/);
  await done();
});

test("a bundle of another origin is not fetched without the reader's word", async () => {
  const { page, done } = await on.open("?bundle=https%3A%2F%2Fexample.org%2Fx", { wait: false });
  await page.locator("[role=alert], [role=dialog]").first().waitFor();
  await done();
});

const HOSTILE = path.resolve(import.meta.dirname, "../fixtures/bundles/xss-name-0");
const hostileFolders = () => {
  const parent = path.dirname(HOSTILE);
  return fs.existsSync(parent) ? fs.readdirSync(parent).filter((name) => name.startsWith("xss-")) : [];
};

test("hostile names show as typed and execute nothing", async (t) => {
  const names = hostileFolders();
  assert.ok(names.length > 0, "the fixtures are missing");
  const mounts = Object.fromEntries(names.map((name) => [`bundles/${name}`, path.join(path.dirname(HOSTILE), name)]));
  const host = await stage({ cache: false, mounts });
  t.after(() => host.end());
  for (const name of names) {
    let dialogs = 0;
    const prepare = (page) => page.on("dialog", (dialog) => { dialogs += 1; dialog.dismiss(); });
    const { page, done } = await host.open(`?v=indicator&bundle=${name}`, { prepare, expected: NETWORK });
    assert.equal(dialogs, 0, name);
    assert.equal(await page.locator("main script, main img[onerror], main iframe, main a[href^='javascript:' i]").count(), 0, name);
    assert.equal(await page.evaluate(() => window.__xss), undefined, name);
    if (name === "xss-name-0") assert.ok((await page.locator("#table table").innerText()).includes("<img src=x onerror="), "the name as typed");
    await done();
  }
});

test("the atlas works in a subfolder", async (t) => {
  const below = await stage({ base: "/amt/soziales/atlas/" });
  t.after(() => below.end());
  const { page, done } = await below.open("?v=indicator");
  assert.ok(await page.locator("#g-map [role=option]").count() > 0);
  await settled(page, async () => page.locator("select#indicator").selectOption(await otherIndicator(page)));
  await done();
});
