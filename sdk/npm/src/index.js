// The npm entry: `import { start } from "linger-sdk"`. Importing it runs nothing, so that a server may.
import init, { start as startModule } from "linger-glue";

let ready;

/**
 * Measures the page from now on. See index.d.ts.
 */
export async function start({ wasm, ...options } = {}) {
  if (typeof window === "undefined") return undefined;
  ready ??= init({ module_or_path: wasm ?? new URL("./linger-full.wasm", import.meta.url) });
  await ready;
  const linger = startModule(options);
  return linger && {
    track: (name, properties) => linger.track(String(name), properties && JSON.stringify(properties)),
    flush: () => linger.flush(),
    stop: () => linger.stop(),
  };
}
