// Accessibility, checked by axe on every view, scheme and width. What axe cannot see is in access.test.mjs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { ADDRESS, stage, VIEWS } from "./help.mjs";

let on;
before(async () => { on = await stage(); });
after(() => on?.end());

const SCHEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
};

describe("axe finds nothing", () => {
  for (const view of VIEWS) {
    for (const [scheme, options] of Object.entries(SCHEMES)) {
      for (const width of [320, 1280]) {
        test(`${view}, ${scheme}, ${width}`, async () => {
          const { page, done } = await on.open(ADDRESS[view], { ...options, viewport: { width, height: 800 }, reducedMotion: "reduce" });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
          assert.deepEqual(found, []);
          await done();
        });
      }
    }
  }
});
