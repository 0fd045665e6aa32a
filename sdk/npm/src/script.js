// The script tag: <script src="…/linger.js" data-site data-endpoint async></script>.
//
// It waits until the page is idle, and is silent wherever the module cannot run: no WebAssembly, a policy against it,
// a network that refuses it. `window.linger` is there at once; calls before the module runs are kept and made then.
import init, { begin } from "linger-glue";

/** Calls kept while the module loads; more are not, as a page that never gets the module must not grow. */
const CALLS_MAX = 100;

const script = document.currentScript;
const calls = [];
let call = (name, ...values) => {
  if (calls.length < CALLS_MAX) calls.push([name, ...values]);
};

const run = async () => {
  try {
    await init({ module_or_path: new URL("linger.wasm", script.src) });
    const linger = begin(script);
    call = (name, ...values) => linger?.[name](...values);
    for (const kept of calls) call(...kept);
  } catch {
    call = () => {};
  }
  calls.length = 0;
};

if (script) {
  window.linger = {
    track: (name, properties) => {
      try {
        call("track", String(name), properties && JSON.stringify(properties));
      } catch {
        // Properties that are no JSON (a cycle, say) are the page's to mend, not to be thrown back at it here.
      }
    },
    flush: () => call("flush"),
    stop: () => call("stop"),
  };
  (window.requestIdleCallback ?? setTimeout)(run);
}
