// Pages as they are printed.

import { inflateSync } from "node:zlib";

/**
 * Prints a page, and answers the PDF and what `read`, a function without arguments, found in the page or a frame of
 * it while that was laid out for paper: what moves only once the screen is drawn again has not moved then.
 */
export async function printed(page, frame, read) {
  // As an expression, for the policy of the page forbids to make functions of texts.
  const reader = await frame.evaluateHandle(`(${read})`);
  await frame.evaluate((read) => {
    matchMedia("print").addEventListener("change", ({ matches }) => {
      if (matches) globalThis.onPaper = read();
    });
  }, reader);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  return { pdf, seen: await frame.evaluate(() => globalThis.onPaper) };
}

/** How many runs of letters stand on each page of a PDF that Chromium wrote. */
export function lettering(pdf) {
  const text = pdf.toString("latin1");
  const pages = text.matchAll(/\d+ 0 obj\s*<<\/Type \/Page\b[^]*?>>\s*endobj/g);
  return Array.from(pages, ([page]) => {
    const [, content] = /\/Contents (\d+) 0 R/.exec(page);
    const head = new RegExp(`\\n${content} 0 obj\\s*<<[^]*?/Length (\\d+)[^]*?>>\\s*stream\\r?\\n`).exec(text);
    const from = head.index + head[0].length;
    const drawn = inflateSync(pdf.subarray(from, from + Number(head[1]))).toString("latin1");
    return (drawn.match(/T[jJ]\b/g) ?? []).length;
  });
}
