// The page and the SDK's files on loopback, and nothing else: there is no server to send to. Where a double or an emulator stands in for
// AWS, the script tag is told so on its way; another address than the double's usual one is the first argument.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const services = process.argv[2] ?? "http://127.0.0.1:4566";
const page = fileURLToPath(new URL("index.html", import.meta.url));
const sdk = new URL("../../sdk/npm/dist/", import.meta.url);
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

const told = (html) =>
  html.replace(" async></script>", ` data-cognito-endpoint="${services}" data-firehose-endpoint="${services}" async></script>`);

const answers = async (path) => {
  if (path === "/") return ["text/html; charset=utf-8", told(await readFile(page, "utf8"))];
  const [, name, type] = path.match(/^\/sdk\/([\w-]+\.(js|wasm))$/) ?? [];
  return name ? [TYPES[type], await readFile(new URL(name, sdk))] : [];
};

const server = createServer(async (request, response) => {
  const [type, body] = await answers(new URL(request.url, "http://here").pathname).catch(() => []);
  response.writeHead(body ? 200 : 404, { "content-type": type ?? "text/plain", "cache-control": "no-store" });
  response.end(body);
});

server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
