// The script tag: <script src="…/linger.js" data-site data-endpoint async></script>.
//
// It waits until the page is idle, and is silent wherever nothing of it can run. `window.linger` is there at once.
import { begin, finish, imports } from "linger-glue";
import { isBarred } from "../../src/shell/bars.js";
import { start } from "../../src/shell/shell.js";
import { attributes } from "./attributes.js";
import { handle } from "./handle.js";

const script = document.currentScript;
const at = (file) => import(new URL(file, script.src));
let debugging = /[?&]linger=debug\b/.test(location.search);

/** In one go where the server says what it is; a wrong content type costs a second reading, from the cache. */
const instantiate = async (url) => {
  try {
    return await WebAssembly.instantiateStreaming(fetch(url), imports());
  } catch {
    return WebAssembly.instantiate(await (await fetch(url)).arrayBuffer(), imports());
  }
};

/** How to begin: with the module; where WebAssembly is missing or forbidden, with the same module as JavaScript. */
const load = async () => {
  try {
    finish((await instantiate(new URL("linger.wasm", script.src))).instance);
    return { begin, form: "wasm" };
  } catch {
    return at("linger-fallback.js");
  }
};

/** Longer than that the page's own work does not keep the first look from being measured. */
const IDLE_MS_MAX = 300;

const idle = () => new Promise((resolve) =>
  (window.requestIdleCallback ?? setTimeout)(resolve, window.requestIdleCallback && { timeout: IDLE_MS_MAX }));

const run = async (isWanted) => {
  const settings = attributes(script, script.dataset.transport && (await at("linger-direct.js")));
  if (!settings || isBarred()) return;
  const debug = debugging && (await at("linger-debug.js"));
  // On its way while the page is still at work; it is compiled off the main thread.
  const code = (debug || { load }).load();
  code.catch(() => {});
  await idle();
  // What few pages use is fetched by those.
  if (script.hasAttribute("data-auto")) settings.find = (await at("linger-auto.js")).watch;
  const { storage } = settings;
  const store = storage === "none" ? undefined : (await at("linger-stash.js")).stash(storage);
  const { begin, form } = await code;
  if (isWanted()) {
    const running = start(begin, { ...settings, form }, store);
    debug && running && debug.show(running);
    return running;
  }
};

const linger = handle(run, async () => (await at("linger-stash.js")).forgetAll());

if (script) {
  window.linger = {
    ...linger.page,
    debug() {
      debugging = true;
      linger.restart();
    },
  };
  linger.page.consent(script.dataset.consent);
}
