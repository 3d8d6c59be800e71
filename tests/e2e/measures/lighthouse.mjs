// Lighthouse's judgement of the served site, desktop preset. It is large and asked for seldom, so that it is no
// package of the end-to-end tests: who measures gets it from npm, into .tools/lighthouse.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchOptions } from "../pages.mjs";

/** The last that runs on Node.js 20. */
const VERSION = "12.8.2";

const FOLDER = join(import.meta.dirname, "..", "..", "..", ".tools", "lighthouse");

export const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** What the performance is made of. */
export const TIMES = {
  "first-contentful-paint": "first paint with text",
  "largest-contentful-paint": "largest paint",
  "total-blocking-time": "blocking time",
  "speed-index": "speed index",
};

const inside = (path) => join(FOLDER, "node_modules", path);
const load = (path) => import(pathToFileURL(inside(path)));

function isInstalled() {
  try {
    return JSON.parse(readFileSync(inside("lighthouse/package.json"), "utf8")).version === VERSION;
  } catch {
    return false;
  }
}

/** Installs Lighthouse unless it is there: nothing, or why it is not there now. */
export async function needLighthouse() {
  if (isInstalled()) return undefined;
  const options = ["--prefix", FOLDER, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"];
  const said = await new Promise((resolve) => {
    const npm = spawn("npm", ["install", ...options, `lighthouse@${VERSION}`], { stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    npm.stderr.on("data", (more) => (text += more));
    npm.once("error", ({ message }) => resolve(message)).once("close", () => resolve(text));
  });
  return isInstalled() ? undefined : said.split("\n")[0].replace("npm error ", "") || "npm did not say why";
}

/** One judgement: scores in hundredths, times in milliseconds, the shift, and the audits that were not passed. */
export async function judge(url) {
  const { default: lighthouse } = await load("lighthouse/core/index.js");
  const { default: desktop } = await load("lighthouse/core/config/desktop-config.js");
  const { launch } = await load("chrome-launcher/dist/index.js");
  const { executablePath, args } = await launchOptions();
  const chrome = await launch({ chromePath: executablePath, chromeFlags: args, logLevel: "error" });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES }, desktop);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const scores = CATEGORIES.map((it) => 100 * lhr.categories[it].score);
    const times = Object.keys(TIMES).map((it) => lhr.audits[it].numericValue);
    const weighty = CATEGORIES.flatMap((it) => lhr.categories[it].auditRefs).filter(({ weight }) => weight > 0);
    const failed = weighty.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 0.9);
    return {
      scores,
      times,
      shift: lhr.audits["cumulative-layout-shift"].numericValue,
      failed: failed.map(({ id, title, displayValue }) => `${id}: ${title}${displayValue ? ` (${displayValue})` : ""}`),
    };
  } finally {
    await chrome.kill();
  }
}
