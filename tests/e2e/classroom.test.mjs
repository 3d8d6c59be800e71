// From the classroom and the wiki: what a teacher, a reader of other pages and an unlucky network meet. The tests
// are named after the points of the design.

import assert from "node:assert/strict";
import { test } from "node:test";
import { appStarted, siteTest } from "./harness.mjs";
import { open } from "./pages.mjs";
import { card, change, figuresShown, openDocument, stepSwitch, value } from "./screen.mjs";

const RUN_MS = 60_000;
const announced = (page) => page.locator('.spoken[role="status"]').first();
const rooms = (page) => page.locator("#verdict h2").first().waitFor({ state: "attached" });
const legend = (page) => page.locator(".legend-row .legend");

/** Presents, whatever has the focus. */
async function present(page) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("p");
  await page.locator(".app.present").waitFor();
}

test("C1: that no worker comes is said, all goes on, and it can be tried again", { timeout: 120_000 }, async () => {
  const files = /syncline-worker-/;
  const { page, problems, close } = await open({ prepare: (page) => page.route(files, (route) => route.abort()) });
  await figuresShown(page);
  const note = page.locator(".alone");
  await note.getByText(/could not be started: the page does it itself, to the same figures/).waitFor({ timeout: RUN_MS });
  const before = await value(page, "Answer p95");
  await change(page, () => stepSwitch(page, "Send receipt").click());
  await page.waitForFunction(() => document.querySelector('.figures[aria-busy="false"]'));
  assert.ok((await value(page, "Answer p95")) < before / 2);
  const work = async () => JSON.parse(await page.locator("#rescue-work").textContent()).process;
  const kept = await work();
  // Once more in vain, then not.
  await note.getByRole("button", { name: "Try again" }).click();
  await note.getByText(/could not be started/).waitFor({ timeout: RUN_MS });
  await page.unroute(files);
  const [worker] = await Promise.all([page.waitForEvent("worker"), note.getByRole("button", { name: "Try again" }).click()]);
  assert.match(worker.url(), files);
  await note.getByText(/could not be started/).waitFor({ state: "detached", timeout: RUN_MS });
  assert.deepEqual(await work(), kept);
  assert.deepEqual(problems.filter((problem) => !/Failed to load|request failed|Failed to fetch/.test(problem)), []);
  await close();
});

siteTest("C1: a built-in scenario that does not come is said, and what was open stays", async ({ page, problems }) => {
  await figuresShown(page);
  await rooms(page);
  await page.route(/catalogue\/.*train-trip/, (route) => route.abort());
  const kept = await page.locator("#rescue-work").textContent();
  const choose = async () => {
    await page.getByRole("button", { name: /^Scenario: / }).click();
    await page.getByRole("group", { name: "Scenarios" }).getByRole("button", { name: /^Train trip/ }).click();
  };
  await choose();
  await page.getByRole("alert").getByText(/could not be loaded; try again when this page can reach its server/).waitFor();
  assert.equal(await page.locator("#rescue-work").textContent(), kept);
  await page.unroute(/catalogue\/.*train-trip/);
  await page.keyboard.press("Escape");
  await choose();
  await page.getByRole("button", { name: /^Scenario: Train trip/ }).waitFor();
  problems.splice(0, problems.length, ...problems.filter((it) => !/Failed to load|request failed|Failed to fetch/.test(it)));
});

siteTest("C4: a reader hears what each step comes after, and what happens at each event", async ({ page }) => {
  await figuresShown(page);
  const after = page.locator(".card", { hasText: "Reserve stock" }).locator(".spoken").first();
  assert.match(await after.textContent(), /After Authorise payment/);
  await page.keyboard.press("Home");
  await page.evaluate(() => document.activeElement?.blur());
  const said = new Set();
  for (let event = 0; event < 12; event += 1) {
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((said) => {
      const now = document.querySelector('.spoken[role="status"]').textContent;
      return /^At [\d.]+ s: /.test(now) && !said.includes(now);
    }, [...said]);
    said.add(await announced(page).evaluate((it) => it.textContent));
  }
  const all = [...said].join("\n");
  assert.match(all, /request \d+ arrives/);
  assert.match(all, /request \d+, .+ is called/);
  assert.match(all, /request \d+, .+ begins: a worker takes it/);
});

const DOCUMENT = (name) => ({
  syncline: 1,
  name: "Bücher",
  process: { entry: "laden", steps: [{ id: "zahlen", name, service: "kasse", work: { distribution: "constant", mean_ms: 100 } }] },
  services: [{ id: "laden" }, { id: "kasse", workers: 4 }],
  workload: { rate_per_s: 5 },
});

siteTest("C5: a file in Latin-1 is read as that, and it is said", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: /^Scenario: / }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file…" }).click();
  const buffer = Buffer.from(JSON.stringify(DOCUMENT("Bücher bezahlen – später")).replace("–", "-"), "latin1");
  await (await chooser).setFiles({ name: "buecher.syncline.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: /^Scenario: Bücher/ }).waitFor();
  await page.getByRole("alert").getByText(/buecher\.syncline\.json is not UTF-8: it was read as Windows-1252 \(Latin-1\)/).waitFor();
  await card(page, "Bücher bezahlen - später").waitFor();
});

siteTest("C5: marks in a name are shown and turn nothing round; a long name wraps", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, DOCUMENT("Pay \u202etnemyap\u202c now"));
  await page.getByRole("button", { name: /^Scenario: Bücher/ }).waitFor();
  await card(page, "Pay ⟨U+202E⟩tnemyap⟨U+202C⟩ now").waitFor();
  const raw = await page.evaluate(() => /[\u202a-\u202e\u2066-\u2069]/.test(document.querySelector(".app").innerText));
  assert.equal(raw, false, "no mark is left that would turn what follows");
  const long = "Reconcile the settlement files of all acquirers with the general ledger";
  await openDocument(page, DOCUMENT(long), "long.syncline.json");
  await card(page, long).waitFor();
  const cut = await card(page, long).evaluate((it) => [it.scrollWidth > it.clientWidth + 1, getComputedStyle(it).textOverflow, it.getClientRects().length]);
  assert.equal(cut[0], false);
});

