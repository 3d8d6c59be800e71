// Editing: steps and services, every field with its explanation, undo for all of it.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { figuresShown, stepSwitch, turnTo, value } from "./screen.mjs";

const editor = (page) => page.locator(".editor:visible");
const card = (page, step) => page.locator(".card").filter({ has: page.getByRole("button", { name: step, exact: true }) });
const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
const undo = (page) => page.getByRole("button", { name: "Undo" }).click();
const redo = (page) => page.getByRole("button", { name: "Redo" }).click();
const field = (page, name) => editor(page).getByLabel(name, { exact: true });

/** Opens the page, and waits for the form. */
async function begin(page) {
  await figuresShown(page);
  await turnTo(page, "Process");
  await editor(page).getByRole("group", { name: "Steps" }).waitFor();
}

/** Looks at a step of the list, and opens a group of its form. */
async function edit(page, step, group) {
  await turnTo(page, "Process");
  await editor(page).getByRole("group", { name: "Steps" }).getByRole("button", { name: step, exact: true }).click();
  await editor(page).getByRole("button", { name: "Remove this step" }).waitFor();
  if (group) await editor(page).locator("summary").filter({ hasText: group }).click();
}

/** Enters something, as somebody who types and presses Enter. */
async function enter(control, text) {
  await control.fill(text);
  await control.press("Enter");
}

siteTest("a step is added after another, named, runs, and is removed; undo brings all back", async ({ page }) => {
  await begin(page);
  await edit(page, "Reserve stock");
  const count = await page.locator(".card").count();
  const answer = await value(page, "Answer p95");
  await editor(page).getByRole("button", { name: "Add a step after" }).press("Enter");
  await card(page, "New step").waitFor();
  assert.equal(await page.locator(".card").count(), count + 1);
  // Its name has the focus, with its text selected.
  await page.waitForFunction(() => /-name$/.test(document.activeElement?.id ?? "") && document.activeElement.value === "New step");
  await page.keyboard.type("Wrap the parcel");
  await page.keyboard.press("Enter");
  await card(page, "Wrap the parcel").waitFor();
  assert.match(await editor(page).locator(".order").first().innerText(), /Reserve stock/);
  // It runs: its work of 100 ms is waited for.
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached" });
  assert.ok((await value(page, "Answer p95")) > answer + 50);
  await editor(page).getByRole("button", { name: "Remove this step" }).press("Enter");
  await card(page, "Wrap the parcel").waitFor({ state: "detached" });
  await focused(page, "process-title");
  await undo(page);
  await card(page, "Wrap the parcel").waitFor();
  await undo(page);
  await card(page, "New step").waitFor();
  await undo(page);
  await card(page, "New step").waitFor({ state: "detached" });
  await redo(page);
  await redo(page);
  await card(page, "Wrap the parcel").waitFor();
});

siteTest("steps are connected by a choice, and a cycle is refused with words", async ({ page }) => {
  await begin(page);
  await edit(page, "Send receipt");
  const before = editor(page).getByLabel("Comes after", { exact: true });
  const followed = editor(page).getByLabel("Followed by", { exact: true });
  await followed.selectOption({ label: "Award points" });
  const connected = editor(page).getByRole("button", { name: "Award points no longer after it" });
  await connected.waitFor();
  await before.selectOption({ label: "Award points" });
  await editor(page).getByText(/It would have a cycle: .*Award points/).waitFor();
  assert.equal(await before.getAttribute("aria-invalid"), "true");
  assert.equal(await before.inputValue(), "");
  await connected.press("Enter");
  await focused(page, "connect-after");
  await connected.waitFor({ state: "detached" });
  assert.equal(await editor(page).getByText(/It would have a cycle/).count(), 0);
  await undo(page);
  await connected.waitFor();
});

