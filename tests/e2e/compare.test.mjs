// Compare: two designs in lock step, what differs between them, and the load sweep.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { figuresShown, moment, openScenario, stepSwitch } from "./screen.mjs";

/** Runs of both designs, and of the whole sweep, end within this, also on a slow machine. */
const RUN_MS = 90_000;

const view = (page) => page.locator("#view");
const side = (page, name) => view(page).getByRole("region", { name, exact: true });
const choice = (page, name) => view(page).getByRole("combobox", { name, exact: true });
const differences = (page) => view(page).getByRole("region", { name: "What differs between the two designs" });
const load = (page) => view(page).getByRole("region", { name: "Under another load" });

async function compare(page) {
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Compare" }).click();
  await view(page).getByRole("heading", { level: 2, name: "Compare" }).waitFor();
}

/** The moments that the two sides show, in seconds. */
const moments = (page) =>
  page.locator(".compare-moment").evaluateAll((all) => all.map((it) => Number.parseFloat(it.innerText.slice(3))));

/** Waits until both sides show the moment of the timeline, later than this one, and gives it. */
async function settled(page, past) {
  await page.waitForFunction((past) => {
    const read = (all, from) => [...document.querySelectorAll(all)].map((it) => Number.parseFloat(it.innerText.slice(from)));
    const [main] = read("#moment", 0);
    return main > past && read(".compare-moment", 3).every((side) => side === main);
  }, past);
  const rest = await moment(page);
  assert.deepEqual(await moments(page), [rest, rest]);
  return rest;
}

/** A row of the table of differences, as its texts. */
async function row(page, figure) {
  const cells = differences(page).getByRole("row", { name: new RegExp(`^${figure}`) }).getByRole("cell");
  await cells.first().waitFor({ timeout: RUN_MS });
  return cells.allInnerTexts();
}

/** "−1.2 s ± 40 ms" in milliseconds: the difference and half its interval. */
function times(text) {
  const factor = { ms: 1, s: 1000, min: 60_000 };
  return text.replace("−", "-").split("±").map((part) => {
    const [, number, unit] = /([-+]?[\d.]+) (ms|s|min)/.exec(part);
    return Number(number) * factor[unit];
  });
}

