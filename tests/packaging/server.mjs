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

async function answerFile(folder, request, response, fallback) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
  const asked = join(folder, path.endsWith("/") ? join(path, "index.html") : path);
  const found = await stat(asked).then((about) => about.isFile(), () => false);
  const file = found ? asked : fallback && join(folder, fallback);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
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

/** Serves `folder`. A path that is no file gives `fallback`, where there is one, as hosts of single pages do. */
export async function serve(folder, { fallback } = {}) {
  const batches = new Batches();
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return answerFile(folder, request, response, fallback);
    const batch = JSON.parse(await text(request));
    batches.add(batch);
    response.writeHead(202, { ...READABLE, "content-type": "application/json" });
    response.end(JSON.stringify({ accepted: batch.events.length, rejected: [] }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { address: `http://127.0.0.1:${server.address().port}`, batches, close };
}
