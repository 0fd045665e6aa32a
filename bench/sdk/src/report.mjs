// What came out: for the terminal, as JSON, and as tables in docs/benchmarks.md.
import { readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";

const GIB = 2 ** 30;

/** Where and when. */
export function circumstances(browser, command) {
  const [{ model }] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return { date, machine: `${cpus().length} cores, ${model.trim()}, ${Math.round(totalmem() / GIB)} GiB`, browser, node: process.version, command };
}

const shown = (row, value) => (value === undefined ? "–" : row.show(value));

/** linger against what it must reach: a line for each row that has a bound. */
export function verdicts(rows, results) {
  return rows.flatMap((row) => {
    const value = results[row.id]?.linger;
    if (!row.must) return [];
    return [{ title: row.title, must: row.must, reached: shown(row, value), holds: value !== undefined && row.holds(value) }];
  });
}

const line = (cells) => `| ${cells.join(" | ")} |`;

const verdictTable = (lines) => [
  line(["linger", "must", "reached", ""]),
  line(["---", "---", "---", "---"]),
  ...lines.map(({ title, must, reached, holds }) => line([title, must, reached, holds ? "pass" : "**fail**"])),
];

function peerTable({ heading, rows }, peers, results) {
  const measured = peers.filter(({ id }) => rows.some((row) => results[row.id]?.[id] !== undefined));
  return [
    `### ${heading}`,
    "",
    line(["", ...rows.map(({ title }) => title)]),
    line(["---", ...rows.map(() => "--:")]),
    ...measured.map(({ id, form }) => line([id === "linger" ? `**${form}**` : form, ...rows.map((row) => shown(row, results[row.id]?.[id]))])),
  ];
}

/** All of it as Markdown. */
export function markdown({ about, rows, tables, peers, results }) {
  const parts = [
    `${about.date}; ${about.machine}; ${about.browser}; \`${about.command}\`.`,
    "",
    ...verdictTable(verdicts(rows, results)),
    ...tables.flatMap((table) => ["", ...peerTable(table, peers, results)]),
  ];
  return parts.join("\n");
}

/** Puts text between a document's markers `<!-- begin NAME -->` and `<!-- end NAME -->`. */
export async function splice(file, name, text) {
  const document = await readFile(file, "utf8");
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no \`${begin}\` before \`${end}\``);
  await writeFile(file, `${document.slice(0, from + begin.length)}\n${text}\n${document.slice(to)}`);
}
