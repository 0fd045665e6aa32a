// Says what a first visit weighs: each file raw and as brotli 11, which is how a static host would send it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const packed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

const column = (bytes) => `${(bytes / 1000).toFixed(1)} KB`.padStart(10);

async function measured(folder, name) {
  const bytes = await readFile(join(folder, "dist", name));
  return { name, raw: bytes.length, brotli: packed(bytes) };
}

const line = ({ name, raw, brotli }) => `  ${name.padEnd(28)}${column(raw)} raw${column(brotli)} brotli`;

/**
 * Prints the weight of each group of files in `dist`.
 * @param {string} folder the folder that holds `dist`
 * @param {Record<string, string[]>} groups a title and its files
 */
export async function printSizes(folder, groups) {
  for (const [title, names] of Object.entries(groups)) {
    const files = await Promise.all(names.map((name) => measured(folder, name)));
    const sum = (key) => files.reduce((total, file) => total + file[key], 0);
    console.log(`${title}\n${files.map(line).join("\n")}\n${line({ name: "together", raw: sum("raw"), brotli: sum("brotli") })}`);
  }
}
