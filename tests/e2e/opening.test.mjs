// One's own documents: by the button, by dropping, and what happens when they are not valid.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessibilityFindings, siteTest } from "./harness.mjs";
import { figuresShown, openDocument, stepSwitch, value } from "./screen.mjs";

const OWN = {
  syncline: 1,
  name: "Mine",
  process: {
    entry: "desk",
    steps: [
      { id: "look", name: "Look <i>closely</i>", service: "desk" },
      { id: "tell", name: "Tell everybody", service: "post", after: ["look"], mode: "event" },
    ],
  },
  services: [{ id: "desk", workers: 4 }, { id: "post", workers: 2 }],
};

siteTest("a document is opened by the button, its text as text", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, OWN);
  await stepSwitch(page, "Look <i>closely</i>").waitFor();
  await page.getByRole("button", { name: /^Scenario: Mine/ }).waitFor();
  assert.equal(await page.locator("i", { hasText: "closely" }).count(), 0);
});

siteTest("an invalid document is explained in place, and what was open stays", async ({ page }) => {
  await figuresShown(page);
  const broken = structuredClone(OWN);
  broken.process.steps[0].service = "nobody";
  broken.process.steps[1].after = ["tell"];
  broken.unheard_of = true;
  await openDocument(page, broken);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  const text = await alert.innerText();
  for (const place of ["/process/steps/0/service", "/unheard_of"]) assert.ok(text.includes(place), text);
  assert.match(text, /expected/);
  await stepSwitch(page, "Send receipt").waitFor();
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await alert.waitFor({ state: "detached" });
});

siteTest("a dropped file is opened", async ({ page }) => {
  await figuresShown(page);
  // Who hears of it comes with the rooms.
  await page.locator("#scenarios").waitFor({ state: "attached" });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "own.syncline.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(OWN));
  await stepSwitch(page, "Tell everybody").waitFor();
});

siteTest("what is not a document at all is refused with a sentence", async ({ page }) => {
  await figuresShown(page);
  await openDocument(page, await readFile(import.meta.filename, "utf8"));
  await page.getByRole("alert").waitFor();
  await stepSwitch(page, "Send receipt").waitFor();
});

siteTest("when the app breaks, the page hands the reader's work back", async ({ page }) => {
  await figuresShown(page);
  await stepSwitch(page, "Send receipt").click();
  // What a panic in the program, or the end of its memory, reaches the page as.
  await page.evaluate(() =>
    window.dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })),
  );
  await page.getByRole("heading", { name: "Something broke." }).waitFor();
  assert.equal(await page.locator(".app").count(), 0, "the app, which may not be called again, is gone");
  const work = await page.getByRole("textbox", { name: "Your design as a document" }).inputValue();
  const receipt = JSON.parse(work).process.steps.find((step) => step.id === "send-receipt");
  assert.equal(receipt.mode, "event", "the design as it last was");
  const saved = await page.getByRole("link", { name: "Save it as a file" }).getAttribute("href");
  assert.equal(decodeURIComponent(saved.slice(saved.indexOf(",") + 1)), work);
  assert.deepEqual(await accessibilityFindings(page), []);
});

siteTest("a long run shows how far it is, can be stopped, and is overtaken by a change", async ({ page }) => {
  await figuresShown(page);
  const before = await value(page, "Answer p95");
  const long = {
    syncline: 1,
    name: "A long day",
    process: { steps: [{ id: "work", service: "server", work: { distribution: "exponential", mean_ms: 1 } }] },
    services: [{ id: "server", workers: 4 }],
    workload: { rate_per_s: 1000, duration_s: 20_000 },
  };
  await openDocument(page, long);
  const progress = page.getByRole("progressbar", { name: "Running" });
  await progress.waitFor();
  const early = Number(await progress.getAttribute("value"));
  await page.waitForFunction((than) => document.querySelector("progress").value > than, early);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByText("Stopped: no figures").waitFor();
  await progress.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await progress.waitFor();
  // Undoing leads back to the checkout, whose figures do not wait for the long run.
  await page.keyboard.press("Control+z");
  await figuresShown(page);
  assert.equal(await value(page, "Answer p95"), before);
  await progress.waitFor({ state: "hidden" });
});
