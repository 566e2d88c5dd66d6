// What a reader does, on the built atlas: find a place, read its rank, switch, share, go back, do all of it by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADDRESS, catalogue, PHONE, ready, shared, stage, settled, until, words } from "./help.mjs";

let on;
before(async () => { on = await stage(); });
after(() => on?.end());

const ERFURT = "16051";

/** Two different indicators and the periods that the controls of the indicator view offer. */
async function offers(page) {
  return page.evaluate(() => ({
    indicators: [...document.querySelectorAll("select#indicator option")].map((option) => option.value).filter(Boolean),
    now: document.querySelector("select#indicator").value,
  }));
}

test("the start page shows a map of all districts", async () => {
  const { page, done } = await on.open("");
  assert.equal(await page.locator("#g-map [role=option]").count(), 22);
  assert.ok((await words(page, "h1")).length > 3);
  assert.ok(await page.evaluate(() => performance.getEntriesByName("atlas:interactive").length === 1), "one mark");
  await done();
});

test("the first map needs nothing that the page does not ask for at once", async () => {
  const { page, seen, done } = await on.open("");
  const asked = await page.evaluate(() => [
    ...[...document.querySelectorAll("link[rel=preload], link[rel=modulepreload], link[rel=stylesheet], link[rel=icon]")].map((link) => link.href),
    ...[...document.scripts].map((script) => script.src),
    location.href,
  ]);
  // A file that is found out about later costs half a second more on a slow connection.
  const found = seen.requests.filter((url) => !asked.includes(url));
  // The sources for the credit line are asked for when the map stands.
  const late = await page.evaluate((urls) => {
    const { startTime } = performance.getEntriesByName("atlas:interactive")[0];
    return urls.filter((url) => performance.getEntriesByName(url).every((entry) => entry.startTime > startTime));
  }, found);
  assert.deepEqual(found.filter((url) => !late.includes(url)), []);
  assert.equal(new Set(seen.requests).size, seen.requests.length, "nothing is fetched twice");
  await done();
});

test("a mistyped name finds the district, and its rank can be read", async () => {
  const { page, done } = await on.open("");
  await page.locator("#place").fill("Erfrut");
  const option = page.locator("[role=listbox] [role=option]", { hasText: "Erfurt" }).first();
  await option.waitFor();
  await settled(page, () => option.click());
  assert.equal(shared(page).a, ERFURT);
  assert.match(await words(page, "h1"), /Erfurt/);
  assert.match(await page.locator("main").innerText(), /(Rang|Platz) \d+/);
  const compared = await on.open(`?v=indicator&a=${ERFURT}`);
  assert.match(await words(compared.page, "#sentence"), /Erfurt.*(Rang|Platz) \d+/);
  await done();
  await compared.done();
});

test("the indicator is switched, and heading, map and table follow", async () => {
  const { page, done } = await on.open("?v=indicator");
  const { indicators, now } = await offers(page);
  const other = indicators.find((id) => id !== now);
  const [heading, map, table] = [await words(page, "h1"), await page.locator("#g-map").innerHTML(), await words(page, "#table table")];
  await settled(page, () => page.locator("select#indicator").selectOption(other));
  assert.equal(shared(page).i, other);
  assert.notEqual(await words(page, "h1"), heading);
  assert.notEqual(await page.locator("#g-map").innerHTML(), map);
  assert.notEqual(await words(page, "#table table"), table);
  await done();
});

test("the period is switched, and the figures follow", async () => {
  const { page, done } = await on.open("?v=indicator");
  const slider = page.locator("input[type=range]#period");
  const table = await words(page, "#table table");
  await slider.focus();
  await settled(page, () => page.keyboard.press("ArrowLeft"));
  assert.match(shared(page).p, /^\d{4}/);
  assert.notEqual(await words(page, "#table table"), table);
  assert.match(await words(page, "h1"), new RegExp(shared(page).p.slice(0, 4)));
  await done();
});

test("a shared link shows the same view elsewhere, and so does a reload", async () => {
  const first = await on.open("?v=indicator");
  const { indicators, now } = await offers(first.page);
  await settled(first.page, () => first.page.locator("select#indicator").selectOption(indicators.find((id) => id !== now)));
  await first.page.locator("input[type=range]#period").focus();
  await settled(first.page, () => first.page.keyboard.press("ArrowLeft"));
  const address = new URL(first.page.url()).search;
  const look = async (page) => [await words(page, "h1"), await words(page, "#sentence"), await words(page, "#table table"), await page.locator("#g-map").innerHTML()];
  const expected = await look(first.page);
  await first.page.reload();
  await ready(first.page);
  assert.deepEqual(await look(first.page), expected);
  assert.equal(new URL(first.page.url()).search, address);
  const second = await on.open(address);
  assert.deepEqual(await look(second.page), expected);
  await first.done();
  await second.done();
});

