// What matters most is seen without scrolling at every size, and nothing on the stage is cut or lies over
// another thing: held by where things are on the page.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { figuresShown, openScenario } from "./screen.mjs";

const SIZES = [[1280, 720], [1024, 768], [1440, 900], [1920, 1080]];
const DESIGNS = ["Shop checkout", "StreamCore, thumbnails down", "FreightLogic, as it became"];
const CATALOGUE = [...DESIGNS, "FreightLogic, as it was", "Train trip", "Catalogue, reads beside writes", "Bank transfer of a day"];

/** Where everything is that a person is to see at once. */
const seen = (page) =>
  page.evaluate(() => {
    const rect = (it) => {
      const { left, top, right, bottom } = it.getBoundingClientRect();
      return { left, top, right, bottom };
    };
    const of = (selector) => rect(document.querySelector(selector));
    const cards = [...document.querySelectorAll(".stage .card")].map(rect);
    return {
      sentence: of("#sentence"),
      chips: of(".marks"),
      pane: of(".stage"),
      line: of(".stage .water"),
      cards,
      finding: document.querySelector("#verdict .finding") && of("#verdict .finding .finding-head"),
      transport: of(".play"),
      height: document.documentElement.scrollHeight,
    };
  });

/** Waits until nothing moves to its place any more. */
const settled = (page) => page.waitForTimeout(600);

async function isSeenAtOnce(page, name, width, height) {
  const { sentence, chips, pane, line, cards, finding, transport } = await seen(page);
  const label = `${name} at ${width} × ${height}`;
  const inside = (it, frame, what) => {
    assert.ok(it.left >= frame.left - 1 && it.right <= frame.right + 1, `${what} of ${label}, across: ${JSON.stringify(it)}`);
    assert.ok(it.top >= frame.top - 1 && it.bottom <= frame.bottom + 1, `${what} of ${label}: ${JSON.stringify(it)}`);
  };
  const page_ = { left: 0, top: 0, right: width, bottom: height };
  inside(sentence, page_, "the sentence");
  inside({ ...chips, right: Math.min(chips.right, width) }, page_, "the chips");
  inside(transport, page_, "the transport");
  assert.ok(line.top > pane.top && line.top < pane.bottom, `the line of ${label}: ${line.top} in ${JSON.stringify(pane)}`);
  const whole = cards.filter((it) => it.top >= pane.top && it.bottom <= pane.bottom + 1 && it.left >= pane.left && it.right <= pane.right + 1);
  assert.ok(whole.some((it) => it.bottom <= line.top), `a card above the line of ${label}`);
  assert.ok(whole.some((it) => it.top >= line.top), `a card below the line of ${label}`);
  return finding;
}

for (const [width, height] of SIZES) {
  siteTest(`${width} × ${height}: sentence, chips, the line between cards, the first finding and the transport are seen at once`, { viewport: { width, height } }, async ({ page }) => {
    await figuresShown(page);
    for (const name of DESIGNS) {
      await openScenario(page, name);
      await figuresShown(page);
      await page.locator("#verdict .finding").first().waitFor();
      await settled(page);
      const finding = await isSeenAtOnce(page, name, width, height);
      assert.ok(finding.bottom <= height, `the first finding of ${name} at ${width} × ${height}: ${finding.bottom}`);
    }
  });
}

siteTest("390 × 844: sentence, line, and a card on each side of it", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await figuresShown(page);
  for (const name of DESIGNS) {
    await openScenario(page, name);
    await figuresShown(page);
    await settled(page);
    await isSeenAtOnce(page, name, 390, 844);
  }
});

/** What is cut on the stage, and what lies over another thing, as sentences. */
const faults = (page) =>
  page.evaluate(() => {
    const found = [];
    const near = 1.5;
    const rect = (it) => it.getBoundingClientRect();
    const shown = (it) => it.textContent.trim() !== "" && rect(it).width > 0;
    const cards = [...document.querySelectorAll(".stage .card")];
    for (const card of cards) {
      const box = rect(card);
      for (const part of card.querySelectorAll(".card-name, .card-where, .card-foot .switch, .card-foot .note, .workers span")) {
        const it = rect(part);
        if (!shown(part)) continue;
        if (it.left < box.left - near || it.right > box.right + near || it.bottom > box.bottom + near || it.top < box.top - near) {
          found.push(`${part.className} “${part.textContent}” leaves its card`);
        }
        if (!part.matches(".switch") && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline") {
          found.push(`${part.className} “${part.textContent}” is cut: ${part.scrollWidth} in ${part.clientWidth}`);
        }
      }
      const lines = [...card.querySelectorAll(".card-name, .card-where, .workers, .card-foot")].map(rect);
      for (let at = 1; at < lines.length; at += 1) {
        if (lines[at].top < lines[at - 1].bottom - near * 2) found.push(`two lines of “${card.querySelector(".card-name").textContent}” overlap`);
      }
    }
    const labels = [...document.querySelectorAll(".stage .pipe p")].filter(shown);
    const over = (one, other) => one.left < other.right - near && other.left < one.right - near && one.top < other.bottom - near && other.top < one.bottom - near;
    const bodies = [...cards, ...document.querySelectorAll(".stage .pipe:not([hidden])")];
    bodies.forEach((one, at) => {
      for (const other of bodies.slice(at + 1)) if (over(rect(one), rect(other))) found.push("two cards or topics overlap");
    });
    labels.forEach((label, at) => {
      const it = rect(label);
      for (const body of bodies) {
        if (!body.contains(label) && over(it, rect(body))) found.push(`the topic’s name “${label.textContent}” lies over something`);
      }
      for (const other of labels.slice(at + 1)) if (over(it, rect(other))) found.push(`the topics’ names “${label.textContent}” and “${other.textContent}” overlap`);
    });
    return found;
  });

