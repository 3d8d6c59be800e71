// What goes wrong: from the place where it happens, as bars on the timeline, as a form, as presets.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { card, change, design, figuresShown, moment, value } from "./screen.mjs";

/** A design but for its name, which it gets another of when it is kept as an own one. */
const withoutName = ({ name, ...rest }) => rest;
const panel = (page) => page.locator(".panel");
const menu = (page) => page.locator("#break");
const presets = (page) => page.locator("#breaking").getByRole("button", { name: "Presets" });
/** Opens what can be broken, unless it is open. */
async function openMenu(page) {
  if (!(await menu(page).isVisible())) await page.getByRole("button", { name: "Break…" }).click();
}
const bars = (page) => page.locator("#faults");
const bar = (page, name) => bars(page).getByRole("button", { name });
const listed = (page, text) => menu(page).locator(".troubles li", { hasText: text });
const undo = (page) => page.getByRole("button", { name: "Undo" }).click();

/** The checkout at rest, at so many seconds. */
async function at(page, seconds) {
  await figuresShown(page);
  await page.getByRole("button", { name: "Break…" }).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("slider", { name: "Moment of the run" }).fill(String(seconds * 1_000_000));
  // The words follow the moment a few times a second.
  await page.waitForTimeout(400);
}

/** Breaks something that is chosen by name. */
async function breaks(page, what, how) {
  await openMenu(page);
  await menu(page).getByRole("combobox", { name: "What" }).selectOption({ label: what });
  await menu(page).getByRole("group", { name: "Break something" }).getByRole("button", { name: how }).click();
  await page.keyboard.press("Escape");
}

/** The checkout with a slow payment from 20 s to 30 s. */
async function slowPayment(page) {
  await at(page, 20);
  await change(page, () => breaks(page, "Payment", "Slow down"));
  await bar(page, "Payment 5 × slower, 20 s to 30 s").waitFor();
}

/** How many pixels of the bars are a second, once the whole run is recorded and its end stays where it is. */
async function perSecondOf(page) {
  await page.locator('.timeline[aria-busy="false"]').waitFor();
  const end = Number(await page.getByRole("slider", { name: "Moment of the run" }).getAttribute("max")) / 1_000_000;
  return (await bars(page).boundingBox()).width / end;
}

/** Drags what is under a bar by so many seconds, from its middle or so many pixels from an end. */
async function drag(page, name, seconds, from = (box) => box.width / 2) {
  const perSecond = await perSecondOf(page);
  const dragged = bar(page, name);
  const at = (box) => ({ x: from(box), y: box.height / 2 });
  // The pointer comes to rest on it once it moves no more: what stands around it may just have changed.
  await dragged.hover({ position: at(await dragged.boundingBox()) });
  const box = await dragged.boundingBox();
  // A pointer is at whole pixels, of which a second has few.
  const [x, y] = [Math.round(box.x + at(box).x), Math.round(box.y + at(box).y)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const part of [0.2, 0.6, 1]) await page.mouse.move(x + Math.round(part * seconds * perSecond), y);
}

siteTest("a bar is dragged and stretched, each as one change; Escape lets go without one", async ({ page }) => {
  await slowPayment(page);
  await drag(page, /^Payment 5 × slower/, 5);
  // The bar follows at once, the design does not.
  await bar(page, "Payment 5 × slower, 25 s to 35 s").waitFor();
  assert.equal(await listed(page, "20 s to 30 s").count(), 1);
  await change(page, () => page.mouse.up());
  await listed(page, "25 s to 35 s").waitFor({ state: "attached" });
  await bar(page, "Payment 5 × slower, 25 s to 35 s").waitFor();

  await drag(page, /^Payment/, 5, (box) => box.width - 3);
  await change(page, () => page.mouse.up());
  await listed(page, "25 s to 40 s").waitFor({ state: "attached" });
  await drag(page, /^Payment/, -10, () => 3);
  await change(page, () => page.mouse.up());
  await listed(page, "15 s to 40 s").waitFor({ state: "attached" });

  await drag(page, /^Payment/, 12);
  await bar(page, "Payment 5 × slower, 27 s to 52 s").waitFor();
  await page.keyboard.press("Escape");
  await bar(page, "Payment 5 × slower, 15 s to 40 s").waitFor();
  await page.mouse.up();
  assert.equal(await listed(page, "15 s to 40 s").count(), 1);

  for (const times of ["25 s to 40 s", "25 s to 35 s", "20 s to 30 s"]) {
    await undo(page);
    await listed(page, times).waitFor({ state: "attached" });
  }
});

