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
  state.textContent =
    "Syncline could not start in this browser. It needs WebAssembly, as every current browser has it; reloading the page may help.";
  throw error;
}
