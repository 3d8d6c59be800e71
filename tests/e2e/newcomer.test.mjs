// What somebody does who has never seen the page: says things in other words, makes slips, and takes them back.

import assert from "node:assert/strict";
import { siteTest } from "./harness.mjs";
import { card, cell, design, figuresShown, paste, text, turnTo } from "./screen.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const settled = (page, expected) =>
  page.waitForFunction((expected) => {
    const { process } = JSON.parse(document.querySelector("#rescue-work").textContent);
    return JSON.stringify(process.steps.map((it) => it.name)) === expected;
  }, JSON.stringify(expected));

async function openMenu(page) {
  await page.getByRole("button", { name: /^Scenario: / }).click();
}

/** Begins a design of one's own; the focus is in its name. */
async function begin(page) {
  await figuresShown(page);
  await openMenu(page);
  await button(page, "New").click();
  await page.waitForFunction(() => document.activeElement?.id === "entering-name");
  await page.keyboard.press("Enter");
}

/** Types a row with Tab behind every cell, its two answers included. */
async function row(page, cells) {
  for (const it of cells) {
    await page.keyboard.type(it);
    await page.keyboard.press("Tab");
  }
}

siteTest("a Tab behind an answer is no second one", async ({ page }) => {
  await begin(page);
  await row(page, ["Pay", "Bank", "60", "", "", "y", "n"]);
  await row(page, ["Mail", "Post", "90 ms", "", "", "n", "y"]);
  await settled(page, ["Pay", "Mail"]);
  const { steps } = (await design(page)).process;
  assert.deepEqual(
    steps.map((it) => [it.business.response, it.business.necessity, it.work.mean_ms]),
    [["immediate", "required", 60], ["deferred", "optional", 90]],
  );
});

siteTest("undo in the rows takes back what was done there, and never what stood there before", async ({ page }) => {
  await begin(page);
  await paste(text(page), "Service\tStep name\tDuration (s)\tAsync\nBank\tPay\t0,5\tno\nMail\tSend\t90 ms\tyes");
  await settled(page, ["Pay", "Send"]);
  assert.match(await text(page).inputValue(), /Pay @ Bank 500ms !\nSend @ Mail 90ms ~/);
  await cell(page, "Step", 1).focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" now");
  await page.keyboard.press("Tab");
  await settled(page, ["Pay now", "Send"]);
  await button(page, "Remove row 2").click();
  await settled(page, ["Pay now"]);
  await cell(page, "Work", 1).fill("soon");
  await page.getByText("Work: “soon”. Right would be: a length of time, such as 60ms, 1.5s or 2min.").waitFor();
  await page.getByRole("button", { name: "1 lack in the rows" }).waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await cell(page, "Work", 1).inputValue(), "0,5s");
  await page.keyboard.press("Control+z");
  await settled(page, ["Pay now", "Send"]);
  await page.keyboard.press("Control+z");
  await settled(page, ["Pay", "Send"]);
  assert.equal(await cell(page, "Step", 1).inputValue(), "Pay");
  await page.keyboard.press("Control+y");
  await settled(page, ["Pay now", "Send"]);
  assert.equal(await cell(page, "Step", 1).inputValue(), "Pay now");
});

siteTest("rows show the workers that there are, whoever said so, and change places with the step", async ({ page }) => {
  await begin(page);
  await text(page).fill("# Desk\nAsk @ Desk 60 ms x3 !\nPay @ Bank 80 ms !\nafter Pay: Mail @ Post 90ms ~, Note @ Desk 5ms ~");
  await settled(page, ["Ask", "Pay", "Mail", "Note"]);
  const hint = (row) => cell(page, "Workers", row).getAttribute("placeholder");
  assert.equal(await cell(page, "Workers", 1).inputValue(), "3");
  assert.deepEqual([await hint(2), await hint(4)], ["8", "3"]);
  await cell(page, "Step", 2).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await settled(page, ["Ask", "Mail", "Pay", "Note"]);
  const { steps } = (await design(page)).process;
  assert.deepEqual(steps.map((it) => it.after ?? []), [[], ["ask"], ["mail"], ["pay"]]);
});

siteTest("an inserted step is said with who performs it and its work, and goes with a key", async ({ page }) => {
  await figuresShown(page);
  const count = await page.locator(".stage .card").count();
  await page.locator(".stage").hover();
  await page.getByRole("button", { name: "Insert a step between Validate cart and Authorise payment" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "stage-name");
  const field = (name) => page.locator(".stage-toolbar").getByRole("combobox", { name }).or(page.locator(".stage-toolbar").getByRole("textbox", { name }));
  await page.keyboard.type("Check fraud");
  await field("Performed by").fill("Fraud desk");
  await field("Mean work").fill("soon");
  await page.keyboard.press("Enter");
  await page.getByText("“soon”. Right would be: a length of time, such as 60ms, 1.5s or 2min.").waitFor();
  await field("Mean work").fill("90 ms");
  await page.keyboard.press("Enter");
  await card(page, "Check fraud").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "stage-rename");
  const { process, services } = await design(page);
  const made = process.steps.find((it) => it.name === "Check fraud");
  assert.deepEqual([made.id, made.work.mean_ms], ["check-fraud", 90]);
  assert.equal(services.find((it) => it.id === made.service).name, "Fraud desk");
  // The form beside the stage shows the service that was just made.
  const performer = page.locator(".editor:visible").getByLabel("Performed by");
  await page.waitForFunction((id) => [...document.querySelectorAll(".editor select")].some((it) => it.value === id), made.service);
  assert.equal(await performer.first().inputValue(), made.service);
  await page.keyboard.press("Delete");
  await card(page, "Check fraud").waitFor({ state: "detached" });
  assert.equal(await page.locator(".stage .card").count(), count);
});

siteTest("what is selected next is seen from its title on", async ({ page }) => {
  await figuresShown(page);
  await card(page, "Authorise payment").click();
  const body = page.locator("#panel-selected");
  await page.waitForFunction(() => document.querySelector("#panel-selected").scrollHeight > 1_500);
  await body.evaluate((it) => (it.scrollTop = 700));
  await card(page, "Reserve stock").click();
  await page.waitForFunction(() => document.querySelector("#panel-selected").scrollTop === 0);
});

siteTest("the first design that is found opens with Enter", async ({ page }) => {
  await figuresShown(page);
  await openMenu(page);
  await page.getByRole("searchbox", { name: "Find a design" }).fill("streamcore");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Scenario: StreamCore/ }).waitFor();
});

siteTest("colours and charts that were chosen are there again", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.getByRole("button", { name: "Charts", exact: true }).click();
  await page.locator(".charts svg").first().waitFor();
  await page.reload();
  await figuresShown(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.locator(".charts svg").first().waitFor();
  await turnTo(page, "Verdict");
});
