// What the atlas promises about privacy: nothing leaves the reader's device, nothing is kept about the reader.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { DIST, ready, settled, stage, VIEWS } from "./help.mjs";

let on;
before(async () => { on = await stage(); });
after(() => on?.end());

test("no view asks another origin, sets a cookie or keeps anything about the reader", async () => {
  for (const view of VIEWS) {
    const { page, done } = await on.open(`?v=${view}`);
    const kept = await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage }, name: window.name }));
    assert.deepEqual(kept, { local: {}, session: {}, name: "" }, view);
    await done();
  }
});

test("the content security policy is strict", () => {
  const page = fs.readFileSync(path.join(DIST, "index.html"), "utf8");
  const policy = /<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*content="([^"]+)"/i.exec(page)?.[1];
  assert.ok(policy, "no policy in the page");
  const rules = Object.fromEntries(policy.split(";").map((rule) => rule.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name, values]));
  assert.deepEqual(rules["default-src"], ["'none'"]);
  for (const [name, values] of Object.entries(rules)) {
    for (const value of values) {
      assert.ok(!["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"].includes(value), `${name} ${value}`);
    }
  }
  assert.ok(rules["script-src"].includes("'wasm-unsafe-eval'"));
  assert.ok(rules["base-uri"], "base-uri");
  assert.ok(rules["form-action"], "form-action");
});

test("the policy lets nothing be smuggled in", async () => {
  const { page, done } = await on.open("", { expected: [/Content Security Policy/i] });
  const ran = await page.evaluate(() => new Promise((answer) => {
    const script = document.createElement("script");
    script.textContent = "window.smuggled = true";
    document.body.append(script);
    const style = document.createElement("div");
    style.innerHTML = "<p style='position:fixed' onclick='window.smuggled = true'>x</p>";
    document.body.append(style);
    style.firstChild.click();
    setTimeout(() => answer({ script: window.smuggled ?? false, style: getComputedStyle(style.firstChild).position }), 100);
  }));
  assert.deepEqual(ran, { script: false, style: "static" });
  await done();
});

test("links lead out without telling where the reader came from", async () => {
  const { page, done } = await on.open("?v=about");
  const bad = await page.evaluate(() => {
    const policy = document.querySelector("meta[name=referrer]")?.content ?? "";
    return [...document.querySelectorAll("a[href^=http]")]
      .filter((link) => link.origin !== location.origin)
      .filter((link) => !/noreferrer/.test(link.rel) && !/no-referrer|same-origin/.test(policy))
      .map((link) => link.href);
  });
  assert.deepEqual(bad, []);
  await done();
});

test("an own file dropped on the page stays on the device", async () => {
  const folder = path.resolve(import.meta.dirname, "../fixtures/bundles/ok-base");
  assert.ok(fs.existsSync(folder), "the fixture is missing");
  const { page, seen, done } = await on.open("");
  const files = fs.readdirSync(folder).filter((name) => name !== "EXPECT.json").map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
  // The first page's own last request, for its credit line, is not meant here.
  await page.waitForLoadState("networkidle");
  const before = seen.requests.length;
  await page.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const { name, text } of list) transfer.items.add(new File([text], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  }, files);
  await page.getByText(/Testatlas/).first().waitFor();
  await ready(page);
  // Only the reader of plain bundles may be fetched, from here; the file itself is named nowhere.
  for (const url of seen.requests.slice(before)) assert.match(url, /\/worker[^/]*\.(js|wasm)$/);
  assert.doesNotMatch(page.url(), /Testatlas|test-atlas|blob|werte/);
  // Nor does any view of it enter the address; back and forward work all the same, and there is a way out.
  await settled(page, () => page.locator("a[href*='v=indicator']").first().click());
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.locator("#g-map").count(), 1);
  await settled(page, () => page.goBack());
  assert.equal(await page.locator("#place").count(), 1);
  await settled(page, () => page.locator("[data-do=close]").click());
  assert.match(await page.locator("main").innerText(), /Thüringen/);
  await done();
});
