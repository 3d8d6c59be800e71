// `node scripts/shrink.mjs [FOLDER]`: makes the site that Trunk wrote smaller, in place; Trunk runs it
// before it hands the site over, with its folder in the environment.
//
// Of wasm-bindgen's scripts only what is reached is kept. The modules then lose the exports that nobody
// calls any more, all that hung on them, and the long names by which the two know each other. The
// scripts of the annex and of the worker start their modules by themselves, and index.html says where
// they are. Style sheets become two: one for the first view, one for the annex.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

const tools = resolve(".tools/npm/node_modules");
const esbuild = createRequire(join(tools, "package.json"))("esbuild");

/** What the compiler's target has; wasm-opt takes nothing else for granted. */
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "reference-types",
  "multivalue",
  "sign-ext",
  "mutable-globals",
].map((feature) => `--enable-${feature}`);

const STRIPPED = [
  "--minify-imports-and-exports-and-modules",
  "--strip-debug",
  "--strip-producers",
  "--strip-target-features",
];

/** Smallest in brotli of what was tried on this module: not to inline is 1 % of it, and functions of
 * like names beside one another half a percent. */
const SMALL = [
  "-Os",
  "--always-inline-max-function-size=0",
  "--flexible-inline-max-function-size=0",
  "--one-caller-inline-max-function-size=0",
  "--reorder-functions-by-name",
  ...STRIPPED,
];

/** The worker is loaded after the first view, and has to be quick. */
const QUICK = ["-O3", ...STRIPPED];

/** What wasm-opt calls the one module that all imports come from. */
const MODULE = "a";

const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
const work = mkdtempSync(join(tmpdir(), "syncline-"));
try {
  shrink();
} finally {
  rmSync(work, { recursive: true });
}

function shrink() {
  const app = only(/^syncline-app-.*\.js$/);
  shrunkPair(app, only(/^syncline-app-.*_bg\.wasm$/), SMALL, (inner) => ({
    contents: `export { default } from ${inner};`,
    define: { "import.meta.url": "undefined" },
  }));
  const start = only(/^start-.*\.js$/);
  writeFileSync(start, minified(readFileSync(start, "utf8")));
  const page = only(/^index\.html$/);
  later(page, "worker", QUICK);
  later(page, "annex", SMALL);
  styleSheets(page);
}

/** A program of its own as one script that starts its module; both are named by what is in them, and
 * only the page says where they are. */
function later(page, name, passes) {
  const program = `syncline-${name}`;
  const script = only(new RegExp(`^${program}\\.js$`));
  const module = only(new RegExp(`^${program}_bg\\.wasm$`));
  shrunkPair(script, module, passes, (inner) => ({
    contents: `import init from ${inner}; await init();`,
  }));
  const hashed = (path, bytes, ending) => {
    const called = `${program}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}${ending}`;
    rmSync(path);
    writeFileSync(join(folder, called), bytes);
    return called;
  };
  const moduleName = hashed(module, readFileSync(module), "_bg.wasm");
  const text = readFileSync(script, "utf8").replace(`${program}_bg.wasm`, moduleName);
  const scriptName = hashed(script, text, ".js");
  const html = readFileSync(page, "utf8")
    .replace(new RegExp(`<link[^>]*${program}[^>]*>`, "g"), "");
  writeFileSync(page, addressed(html, name, scriptName));
}

/** The page with the address of what is loaded later. */
function addressed(html, name, file) {
  const out = html.replace(new RegExp(`(<meta name="?${name}"? content=)(""|)(?=[ >])`), `$1"./${file}"`);
  if (!out.includes(file)) throw new Error(`index.html has no place for the address of ${file}`);
  return out;
}

