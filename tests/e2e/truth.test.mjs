// What the screen says of a run that does not go well: who was served, and what cannot keep up.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { siteTest } from "./harness.mjs";
import { change, figure, figuresShown, openDocument, openScenario, stepSwitch, value } from "./screen.mjs";

const saying = (page, hasText) => page.locator(".saying", { hasText });
const strainOf = (page, step) => page.locator(".stage li.card", { has: page.getByRole("button", { name: step, exact: true }) }).locator(".strain");

siteTest("what cannot keep up is named in the sentence, and on its card", async ({ page }) => {
  await figuresShown(page);
  const hotel = new URL("../fixtures/truth/hotel-booking.syncline.json", import.meta.url);
  await openDocument(page, await readFile(hotel, "utf8"));
  await saying(page, "Update channel manager falls behind: 15 a second come, 13.3 can be done").waitFor();
  const strain = strainOf(page, "Update channel manager");
  assert.match(await strain.innerText(), /^demand 112\.5 %$/);
  // The whole of it is read, not cut off.
  assert.ok(await strain.evaluate((it) => it.parentElement.scrollWidth <= it.parentElement.clientWidth));
  assert.equal(await strainOf(page, "Search rooms").innerText(), "");
});

siteTest("who gave up is in the sentence, in success and in the answer", async ({ page }) => {
  await figuresShown(page);
  await openScenario(page, "FreightLogic, as it was");
  const said = await saying(page, "Only 89 in 100 customers have an answer").innerText();
  assert.match(said, /11 in 100 are not served/);
  assert.match(said, /times a customer gave up waiting\. .* effects happened twice\./);
  assert.equal(await figure(page, "Answer p95").locator("b").innerText(), "never");
  assert.ok((await value(page, "Success")) < 95);
});

siteTest("a no is told in the sentence, the legend and the trace", async ({ page }) => {
  await figuresShown(page);
  const late = new URL("../fixtures/truth/order-placed-unchecked-5pc.syncline.json", import.meta.url);
  await openDocument(page, await readFile(late, "utf8"));
  const said = await saying(page, "were told yes, and it was no.").innerText();
  assert.match(said, /4\.\d in 100 are not served/);
  await page.getByRole("button", { name: "Legend" }).click();
  await page.getByRole("list", { name: "What the shapes mean" }).getByRole("listitem").filter({ hasText: /^no\s+\d*$/ }).waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Trace" }).click();
  await page.locator("#view").getByRole("group", { name: "Lists of requests" }).getByRole("button", { name: /^No behind the answer/ }).click();
  await page.locator("#view .trace-list").getByRole("button").first().click();
  await page.locator("#view .trace-saying", { hasText: /overturned .* later: Check the stock said no, after the customer was told yes/ }).waitFor();
  await page.locator("#view .line.no", { hasText: "overturned: told yes, was no" }).waitFor();

  // Called before the line it is declined at once, and everybody is served.
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Stage" }).click();
  await change(page, () => stepSwitch(page, "Check the stock").evaluate((it) => it.click()));
  await saying(page, "were answered no.").waitFor();
  assert.equal(await page.locator(".saying", { hasText: "told yes, and it was no" }).count(), 0);
});

siteTest("the share that declines is a field of the form, and how often customers ask", async ({ page }) => {
  await figuresShown(page);
  const late = new URL("../fixtures/truth/order-placed-unchecked-5pc.syncline.json", import.meta.url);
  await openDocument(page, await readFile(late, "utf8"));
  await saying(page, "were told yes, and it was no.").waitFor();
  await page.getByRole("button", { name: /^Reserve the stock/ }).first().click();
  const form = page.locator("#inspector");
  const group = (name) => form.getByRole("group", { name, exact: true });
  await group("Work, errors, a no").locator("summary").click();
  const share = group("Work, errors, a no").getByLabel("Decline", { exact: true });
  await share.fill("200");
  await share.press("Enter");
  await group("Work, errors, a no").getByText(/Found 200 %; right would be a share from 0 % to 100 %/).waitFor();
  await share.fill("10");
  await change(page, () => share.press("Enter"));
  await saying(page, "were told to wait, and then no.").waitFor();

  await group("Delivery").locator("summary").click();
  const status = group("Delivery").getByLabel("Status", { exact: true });
  assert.equal(await status.isChecked(), true);
  const poll = group("Delivery").getByLabel("Poll", { exact: true });
  await poll.fill("50");
  await change(page, () => poll.press("Enter"));
  assert.equal(await group("Delivery").getByLabel("Ask", { exact: true }).inputValue(), "5");
  await form.getByText("Asked after").waitFor();
  await change(page, () => status.uncheck());
  await poll.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await poll.waitFor();
  assert.equal(await poll.inputValue(), "50");
});
