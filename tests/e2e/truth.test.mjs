// What the screen says of a run that does not go well: who was served, and what cannot keep up.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { siteTest } from "./harness.mjs";
import { figure, figuresShown, openDocument, openScenario, value } from "./screen.mjs";

const saying = (page, hasText) => page.locator(".saying", { hasText });
const strainOf = (page, step) => page.locator(".stage li.card", { has: page.getByRole("button", { name: step, exact: true }) }).locator(".strain");

siteTest("what cannot keep up is named in the sentence, and on its card", async ({ page }) => {
  await figuresShown(page);
  const hotel = new URL("../fixtures/truth/hotel-booking.syncline.json", import.meta.url);
  await openDocument(page, await readFile(hotel, "utf8"));
  await saying(page, "Update channel manager falls behind: 14.8 a second come, 13.3 can be done").waitFor();
  const strain = strainOf(page, "Update channel manager");
  assert.match(await strain.innerText(), /^demand 11\d %$/);
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
