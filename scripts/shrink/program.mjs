// A program as wasm-bindgen makes it, a script and its module, of which only what is reached is kept: the
// script loses what the page does not call, the module the exports that nobody calls any more and all
// that hung on them, and both the long names by which they know each other.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { binaryen, esbuild, minified } from "./tools.mjs";

/** Nobody gets to the lowest kilobyte of memory: it is the end of the stack, and no address that is read
 * there is made of two that overflow. Worth 1 % of the page's program. */
const LOW = "--low-memory-unused";

const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** Smallest in brotli of what was tried on these modules: not to inline is 1 % of it, and functions of
 * like names beside one another half a percent. */
export const SMALL = [
  "-Os",
  LOW,
  "--always-inline-max-function-size=0",
  "--flexible-inline-max-function-size=0",
  "--one-caller-inline-max-function-size=0",
  "--reorder-functions-by-name",
  ...STRIPPED,
];

/** The worker is loaded after the first view, and has to be quick. */
export const QUICK = ["-O3", LOW, ...STRIPPED];

/** What wasm-opt calls the one module that all imports come from. */
const MODULE = "a";

/**
 * The script and the module, smaller. `entry` is the text of a script that imports what is kept from
 * "./glue.js", `define` what esbuild is to take for known, `work` a folder for what lies between.
 */
export function shrunk({ glue, module, passes, entry, define = {}, work }) {
  const reached = treeShaken(glue, entry, define, work);
  const exports = new Set(Array.from(reached.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  const fewer = join(work, "fewer.wasm");
  const roots = [...exports].map((name) => ({ name: `script ${name}`, export: name, root: true }));
  writeFileSync(join(work, "graph.json"), JSON.stringify(roots));
  binaryen("wasm-metadce", module, "-g", "-f", join(work, "graph.json"), "-o", fewer);
  const out = join(work, "out.wasm");
  const names = binaryen("wasm-opt", fewer, "--minify-imports-and-exports-and-modules", ...passes, "-o", out);
  return { script: minified(renamed(reached, JSON.parse(names))), module: readFileSync(out) };
}

/** A module without a script of its own, smaller: who loads it knows its imports by their names. */
export function shrunkModule({ module, passes, work }) {
  const out = join(work, "out.wasm");
  binaryen("wasm-opt", module, ...passes, "-o", out);
  return readFileSync(out);
}

/** The script without what the entry does not reach. */
function treeShaken(glue, entry, define, work) {
  // Two kinds of statement look as if they did something by themselves; these classes are all they are for.
  const pure = glue
    .replace(/^if \(Symbol\.dispose\) .*$/gm, "")
    .replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ new FinalizationRegistry(");
  writeFileSync(join(work, "glue.js"), pure);
  const { outputFiles } = esbuild.buildSync({
    stdin: { contents: entry, resolveDir: work },
    bundle: true,
    format: "esm",
    define,
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** The script with the module's new names, and without what the module no longer imports. */
function renamed(script, { imports, exports }) {
  const called = new Map(exports);
  const wanted = new Map(imports.map(([, name, short]) => [name, short]));
  const left = new Set(wanted.values());
  const out = script
    .replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${called.get(name) ?? missing(name)}`)
    .replace(/"\.\/syncline-\w+_bg\.js": import0/, () => `${JSON.stringify(MODULE)}: import0`)
    .replace(/^    (__w\w+): /gm, (_, name) => {
      left.delete(wanted.get(name));
      return `    ${wanted.get(name) ?? name}: `;
    });
  if (left.size > 0) throw new Error(`the script lacks imports of the module: ${[...left]}`);
  return out;
}

function missing(name) {
  throw new Error(`the script calls "${name}", which the module does not export`);
}
