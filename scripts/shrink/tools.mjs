// The tools that the site is made smaller with: binaryen and esbuild of .tools/npm, and those on PATH.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const npm = resolve(".tools/npm/node_modules");

export const esbuild = createRequire(join(npm, "package.json"))("esbuild");

/** What the compiler's target has; binaryen takes nothing else for granted. */
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "reference-types",
  "multivalue",
  "sign-ext",
  "mutable-globals",
].map((feature) => `--enable-${feature}`);

/** Runs a tool on PATH; answers what it says. */
export const run = (tool, ...options) => execFileSync(tool, options, { encoding: "utf8" });

/** Runs a tool of binaryen; answers what it says. */
export const binaryen = (tool, ...options) => run(join(npm, ".bin", tool), ...FEATURES, ...options);

/** A script in as few letters as it can be said. */
export const minified = (source) =>
  esbuild.transformSync(source, { minify: true, format: "esm", target: "es2022" }).code;
