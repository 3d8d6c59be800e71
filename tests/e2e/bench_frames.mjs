// `node tests/e2e/bench_frames.mjs [MINUTES]`: what a frame costs with 3,000 messages in flight, and
// whether memory grows while the stage plays (10 minutes unless told). Prints tables and asserts
// nothing: `./dev bench` runs it.

import { readFile } from "node:fs/promises";
import { open, shutDown } from "./pages.mjs";
import { figuresShown, openDocument } from "./screen.mjs";
import { at, BEFORE_PAINT, frames, totals, traced } from "./timeline.mjs";

const MINUTES = Number.parseFloat(process.argv[2] ?? "10");
const PLAY_MS = 8_000;

/** As many messages on their way as are drawn at most: 1,500 a second, a second there and one back. */
const CROWD = {
  syncline: 1,
  name: "Crowd",
  process: { entry: "door", steps: [{ id: "greet", service: "hall", work: { distribution: "constant", mean_ms: 1 } }] },
  services: [{ id: "door" }, { id: "hall" }],
  network: { one_way_ms: 1000 },
  workload: { arrivals: "constant", rate_per_s: 1500, duration_s: 20, drain_s: 10 },
};

const row = (value, unit, text) => console.log(`${value.toFixed(1).padStart(8)} ${unit}  ${text}`);

const visit = await open({});
const { page } = visit;
await figuresShown(page);
await openDocument(page, CROWD);
await page.getByRole("button", { name: /^Scenario: Crowd/ }).waitFor();
await page.waitForTimeout(4_000);
const events = await traced(page, PLAY_MS);
for (const [length, told] of [["dur", "as time passes"], ["tdur", "as the thread works"]]) {
  const costs = totals(frames(events, length), BEFORE_PAINT);
  console.log(`\nscript, style and layout of a frame with 3,000 messages in flight, ${told}, ${costs.length} frames\n`);
  row(at(costs, 0.5), "ms", "median");
  row(at(costs, 0.95), "ms", "95th percentile (wanted: under 8)");
  row(at(costs, 1), "ms", "longest");
}

const client = await page.context().newCDPSession(page);
await client.send("HeapProfiler.enable");
const system = await page.context().browser().newBrowserCDPSession();
/** Megabytes: of the scripts and what they keep; of all processes that show pages, WebAssembly included. */
const memory = async () => {
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await client.send("Runtime.getHeapUsage");
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const resident = await Promise.all(pages.map(({ id }) => readFile(`/proc/${id}/status`, "utf8").catch(() => "")));
  const all = resident.map((status) => Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1e3);
  return [(usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6, all.reduce((sum, one) => sum + one, 0)];
};
console.log(`\nmemory while the stage plays, again and again, ${MINUTES} minutes\n`);
const looks = 10;
for (let look = 0; look <= looks; look += 1) {
  const [scripts, resident] = await memory();
  row(scripts, "MB", `scripts, ${resident.toFixed(1)} MB in memory, after ${((look * MINUTES) / looks).toFixed(1)} minutes`);
  if (look === looks) break;
  await page.keyboard.press("Home");
  const until = Date.now() + (MINUTES * 60_000) / looks;
  while (Date.now() < until) {
    await page.waitForTimeout(Math.min(15_000, until - Date.now()));
    await page.keyboard.press("Home");
  }
}
await visit.close();
await shutDown();
