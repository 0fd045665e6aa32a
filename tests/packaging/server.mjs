// A server on a free port of this machine: a folder's files, and a collector that keeps what it is sent.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { text } from "node:stream/consumers";

/** What the consumers serve. A module needs its own type, or a browser reads it twice. */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** How long a batch may take from the page to here on a busy machine. */
const ARRIVAL_MS_MAX = 20_000;

/** Headers that a collector of another origin answers with. */
const READABLE = { "access-control-allow-origin": "*" };

/** Of headers by path, those of the longest path that the request's begins with. */
function headersFor(path, headers) {
  const fitting = Object.keys(headers).filter((start) => path.startsWith(start));
  return headers[fitting.sort((one, other) => other.length - one.length)[0]] ?? {};
}

async function answerFile(folder, request, response, { fallback, headers }) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
  const asked = join(folder, path.endsWith("/") ? join(path, "index.html") : path);
  const found = await stat(asked).then((about) => about.isFile(), () => false);
  const file = found ? asked : fallback && join(folder, fallback);
  if (!file) return response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { ...headersFor(path, headers), "content-type": type });
  createReadStream(file).pipe(response);
}

/** What has arrived, and who waits for it. */
class Batches {
  #all = [];
  #waiting = new Set();

  add(batch) {
    this.#all.push(batch);
    for (const look of this.#waiting) look();
  }

  /** The first batch that `fits`, within the bound. */
  find(what, fits) {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`waited ${ARRIVAL_MS_MAX} ms in vain for ${what}; there is ${JSON.stringify(this.#all)}`));
      const timer = setTimeout(late, ARRIVAL_MS_MAX);
      const look = () => {
        const found = this.#all.find(fits);
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/**
 * Serves `folder`. A path that is no file gives `fallback`, where there is one, as hosts of single pages do; `headers` are
 * by the beginning of the path. `asked` has the paths that were asked for.
 */
export async function serve(folder, { fallback, headers = {} } = {}) {
  const batches = new Batches();
  const asked = [];
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") {
      asked.push(request.url);
      return answerFile(folder, request, response, { fallback, headers });
    }
    const batch = JSON.parse(await text(request));
    batches.add(batch);
    response.writeHead(202, { ...READABLE, "content-type": "application/json" });
    response.end(JSON.stringify({ accepted: batch.events.length, rejected: [] }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { address: `http://127.0.0.1:${server.address().port}`, asked, batches, close };
}
