// For everyone: keys, forced colours, whatever keyboard or sight somebody has. The tests are named after the points
// of the design.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { card, change, figuresShown, openDocument, stepSwitch } from "./screen.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const view = (page) => page.locator(".app").getAttribute("data-view");
const document_ = (page) => page.locator("#rescue-work").textContent();
const isPlaying = (page) => page.evaluate(() => document.querySelector("[aria-label='Pause'], [title^='Pause']") !== null);

/** Says a word as dictation does: letter by letter, wherever the focus is. */
async function dictate(page, word) {
  for (const letter of word) await page.keyboard.press(letter);
}

siteTest("E1: letters do nothing outside the stage, and nothing at all once they are switched off", async ({ page }) => {
  await figuresShown(page);
  await card(page, "Send receipt").click();
  const before = await document_(page);
  for (const focused of [page.getByRole("tab", { name: "Verdict" }), page.getByRole("button", { name: /^Scenario: / })]) {
    await focused.focus();
    await dictate(page, "refuse");
    await dictate(page, "stop");
  }
  assert.equal(await document_(page), before);
  assert.equal(await view(page), "Stage");
  // On the stage they are keys.
  await card(page, "Send receipt").focus();
  await page.keyboard.press("e");
  await page.waitForFunction((before) => document.querySelector("#rescue-work").textContent !== before, before);
  await page.keyboard.press("u");
  await page.waitForFunction((before) => document.querySelector("#rescue-work").textContent === before, before);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.getByLabel("Letters and other signs are keys, while the stage or nothing has the focus").uncheck();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "hidden" });
  await card(page, "Send receipt").focus();
  await dictate(page, "refuse?");
  assert.equal(await document_(page), before);
  assert.equal(await keys.isVisible(), false);
  // What takes no sign still does: it can be found again.
  await page.keyboard.press("Control+z");
  await page.reload();
  await figuresShown(page);
  await card(page, "Send receipt").click();
  await dictate(page, "e");
  assert.equal(await document_(page), before, "it is off after a reload, too");
});

siteTest("E1: every act can be given another key, which is kept, and none that another act has", async ({ page }) => {
  await figuresShown(page);
  await page.locator("body").press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  const acts = await keys.getByRole("button", { name: /^Another key for / }).count();
  assert.ok(acts >= 25, `${acts} acts`);
  await keys.getByRole("button", { name: "Another key for “Play or pause”" }).click();
  await page.keyboard.press("e");
  await keys.getByRole("alert").filter({ hasText: /E is the key for “Flip the selected step.*” already/ }).waitFor();
  await keys.getByRole("button", { name: "Another key for “Play or pause”" }).click();
  await page.keyboard.press("j");
  await keys.locator("dt", { hasText: /^J$/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.reload();
  await figuresShown(page);
  const playing = await isPlaying(page);
  await page.locator("body").press("j");
  await page.waitForFunction((was) => (document.querySelector("[aria-label='Pause'], [title^='Pause']") !== null) !== was, playing);
  await page.locator("body").press("?");
  await keys.getByRole("button", { name: "The first keys again for “Play or pause”" }).click();
  await keys.locator("dt", { hasText: /^Space$/ }).waitFor();
});

siteTest("E1: speed has keys on German, French and US keyboards", async ({ page }) => {
  await figuresShown(page);
  const speed = page.getByLabel("Speed");
  const is = async (text) => assert.equal(await speed.evaluate((it) => it.selectedOptions[0].text), text);
  await is("1 ×");
  // As each of them sends it: US plainly, German with AltGr (on Windows as Ctrl and Alt), a Mac with Option.
  for (const [slower, faster] of [
    [{ key: "[" }, { key: "]" }],
    [{ key: "[", ctrlKey: true, altKey: true, modifierAltGraph: true }, { key: "]", ctrlKey: true, altKey: true, modifierAltGraph: true }],
    [{ key: "[", altKey: true }, { key: "]", altKey: true }],
    [{ key: "," }, { key: ".", shiftKey: true }],
  ]) {
    const press = (init) => page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init })), init);
    await press(slower);
    await is("1/2 ×");
    await press(faster);
    await is("1 ×");
  }
});

siteTest("C2: Space pauses after a click on a switch, and presses what was reached by keys", async ({ page }) => {
  await figuresShown(page);
  await change(page, () => stepSwitch(page, "Send receipt").click());
  const flipped = await document_(page);
  const playing = await isPlaying(page);
  await page.keyboard.press("Space");
  await page.waitForFunction((was) => (document.querySelector("[aria-label='Pause'], [title^='Pause']") !== null) !== was, playing);
  assert.equal(await document_(page), flipped, "it was not flipped back");
  // Reached by keys, the switch is flipped.
  await card(page, "Send receipt").focus();
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement.getAttribute("role") === "switch");
  await page.keyboard.press("Space");
  await page.waitForFunction((before) => document.querySelector("#rescue-work").textContent !== before, flipped);
});

siteTest("C3: in forced colours what is chosen, switched and played is seen", { forcedColors: "active" }, async ({ page }) => {
  await figuresShown(page);
  const colour = (selector, what = "backgroundColor", pseudo = null) =>
    page.locator(selector).first().evaluate((it, [what, pseudo]) => getComputedStyle(it, pseudo)[what], [what, pseudo]);
  const paper = await colour("body");
  assert.notEqual(await colour(".views button[aria-current='true']"), await colour(".views button[aria-current='false']"));
  assert.notEqual(await colour(".tabs button[aria-selected='true']"), await colour(".tabs button[aria-selected='false']"));
  assert.notEqual(await colour(".playhead"), paper);
  for (const of of [".switch.on", ".switch:not(.on)"]) {
    assert.notEqual(await colour(of, "backgroundColor", "::before"), await colour(of), of);
    assert.equal(await colour(of, "borderTopStyle"), "solid", of);
  }
  assert.notEqual(await colour(".seek", "backgroundColor", "::-webkit-slider-thumb"), paper);
  await button(page, "Matrix").click();
  await page.locator(".chip").first().waitFor();
  assert.equal(await colour(".chip", "borderTopStyle", "::before"), "solid");
});

