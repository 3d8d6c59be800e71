// Links: what they open, what is said of those that did not arrive whole, and how they are made.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { carried, linkTo, process } from "./links.mjs";
import { figuresShown, moment, stepSwitch } from "./screen.mjs";

const FIRST = (await readFile(join(import.meta.dirname, "../fixtures/links/version-1.txt"), "utf8")).trim();

const isEvent = async (page, step) => (await stepSwitch(page, step).getAttribute("aria-checked")) === "true";
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const opened = (page, name) => page.getByRole("button", { name: new RegExp(`^Scenario: ${name}`) }).waitFor();

/** Opens the dialog of this name, once the rooms are there. */
async function dialog(page, name) {
  await figuresShown(page);
  await page.getByRole("button", { name, exact: true }).click();
  const found = page.getByRole("dialog");
  await found.getByRole("textbox").first().waitFor();
  return found;
}

siteTest("a link opens a scenario at its moment, in its view and theme", { address: `#${FIRST}` }, async ({ page }) => {
  await opened(page, "Kept for ever");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await background(page), "rgb(18, 21, 27)");
  assert.ok(await page.getByRole("radio", { name: "Dark" }).isChecked());
  const matrix = page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Matrix" });
  assert.equal(await matrix.getAttribute("aria-current"), "true");
  assert.equal(await moment(page), 12.5);
  await page.locator("#view").getByRole("heading", { level: 2 }).waitFor();
  assert.equal(await moment(page), 12.5, "it rests");
});

siteTest("the link that is made opens the same again", async ({ page, url }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await stepSwitch(page, "Send receipt").click();
  await page.getByRole("slider", { name: "Moment of the run" }).fill("20000000");
  await page.keyboard.press("ArrowRight");
  const made = await dialog(page, "Link");
  const text = await made.getByRole("textbox", { name: "The link" }).inputValue();
  assert.ok(text.startsWith(`${url}#s1&at_s=`), text);
  const shown = await moment(page);
  await page.goto("about:blank");
  await page.goto(text);
  await figuresShown(page);
  assert.ok(await isEvent(page, "Send receipt"));
  assert.equal(await moment(page), shown);
  assert.equal(await page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("s1"))), false);
});

siteTest("a built-in scenario that nobody changed is named, not carried", async ({ page, url }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  // Until what is shown is known to be as it was.
  await page.waitForTimeout(1_000);
  const made = await dialog(page, "Link");
  await made.getByRole("combobox", { name: /^Begins/ }).selectOption("at the beginning, playing");
  assert.equal(await made.getByRole("textbox", { name: "The link" }).inputValue(), `${url}#s1&scenario=checkout`);
});

siteTest("a link by name opens any built-in scenario and plays on", { address: "#s1&from_s=30&scenario=streamcore-thumbnails-down" }, async ({ page }) => {
  await opened(page, "StreamCore");
  await page.waitForFunction(() => Number.parseFloat(document.querySelector("#moment").innerText) > 30.2);
});

siteTest("another link in the same tab opens what it carries", async ({ page }) => {
  await figuresShown(page);
  await page.locator("#scenarios").waitFor({ state: "attached" });
  const go = (fragment) => page.evaluate((hash) => (location.hash = hash), fragment);
  await go(linkTo(process("Pasted"), "&at_s=7"));
  await opened(page, "Pasted");
  assert.equal(await moment(page), 7);
  await go("s1&at_s=3&scenario=freightlogic-as-it-was");
  await opened(page, "FreightLogic, as it was");
  assert.equal(await moment(page), 3);
  await go("some-heading");
  assert.equal(await page.getByRole("alert").count(), 0);
});

const BROKEN = [
  ["that is cut off", FIRST.slice(0, -40), /cut off: copy it whole/],
  ["without its scenario", "s1&at_s=12", /cut off/],
  ["without most of it", FIRST.slice(0, -100), /cut off/],
  ["that was changed", `${FIRST}.`, /changed on its way/],
  ["of a later version", "s2&anything", /later version of Syncline/],
  ["to a scenario that is not there", "s1&scenario=nowhere", /“nowhere”/],
  ["that would inflate without end", linkTo(" ".repeat(50_000_000)), /more than a scenario may hold/],
  ["that carries no scenario", `s1&carries=${carried("{}")}`, /could not be opened/],
];
for (const [name, fragment, expected] of BROKEN) {
  siteTest(`a link ${name} is explained, and the app works`, { address: `#${fragment}` }, async ({ page, problems }) => {
    await page.getByRole("alert").waitFor();
    // The one file that is asked for, and is not there.
    const missing = problems.filter((it) => it.includes("nowhere") || it.includes("404"));
    problems.splice(0, missing.length);
    assert.ok(missing.length === 0 || fragment.includes("nowhere"), missing.join());
    assert.match(await page.getByRole("alert").innerText(), expected);
    await figuresShown(page);
    assert.ok(!(await isEvent(page, "Send receipt")));
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
  });
}

siteTest("what a link opened and somebody changed is their own, and outlives the link", { address: `#${linkTo(process("Theirs", "request-response"))}` }, async ({ page }) => {
  await opened(page, "Theirs");
  await figuresShown(page);
  await stepSwitch(page, "Tell everybody").click();
  await opened(page, "Theirs, mine");
  assert.equal(new URL(page.url()).hash, "");
  await page.reload();
  await opened(page, "Theirs, mine");
  assert.ok(await isEvent(page, "Tell everybody"));
});

const permissions = ["clipboard-read", "clipboard-write"];
for (const [button, field] of [["Link", "The link"], ["Embed", "The code"]]) {
  siteTest(`${button} is copied with a press`, { permissions }, async ({ page }) => {
    const made = await dialog(page, button);
    await made.getByRole("button", { name: "Copy" }).click();
    await made.getByText("Copied.").waitFor();
    const text = await made.getByRole("textbox", { name: field }).inputValue();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
    if (button === "Embed") assert.match(text, /^<iframe src="[^"]+\?embed#s1&amp;[^"]+" title="Shop checkout, in Syncline" .*loading="lazy"/);
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const button of ["Link", "Embed"]) {
    siteTest(`the dialog ${button} has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
      await dialog(page, button);
      assert.deepEqual(await accessibilityFindings(page), []);
    });
  }
}
