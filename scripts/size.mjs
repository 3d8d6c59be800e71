// `node scripts/size.mjs FOLDER`: the size of each file of the site, raw and compressed, and of what the
// first view needs and of the later part, each of which must stay within its budget.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** What each part may need, in bytes after brotli. */
const BUDGETS = { first: 362_000, later: 430_000 };

/** The same where the compiler did without what build.sh asks of it: 322,046 and 322,271 when they were measured. */
const ORDINARY_BUDGETS = { first: 385_000, later: 425_000 };

/** The later part, loaded when the first figures stand. */
const LATER = /^(syncline-later|later)-/;

/** Named by a file of the first view, but of neither part: the worker, and rare characters. */
const NEITHER = /^(syncline-worker|inter-more)/;

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
      const isFirst = !LATER.test(file.name) && !NEITHER.test(file.name);
      if (isFirst && reached.text.includes(basename(file.name))) needed.add(file);
    }
  }
  return needed;
}

const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",").padStart(11);
const row = (mark, name, { raw, gzip, brotli }) =>
  console.log(`${number(raw)}${number(gzip)}${number(brotli)}  ${mark} ${name}`);
const sum = (some, key) => [...some].reduce((total, file) => total + file[key], 0);

const parts = {
  first: { mark: "*", what: "what the first view needs", files: firstView() },
  later: { mark: "+", what: "the later part", files: new Set(files.filter(({ name }) => LATER.test(name))) },
};
const markOf = (file) => Object.values(parts).find((part) => part.files.has(file))?.mark ?? " ";

console.log("        raw       gzip     brotli    (bytes; * what the first view needs, + the later part)");
for (const file of files) row(markOf(file), file.name, file);
// The mark of scripts/build.sh.
const budgets = existsSync(".tools/built-ordinary") ? ORDINARY_BUDGETS : BUDGETS;
for (const [key, { mark, what, files: some }] of Object.entries(parts)) {
  const brotli = sum(some, "brotli");
  row(mark, `${what}, together (at most ${number(budgets[key]).trim()} in brotli)`, { raw: sum(some, "raw"), gzip: sum(some, "gzip"), brotli });
  if (brotli > budgets[key]) {
    console.error(`In brotli, ${what} is ${brotli} bytes, over the budget of ${budgets[key]}: make it smaller, or load something later.`);
    process.exitCode = 1;
  }
}