/** A script of wasm-bindgen and its module, of which only what the entry reaches is kept. */
function shrunkPair(script, module, passes, entry) {
  const reached = treeShaken(readFileSync(script, "utf8"), entry);
  const exports = new Set(Array.from(reached.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  const names = shrunkModule(module, exports, passes);
  writeFileSync(script, minified(renamed(reached, names)));
}

/** The one file of the site whose name fits. */
function only(pattern) {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`the site should have one file like ${pattern}: ${found}`);
  return join(folder, found[0]);
}

/** The script without what the entry does not reach. */
function treeShaken(source, entry) {
  // Two kinds of statement look as if they did something by themselves; these classes are all they are for.
  const pure = source
    .replace(/^if \(Symbol\.dispose\) .*$/gm, "")
    .replaceAll("new FinalizationRegistry(", "/* @__PURE__ */ new FinalizationRegistry(");
  const inner = join(work, "inner.js");
  writeFileSync(inner, pure);
  const { contents, define } = entry(JSON.stringify(inner));
  const { outputFiles } = esbuild.buildSync({
    stdin: { contents, resolveDir: work },
    bundle: true,
    format: "esm",
    define,
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Rewrites the module with these exports alone; answers its new names by the old ones. */
function shrunkModule(module, exports, passes) {
  const graph = join(work, "graph.json");
  const roots = [...exports].map((name) => ({ name: `script ${name}`, export: name, root: true }));
  writeFileSync(graph, JSON.stringify(roots));
  const fewer = join(work, "fewer.wasm");
  run("wasm-metadce", module, "-g", "-f", graph, "-o", fewer);
  return JSON.parse(run("wasm-opt", fewer, ...passes, "-o", module));
}

function run(tool, ...options) {
  return execFileSync(join(tools, ".bin", tool), [...FEATURES, ...options], { encoding: "utf8" });
}

/** The script with the module's new names, and without what the module no longer imports. */
function renamed(script, { imports, exports }) {
  const called = new Map(exports);
  const wanted = new Map(imports.map(([, name, short]) => [name, short]));
  const left = new Set(wanted.values());
  const out = script
    .replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${called.get(name) ?? missing(name)}`)
    .replace(/"\.\/syncline-\w+_bg\.js": import0/, () => `${JSON.stringify(MODULE)}: import0`)
    .replace(/^    (__wb\w+): /gm, (_, name) => {
      left.delete(wanted.get(name));
      return `    ${wanted.get(name) ?? name}: `;
    });
  if (left.size > 0) throw new Error(`the script lacks imports of the module: ${[...left]}`);
  return out;
}

function missing(name) {
  throw new Error(`the script calls "${name}", which the module does not export`);
}

function minified(source) {
  return esbuild.transformSync(source, { minify: true, format: "esm", target: "es2022" }).code;
}

/** One style sheet in the place of the first, in the order of the page, and one of those whose names
 * begin with `annex`, which start.js adds with the annex. */
function styleSheets(page) {
  const html = readFileSync(page, "utf8");
  const link = /<link[^>]*rel="?stylesheet"?[^>]*>/g;
  const sheets = Array.from(html.matchAll(link), ([tag]) => join(folder, tag.match(/href="?\.\/([^" >]+)/)[1]));
  const isLater = (sheet) => basename(sheet).startsWith("annex");
  const first = styleSheet("style", sheets.filter((sheet) => !isLater(sheet)));
  const then = styleSheet("annex", sheets.filter(isLater));
  let seen = false;
  const one = html.replace(link, () => {
    const tag = seen ? "" : `<link rel="stylesheet" href="./${first}">`;
    seen = true;
    return tag;
  });
  const told = addressed(one, "annex-style", then);
  writeFileSync(page, told.replace(/<!--.*?-->\n?/gs, "").replace(/\n{2,}/g, "\n"));
}

function styleSheet(name, sheets) {
  const { outputFiles } = esbuild.buildSync({
    stdin: {
      contents: sheets.map((sheet) => `@import ${JSON.stringify(resolve(sheet))};`).join(""),
      loader: "css",
      resolveDir: work,
    },
    bundle: true,
    minify: true,
    external: ["*.woff2"],
    write: false,
    logLevel: "error",
  });
  const css = outputFiles[0].text;
  const file = `${name}-${createHash("sha256").update(css).digest("hex").slice(0, 16)}.css`;
  for (const sheet of sheets) rmSync(sheet);
  writeFileSync(join(folder, file), css);
  return file;
}
