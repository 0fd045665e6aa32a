// Each peer as its users would ship it: one minified ES module, and what it weighs as a server sends it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL("..", import.meta.url));

/** The files that a page with linger's script line downloads. */
const LINGER_FILES = ["linger.js", "linger.wasm"];

/** linger's built files. */
export const dist = fileURLToPath(new URL("../../../sdk/npm/dist", import.meta.url));

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function bundle({ id }) {
  const contents = `import { start } from "./peers/${id}.js"; window.tracker = start(new URL("/collect", location).href);`;
  const result = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "error",
    write: false,
  });
  return result.outputFiles[0].contents;
}

/** Those it downloads beside them where batches go to Firehose, and what does not fit is kept. */
const DIRECT_FILES = ["linger-direct.js", "linger-stash.js"];

async function bytesOfLinger(names) {
  const files = await Promise.all(names.map((name) => readFile(join(dist, name))));
  return files.map(brotli).reduce((sum, bytes) => sum + bytes);
}

/** The peer's script for the page, and the bytes a guest pays for it. */
export async function prepared(peer) {
  const script = await bundle(peer);
  if (peer.id !== "linger") return { ...peer, script, bytes: brotli(script) };
  const bytes = await bytesOfLinger(LINGER_FILES);
  return { ...peer, script, bytes, directBytes: bytes + (await bytesOfLinger(DIRECT_FILES)) };
}
