// `node tests/e2e/measure.mjs [FOLDER] [--runs N] [--only PART,…] [--check] [--help]`: measures a built site
// (dist/ unless told, so that two builds can be compared) in headless Chromium, served compressed. Prints a table
// and asserts nothing. Each part is measured nine times, or N times; parts: start, slow, flip, frames, lighthouse.
// With --check it only says what is wrong with the arguments. Its figures are worth what the machine is quiet;
// Lighthouse is got from npm the first time. `./dev measure` runs it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { playedFrames } from "./measures/frames.mjs";
import { CATEGORIES, needLighthouse, judge, TIMES } from "./measures/lighthouse.mjs";
import { serveCompressed } from "./measures/site.mjs";
import { coldStart, MARKS } from "./measures/start.mjs";
import { launchOptions } from "./pages.mjs";
import { figuresShown } from "./screen.mjs";
import { at, BEFORE_PAINT, flip, median, totals, WITH_PAINT } from "./timeline.mjs";

const USAGE = `Usage: ./dev measure [FOLDER] [--runs N] [--only PART,...]

  FOLDER   a built site (dist/, built first, unless told)
  --runs   how often each part is measured (9 unless told)
  --only   some parts: start, slow, flip, frames, lighthouse`;

const WIDE = { width: 1440, height: 900 };
const LOW = { width: 1280, height: 720 };

/** A bad connection in a hall, and how often it is enough to start over it. */
const SLOW = { bits_per_s: 1_600_000, latency_ms: 300 };
const SLOW_RUNS = 3;

/** What would be gained by further flips is measured anew after each: about that long. */
const AFTER_FLIP_MS = 3_000;

const BEAT_MS = 15_000;

/** What is there from the frame of each mark on. */
const MARK_TEXTS = {
  text: "first text",
  stage: "stage",
  moving: "moving",
  sentence: "sentence",
  everything: "all parts",
};

const print = (text, middle, least = "", most = "", wanted = "") =>
  console.log(`  ${text.padEnd(46)}${middle.padStart(11)}${least.padStart(11)}${most.padStart(11)}   ${wanted}`.trimEnd());
const title = (text) => console.log(`\n${text}`);
const note = (text) => console.log(`      ${text}`);

/** A row of the table: of some values the median, the least and the most. */
const row = (text, values, format, wanted) =>
  print(text, format(median(values)), format(Math.min(...values)), format(Math.max(...values)), wanted);

const ms = (value) => `${value.toFixed(0)} ms`;
const fine = (value) => `${value.toFixed(1)} ms`;
const plain = (value) => value.toFixed(0);
const shift = (value) => value.toFixed(3);
const bytes = (value) => plain(value).replace(/\B(?=(\d{3})+$)/g, ",");
const sum = (values) => values.reduce((all, one) => all + one, 0);

/** Says on standard error how far a part is, not more often than somebody who waits wants to know. */
function beats(what, runs) {
  let said = Date.now();
  console.error(`→ ${what}, ${runs} times`);
  return (run) => {
    if (Date.now() - said < BEAT_MS) return;
    said = Date.now();
    console.error(`  … ${run} of ${runs}`);
  };
}

/** Something several times, one after the other. */
async function repeated(what, runs, once) {
  const beat = beats(what, runs);
  const all = [];
  for (let run = 1; run <= runs; run += 1) {
    beat(run);
    all.push(await once());
  }
  return all;
}

function printMarks(starts, wanted = {}) {
  for (const name of MARKS) row(MARK_TEXTS[name], starts.map(({ marks }) => marks[name]), ms, wanted[name]);
}

/** And what shifted in the run that shifted most. */
function printShifts(starts, size) {
  const shifted = ({ shifts }) => sum(shifts.map(({ value }) => value));
  row(`layout shift at ${size.width}×${size.height}`, starts.map(shifted), shift, "under 0.02");
  const [worst] = [...starts].sort((a, b) => shifted(b) - shifted(a));
  for (const { value, at: moment, who } of worst.shifts) {
    if (value >= 0.0005) note(`${shift(value)} at ${ms(moment)}: ${who.join("; ")}`);
  }
}

function printTasks(text, all, wanted) {
  const longest = (tasks) => (tasks.length > 0 ? Math.max(...tasks) : 0);
  row(`longest task ${text}`, all.map(longest), (value) => (value > 0 ? ms(value) : "none"), wanted);
  row(`tasks over 50 ms ${text}`, all.map((tasks) => tasks.length), plain);
}

async function start({ browser, site, runs }) {
  // Nobody's figures: the browser's own first steps.
  await coldStart(browser, site, { viewport: WIDE });
  const wide = await repeated("cold start at 1440×900", runs, () => coldStart(browser, site, { viewport: WIDE }));
  const low = await repeated("cold start at 1280×720", runs, () => coldStart(browser, site, { viewport: LOW }));
  title(`cold start, local, ${runs} times`);
  printMarks(wide, { moving: "under 500 ms" });
  printTasks("at start", wide.map(({ tasks }) => tasks.map(({ took }) => took)), "50 ms");
  const longest = ({ tasks }) => Math.max(0, ...tasks.map(({ took }) => took));
  const typical = [...wide].sort((a, b) => longest(a) - longest(b))[Math.floor(wide.length / 2)];
  for (const { at: moment, took } of typical.tasks) {
    const held = typical.held.find(({ from, to }) => moment < to && from < moment + took);
    note([`${ms(took)} at ${ms(moment)}`, ...(held?.who ?? [])].join("; "));
  }
  printShifts(low, LOW);
  printShifts(wide, WIDE);
  row("bytes in all", wide.map((it) => it.bytes.all), bytes);
}