siteTest("both sides show the moment of the timeline, playing and at rest", async ({ page }) => {
  await figuresShown(page);
  await compare(page);
  assert.equal(await choice(page, "Left").inputValue(), "as-it-is");
  assert.equal(await choice(page, "Right").inputValue(), "as-recommended");
  await page.waitForFunction(() => document.querySelectorAll(".compare-moment").length === 2);
  const [before] = await moments(page);
  await page.waitForFunction((past) =>
    Number.parseFloat(document.querySelector(".compare-moment").innerText.slice(3)) > past + 0.5, before);
  const [left, right] = await moments(page);
  assert.equal(left, right, "in lock step");
  // Space plays and rests the one session that there is, unless a button has the focus.
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  const rest = await settled(page, 0);
  // Events may lie closer together than the milliseconds that are shown.
  for (let event = 0; event < 8; event += 1) await page.keyboard.press("ArrowRight");
  assert.ok((await settled(page, rest)) > rest);
  // The same customers, and another line between the same cards.
  for (const name of ["Left", "Right"]) {
    assert.match(await side(page, name).innerText(), /Send receipt/);
    const drawn = await side(page, name).locator("canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    });
    assert.ok(drawn, `${name}: messages are drawn`);
  }
  const modes = (name) => side(page, name).locator(".switch").allInnerTexts();
  assert.notDeepEqual(await modes("Left"), await modes("Right"));
});

siteTest("as it was against all events: the answer comes sooner by far more than chance", async ({ page }) => {
  await figuresShown(page);
  await openScenario(page, "FreightLogic, as it was");
  await figuresShown(page);
  await compare(page);
  await choice(page, "Right").selectOption({ label: "All events" });
  await differences(page).getByRole("columnheader", { name: "All events" }).waitFor({ timeout: RUN_MS });
  const [left, right, difference, said] = await row(page, "Answer p50");
  assert.match(left, / (s|min)$/);
  assert.match(right, / (ms|s)$/);
  const [gap, half] = times(difference);
  assert.ok(gap < -5_000 && half > 0 && half < -gap / 2, difference);
  assert.equal(said, "shorter, more than chance");
  assert.match(await side(page, "Right").innerText(), /customers have their answer within|have it within/);
  const switches = await side(page, "Right").locator(".switch").allInnerTexts();
  assert.ok(switches.length === 5 && switches.every((word) => word === "Event"), String(switches));
});

siteTest("the same design on both sides differs in nothing, and says so", async ({ page }) => {
  await figuresShown(page);
  await compare(page);
  await choice(page, "Right").focus();
  await page.keyboard.press("Home");
  await view(page).getByText("Both sides are the same design: nothing differs.").waitFor();
  const [left, right, difference, said] = await row(page, "Answer p95");
  assert.equal(left, right);
  assert.deepEqual([difference, said], ["0", "the same"]);
});

siteTest("the load sweep runs, says who overtakes whom, and stays when the design changes", async ({ page }) => {
  await figuresShown(page);
  await compare(page);
  await row(page, "Throughput");
  await load(page).getByRole("button", { name: "Run the load sweep" }).focus();
  await page.keyboard.press("Enter");
  await load(page).getByText("All 11 arrival rates are done.").waitFor({ timeout: RUN_MS });
  const said = await load(page).locator(".load-said").allInnerTexts();
  assert.equal(said.length, 3);
  for (const text of said) {
    assert.match(text, /Neither overtakes the other|they cross between|may be chance|more than chance/);
  }
  const charts = load(page).getByRole("img");
  assert.equal(await charts.count(), 3);
  assert.ok((await charts.first().getAttribute("aria-label")).endsWith(said[0]));
  // Then what each of them carries is searched, run by run.
  const carries = /“As it is” carries [\d.]+ requests a second; at [\d.]+ .+“As recommended” carries [\d.]+ requests a second; at [\d.]+ /;
  await load(page).getByText(carries).waitFor({ timeout: RUN_MS });
  assert.equal(await load(page).getByRole("button", { name: "Stop" }).count(), 0);
  await load(page).getByText("As a table").first().click();
  const table = load(page).getByRole("region", { name: "Time to the answer, 95 of 100 customers" });
  assert.equal(await table.getByRole("row").count(), 12);
  const present = table.getByRole("row", { name: /^20 / });
  assert.match((await present.getByRole("cell").allInnerTexts())[2], /^−\d+ ms ± [\d.]+ ms$/);
  // Another design: the sweep stays, and says of which it is.
  await page.keyboard.press("1");
  await stepSwitch(page, "Send receipt").click();
  await page.keyboard.press("3");
  await load(page).getByText("It is of the designs before").waitFor();
  assert.equal(await charts.count(), 3);
  const before = view(page).getByRole("option", { name: "Before the last change" });
  assert.equal(await before.count(), 2);
});

siteTest("the load sweep is stopped at once, and what is known stays", async ({ page }) => {
  await figuresShown(page);
  await openScenario(page, "FreightLogic, as it became");
  await figuresShown(page);
  await compare(page);
  await load(page).getByRole("button", { name: "Run the load sweep" }).click();
  await load(page).getByRole("progressbar").waitFor();
  await load(page).getByRole("img").first().waitFor({ timeout: RUN_MS });
  await load(page).getByRole("button", { name: "Stop" }).click();
  const stopped = load(page).getByText(/^Stopped: \d+ of 11 arrival rates are done\.$/);
  await stopped.waitFor({ timeout: 1_000 });
  const text = await stopped.innerText();
  await page.waitForTimeout(1_500);
  assert.equal(await stopped.innerText(), text, "nothing goes on");
  assert.equal(await load(page).getByRole("img").count(), 3);
  assert.equal(await load(page).getByRole("button", { name: "Stop" }).count(), 0);
});

siteTest("nothing holds the page for long while designs are compared", async ({ page }) => {
  await figuresShown(page);
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ entryTypes: ["longtask"] });
  });
  await compare(page);
  await row(page, "Throughput");
  await page.waitForTimeout(500);
  const longest = await page.evaluate(() => globalThis.longest);
  // 50 ms where nothing else runs; here other tests may share the processors.
  assert.ok(longest < 400, `the longest task took ${longest} ms`);
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`compare has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await figuresShown(page);
    await compare(page);
    await row(page, "Throughput");
    await load(page).getByRole("button", { name: "Run the load sweep" }).click();
    await load(page).getByText("All 11 arrival rates are done.").waitFor({ timeout: RUN_MS });
    await page.waitForTimeout(400);
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}

siteTest("on a narrow screen one stands under the other, without sideways scrolling", { viewport: { width: 360, height: 800 } }, async ({ page }) => {
  await figuresShown(page);
  await compare(page);
  await row(page, "Throughput");
  const [left, right] = await Promise.all(["Left", "Right"].map((name) => side(page, name).boundingBox()));
  assert.ok(right.y >= left.y + left.height);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page is ${wide} px too wide`);
});