test("back and forward lead through the views", async () => {
  const { page, done } = await on.open("?v=indicator");
  const { indicators, now } = await offers(page);
  const heading = await words(page, "h1");
  await settled(page, () => page.locator("select#indicator").selectOption(indicators.find((id) => id !== now)));
  const other = await words(page, "h1");
  await page.goBack();
  await until(page, "the first heading", (text) => document.querySelector("h1").textContent.replace(/[\s\u00a0\u202f]+/g, " ").trim() === text, heading);
  await page.goForward();
  await until(page, "the second heading", (text) => document.querySelector("h1").textContent.replace(/[\s\u00a0\u202f]+/g, " ").trim() === text, other);
  await done();
});

test("everything is done by keyboard alone", async () => {
  const { page, done } = await on.open("");
  const focused = (selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  const tabTo = async (selector, most = 40) => {
    for (let n = 0; n < most; n += 1) {
      if (await focused(selector)) return n;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not within ${most} tab stops`);
  };
  await tabTo("#place", 15);
  await page.keyboard.type("Jena");
  await page.locator("[role=listbox] [role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await settled(page, () => page.keyboard.press("Enter"));
  assert.equal(shared(page).a, "16053");
  const next = await on.open("?v=indicator");
  const keys = next.page.keyboard;
  await next.page.locator("#g-bars").focus();
  await keys.press("ArrowDown");
  const active = () => next.page.locator("#g-bars").getAttribute("aria-activedescendant");
  const first = await active();
  await keys.press("ArrowDown");
  assert.notEqual(await active(), first);
  await settled(next.page, () => keys.press("Enter"));
  assert.match(shared(next.page).a ?? "", /^16\d{3}$/);
  await done();
  await next.done();
});

test("an unknown part of a link is named and harms nothing", async () => {
  const { page, done } = await on.open("?v=indicator&i=does_not_exist&a=99999&p=1066&zzz=1");
  assert.ok(await page.locator("#g-map [role=option]").count() > 0);
  assert.match(await page.locator("body").innerText(), /does_not_exist/);
  await done();
});

test("every indicator of the catalogue opens without an error", async () => {
  const { page, done } = await on.open("?v=indicator");
  const { indicators } = await offers(page);
  assert.ok(indicators.length >= 10, `${indicators.length} indicators`);
  for (const id of indicators) {
    await settled(page, () => page.locator("select#indicator").selectOption(id));
    assert.equal(await page.locator("[role=alert]").count(), 0, id);
    assert.ok((await words(page, "#table table")).length > 100, id);
  }
  await done();
});

test("the catalogue leads to an indicator", async () => {
  const { page, done } = await on.open("?v=catalogue");
  const link = page.locator('main a[href*="v=indicator"], main a[href*="i="]').first();
  await settled(page, () => link.click());
  assert.equal(shared(page).v, "indicator");
  assert.ok(await page.locator("#g-map [role=option]").count() > 0);
  await done();
});

test("a phone shows the same without scrolling sideways", async () => {
  const { page, done } = await on.open(`?v=profile&a=${ERFURT}`, { viewport: PHONE, hasTouch: true, isMobile: true });
  assert.match(await words(page, "h1"), /Erfurt/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await done();
});

test("a level without figures says so and names one that has them", async () => {
  const { page, done } = await on.open("?v=indicator&i=unemp_rate&l=kreis23");
  assert.equal(await page.locator("[role=alert]").count(), 0);
  assert.match(await words(page, "#notes"), /Kreise und kreisfreie Städte \(22\)/);
  assert.equal(await page.locator("select#indicator").inputValue(), "unemp_rate");
  await done();
});

test("English words come with lang=en", async () => {
  const { page, done } = await on.open("?v=indicator&lang=en");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await done();
});

test("the compiled catalogue is what the page offers", async () => {
  const { page, done } = await on.open("?v=catalogue");
  const text = await page.locator("main").innerText();
  const { themes } = catalogue();
  assert.ok(themes.length > 0);
  // A theme is [id, [German, English, simple]].
  for (const [id, [title]] of themes) assert.ok(text.includes(title), id);
  await done();
});

test("on paper every page of a profile names the area", async () => {
  const { page, done } = await on.open(ADDRESS.profile);
  await page.emulateMedia({ media: "print" });
  const head = page.locator(".print-head");
  assert.match(await head.innerText(), /Erfurt/);
  // A head of a table that is not broken itself is what browsers repeat on every page.
  const style = await head.evaluate((element) => {
    const { display, breakInside } = getComputedStyle(element);
    return [display, breakInside, getComputedStyle(document.body).display];
  });
  assert.deepEqual(style, ["table-header-group", "avoid", "block"]);
  assert.equal(await page.locator(".nav").isVisible(), false);
  await done();
});