siteTest("nothing of the catalogue is cut or overlaps at any size", async ({ page }) => {
  await figuresShown(page);
  for (const name of CATALOGUE) {
    await openScenario(page, name);
    for (const [width, height] of [...SIZES, [390, 844]]) {
      await page.setViewportSize({ width, height });
      await settled(page);
      assert.deepEqual(await faults(page), [], `${name} at ${width} × ${height}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

/** Numbers that are the same in every run (mulberry32). */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return (((it ^ (it >>> 14)) >>> 0) / 2 ** 32) * below | 0;
  };
}

const WORDS = ["check", "the", "carrier", "Insurance", "WWWW", "of", "illicit", "reservations", "mail", "customer", "Donaudampfschifffahrt", "re-issue", "and", "12,345", "Überweisung", "pay"];

/** A name of so many letters at most. */
function name(below, letters) {
  let text = "";
  while (text.length < letters) text += (text ? " " : "") + WORDS[below(WORDS.length)];
  return text.slice(0, letters).trim() || "step";
}

/** A random design of up to 14 steps with long names, events, policies, partitions and units. */
function random(seed) {
  const below = chance(seed);
  const services = Array.from({ length: 1 + below(5) }, (_, it) => ({
    id: `v${it}`, name: name(below, 3 + below(28)), workers: [1, 4, 8, 20, 60, 400][below(6)],
  }));
  const steps = Array.from({ length: 1 + below(14) }, (_, it) => {
    const after = it > 0 && below(6) > 0 ? [`s${below(it)}`] : [];
    const event = it > 0 && below(3) === 0;
    return {
      id: `s${it}`, name: name(below, 3 + below(58)), service: `v${below(services.length)}`, after,
      work: { distribution: "exponential", mean_ms: [5, 250, 1234, 90_000][below(4)] },
      ...(event
        ? { mode: "event", event: { name: name(below, 4 + below(40)).replaceAll(/[^A-Za-z]/g, "") || "Done" }, delivery: below(3) ? {} : { partitions: 1 + below(12) } }
        : { call: below(2) ? { timeout_ms: 1500, retries: below(4), idempotent: true } : {} }),
      business: below(3) ? {} : { unit: "together" },
    };
  });
  return { syncline: 1, name: `Random ${seed}`, process: { entry: "v0", steps }, services, workload: { rate_per_s: 1, duration_s: 20 } };
}

for (const [at, [width, height]] of [...SIZES, [390, 844]].entries()) {
  siteTest(`40 random designs at ${width} × ${height}: nothing is cut or overlaps`, { viewport: { width, height } }, async ({ page }) => {
    await figuresShown(page);
    await page.locator("#verdict h2").first().waitFor({ state: "attached" });
    for (let seed = at * 40; seed < at * 40 + 40; seed += 1) {
      const document = random(seed + 1);
      await page.evaluate((text) => {
        const field = document.querySelector(".scenarios textarea");
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, JSON.stringify(document));
      await page.getByRole("button", { name: new RegExp(`^Scenario: Random ${seed + 1}\\b`) }).waitFor();
      await settled(page);
      assert.deepEqual(await faults(page), [], `seed ${seed + 1}`);
    }
  });
}

siteTest("sixty steps can be read, with an overview that leads to the others", async ({ page }) => {
  await figuresShown(page);
  const steps = Array.from({ length: 60 }, (_, it) => ({ id: `s${it}`, name: `Step number ${it}`, service: "v", after: it % 6 ? [`s${it - 1}`] : [] }));
  await page.evaluate((text) => {
    const field = document.querySelector(".scenarios textarea");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, JSON.stringify({ syncline: 1, name: "Sixty", process: { steps }, services: [{ id: "v", workers: 200 }], workload: { rate_per_s: 1, duration_s: 10 } }));
  await page.getByRole("button", { name: /^Scenario: Sixty/ }).waitFor();
  await settled(page);
  const letters = await page.locator(".stage .card-name").first().evaluate((it) => it.getBoundingClientRect().height);
  assert.ok(letters >= 13, `a line of a name is ${letters} px high`);
  const overview = page.locator(".overview");
  await overview.waitFor();
  assert.equal(await overview.locator(".call").count(), 60);
  const scrolled = () => page.locator(".stage-scroll").evaluate((it) => it.scrollTop);
  await page.locator(".stage-scroll").evaluate((it) => it.scrollTo(0, 0));
  const box = await overview.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height - 4);
  assert.ok((await scrolled()) > 100, `scrolled to ${await scrolled()}`);
  // Smaller, until all of it is seen.
  for (let press = 0; press < 7; press += 1) await page.keyboard.press("-");
  await page.waitForTimeout(500);
  assert.ok((await page.locator(".zoom button").nth(2).innerText()).match(/^\d+ %$/));
  await page.keyboard.press("z");
  await page.getByRole("button", { name: /^78 %, see it whole/ }).waitFor();
});
