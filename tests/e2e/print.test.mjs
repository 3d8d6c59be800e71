// On paper: light whatever the theme, told apart without backgrounds, each chart with its names, and the whole stage,
// in a frame of another page too.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { siteTest } from "./harness.mjs";
import { closePages, pageWith } from "./outer.mjs";
import { launch, open } from "./pages.mjs";
import { lettering, printed } from "./paper.mjs";
import { figuresShown, seekTo } from "./screen.mjs";

const RUN_MS = 90_000;
/** A sheet on its side without its margins, in pixels of CSS. */
const SHEET = { width: 1032, height: 703 };
const CHECKOUT = "s1&scenario=checkout&at_s=12";

after(closePages);

/** The rooms are there, and the run rests where something is on its way. */
async function atRest(page) {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Pause" }).click();
  await seekTo(page, 22_000_000);
  await page.waitForTimeout(400);
}

async function show(page, view) {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
  await page.locator("#view h2").waitFor();
}

/** The page as it would be printed, on a sheet. */
async function asOnPaper(page) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(SHEET);
  await page.waitForTimeout(300);
}

/** A frame once its stage is drawn. */
async function drawn(frame) {
  await frame.locator(".card").first().waitFor();
  await frame.locator("#sentence", { hasText: /\d\s(m?s|min)/ }).waitFor({ timeout: RUN_MS });
}

/** How far a colour of CSS is from white, as the ratio of their luminances. */
function contrast(color) {
  const [r, g, b] = color.match(/[\d.]+/g).map((it) => Number(it) / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** Of each kind of text on the stage and around it, its colour; in the page. */
const textColors = () =>
  [".saying", ".card-name", ".card-where", ".card-foot", ".line-name", ".band-name", ".switch", ".pipe-event", ".legend li"].flatMap((kind) =>
    Array.from(document.querySelectorAll(kind), (it) => [kind, getComputedStyle(it).color]));

/** How large the canvas is for its place, and whether what is drawn on it is the call of the light theme, or of the dark one; in the page. */
const canvas = () => {
  const canvas = document.querySelector(".stage .messages");
  // Read from a copy, for the browser warns of a canvas that is both shown and read.
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const has = (ink) => {
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255 && ink.every((part, index) => data[at + index] === part)) return true;
    return false;
  };
  return { ratio: canvas.width / canvas.clientWidth, light: has([0x25, 0x6a, 0x8e]), dark: has([0x72, 0xbb, 0xe3]) };
};

for (const [theme, options] of [["of the system", { colorScheme: "dark" }], ["that was chosen", { address: "#s1&scenario=checkout&theme=dark" }]]) {
  siteTest(`E4: a page in the dark theme ${theme} is printed light, its canvas too`, options, async ({ page }) => {
    await atRest(page);
    assert.deepEqual((({ light, dark }) => [light, dark])(await page.evaluate(canvas)), [false, true]);
    const { pdf, seen } = await printed(page, page, `() => ({ texts: (${textColors})(), canvas: (${canvas})(), body: getComputedStyle(document.body).backgroundColor, card: getComputedStyle(document.querySelector(".card")).backgroundColor })`);
    for (const [kind, color] of seen.texts) assert.ok(contrast(color) >= 4.5, `${kind} in ${color}`);
    assert.ok(seen.texts.some(([kind]) => kind === ".legend li"), "the legend is there, for nothing can be asked on paper");
    assert.deepEqual([seen.body, seen.card], ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]);
    assert.deepEqual({ ...seen.canvas, ratio: Math.round(seen.canvas.ratio) }, { ratio: 4, light: true, dark: false });
    const pages = lettering(pdf);
    assert.ok(pages.length === 2 && pages.every((runs) => runs > 20), `${pages} runs of letters on the pages`);
    // On the screen all is as it was.
    await page.waitForTimeout(600);
    assert.deepEqual((({ light, dark }) => [light, dark])(await page.evaluate(canvas)), [false, true]);
    assert.ok(contrast((await page.evaluate(textColors))[0][1]) < 2);
  });
}

// The emulation of another screen changes its density and tells nobody, as a screen does: that is told here.
const keepsQueries = (page) =>
  page.addInitScript(() => {
    const ask = globalThis.matchMedia.bind(globalThis);
    globalThis.densities = [];
    globalThis.matchMedia = (query) => {
      const list = ask(query);
      if (query.includes("resolution")) globalThis.densities.push(list);
      return list;
    };
  });