async function slow({ browser, site, runs }) {
  const times = Math.min(runs, SLOW_RUNS);
  const options = { viewport: WIDE, network: SLOW };
  const starts = await repeated("cold start over a slow network", times, () => coldStart(browser, site, options));
  title(`cold start at 1.6 Mbit/s and 300 ms, ${times} times`);
  printMarks(starts);
  printShifts(starts, WIDE);
  // Here, and not where all is there at once: what is fetched because the sentence stands has not come yet.
  row("bytes until the sentence stands", starts.map((it) => it.bytes.sentence), bytes);
}

async function flips({ browser, site, runs }) {
  const tab = await browser.newContext({ viewport: WIDE });
  const page = await tab.newPage();
  await page.goto(site.url);
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  // The worker comes with the first figures.
  await page.waitForTimeout(1500);
  const all = await repeated("a flip of the checkout", runs, () => flip(page, "Send receipt", { after_ms: AFTER_FLIP_MS }));
  await tab.close();
  title(`a flip of the checkout, ${runs} times`);
  row("from the press to fresh figures", all.map(({ took }) => took), ms);
  row("of these the press itself", all.map(({ handled }) => handled), ms);
  printTasks("on a flip", all.map(({ tasks }) => tasks), "none");
  printTasks("in the 3 s after it", all.map(({ later }) => later));
}

const LARGE = [
  { steps: 60, services: 25, wanted: "at most 16 ms" },
  { steps: 200, services: 60, wanted: "at most 50 ms" },
];

async function playing({ browser, site, runs }) {
  for (const { steps, services, wanted } of LARGE) {
    const beat = beats(`frames of ${steps} steps on ${services} services`, runs);
    const played = await playedFrames(browser, site, { steps, services, runs, viewport: WIDE, beat });
    title(`a frame while ${steps} steps on ${services} services play, ${runs} times`);
    row("frames a second", played.map(({ passed, seconds }) => passed.length / seconds), plain);
    for (const [length, told] of [["passed", "as time passes"], ["worked", "as the thread works"]]) {
      const kinds = (some, share) => played.map((one) => at(totals(one[length], some), share));
      row(`script, style, layout, paint ${told}`, kinds(WITH_PAINT, 0.5), fine);
      row("  95th percentile", kinds(WITH_PAINT, 0.95), fine, wanted);
      if (length === "passed") row("  95th percentile without paint", kinds(BEFORE_PAINT, 0.95), fine);
      else for (const kind of WITH_PAINT) row(`  of these ${kind}`, kinds([kind], 0.5), fine);
    }
  }
}

async function lighthouse({ site, runs }) {
  console.error("→ Lighthouse: from npm unless it is there, about a minute");
  const missing = await needLighthouse();
  if (missing) {
    console.log(`\nLighthouse is left out: npm could not install it (${missing}).`);
    return;
  }
  const all = await repeated("Lighthouse, desktop", runs, () => judge(site.url));
  title(`Lighthouse, desktop, ${runs} times`);
  CATEGORIES.forEach((name, n) => row(name, all.map(({ scores }) => scores[n]), plain, n === 0 ? "95" : "100"));
  Object.values(TIMES).forEach((text, n) => row(`its ${text}`, all.map(({ times }) => times[n]), ms));
  row("its layout shift", all.map((it) => it.shift), shift);
  for (const failed of new Set(all.flatMap((it) => it.failed))) note(failed);
}

const PARTS = { start, slow, flip: flips, frames: playing, lighthouse };

function asked() {
  try {
    const flag = { type: "boolean" };
    const options = { runs: { type: "string", default: "9" }, only: { type: "string" }, check: flag, help: flag };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const parts = values.only?.split(",") ?? Object.keys(PARTS);
    const [folder = "dist"] = positionals;
    if (values.help) return { help: true };
    if (positionals.length > 1) throw new Error(`there is one folder, not ${positionals.join(" and ")}`);
    if (!/^[1-9]\d*$/.test(values.runs)) throw new Error(`--runs takes a whole number from 1, not "${values.runs}"`);
    for (const part of parts) if (!Object.hasOwn(PARTS, part)) throw new Error(`there is no part "${part}"`);
    if (values.check) return { isChecked: true };
    if (!existsSync(join(folder, "index.html"))) throw new Error(`there is no built site in ${folder}/`);
    return { folder, runs: Number(values.runs), parts };
  } catch (error) {
    return { wrong: error.message };
  }
}

async function measure({ folder, runs, parts }) {
  console.error("→ the site is compressed, as hosts have it");
  const site = await serveCompressed(folder);
  // With the scroll bars that a reader has, and Playwright hides: where they come, things shift.
  const browser = await chromium.launch({ ...(await launchOptions()), ignoreDefaultArgs: ["--hide-scrollbars"] });
  console.log(`${folder} in headless Chromium ${browser.version()}`);
  print("", "median", "least", "most", "wanted");
  for (const part of parts) {
    try {
      await PARTS[part]({ browser, site, runs });
    } catch (error) {
      // The other parts are still worth something.
      console.log(`\n${part} could not be measured: ${error.message.split("\n")[0]}`);
      process.exitCode = 1;
    }
  }
  await browser.close();
  await site.close();
}

const wish = asked();
if (wish.help) {
  console.log(USAGE);
} else if (wish.wrong) {
  console.error(`${USAGE}\n\nNot measured: ${wish.wrong}.`);
  process.exitCode = 2;
} else if (!wish.isChecked) {
  await measure(wish);
}
