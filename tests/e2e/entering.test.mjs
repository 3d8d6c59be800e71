// The quickest way in: the hotel booking is entered by hand, in so many keys, and is the hotel booking.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { card, cell, design, figuresShown, paste, stepSwitch, text } from "./screen.mjs";

const FIXTURE = join(import.meta.dirname, "..", "fixtures", "hotel-booking.syncline.json");

const STEPS = [
  ["Search rooms", "Inventory", "120", "8", "", "y", "n"],
  ["Quote price", "Pricing", "80", "8", "", "y", "n"],
  ["Score fraud", "Fraud", "180", "8", "", "y", "y"],
  // A beginning that means one service only is completed.
  ["Reserve room", "i", "60", "", "", "y", "n"],
  ["Pre-authorise card", "Payments", "350", "8", "", "y", "n"],
  ["Confirm booking", "Bookings", "40", "8", "", "y", "n"],
  ["Send confirmation mail", "Mail", "250", "8", "", "n", "n"],
  ["Update channel manager", "Channel manager", "600", "8", "c", "n", "n"],
  ["Award loyalty points", "Loyalty", "50", "8", "c", "n", "y"],
  ["Invoice at check-out", "Billing", "300", "8", "c", "n", "n"],
];

const TEXT = `# Hotel booking
Search rooms @ Inventory 120ms x8 !*
Quote price @ Pricing 80ms x8 !*
Score fraud @ Fraud 180ms x8 !?
Reserve room @ Inventory 60ms !*
Pre-authorise card @ Payments 350ms x8 !*
Confirm booking @ Bookings 40ms x8 !*
after Confirm booking: Send confirmation mail @ Mail 250ms x8 ~*, Update channel manager @ Channel manager 600ms x8 ~*, Award loyalty points @ Loyalty 50ms x8 ~?, Invoice at check-out @ Billing 300ms x8 ~*
15/s, answer p95 1500ms, served 99.5%, done p95 10s`;

/** Somebody at the keyboard, whose keys and clicks are counted; a capital letter is one key, with Shift held. */
function somebody(page) {
  const count = { keys: 0, shifts: 0, clicks: 0 };
  return {
    count,
    async type(text) {
      count.keys += [...text].length;
      count.shifts += [...text].filter((it) => /[A-Z@!*?~:%#()]/.test(it)).length;
      await page.keyboard.type(text);
    },
    async press(key) {
      count.keys += 1;
      await page.keyboard.press(key);
    },
    async click(what) {
      count.clicks += 1;
      await what.click();
    },
  };
}

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** A design whose parts are called by their names; without services that perform nothing. */
function byNames({ process, services, ...rest }) {
  const step = Object.fromEntries(process.steps.map((it) => [it.id, it.name]));
  const service = Object.fromEntries(services.map((it) => [it.id, it.name]));
  const steps = process.steps.map(({ id, service: by, after, ...it }) => ({
    ...it,
    service: service[by],
    after: after?.map((before) => step[before]),
  }));
  const used = services.filter((it) => process.steps.some((step) => step.service === it.id));
  const staff = used.map(({ id, ...it }) => it).sort((one, other) => one.name.localeCompare(other.name));
  return JSON.parse(JSON.stringify({ ...rest, process: { ...process, steps }, services: staff }));
}

const hotel = async () => byNames(JSON.parse(await readFile(FIXTURE, "utf8")));

/** Waits until the design is the hotel, and holds that it is. */
async function isHotel(page) {
  await page.waitForFunction(() => document.querySelector("#rescue-work").textContent.includes('"completion_p95_ms": 10000'));
  assert.deepEqual(byNames(await design(page)), await hotel());
}

async function begin(page) {
  await figuresShown(page);
  const who = somebody(page);
  await who.click(page.getByRole("button", { name: /^Scenario: / }));
  await who.click(button(page, "New"));
  await page.waitForFunction(() => document.activeElement?.id === "entering-name");
  return who;
}

siteTest("the hotel is entered in the grid with at most 380 keys and 5 clicks", async ({ page }) => {
  const who = await begin(page);
  await who.type("Hotel booking");
  await who.press("Enter");
  for (const [name, service, work, workers, after, waits, missing] of STEPS) {
    for (const it of [name, service, work, workers, after]) {
      await who.type(it);
      await who.press("Tab");
    }
    await who.type(waits);
    await who.type(missing);
  }
  // From a row that says nothing, to what holds of the whole.
  await who.press("Enter");
  await who.type("15");
  await who.press("Tab");
  await who.type("1500");
  await who.press("Tab");
  await who.type("99.5");
  await who.press("Tab");
  await who.type("10s");
  await isHotel(page);
  await card(page, "Invoice at check-out").waitFor();
  assert.ok(who.count.keys <= 380 && who.count.clicks <= 5, JSON.stringify(who.count));
});

siteTest("the hotel is entered as text with less than 550 characters", async ({ page }) => {
  const who = await begin(page);
  await who.click(text(page));
  await who.press("Control+a");
  await who.type(TEXT);
  await isHotel(page);
  assert.ok(who.count.keys < 550 && who.count.clicks <= 5, JSON.stringify(who.count));
  assert.equal(await cell(page, "Step", 10).inputValue(), "Invoice at check-out");
});

siteTest("grid, text and stage are in step, and undo takes back what was entered", async ({ page }) => {
  await figuresShown(page);
  await page.getByRole("tab", { name: "Process" }).click();
  await button(page, "Edit it in rows and as text").click();
  await cell(page, "Work", 1).fill("1,000");
  const lack = page.getByRole("listitem").filter({ hasText: "which could be 1000 or 1.0" });
  await lack.waitFor();
  assert.equal(await cell(page, "Work", 1).getAttribute("aria-invalid"), "true");
  await lack.getByRole("button").click();
  assert.ok(await text(page).evaluate((it) => it === document.activeElement && it.selectionStart > 0));
  await cell(page, "Work", 1).fill("1.5s");
  await page.keyboard.press("Tab");
  assert.match(await text(page).inputValue(), /1500ms/);
  await stepSwitch(page, "Reserve stock").click();
  await page.waitForFunction(() => /Reserve stock .*\(event\)/.test(document.querySelector(".entering-text textarea").value));
  assert.deepEqual(await accessibilityFindings(page), []);
  await cell(page, "Step", 1).focus();
  await page.keyboard.press("Alt+ArrowDown");
  assert.equal(await cell(page, "Step", 2).inputValue(), "Validate cart");
  assert.ok(await cell(page, "Step", 2).evaluate((it) => it === document.activeElement));
  await card(page, "Validate cart").focus();
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.querySelector("#entering-0-0").value === "Validate cart");
});

siteTest("cells of a spreadsheet are rows, on a narrow page too", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await begin(page);
  await paste(cell(page, "Step", 1), "Step\tService\tWork\nReserve room\tInventory\t60\nSend mail\tMail\t250");
  assert.match(await text(page).inputValue(), /Reserve room @ Inventory 60ms\nSend mail @ Mail 250ms/);
  const names = (await design(page)).process.steps.map((it) => it.name);
  assert.deepEqual(names, ["Reserve room", "Send mail"]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
});
