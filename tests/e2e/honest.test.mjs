// Honest figures on the screen, named after the points of the design. What can be held without a screen is in
// tests/it/honest.rs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { siteTest } from "./harness.mjs";
import { figuresShown, openDocument, turnTo } from "./screen.mjs";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const RUN_MS = 60_000;
const hotel = async (workers) => {
  const document = JSON.parse(await readFile(join(FIXTURES, "truth", "hotel-booking.syncline.json"), "utf8"));
  document.services.find(({ name }) => name === "Channel manager").workers = workers;
  return document;
};
const sentence = (page) => page.locator("#sentence");

siteTest("H1: overload is the first thing said, with one number, and how much a longer run makes of it", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, await hotel(8));
  await sentence(page).getByText("Update channel manager falls behind: 15 a second come, 13.3 can be done").waitFor({ timeout: RUN_MS });
  assert.match(await sentence(page).innerText(), /^Update channel manager falls behind/);
  assert.equal(await page.locator(".marks .mark").first().innerText(), "Channel manager asked for 112.5 %");
  const strained = page.locator(".card", { hasText: "Update channel manager" }).locator(".badge.strain");
  assert.equal(await strained.innerText(), "demand 112.5 %");
  await page.getByText("Overload: more is asked for than can be done").first().waitFor({ timeout: RUN_MS });
  assert.match(await page.locator(".findings > li").first().innerText(), /Overload: more is asked.*Channel manager is asked for 112.5 % of what it can do/s);
  // What the run makes of it depends on how long it is.
  await sentence(page).getByText(/everything is done within [\d.]+\ss, in a run three times as long within [\d.]+\ss/).waitFor({ timeout: RUN_MS });
  const [now, longer] = Array.from((await sentence(page).innerText()).matchAll(/within ([\d.]+) s/g), ([, it]) => Number(it)).slice(-2);
  assert.ok(longer > 2 * now, `${now} s, ${longer} s`);

  await openDocument(page, await hotel(12), "enough.syncline.json");
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached", timeout: RUN_MS });
  await sentence(page).getByText("all are served").waitFor({ timeout: RUN_MS });
  assert.doesNotMatch(await sentence(page).innerText(), /falls behind|three times as long/);
  assert.equal(await page.locator(".marks .overloaded").count(), 0);
  assert.equal((await page.locator(".badge.strain").allInnerTexts()).join(""), "");
});

siteTest("H3: a repair shows what it does before it is pressed, and one that would miss a target offers one that does not", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, await hotel(8));
  await turnTo(page, "Verdict");
  const overload = page.locator(".findings > li").filter({ hasText: "Overload: more is asked" });
  await overload.getByText(/Mended alone\. Gains, measured: done p95 −[\d.]+\ss ±\s[\d.]+\ss/).waitFor({ timeout: RUN_MS });
  assert.ok(await overload.getByRole("button", { name: "Add workers: 13 in all" }).isVisible());
  // Two of a thousand calls take longer than the time-out that is usual.
  await openDocument(page, {
    syncline: 1,
    name: "Long tail",
    process: {
      entry: "shop",
      steps: [{ id: "sell", service: "till", work: { distribution: "log-normal", mean_ms: 50, p99_ms: 400 }, business: { response: "immediate", necessity: "required" } }],
    },
    services: [{ id: "shop" }, { id: "till", workers: 100 }],
    workload: { rate_per_s: 20 },
    targets: { success_ratio: 0.9995 },
  });
  const timeout = page.locator(".findings > li").filter({ hasText: "A call without a time-out" });
  await timeout.getByText(/It would miss a target that is met: .*The button does it more gently: that holds\./s).waitFor({ timeout: RUN_MS });
  await timeout.locator(".mend").getByRole("button").first().waitFor();
});

siteTest("H7: the load sweep shows what share was served beside the time of those who were answered", async ({ page }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Compare" }).click();
  const run = page.getByRole("button", { name: "Run the load sweep" });
  await run.waitFor({ timeout: RUN_MS });
  await run.click();
  await page.getByText("All 11 arrival rates are done.").waitFor({ timeout: 2 * RUN_MS });
  const charts = await page.locator("#view").getByRole("img").evaluateAll((all) => all.map((it) => it.getAttribute("aria-label") ?? ""));
  assert.ok(charts.some((name) => /^Customers served, of 100/.test(name)), charts.join("\n"));
  assert.ok(charts.some((name) => /^Time to the answer, 95 of 100 customers/.test(name)), charts.join("\n"));
});

/** Numbers in a page whose unit stands on another line, each with its text. */
const partedNumbers = (page) =>
  page.evaluate(() => {
    const parted = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.checkVisibility?.({ visibilityProperty: true })) continue;
      for (const match of node.data.matchAll(/\d[\s\u00a0](ms|s|min|h|days|%|×|of 100|in 100)(?![a-z])/g)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const lines = new Set(Array.from(range.getClientRects(), (it) => Math.round(it.top)));
        if (lines.size > 1) parted.push(node.data.trim());
      }
    }
    return parted;
  });

for (const width of [1440, 1024, 390]) {
  siteTest(`E3: at ${width} pixels no number is parted from its unit`, { viewport: { width, height: 844 } }, async ({ page }) => {
    await figuresShown(page);
    await openDocument(page, await hotel(8));
    await sentence(page).getByText(/three times as long/).waitFor({ timeout: RUN_MS });
    await page.getByText("Mended alone.").first().waitFor({ timeout: RUN_MS });
    const found = [];
    for (const tab of ["Verdict", "Process"]) {
      await turnTo(page, tab);
      for (const summary of await page.locator(".panel summary:visible").all()) await summary.click();
      found.push(...(await partedNumbers(page)));
    }
    for (const view of ["Compare", "Trace", "Matrix"]) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
      await page.locator("#view h2").first().waitFor();
      await page.waitForTimeout(500);
      found.push(...(await partedNumbers(page)));
    }
    assert.deepEqual(found, []);
  });
}

siteTest("E7: the words are those that people use", async ({ page }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  const said = [];
  const look = async () => said.push(await page.locator("body").innerText());
  for (const tab of ["Verdict", "Process"]) {
    await turnTo(page, tab);
    for (const summary of await page.locator(".panel summary:visible").all()) await summary.click();
    await look();
  }
  await page.locator(".stage .cards").getByRole("button", { name: "Authorise payment", exact: true }).click();
  for (const summary of await page.locator(".panel summary:visible").all()) await summary.click();
  await look();
  for (const view of ["Compare", "Trace", "Matrix", "Rulebook"]) {
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
    await page.locator("#view h2").first().waitFor();
    await look();
  }
  const all = said.join("\n");
  for (const word of [/\b\d\.\d+ of 1\b/, /\babsent: /i, /(?<![\d.,\u202f])00[01]\b(?![\d.,])/, /circumstances \w+ (yes|no)/, /\bLeave\b/, /\bPress (to|the step)\b/, /\bTaken\b/]) {
    const found = word.exec(all);
    assert.equal(found && all.slice(Math.max(0, found.index - 60), found.index + 60), null, String(word));
  }
  for (const word of ["Busy", "empty: it waits for ever", "%"]) assert.ok(all.includes(word), word);
});
