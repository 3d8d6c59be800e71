// The site opens: with its title, without a complaint, and without JavaScript.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessibilityFindings, appStarted, siteTest } from "./harness.mjs";
import { change, figuresShown, stepSwitch, value } from "./screen.mjs";

const SCENARIOS = [
  "Shop checkout",
  "FreightLogic as it was",
  "FreightLogic as it became",
  "StreamCore with thumbnails down",
];

siteTest("the page answers under a sub-path and the app starts", async ({ page }) => {
  assert.equal(await page.title(), "Syncline");
  await appStarted(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

siteTest("the first view asks for what the table of sizes counts, and no more", async ({ page }) => {
  await figuresShown(page);
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name))
      .filter(({ protocol }) => protocol !== "data:")
      .map(({ pathname }) => pathname.split("/").pop()),
  );
  const table = execFileSync("node", ["scripts/size.mjs", "dist"], { encoding: "utf8" });
  const counted = Array.from(table.matchAll(/  \* (\S+\.\S+)$/gm), ([, name]) => name);
  // The worker and the later part come when the first figures stand, and not before.
  const first = asked.filter((name) => !/^(syncline-worker|syncline-later|later)-/.test(name));
  assert.deepEqual(new Set(["index.html", ...first]), new Set(counted));
});

siteTest("a worker takes the runs over once the first figures stand", async ({ page }) => {
  const [worker] = await Promise.all([page.waitForEvent("worker"), figuresShown(page)]);
  assert.match(worker.url(), /\/syncline-worker-[0-9a-f]{16}\.js$/);
  // Flips answer with the figures that the page itself would give: the report has the same bits.
  const before = await value(page, "Answer p95");
  await change(page, () => stepSwitch(page, "Send receipt").click());
  const flipped = await value(page, "Answer p95");
  await change(page, () => stepSwitch(page, "Send receipt").click());
  assert.equal(await value(page, "Answer p95"), before);
  assert.ok(flipped < before / 2);
});

siteTest("without its worker the page runs the scenario itself, to the same figures", async ({ page }) => {
  await figuresShown(page);
  const before = await value(page, "Answer p95");
  const alone = await page.context().newPage();
  await alone.route(/syncline-worker-/, (route) => route.abort());
  await alone.goto(page.url());
  await figuresShown(alone);
  assert.equal(await value(alone, "Answer p95"), before);
  await change(alone, () => stepSwitch(alone, "Send receipt").click());
  assert.ok((await value(alone, "Answer p95")) < before / 2);
  assert.equal(alone.workers().length, 0);
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`the first view has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await appStarted(page);
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}

siteTest("without JavaScript the page says what it is", { javaScriptEnabled: false }, async ({ page }) => {
  await page.getByRole("heading", { level: 1, name: "Syncline" }).waitFor();
  const text = await page.getByRole("main").innerText();
  assert.match(text, /Which steps of a business process must somebody wait for/);
  assert.match(text, /needs JavaScript/);
  for (const scenario of SCENARIOS) {
    await page.getByRole("listitem").filter({ hasText: scenario }).first().waitFor();
  }
});

for (const [width, height] of [[1280, 720], [390, 844]]) {
  siteTest(`nothing moves from the first paint on, at ${width} × ${height}`, {
    viewport: { width, height },
    prepare: (page) => page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const it of list.getEntries()) {
          const who = it.sources.map((source) => source.node?.className || source.node?.nodeName);
          window.shifts.push([it.value, String(who)]);
        }
      }).observe({ type: "layout-shift", buffered: true });
    }),
  }, async ({ page }) => {
    await figuresShown(page);
    await page.locator("#verdict .finding").first().waitFor({ state: "attached" });
    await page.waitForTimeout(1500);
    const shifts = await page.evaluate(() => window.shifts);
    const sum = shifts.reduce((all, [value]) => all + value, 0);
    assert.ok(sum <= 0.02, `${sum}: ${JSON.stringify(shifts)}`);
  });
}
