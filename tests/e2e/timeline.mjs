// What the page's own timeline tells: what a frame costs, and what a flip takes. Asked by bench_frames.mjs,
// bench_site.mjs and the measures.

/** What of a frame is ours, and of which kind. */
const KINDS = {
  FireAnimationFrame: "script",
  FunctionCall: "script",
  UpdateLayoutTree: "style",
  Layout: "layout",
  // What is to be painted anew, and in which layers.
  PrePaint: "prepaint",
  Layerize: "prepaint",
  Paint: "paint",
};

/** What a frame takes until it can be painted, and with it. */
export const BEFORE_PAINT = ["script", "style", "layout", "prepaint"];
export const WITH_PAINT = [...BEFORE_PAINT, "paint"];

/** Records what the page does for a while: the events of its timeline. */
export async function traced(page, while_ms) {
  const client = await page.context().newCDPSession(page);
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  const traceConfig = { includedCategories: ["devtools.timeline"] };
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await page.waitForTimeout(while_ms);
  await client.send("Tracing.end");
  await complete;
  await client.detach();
  return events;
}

/** Milliseconds of each kind in each frame, from one animation frame to the next: as they pass (`dur`), or as
 * the page's own thread works (`tdur`), whatever else the machine does meanwhile. */
export function frames(events, length) {
  const whole = events.filter(({ name, ph, dur }) => name in KINDS && ph === "X" && dur !== undefined);
  whole.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const thread = whole.find(({ name }) => name === "FireAnimationFrame")?.tid;
  const costs = [];
  const enclosing = []; // what an event takes is its own, not also that of the events around it
  for (const event of whole) {
    if (event.tid !== thread) continue;
    if (event.name === "FireAnimationFrame") costs.push({ script: 0, style: 0, layout: 0, prepaint: 0, paint: 0 });
    const frame = costs.at(-1);
    if (!frame) continue;
    while (enclosing.length > 0 && event.ts >= enclosing.at(-1).end) enclosing.pop();
    const took = (event[length] ?? 0) / 1000;
    frame[KINDS[event.name]] += took;
    const around = enclosing.at(-1);
    if (around) around.frame[around.kind] -= took;
    enclosing.push({ end: event.ts + event.dur, frame, kind: KINDS[event.name] });
  }
  return costs.slice(1, -1);
}

/** What the frames cost in some kinds together, the cheapest first. */
export const totals = (frames, kinds) =>
  frames.map((frame) => kinds.reduce((sum, kind) => sum + frame[kind], 0)).sort((a, b) => a - b);

/** Of sorted values the one that a share of them does not exceed. */
export const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

export const median = (values) => at([...values].sort((a, b) => a - b), 0.5);

/** How long after its figures a flip is still at work on the page, with what follows from them. */
const FLIPPED_MS = 150;

/** Flips a step, and waits until the figures are fresh, and for what comes after that: how long it took, the
 * tasks of over 50 ms that belong to it, and those that came after it. */
export const flip = (page, step, { after_ms = FLIPPED_MS } = {}) =>
  page.evaluate(async ({ step, belongs_ms, after_ms }) => {
    const figures = document.querySelector(".figures");
    const button = [...document.querySelectorAll("[role=switch]")].find((it) =>
      it.getAttribute("aria-label").startsWith(`${step}:`),
    );
    const seen = [];
    const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    observer.observe({ type: "longtask" });
    const fresh = new Promise((resolve) => {
      // What a flip does may have been measured before it is pressed: then the figures are never busy, and change at once.
      const watch = new MutationObserver(() => {
        if (figures.getAttribute("aria-busy") !== "false") return;
        watch.disconnect();
        resolve(performance.now());
      });
      watch.observe(figures, { attributes: true, attributeFilter: ["aria-busy"] });
      watch.observe(figures.querySelector("table"), { subtree: true, childList: true, characterData: true });
    });
    const began = performance.now();
    button.click();
    const handled = performance.now();
    const ready = await fresh;
    await new Promise((resolve) => setTimeout(resolve, after_ms));
    observer.disconnect();
    const durations = (some) => some.map(({ duration }) => duration);
    const tasks = durations(seen.filter(({ startTime }) => startTime <= ready + belongs_ms));
    const later = durations(seen.filter(({ startTime }) => startTime > ready + belongs_ms));
    return { took: ready - began, handled: handled - began, tasks, later, longest: Math.max(0, ...tasks) };
  }, { step, belongs_ms: FLIPPED_MS, after_ms });
