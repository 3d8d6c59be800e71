// The same core as WebAssembly in headless Chromium, beside the bare loop, both beside themselves
// natively: simulated requests per second, in turns, medians compared. Asserts nothing.
//
//   node tests/e2e/bench_engine.mjs PROGRAM FOLDER
//
// PROGRAM is the native benchmark `engine`; FOLDER holds what wasm-bindgen made of it for the profiles
// `release` and `web`. `./dev bench` makes both, and runs this.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./pages.mjs";
import { serveSite } from "../../scripts/site.mjs";

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
  console.error("Usage: node tests/e2e/bench_engine.mjs PROGRAM FOLDER (./dev bench makes both)");
  process.exit(2);
}

writeFileSync(join(folder, "index.html"), "<!doctype html><title>benchmark</title>");
const site = await serveSite(folder, { base: "/" });
const browser = await launch();
const page = await browser.newPage();
await page.goto(site.url);

// Pinned to one core, as whatever started this is.
const native = (question) => Number(execFileSync(program, question.split(" "), { encoding: "utf8" }));

let loads = 0;
/** A new instance each time: the program runs once, when it starts. */
const wasm = (profile, question) =>
  page.evaluate(
    async ([script, asked]) => {
      globalThis.asked = asked;
      const { default: init } = await import(script);
      await init();
      return globalThis.answer;
    },
    [`/${profile}/engine.js?${(loads += 1)}`, question],
  );

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

async function measure(workload) {
  const taken = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, run] of Object.entries(programs)) taken[name].push(await run(`${workload} ${requests} ${turn}`));
  }
  return Object.fromEntries(Object.entries(taken).map(([name, values]) => [name, median(values)]));
}

const row = (name, cells) => console.log(name.padEnd(24), ...cells.map((cell) => String(cell).padStart(12)));
const round = (value) => Math.round(value);

console.log(`\nas WebAssembly in Chromium ${browser.version()}, medians of ${turns} turns of ${requests} requests\n`);
row("requests per second", ["worker", "first view", "bare loop"]);
const all = [];
for (const [index, [name]] of workloads.entries()) all.push([name, await measure(index)]);
for (const [name, m] of all) row(name, [m.quickWasm, m.smallWasm, m.bareWasm].map(round));
console.log("");
row("WebAssembly to native", ["worker", "first view", "bare loop", "wanted"]);
for (const [index, [name, m]] of all.entries()) {
  const ratios = [m.quickWasm / m.engine, m.smallWasm / m.engine, m.bareWasm / m.bare, 0.9 * workloads[index][1]];
  row(name, ratios.map((ratio) => ratio.toFixed(2)));
}
console.log("\na verdict on 200 steps in Chromium, as the verdict beside the stage has it\n");
for (const [answered, name] of [["1", "every question answered"], ["0", "none"]]) {
  console.log(`${(await wasm("web", `verdict ${answered}`)).toFixed(2).padStart(8)} ms  ${name}`);
}
await browser.close();
await site.close();
