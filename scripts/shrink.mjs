// `node scripts/shrink.mjs [FOLDER]`: makes the site that Trunk wrote smaller, in place. Trunk runs it for
// `./dev build` before it hands the site over, with its folder in the environment.
//
// The page's program comes in two parts, of which the page loads the second when its figures stand. Of
// scripts and modules only what is reached is kept. Everything is named by what is in it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parts, withLoader } from "./shrink/parts.mjs";
import { QUICK, SMALL, shrunk, shrunkModule } from "./shrink/program.mjs";
import { Site } from "./shrink/site.mjs";
import { styleSheets } from "./shrink/styles.mjs";
import { minified } from "./shrink/tools.mjs";

const site = new Site(process.argv[2] ?? process.env.TRUNK_STAGING_DIR);
const work = mkdtempSync(join(tmpdir(), "syncline-"));
try {
  app();
  worker();
  site.replace(/^start-.*\.js$/, "start", ".js", minified(site.read(/^start-.*\.js$/)));
  styleSheets(site);
  site.write();
} finally {
  rmSync(work, { recursive: true });
}

/** The page's program: Trunk's two files give way to the main part's, and the later part is added. */
function app() {
  const { main, later, ...both } = parts(work);
  const address = site.add("syncline-later", ".wasm", shrunkModule({ module: later, passes: SMALL, work }));
  const { script, module } = shrunk({
    glue: withLoader(both, `./${address}`),
    module: main,
    passes: SMALL,
    entry: `export { default } from "./glue.js";`,
    // start.js says where the module is.
    define: { "import.meta.url": "undefined" },
    work,
  });
  site.replace(/^syncline-app-.*_bg\.wasm$/, "syncline-app", "_bg.wasm", module);
  site.replace(/^syncline-app-.*\.js$/, "syncline-app", ".js", script);
}

/** The worker: one script that starts its module, in the place of Trunk's two. */
function worker() {
  const { script, module } = shrunk({
    glue: site.read(/^syncline-worker\.js$/),
    module: site.path(/^syncline-worker_bg\.wasm$/),
    passes: QUICK,
    entry: site.read(/^syncline-worker_loader\.js$/).replace("./syncline-worker.js", "./glue.js"),
    work,
  });
  const named = site.add("syncline-worker", "_bg.wasm", module);
  const starter = site.add("syncline-worker", ".js", script.replace("syncline-worker_bg.wasm", named));
  for (const before of [/^syncline-worker\.js$/, /^syncline-worker_loader\.js$/, /^syncline-worker_bg\.wasm$/]) site.drop(before);
  site.html = site.html.replace(/<link[^>]*syncline-worker[^>]*>/g, "");
  site.tell("worker", starter);
}
