// What every browser test needs: one browser, a host for dist/, pages that fail on anything a reader should not meet.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { startHost } from "./server.mjs";

export const DIST = path.resolve(process.env.DIST ?? path.join(import.meta.dirname, "../../dist"));
const CHROME = process.env.CHROME ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox", "--disable-quic", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };
/** Every view with an address that shows it in full. */
export const ADDRESS = {
  start: "", indicator: "?v=indicator&a=16051", profile: "?v=profile&a=16051", catalogue: "?v=catalogue", about: "?v=about",
};
export const VIEWS = Object.keys(ADDRESS);

/** The browser that tests and measurements use. */
export function launch() {
  return chromium.launch({ executablePath: CHROME, headless: true, args: ARGUMENTS });
}

/**
 * A host and a browser for one test file; `open` gives a page that watches itself, `end` closes everything.
 * Every page is checked when it is closed: no console error, no uncaught error, no other origin, no cookie.
 */
export async function stage(hostOptions = {}) {
  assert.ok(fs.existsSync(path.join(DIST, "index.html")), `nothing to test in ${DIST}: run .ci/build first`);
  const host = await startHost({ root: DIST, ...hostOptions });
  const browser = await launch();

  /**
   * Opens `address` (relative to the atlas) and waits until the view is complete.
   * `expected` lists regular expressions for console errors that the test provokes.
   */
  async function open(address = "", options = {}) {
    const { wait = true, expected = [], prepare, ...contextOptions } = options;
    const context = await browser.newContext({ viewport: DESK, locale: "de-DE", ...contextOptions });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const seen = watch(page, host.origin, expected);
    if (prepare) await prepare(page, context);
    await page.goto(host.url + address, { waitUntil: "commit" });
    if (wait) await ready(page);
    return {
      page,
      context,
      seen,
      /** Closes the page and fails if it did what no page of the atlas may do. */
      async done() {
        const cookies = await context.cookies();
        await context.close();
        assert.deepEqual(seen.errors, [], "errors in the console");
        assert.deepEqual(seen.foreign, [], "requests to another origin");
        assert.deepEqual(cookies, [], "cookies");
      },
    };
  }

  return {
    host,
    browser,
    open,
    async end() {
      await browser.close();
      await host.close();
    },
  };
}

function watch(page, origin, expected) {
  const seen = { errors: [], foreign: [], requests: [] };
  const note = (text) => {
    if (!expected.some((pattern) => pattern.test(text))) seen.errors.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => note(String(error)));
  page.on("request", (request) => {
    seen.requests.push(request.url());
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) seen.foreign.push(request.url());
  });
  return seen;
}

/** Waits until the current view is complete: data loaded and painted. */
export function ready(page, timeout = 20_000) {
  return page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, { timeout });
}

/** Does something and waits for the complete view that follows it. */
export async function settled(page, action) {
  await action();
  // One frame, so that the app has begun to work before it is asked whether it is done.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  await ready(page);
}

/** The parameters of the address, as a reader would share them. */
export function shared(page) {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** Text of an element with blanks tidied. */
export async function words(page, selector) {
  return ((await page.locator(selector).first().textContent()) ?? "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
}

/** Waits until something a page says is true, and says what was there instead if it never is. */
export async function until(page, what, test, argument, timeout = 10_000) {
  await page.waitForFunction(test, argument, { timeout }).catch((error) => {
    throw new Error(`${what}: not within ${timeout} ms (${error.message.split("\n")[0]})`);
  });
}

/** What a bundle's catalogue offers, read as the app reads it: from the compiled files in dist/. */
export function catalogue(name = "thueringen") {
  const folder = path.join(DIST, "bundles", name);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "atlas.json"), "utf8"));
  const part = manifest.parts.find((one) => /(^|\/)catalogue\./.test(one.path));
  return JSON.parse(fs.readFileSync(path.join(folder, part.path), "utf8"));
}
