// One cold start of the site, watched from within the page: when what is there, what shifts, which tasks hold
// the page, and what was downloaded until when.

const EVERYTHING_MS = 120_000;

/** How long the page is still watched once everything is there. */
const AFTER_MS = 2_000;

/** What is waited for, in this order. */
export const MARKS = ["text", "stage", "moving", "sentence", "everything"];

/**
 * Opens the site in a profile of its own, without a cache: `{ marks, shifts, tasks, held, bytes }`, all times in
 * milliseconds from the start of the navigation; `held` are the frames that tasks held up, and who did. `network` is `{ bits_per_s, latency_ms }`, or left out.
 */
export async function coldStart(browser, site, { viewport, network }) {
  const tab = await browser.newContext({ viewport });
  try {
    const page = await tab.newPage();
    if (network) await slowDown(page, network);
    await page.addInitScript(watch);
    site.forget();
    await page.goto(site.url);
    await page.waitForFunction(() => globalThis.watched.complete, null, { timeout: EVERYTHING_MS });
    await page.waitForTimeout(AFTER_MS);
    const seen = await page.evaluate(() => globalThis.watched);
    return { ...seen, bytes: { sentence: await bytesUntil(page, seen.marks.sentence), all: site.sent() } };
  } finally {
    await tab.close();
  }
}

/** Bytes of the bodies that have come until then, as they go over the wire; what workers fetch comes later. */
const bytesUntil = (page, moment) =>
  page.evaluate((moment) => {
    const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const early = came.filter(({ name, responseEnd }) => name.startsWith("http") && responseEnd <= moment);
    return early.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  }, moment);

async function slowDown(page, { bits_per_s, latency_ms }) {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latency_ms,
    downloadThroughput: bits_per_s / 8,
    uploadThroughput: bits_per_s / 8,
  });
}

/** Runs in the page, before anything of it. */
function watch() {
  const watched = (globalThis.watched = { marks: {}, shifts: [], tasks: [], held: [], complete: false });
  const text = (id) => document.getElementById(id)?.textContent ?? "";
  let moment = "";
  const looks = {
    stage: () => document.querySelector(".stage .cards > .card") !== null,
    moving: () => {
      const now = text("moment");
      const before = moment;
      moment ||= now;
      return before !== "" && now !== before;
    },
    sentence: () => /\d/.test(text("sentence")),
    everything: () => document.querySelector("#verdict h2") !== null,
  };
  const left = new Set(Object.keys(looks));
  // A look after each frame, so that what is found there was painted.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    for (const name of left) {
      if (!looks[name]()) continue;
      watched.marks[name] = performance.now();
      left.delete(name);
    }
    watched.complete = left.size === 0;
    if (!watched.complete) next();
  };
  const next = () => requestAnimationFrame(() => port2.postMessage(null));
  next();
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") watched.marks.text = startTime;
  });
  observe("layout-shift", ({ value, startTime, hadRecentInput, sources }) => {
    if (hadRecentInput) return;
    const who = sources.map(({ node, previousRect: from, currentRect: to }) => {
      const name = node?.id ? `#${node.id}` : [node?.nodeName.toLowerCase(), node?.className].filter(Boolean).join(" ") || "what is gone";
      const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
      return `${name} (${place(from)} to ${place(to)})`;
    });
    watched.shifts.push({ value, at: startTime, who });
  });
  observe("longtask", ({ startTime, duration }) => watched.tasks.push({ at: startTime, took: duration }));
  // Who called whom in a long task is only told of the frame that it held up.
  observe("long-animation-frame", ({ startTime, duration, scripts }) => {
    const who = scripts.map(({ invoker, duration }) => `${invoker.split("/").pop()} ${Math.round(duration)}`);
    watched.held.push({ from: startTime, to: startTime + duration, who });
  });
}
