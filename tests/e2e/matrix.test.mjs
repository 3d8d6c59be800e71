// The matrix and the rulebook, in the place of the stage.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { figuresShown } from "./screen.mjs";

const view = (page) => page.locator("#view");
const chip = (page, step) => view(page).getByRole("button", { name: new RegExp(`^${step},`) });
const fieldOf = (chip) => chip.evaluate((it) => it.closest("[data-field]").dataset.field);

async function show(page, name) {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name }).click();
  await view(page).getByRole("heading", { level: 2 }).waitFor();
  // The button that was pressed has faded to its new colour.
  await page.waitForTimeout(400);
}

siteTest("a step is moved by keys, keeps the focus, and undo brings it back", async ({ page }) => {
  await show(page, "Matrix");
  const receipt = chip(page, "Send receipt");
  assert.equal(await fieldOf(receipt), "deferred-optional");
  assert.match(await receipt.getAttribute("aria-label"), /a call today\. Deferred, optional\. Clearly an event\./);
  await receipt.focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.activeElement?.id === "chip-send-receipt" &&
    document.activeElement.closest("[data-field]").dataset.field === "immediate-optional");
  await page.keyboard.press("ArrowUp");
  await page.locator('[data-field="immediate-required"] #chip-send-receipt').waitFor();
  assert.match(await receipt.getAttribute("aria-label"), /Immediate, required\./);
  await page.waitForFunction(() => document.activeElement?.id === "chip-send-receipt");
  await page.keyboard.press("Delete");
  await page.locator('[data-field=""] #chip-send-receipt').waitFor();
  for (let undo = 0; undo < 3; undo += 1) await page.getByRole("button", { name: "Undo" }).click();
  await page.locator('[data-field="deferred-optional"] #chip-send-receipt').waitFor();
});

siteTest("a step is dragged into another field; pressed, it is looked at", async ({ page }) => {
  await show(page, "Matrix");
  const points = chip(page, "Award points");
  const from = await points.boundingBox();
  const to = await view(page).locator('[data-field="immediate-required"]').boundingBox();
  await page.mouse.move(from.x + 12, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y - 40, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 12, { steps: 6 });
  await page.mouse.up();
  await page.locator('[data-field="immediate-required"] #chip-award-points').waitFor();
  await chip(page, "Reserve stock").click();
  await page.locator("#inspector-title", { hasText: "Reserve stock" }).waitFor();
  assert.equal(await chip(page, "Reserve stock").getAttribute("aria-pressed"), "true");
  // And without dragging: the step that is looked at is put into another field by a button.
  const here = view(page).locator('[data-field="deferred-optional"]').getByRole("button", { name: "Put Reserve stock here" });
  await here.click();
  await page.locator('[data-field="deferred-optional"] #chip-reserve-stock').waitFor();
  assert.equal(await here.count(), 0);
});

siteTest("the rulebook lists every rule, and those that speak of this design", async ({ page }) => {
  await show(page, "Rulebook");
  const groups = view(page).locator("section:not(#sources)");
  assert.equal(await groups.count(), 8);
  for (const group of await groups.all()) {
    const [, speak, all] = /(\d+) of (\d+) speak here/.exec(await group.getByRole("heading", { level: 3 }).innerText());
    assert.equal(await group.locator(".rule").count(), Number(all));
    assert.equal(await group.locator(".rule.spoke").count(), Number(speak));
  }
  const all = await view(page).locator(".rule").count();
  // Rules, contradictions, criteria, kinds of finding, what a recommendation may change, patterns, and the sources.
  assert.equal(all, 43 + 16 + 31 + 43 + 15 + 17 + 6);
  await view(page).getByRole("heading", { name: "Process first" }).waitFor();
  await view(page).getByRole("checkbox", { name: "Only those that speak of this design" }).check();
  const speaking = await view(page).locator(".rule").count();
  assert.ok(speaking > 10 && speaking < all && speaking === (await view(page).locator(".rule.spoke").count()));
  await page.keyboard.press("1");
  await page.locator(".stage").waitFor({ state: "visible" });
});

for (const colorScheme of ["light", "dark"]) {
  for (const name of ["Matrix", "Rulebook"]) {
    siteTest(`the ${name.toLowerCase()} has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
      await show(page, name);
      assert.deepEqual(await accessibilityFindings(page), []);
    });
  }
}
