// Tests of one page each. A test fails on any warning or error in the console, any uncaught
// error, any request that fails and any request to elsewhere, besides what it asserts itself.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { open, shutDown } from "./pages.mjs";

export { appStarted } from "./pages.mjs";

const TEST_LIMIT_MS = 120_000;

after(shutDown);

/**
 * `siteTest("what it promises", { colorScheme: "dark" }, async ({ page }) => …)`; the options
 * are those of `open` in pages.mjs and may be left out.
 */
export function siteTest(name, ...rest) {
  const body = rest.pop();
  const [options = {}] = rest;
  test(name, { timeout: TEST_LIMIT_MS }, async () => {
    const visit = await open(options);
    try {
      await body(visit);
      assert.deepEqual(visit.problems, [], "the page must be quiet and stay on its own site");
    } finally {
      await visit.close();
    }
  });
}

/** What axe finds against WCAG 2.2 AA, as one line each: an empty list is the promise. */
export async function accessibilityFindings(page) {
  const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  await page.evaluate(await readFile(source, "utf8"));
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await page.evaluate(
    (runOnly) => globalThis.axe.run({ runOnly }),
    { type: "tag", values },
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
}
