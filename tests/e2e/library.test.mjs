// Own scenarios: kept by themselves, found again, and never lost without being asked.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { process } from "./links.mjs";
import { figuresShown, openScenario, stepSwitch } from "./screen.mjs";

const opened = (page, name) => page.getByRole("button", { name: new RegExp(`^Scenario: ${name}\\. Choose`) }).waitFor();
const keys = (page, start) => page.evaluate((start) => Object.keys(localStorage).filter((key) => key.startsWith(start)).sort(), start);
const names = (dialog) => dialog.getByRole("textbox").evaluateAll((all) => all.map((it) => it.value));

/** The dialog of own scenarios, once the rooms are there. */
async function library(page) {
  await figuresShown(page);
  await page.getByRole("button", { name: /^Scenario: / }).click();
  await page.getByRole("group", { name: "Scenarios" }).getByRole("button", { name: /^Own scenarios/ }).click();
  const dialog = page.getByRole("dialog", { name: "Own scenarios" });
  await dialog.getByRole("button", { name: "Begin from empty" }).waitFor();
  return dialog;
}

async function flip(page, step) {
  await figuresShown(page);
  await stepSwitch(page, step).click();
}

siteTest("work is there again after the page was loaded anew", async ({ page }) => {
  await flip(page, "Send receipt");
  await opened(page, "Shop checkout, mine");
  await flip(page, "Reserve stock");
  await page.waitForTimeout(600);
  await page.reload();
  await opened(page, "Shop checkout, mine");
  for (const step of ["Send receipt", "Reserve stock"]) {
    assert.equal(await stepSwitch(page, step).getAttribute("aria-checked"), "true");
  }
  assert.equal((await keys(page, "syncline.own.")).length, 1, "one own scenario, not one for each change");
  // What was only looked at is not kept.
  await openScenario(page, "StreamCore");
  await page.waitForTimeout(1_000);
  assert.equal((await keys(page, "syncline.own.")).length, 1);
});

siteTest("a change is kept even when the page is left at once", async ({ page }) => {
  await flip(page, "Send receipt");
  await opened(page, "Shop checkout, mine");
  await stepSwitch(page, "Reserve stock").click();
  await page.reload();
  await opened(page, "Shop checkout, mine");
  assert.equal(await stepSwitch(page, "Reserve stock").getAttribute("aria-checked"), "true");
});

siteTest("several are kept, renamed, doubled, deleted and taken back", async ({ page }) => {
  await flip(page, "Send receipt");
  await opened(page, "Shop checkout, mine");
  let dialog = await library(page);
  await dialog.getByRole("button", { name: "Begin from empty" }).click();
  await opened(page, "New process");
  await stepSwitch(page, "First step").waitFor();
  dialog = await library(page);
  assert.deepEqual(await names(dialog), ["New process", "Shop checkout, mine"]);
  const name = dialog.getByRole("textbox", { name: "Name of Shop checkout, mine" });
  await name.fill("Our checkout");
  await name.press("Enter");
  await dialog.getByRole("button", { name: "Duplicate Our checkout", exact: true }).click();
  await dialog.getByRole("button", { name: "Open Our checkout, copy" }).waitFor();
  await dialog.getByRole("button", { name: "Delete Our checkout", exact: true }).click();
  await dialog.getByText("“Our checkout” was deleted.").waitFor();
  assert.deepEqual(await names(dialog), ["Our checkout, copy", "New process"]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Take it back");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Open Our checkout", exact: true }).click();
  await opened(page, "Our checkout");
  assert.equal(await stepSwitch(page, "Send receipt").getAttribute("aria-checked"), "true");
  dialog = await library(page);
  // The one that is open gets its name at once, everywhere.
  const open = dialog.getByRole("textbox", { name: "Name of Our checkout", exact: true });
  await open.fill("The checkout");
  await open.press("Enter");
  await page.keyboard.press("Escape");
  await opened(page, "The checkout");
  await page.waitForTimeout(600);
  await page.reload();
  await opened(page, "The checkout");
});

