import { open, shutDown } from "./pages.mjs";
import { figuresShown, change } from "./screen.mjs";
const at = async (page, s) => {
  await page.getByRole("slider", { name: /moment|time/i }).first().focus().catch(()=>{});
};
for (const [scheme, w, h] of [["light",1440,900],["dark",1024,900],["light",390,844]]) {
  const { page, problems, close } = await open({ colorScheme: scheme, viewport: { width: w, height: h }, reducedMotion: "reduce", address: "#t=27" });
  await figuresShown(page);
  await page.locator("#inspector").waitFor();
  await page.waitForTimeout(1500);
  for (const name of ["Poison in an ordered partition", "Redrive of dead letters", "Overload that stays"]) {
    await change(page, async () => {
      await page.locator("#inspector").getByRole("button", { name: "Presets" }).click();
      await page.getByRole("group", { name: "Presets" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    });
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `/tmp/look-${w}-${name.split(" ")[0]}.png`, fullPage: w < 500 });
  }
  console.log(problems);
  await close();
}
await shutDown();
