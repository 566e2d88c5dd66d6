// The real atlases, as tests/atlases/*.sh build them from the offices' files: each opens in the browser, shows all its
// areas, and a figure read there is the figure of the official file. Without ../shared there is nothing to open.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { after, before, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { shared as asked, stage, words } from "./help.mjs";

const TOP = path.resolve(import.meta.dirname, "../..");
const SHARED = path.join(process.env.ATLAS_SHARED ?? path.join(TOP, "../shared"), "data");
const BUILT = path.resolve(process.env.ATLASES ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(TOP, "target"), "atlases"));

/** Rows of an official file, packed or not, as objects by the names of its columns; no cell of these has a quoted comma behind the ones asked for. */
function rows(file) {
  let bytes = fs.readFileSync(path.join(SHARED, file));
  if (file.endsWith(".gz")) bytes = zlib.gunzipSync(bytes);
  const lines = bytes.toString("utf8").replace(/^\ufeff/, "").split(/\r?\n/).filter(Boolean);
  const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
  const head = cells(lines[0]);
  return lines.slice(1).map((line) => Object.fromEntries(cells(line).map((cell, at) => [head[at], cell])));
}
const one = (file, wanted, column = "value") => {
  const found = rows(file).filter((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
  assert.equal(found.length, 1, `${file}: ${JSON.stringify(wanted)} stands there ${found.length} times`);
  return Number(found[0][column]);
};

const INKAR = "inkar/inkar2024_th_sn_kreise_long.csv.gz";
const ATLASES = [
  {
    name: "thueringen", areas: 22, title: /Thüringen/,
    figure: { view: "i=q_alo&p=2021&a=16054", area: "Suhl", value: () => one(INKAR, { raumbezug: "Kreise", ags: "16054", year: "2021", kuerzel: "q_alo" }) },
    missing: { view: "i=da_preis_miet&a=16076", area: "Greiz", reason: /nicht veröffentlicht/ },
  },
  {
    name: "zwickau", areas: 33, title: /Zwickau/,
    figure: { view: "i=zensus_leerstand&p=2022&a=14524330", area: "Zwickau", value: () => one("zensus2022/zensus2022_gemeinden_th_zwickau.csv", { ags: "14524330" }, "vacancy_rate_census22") },
    missing: { view: "i=a_stud_a&p=2021&a=14524010", area: "Bernsdorf", reason: /keine Angabe|nicht veröffentlicht/ },
  },
  {
    name: "leipzig", areas: 63, title: /Leipzig/,
    figure: { view: "i=l4_4_sgb_ii_quote&p=2022", area: "Grünau-Mitte", value: () => one("leipzig/leipzig_ortsteile_long.csv.gz", { district: "Grünau-Mitte", year: "2022", indicator: "SGB-II-Quote", rubrik: "4-4" }) },
    missing: { view: "i=l6_5_wohnflaeche_je_wohnung&p=2000", area: "Althen-Kleinpösna", reason: /unbekannt oder geheim/ },
  },
];

const there = fs.existsSync(SHARED);
if (!there) {
  assert.notEqual(process.env.ATLAS_REQUIRE_SHARED, "1", "../shared is required and not there");
  console.log("left out: ../shared is not there");
}

let on;
before(async () => {
  const mounts = Object.fromEntries(ATLASES.map(({ name }) => [`bundles/real-${name}`, path.join(BUILT, name, "bundle")]));
  if (there) on = await stage({ mounts });
});
after(() => on?.end());

/** The cells of an area's row in the table of the indicator view. */
async function row(page, area) {
  const name = new RegExp(`^${area.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(,.*)?$`);
  const found = page.locator("#table table tr", { has: page.locator("th, td").filter({ hasText: name }) }).first();
  const cells = await found.locator("th, td").allTextContents();
  return cells.map((text) => text.replace(/[\s\u00a0\u202f]+/g, " ").trim());
}

for (const { name, areas, title, figure, missing } of ATLASES) {
  test(`${name} opens with all its areas`, { skip: !there }, async () => {
    assert.ok(fs.existsSync(path.join(BUILT, name, "bundle/atlas.json")), `${BUILT}/${name}/bundle is not built: run tests/atlases/${name}.sh`);
    const { page, done } = await on.open(`?bundle=real-${name}`);
    assert.equal(await page.locator("#g-map [role=option]").count(), areas);
    assert.match(await words(page, "h1"), title);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
    await done();
  });

  test(`${name} shows the figure of the official file, and its rank`, { skip: !there }, async () => {
    const { page, done } = await on.open(`?bundle=real-${name}&v=indicator&${figure.view}`);
    assert.equal(asked(page).bundle, `real-${name}`);
    const cells = await row(page, figure.area);
    const official = figure.value();
    // Rank, name, figure with its unit: `5,8 %`.
    const [number, decimals = ""] = cells[2].match(/^−?[\d ]+(?:,(\d+))?/) ?? assert.fail(`no figure in ${cells.join(" | ")}`);
    const shown = Number(number.replaceAll(" ", "").replace("−", "-").replace(",", "."));
    assert.ok(Math.abs(shown - official) <= 0.5 * 10 ** -decimals.length + 1e-9, `${official} is shown as ${cells[2]}`);
    assert.match(cells[0], /^\d+\.(–\d+\.)?$/, "the first cell is the rank");
    await done();
  });

  test(`${name} says why a value is missing`, { skip: !there }, async () => {
    const { page, done } = await on.open(`?bundle=real-${name}&v=indicator&${missing.view}`);
    assert.match((await row(page, missing.area)).join(" | "), missing.reason);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
    await done();
  });
}
