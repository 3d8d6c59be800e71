// For everybody: keys alone, less motion, small screens, both themes.

import assert from "node:assert/strict";
import { accessibilityFindings, appStarted, siteTest } from "./harness.mjs";
import { card, figuresShown, moment, stepSwitch } from "./screen.mjs";

siteTest("a session by keys alone", async ({ page }) => {
  await figuresShown(page);
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  const paused = await moment(page);
  // Events may lie closer together than the milliseconds that are shown: several on, as many back.
  const shown = () => Number.parseFloat(document.getElementById("moment").textContent);
  for (let event = 0; event < 8; event += 1) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(`(${shown})() > ${paused}`);
  for (let event = 0; event < 9; event += 1) await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(`(${shown})() <= ${paused}`);

  const receipt = stepSwitch(page, "Send receipt");
  const was = await receipt.getAttribute("aria-checked");
  await receipt.focus();
  await page.keyboard.press("Space");
  assert.notEqual(await receipt.getAttribute("aria-checked"), was, "space flips what has the focus");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await receipt.getAttribute("aria-checked"), was);

  await card(page, "Authorise payment").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("f");
  await page.locator("#faults").getByRole("button", { name: /^Payment down/ }).waitFor();
  await page.keyboard.press("u");
  await page.locator("#faults").getByRole("button", { name: /^Payment down/ }).waitFor({ state: "detached" });

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Verdict", selected: true }).waitFor();
});

siteTest("shortcuts leave a slider its arrows", async ({ page }) => {
  await figuresShown(page);
  await page.keyboard.press("Space");
  const slider = page.getByRole("slider", { name: "Moment of the run" });
  await slider.focus();
  await page.keyboard.press("Home");
  assert.equal(await moment(page), 0);
  await page.keyboard.press("End");
  assert.ok((await moment(page)) > 10);
});

siteTest("less motion: the picture rests at a telling moment", { reducedMotion: "reduce" }, async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  const rests = await moment(page);
  assert.ok(rests > 0, "not at the empty beginning");
  const picture = () => page.locator(".picture").screenshot();
  const first = await picture();
  await page.waitForTimeout(600);
  assert.equal(await moment(page), rests);
  assert.ok(first.equals(await picture()), "nothing moves");
});

for (const width of [360, 390, 768, 1024, 1440, 2560]) {
  const viewport = { width, height: 844 };
  siteTest(`${width} pixels wide: no sideways scrolling, and every control can be reached`, { viewport }, async ({ page }) => {
    await figuresShown(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(overflow, 0, "the page does not scroll sideways");
    for (const name of ["Pause", "Step forward", "Undo", "Presets"]) {
      const box = await page.getByRole("button", { name, exact: true }).boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width, `${name} is on the screen`);
    }
  });
}

siteTest("on touch, what is pressed is large enough", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async ({ page }) => {
  await figuresShown(page);
  for (const button of await page.locator("button:visible:not(.switch, .card-name, .link, .fault-bar)").all()) {
    const box = await button.boundingBox();
    assert.ok(box.height >= 40, `${await button.getAttribute("aria-label") ?? (await button.innerText())}: ${box.height}`);
  }
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`no accessibility finding with everything open, in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await figuresShown(page);
    await card(page, "Authorise payment").click();
    await page.getByRole("button", { name: "Crash for 10 s" }).click();
    await page.keyboard.press("Space");
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.keyboard.press("?");
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}

siteTest("the theme can be chosen, and the messages follow it", { colorScheme: "light" }, async ({ page }) => {
  await appStarted(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("radio", { name: "Dark" }).check();
  assert.notEqual(await paper(), light);
  await page.getByRole("radio", { name: "Light" }).check();
  assert.equal(await paper(), light);
});

siteTest("the whole of it by keys alone: break, trace, compare, edit, present, and all taken back", async ({ page }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  /** Moves on by Tab until what has the focus fits. */
  const reach = async (fits, most = 120) => {
    for (let turn = 0; turn < most; turn += 1) {
      if (await page.evaluate(fits)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`no way by Tab to ${fits}`);
  };
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  // A card, by Tab; its service is crashed, and the bar of that moved, by keys.
  await reach(() => document.activeElement?.title === "Authorise payment");
  await page.keyboard.press("Enter");
  await page.keyboard.press("f");
  const bar = page.locator(".fault-bar");
  await bar.waitFor();
  const then = await bar.getAttribute("aria-label");
  await reach(() => document.activeElement?.classList.contains("fault-bar"), 300);
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((then) => document.querySelector(".fault-bar")?.getAttribute("aria-label") !== then, then);
  // Its requests: one that failed.
  await page.keyboard.press("4");
  await page.getByRole("button", { name: /^Failed/ }).waitFor();
  await reach(() => /^Failed/.test(document.activeElement?.textContent ?? ""), 300);
  await page.keyboard.press("Enter");
  await reach(() => /^Request \d+/.test(document.activeElement?.textContent ?? ""));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Waterfall" }).waitFor();
  // Two designs: another one on the right.
  await page.keyboard.press("3");
  await page.getByRole("combobox", { name: "Right" }).waitFor();
  await reach(() => document.activeElement?.tagName === "SELECT" && document.activeElement.labels?.[0]?.textContent.trim() === "Right", 300);
  await page.keyboard.press("ArrowDown");
  await page.getByRole("table").first().waitFor();
  // A step is added after the one that is looked at; a choice takes digits itself, so on from there first.
  await page.keyboard.press("Tab");
  await page.keyboard.press("1");
  const steps = await page.locator(".stage .cards > .card").count();
  await reach(() => document.activeElement?.title === "Send receipt", 300);
  await page.keyboard.press("Enter");
  await reach(() => document.activeElement?.getAttribute("aria-label") === "Add a step after it", 300);
  await page.keyboard.press("Enter");
  await page.waitForFunction((steps) => document.querySelectorAll(".stage .cards > .card").length === steps + 1, steps);
  await page.keyboard.press("Escape");
  // Presented, and everything taken back.
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("p");
  await page.getByRole("banner").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await page.getByRole("banner").waitFor();
  for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press("u");
  await page.waitForFunction((steps) => document.querySelectorAll(".stage .cards > .card").length === steps, steps);
  await bar.waitFor({ state: "detached" });
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`presenting has no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await figuresShown(page);
    await page.locator("#verdict h2").first().waitFor({ state: "attached" });
    await page.keyboard.press("p");
    await page.getByRole("banner").waitFor({ state: "hidden" });
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
