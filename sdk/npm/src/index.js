// The npm entry: `import { start } from "linger-sdk"`. Importing it runs nothing, so that a server may.
import { begin, finish, imports, settle } from "linger-glue";
import { address, isBarred } from "../../src/shell/bars.js";
import { start as startShell } from "../../src/shell/shell.js";
import { handle } from "./handle.js";
import { camel } from "./camel.js";

let module;

/** The module, once for the page; where WebAssembly is missing or forbidden, the same engine as JavaScript. */
const load = (wasm) => (module ??= compile(wasm).catch(() => import("./linger-fallback.js")));

const compile = async (wasm) => {
  const from = await (wasm ?? new URL("./linger-full.wasm", import.meta.url));
  const source = from instanceof WebAssembly.Module || ArrayBuffer.isView(from) || from instanceof ArrayBuffer;
  const made = await WebAssembly.instantiate(source ? from : await bytes(from), imports());
  finish(made.instance ?? made);
  return { begin, settle, form: "wasm" };
};

const bytes = async (from) => (from instanceof Response ? from : await fetch(from)).arrayBuffer();

/**
 * Measures the page from now on. See index.d.ts.
 */
export async function start({
  wasm, auto, consent, transport, identityPool, stream, region, cognitoEndpoint, firehoseEndpoint, ...options
} = {}) {
  if (typeof window === "undefined") return undefined;
  const { begin, settle, form } = await load(wasm);
  const wrong = [];
  let settings = { endpoint: options.endpoint };
  // Beside Firehose no collector is needed; the module, which knows of none, is then given an address that is always sound.
  const { endpoint: named = transport && "/" } = options;
  try {
    settings = { ...settle({ ...options, endpoint: named }), ...settings, form };
  } catch (error) {
    wrong.push(error.message.replace("linger: ", ""));
  }
  const check = (name, sound, must) => sound || wrong.push(`options.${camel(name)} must be ${must}`);
  const directly = { transport, identityPool, stream, region, cognitoEndpoint, firehoseEndpoint };
  if (transport !== undefined) (await import("./linger-direct.js")).settle(settings, (name) => directly[camel(name)], check);
  if (settings.endpoint !== undefined) {
    check("endpoint", (settings.endpoint = address(settings.endpoint)), "the collector's http(s) URL");
  }
  if (!/^(granted|pending|denied)$/.test(consent ?? "granted")) wrong.push("options.consent must be granted, pending or denied");
  if (typeof (auto ?? false) !== "boolean") wrong.push("options.auto must be true or false");
  if (wrong.length) throw new TypeError("linger: " + wrong.join("; "));
  if (isBarred()) return undefined;
  let debugging = false;
  const linger = handle(async (isWanted) => {
    if (auto) settings.find = (await import("./linger-auto.js")).watch;
    const { storage } = settings;
    const store = storage === "none" ? undefined : (await import("./linger-stash.js")).stash(storage);
    const debug = debugging && (await import("./linger-debug.js"));
    const chosen = debug ? await debug.load() : { begin };
    if (!isWanted()) return undefined;
    const running = startShell(chosen.begin, settings, store);
    if (debug && running) debug.show(running);
    return running;
  }, async () => (await import("./linger-stash.js")).forgetAll());
  linger.page.consent(consent);
  return {
    ...linger.page,
    debug() {
      debugging = true;
      linger.restart();
    },
  };
}
