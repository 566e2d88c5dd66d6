// Pictures of every view, phone and desk, light and dark. usage: node screenshots.mjs [--out ../../target/shots] [VIEW ...]
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ADDRESS, DESK, PHONE, stage } from "./help.mjs";

const { values: given, positionals } = parseArgs({
  options: { out: { type: "string", default: path.join(import.meta.dirname, "../../target/shots") } },
  allowPositionals: true,
});
fs.mkdirSync(given.out, { recursive: true });
const on = await stage();
let failed = 0;
for (const view of positionals.length ? positionals : Object.keys(ADDRESS)) {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    for (const colorScheme of ["light", "dark"]) {
      const file = path.join(given.out, `${view}-${size}-${colorScheme}.png`);
      const mobile = size === "phone" ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {};
      try {
        const { page, done } = await on.open(ADDRESS[view] ?? view, { viewport, colorScheme, reducedMotion: "reduce", ...mobile });
        await page.screenshot({ path: file });
        await page.screenshot({ path: file.replace(".png", "-full.png"), fullPage: true });
        await done();
        console.log(file);
      } catch (error) {
        failed += 1;
        console.log(`${file}: ${String(error).split("\n")[0]}`);
      }
    }
  }
}
await on.end();
process.exit(failed ? 1 : 0);