siteTest("E4: the canvas is drawn anew for a screen of another density, though the run rests", { prepare: keepsQueries }, async ({ page }) => {
  await atRest(page);
  const client = await page.context().newCDPSession(page);
  for (const deviceScaleFactor of [2, 3, 1]) {
    await client.send("Emulation.setDeviceMetricsOverride", { width: 1440, height: 900, deviceScaleFactor, mobile: false });
    await page.waitForFunction((wanted) => devicePixelRatio === wanted, deviceScaleFactor);
    await page.evaluate(() => globalThis.densities.at(-1).dispatchEvent(new Event("change")));
    await page.waitForFunction((wanted) => {
      const canvas = document.querySelector(".stage .messages");
      return Math.abs(canvas.width / canvas.clientWidth - wanted) < 0.02;
    }, deviceScaleFactor);
    assert.ok((await page.evaluate(canvas)).light, "and it is not empty");
  }
});

siteTest("E4: on paper there is nothing to be pressed, and the stage is whole, with its moment", async ({ page }) => {
  await atRest(page);
  await asOnPaper(page);
  for (const pressed of [".transport-buttons", ".seek", ".views", ".tools", ".zoom", "#breaking", ".tabs"]) assert.ok(!(await page.locator(pressed).isVisible()), pressed);
  assert.match(await page.locator(".clock").innerText(), /22/);
  const [stage, ...inside] = await page.evaluate(() => [".stage", ".stage .card", ".stage .line-name", ".stage .band-name"].flatMap((it) =>
    Array.from(document.querySelectorAll(it), (found) => found.getBoundingClientRect().toJSON())));
  assert.ok(stage.left >= 0 && stage.right <= SHEET.width && stage.bottom <= SHEET.height, JSON.stringify(stage));
  for (const it of inside) assert.ok(it.left >= stage.left && it.right <= stage.right && it.top >= stage.top && it.bottom <= stage.bottom, JSON.stringify([it, stage]));
});

/** How each switch says what it is: its word, its colour, and the shape of its knob; in the page. */
const switches = () =>
  Array.from(document.querySelectorAll(".stage .switch"), (it) => {
    const [own, knob] = [getComputedStyle(it), getComputedStyle(it, "::before")];
    const round = knob.borderRadius === "50%";
    return { word: it.innerText, color: own.color, edge: own.outlineStyle, background: own.backgroundColor, filled: Number.parseFloat(knob.borderTopWidth) * 2 >= Number.parseFloat(knob.width) - 1, round };
  });

siteTest("C6: without backgrounds a call and an event have each their word, their outline and their shape", { colorScheme: "dark" }, async ({ page }) => {
  await atRest(page);
  await asOnPaper(page);
  const all = await page.evaluate(switches);
  assert.deepEqual([...new Set(all.map(({ word, round }) => `${word} ${round ? "disc" : "diamond"}`))].sort(), ["Call disc", "Event diamond"]);
  for (const it of all) {
    assert.ok(it.filled && it.edge === "solid" && it.background === "rgba(0, 0, 0, 0)" && contrast(it.color) >= 4.5, JSON.stringify(it));
  }
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
  await show(page, "Matrix");
  await asOnPaper(page);
  const marks = await page.evaluate(() => Array.from(document.querySelectorAll(".chip"), (chip) => {
    const mark = getComputedStyle(chip, "::before");
    return [chip.classList.contains("event"), mark.borderRadius !== "50%", Number.parseFloat(mark.borderTopWidth) > 0];
  }));
  assert.ok(marks.some(([event]) => event) && marks.some(([event]) => !event));
  for (const [event, diamond, drawn] of marks) assert.ok(event === diamond && drawn);
});

