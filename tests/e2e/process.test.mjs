// The verdict on the process, and what runs have shown of it.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { change, figuresShown, stepSwitch, value } from "./screen.mjs";

const panel = (page) => page.locator("#verdict");
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
  await change.getByText(/^−\d+ ms ± \d/).waitFor(MEASURED);
  const less = Number.parseFloat((await change.innerText()).slice(1));
  assert.ok(less > 300 && less < 800, `${less} ms less`);
  // The same, said of the step that is looked at.
  await row.getByRole("button", { name: "Send receipt" }).click();
  await panel(page).locator(".judged").getByRole("heading", { name: "If it were an event" }).waitFor();
  await panel(page).locator(".judged").getByText(await change.innerText()).waitFor();
});

siteTest("doing as recommended is one change, and its gain was said before", async ({ page }) => {
  await figuresShown(page);
  await panel(page).getByText("1 step differs from what is recommended.").waitFor();
  const gain = panel(page).locator(".apply ~ *, .gain").first();
  await gain.waitFor(MEASURED);
  const before = await value(page, "Answer p95");
  await change(page, () => panel(page).getByRole("button", { name: "Apply the recommendation" }).click());
  await panel(page).getByText("Nothing would be triggered otherwise.").waitFor();
  assert.match(await stepSwitch(page, "Send receipt").innerText(), /Event/);
  assert.ok((await value(page, "Answer p95")) < before / 2);
  await change(page, () => page.getByRole("button", { name: "Undo" }).click());
  assert.equal(await value(page, "Answer p95"), before);
});

siteTest("an answer about the team says what it carries, and undo takes it back", async ({ page }) => {
  await figuresShown(page);
  await open(page, "Following one request");
  await panel(page).getByText("How much the team can see has not been answered.").waitFor();
  await open(page, "Team and process answers: 0 of 17");
  await panel(page).getByLabel("How much can the team see of one request across services?").selectOption("basic");
  await panel(page).getByText("What the team can see carries 14 of them.").waitFor();
  await panel(page).getByText("Team and process answers: 1 of 17").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await panel(page).getByText("Team and process answers: 0 of 17").waitFor();
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
