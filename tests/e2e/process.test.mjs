// The verdict on the process, and what runs have shown of it.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { change, figuresShown, openDocument, stepSwitch, turnTo, value } from "./screen.mjs";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const openFixture = (page, ...path) => openDocument(page, JSON.parse(readFileSync(join(FIXTURES, ...path), "utf8")));

const panel = (page) => page.locator(".panel");
const open = (page, summary) => panel(page).locator("summary", { hasText: summary }).click();
const MEASURED = { timeout: 60_000 };

siteTest("the approach has its scores and its reasons", async ({ page }) => {
  await figuresShown(page);
  await panel(page).getByText("Hybrid, with a saga.").waitFor();
  const scores = await panel(page).locator(".score b").allInnerTexts();
  assert.equal(scores.length, 3);
  assert.ok(Number(scores[1]) > Number(scores[0]) && Number(scores[1]) > Number(scores[2]), scores.join());
  await open(page, "What that means");
  await panel(page).getByText("Transactions of several steps whose core must hold together").waitFor();
  await open(page, "Why, and what would tip it");
  await panel(page).getByText("Core steps that should be called: 2.").waitFor();
});

siteTest("each flip is measured, and the receipt's lowers the time to the answer", async ({ page }) => {
  await figuresShown(page);
  await open(page, "What each flip alone would do");
  const row = panel(page).getByRole("row", { name: /^Send receipt/ });
  const change = row.getByRole("cell").first();
  await change.getByText(/^−\d+\sms\s±\s\d/).waitFor(MEASURED);
  const said = await change.innerText();
  const less = Number.parseFloat(said.slice(1));
  assert.ok(less > 300 && less < 800, `${less} ms less`);
  // The same, said of the step that is looked at.
  await row.getByRole("button", { name: "Send receipt" }).click();
  await panel(page).locator(".judged").getByRole("heading", { name: "If it were an event" }).waitFor();
  await panel(page).locator(".judged").getByText(said).waitFor();
});

siteTest("doing as recommended is one change, and its gain was said before", async ({ page }) => {
  await figuresShown(page);
  const recommended = panel(page).locator(".recommended").first();
  await recommended.getByText("Behind an event: Send receipt. With an outbox, deduplication and dead letters.").waitFor(MEASURED);
  await recommended.getByText(/^Gains, measured: answer p95 −\d+\sms\s±\s[\d.]+\sms/).waitFor(MEASURED);
  await panel(page).getByText("With these changes, what is asked is left.").waitFor(MEASURED);
  await panel(page).getByText("Workers: 48, as before.").waitFor();
  const before = await value(page, "Answer p95");
  await change(page, () => panel(page).getByRole("button", { name: "Apply the recommendation" }).click());
  await panel(page).getByText("There is nothing to change; what is asked is left.").waitFor(MEASURED);
  assert.match(await stepSwitch(page, "Send receipt").innerText(), /Event/);
  assert.ok((await value(page, "Answer p95")) < before / 2);
  await change(page, () => page.getByRole("button", { name: "Undo" }).click());
  assert.equal(await value(page, "Answer p95"), before);
});

siteTest("a change that is left out is not applied, and is taken in again", async ({ page }) => {
  await figuresShown(page);
  const box = (name) => panel(page).getByRole("checkbox", { name });
  await box("Give a status").waitFor(MEASURED);
  assert.equal(await box("Give a status").isChecked(), true);
  await box("Let follow what nobody waits for").uncheck();
  await panel(page).getByText("Left out by you:").waitFor(MEASURED);
  const apply = panel(page).getByRole("button", { name: "Apply the recommendation: 1 change" });
  await apply.waitFor(MEASURED);
  assert.equal(await box("Let follow what nobody waits for").isChecked(), false);
  await change(page, () => apply.click());
  assert.match(await stepSwitch(page, "Send receipt").innerText(), /Call/);
  await page.getByRole("button", { name: "Undo" }).click();
  await box("Let follow what nobody waits for").check();
  await panel(page).getByRole("button", { name: "Apply the recommendation: 2 changes" }).waitFor(MEASURED);
});

