// What a frame costs while a large design plays.

import { figuresShown, openDocument } from "../screen.mjs";
import { frames, traced } from "../timeline.mjs";

const PLAY_MS = 5_000;

/** Until the figures of a large design stand, on a slow machine. */
const FIGURES_MS = 120_000;

/** A design of so many steps on so many services: the first half call each other, the rest follows as events. */
function large(steps, services) {
  const half = steps / 2;
  return {
    syncline: 1,
    name: "Large",
    process: {
      entry: "service-0",
      steps: Array.from({ length: steps }, (_, n) => ({
        id: `step-${n}`,
        name: `Step number ${n}`,
        service: `service-${n % services}`,
        after: n === 0 ? [] : [`step-${n < half ? Math.max(0, n - 1 - (n % 3)) : n - half}`],
        ...(n < half ? {} : { mode: "event" }),
        work: { distribution: "exponential", mean_ms: 5 + (n % 7) },
      })),
    },
    services: Array.from({ length: services }, (_, n) => ({ id: `service-${n}`, name: `Service ${n}`, workers: 6 })),
    workload: { rate_per_s: 20 },
  };
}

/** Plays the same seconds again and again: for each time the frames, as time passes and as the thread works. */
export async function playedFrames(browser, site, { steps, services, runs, viewport, beat }) {
  const tab = await browser.newContext({ viewport });
  try {
    const page = await tab.newPage();
    await page.goto(site.url);
    await figuresShown(page);
    await page.locator("#verdict h2").first().waitFor({ state: "attached" });
    await openDocument(page, large(steps, services));
    await page.getByRole("button", { name: /^Scenario: Large/ }).waitFor();
    await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached", timeout: FIGURES_MS });
    await page.waitForTimeout(4_000);
    const played = [];
    for (let run = 1; run <= runs; run += 1) {
      beat(run);
      await page.keyboard.press("Home");
      const moment = () => page.locator("#moment").innerText();
      const before = await moment();
      const events = await traced(page, PLAY_MS);
      if ((await moment()) === before) throw new Error("the stage does not play");
      played.push({ passed: frames(events, "dur"), worked: frames(events, "tdur"), seconds: PLAY_MS / 1000 });
    }
    return played;
  } finally {
    await tab.close();
  }
}
