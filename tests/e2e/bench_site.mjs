// `node tests/e2e/bench_site.mjs`: how long the built site takes to answer, in headless Chromium. Prints a
// table and asserts nothing: `./dev bench` runs it.

import { appStarted, open, shutDown } from "./pages.mjs";
import { figuresShown } from "./screen.mjs";

const FLIPS = 21;

/** Flips a step, and waits until the figures are fresh: how long that took, and the longest task. */
const flip = (page, step) =>
  page.evaluate(async (name) => {
    const figures = document.querySelector(".figures");
    const button = [...document.querySelectorAll("[role=switch]")].find((it) =>
      it.getAttribute("aria-label").startsWith(`${name}:`),
    );
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => it.duration)));
    observer.observe({ type: "longtask" });
    const fresh = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (figures.getAttribute("aria-busy") !== "false") return;
        watch.disconnect();
        resolve(performance.now());
      });
      watch.observe(figures, { attributes: true, attributeFilter: ["aria-busy"] });
    });
    const began = performance.now();
    button.click();
    const handled = performance.now();
    const took = (await fresh) - began;
    await new Promise((resolve) => setTimeout(resolve, 150));
    observer.disconnect();
    return { took, handled: handled - began, longest: Math.max(0, ...tasks) };
  }, step);

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(0).padStart(6)} ms`;

const visit = await open({});
await appStarted(visit.page);
await figuresShown(visit.page);
// The worker comes with the first figures.
await visit.page.waitForTimeout(1500);
const flips = [];
for (let turn = 0; turn < FLIPS; turn += 1) flips.push(await flip(visit.page, "Send receipt"));
console.log(`\na flip of the checkout in headless Chromium, from the press to fresh figures, ${FLIPS} times\n`);
console.log(`${ms(flips[0].took)}  the first`);
console.log(`${ms(median(flips.map((it) => it.took)))}  median`);
console.log(`${ms(Math.max(...flips.map((it) => it.took)))}  longest`);
console.log(`${ms(median(flips.map((it) => it.handled)))}  of these the press itself, with the recording: median`);
console.log(`${ms(Math.max(...flips.map((it) => it.longest)))}  longest task of the main thread (0: none over 50)`);
await visit.close();
await shutDown();
