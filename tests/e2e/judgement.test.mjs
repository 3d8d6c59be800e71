// What the verdict asks, what it will not assert, and its findings in rows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { figuresShown, openDocument } from "./screen.mjs";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const panel = (page) => page.locator(".panel");
const MEASURED = { timeout: 60_000 };

/** Opens a document of the fixtures. */
const openFixture = (page, ...path) => openDocument(page, JSON.parse(readFileSync(join(FIXTURES, ...path), "utf8")));

siteTest("of a process without answers nothing is said, and three questions are asked and answered by a press", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "judgement", "01-nothing-answered.syncline.json");
  const asks = panel(page).getByRole("region", { name: "What would tell most" });
  await asks.getByText("Is the core a conversation").waitFor();
  assert.equal(await asks.getByRole("listitem").count(), 3);
  await panel(page).getByText("It cannot tell yet.").waitFor();
  await panel(page).getByText("Not answered: Is the core a conversation", { exact: false }).waitFor();
  const accept = asks.getByRole("listitem").filter({ hasText: "accept" });
  await accept.getByRole("button", { name: "immediate" }).click();
  await page.locator(".card[data-step]").getByRole("button", { name: /^accept/ }).first().click();
  await panel(page).locator(".judged").getByText("Clearly a call.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await panel(page).locator(".judged").getByText("It cannot tell yet").waitFor();
});

siteTest("two things that cannot both be right are named and asked about, and nothing is without doubt beside them", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "judgement", "03-immediate-but-30s.syncline.json");
  await page.locator(".card[data-step]").getByRole("button", { name: /^render-report/ }).first().click();
  const judged = panel(page).locator(".judged");
  await judged.getByText("Rather an event, but two things disagree.").waitFor();
  const said = judged.locator(".disagreements");
  await said.getByText("Waited for, and longer than people wait").waitFor();
  await said.getByText("Is it enough to say that it has begun, and to tell how it ended later?").waitFor();
  await judged.getByText("No one answer alone would turn it round.").waitFor();
  assert.doesNotMatch(await panel(page).innerText(), /without doubt/);
  await page.locator(".card[data-step]").getByRole("button", { name: /^accept/ }).first().click();
  await judged.getByText(/^What would turn it round: “deferred” to /).waitFor();
});

siteTest("a hundred places that are wrong are at most fifteen rows, none of which says a paragraph twice", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "verdict", "card-application-as-it-was.syncline.json");
  await panel(page).locator(".finding.error").first().waitFor();
  const rows = panel(page).locator(".finding");
  const count = await rows.count();
  assert.ok(count > 5 && count <= 15, `${count} rows`);
  assert.equal(await panel(page).locator("#findings").innerText(), `Found in this design: ${count}`);
  const paragraphs = await rows.locator("p:not(.finding-steps)").allTextContents();
  const long = paragraphs.map((it) => it.trim()).filter((it) => it.length > 60 && !it.startsWith("Mended"));
  assert.deepEqual(long.filter((it, index) => long.indexOf(it) !== index), []);
});

siteTest("what mending a row gains is measured, all of it is mended by one press, and undo brings it back", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "verdict", "travelloop-as-it-was.syncline.json");
  const row = panel(page).locator(".finding").filter({ hasText: "The customer waits for what could follow" });
  await row.getByText(/^Mended alone\. Gains, measured: .*answer p95 [\d.]+\ss, none before/).waitFor(MEASURED);
  // Of the warnings it is the one that gains most.
  assert.match(await panel(page).locator(".finding.warning strong").first().innerText(), /could follow/);
  await row.getByRole("button", { name: "Let it follow an event: all 2" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();
});

siteTest("overload is the first thing that is found", async ({ page }) => {
  await figuresShown(page);
  await openFixture(page, "truth", "hotel-booking.syncline.json");
  const first = panel(page).locator(".finding").first();
  await first.getByText("Overload: more is asked for than can be done").waitFor();
  await first.getByText(/is asked for 112.5\s% of what it can do/).waitFor();
});

siteTest("every source has a name, and a page that says what it is about", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Rulebook" }).click();
  const sources = page.locator("#sources");
  for (const name of ["Process first", "A simple chooser", "Enterprise integrations", "Choosing the communication pattern", "Platform architecture"]) {
    await sources.getByRole("heading", { name }).waitFor();
  }
  assert.doesNotMatch(await page.locator(".rulebook").innerText(), /\b00[0-4]\b/);
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`what is asked and what disagrees has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await figuresShown(page);
    await openFixture(page, "judgement", "05-unit-mixed.syncline.json");
    await page.locator(".card[data-step]").getByRole("button", { name: /^a\b/ }).first().click();
    await panel(page).locator(".disagreements").first().waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
