// Prints the features that a binary of the package asks for. usage: node .ci/features.cjs NAME
const { execFileSync } = require("node:child_process");
const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps", "--offline"], { maxBuffer: 1 << 26 });
const targets = JSON.parse(metadata).packages.flatMap((found) => found.targets);
const target = targets.find((one) => one.kind.includes("bin") && one.name === process.argv[2]);
if (!target) throw new Error(`no binary ${process.argv[2]} in Cargo.toml`);
process.stdout.write((target["required-features"] ?? []).join(","));