siteTest("a bar stays held while the design is kept under a name of its own", async ({ page }) => {
  const kept = () => Object.keys(localStorage).some((key) => key.startsWith("syncline.own."));
  await slowPayment(page);
  await drag(page, /^Payment 5 × slower/, 5);
  await page.waitForFunction(kept);
  await page.getByRole("button", { name: /^Scenario: Shop checkout/ }).waitFor();
  await bar(page, "Payment 5 × slower, 25 s to 35 s").waitFor();
  await change(page, () => page.mouse.up());
  await listed(page, "25 s to 35 s").waitFor({ state: "attached" });
});

siteTest("a bar is moved, stretched, opened and removed by keys", async ({ page }) => {
  await slowPayment(page);
  const then = await moment(page);
  const slow = bar(page, /^Payment 5 × slower/);
  assert.match(await page.locator(`#${await slow.getAttribute("aria-describedby")}`).textContent(), /Arrow keys/);
  await slow.focus();
  for (const [key, times] of [
    ["ArrowRight", "21 s to 31 s"],
    ["Shift+ArrowRight", "21 s to 32 s"],
    ["Alt+ArrowLeft", "20.9 s to 31.9 s"],
    ["Shift+Alt+ArrowLeft", "20.9 s to 31.8 s"],
  ]) {
    await page.keyboard.press(key);
    await listed(page, times).waitFor({ state: "attached" });
    assert.ok(await slow.evaluate((it) => it === document.activeElement), `${key} keeps the focus`);
  }
  assert.equal(await moment(page), then, "the arrows belong to the bar");
  // A key that is held down is one change.
  await page.keyboard.down("ArrowRight");
  await page.keyboard.down("ArrowRight");
  await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  await listed(page, "23.9 s to 34.8 s").waitFor({ state: "attached" });
  await undo(page);
  await listed(page, "20.9 s to 31.8 s").waitFor({ state: "attached" });

  await slow.press("Enter");
  await page.getByRole("dialog", { name: "What goes wrong" }).waitFor();
  await page.keyboard.press("Escape");
  await slow.press("Delete");
  await slow.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.id === "break-button");
});

siteTest("the form says at the field what is wrong, and saves as one change", async ({ page }) => {
  await slowPayment(page);
  await bar(page, /^Payment/).dblclick();
  const form = page.getByRole("dialog", { name: "What goes wrong" });
  await form.getByLabel("Factor").fill("0");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Found 0; expected a factor of more than 0.").waitFor();
  assert.equal(await form.getByLabel("Factor").getAttribute("aria-invalid"), "true");
  await form.getByLabel("Factor").fill("2");
  await form.getByLabel("Begins at").fill("soon");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Found “soon”; expected a number of seconds from 0 to 1e6.").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "fault-field-at_s");
  await form.getByLabel("Begins at").fill("5");
  await form.getByLabel("Service").selectOption({ label: "Stock" });
  await change(page, () => form.getByRole("button", { name: "Save" }).click());
  await form.waitFor({ state: "hidden" });
  await bar(page, "Stock 2 × slower, 5 s to 15 s").waitFor();
  await undo(page);
  await bar(page, "Payment 5 × slower, 20 s to 30 s").waitFor();

  await openMenu(page);
  await menu(page).getByRole("button", { name: "Edit: Payment 5 × slower, 20 s to 30 s" }).click();
  await form.getByRole("button", { name: "Delete" }).click();
  await bar(page, /^Payment/).waitFor({ state: "detached" });
  await undo(page);
  await openMenu(page);
  await menu(page).getByRole("button", { name: /^Remove: Payment/ }).click();
  await bar(page, /^Payment/).waitFor({ state: "detached" });
});

siteTest("each kind of thing breaks from its place", async ({ page }) => {
  await at(page, 10);
  for (const [what, how, told] of [
    ["Stock", "Crash, never answering", "Stock down, and silent, 10 s to 20 s"],
    ["Mail", "Let work fail", "Mail fails 50 of 100, 10 s to 20 s"],
    ["Shop and Payment", "Cut Shop off from Payment", "Shop and Payment cut off, 10 s to 20 s"],
    ["Broker", "Take the broker away", "Broker away, 10 s to 20 s"],
    ["Award points", "Poison some events", "Award points 1 of 10 events is poison, 10 s to 20 s"],
    ["Requests", "Send more requests", "Requests 3 × as many, 10 s to 20 s"],
  ]) {
    await breaks(page, what, how);
    await bar(page, told).waitFor();
  }
  // And from the panel of what is looked at.
  await card(page, "Authorise payment").click();
  await panel(page).getByRole("heading", { name: "Authorise payment" }).waitFor();
  await openMenu(page);
  await menu(page).getByRole("button", { name: "Cut off from Shop" }).click();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll("#faults .fault-bar").length === 7);
  // A press on a bar looks at where it happens.
  await bar(page, /^Mail fails/).click();
  await panel(page).getByRole("heading", { name: "Mail" }).waitFor();
});

