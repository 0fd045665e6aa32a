// The file that `?linger=debug` fetches: a module that tells what it knows, and an overlay that shows it.
import { begin as beginModule, finish, imports } from "linger-glue";
import { ANSWERED, BEACON, SEND } from "../../src/shell/signals.js";
import { show as showOverlay } from "./overlay.js";

/** Requests that the overlay lists. */
const REQUESTS_MAX = 50;

let linger;
const requests = [];

/** How to begin: with the debug build's own module. */
export async function load() {
  const bytes = await (await fetch(new URL("linger-debug.wasm", import.meta.url))).arrayBuffer();
  finish((await WebAssembly.instantiate(bytes, imports())).instance);
  return { begin, form: "wasm" };
}

const begin = (page, ...settings) => {
  const { carryOut } = page;
  page.carryOut = (wish, id, events, body) => {
    if (wish === SEND || wish === BEACON) note(id, events, new TextDecoder().decode(body));
    return carryOut(wish, id, events, body);
  };
  linger = beginModule(page, ...settings);
  const { told } = linger;
  linger.told = (signal, id, status, third) => {
    if (signal === ANSWERED) answer(id, status);
    return told.call(linger, signal, id, status, third);
  };
  return linger;
};

const note = (id, events, body) => {
  const [, visit] = body.match(/"visit":"([^"]*)"/);
  const [, reason] = body.match(/"reason":"(\w+)"/);
  requests.push({ visit, id, reason, bytes: body.length, events, outcome: "in flight" });
  requests.splice(0, requests.length - REQUESTS_MAX);
};

const answer = (id, status) => {
  const request = requests.find((one) => one.id === id && one.outcome === "in flight");
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (request) request.outcome = status >= 200 && status < 300 ? "taken" : refused ? "refused" : "failed";
};

/** Shows the overlay over what runs. */
export function show({ known }) {
  const elements = () => [...known].flatMap(([element, { ids }]) =>
    ids.flatMap((id, kind) => (id ? [{ element, kind: kind ? "item" : "section", id }] : [])));
  const peek = () => JSON.stringify({ ...JSON.parse(linger.peek()), consent: "granted", requests });
  showOverlay({ peek, elements });
}
