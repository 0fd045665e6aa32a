// Puts the page and linger's files into a folder that any host can serve. README.md says how to run it.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const [target = join(here, "dist"), sdk = join(here, "../../sdk/npm")] = process.argv.slice(2);

// A folder for each version: what lies there never changes, so browsers may keep it for a year, and a page never gets the
// script of one build with the module of another.
const { version } = JSON.parse(await readFile(join(sdk, "package.json"), "utf8"));
await mkdir(target, { recursive: true });
await cp(join(sdk, "dist"), join(target, "linger", version), { recursive: true });

// The build has written down what each file has to be.
const hashes = JSON.parse(await readFile(join(sdk, "dist/sri.json"), "utf8"));
const page = await readFile(join(here, "index.html"), "utf8");
const filled = page.replace("{version}", version).replace("{integrity}", hashes["linger.js"]);
await writeFile(join(target, "index.html"), filled);
await cp(join(here, "style.css"), join(target, "style.css"));
