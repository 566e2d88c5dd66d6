// Lighthouse on dist/: accessibility and best practices must reach 100. usage: node lighthouse.mjs [VIEW ...]
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { DIST, VIEWS } from "./help.mjs";
import { startHost } from "./server.mjs";

const views = process.argv.slice(2).length ? process.argv.slice(2) : VIEWS;
const port = 9333;
const host = await startHost({ root: DIST });
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", `--remote-debugging-port=${port}`],
});
let failed = 0;
for (const view of views) {
  const flags = { port, onlyCategories: ["accessibility", "best-practices", "performance"], logLevel: "error" };
  const { lhr } = await lighthouse(`${host.url}?v=${view}`, flags);
  const score = Object.fromEntries(Object.entries(lhr.categories).map(([id, category]) => [id, Math.round(category.score * 100)]));
  console.log(`${view.padEnd(10)} ${JSON.stringify(score)}`);
  for (const id of ["accessibility", "best-practices"]) {
    if (score[id] === 100) continue;
    failed += 1;
    const weighted = lhr.categories[id].auditRefs.filter(({ id: audit, weight }) => weight > 0 && lhr.audits[audit].score !== null && lhr.audits[audit].score < 1);
    for (const { id: audit } of weighted) {
      console.log(`    ${audit}: ${lhr.audits[audit].title}`);
      for (const item of lhr.audits[audit].details?.items?.slice(0, 4) ?? []) console.log(`        ${JSON.stringify(item).slice(0, 240)}`);
    }
  }
}
await browser.close();
await host.close();
process.exit(failed ? 1 : 0);
