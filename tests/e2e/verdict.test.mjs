// The verdict beside the stage: of a step, its answers, the findings and their repairs.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { change, figuresShown, stepSwitch, value } from "./screen.mjs";

const panel = (page) => page.locator(".panel");
const judged = (page) => panel(page).locator(".judged");
const finding = (page, name) => panel(page).locator(".finding").filter({ hasText: name });

/** Looks at a step, and waits for what the rules say of it. */
async function look(page, step) {
  await page.getByRole("button", { name: new RegExp(`^${step}`) }).first().click();
  await page.locator("#inspector-title", { hasText: step }).waitFor();
}

siteTest("a step is judged, with the rules that spoke and their sources", async ({ page }) => {
  await figuresShown(page);
  await look(page, "Send receipt");
  await judged(page).getByText("Clearly an event.").waitFor();
  await judged(page).getByText("Deferred, optional").waitFor();
  await judged(page).getByText("Nobody waits for Send receipt, and the process can do without it.").waitFor();
  assert.match(await judged(page).innerText(), /It may follow, and may be missing · Process first/);
  await look(page, "Reserve stock");
  await judged(page).getByText("A call, without doubt.").waitFor();
});

siteTest("what is recommended is done by a button, and taken back", async ({ page }) => {
  await figuresShown(page);
  await look(page, "Send receipt");
  const before = await value(page, "Answer p95");
  await change(page, () => judged(page).getByRole("button", { name: "Make it an event" }).click());
  assert.ok((await value(page, "Answer p95")) < before / 2);
  assert.equal(await judged(page).getByText("Today it is a call.").count(), 0);
  await change(page, () => page.keyboard.press("Control+z"));
  assert.equal(await value(page, "Answer p95"), before);
  await judged(page).getByText("Today it is a call.").waitFor();
});

siteTest("an answer changes the verdict, in the form that keeps its place", async ({ page }) => {
  await figuresShown(page);
  await look(page, "Send receipt");
  await panel(page).getByText("Business answers: 5 of 15").click();
  const response = panel(page).getByLabel("Does the process need this step’s answer now, to go on?");
  assert.equal(await response.inputValue(), "deferred");
  await response.selectOption("immediate");
  await judged(page).getByText("Immediate, optional").waitFor();
  assert.equal(await response.evaluate((it) => it === document.activeElement || document.contains(it)), true);
  const tolerance = panel(page).getByLabel("How long may it take until the step’s outcome shows?");
  assert.equal(await tolerance.inputValue(), "600");
  await tolerance.fill("soon");
  await tolerance.press("Enter");
  await panel(page).getByText(/Expected a number of seconds/).waitFor();
  await tolerance.fill("");
  await tolerance.press("Enter");
  await panel(page).getByText("Business answers: 4 of 15").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await panel(page).getByText("Business answers: 5 of 15").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await judged(page).getByText("Deferred, optional").waitFor();
});

siteTest("an answer that is being typed stays while the design is kept under a name of its own", async ({ page }) => {
  await figuresShown(page);
  await look(page, "Send receipt");
  await panel(page).getByText("Business answers: 5 of 15").click();
  await panel(page).getByLabel("Does the process need this step’s answer now, to go on?").selectOption("immediate");
  const tolerance = panel(page).getByLabel("How long may it take until the step’s outcome shows?");
  await tolerance.fill("30");
  await page.getByRole("button", { name: "Scenario: Shop checkout, mine" }).waitFor();
  assert.equal(await tolerance.inputValue(), "30");
  await tolerance.press("Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((it) => it.value === "600", await tolerance.elementHandle());
});

siteTest("flipping the stock check raises an error, its repair removes it, undo brings both back", async ({ page }) => {
  await figuresShown(page);
  await panel(page).getByRole("heading", { name: /^Found in this design: \d+$/ }).waitFor();
  const heading = () => panel(page).locator("#findings").innerText();
  const clean = await heading();
  assert.equal(await panel(page).locator(".finding.error").count(), 0);
  await change(page, () => stepSwitch(page, "Reserve stock").click());
  const error = panel(page).locator(".finding.error").filter({ hasText: "Reserve stock" }).first();
  await error.waitFor();
  const name = await error.locator("strong").innerText();
  await change(page, () => error.getByRole("button", { name: "Call it", exact: true }).click());
  await finding(page, name).waitFor({ state: "detached" });
  assert.equal(await heading(), clean);
  assert.equal(await page.evaluate(() => document.activeElement.id), "findings");
  assert.match(await stepSwitch(page, "Reserve stock").innerText(), /Call/);
  await page.getByRole("button", { name: "Undo" }).click();
  await finding(page, name).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await finding(page, name).waitFor({ state: "detached" });
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`the panel has no accessibility finding in ${colorScheme}, with everything open`, { colorScheme }, async ({ page }) => {
    await figuresShown(page);
    await look(page, "Send receipt");
    await page.evaluate(() => {
      for (const details of document.querySelectorAll(".panel details")) details.open = true;
    });
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