siteTest("a file that was opened is kept, and what is open is saved as a file", async ({ page }) => {
  await figuresShown(page);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Scenario: / }).click();
  await page.getByRole("button", { name: "Open file…" }).click();
  await (await chooser).setFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(process("From a file"))) });
  await opened(page, "From a file");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("syncline.own.")));
  const dialog = await library(page);
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Save what is open as a file" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "from-a-file.syncline.json");
  const saved = JSON.parse(await readFile(await file.path(), "utf8"));
  assert.deepEqual(saved, { ...process("From a file") });
});

siteTest("what is damaged is reported and set aside, never overwritten", async ({ page, url }) => {
  // What the next visit finds; this one has looked already.
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.evaluate(() => {
    localStorage.setItem("syncline.own.7", "1 5\n{ half a docu");
    localStorage.setItem("syncline.own.8", "2 5\nof a later version");
    localStorage.setItem("syncline.open", "7");
    localStorage.setItem("of another page", "stays");
  });
  await page.goto(url);
  await opened(page, "Shop checkout");
  await page.getByText("An own scenario cannot be read: it was set aside.").waitFor();
  await flip(page, "Send receipt");
  await opened(page, "Shop checkout, mine");
  const kept = (key) => page.evaluate((key) => localStorage.getItem(key), key);
  assert.equal(await kept("syncline.aside.7"), "1 5\n{ half a docu");
  assert.equal(await kept("syncline.own.8"), "2 5\nof a later version");
  assert.equal(await kept("of another page"), "stays");
  const dialog = await library(page);
  await dialog.getByText("syncline.aside.7").waitFor();
  await dialog.getByText(/later version of Syncline/).waitFor();
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Save as a file: syncline.aside.7" }).click();
  assert.equal(await readFile(await (await download).path(), "utf8"), "1 5\n{ half a docu");
  await dialog.getByRole("button", { name: "Forget it: syncline.aside.7" }).click();
  await dialog.getByText("syncline.aside.7").waitFor({ state: "detached" });
  assert.equal(await kept("syncline.aside.7"), null);
});

siteTest("two tabs do not destroy each other's work", async ({ page, url }) => {
  await flip(page, "Send receipt");
  await opened(page, "Shop checkout, mine");
  const other = await page.context().newPage();
  await other.goto(url);
  await opened(other, "Shop checkout, mine");
  await flip(other, "Reserve stock");
  await other.waitForTimeout(800);
  await flip(page, "Award points");
  await opened(page, "Shop checkout, mine 2");
  assert.equal((await keys(page, "syncline.own.")).length, 2);
  await other.reload();
  await opened(other, "Shop checkout, mine");
  assert.equal(await stepSwitch(other, "Reserve stock").getAttribute("aria-checked"), "true");
});

siteTest("a browser that keeps nothing says so calmly, and all else works", async ({ page, url }) => {
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException("no", "SecurityError"); };
    Object.defineProperty(window, "localStorage", { get: refuse });
    Object.defineProperty(window, "sessionStorage", { get: refuse });
  });
  await page.goto("about:blank");
  await page.goto(url);
  await flip(page, "Send receipt");
  await page.getByText(/lets the page keep nothing/).waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await flip(page, "Reserve stock");
  await page.waitForTimeout(800);
  assert.equal(await page.getByText(/lets the page keep nothing/).count(), 0, "said once");
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`own scenarios have no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await page.evaluate(() => localStorage.setItem("syncline.own.8", "2 5\nof a later version"));
    await flip(page, "Send receipt");
    await opened(page, "Shop checkout, mine");
    const dialog = await library(page);
    await dialog.getByRole("button", { name: /^Duplicate/ }).click();
    await dialog.getByRole("button", { name: "Delete Shop checkout, mine, copy" }).click();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}

for (const width of [360, 700, 1000, 1280]) {
  siteTest(`the header and the dialog fit into ${width} pixels`, { viewport: { width, height: 800 } }, async ({ page }) => {
    const dialog = await library(page);
    await dialog.getByRole("button", { name: "Begin from empty" }).waitFor();
    const wide = await page.evaluate(() => [".header", ".tools", "dialog[open]"].map((it) => document.querySelector(it).getBoundingClientRect().right));
    assert.ok(Math.max(...wide) <= width, wide.join());
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
  });
}
