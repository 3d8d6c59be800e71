// Starts the app in the page that index.html describes, says so when it cannot, and hands the
// reader's work back should the app break. A file of its own rather than an inline script, for a
// strict content security policy.

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
if (new URLSearchParams(location.search).has("embed")) {
  document.documentElement.dataset.embed = "";
  const whole = document.getElementById("whole");
  const lead = () => (whole.href = location.pathname + location.hash);
  whole.hidden = false;
  addEventListener("hashchange", lead);
  lead();
}

addEventListener("error", ({ error }) => rescue(error));
addEventListener("unhandledrejection", ({ reason }) => rescue(reason));

state.textContent = "Starting …";
try {
  const { default: init } = await import(address("modulepreload"));
  await init({ module_or_path: address("preload") });
} catch (error) {
  state.textContent = whyNot(error);
  throw error;
}

/** Why the app did not start, and who can do what about it. */
function whyNot(error) {
  const said = String(error?.message ?? error);
  if (typeof WebAssembly === "undefined") {
    return "Syncline could not start: this browser has no WebAssembly, or it is switched off. Every current browser has it; an older one has to be updated.";
  }
  if (/CSP|Content Security|unsafe-eval/i.test(said)) {
    return "Syncline could not start: the content security policy of this site forbids WebAssembly. Whoever runs the site has to allow 'wasm-unsafe-eval' in its script-src.";
  }
  if (/fetch|import|load|network|HTTP|status|MIME|Response/i.test(said)) {
    return "Syncline could not start: a part of it was not loaded. Reload the page; if that does not help, the site is not there in full, which whoever runs it can mend.";
  }
  return `Syncline could not start: ${said} Reloading the page, or a current browser, may help.`;
}
