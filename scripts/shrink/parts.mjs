// The page's program in two parts: what cargo made is split, and its main part bound anew.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./tools.mjs";

const PROGRAM = "syncline-app";

/** The module of the splitter's own making by which the main part asks for the later one, and the later
 * one finds what both share. */
const LINK = "./__wasm_split.js";
const SHARED = "__wasm_split";

/** Where cargo has put the program for the page (Trunk.toml names the profile). */
function artifact() {
  const { target_directory } = JSON.parse(run("cargo", "metadata", "--no-deps", "--format-version", "1"));
  return join(target_directory, "wasm32-unknown-unknown", "web", `${PROGRAM}.wasm`);
}

/**
 * Both parts: `{ glue, main, later, loads, shared }`, as wasm-bindgen's script, two paths of modules, the
 * name by which the main part asks for the later one, and the names of what the two share.
 */
export function parts(work) {
  const split = join(work, "split");
  run("wasm-split-cli", artifact(), split, "--out-name", PROGRAM);
  const found = readdirSync(split).filter((name) => /\.wasm$/.test(name) && name !== `${PROGRAM}.wasm`);
  if (found.length !== 1) throw new Error(`there should be one later part: ${found}`);
  const later = join(split, found[0]);
  const bound = join(work, "bound");
  // The later part needs what the linker exports, and nothing of JavaScript.
  const options = ["--target", "web", "--keep-debug", "--keep-lld-exports", "--no-typescript"];
  run("wasm-bindgen", ...options, "--out-dir", bound, "--out-name", PROGRAM, join(split, `${PROGRAM}.wasm`));
  const main = join(bound, `${PROGRAM}_bg.wasm`);
  const asked = imported(main).filter(({ module }) => module === LINK);
  const shared = imported(later);
  if (asked.length !== 1 || shared.some(({ module }) => module !== SHARED)) {
    throw new Error(`the parts import something else than expected: ${JSON.stringify([asked, shared])}`);
  }
  return {
    glue: readFileSync(join(bound, `${PROGRAM}.js`), "utf8"),
    main,
    later,
    loads: asked[0].name,
    shared: shared.map(({ name }) => name),
  };
}

const imported = (path) => WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(path)));

/**
 * The script with a loader of the later part, which lies at this address. Not the splitter's own: this one
 * is found by wasm-bindgen's names, has the later part's address in it, and takes it also from a server
 * that does not know the type. One that did not come is asked for anew: the program remembers success alone.
 */
export function withLoader({ glue, loads, shared }, address) {
  const loader = `
async function loadLater(callback, data) {
    let came = false;
    try {
        const imports = { ${SHARED}: { ${shared.map((name) => `${name}: wasm.${name}`).join(", ")} } };
        const answer = await fetch(${JSON.stringify(address)});
        if (!answer.ok) throw new Error("The later part could not be loaded: status " + answer.status);
        await (answer.headers.get("Content-Type") === "application/wasm"
            ? WebAssembly.instantiateStreaming(answer, imports)
            : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
        came = true;
    } catch (error) {
        console.error(error);
    }
    wasm.__indirect_function_table.get(callback)(data, came);
}
`;
  const edits = [
    [new RegExp(`^import \\* as (\\w+) from "${LINK}";?$`, "m"), ""],
    [new RegExp(`^.*"${LINK}": \\w+,\\n`, "m"), ""],
    [/^( +const import0 = \{\n)/m, `$1        ${loads}: loadLater,\n`],
    [/$/, loader],
  ];
  return edits.reduce((text, [place, instead]) => {
    if (!place.test(text)) throw new Error(`wasm-bindgen's script has no place like ${place}`);
    return text.replace(place, instead);
  }, glue);
}
