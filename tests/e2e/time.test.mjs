// Time: any moment looks the same however one came to it; speeds, flows, charts; messages to press on.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { exactMoment, figuresShown, followMoment, moment, openDocument, seekTo } from "./screen.mjs";

/** Everything that is drawn: the pixels of the canvas, and what the cards say. */
const picture = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const canvas = document.querySelector("canvas.messages");
    const drawn = canvas.toDataURL();
    const cards = [...document.querySelectorAll(".cards > li")].map((card) => card.textContent);
    const squares = [...document.querySelectorAll(".squares path")].map((path) => path.getAttribute("d"));
    return { drawn, cards, squares, moment: document.getElementById("moment").textContent };
  });

siteTest("going to a moment and playing to it give the same picture", async ({ page }) => {
  await figuresShown(page);
  await followMoment(page);
  for (const speed of ["1 ×", "5 ×", "100 ×"]) {
    await page.getByRole("combobox", { name: "Speed" }).selectOption(speed);
    await page.keyboard.press("Home");
    await page.waitForTimeout(speed === "100 ×" ? 250 : 1_500);
    await page.getByRole("button", { name: "Pause" }).click();
    const reached = await exactMoment(page);
    assert.ok(reached > 0, `${reached} µs were played`);
    const played = await picture(page);
    await seekTo(page, 40_000_000);
    const elsewhere = await picture(page);
    assert.notEqual(elsewhere.drawn, played.drawn, "another moment is another picture");
    await seekTo(page, reached);
    assert.deepEqual(await picture(page), played, `at ${speed}`);
  }
});

siteTest("one event at a time: as many steps back as forward lead to the same picture", async ({ page }) => {
  await figuresShown(page);
  await followMoment(page);
  await seekTo(page, 5_000_000);
  await page.keyboard.press("ArrowRight");
  const before = await exactMoment(page);
  const first = await picture(page);
  for (let event = 0; event < 5; event += 1) await page.keyboard.press("ArrowRight");
  assert.ok((await exactMoment(page)) > before);
  for (let event = 0; event < 5; event += 1) await page.keyboard.press("ArrowLeft");
  assert.equal(await exactMoment(page), before);
  assert.deepEqual(await picture(page), first);
});

siteTest("from slow motion to hundreds of times: the clock follows the speed", async ({ page }) => {
  await figuresShown(page);
  const speed = page.getByRole("combobox", { name: "Speed" });
  await speed.selectOption("1/50 ×");
  await page.keyboard.press("Home");
  await page.waitForTimeout(600);
  assert.ok((await moment(page)) < 0.2, "slow motion");
  await speed.selectOption("200 ×");
  await page.keyboard.press("Home");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  assert.ok((await moment(page)) > 60, "a minute has passed at once");
});

siteTest("all charts: six, with a table behind them", async ({ page }) => {
  await figuresShown(page);
  const names = page.locator(".track-names p");
  assert.equal(await page.locator("#charts").isVisible(), false, "the timeline is one row");
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await names.first().waitFor();
  assert.equal(await names.count(), 3);
  await page.getByRole("button", { name: "All charts" }).click();
  const texts = await names.allInnerTexts();
  for (const name of ["Answer", "Answered", "Failures", "Waiting events", "Lag", "Busy workers"]) {
    assert.ok(texts.some((text) => text.startsWith(name)), `${name} in ${texts}`);
  }
  await page.getByRole("button", { name: "As a table" }).click();
  const head = page.getByRole("dialog").getByRole("columnheader");
  assert.deepEqual(await head.allInnerTexts(), [
    "From", "Answer p50", "Answer p95", "Answered per s", "Failures", "Waiting events", "Lag", "Busy workers",
  ]);
});

siteTest("a message that is pressed opens its request", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Close" }).click({ timeout: 500 }).catch(() => {});
  await seekTo(page, 6_000_000);
  // A dot beside the cards, on a link.
  const dot = () =>
    page.evaluate(() => {
      const canvas = document.querySelector("canvas.messages");
      const box = canvas.getBoundingClientRect();
      const scale = canvas.width / box.width;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let y = 4; y < box.height - 4; y += 3) {
        for (let x = 4; x < box.width - 4; x += 3) {
          const filled = [-2, 0, 2].every((d) => data[(Math.round((y + d) * scale) * canvas.width + Math.round((x + d) * scale)) * 4 + 3] > 250);
          const top = document.elementFromPoint(box.left + x, box.top + y);
          if (filled && top?.closest(".picture") && !top.closest("button, .card, .pipe")) return { x: box.left + x, y: box.top + y };
        }
      }
      return null;
    });
  let place = await dot();
  for (let turn = 1; !place && turn < 60; turn += 1) {
    await seekTo(page, 6_000_000 + turn * 40_000);
    place = await dot();
  }
  assert.ok(place, "there is a message to press");
  await page.mouse.click(place.x, place.y);
  await page.locator('.app[data-view="Trace"]').waitFor();
});

siteTest("presenting: the stage alone, and back by Escape", async ({ page }) => {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.keyboard.press("p");
  await page.getByRole("banner").waitFor({ state: "hidden" });
  await page.getByRole("complementary").waitFor({ state: "hidden" });
  const size = await page.locator("#sentence").evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize) * (it.currentCSSZoom ?? 1));
  assert.ok(size >= 32, `the sentence is ${size} px high`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(sideways <= 0, `${sideways} px too wide`);
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("banner").waitFor();
});

/** Sixty steps on twenty-five services, half of them behind events. */
function large() {
  const services = Array.from({ length: 25 }, (_, n) => ({ id: `service-${n}`, name: `Service ${n}`, workers: 6 }));
  const steps = Array.from({ length: 60 }, (_, n) => ({
    id: `step-${n}`,
    name: `Step number ${n}`,
    service: `service-${n % 25}`,
    after: n === 0 ? [] : [`step-${n < 30 ? Math.max(0, n - 1 - (n % 3)) : n - 30}`],
    ...(n < 30 ? {} : { mode: "event" }),
    work: { distribution: "exponential", mean_ms: 5 + (n % 7) },
  }));
  return { syncline: 1, name: "Large", process: { entry: "service-0", steps }, services, workload: { rate_per_s: 20 } };
}

siteTest("sixty steps on twenty-five services are readable, and quick", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, large());
  await page.getByRole("button", { name: /^Scenario: Large/ }).waitFor();
  await figuresShown(page);
  const cards = await page.locator(".cards > .card").evaluateAll((all) =>
    all.map((card) => {
      const { left, top, right, bottom } = card.getBoundingClientRect();
      const name = card.querySelector(".card-name");
      return { left, top, right, bottom, cut: name.scrollWidth > name.clientWidth, size: Number.parseFloat(getComputedStyle(name).fontSize) };
    }),
  );
  assert.equal(cards.length, 61);
  for (const [index, one] of cards.entries()) {
    assert.ok(!one.cut && one.size >= 12, `card ${index} is legible`);
    for (const other of cards.slice(index + 1)) {
      const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      assert.ok(apart, "no two cards overlap");
    }
  }
  // Nothing that is done at once holds the page for long: pressed, a switch has flipped.
  const took = await page.evaluate(() => {
    const began = performance.now();
    document.querySelectorAll("[role=switch]")[40].click();
    return performance.now() - began;
  });
  console.log(`a flip among sixty steps was handled in ${took.toFixed(0)} ms`);
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached" });
});
