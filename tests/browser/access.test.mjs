// Accessibility that no checker sees: keys, focus, announcements, reflow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ADDRESS, DESK, ready, settled, stage, until, VIEWS } from "./help.mjs";

let on;
before(async () => { on = await stage(); });
after(() => on?.end());

for (const view of VIEWS) {
  test(`${view}: one main part, one first heading, a language and a title`, async () => {
    const { page, done } = await on.open(ADDRESS[view]);
    const found = await page.evaluate(() => ({
      main: document.querySelectorAll("main").length,
      h1: document.querySelectorAll("h1").length,
      lang: document.documentElement.lang,
      title: document.title,
      skipped: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => Number(h.tagName[1])).some((level, n, all) => n > 0 && level > all[n - 1] + 1),
    }));
    assert.deepEqual({ ...found, title: found.title.length > 5 }, { main: 1, h1: 1, lang: "de", title: true, skipped: false });
    await done();
  });

  test(`${view}: nothing is cut off at 320 pixels and at four times the size`, async () => {
    // 1280 x 1024 at 400 % is a window of 320 x 256 pixels.
    for (const viewport of [{ width: 320, height: 740 }, { width: 320, height: 256 }]) {
      const { page, done } = await on.open(ADDRESS[view], { viewport });
      const wide = await page.evaluate(() => ({
        page: document.documentElement.scrollWidth,
        // What may scroll by itself: tables and their like, which the reader can move by key.
        out: [...document.querySelectorAll("main *")]
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility())
          .filter((element) => !element.closest("[tabindex='0'], svg"))
          .map((element) => element.outerHTML.slice(0, 120)).slice(0, 3),
      }));
      assert.ok(wide.page <= 320, `page is ${wide.page} wide at ${viewport.height}`);
      assert.deepEqual(wide.out, []);
      await done();
    }
  });

  test(`${view}: every target is at least 24 pixels or has that much room`, async () => {
    const { page, done } = await on.open(ADDRESS[view], { viewport: { width: 360, height: 740 } });
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll("a[href], button, input, select, summary, [role=button]")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest("svg"))
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        // What is only there once it has the focus does not count.
        .filter(({ box }) => box.width > 1 && box.bottom > 0);
      const tiny = ({ box }) => box.width < 24 || box.height < 24;
      const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
      // WCAG 2.5.8: a circle of 24 pixels around the middle must meet neither another target nor its circle.
      const crowded = (one) => targets.some((other) => {
        if (other === one) return false;
        const [x, y] = middle(one);
        const { box } = other;
        const [dx, dy] = [Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)];
        const [ox, oy] = middle(other);
        return Math.hypot(dx, dy) < 12 || (tiny(other) && Math.hypot(ox - x, oy - y) < 24);
      });
      // Links within a sentence are excepted.
      const inText = ({ element }) => getComputedStyle(element).display === "inline" && /\p{L}/u.test(element.parentElement.textContent.replace(element.textContent, ""));
      return targets.filter((one) => tiny(one) && !inText(one) && crowded(one))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 100)} ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
    });
    assert.deepEqual(small, []);
    await done();
  });

  test(`${view}: the focus is visible and never lost on the way through the page`, async () => {
    const { page, done } = await on.open(ADDRESS[view]);
    const seen = new Set();
    for (let n = 0; n < 120; n += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
        const box = element.getBoundingClientRect();
        element.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length + 1);
        return { stop: element.dataset.stop, ring, onScreen: box.bottom > 0 && box.top < innerHeight, html: element.outerHTML.slice(0, 120) };
      });
      if (!at || seen.has(at.stop)) break;
      seen.add(at.stop);
      assert.ok(at.ring, `no focus ring: ${at.html}`);
      assert.ok(at.onScreen, `focus out of sight: ${at.html}`);
    }
    assert.ok(seen.size >= 3, `${seen.size} stops`);
    await done();
  });
}

test("each graphic is one tab stop with a name, and its areas have names", async () => {
  const { page, done } = await on.open(ADDRESS.indicator);
  for (const id of ["g-map", "g-bars"]) {
    const graphic = await page.evaluate((name) => {
      const svg = document.getElementById(name);
      const options = [...svg.querySelectorAll("[role=option]")];
      return {
        tab: svg.getAttribute("tabindex"),
        inner: svg.querySelectorAll("[tabindex='0'], a[href], button").length,
        name: (svg.getAttribute("aria-label") ?? document.getElementById(svg.getAttribute("aria-labelledby"))?.textContent ?? "").length > 5,
        options: options.length,
        nameless: options.filter((option) => !(option.getAttribute("aria-label") ?? option.textContent).trim()).length,
        keyless: options.filter((option) => !option.dataset.a).length,
      };
    }, id);
    assert.deepEqual(graphic, { tab: "0", inner: 0, name: true, options: 22, nameless: 0, keyless: 0 }, id);
  }
  await done();
});