siteTest("on the stage a card is connected, renamed, followed by a new one, and removed", async ({ page }) => {
  await begin(page);
  const tools = page.locator(".stage-frame");
  const press = (name) => tools.getByRole("button", { name }).click();
  const choose = (step) => page.locator(".card").getByRole("button", { name: step, exact: true }).click();
  await choose("Send receipt");
  await press("Connect it to …");
  await tools.getByText("Choose the step that comes after it.").waitFor();
  await choose("Award points");
  await editor(page).getByRole("button", { name: "Award points no longer after it" }).waitFor();
  await press("Connect it to …");
  await choose("Reserve stock");
  await tools.getByText(/It would have a cycle/).waitFor();
  await press("Connect it to …");
  await page.keyboard.press("Escape");
  await tools.getByRole("button").first().waitFor({ state: "detached" });
  await choose("Send receipt");
  await press("Rename it");
  await focused(page, "stage-name");
  await page.keyboard.type("Mail the receipt");
  await page.keyboard.press("Enter");
  await card(page, "Mail the receipt").waitFor();
  await focused(page, "stage-rename");
  await press("Add a step after it");
  await focused(page, "stage-name");
  await page.keyboard.type("Thank you");
  await page.keyboard.press("Enter");
  await card(page, "Thank you").waitFor();
  await press("Remove it");
  await card(page, "Thank you").waitFor({ state: "detached" });
  // Dragged from its handle, a step is connected too.
  await choose("Award points");
  const tool = tools.locator(".stage-handle");
  await page.waitForTimeout(600);
  const from = await tool.boundingBox();
  const to = await card(page, "Update analytics").boundingBox();
  await page.mouse.move(from.x + 12, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 20, { steps: 5 });
  await page.mouse.up();
  await editor(page).getByRole("button", { name: "Update analytics no longer after it" }).waitFor();
});

siteTest("what is being typed stays while another part of the design changes, and is kept when entered", async ({ page }) => {
  await begin(page);
  await edit(page, "Reserve stock", "Call policy");
  const timeout = field(page, "Timeout");
  await timeout.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("777");
  // By script, so that the focus stays where it is.
  for (const [step, is] of [["Send receipt", "true"], ["Award points", "false"]]) {
    await stepSwitch(page, step).evaluate((it) => it.click());
    await page.locator(`.card [role="switch"][aria-label^="${step}:"][aria-checked="${is}"]`).waitFor();
    assert.equal(await timeout.inputValue(), "777");
  }
  await page.getByRole("button", { name: "Scenario: Shop checkout, mine" }).waitFor();
  assert.equal(await timeout.inputValue(), "777");
  await page.keyboard.press("Enter");
  await undo(page);
  await page.waitForFunction(() => document.querySelector('[id$="-timeout_ms"]').value !== "777");
  await redo(page);
  await page.waitForFunction(() => document.querySelector('[id$="-timeout_ms"]').value === "777");
});

siteTest("an invalid entry is explained at its field, and the design stays as it was", async ({ page }) => {
  await begin(page);
  await edit(page, "Reserve stock", "Call policy");
  const timeout = field(page, "Timeout");
  const was = await timeout.inputValue();
  const wrong = (text) => editor(page).getByRole("alert").filter({ hasText: text });
  for (const [typed, said] of [["soon", 'Found the text "soon"; right would be a number'], ["-5", "Found the number -5; right would be a number of milliseconds from 0"]]) {
    await enter(timeout, typed);
    await wrong(said).waitFor();
    assert.equal(await timeout.inputValue(), typed);
    assert.equal(await timeout.getAttribute("aria-invalid"), "true");
    const described = await timeout.getAttribute("aria-describedby");
    assert.match(await page.locator(`#${described.split(" ").at(-1)}`).innerText(), /right would be/);
  }
  // The stage runs on, of the design as it was.
  const moment = await page.locator("#moment").innerText();
  await page.waitForFunction((before) => document.querySelector("#moment").innerText !== before, moment);
  await enter(timeout, "750");
  await page.waitForFunction(() => document.querySelector('[id$="-timeout_ms"]').getAttribute("aria-invalid") === "false");
  assert.equal(await wrong("right would be").count(), 0);
  await enter(timeout, "never");
  await wrong('Found the text "never"').waitFor();
  await undo(page);
  await page.waitForFunction((was) => document.querySelector('[id$="-timeout_ms"]').value === was, was);
  assert.equal(await wrong("right would be").count(), 0);
  await redo(page);
  await page.waitForFunction(() => document.querySelector('[id$="-timeout_ms"]').value === "750");
  await editor(page).getByRole("button", { name: "Clear Timeout" }).press("Enter");
  await page.waitForFunction(() => document.querySelector('[id$="-timeout_ms"]').value === "");
  assert.match(await page.evaluate(() => document.activeElement.id), /-timeout_ms$/);
  const backoff = editor(page).getByRole("group", { name: "Call policy" }).getByLabel("Backoff", { exact: true });
  await enter(backoff, "70");
  await editor(page).getByRole("button", { name: "Reset Backoff to 50 ms" }).press("Enter");
  await page.waitForFunction(() => document.querySelector('[id$="-call-backoff_ms"]').value === "50");
});

