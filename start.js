// Starts the app in the page that index.html describes, and says so when it cannot.
// A file of its own rather than an inline script, for a strict content security policy.

const shell = document.getElementById("shell");
const state = document.getElementById("shell-state");
const address = (rel) => document.querySelector(`link[rel="${rel}"]`).href;

state.textContent = "Starting …";
try {
  const { default: init } = await import(address("modulepreload"));
  await init({ module_or_path: address("preload") });
  shell.remove();
} catch (error) {
  state.textContent =
    "Syncline could not start in this browser. It needs WebAssembly, as every current browser has it; reloading the page may help.";
  throw error;
}
