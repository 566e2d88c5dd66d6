// The static site that `atlas site` makes around the app: pages that need no script, their links into the app, the headers
// for hosts. Two atlases, so that the app's page is made for another bundle than the one it was built with.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { DESK, DIST, launch, PHONE, ready } from "./help.mjs";
import { startHost } from "./server.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TARGET = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, "target");
const SITE = path.join(TARGET, "site/whole");
const AREA = "thueringen/gebiete/kreis/16052.html";
const INDICATOR = "thueringen/indikatoren/unemp_rate.html";
const PAGES = { area: AREA, indicator: INDICATOR, overview: "thueringen/index.html", list: "atlanten.html", english: `en/${AREA}` };

const ATLAS = process.env.ATLAS ?? path.join(TARGET, "native/atlas");

let host, browser;
before(async () => {
  assert.ok(fs.existsSync(ATLAS), `${ATLAS} is not there: run .ci/build first`);
  const sources = ["tests/fixtures/bundles/ok-base", "public/bundles/thueringen"].map((name) => path.join(ROOT, name));
  execFileSync(ATLAS, ["site", ...sources, "--out", SITE, "--app", DIST, "--english", "--url", "https://atlas.example.de/", "--force", "--draft", "--forget-all"], { stdio: "pipe" });
  // The headers as Netlify would send them.
  const policy = fs.readFileSync(path.join(SITE, "_headers"), "utf8").match(/Content-Security-Policy: (.*)/)[1];
  host = await startHost({ root: SITE, headers: { "content-security-policy": policy, "x-content-type-options": "nosniff" } });
  browser = await launch();
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await host?.close();
});

/** Opens a page of the site and runs `look`; fails on errors in the console and on requests to other hosts. */
async function open(address, options, look) {
  const context = await browser.newContext({ viewport: DESK, locale: "de-DE", ...options });
  const page = await context.newPage();
  const seen = [];
  page.on("console", (message) => message.type() === "error" && seen.push(message.text()));
  page.on("pageerror", (error) => seen.push(String(error)));
  page.on("request", (request) => new URL(request.url()).origin === host.origin || /^(data|blob):/.test(request.url()) || seen.push(request.url()));
  await page.goto(host.url + address);
  await look(page);
  assert.deepEqual(await context.cookies(), []);
  await context.close();
  assert.deepEqual(seen, []);
}

describe("without scripts", () => {
  const still = { javaScriptEnabled: false };
  test("an area's page shows heading, answer, picture and table", () => open(AREA, still, async (page) => {
    assert.equal(await page.locator("h1").textContent(), "Gera");
    assert.match(await page.locator(".lead").textContent(), /Gera: Bevölkerung/);
    assert.ok(await page.locator("svg[role=img]").first().isVisible());
    assert.ok((await page.locator("table.profile tbody tr").count()) > 60);
    assert.ok(await page.locator("table.profile svg").first().isVisible());
  }));
  test("an indicator's page shows every area, map, legend, bars and source", () => open(INDICATOR, still, async (page) => {
    assert.equal(await page.locator("table.areas tbody tr:not(.ref)").count(), 22);
    assert.equal(await page.locator("svg[role=img]:visible").count(), 3);
    assert.match(await page.locator("dl.facts").first().textContent(), /Definition/);
    await page.getByRole("link", { name: "Gera" }).first().click();
    assert.equal(await page.locator("h1").textContent(), "Gera");
  }));
  test("the app's page leads to them", () => open("", still, async (page) => {
    await page.getByRole("link", { name: "Alle Zahlen als einfache Seiten" }).first().click();
    assert.equal(await page.locator("h1").textContent(), "Testatlas");
  }));
  test("nothing is missing on paper", () => open(AREA, still, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("table.profile").first().isVisible());
    assert.ok(!(await page.locator(".no-print").first().isVisible()));
  }));
});

describe("axe finds nothing", () => {
  for (const [name, address] of Object.entries(PAGES)) {
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [PHONE, DESK]) {
        test(`${name}, ${colorScheme}, ${viewport.width}`, () => open(address, { colorScheme, viewport }, async (page) => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} pixels too wide`);
        }));
      }
    }
  }
});

describe("the app in the site", () => {
  test("shows the first source, which is not the one it was built with", () => open("", {}, async (page) => {
    await ready(page);
    assert.match(await page.title(), /Testatlas/);
    assert.equal(new URL(page.url()).searchParams.get("bundle"), "test-atlas");
  }));
  test("opens what a page links to", () => open(AREA, {}, async (page) => {
    await page.getByRole("link", { name: "Interaktiver Atlas" }).first().click();
    await ready(page);
    assert.equal(await page.locator("h1").first().textContent(), "Gera");
  }));
  test("keeps the address of another view", () => open("?v=catalogue", {}, async (page) => {
    await ready(page);
    const shared = new URL(page.url()).searchParams;
    assert.deepEqual([shared.get("v"), shared.get("bundle")], ["catalogue", "test-atlas"]);
  }));
});

test("a link with its edition shows the figures of then", async () => {
  const [source, site] = ["source", "out"].map((name) => path.join(TARGET, "site/editions", name));
  fs.rmSync(path.dirname(source), { recursive: true, force: true });
  fs.cpSync(path.join(ROOT, "tests/fixtures/bundles/ok-base"), source, { recursive: true });
  const table = path.join(source, "werte.csv");
  const make = (figure) => {
    fs.writeFileSync(table, fs.readFileSync(table, "utf8").replace(/(01001,2024,)\d+/, `$1${figure}`));
    execFileSync(ATLAS, ["site", source, "--out", site, "--app", DIST, "--force"], { stdio: "pipe" });
    return JSON.parse(fs.readFileSync(path.join(site, "bundles/test-atlas/atlas.json"), "utf8")).edition;
  };
  const [then, now] = [make(777), make(888)];
  assert.notEqual(then, now);
  const other = await startHost({ root: site });
  const page = await browser.newPage();
  for (const [edition, figure, notice] of [[then, "777", 0], [now, "888", 0], ["1999", "888", 1]]) {
    await page.goto(`${other.url}?v=indicator&i=arbeitslose&a=01001&e=${edition}`);
    await ready(page);
    assert.match(await page.locator("#sentence").textContent(), new RegExp(figure), edition);
    assert.equal(await page.getByText("1999").count() > 0 ? 1 : 0, notice);
  }
  await page.close();
  await other.close();
});

test("the list for offline use names every file that a reader's page asks for", () => open("", {}, async (page) => {
  await ready(page);
  const { files } = JSON.parse(fs.readFileSync(path.join(SITE, "service-worker-files.json"), "utf8"));
  const known = new Set(files.map((one) => `/${one.path}`));
  const asked = new Set(host.requests.filter((one) => one !== "/"));
  assert.deepEqual([...asked].filter((one) => !known.has(one)), []);
}));
