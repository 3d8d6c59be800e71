// `node scripts/size.mjs FOLDER`: the size of each file of the site, raw and compressed, and of
// what the first view needs, which must stay within its budget.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What the first view may need, in bytes after brotli. */
const BUDGET_BYTES = 250_000;

/** Named by a file of the first view, but asked for later: when a rare character is on the page, and
 * when the first figures stand. */
const LATER = /^(inter-more|syncline-worker-|syncline-annex-|annex-).*$/;

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => measure(join(entry.parentPath ?? entry.path, entry.name)))
  .sort((a, b) => b.brotli - a.brotli);

function measure(path) {
  const bytes = readFileSync(path);
  return {
    name: relative(folder, path),
    text: /\.(html|js|mjs|css)$/.test(path) ? bytes.toString() : "",
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
  };
}

/** index.html and every file whose name is written in a file that the first view needs; a test holds
 * that a browser asks for exactly these. */
function firstView() {
  const needed = new Set(files.filter((file) => file.name === "index.html"));
  for (const reached of needed) {
    for (const file of files) {
      if (reached.text.includes(basename(file.name)) && !LATER.test(file.name)) needed.add(file);
    }
  }
  return needed;
}

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",").padStart(11);
const row = (mark, name, { raw, gzip, brotli }) =>
  console.log(`${number(raw)}${number(gzip)}${number(brotli)}  ${mark} ${name}`);
const sum = (some, key) => [...some].reduce((total, file) => total + file[key], 0);

const needed = firstView();
const total = { raw: sum(needed, "raw"), gzip: sum(needed, "gzip"), brotli: sum(needed, "brotli") };
console.log("        raw       gzip     brotli    (bytes; * what the first view needs)");
for (const file of files) row(needed.has(file) ? "*" : " ", file.name, file);
row("*", "together", total);

if (total.brotli > BUDGET_BYTES) {
  console.error(
    `What the first view needs is ${total.brotli} bytes in brotli, over the budget of ${BUDGET_BYTES}: make it smaller or load a part later.`,
  );
  process.exit(1);
}
