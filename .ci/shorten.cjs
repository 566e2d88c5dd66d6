#!/usr/bin/env node
// Takes out of a browser module and its glue what nobody but the two of them reads. usage: .ci/shorten.cjs WASM JS
// - classes that crates export to scripts and that no script of ours uses, with the functions behind them (the
//   optimiser then drops what only they called);
// - the long names under which module and glue know each other: they end in hashes, which do not compress.
// Both files are written in place. Whatever does not look as expected ends the build.
const fs = require("node:fs");

const [wasmFile, glueFile] = process.argv.slice(2);
const fail = (words) => { throw new Error(`${wasmFile}: ${words}`); };
const IMPORTS = 2, EXPORTS = 7;

/** The sections of a module: id and content. */
function sections(bytes) {
  const reader = new Reader(bytes, 8);
  const found = [];
  while (!reader.done()) found.push({ id: reader.byte(), content: reader.take(reader.number()) });
  return found;
}

class Reader {
  constructor(bytes, at = 0) { this.bytes = bytes; this.at = at; }
  done() { return this.at >= this.bytes.length; }
  byte() { return this.bytes[this.at++] ?? fail("cut off"); }
  take(length) { return this.bytes.subarray(this.at, (this.at += length)); }
  /** A whole number: seven bits a byte, lowest first. */
  number() {
    for (let number = 0, place = 1; ; place *= 128) {
      const byte = this.byte();
      number += (byte & 127) * place;
      if (byte < 128) return number;
    }
  }
  text() { return this.take(this.number()).toString(); }
}
const number = (value) => (value < 128 ? [value] : [(value % 128) | 128, ...number(Math.floor(value / 128))]);
const text = (value) => [...number(Buffer.byteLength(value)), ...Buffer.from(value)];

/** Short names one after the other: a, b, ... z, aa, ab, ... */
function* shortNames() {
  for (let place = 0; ; place += 1) {
    let name = "";
    for (let rest = place; rest >= 0; rest = Math.floor(rest / 26) - 1) name = String.fromCharCode(97 + (rest % 26)) + name;
    yield name;
  }
}

/** The glue without the classes that it exports and does not use itself. */
function withoutClasses(glue) {
  for (const [, name] of [...glue.matchAll(/^export class (\w+) \{$/gm)]) {
    glue = glue
      .replace(new RegExp(`^export class ${name} \\{$[^]*?^\\}$\\n`, "m"), "")
      .replace(new RegExp(`^if \\(Symbol\\.dispose\\) ${name}\\..*\\n`, "m"), "")
      .replace(new RegExp(`^const ${name}Finalization = [^]*?;\\n`, "m"), "");
    if (glue.includes(name)) fail(`${name} is used`);
  }
  return glue;
}

let glue = withoutClasses(fs.readFileSync(glueFile, "utf8"));
const rename = (before, after) => {
  const seen = new RegExp(`(?<![\\w$])${before.replace(/[$.]/g, "\\$&")}(?![\\w$])`, "g");
  if (!seen.test(glue)) fail(`the glue does not know ${before}`);
  glue = glue.replace(seen, after);
};

function imports(content) {
  const reader = new Reader(content), names = shortNames(), out = [];
  const count = reader.number();
  for (let place = 0; place < count; place += 1) {
    const [room, name] = [reader.text(), reader.text()];
    if (!room.startsWith("./") || reader.byte() !== 0) fail(`${room} ${name}: not a function of the glue`);
    if (place === 0) rename(room, "x");
    const short = names.next().value;
    rename(name, short);
    out.push(...text("x"), ...text(short), 0, ...number(reader.number()));
  }
  return [...number(count), ...out];
}

function exports_(content) {
  const reader = new Reader(content), names = shortNames(), kept = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const [name, kind, index] = [reader.text(), reader.byte(), reader.number()];
    if (!new RegExp(`\\bwasm\\.${name}\\b`).test(glue)) continue;
    const short = names.next().value;
    glue = glue.replace(new RegExp(`\\bwasm\\.${name}\\b`, "g"), `wasm.${short}`);
    kept.push([...text(short), kind, ...number(index)]);
  }
  return [...number(kept.length), ...kept.flat()];
}

const bytes = fs.readFileSync(wasmFile);
const out = [bytes.subarray(0, 8)];
for (const { id, content } of sections(bytes)) {
  const now = Buffer.from(id === IMPORTS ? imports(content) : id === EXPORTS ? exports_(content) : content);
  out.push(Buffer.from([id, ...number(now.length)]), now);
}
fs.writeFileSync(wasmFile, Buffer.concat(out));
fs.writeFileSync(glueFile, glue);
