// The later part: loaded when the first figures stand, and missed by nobody while it is not there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { open } from "./pages.mjs";
import { change, figuresShown, stepSwitch, value } from "./screen.mjs";

/** What a browser says by itself, and the loader, when something was not to be had. */
const isAboutLoading = (problem) => /Failed to load resource|Failed to fetch|request failed|status 404/.test(problem);

/** Its two files, and how the browser comes not to get them. */
const MISSES = [
  ["its program does not come", /syncline-later-.*\.wasm$/, (route) => route.abort("connectionfailed")],
  ["its program is not on the server any more", /syncline-later-.*\.wasm$/, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "<h1>Not found</h1>" })],
  ["its style does not come", /later-.*\.css$/, (route) => route.abort("connectionfailed")],
];

for (const [what, files, miss] of MISSES) {
  test(`where ${what}, the page says so, the stage goes on, and it can be tried again`, { timeout: 120_000 }, async () => {
    const { page, problems, close } = await open({ prepare: (page) => page.route(files, miss) });
    await figuresShown(page);
    const note = page.getByRole("alert");
    await note.getByText(/could not be loaded/).waitFor();
    assert.equal(await page.locator("#verdict h2").count(), 0);
    assert.deepEqual(await accessibilityFindings(page), []);
    // The stage plays, and answers flips.
    const at = () => page.locator("#moment").innerText();
    const before = await at();
    await page.waitForFunction((before) => document.querySelector("#moment").innerText !== before, before);
    const slow = await value(page, "Answer p95");
    await change(page, () => stepSwitch(page, "Send receipt").click());
    assert.ok((await value(page, "Answer p95")) < slow / 2);
    // Once more in vain: the note stays, with its button.
    const again = note.getByRole("button", { name: "Try again" });
    const asked = page.waitForRequest(files);
    await again.click();
    await asked;
    await again.waitFor();
    assert.equal(await page.locator("#verdict h2").count(), 0);
    await page.unroute(files);
    await again.click();
    await page.locator("#verdict h2").first().waitFor({ state: "attached" });
    await note.waitFor({ state: "detached" });
    assert.equal(await page.locator('link[href*="later-"]').count(), 1);
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Matrix" }).click();
    await page.locator("#view h2").first().waitFor();
    assert.deepEqual(problems.filter((problem) => !isAboutLoading(problem)), []);
    await close();
  });
}

siteTest("every view of the later part opens", async ({ page }) => {
  for (const view of ["Matrix", "Compare", "Trace", "Rulebook"]) {
    await page.locator("#verdict h2").first().waitFor({ state: "attached" });
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
    await page.locator("#view h2").first().waitFor();
  }
});
