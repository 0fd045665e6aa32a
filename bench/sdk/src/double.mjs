// The other end: serves the page and a peer's script, takes what the peer posts, keeps it, and answers as it is told. It
// stands in for each collector, and for Cognito and Firehose.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { dist } from "./bundles.mjs";
import { EMPTY, page } from "./site.mjs";

const TYPES = { js: "text/javascript", wasm: "application/wasm", json: "application/json", html: "text/html; charset=utf-8" };

/** What a collector that is well says. */
export const WELL = { status: 200 };

const COGNITO = {
  GetId: { IdentityId: "us-east-1:00000000-0000-4000-8000-000000000001" },
  GetCredentialsForIdentity: {
    IdentityId: "us-east-1:00000000-0000-4000-8000-000000000001",
    Credentials: { AccessKeyId: "ASIAEXAMPLE", SecretKey: "example", SessionToken: "example", Expiration: 4102444800 },
  },
};

/** What peers ask beside posting events: settings and flags. It is answered well always and counts nowhere. */
const ASIDE = /\/(flags|decide|array|config|settings|projects|static)\b/;

export class Double {
  /** All requests with events: when, how large, the answer's status. */
  requests = [];
  answer = WELL;
  #server;

  constructor(peer, site) {
    this.peer = peer;
    this.site = site;
    this.#server = createServer((request, response) => this.#serve(request, response).catch(() => response.destroy()));
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.address = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  close() {
    return new Promise((resolve) => this.#server.close(resolve).closeAllConnections());
  }

  /** Forgets what came so far. */
  forget() {
    this.requests = [];
  }

  async #serve(request, response) {
    const { pathname, search } = new URL(request.url, "http://host");
    if (pathname.startsWith("/collect") || request.method !== "GET") return this.#collect(request, response, pathname + search);
    const [type, body] = await this.#file(pathname);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type, "cache-control": "no-store" });
    response.end(body);
  }

  async #file(path) {
    if (path === "/") return [TYPES.html, page(this.peer, this.site).replaceAll("ADDRESS", this.address)];
    if (path === "/elsewhere") return [TYPES.html, EMPTY];
    if (path === "/tracker.js") return [TYPES.js, this.peer.script];
    if (!path.startsWith("/linger/")) return [TYPES.html, undefined];
    return [TYPES[path.split(".").at(-1)], await readFile(join(dist, path.slice("/linger/".length))).catch(() => undefined)];
  }

  async #collect(request, response, path) {
    const at = performance.now();
    const body = await buffer(request);
    const target = request.headers["x-amz-target"] ?? "";
    if (target.startsWith("AWSCognitoIdentityService.")) return this.#say(response, WELL, COGNITO[target.split(".")[1]]);
    if (request.method === "OPTIONS" || ASIDE.test(path)) return this.#say(response, WELL, {});
    const { answer } = this;
    this.requests.push({ at, path, status: answer.status, bytes: body.length, body, headers: request.headers });
    this.#say(response, answer, answer.status < 300 ? thanks(target, body) : {});
  }

  #say(response, { status, headers = {} }, body) {
    response.writeHead(status, { "content-type": TYPES.json, ...headers });
    response.end(JSON.stringify(body));
  }
}

/** What the services answer; linger's collector and Firehose say what became of each event. */
function thanks(target, body) {
  if (!target.startsWith("Firehose")) return { accepted: 1, rejected: [], status: 1, success: true };
  const { Records } = JSON.parse(body);
  return { FailedPutCount: 0, Encrypted: false, RequestResponses: Records.map(() => ({ RecordId: "1" })) };
}
