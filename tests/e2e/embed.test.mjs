// The stage inside other pages: of another origin, under a strict content security policy.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { linkTo, process } from "./links.mjs";
import { closePages, pageWith } from "./outer.mjs";
import { launch, open } from "./pages.mjs";
import { stepSwitch } from "./screen.mjs";

const moment = async (frame) => Number.parseFloat(await frame.locator("#moment").innerText());
const stored = (frame) => frame.evaluate(() => [Object.entries(localStorage), Object.entries(sessionStorage)]);
const closing = [];
after(() => Promise.all([closePages(), ...closing.map((close) => close())]));

test("two frames on a page of another origin play, each by itself, and touch no storage", { timeout: 120_000 }, async () => {
  const visit = await open();
  const browser = await launch();
  closing.push(() => browser.close());
  const address = await pageWith(visit.url, [
    { link: linkTo(process("One", "request-response"), "&theme=dark") },
    { link: linkTo(process("Two"), "&at_s=5") },
  ]);
  await visit.close();
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 } });
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("response", (response) => response.status() >= 400 && !response.url().endsWith("favicon.ico") && problems.push(response.url()));
  await page.goto(address);
  const [one, two] = await Promise.all([0, 1].map(async (index) => (await page.waitForSelector(`#frame-${index}`)).contentFrame()));
  for (const frame of [one, two]) {
    await frame.locator(".card").first().waitFor();
    for (const hidden of [".header", ".panel", "#view"]) assert.ok(!(await frame.locator(hidden).isVisible()), hidden);
    for (const shown of [".stage", "#sentence", ".transport"]) assert.ok(await frame.locator(shown).isVisible(), shown);
  }
  // The first plays, the second rests where its link says.
  await one.waitForFunction(() => Number.parseFloat(document.querySelector("#moment").innerText) > 0.5);
  assert.equal(await moment(two), 5);
  assert.equal(await one.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await two.locator("html").getAttribute("data-theme"), null);
  await one.getByRole("button", { name: "Pause" }).click();
  await two.getByRole("button", { name: "Play" }).click();
  await two.waitForFunction(() => Number.parseFloat(document.querySelector("#moment").innerText) > 5.5);
  const rests = await moment(one);
  await page.waitForTimeout(300);
  assert.equal(await moment(one), rests);
  for (const frame of [one, two]) {
    await frame.getByText(/95\sof\s100/).first().waitFor({ timeout: 60_000 });
    const asked = await frame.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.deepEqual(asked.filter((name) => /later/.test(name)), []);
  }
  assert.deepEqual(problems, []);
  // The browser may refuse storage to a frame; what is the site's own is there to be looked at.
  await page.goto(new URL("catalogue/checkout.syncline.json", visit.url).href);
  assert.deepEqual(await stored(page), [[], []]);
});

siteTest("a frame changes nothing of the design, and nothing of the reader's", async ({ page, url }) => {
  await page.evaluate(() => localStorage.setItem("syncline.open", "5"));
  const before = await stored(page);
  const link = linkTo(process("Shown", "request-response"), "&at_s=5");
  await page.goto(`${url}?embed#${link}`);
  await page.locator(".card").first().waitFor();
  const toggle = stepSwitch(page, "Tell everybody");
  assert.ok(await toggle.isDisabled());
  await page.locator(".card-name", { hasText: "Tell everybody" }).click();
  for (const key of ["e", "f", "s", "u", "2", "5"]) await page.keyboard.press(key);
  await page.waitForTimeout(1_000);
  assert.equal(await toggle.getAttribute("aria-checked"), "false");
  assert.ok(await page.locator(".stage").isVisible());
  assert.deepEqual(await stored(page), before);
  const whole = page.getByRole("link", { name: "Open in Syncline" });
  assert.equal(await whole.getAttribute("rel"), "noopener");
  assert.equal(await whole.evaluate((it) => it.href), `${url}#${link}`);
  await page.evaluate((hash) => (location.hash = hash), linkTo(process("Another"), "&at_s=3"));
  await page.waitForFunction(() => document.querySelector("#moment").innerText.startsWith("3"));
  assert.ok((await whole.evaluate((it) => it.href)).endsWith(await page.evaluate(() => location.hash)));
});

siteTest("a frame with a broken link says so", { address: "?embed#s1&at_s=3" }, async ({ page }) => {
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /cut off/);
  assert.ok(await page.locator(".stage").isVisible());
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [900, 360]) {
    siteTest(`a frame ${width} wide has no accessibility finding in ${colorScheme}, and fits`, { address: "?embed#s1&at_s=12&scenario=checkout", colorScheme, viewport: { width, height: 560 } }, async ({ page }) => {
      await page.getByText(/95\sof\s100/).first().waitFor({ timeout: 60_000 });
      assert.deepEqual(await accessibilityFindings(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${wide} pixels`);
    });
  }
}
