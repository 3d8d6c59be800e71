// Opens pages of the built site in the system's Chromium, under a sub-path and a strict content
// security policy, and notes all that must not happen on them.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveSite } from "../../scripts/site.mjs";

const ROOT = join(import.meta.dirname, "..", "..");
const BASE = "/some/sub/path/";

let site;
let browser;

/** Where Chromium is, and the switches that webdriver.json holds for all browser tests. */
export async function launchOptions() {
  const driver = JSON.parse(await readFile(join(ROOT, "webdriver.json"), "utf8"));
  return {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: driver["goog:chromeOptions"].args,
  };
}

/** A browser of its own. */
export const launch = async () => chromium.launch(await launchOptions());

/**
 * Opens a page of the site: `{ page, url, problems, close }`. The site and the browser are
 * started by the first page and serve all later ones, until `shutDown`.
 *
 * Takes `address`, what follows the site's own address (such as "#s=…"), `prepare`, what is done to
 * the page before it goes there, and Playwright's options of a browser context (`viewport`, `colorScheme`, `javaScriptEnabled` …).
 */
export async function open({ address = "", prepare, ...context } = {}) {
  site ??= await serveSite(join(ROOT, "dist"), { base: BASE });
  browser ??= await launch();
  const tab = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...context });
  const page = await tab.newPage();
  readsSpaces(page);
  const problems = watch(page, context);
  await prepare?.(page);
  const url = site.url + address;
  await page.goto(url);
  return { page, url, problems, close: () => tab.close() };
}

/** Numbers are kept together with their units by spaces at which no line ends: a test reads them as spaces. */
function readsSpaces(page) {
  const locator = Object.getPrototypeOf(page.locator("body"));
  if (locator.readsSpaces) return;
  locator.readsSpaces = true;
  const plain = (read) => (Array.isArray(read) ? read.map(plain) : read?.replaceAll("\u00a0", " "));
  for (const name of ["innerText", "textContent", "allInnerTexts", "allTextContents"]) {
    const read = locator[name];
    locator[name] = async function (...options) {
      return plain(await read.apply(this, options));
    };
  }
}

/** Ends the browser and the site. */
export async function shutDown() {
  await browser?.close();
  await site?.close();
}

/** Collects what must not happen on a page. */
function watch(page, { javaScriptEnabled = true }) {
  const problems = [];
  const ours = (url) => url.startsWith(site.url) || /^(data|blob):/.test(url);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      problems.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!ours(request.url())) problems.push(`request to elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // Without JavaScript, Chromium itself refuses to preload a module, and says so this way.
    if (!javaScriptEnabled && request.failure()?.errorText === "csp") return;
    // A page that is left lets go of what it was still loading.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    problems.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return problems;
}

/** Waits until the app has taken the place of the page's shell. */
export async function appStarted(page) {
  await page.locator("#shell").waitFor({ state: "detached" });
}
