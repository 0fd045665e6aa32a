// Each bundler, used as its own documentation begins. All but esbuild copy the module beside the bundle by themselves.
import { copyFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { build as viteBuild, createServer } from "vite";
import webpack from "webpack";

/** esbuild leaves `new URL("./linger-full.wasm", import.meta.url)` as it stands. */
const MODULE = "node_modules/linger-sdk/dist/linger-full.wasm";

/** Vite, for production; the folder to serve. */
export async function withVite(folder) {
  await viteBuild({ root: folder, logLevel: "warn" });
  return join(folder, "dist");
}

/** Vite's server for development, which takes batches to `collector`. */
export async function viteServer(folder, collector) {
  const server = await createServer({
    root: folder,
    logLevel: "warn",
    server: { host: "127.0.0.1", port: 0, proxy: { "/v1": collector } },
  });
  await server.listen();
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}

/** webpack; the folder to serve. */
export async function withWebpack(folder) {
  const compiler = webpack({
    mode: "production",
    context: folder,
    entry: "./main.js",
    output: { path: join(folder, "dist"), publicPath: "auto" },
  });
  const stats = await new Promise((resolve, reject) => compiler.run((error, result) => (error ? reject(error) : resolve(result))));
  if (stats.hasErrors()) throw new Error(stats.toString("errors-only"));
  await cp(join(folder, "index.html"), join(folder, "dist/index.html"));
  return join(folder, "dist");
}

/** esbuild; the folder to serve. */
export async function withEsbuild(folder) {
  await build({ ...ESBUILD, absWorkingDir: folder, entryPoints: ["main.js"], outdir: "dist" });
  await copyFile(join(folder, MODULE), join(folder, "dist/linger-full.wasm"));
  await cp(join(folder, "index.html"), join(folder, "dist/index.html"));
  return join(folder, "dist");
}

/** What esbuild makes of a file, as text. */
export async function bundledText(folder, entry) {
  const result = await build({ ...ESBUILD, absWorkingDir: folder, entryPoints: [entry], write: false });
  return result.outputFiles[0].text;
}

const ESBUILD = { bundle: true, format: "esm", minify: true, logLevel: "warning" };