siteTest("what a recommendation assumes is told, and confirmed by a press", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "judgement", "was-freight-1.syncline.json");
  const apply = panel(page).getByRole("button", { name: "Apply the recommendation: 2 changes" });
  await apply.waitFor(MEASURED);
  await panel(page).getByText("Workers: 10 before, 100 after; one number of them is assumed.").waitFor();
  await panel(page).getByText(/^Nobody has said which steps’ outcomes these need/).waitFor(MEASURED);
  await change(page, () => apply.click());
  const assumed = panel(page).getByRole("listitem").filter({ has: page.getByRole("button", { name: "Confirm" }) });
  assert.equal(await assumed.count(), 5);
  await assumed.filter({ hasText: "Platform, background has 90 workers." }).getByRole("button").click();
  await assumed.filter({ hasText: "The event is called LoadStored." }).getByRole("button").click();
  assert.equal(await assumed.count(), 3);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await assumed.count(), 4);
});

siteTest("what a step needs and what has come of it are answered, and change what is recommended", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "judgement", "was-freight-1.syncline.json");
  await turnTo(page, "Process");
  await open(page, "Team and process answers: 0 of 18");
  const outcome = panel(page).getByLabel("What has happened when the customer has the answer?");
  await outcome.fill("Load posted");
  await outcome.press("Enter");
  await turnTo(page, "Verdict");
  const recommended = panel(page).locator(".recommended").first();
  await panel(page).getByText(/Events that are new: .*LoadPosted/).waitFor(MEASURED);
  await page.getByRole("button", { name: /^Notify carriers/ }).first().click();
  await panel(page).getByText(/^Business answers: \d+ of 15/).click();
  const needs = panel(page).getByRole("checkbox", { name: "nothing" });
  await needs.check();
  assert.equal(await needs.isChecked(), true);
  await turnTo(page, "Verdict");
  await recommended.getByText("Side by side, each after what it needs or what is answered: Notify carriers.").waitFor(MEASURED);
  await turnTo(page, "Selected");
  await panel(page).getByRole("checkbox", { name: "Calculate the price" }).check();
  assert.equal(await needs.isChecked(), false);
});

siteTest("an answer about the team says what it carries, and undo takes it back", async ({ page }) => {
  await figuresShown(page);
  await open(page, "Following one request");
  await panel(page).getByText("How much the team can see has not been answered.").waitFor();
  await turnTo(page, "Process");
  await open(page, "Team and process answers: 0 of 18");
  await panel(page).getByLabel("How much can the team see of one request across services?").selectOption("basic");
  await panel(page).getByText("Team and process answers: 1 of 18").waitFor();
  await turnTo(page, "Verdict");
  await panel(page).getByText("What the team can see carries 14 of them.").waitFor();
  await turnTo(page, "Process");
  await panel(page).getByText("Team and process answers: 1 of 18").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await panel(page).getByText("Team and process answers: 0 of 18").waitFor();
});

siteTest("topics are sized from the run, at the prices that one enters", async ({ page }) => {
  await figuresShown(page);
  await open(page, "What the topics need");
  const sizing = panel(page).locator(".sizing");
  const cost = sizing.locator(".fact", { hasText: "Cost a month" }).locator("dd").first();
  await cost.waitFor(MEASURED);
  const before = Number.parseFloat((await cost.innerText()).replaceAll(/[^\d.]/g, ""));
  const price = sizing.getByLabel("Price of a million events");
  await price.fill("10");
  await price.press("Tab");
  await page.waitForFunction((than) => {
    const facts = [...document.querySelectorAll(".sizing .fact")].find((it) => it.textContent.startsWith("Cost a month"));
    return Number.parseFloat(facts.querySelector("dd").textContent.replaceAll(/[^\d.]/g, "")) > than * 5;
  }, before);
});
