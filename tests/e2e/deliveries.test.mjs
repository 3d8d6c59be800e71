// Deliveries: partitions, limits and replays, by the form, on the timeline and on the stage.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { change, figuresShown, turnTo } from "./screen.mjs";

const editor = (page) => page.locator(".editor:visible");
const group = (page, name) => editor(page).getByRole("group", { name, exact: true });
const field = (page, name) => editor(page).getByLabel(name, { exact: true });
const panel = (page) => page.locator(".panel");
const bar = (page, name) => page.locator("#faults").getByRole("button", { name });
const trade = (page, name) => editor(page).locator(".blank", { has: page.getByLabel(name, { exact: true }) }).locator(".trade");

/** Opens a group of a step's form. */
async function edit(page, step, title) {
  await figuresShown(page);
  await turnTo(page, "Process");
  await group(page, "Steps").getByRole("button", { name: step, exact: true }).click();
  await editor(page).getByRole("button", { name: "Remove this step" }).waitFor();
  await editor(page).locator("summary").filter({ hasText: title }).click();
}

/** Types into a field and enters it. */
async function enter(page, name, text) {
  await change(page, async () => {
    await field(page, name).fill(text);
    await field(page, name).press("Enter");
  });
}

siteTest("a topic is split into partitions in the form, which says what that gains and costs", async ({ page }) => {
  await edit(page, "Arrange shipping", "Delivery");
  await editor(page).getByText("Elsewhere: Kafka partitions, SQS FIFO message groups.").waitFor();
  assert.equal(await trade(page, "Partitions").isVisible(), false, "off by default");
  await enter(page, "Partitions", "4");
  await trade(page, "Partitions").getByText(/^Gains: .* Costs: /).waitFor();
  // Beside it, another way of delivery is refused, and told why; what was there stays.
  await field(page, "Visibility").fill("500");
  await field(page, "Visibility").press("Enter");
  await editor(page).getByText(/beside `?partitions`?, which deliver one event at a time/).waitFor();
  assert.equal(await field(page, "Partitions").inputValue(), "4");
});

siteTest("what a step asks of its order is a finding until its topic has partitions", async ({ page }) => {
  await figuresShown(page);
  await page.locator(".stage .card").getByRole("button", { name: "Arrange shipping", exact: true }).click();
  await panel(page).getByRole("heading", { name: "Arrange shipping" }).first().waitFor();
  const answers = page.locator("details.questions").filter({ hasText: "strict order" });
  await answers.locator("> summary").click();
  await change(page, () => answers.getByRole("combobox", { name: /strict order/ }).selectOption({ label: "yes" }));
  await turnTo(page, "Verdict");
  await page.getByText("Order is asked for, and not kept").first().waitFor();
  await change(page, () => page.getByRole("button", { name: "Split into partitions" }).click());
  await page.getByText("Order is asked for, and not kept").waitFor({ state: "detached" });
});

siteTest("a replay is an instant on the timeline, moved by keys, and its fault has no length in the form", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: "Presets" }).waitFor();
  await change(page, async () => {
    await page.getByRole("button", { name: "Presets" }).click();
    await page.getByRole("group", { name: "Presets" }).getByRole("button", { name: /^Consumer rebuilt/ }).click();
  });
  const replay = bar(page, /^Arrange shipping replayed from the start/);
  await bar(page, "Arrange shipping replayed from the start, at 40 s").waitFor();
  await page.getByRole("button", { name: "Legend" }).click();
  await page.locator(".legend").getByText("once more").waitFor();
  await page.keyboard.press("Escape");
  await replay.focus();
  await change(page, () => page.keyboard.press("Shift+ArrowRight"));
  await bar(page, "Arrange shipping replayed from the start, at 41 s").waitFor();
  await page.getByRole("button", { name: "Break…" }).click();
  await page.getByRole("button", { name: /^Edit: Arrange shipping replayed/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Delivered once more").waitFor();
  assert.equal(await dialog.getByLabel("Lasts").count(), 0);
});

siteTest("held partitions are counted beside their lanes, and figures tell what was held", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: "Presets" }).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await change(page, async () => {
    await page.getByRole("button", { name: "Presets" }).click();
    await page.getByRole("group", { name: "Presets" }).getByRole("button", { name: /^Poison in an ordered partition/ }).click();
  });
  await page.getByRole("slider", { name: "Moment of the run" }).fill(String(27_000_000));
  await page.locator(".pipe-given-up").getByText(/[1-4] of 4 held/).waitFor();
  await page.locator(".stage .card").getByRole("button", { name: "Arrange shipping", exact: true }).click();
  await panel(page).getByText("Partitions held").waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`the form of deliveries has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await edit(page, "Arrange shipping", "Delivery");
    await enter(page, "Partitions", "4");
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
