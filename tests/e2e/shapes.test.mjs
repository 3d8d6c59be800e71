// Shapes: who calls whom, either–or, and a workflow, made by mouse, by keys and by the form.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { change, figuresShown, openScenario, turnTo } from "./screen.mjs";

const editor = (page) => page.locator(".editor:visible");
const tools = (page) => page.locator(".stage-frame");
const tool = (page, name) => tools(page).getByRole("button", { name });
const card = (page, step) => page.locator(".stage .card").filter({ has: page.getByRole("button", { name: step, exact: true }) });
const named = (page, step) => page.locator(".stage .card").getByRole("button", { name: step, exact: true });
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const undo = (page) => page.getByRole("button", { name: "Undo" }).click();
const field = (within, name) => within.getByLabel(name, { exact: true });
const group = (page, name) => editor(page).getByRole("group", { name, exact: true });

/** Opens the page, and waits for the form. */
async function begin(page) {
  await figuresShown(page);
  await turnTo(page, "Process");
  await group(page, "Steps").waitFor();
}

/** Waits until a choice has a value. */
async function has(control, value) {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await control.inputValue()) === value) return;
    await control.page().waitForTimeout(50);
  }
  assert.equal(await control.inputValue(), value);
}

/** Looks at a step of the list, and opens a group of its form. */
async function edit(page, step, title) {
  await turnTo(page, "Process");
  await group(page, "Steps").getByRole("button", { name: step, exact: true }).click();
  await editor(page).getByRole("button", { name: "Remove this step" }).waitFor();
  if (title) await unfold(page, title);
}

/** Opens a group of the form, unless it is open since it was looked at before. */
async function unfold(page, title) {
  const details = editor(page).locator("details").filter({ has: page.locator("> summary", { hasText: title }) });
  if ((await details.getAttribute("open")) === null) await details.locator("> summary").click();
}

/** Goes back to the form of the whole. */
async function whole(page) {
  await turnTo(page, "Process");
  await group(page, "Steps").waitFor();
}

/** Names what the tools have just made, as somebody who types. */
async function nameIt(page, name) {
  await focused(page, "stage-name");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await card(page, name).waitFor();
  await focused(page, "stage-rename");
}

/** Enters something, as somebody who types and presses Enter. */
async function enter(control, text) {
  await control.fill(text);
  await control.press("Enter");
}

/** The values that a choice offers. */
const offered = (control) => control.locator("option").evaluateAll((all) => all.map((it) => it.value));

siteTest("a fork and a nested call are made by mouse, run, and are taken back", async ({ page }) => {
  await begin(page);
  const count = await page.locator(".stage .card").count();
  await named(page, "Reserve stock").click();
  await tool(page, "Fork after it").click();
  await nameIt(page, "Pack it");
  await card(page, "Other way").waitFor();
  await has(field(editor(page), "On branch"), "after-reserve-stock/one");
  await named(page, "Authorise payment").click();
  await change(page, () => tool(page, "Add a call that it makes").click());
  await nameIt(page, "Look for fraud");
  await has(field(editor(page), "Called by"), "authorise-payment");
  assert.equal(await page.locator(".stage .card").count(), count + 3);
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached" });
  for (const name of ["Look for fraud", "New step", "Pack it", "One way"]) {
    await card(page, name).waitFor();
    await undo(page);
    await card(page, name).waitFor({ state: "detached" });
  }
  assert.equal(await page.locator(".stage .card").count(), count);
});

siteTest("the same is made by keys alone, which the map of keys tells", async ({ page }) => {
  await begin(page);
  // Signs are keys on the stage, or where nothing has the focus.
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("?");
  const map = page.getByRole("dialog", { name: "Keys" });
  for (const words of ["Add a step after the selected one", "Add a call that the selected step makes", "Fork after the selected step"]) {
    await map.getByText(words, { exact: true }).waitFor();
  }
  await page.keyboard.press("Escape");
  await map.waitFor({ state: "hidden" });
  // Nothing is looked at: there is nothing to do.
  const count = await page.locator(".stage .card").count();
  await page.keyboard.press("o");
  await named(page, "Reserve stock").focus();
  await page.keyboard.press("Enter");
  await tool(page, "Fork after it").waitFor();
  assert.equal(await page.locator(".stage .card").count(), count);
  await page.keyboard.press("o");
  // Letters that are keys elsewhere are letters of a name here.
  await nameIt(page, "Pack on a pallet");
  await page.keyboard.press("n");
  await nameIt(page, "Count once more");
  await has(field(editor(page), "Called by"), "pack-on-a-pallet");
  await page.keyboard.press("a");
  await nameIt(page, "Note the count");
  // It is called by the same step, after the other call.
  await has(field(editor(page), "Called by"), "pack-on-a-pallet");
  assert.match(await editor(page).locator(".order").first().innerText(), /Count once more/);
  assert.equal(await page.locator(".stage .card").count(), count + 4);
});