siteTest("another distribution has other fields, a breaker is switched on, by keys", async ({ page }) => {
  await begin(page);
  await edit(page, "Reserve stock", "Work, errors, a no");
  const work = field(page, "Work");
  await work.selectOption("uniform");
  await field(page, "Min").waitFor();
  assert.equal(await field(page, "Mean").count(), 0);
  await enter(field(page, "Max"), "0");
  await editor(page).getByRole("alert").filter({ hasText: "right would be" }).first().waitFor();
  await undo(page);
  await field(page, "Mean").waitFor();
  assert.notEqual(await work.inputValue(), "uniform");
  await editor(page).locator("summary").filter({ hasText: "Call policy" }).press("Enter");
  await field(page, "Breaker").focus();
  const had = await field(page, "Breaker").isChecked();
  await page.keyboard.press("Space");
  await field(page, "Failures").waitFor({ state: had ? "detached" : "visible" });
  await undo(page);
  await field(page, "Failures").waitFor({ state: had ? "visible" : "detached" });
});

siteTest("a service is added and removed; one with steps leaves them to another", async ({ page }) => {
  await begin(page);
  const services = () => editor(page).getByRole("group", { name: "Services" });
  await services().getByRole("button", { name: "Add a service" }).press("Enter");
  await page.waitForFunction(() => /^blank-services-\d+-name$/.test(document.activeElement?.id ?? ""));
  await page.keyboard.type("Depot");
  await page.keyboard.press("Enter");
  assert.equal(await field(page, "Workers").inputValue(), "8");
  await editor(page).getByRole("button", { name: "Remove this service" }).press("Enter");
  await focused(page, "process-title");
  assert.equal(await services().getByText("Depot").count(), 0);
  const remove = services().getByRole("button", { name: /^Remove / });
  const count = await remove.count();
  await services().getByRole("button", { name: "Remove Payment" }).press("Enter");
  await editor(page).getByText(/performs .*: choose who does so instead/).waitFor();
  assert.equal(await remove.count(), count);
  await services().getByRole("button", { name: "Payment", exact: true }).click();
  await editor(page).getByLabel("Its steps go to").selectOption({ index: 1 });
  await editor(page).getByRole("button", { name: "Remove this service" }).press("Enter");
  await focused(page, "process-title");
  assert.equal(await remove.count(), count - 1);
  await undo(page);
  await services().getByRole("button", { name: "Payment", exact: true }).waitFor();
});

siteTest("the order in the document changes by keys, and the moved step keeps the focus", async ({ page }) => {
  await begin(page);
  const names = () => editor(page).getByRole("group", { name: "Steps" }).locator(".link").allInnerTexts();
  const before = await names();
  const down = editor(page).getByRole("button", { name: `Move ${before[0]} down` });
  await down.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((name) => document.querySelector(".parts .link").innerText === name, before[1]);
  assert.equal(await down.evaluate((it) => it === document.activeElement), true);
  await undo(page);
  await page.waitForFunction((name) => document.querySelector(".parts .link").innerText === name, before[0]);
});

siteTest("a closed loop has users instead of a rate, and undo brings the rate back", async ({ page }) => {
  await begin(page);
  await editor(page).locator("summary").filter({ hasText: "Workload" }).click();
  await field(page, "Rate").waitFor();
  const rate = await field(page, "Rate").inputValue();
  await field(page, "Arrivals").selectOption("closed");
  await field(page, "Users").waitFor();
  assert.equal(await field(page, "Users").inputValue(), "10");
  assert.equal(await field(page, "Rate").count(), 0);
  await undo(page);
  await field(page, "Rate").waitFor();
  assert.equal(await field(page, "Rate").inputValue(), rate);
  assert.notEqual(await field(page, "Arrivals").inputValue(), "closed");
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`the form has no accessibility finding in ${colorScheme}, with everything open`, { colorScheme }, async ({ page }) => {
    await begin(page);
    const unfold = () => page.evaluate(() => {
      for (const details of document.querySelectorAll(".editor details")) details.open = true;
    });
    await unfold();
    assert.deepEqual(await accessibilityFindings(page), []);
    await edit(page, "Reserve stock");
    await unfold();
    await enter(field(page, "Timeout"), "soon");
    await editor(page).getByRole("alert").filter({ hasText: "soon" }).waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
