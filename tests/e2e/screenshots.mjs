// `./dev screenshots [FOLDER]`: pictures of the built site in light and dark at three sizes.
// A view is a name and what a person does to get there; add one to VIEWS.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { appStarted, open, shutDown } from "./pages.mjs";

const FOLDER = process.argv[2] ?? "docs/screenshots";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** How long a run plays before it is photographed, so that something is on its way. */
const PLAY_MS = 2_500;

/** Shows another view, once the rooms are there. */
async function show(page, view) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
  await page.locator("#view h2").waitFor();
  await page.waitForTimeout(PLAY_MS);
}

/** Looks at a step, and brings what the rules say of it into sight. */
async function judge(page, step) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: new RegExp(`^${step}`) }).first().click();
  await page.locator("#inspector .judged h3").waitFor();
  await page.waitForTimeout(PLAY_MS);
  await page.locator(".panel").evaluate((panel) => panel.scrollIntoView());
}

/** The slowest request of the run. */
async function trace(page) {
  await show(page, "Trace");
  await page.getByRole("button", { name: /^Request \d+/ }).first().click();
  await page.getByRole("heading", { name: "Waterfall" }).waitFor();
  await page.waitForTimeout(500);
}

/** The stage with two things going wrong, and what is looked at open for editing. */
async function edit(page) {
  await judge(page, "Authorise payment");
  await page.keyboard.press("s");
  await page.keyboard.press("f");
  await page.locator("#inspector .editor").evaluate((panel) => panel.scrollIntoView());
  await page.waitForTimeout(PLAY_MS);
}

/** The stage alone, for a projector. */
async function present(page) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.keyboard.press("p");
  await page.waitForTimeout(PLAY_MS);
}

/** The scenario menu. */
async function menu(page) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: /^Scenario: / }).click();
}

/** The process in rows and as text. */
async function rows(page) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("tab", { name: "Process" }).click();
  await page.getByRole("button", { name: "Edit it in rows and as text" }).click();
  await page.waitForTimeout(PLAY_MS);
}

/** The stage with its charts unfolded and something broken. */
async function broken(page) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Slow dependency/ }).click();
  await page.keyboard.press("c");
  await page.waitForTimeout(PLAY_MS);
}

const VIEWS = [
  { name: "stage", actions: async (page) => page.waitForTimeout(PLAY_MS) },
  { name: "verdict", actions: (page) => judge(page, "Send receipt") },
  { name: "edit", actions: edit },
  { name: "menu", actions: menu },
  { name: "rows", actions: rows },
  { name: "broken", actions: broken },
  { name: "present", actions: present },
  { name: "compare", actions: (page) => show(page, "Compare") },
  { name: "trace", actions: trace },
  { name: "matrix", actions: (page) => show(page, "Matrix") },
  { name: "rulebook", actions: (page) => show(page, "Rulebook") },
];

await mkdir(FOLDER, { recursive: true });
for (const { name, actions } of VIEWS) {
  for (const viewport of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, problems, close } = await open({ viewport, colorScheme });
      await appStarted(page);
      await actions(page);
      const file = join(FOLDER, `${name}-${viewport.width}-${colorScheme}.png`);
      await page.screenshot({ path: file });
      await close();
      console.log(file);
      for (const problem of problems) console.log(`  ${problem}`);
    }
  }
}
await shutDown();
