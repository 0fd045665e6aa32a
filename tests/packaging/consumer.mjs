// Consumers of the package in folders of their own, outside the checkout, so that nothing is found by accident.
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

const SKIPPED = ["dist", "node_modules", "pkg", "package-lock.json", "package.json"];

/** A program of this folder's packages. */
export const program = (name) => fileURLToPath(new URL(`node_modules/.bin/${name}`, import.meta.url));

/** Packs the npm package as it would be published; the tarball's path. */
export async function pack(folder) {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder], { cwd: join(root, "sdk/npm") });
  return join(folder, JSON.parse(stdout)[0].filename);
}

/** A copy of a folder of the project, with the packed package installed and nothing else. */
export async function consumer(within, source, tarball) {
  const folder = await mkdtemp(join(within, "consumer-"));
  const wanted = (path) => !SKIPPED.some((name) => path.endsWith(`/${name}`));
  await cp(join(root, source), folder, { recursive: true, filter: wanted });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: folder });
  return folder;
}

/** A temporary folder, and its end. */
export async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), "linger-packaging-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs a program to its end; what it printed. */
export const output = async (file, args, options) => (await run(file, args, options)).stdout;
