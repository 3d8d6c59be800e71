// Style sheets as two: one for the first view, one for the later part.

import { rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { esbuild } from "./tools.mjs";

/** One style sheet in the place of the first, in the order of the page; and one, told to the page as
 * `later-style`, of those whose names begin with `rooms`. `site` is the site that is rewritten. */
export function styleSheets(site) {
  const link = /<link[^>]*rel="?stylesheet"?[^>]*>/g;
  const sheets = Array.from(site.html.matchAll(link), ([tag]) => join(site.folder, tag.match(/href="?\.\/([^" >]+)/)[1]));
  const isLater = (sheet) => basename(sheet).startsWith("rooms");
  const first = site.add("style", ".css", bundled(sheets.filter((sheet) => !isLater(sheet))));
  const later = site.add("later", ".css", bundled(sheets.filter(isLater)));
  for (const sheet of sheets) rmSync(sheet);
  let seen = false;
  site.html = site.html.replace(link, () => {
    const tag = seen ? "" : `<link rel="stylesheet" href="./${first}">`;
    seen = true;
    return tag;
  });
  site.tell("later-style", later);
}

function bundled(sheets) {
  const { outputFiles } = esbuild.buildSync({
    stdin: {
      contents: sheets.map((sheet) => `@import ${JSON.stringify(resolve(sheet))};`).join(""),
      loader: "css",
      resolveDir: ".",
    },
    bundle: true,
    minify: true,
    external: ["*.woff2"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}
