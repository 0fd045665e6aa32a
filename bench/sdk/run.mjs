// linger beside what users could pick instead: the same page, browser and run. `cargo xtask bench sdk` installs what it needs
// and starts it; `--quick` leaves the peers out and writes nothing down, `--row ID` takes one row, and writes that one anew.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FLOOR, NONE, PEERS } from "./peers/index.mjs";
import { ROWS, TABLES } from "./rows/index.mjs";
import { prepared } from "./src/bundles.mjs";
import { circumstances, markdown, splice, verdicts } from "./src/report.mjs";
import { samples } from "./src/schedule.mjs";

const options = { quick: { type: "boolean", default: false }, row: { type: "string", multiple: true, default: [] } };
const { quick, row: wanted } = parseArgs({ options }).values;

const RESULTS = fileURLToPath(new URL("results.json", import.meta.url));
const DOCUMENT = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

/** Which peers a row is for: the floor and the bare page only where time is counted from the latter. */
function of(row, peers) {
  const among = peers.filter((peer) => row.applies?.(peer) ?? true);
  return row.baseline ? [...among, ...EXTRAS] : among;
}

async function resultsOf(row, peers) {
  const began = performance.now();
  const taken = await samples(row, of(row, peers));
  const merge = row.merge ?? (([first]) => first);
  const results = {};
  for (const [id, all] of taken) if (id !== NONE.id && all.length > 0) results[id] = merge(all, taken.get(NONE.id));
  console.log(`${row.id}: ${Math.round((performance.now() - began) / 1000)} s`);
  return results;
}

const unknown = wanted.filter((id) => !ROWS.some((row) => row.id === id));
if (unknown.length > 0) throw new Error(`no row ${unknown.join(", ")}; there are ${ROWS.map(({ id }) => id).join(", ")}`);

const rows = ROWS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const EXTRAS = await Promise.all([FLOOR, NONE].map(prepared));
const peers = await Promise.all((quick ? PEERS.filter(({ id }) => id === "linger") : PEERS).map(prepared));

const results = {};
for (const row of rows) results[row.id] = await resultsOf(row, peers);

console.log();
for (const { title, must, reached, holds } of verdicts(rows, results)) console.log(`${holds ? "pass" : "FAIL"}  ${title}: ${reached} (must: ${must})`);

if (!quick) {
  const browser = execFileSync(process.env.CHROMIUM ?? "/usr/bin/chromium", ["--version"], { stdio: ["ignore", "pipe", "ignore"] });
  const about = circumstances(browser.toString().split(" built")[0].trim(), "cargo xtask bench sdk");
  // A row is of one run, all peers beside each other; other rows stay as they were.
  const all = { ...JSON.parse(await readFile(RESULTS, "utf8").catch(() => '{"results":{}}')).results, ...results };
  await writeFile(RESULTS, `${JSON.stringify({ about, results: all }, null, 2)}\n`);
  const told = ROWS.filter(({ id }) => all[id]);
  await splice(DOCUMENT, "sdk", markdown({ about, rows: told, tables: TABLES, peers: [...peers, FLOOR], results: all }));
} else {
  for (const row of rows) for (const { id, form } of peers) if (results[row.id][id]) console.log(`${row.id}  ${form}: ${row.show(results[row.id][id])}`);
}
