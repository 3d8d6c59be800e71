// The screen as a reader finds it: figures and controls by role and name.

import assert from "node:assert/strict";

/** Runs for the figures end within this, also on a slow machine. */
const RUN_MS = 60_000;

/** The cell with the current value of a figure, such as "Answer p95", whether it is seen now or not. */
export const figure = (page, name) => page.locator(`td:has(> #figure-${name.toLowerCase().replace(" ", "-")})`);

/** Turns to a tab of the panel: Verdict, Selected or Process. */
export async function turnTo(page, tab) {
  await page.getByRole("tab", { name: tab }).click();
}

/** Shows all figures, not only those that have a target. */
export async function allFigures(page) {
  await turnTo(page, "Verdict");
  const more = page.getByRole("button", { name: "All figures" });
  if ((await more.getAttribute("aria-expanded")) !== "true") await more.click();
}

/** A figure as a number: times in milliseconds, shares in a hundred, rates per second; never is infinite. */
export async function value(page, name) {
  const text = await figure(page, name).locator("b").innerText();
  if (text === "never") return Infinity;
  // "89 of 100" is 89.
  const number = Number.parseFloat(/[\d.,\s]+/.exec(text)?.[0].replace(/\s/g, ""));
  const unit = / ([a-z]+)/.exec(text)?.[1];
  const factor = { s: 1000, min: 60_000, h: 3_600_000 }[unit] ?? 1;
  assert.ok(Number.isFinite(number), `${name} is a number, not "${text}"`);
  return number * factor;
}

/** Waits until the figures of the first run are there. */
export async function figuresShown(page) {
  await figure(page, "Answer p95").getByText(/\d|never/).first().waitFor({ timeout: RUN_MS });
}

/** Does something that changes the design, and waits until its figures are there. */
export async function change(page, act) {
  await act();
  await page.locator('.figures[aria-busy="false"]').waitFor({ state: "attached", timeout: RUN_MS });
}

/** The switch of a step. */
export const stepSwitch = (page, step) => page.getByRole("switch", { name: new RegExp(`^${step}:`) }).first();

/** Opens a built-in scenario by its name. */
export async function openScenario(page, name) {
  // The list comes with the rooms.
  await page.locator("#scenarios").waitFor({ state: "attached" });
  await page.getByRole("button", { name: /^Scenario: / }).click();
  await page.getByRole("group", { name: "Scenarios" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("button", { name: new RegExp(`^Scenario: ${name}`) }).waitFor();
}

/** The moment that is shown, in seconds. */
export const moment = async (page) => Number.parseFloat(await page.locator("#moment").innerText());

/** Opens a document of one's own by the button. */
export async function openDocument(page, document, name = "own.syncline.json") {
  await page.getByRole("button", { name: /^Scenario: / }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file…" }).click();
  const text = typeof document === "string" ? document : JSON.stringify(document);
  await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Goes to an exact moment, in microseconds. */
export const seekTo = async (page, micros) => {
  await followMoment(page);
  await page.evaluate((micros) => {
    const slider = document.querySelector(".seek");
    slider.value = micros;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, micros);
};

/** From now on the slider does not round to its steps, so that `exactMoment` knows the moment that is shown. */
export const followMoment = (page) => page.evaluate(() => (document.querySelector(".seek").step = "any"));

/** The moment that is shown, in microseconds. */
export const exactMoment = (page) => page.evaluate(() => Number(document.querySelector(".seek").value));

/** The name of a step on its card. */
export const card = (page, step) => page.locator(".stage .cards").getByRole("button", { name: step, exact: true });

/** The design that is open, as its document. */
export const design = (page) => page.evaluate(() => JSON.parse(document.querySelector("#rescue-work").textContent));

/** A cell of the rows in which a process is entered, and the same as text. */
export const cell = (page, column, row) => page.getByLabel(`${column} of row ${row}`, { exact: true });
export const text = (page) => page.getByRole("textbox", { name: "The same as text" });

/** Pastes a text into a field, as the clipboard would. */
export const paste = (field, text) =>
  field.evaluate((it, text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    it.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
