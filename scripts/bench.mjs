// The same core as WebAssembly, beside the bare loop, both beside themselves natively: simulated
// requests per second, in turns, a process each, medians compared.
//
//   node scripts/bench.mjs PROGRAM FOLDER
//
// PROGRAM is the native benchmark `engine`; FOLDER holds what wasm-bindgen made of it for the profiles
// `release` and `web`. V8 runs it here, as it does in Chromium.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [program, folder] = process.argv.slice(2);
const turns = 7;
const requests = 1_000_000;
// The ratio of the bare loop as WebAssembly to itself natively, measured once; 0.9 of it is wanted.
const workloads = [
  ["M/M/1 at 0.8", 0.51],
  ["five in tandem at 0.8", 0.58],
  ["M/M/8 at 0.9", 0.53],
];

if (!program || !["release", "web"].every((profile) => existsSync(join(folder, profile, "engine.js")))) {
  console.error("Usage: node scripts/bench.mjs PROGRAM FOLDER (./dev bench makes both)");
  process.exit(2);
}

const native = (question) => Number(execFileSync(program, question.split(" "), { encoding: "utf8" }));

// A new process each time: the module runs once, when it is loaded.
function wasm(profile, question) {
  const script = `globalThis.asked = process.argv[1]; require(process.argv[2]); console.log(globalThis.answer)`;
  const module = resolve(folder, profile, "engine.js");
  return Number(execFileSync(process.execPath, ["-e", script, question, module], { encoding: "utf8" }));
}

const programs = {
  engine: (rest) => native(`engine ${rest}`),
  bare: (rest) => native(`bare ${rest}`),
  quickWasm: (rest) => wasm("release", `engine ${rest}`),
  smallWasm: (rest) => wasm("web", `engine ${rest}`),
  bareWasm: (rest) => wasm("release", `bare ${rest}`),
};

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function measure(workload) {
  const taken = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, run] of Object.entries(programs)) taken[name].push(run(`${workload} ${requests} ${turn}`));
  }
  return Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, median(values)]));
}

const row = (name, cells) => console.log(name.padEnd(24), ...cells.map((cell) => String(cell).padStart(12)));
const round = (value) => Math.round(value);

console.log(`\nas WebAssembly (V8 ${process.versions.v8}), medians of ${turns} turns of ${requests} requests\n`);
row("requests per second", ["engine", "downloaded", "bare loop"]);
const all = workloads.map(([name], index) => [name, measure(index)]);
for (const [name, m] of all) row(name, [m.quickWasm, m.smallWasm, m.bareWasm].map(round));
console.log("");
row("WebAssembly to native", ["engine", "downloaded", "bare loop", "wanted"]);
for (const [index, [name, m]] of all.entries()) {
  const ratios = [m.quickWasm / m.engine, m.smallWasm / m.engine, m.bareWasm / m.bare, 0.9 * workloads[index][1]];
  row(name, ratios.map((ratio) => ratio.toFixed(2)));
}
const size = (profile) => round(readFileSync(join(folder, profile, "engine_bg.wasm")).length / 1024);
console.log(`\nengine: for speed (${size("release")} kB); downloaded: for size, as in dist/ (${size("web")} kB)`);