siteTest("a preset is one change, shows its effect and says what to watch", async ({ page }) => {
  await at(page, 5);
  const figures = async () => ({
    p95: await value(page, "Answer p95"),
    done: await value(page, "Completion p95"),
    success: await value(page, "Success"),
  });
  const choose = async (name) => {
    await change(page, async () => {
      await presets(page).click();
      await page.getByRole("group", { name: "Presets" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    });
    await page.locator(".watch", { hasText: name }).waitFor();
    return figures();
  };
  const before = await figures();
  const slow = await choose("Slow dependency");
  await bar(page, "Payment 2 × slower, 20 s to 30 s").waitFor();
  assert.ok(slow.p95 > 1.2 * before.p95, `${slow.p95} ms, ${before.p95} ms before`);
  const outage = await choose("Consumer outage and backlog");
  await bar(page, "Shipping down, 20 s to 35 s").waitFor();
  assert.equal(await bars(page).getByRole("button").count(), 1, "it takes the place of the one before");
  assert.equal(outage.p95, before.p95, "nobody who waits notices");
  assert.ok(outage.done > 2 * before.done, `${outage.done} ms, ${before.done} ms before`);
  const crash = await choose("Crash and recovery");
  assert.ok(crash.success < before.success - 5, `${crash.success} of 100`);
  for (let back = 0; back < 3; back += 1) await change(page, () => undo(page));
  assert.deepEqual(await figures(), before);
});

siteTest("every preset can be chosen in the checkout", async ({ page }) => {
  await at(page, 5);
  const first = await design(page);
  const group = page.getByRole("group", { name: "Presets" });
  const open = () => presets(page).click();
  await open();
  await group.getByRole("button").nth(13).waitFor();
  assert.equal(await group.getByRole("button").count(), 14);
  const expected = [
    ["Slow dependency", "Payment 2 × slower, 20 s to 30 s"],
    ["Crash and recovery", "Payment down, 20 s to 30 s"],
    ["Retry storm", "Payment 5 × slower, 20 s to 30 s"],
    ["Overload that stays", "Payment 20 × slower, 20 s to 23 s"],
    ["The same overload, with cancellation", "Payment 20 × slower, 20 s to 23 s"],
    ["Consumer outage and backlog", "Shipping down, 20 s to 35 s"],
    ["Broker outage without an outbox", "Broker away, 20 s to 30 s"],
    ["Traffic spike", "Requests 3 × as many, 20 s to 30 s"],
    ["Broker outage with an outbox", "Broker away, 20 s to 30 s"],
    ["Poison event", "Arrange shipping 1 of 10 events is poison, 20 s to 35 s"],
    ["Poison in an ordered partition", "Arrange shipping 1 of 10 events is poison, 20 s to 35 s"],
    ["Redrive of dead letters", "Shipping fails 100 of 100, 20 s to 35 s", "Arrange shipping dead letters redriven, at 40 s"],
    ["Consumer rebuilt from the start", "Arrange shipping replayed from the start, at 40 s"],
    ["Network partition", "Shop and Payment cut off, 20 s to 30 s"],
  ];
  for (const [index, [name, ...told]] of expected.entries()) {
    if (index > 0) await open();
    const preset = group.getByRole("button", { name: new RegExp(`^${name}`) });
    assert.equal(await preset.getAttribute("aria-disabled"), "false", name);
    await preset.click();
    await page.locator(".watch", { hasText: name }).waitFor();
    for (const one of told) await bar(page, one).waitFor();
    assert.equal(await bars(page).getByRole("button").count(), told.length);
  }
  // Without a trace (H6): all that they changed besides is as it was.
  await open();
  await group.getByRole("button", { name: "Remove the preset" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#faults .fault-bar").length === 0);
  assert.deepEqual(withoutName(await design(page)), withoutName(first));
  assert.equal(await page.locator(".watch").count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`bars, presets and the form have no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await slowPayment(page);
    assert.deepEqual(await accessibilityFindings(page), []);
    await presets(page).click();
    await page.getByRole("group", { name: "Presets" }).getByRole("button").first().waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
    await page.keyboard.press("Escape");
    await openMenu(page);
    await menu(page).getByRole("button", { name: /^Edit: Payment/ }).click();
    const form = page.getByRole("dialog", { name: "What goes wrong" });
    await form.getByLabel("Factor").fill("0");
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByText("expected a factor of more than 0").waitFor();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}

siteTest("on a phone the bars fit, and nothing scrolls sideways", { viewport: { width: 360, height: 800 } }, async ({ page }) => {
  await slowPayment(page);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok((await width()) <= 360);
  const box = await bar(page, /^Payment/).boundingBox();
  assert.ok(box.width >= 24 && box.height >= 24, `${box.width} × ${box.height}`);
  await presets(page).click();
  await page.getByRole("group", { name: "Presets" }).getByRole("button").first().waitFor();
  assert.ok((await width()) <= 360);
});