test("arrow keys move through a graphic, say where they are, and choose", async () => {
  const { page, done } = await on.open("?v=indicator");
  for (const id of ["g-bars", "g-map"]) {
    const graphic = page.locator(`#${id}`);
    await graphic.focus();
    const visited = new Set();
    for (let n = 0; n < 4; n += 1) {
      await page.keyboard.press(n % 2 ? "ArrowRight" : "ArrowDown");
      const active = await graphic.getAttribute("aria-activedescendant");
      assert.ok(active && (await page.locator(`[id="${active}"]`).count()) === 1, `${id}: the active option exists`);
      visited.add(active);
      // The screen reader speaks the name of the active option: place and figure.
      const name = await page.locator(`[id="${active}"]`).evaluate((option) => option.getAttribute("aria-label") ?? option.textContent);
      assert.match(name, /\p{L}{3,}.*\d|kein|unbekannt/u, `${id}: the place is named`);
    }
    assert.ok(visited.size >= 2, `${id}: the keys move`);
  }
  await page.locator("#g-bars").focus();
  await page.keyboard.press("Home");
  const first = await page.locator("#g-bars").getAttribute("aria-activedescendant");
  await page.keyboard.press("End");
  assert.notEqual(await page.locator("#g-bars").getAttribute("aria-activedescendant"), first);
  await done();
});

test("any area of the map is reached in at most twelve keys", async () => {
  const { page, done } = await on.open("?v=indicator");
  const areas = await page.locator("#g-map [role=option]").evaluateAll((all) => all.map((one) => one.dataset.a));
  const options = { left: "ArrowLeft", right: "ArrowRight", up: "ArrowUp", down: "ArrowDown", home: "Home", end: "End" };
  const map = page.locator("#g-map");
  const active = () => page.evaluate(() => document.getElementById(document.querySelector("#g-map").getAttribute("aria-activedescendant"))?.dataset.a ?? null);
  // A search in breadth over what the keys do; the state of the graphic is its active area.
  await map.focus();
  await page.keyboard.press("Home");
  const start = await active();
  const steps = new Map([[start, 1]]);
  let edge = [[start, []]];
  while (edge.length && steps.size < areas.length) {
    const next = [];
    for (const [, way] of edge) {
      for (const key of Object.values(options)) {
        await page.keyboard.press("Home");
        for (const step of [...way, key]) await page.keyboard.press(step);
        const at = await active();
        if (at && !steps.has(at)) {
          steps.set(at, way.length + 2);
          next.push([at, [...way, key]]);
        }
      }
    }
    edge = next;
  }
  assert.deepEqual(areas.filter((area) => !steps.has(area)), [], "areas that no key reaches");
  assert.ok(Math.max(...steps.values()) <= 12, `${Math.max(...steps.values())} keys`);
  await done();
});

test("a change of the indicator is announced", async () => {
  const { page, done } = await on.open("?v=indicator");
  const other = await page.evaluate(() => {
    const select = document.querySelector("select#indicator");
    return [...select.options].find((option) => option.value && option.value !== select.value).value;
  });
  await settled(page, () => page.locator("select#indicator").selectOption(other));
  await until(page, "the announcement", () => /\p{L}{3,}/u.test(document.querySelector("#live").textContent));
  await done();
});

test("the live region is there from the beginning", async () => {
  const { page, done } = await on.open("");
  assert.equal(await page.locator("#live[aria-live=polite]").count(), 1);
  await done();
});

test("the search follows the pattern of a combo box", async () => {
  const { page, done } = await on.open("");
  const place = page.locator("input[role=combobox]#place");
  assert.equal(await place.getAttribute("aria-expanded"), "false");
  await place.fill("Wei");
  await page.locator("[role=listbox] [role=option]").first().waitFor();
  assert.equal(await place.getAttribute("aria-expanded"), "true");
  const list = await place.getAttribute("aria-controls");
  assert.equal(await page.locator(`[id="${list}"][role=listbox]`).count(), 1);
  await place.press("ArrowDown");
  const active = await place.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`[id="${active}"][role=option][aria-selected=true]`).count(), 1);
  await place.press("Escape");
  assert.equal(await place.getAttribute("aria-expanded"), "false");
  await done();
});

test("the table has a caption and headers for rows and columns", async () => {
  const { page, done } = await on.open("?v=indicator");
  const table = page.locator("#table table");
  assert.ok((await table.locator("caption").textContent()).trim().length > 3);
  assert.ok((await table.locator("thead th[scope=col]").count()) >= 2);
  assert.ok((await table.locator("tbody th[scope=row]").count()) >= 22);
  await done();
});

test("the graphics carry their figures in words for those who do not see them", async () => {
  const { page, done } = await on.open("?v=indicator");
  const labels = await page.locator("#g-map [role=option]").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));
  for (const label of labels) assert.match(label, /\d|kein|nicht|unbekannt/i, label);
  await done();
});

test("who wants less motion gets none", async () => {
  const { page, done } = await on.open("?v=indicator", { reducedMotion: "reduce" });
  const other = await page.evaluate(() => document.querySelector("select#indicator").options[1].value);
  await page.locator("select#indicator").selectOption(other);
  const moving = await page.evaluate(() => document.getAnimations().filter((animation) => (animation.effect?.getComputedTiming().duration ?? 0) > 1).length);
  assert.equal(moving, 0);
  await ready(page);
  await done();
});

test("text spacing can be widened without loss", async () => {
  const { page, done } = await on.open("?v=indicator", { viewport: DESK });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const cut = await page.evaluate(() => [...document.querySelectorAll("main button, main h1, main h2, main p, main label")]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow === "hidden" && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 100)));
  assert.deepEqual(cut, []);
  await done();
});