siteTest("E5: why the app does not start is said, and who can do what", async ({ page, url, problems }) => {
  const state = page.locator("#shell-state");
  // A policy that forbids WebAssembly.
  await page.route("**/*", async (route) => {
    if (!route.request().isNavigationRequest()) return route.continue();
    const response = await route.fetch();
    const headers = response.headers();
    headers["content-security-policy"] = headers["content-security-policy"].replace("'wasm-unsafe-eval'", "");
    return route.fulfill({ response, headers });
  });
  await page.goto(`${url}?policy`);
  await state.filter({ hasText: "Whoever runs the site has to allow 'wasm-unsafe-eval' in its script-src." }).waitFor();
  await page.unroute("**/*");
  // A part that is not there.
  await page.route("**/*_bg.wasm", (route) => (route.request().url().includes("-app-") ? route.fulfill({ status: 404 }) : route.continue()));
  await page.goto(`${url}?part`);
  await state.filter({ hasText: "a part of it was not loaded. Reload the page" }).waitFor();
  await page.unroute("**/*_bg.wasm");
  // A browser without WebAssembly.
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(`${url}?old`);
  await state.filter({ hasText: "this browser has no WebAssembly" }).waitFor();
  // All that went wrong was meant to.
  problems.splice(0);
});

/** What goes beyond the window sideways. */
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

siteTest("E2: at 400 % zoom nothing goes sideways, and a step is named, flipped, and the before and after heard", { viewport: { width: 320, height: 256 } }, async ({ page }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  assert.ok((await sideways(page)) <= 0, `${await sideways(page)} px too wide`);
  const flip = stepSwitch(page, "Send receipt");
  assert.match(await flip.getAttribute("aria-label"), /^Send receipt: a call, somebody waits/);
  await flip.focus();
  await page.keyboard.press("Enter");
  const heard = page.locator('.spoken[role="status"]').first();
  await heard.getByText(/their answer within [\d.]+ m?s.*\(before: [\d.]+ m?s\)/).waitFor({ state: "attached", timeout: 60_000 });
  assert.match(await flip.getAttribute("aria-label"), /^Send receipt: an event, nobody waits/);
  for (const view of ["Matrix", "Compare", "Trace", "Rulebook"]) {
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
    await page.locator("#view h2").first().waitFor();
    assert.ok((await sideways(page)) <= 0, `${view}: ${await sideways(page)} px too wide`);
  }
});

siteTest("E2: by touch a step is flipped, and its card says so", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async ({ page }) => {
  await figuresShown(page);
  const flip = stepSwitch(page, "Send receipt");
  await flip.scrollIntoViewIfNeeded();
  await flip.tap();
  await page.waitForFunction(() => /^Send receipt: an event, nobody/.test(document.querySelector('[role=switch][aria-label^="Send receipt"]').getAttribute("aria-label")));
});

siteTest("E2: with less motion nothing plays or moves by itself", { reducedMotion: "reduce" }, async ({ page }) => {
  await figuresShown(page);
  const at = () => page.locator("#moment").innerText();
  const before = await at();
  await page.waitForTimeout(700);
  assert.equal(await at(), before);
  const moving = await page.evaluate(() => document.getAnimations().filter((it) => it.playState === "running" && it.effect.getComputedTiming().activeDuration > 50).length);
  assert.equal(moving, 0);
});

siteTest("E2: each act is announced once", async ({ page }) => {
  await figuresShown(page);
  await page.evaluate(() => {
    globalThis.heard = [];
    const region = document.querySelector('.spoken[role="status"]');
    new MutationObserver(() => globalThis.heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await change(page, () => stepSwitch(page, "Send receipt").click());
  await page.waitForFunction(() => globalThis.heard.some((it) => /\(before: /.test(it)));
  await page.waitForTimeout(1_500);
  const heard = await page.evaluate(() => globalThis.heard);
  // Who waits now, at once; what that comes to, once the figures are there.
  assert.ok(heard.length <= 2, heard.join("\n"));
});

siteTest("E6: of two hundred steps no panel is longer than a screen can be scrolled through", async ({ page }) => {
  await figuresShown(page);
  const step = (n) => ({ id: `step-${n}`, name: `Step ${n}`, service: `service-${n % 60}`, after: n === 0 ? [] : [`step-${n - 1 - (n % 3 === 0 ? 0 : n % 3) < 0 ? 0 : n - 1 - (n % 3)}`], ...(n > 20 ? { mode: "event" } : {}), work: { distribution: "constant", mean_ms: 5 } });
  const document = {
    syncline: 1,
    name: "Two hundred",
    process: { entry: "service-0", steps: Array.from({ length: 200 }, (_, n) => step(n)) },
    services: Array.from({ length: 60 }, (_, n) => ({ id: `service-${n}`, workers: 8 })),
    workload: { rate_per_s: 5, duration_s: 20 },
  };
  await openDocument(page, document);
  await page.getByRole("button", { name: /^Scenario: Two hundred/ }).waitFor();
  for (const tab of ["Verdict", "Process"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(4_000);
    const high = await page.locator(".panel").evaluate((it) => it.scrollHeight);
    assert.ok(high < 20_000, `${tab} is ${high} pixels high`);
  }
});
