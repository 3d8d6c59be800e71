// The site opens: with its title, without a complaint, and without JavaScript.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessibilityFindings, appStarted, siteTest } from "./harness.mjs";
import { figuresShown } from "./screen.mjs";

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
  assert.deepEqual(new Set(["index.html", ...asked]), new Set(counted));
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
