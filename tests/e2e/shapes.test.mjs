// Shapes: a call that another step makes, a fork with its ratios, and a workflow, by mouse and by keys.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { card, figuresShown, openScenario } from "./screen.mjs";

const editor = (page) => page.locator(".editor");
const tools = (page) => page.locator("#stage-tools");
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const tab = (page, step) => page.locator(".card").filter({ has: card(page, step) }).locator(".branch");
const group = (page, title) => editor(page).locator("details").filter({ has: page.locator("summary", { hasText: title }) });

/** Opens the page, and waits for the form. */
async function begin(page) {
  await figuresShown(page);
  await editor(page).getByRole("heading", { name: "Edit" }).waitFor();
}

/** Names what was just made, as somebody who types and presses Enter. */
async function name(page, text) {
  await focused(page, "stage-name");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await card(page, text).waitFor();
}

/** What the form of a step says of who calls it. */
const caller = (page) => editor(page).getByLabel("Called by").evaluate((it) => it.selectedOptions[0]?.text);

siteTest("a nested call and a fork are made by mouse, weighed in the form, and taken back", async ({ page }) => {
  await begin(page);
  const cards = await page.locator(".stage .card").count();
  await card(page, "Reserve stock").click();
  await tools(page).getByRole("button", { name: "Add a call that it makes" }).click();
  await name(page, "Check warehouse");
  await page.waitForFunction(() => document.querySelector("#shape-caller")?.selectedOptions[0]?.text === "Reserve stock");
  await card(page, "Validate cart").click();
  await tools(page).getByRole("button", { name: "Fork after it" }).click();
  await name(page, "Known customer");
  assert.equal(await page.locator(".stage .card").count(), cards + 3);
  assert.equal(await tab(page, "Known customer").innerText(), "one 50 %");
  assert.equal(await tab(page, "Other way").innerText(), "other 50 %");
  // What came after the step comes after both ways, where they join.
  await card(page, "Authorise payment").click();
  const after = editor(page).locator(".order").first();
  assert.match(await after.innerText(), /Known customer[\s\S]*Other way/);
  // The ratios always add up: one changes, the other follows.
  await page.keyboard.press("Escape");
  await group(page, "Choices").locator("summary").click();
  const share = (branch) => editor(page).getByLabel(`Of 100 customers, to ${branch}`);
  await share("one").fill("90");
  await share("one").press("Enter");
  await tab(page, "Other way").getByText("other 10 %").waitFor();
  assert.equal(await share("other").inputValue(), "10");
  await share("one").fill("many");
  await share("one").press("Enter");
  await editor(page).getByText("many is no number from 0 to 100.").waitFor();
  assert.equal(await share("one").inputValue(), "90");
  // Of each branch it is told who went that way.
  const table = page.getByRole("table", { name: /which way, and what came of it/ });
  await table.getByRole("row", { name: /^Customers/ }).waitFor();
  assert.deepEqual(await accessibilityFindings(page), []);
  const undo = page.getByRole("button", { name: "Undo" });
  for (let step = 0; step < 5; step += 1) await undo.click();
  await page.waitForFunction((count) => document.querySelectorAll(".stage .card").length === count, cards);
});

siteTest("the same is made by keys alone", async ({ page }) => {
  await begin(page);
  await card(page, "Reserve stock").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("n");
  await name(page, "Check warehouse");
  await page.waitForFunction(() => document.querySelector("#shape-caller")?.selectedOptions[0]?.text === "Reserve stock");
  await card(page, "Validate cart").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("o");
  await name(page, "Known customer");
  assert.equal(await tab(page, "Known customer").innerText(), "one 50 %");
  await card(page, "Other way").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await name(page, "Ask for more");
  assert.equal(await caller(page), "no other step");
});

siteTest("where somebody conducts, the switch has a third place, by press and by key", async ({ page }) => {
  await begin(page);
  await group(page, "Workflow").locator("summary").click();
  await editor(page).getByLabel("Conducted by").selectOption({ label: "Mail" });
  const conductor = page.locator(".stage .card").filter({ hasText: "conducts" });
  await conductor.waitFor();
  await editor(page).getByRole("checkbox", { name: "Send receipt" }).check();
  await page.locator(".legend").getByText("command").waitFor();
  const at = (text) => page.locator(`.stage .card button.switch[aria-label^="Send receipt: ${text}"]`);
  await at("commanded by the workflow").waitFor();
  assert.equal(await at("commanded by the workflow").innerText(), "Command");
  await at("commanded by the workflow").click();
  await at("called").click();
  await at("an event").waitFor();
  await card(page, "Send receipt").click();
  await page.keyboard.press("e");
  await at("commanded by the workflow").waitFor();
  await editor(page).locator("summary").filter({ hasText: "Trigger" }).click();
  assert.equal(await editor(page).getByLabel("Triggered by").inputValue(), "command");
  // Without a conductor it is an event again, and a switch has two places.
  await page.keyboard.press("Escape");
  await group(page, "Workflow").locator("summary").click();
  await editor(page).getByLabel("Conducted by").selectOption({ label: "nobody" });
  await conductor.waitFor({ state: "detached" });
  await page.getByRole("switch", { name: /^Send receipt: an event/ }).waitFor();
});

siteTest("the built-in shapes open and run", async ({ page }) => {
  await begin(page);
  await openScenario(page, "Train trip");
  await card(page, "Name stations").waitFor();
  await openScenario(page, "Catalogue, reads beside writes");
  assert.equal(await tab(page, "Show item").innerText(), "read 99 %");
  await openScenario(page, "Bank transfer of a day");
  await page.locator(".stage .card").filter({ hasText: "conducts" }).waitFor();
  await page.getByText(/Transfers heard of .* starts and outcomes/).waitFor();
});