siteTest("C6: each chart over the run stands beside its name, and each fault says what it is", async ({ page }) => {
  await atRest(page);
  await page.getByRole("button", { name: "Presets" }).click();
  await page.getByRole("button", { name: /^Slow dependency/ }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await page.getByRole("button", { name: "All charts" }).click();
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached" });
  await page.waitForTimeout(500);
  const { pdf, seen } = await printed(page, page, () => {
    const rects = (kind) => Array.from(document.querySelectorAll(kind), (it) => ({ text: it.innerText, ...it.getBoundingClientRect().toJSON() }));
    return { wide: document.querySelector(".app").clientWidth, names: rects(".track-names p"), plots: rects(".chart"), faults: rects(".fault-bar span") };
  });
  const [plot] = seen.plots;
  assert.ok(plot.width > seen.wide / 2 && plot.right <= seen.wide + 1, `${JSON.stringify(plot)} on ${seen.wide}`);
  assert.ok(seen.names.length >= 5);
  for (const name of seen.names) {
    assert.ok(name.text && name.height > 0 && name.left >= 0 && name.right <= plot.left && name.top >= plot.top - name.height && name.bottom <= plot.bottom + 1, JSON.stringify(name));
  }
  assert.ok(seen.faults.length > 0);
  for (const fault of seen.faults) assert.ok(/slower/.test(fault.text) && fault.right <= seen.wide && fault.width > 60, JSON.stringify(fault));
  assert.ok(lettering(pdf).every((runs) => runs > 10));
});

siteTest("C6: the pictures and charts of Compare and Trace are printed with their names, whole", { viewport: { width: 1920, height: 1080 } }, async ({ page }) => {
  await atRest(page);
  await show(page, "Compare");
  await page.locator(".differences").waitFor({ timeout: RUN_MS });
  await page.getByRole("button", { name: "Run the load sweep" }).click();
  await page.locator(".load-figure").first().waitFor({ timeout: RUN_MS });
  const whole = () => {
    const wide = document.querySelector(".app").clientWidth;
    const rects = (kind) => Array.from(document.querySelectorAll(kind), (it) => ({ kind, text: it.textContent.trim(), ...it.getBoundingClientRect().toJSON() }));
    const kinds = [".compare-side .card", ".compare-said b", ".load-chart", ".load-figure figcaption", ".strip", ".strip-bars .part", ".waterfall-lines span", ".sequence svg", "#waterfall-title", "#sequence-title"];
    return { wide, all: kinds.flatMap(rects) };
  };
  const check = ({ pdf, seen: { wide, all } }, names) => {
    for (const it of all) assert.ok(it.left >= -1 && it.right <= wide + 1, `${JSON.stringify(it)} on ${wide}`);
    const named = all.filter(({ text, height }) => height > 0 && names.test(text)).length;
    assert.ok(lettering(pdf).every((runs) => runs > 5), "no page is empty");
    return named;
  };
  assert.equal(check(await printed(page, page, whole), /^(As it is:|As recommended:|Time to the answer, 95 of 100)/), 3);
  await show(page, "Trace");
  await page.getByRole("heading", { name: "Waterfall" }).waitFor();
  assert.equal(check(await printed(page, page, whole), /^(Waterfall|Sequence)$/), 2);
});

test("C6: the page around a frame prints the whole stage in it, light, also where the frame is narrower on paper", { timeout: RUN_MS }, async () => {
  const visit = await open();
  await visit.close();
  const browser = await launch();
  try {
    const frames = [{ width: "100%", height: 520 }, { width: 480, height: 360 }].map((size) => ({ link: `${CHECKOUT}&theme=dark`, ...size }));
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    await page.goto(await pageWith(visit.url, frames));
    for (const index of frames.keys()) {
      const frame = await (await page.waitForSelector(`#frame-${index}`)).contentFrame();
      await drawn(frame);
      const before = await frame.evaluate(() => innerWidth);
      const { pdf, seen } = await printed(page, frame, `() => {
        const rect = (it) => it.getBoundingClientRect().toJSON();
        const all = (kind) => Array.from(document.querySelectorAll(kind), rect);
        return {
          size: [innerWidth, innerHeight], stage: rect(document.querySelector(".stage")), inside: all(".card, .line-name, .pipe"),
          around: all(".saying, .legend-row li"), hidden: all(".whole, .transport-buttons, .seek"), texts: (${textColors})(), canvas: (${canvas})(),
        };
      }`);
      const [width, height] = seen.size;
      if (index === 0) assert.ok(width < before, "paper is narrower than that window");
      assert.ok(seen.inside.length > 8 && seen.around.length > 3);
      for (const it of seen.inside) assert.ok(it.width === 0 || (it.left >= -1 && it.right <= seen.stage.right + 1 && it.top >= seen.stage.top - 1 && it.bottom <= seen.stage.bottom + 1), JSON.stringify([it, seen.stage]));
      for (const it of seen.around) assert.ok(it.bottom <= height && it.right <= width, JSON.stringify(it));
      for (const it of seen.hidden) assert.equal(it.width, 0);
      for (const [kind, color] of seen.texts) assert.ok(contrast(color) >= 4.5, `${kind} in ${color}`);
      assert.deepEqual([seen.canvas.light, seen.canvas.dark], [true, false]);
      assert.ok(lettering(pdf).every((runs) => runs > 0));
    }
  } finally {
    await browser.close();
  }
});
