// Asks the collector for views. What comes back is either rows or a Problem; nothing else leaves this file.
import { viewPath } from "./query.js";

/** Milliseconds after which an answer is no longer waited for: ours; a local answer takes well under one second. */
const ANSWER_MS_MAX = 10_000;

const VIEWS = ["summary", "sections", "items"];

/** Why figures could not be read. `kind` says who said so: the server, the network, or this page on reading it. */
export class Problem extends Error {
  /**
   * @param {"told" | "unreachable" | "unreadable"} kind
   * @param {{title?: string, detail?: string, status?: number}} what
   */
  constructor(kind, what = {}) {
    super(what.title ?? kind);
    this.kind = kind;
    this.what = what;
  }
}

async function answered(path, signal) {
  try {
    return await fetch(path, { signal, headers: { accept: "application/json" }, cache: "no-store" });
  } catch {
    throw new Problem("unreachable");
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    throw new Problem("unreadable", { status: response.status });
  }
}

async function view(name, site, filters, signal) {
  const response = await answered(viewPath(name, site, filters), signal);
  const body = await readJson(response);
  if (!response.ok && body.title) throw new Problem("told", body);
  if (!response.ok || !Array.isArray(body.rows)) throw new Problem("unreadable", { status: response.status });
  return body;
}

/** Files left out, each named once though several views leave it out. */
function leftOut(views) {
  return [...new Map(views.flatMap((each) => each.left_out ?? []).map((file) => [file.file, file])).values()];
}

/**
 * All views at once. Fails as a whole: figures of different moments side by side would not add up.
 * @param {string} site
 * @param {ReturnType<typeof import("./query.js").filtersOf>} filters
 * @returns {Promise<import("./state.js").Figures>}
 * @throws {Problem}
 */
export async function figures(site, filters) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_MS_MAX);
  try {
    const views = await Promise.all(VIEWS.map((name) => view(name, site, filters, stop.signal)));
    const [summary, sections, items] = views;
    return { summary: summary.rows[0], sections: sections.rows, items: items.rows, leftOut: leftOut(views), atMs: summary.generated_at_ms };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/**
 * The names of the menu, or nothing where this server has no menu: the dashboard then shows ids.
 * @returns {Promise<object | undefined>}
 */
export async function menuNames() {
  try {
    const response = await fetch("/menu.json");
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
