// One request: picked, as waterfall and sequence diagram, and linked to the moment on the stage.

import assert from "node:assert/strict";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { card, change, figuresShown, moment } from "./screen.mjs";

const view = (page) => page.locator("#view");
const strip = (page, name) => view(page).locator(".strip").filter({ has: page.getByRole("button", { name: new RegExp(`^${name}, `) }) });
const lists = (page) => view(page).getByRole("group", { name: "Lists of requests" });
const picks = (page) => view(page).locator(".trace-list").getByRole("button");

/** Opens the trace of the slowest request, the run at rest. */
async function show(page) {
  await figuresShown(page);
  await page.locator("#verdict h2").first().waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Trace" }).click();
  await view(page).getByRole("heading", { name: "Waterfall" }).waitFor();
  // The button that was pressed has faded to its new colour.
  await page.waitForTimeout(400);
}

/** A time as it is written, in milliseconds. */
function milliseconds(text) {
  const [, number, unit] = /([\d.]+) (ms|s|min)/.exec(text);
  return Number(number) * { ms: 1, s: 1000, min: 60_000 }[unit];
}

/** The moment, in seconds, once it is this one. */
async function restsAt(page, seconds) {
  await page.waitForFunction(
    (seconds) => Math.abs(Number.parseFloat(document.getElementById("moment").textContent) - seconds) < 0.0011,
    seconds,
  );
}

const from = async (button) => Number(/from ([\d.]+) s/.exec(await button.getAttribute("aria-label"))[1]);

siteTest("the slowest request: its parts, its answer, and the moment of each", async ({ page }) => {
  await show(page);
  const slowest = picks(page).first();
  const took = await slowest.locator(".took").innerText();
  const times = await picks(page).locator(".took").allInnerTexts();
  assert.ok(times.length === 20 && times.every((time, index) => index === 0 || milliseconds(times[index - 1]) >= milliseconds(time)));
  await slowest.click();
  const number = /\d+/.exec(await slowest.locator("b").innerText())[0];
  await view(page).getByRole("heading", { name: `Request ${number}`, exact: true }).waitFor();
  assert.equal(await slowest.getAttribute("aria-pressed"), "true");
  assert.equal(await view(page).getByLabel("Request", { exact: true }).inputValue(), number);
  assert.match(await view(page).locator(".trace-saying").innerText(), new RegExp(`^Answered after ${took.replace(".", "\\.")}; of that `));
  assert.equal(await view(page).locator(".line.answer").innerText(), `answered · ${took}`);

  // Authorise payment goes there, is worked on and comes back, each part where the one before ended.
  const parts = await strip(page, "Authorise payment").first().locator(".part").all();
  const said = await Promise.all(parts.map((part) => part.getAttribute("aria-label")));
  const kinds = said.map((text) => /^Authorise payment: ([^,]+),/.exec(text)[1]);
  for (const kind of ["on its way", "work", "answer on its way"]) assert.ok(kinds.includes(kind), `${kind} in ${kinds}`);
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    const ended = (await from(parts[index - 1])) * 1000 + milliseconds(/, ([\d.]+ m?s)/.exec(said[index - 1])[1]);
    assert.ok(Math.abs(ended - (await from(part)) * 1000) < Math.max(2, ended * 0.005), said[index]);
  }

  // Pressing a part goes to where it began; the line of the moment lies there.
  const work = strip(page, "Authorise payment").first().locator(".part.work");
  await work.click();
  await restsAt(page, await from(work));
  const lies = () => {
    const at = (element) => element.getBoundingClientRect().x;
    const parts = [...document.querySelectorAll("#view .strip .part.work")];
    const work = parts.find((it) => it.ariaLabel.startsWith("Authorise payment"));
    return Math.abs(at(document.querySelector("#view .line.now")) - at(work)) < 3;
  };
  // The line is where the work began.
  await page.waitForFunction(lies);

  // The table says the same, and the picture shows it in order.
  await view(page).getByText("As a table").click();
  const row = view(page).getByRole("row", { name: /^Request / });
  assert.match(await row.innerText(), new RegExp(`${took.replace(".", "\\.")}\\s+answered`));
  assert.match(await view(page).getByRole("img", { name: /^Sequence of request/ }).getAttribute("aria-label"), /Customer, Shop, Payment/i);
  const answered = view(page).locator(".sequence-times").getByRole("button", { name: /answered after/ });
  await answered.click();
  await page.getByRole("button", { name: /^Answer, / }).waitFor();
  const answer = /Answer, ([\d.]+) s/.exec(await view(page).getByRole("button", { name: /^Answer, / }).innerText())[1];
  await restsAt(page, Number(answer));

  await view(page).getByRole("button", { name: "Show on the stage" }).click();
  await page.locator(".stage").waitFor({ state: "visible" });
});

siteTest("a failed request says what failed", async ({ page }) => {
  await figuresShown(page);
  await page.keyboard.press("Space");
  await card(page, "Authorise payment").focus();
  await page.keyboard.press("Enter");
  await change(page, () => page.keyboard.press("f"));
  await page.keyboard.press("4");
  await lists(page).getByRole("button", { name: /^Failed/ }).click();
  await picks(page).first().click();
  assert.match(await view(page).locator(".trace-saying").innerText(), /^Failed after [\d.]+ m?s: Authorise payment (failed|was refused|timed out)/);
  assert.match(await view(page).locator(".line.answer.bad").innerText(), /^failed · /);
  await view(page).locator(".strip .mark").first().waitFor({ state: "attached" });
  await view(page).locator(".sequence .failed").first().waitFor({ state: "attached", timeout: 10_000 });
});

siteTest("by keys alone", async ({ page }) => {
  await show(page);
  const name = (label) => page.waitForFunction((label) => document.activeElement?.ariaLabel?.startsWith(label), label);
  await view(page).locator(".strip button").first().focus();
  await name("Request ");
  await page.keyboard.press("ArrowDown");
  await name("Validate cart, ");
  await page.keyboard.press("ArrowRight");
  await name("Validate cart: ");
  const began = await from(page.locator(":focus"));
  await page.keyboard.press("Enter");
  await restsAt(page, began);
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await name("Request ");
  // By number, and a number that there is not.
  const field = view(page).getByLabel("Request", { exact: true });
  await field.fill("3");
  await field.press("Enter");
  await view(page).getByRole("heading", { name: "Request 3", exact: true }).waitFor();
  await field.fill("999999");
  await field.press("Enter");
  await view(page).getByText("There is no request 999999 in this run.").waitFor();
});

siteTest("360 pixels wide: the waterfall scrolls in its own box", { viewport: { width: 360, height: 800 } }, async ({ page }) => {
  await show(page);
  const [page_, box] = await page.evaluate(() => {
    const over = (element) => element.scrollWidth - element.clientWidth;
    return [over(document.documentElement), over(document.querySelector(".waterfall-box"))];
  });
  assert.equal(page_, 0);
  assert.ok(box > 0);
});

for (const colorScheme of ["light", "dark"]) {
  siteTest(`no accessibility finding in ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await show(page);
    await view(page).getByText("As a table").click();
    assert.deepEqual(await accessibilityFindings(page), []);
  });
}
