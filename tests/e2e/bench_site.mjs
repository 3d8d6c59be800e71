// `node tests/e2e/bench_site.mjs`: how long the built site takes to answer, in headless Chromium. Prints a
// table and asserts nothing: `./dev bench` runs it.

import { appStarted, open, shutDown } from "./pages.mjs";
import { figuresShown } from "./screen.mjs";
import { flip, median } from "./timeline.mjs";

const FLIPS = 21;

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
