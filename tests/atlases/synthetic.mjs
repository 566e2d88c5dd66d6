// Invented figures for measuring: every municipality of a boundary file, 80 indicators, 20 years. Nothing in them is true.
// usage: node tests/atlases/synthetic.mjs GEOJSON OUT_FOLDER [INDICATORS YEARS]
// Writes eight CSV tables as a spreadsheet exports them (semicolon, decimal comma): schluessel;jahr;synthetisch_01;...
import fs from "node:fs";
import path from "node:path";

const [boundaries, out, indicators = 80, years = 20] = process.argv.slice(2);
const { features } = JSON.parse(fs.readFileSync(boundaries, "utf8"));
const keyOf = ({ id, properties }) => String(properties.key ?? properties.AGS ?? properties.ags ?? id);
const keys = [...new Set(features.map(keyOf))].sort();
fs.mkdirSync(out, { recursive: true });

// The same numbers every time: a linear congruential generator (Numerical Recipes).
let state = 20250101;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const tables = 8;
for (let table = 0; table < tables; table += 1) {
  const columns = Array.from({ length: indicators / tables }, (_, at) => (table * indicators) / tables + at + 1);
  const file = fs.openSync(path.join(out, `synthetisch-${table + 1}.csv`), "w");
  const names = columns.map((at) => `synthetisch_${String(at).padStart(2, "0")}`);
  fs.writeSync(file, `schluessel;jahr;${names.join(";")}\n`);
  for (const key of keys) {
    const level = columns.map(() => 5 + 60 * random());
    let rows = "";
    for (let year = 0; year < years; year += 1) {
      const cells = level.map((base) => (base + year * 0.3 + 4 * random()).toFixed(1).replace(".", ","));
      rows += `${key};${2024 - years + year};${cells.join(";")}\n`;
    }
    fs.writeSync(file, rows);
  }
  fs.closeSync(file);
}
console.log(`${keys.length} areas x ${indicators} invented indicators x ${years} years in ${tables} tables`);
