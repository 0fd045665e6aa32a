// Asks the collector. What comes back is either an answer or a Problem; nothing else leaves this file.

/** Milliseconds after which an answer is no longer waited for: ours; a local answer takes well under one second. */
const ANSWER_MS_MAX = 10_000;

/** Why figures could not be read. `kind` says who said so: the server, its door, the network, or this page on reading it. */
export class Problem extends Error {
  /**
   * @param {"told" | "locked" | "unreachable" | "unreadable"} kind
   * @param {{title?: string, detail?: string, status?: number}} what
   */
  constructor(kind, what = {}) {
    super(what.title ?? kind);
    this.kind = kind;
    this.what = what;
  }
}

const headers = (accept, key) => ({ accept, ...(key && { authorization: `Bearer ${key}` }) });

async function answered(path, accept, key, signal) {
  try {
    return await fetch(path, { signal, headers: headers(accept, key), cache: "no-store" });
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

async function answer(path, key, signal) {
  const response = await answered(path, "application/json", key, signal);
  if (response.status === 401) throw new Problem("locked", { status: 401 });
  const body = await readJson(response);
  if (!response.ok && body.title) throw new Problem("told", body);
  if (!response.ok || !Array.isArray(body.rows)) throw new Problem("unreadable", { status: response.status });
  return body;
}

/**
 * Several answers at once. Fails as a whole: figures of different moments side by side would not add up.
 * @param {string[]} paths
 * @param {string | null} key the reader key, where there is one
 * @returns {Promise<{generated_at_ms: number, rows: object[], left_out?: object[], truncated?: boolean}[]>}
 * @throws {Problem}
 */
export async function answers(paths, key) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_MS_MAX);
  try {
    return await Promise.all(paths.map((path) => answer(path, key, stop.signal)));
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/**
 * A file that a plain link cannot fetch, as it needs the key.
 * @param {string} path
 * @param {string} key
 * @returns {Promise<Blob>}
 * @throws {Problem}
 */
export async function file(path, key) {
  const response = await answered(path, "text/csv", key);
  if (response.status === 401) throw new Problem("locked", { status: 401 });
  if (!response.ok) throw new Problem("unreadable", { status: response.status });
  return response.blob();
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