siteTest("where each step calls the next, no tool and no field is there for a call of its own", async ({ page }) => {
  await begin(page);
  await named(page, "Reserve stock").click();
  await tool(page, "Add a call that it makes").waitFor();
  await field(editor(page), "Called by").waitFor();
  await whole(page);
  await unfold(page, "Name, entry, coordination");
  await field(editor(page), "Coordination").selectOption("chained");
  await named(page, "Reserve stock").click();
  await tool(page, "Fork after it").waitFor();
  assert.equal(await tool(page, "Add a call that it makes").count(), 0);
  assert.equal(await editor(page).getByRole("button", { name: "Add a call" }).count(), 0);
  assert.equal(await field(editor(page), "Called by").count(), 0);
  await page.keyboard.press("n");
  await tool(page, "Rename it").waitFor();
});

siteTest("the form says who calls a step; what it calls itself is not offered, and a refusal is told", async ({ page }) => {
  await begin(page);
  await edit(page, "Authorise payment");
  await editor(page).getByRole("button", { name: "Add a call" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.value === "New step");
  await page.keyboard.type("Look for fraud");
  await page.keyboard.press("Enter");
  await card(page, "Look for fraud").waitFor();
  const caller = field(editor(page), "Called by");
  await has(caller, "authorise-payment");
  assert.ok((await offered(caller)).includes("validate-cart"));
  await caller.selectOption("validate-cart");
  await has(caller, "validate-cart");
  await undo(page);
  await has(caller, "authorise-payment");
  await named(page, "Authorise payment").click();
  await has(caller, "");
  assert.deepEqual((await offered(caller)).filter((it) => ["authorise-payment", "new-step"].includes(it)), []);
  // It comes before what comes before that one, so that it cannot be called by it.
  await caller.selectOption("send-receipt");
  await editor(page).locator("#caller-refused").filter({ hasText: "It would have" }).waitFor();
  assert.equal(await caller.getAttribute("aria-invalid"), "true");
  await undo(page);
  await page.waitForFunction(() => document.querySelector("#caller-refused").innerText === "");
});

siteTest("choices are named and weighed in the form of the whole, and removed there", async ({ page }) => {
  await begin(page);
  await edit(page, "Reserve stock");
  await editor(page).getByRole("button", { name: "Fork after" }).press("Enter");
  await page.waitForFunction(() => document.activeElement?.value === "One way");
  await whole(page);
  await unfold(page, "Choices");
  const choices = group(page, "Choices");
  await enter(field(choices, "Name"), "In stock?");
  const choice = choices.getByRole("group", { name: "In stock?", exact: true });
  const branch = (id) => choice.getByRole("group", { name: `Branch ${id}`, exact: true });
  await enter(field(branch("one"), "Ratio"), "70");
  await has(field(branch("other"), "Ratio"), "30");
  await enter(field(branch("one"), "Ratio"), "700");
  await branch("one").getByRole("alert").filter({ hasText: "right would be" }).waitFor();
  await has(field(branch("other"), "Ratio"), "30");
  await enter(field(branch("one"), "Id"), "yes");
  await branch("yes").waitFor();
  await choice.getByRole("button", { name: "Add a branch" }).press("Enter");
  await has(field(branch("another"), "Ratio"), "0");
  await choice.getByRole("button", { name: "Remove the branch another" }).press("Enter");
  await branch("another").waitFor({ state: "detached" });
  await page.waitForFunction(() => /-branches-add$/.test(document.activeElement?.id ?? ""));
  // The step on the branch has followed its id.
  await named(page, "One way").click();
  await has(field(editor(page), "On branch"), "after-reserve-stock/yes");
  await field(editor(page), "On branch").selectOption({ label: "every one" });
  await has(field(editor(page), "On branch"), "");
  await undo(page);
  await has(field(editor(page), "On branch"), "after-reserve-stock/yes");
  await whole(page);
  await unfold(page, "Choices");
  await choice.getByRole("button", { name: "Remove this choice" }).press("Enter");
  await choices.waitFor({ state: "detached" });
  await focused(page, "process-title");
  await named(page, "One way").click();
  assert.equal(await field(editor(page), "On branch").count(), 0);
});

siteTest("a workflow begins with who conducts, and a step is commanded by its form or by the whole's", async ({ page }) => {
  await begin(page);
  await unfold(page, "Workflow");
  const workflow = group(page, "Workflow");
  const conductor = field(workflow, "Conducted by");
  const command = (step) => workflow.getByRole("checkbox", { name: step, exact: true });
  await has(conductor, "");
  assert.equal(await command("Award points").count(), 0);
  await conductor.selectOption("shop");
  await enter(field(workflow, "Work"), "5");
  await command("Award points").check();
  await edit(page, "Award points", "Trigger");
  const trigger = field(editor(page), "Triggered by");
  await has(trigger, "command");
  assert.deepEqual(await offered(trigger), ["call", "event", "command"]);
  await trigger.selectOption("event");
  await has(trigger, "event");
  await change(page, () => trigger.selectOption("command"));
  await has(trigger, "command");
  await named(page, "Update analytics").click();
  await unfold(page, "Trigger");
  await field(editor(page), "Triggered by").selectOption("command");
  await has(field(editor(page), "Triggered by"), "command");
  await whole(page);
  await unfold(page, "Workflow");
  assert.ok((await command("Award points").isChecked()) && (await command("Update analytics").isChecked()));
  await has(field(workflow, "Work"), "5");
  await command("Award points").uncheck();
  await conductor.selectOption({ label: "nobody" });
  await command("Award points").waitFor({ state: "detached" });
  await undo(page);
  await command("Update analytics").waitFor();
  assert.ok((await command("Update analytics").isChecked()) && !(await command("Award points").isChecked()));
  // Without a workflow a step has its two triggers as ever.
  await conductor.selectOption({ label: "nobody" });
  await edit(page, "Update analytics", "Trigger");
  await has(field(editor(page), "Mode"), "event");
});

siteTest("where somebody conducts, the switch has a third place, by press and by key", async ({ page }) => {
  await begin(page);
  await unfold(page, "Workflow");
  const workflow = group(page, "Workflow");
  await field(workflow, "Conducted by").selectOption({ label: "Mail" });
  const conductor = page.locator(".stage .card").filter({ hasText: "conducts" });
  await conductor.waitFor();
  const at = (text) => page.locator(`.stage .card button.switch[aria-label^="Send receipt: ${text}"]`);
  await at("a call").click();
  await at("an event").click();
  await at("a command").waitFor();
  assert.equal(await at("a command").innerText(), "Command");
  await page.getByRole("button", { name: "Legend" }).click();
  await page.locator(".legend").getByText("command").waitFor();
  await page.keyboard.press("Escape");
  await at("a command").click();
  await at("a call").waitFor();
  await named(page, "Send receipt").click();
  await page.keyboard.press("e");
  await at("an event").waitFor();
  await page.keyboard.press("e");
  await at("a command").waitFor();
  // Without a conductor it is an event again, and a switch has two places.
  await whole(page);
  await unfold(page, "Workflow");
  await field(workflow, "Conducted by").selectOption({ label: "nobody" });
  await conductor.waitFor({ state: "detached" });
  await page.getByRole("switch", { name: /^Send receipt: an event/ }).waitFor();
});

siteTest("the built-in shapes open, run, and tell of their branches and their conductor", async ({ page }) => {
  await begin(page);
  await turnTo(page, "Verdict");
  await openScenario(page, "Train trip");
  await card(page, "Name stations").waitFor();
  await openScenario(page, "Catalogue, reads beside writes");
  assert.equal(await card(page, "Show item").locator(".branch").innerText(), "read 99.01 %");
  const table = page.getByRole("table", { name: "Read or write?: which way, and what came of it" });
  await table.getByRole("columnheader", { name: "read 99.01 of 100" }).waitFor();
  await table.getByRole("row", { name: /^Window p95 / }).waitFor();
  await openScenario(page, "Bank transfer of a day");
  await page.locator(".stage .card").filter({ hasText: "conducts" }).waitFor();
  await page.getByText(/Transfers heard of .* starts and outcomes/).waitFor();
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`the form of shapes has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await begin(page);
    await named(page, "Reserve stock").click();
    await tool(page, "Fork after it").click();
    await nameIt(page, "Pack it");
    const openAll = () => page.evaluate(() => {
      for (const details of document.querySelectorAll(".editor details")) details.open = true;
    });
    await whole(page);
    await unfold(page, "Workflow");
    await field(group(page, "Workflow"), "Conducted by").selectOption("shop");
    await group(page, "Workflow").getByRole("checkbox").first().waitFor();
    await openAll();
    assert.deepEqual(await accessibilityFindings(page), []);
    await named(page, "Pack it").click();
    await field(editor(page), "On branch").waitFor();
    await openAll();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
