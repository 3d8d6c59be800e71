// Starts the app in the page that index.html describes, says so when it cannot, and hands the
// reader's work back should the app break. A file of its own rather than an inline script, for a
// strict content security policy.

const shell = document.getElementById("shell");
const state = document.getElementById("shell-state");
const address = (rel) => document.querySelector(`link[rel="${rel}"]`).href;

/** The rescue page of index.html, in place of an app that may not be called again. */
function rescue(error) {
  const page = document.getElementById("rescue");
  if (!page.hidden || !(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return;
  for (const other of [...document.body.children]) if (other !== page) other.remove();
  const work = document.getElementById("rescue-work").textContent;
  document.getElementById("rescue-save").href = `data:application/json;charset=utf-8,${encodeURIComponent(work)}`;
  document.getElementById("rescue-cause").textContent = error.stack ?? String(error);
  page.hidden = false;
}

/** In another page: the stage alone, and the way to all of it. What the style sheets hide goes by this mark. */
const embedded = new URLSearchParams(location.search).has("embed");
if (embedded) {
  document.documentElement.dataset.embed = "";
  const whole = document.getElementById("whole");
  const lead = () => (whole.href = location.pathname + location.hash);
  whole.hidden = false;
  addEventListener("hashchange", lead);
  lead();
}

/** The annex, when the app asks for it: a program for all that the first view does without. */
addEventListener("syncline-annex", async () => {
  const later = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  if (embedded || !later("annex")) return;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = later("annex-style");
  document.head.append(style);
  await import(new URL(later("annex"), document.baseURI).href);
});

/** What a link may inflate to, in bytes (src/exchange/document/json.rs). */
const LARGEST = 5_000_000;

/** The text that a link packs, in base64url and deflated; or what was wrong with it, as a word that
 * src/exchange/link/read.rs knows. */
async function unpacked(packed) {
  let wrong = "cut off";
  let text = "";
  try {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    wrong = "changed";
    const { readable, writable } = new DecompressionStream("deflate");
    const writer = writable.getWriter();
    const ignore = () => {};
    // All of it was taken in, and its end is still missing.
    writer.write(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))).then(() => (wrong = "cut off"), ignore);
    writer.close().catch(ignore);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let length = 0;
    for (const reader = readable.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      length += value.length;
      if (length > LARGEST) return reader.cancel().then(() => "too large", () => "too large");
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return wrong;
  }
}

/** Puts what a link in the address opens where the app looks for it (src/app/opening.rs). */
async function link() {
  const [, field, value] = /^#s1&(?:.*&)?(scenario|carries)=([\w-]*)(?:&|$)/.exec(location.hash) ?? [];
  let text = "changed";
  if (field === "carries") text = value.length > 2_000_000 ? "too large" : await unpacked(value);
  if (field === "scenario") {
    const answer = await fetch(`catalogue/${value}.syncline.json`).catch(() => undefined);
    text = answer?.ok ? await answer.text() : "changed";
  }
  document.querySelector("meta[name=linked]").content = text;
}
addEventListener("hashchange", () => link().then(() => dispatchEvent(new CustomEvent("syncline-linked", { detail: "" }))));

addEventListener("error", ({ error }) => rescue(error));
addEventListener("unhandledrejection", ({ reason }) => rescue(reason));

state.textContent = "Starting …";
try {
  await link();
  const { default: init } = await import(address("modulepreload"));
  await init({ module_or_path: address("preload") });
  shell.remove();
} catch (error) {
  state.textContent =
    "Syncline could not start in this browser. It needs WebAssembly, as every current browser has it; reloading the page may help.";
  throw error;
}