siteTest("C7: what goes wrong has its sign and its count in the legend, presented too", async ({ page }) => {
  await figuresShown(page);
  await rooms(page);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Retry storm|^Retries without/ }).first().click();
  await present(page);
  await page.evaluate(() => {
    const slider = document.querySelector(".seek");
    slider.value = slider.max;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const sign = (name) => legend(page).getByRole("listitem").filter({ hasText: new RegExp(`^${name}`) });
  for (const name of ["retry", "time-out", "late answer"]) {
    await page.waitForFunction((name) => {
      const item = Array.from(document.querySelectorAll(".legend-row .legend li")).find((it) => it.textContent.trim().startsWith(name));
      return /\d/.test(item?.querySelector("b")?.textContent ?? "");
    }, name);
    assert.ok(await sign(name).isVisible(), name);
  }
  assert.match(await legend(page).innerText(), /[\d.]+ attempts each/);
  // At the start nothing has happened yet.
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector(".legend-row .attempts").textContent === "");
});

siteTest("C7: one request is followed, in rings, so slowly that its messages are seen one by one", async ({ page }) => {
  await figuresShown(page);
  await rooms(page);
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Trace" }).click();
  await page.getByRole("button", { name: /^Request \d+/ }).first().click();
  await page.getByRole("button", { name: "Follow it" }).click();
  await page.locator('.app[data-view="Stage"]').waitFor();
  await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  const speed = await page.getByRole("combobox", { name: "Speed" }).inputValue();
  assert.match(speed, /^1\/\d+ ×$/);
});

siteTest("C8: in Present there are presets with what to watch, charts, before and after, and how long a fault lasts", async ({ page }) => {
  await figuresShown(page);
  await rooms(page);
  await present(page);
  await page.getByRole("button", { name: "Presets" }).click();
  await change(page, () => page.getByRole("button", { name: /^Slow dependency/ }).click());
  await page.locator(".watch").getByText(/Slow dependency/).waitFor();
  assert.match(await page.locator(".fault-bar").first().innerText(), /, \d+ s to \d+ s$/);
  await page.locator(".marks .mark", { hasText: /\(before: [^)]+\)/ }).first().waitFor({ timeout: RUN_MS });
  await page.getByRole("button", { name: "Charts" }).click();
  await page.locator(".charts .chart").first().waitFor();
  const sizes = await page.evaluate(() => {
    const bottom = (selector) => document.querySelector(selector).getBoundingClientRect().bottom;
    const pane = document.querySelector(".stage").getBoundingClientRect();
    const cards = Array.from(document.querySelectorAll(".stage .card"), (it) => it.getBoundingClientRect());
    return { timeline: bottom(".timeline"), window: innerHeight, pane: pane.height, out: cards.filter((it) => it.bottom > pane.bottom + 1 || it.right > pane.right + 1).length };
  });
  assert.ok(sizes.timeline <= sizes.window + 1, JSON.stringify(sizes));
  assert.equal(sizes.out, 0, JSON.stringify(sizes));
});

const SIZES = [[1280, 720], [1024, 768], [900, 560], [480, 360]];

/** What of a stage that stands alone is not seen. */
const unseen = (page) =>
  page.evaluate(() => {
    const box = (it) => it.getBoundingClientRect();
    const [pane, foot] = [box(document.querySelector(".stage")), box(document.querySelector(".timeline"))];
    const outside = (it, of) => it.left < of.left - 1 || it.right > of.right + 1 || it.top < of.top - 1 || it.bottom > of.bottom + 1;
    const found = [];
    for (const card of document.querySelectorAll(".stage .card, .stage .pipe:not([hidden])")) {
      if (outside(box(card), pane)) found.push(card.textContent.trim().slice(0, 30));
    }
    const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (const selector of [".alone-name", "#sentence", ".legend-row .legend", ".play"]) {
      const element = document.querySelector(selector);
      if (!element || element.getClientRects().length === 0 || outside(box(element), window_)) found.push(selector);
    }
    if (box(document.querySelector(".legend-row")).bottom > foot.top + 1) found.push("the legend lies over the foot");
    if (document.documentElement.scrollHeight > innerHeight + 1) found.push("the page scrolls");
    return found;
  });

const SCENARIOS = ["checkout", "streamcore-thumbnails-down", "freightlogic-as-it-became"];
for (const [width, height] of SIZES) {
  for (const scenario of SCENARIOS) {
    const viewport = { width, height };
    siteTest(`the whole stage of ${scenario} is seen in a frame of ${width} × ${height}`, { viewport, address: `?embed#s1&at_s=12&scenario=${scenario}` }, async ({ page }) => {
      await appStarted(page);
      await page.locator("#sentence b").first().waitFor({ timeout: RUN_MS });
      await page.waitForFunction(() => !document.querySelector(".picture.unplaced"));
      await page.waitForTimeout(500);
      assert.deepEqual(await unseen(page), []);
    });
    siteTest(`the whole stage of ${scenario} is seen presented at ${width} × ${height}`, { viewport, address: `#s1&at_s=12&scenario=${scenario}` }, async ({ page }) => {
      await figuresShown(page);
      await rooms(page);
      await present(page);
      await page.waitForTimeout(500);
      assert.deepEqual(await unseen(page), []);
    });
  }
}
