// What the reader must know besides the figures: a failure, stale figures, files left out, events dropped.
import { make } from "./dom.js";
import { ago, count } from "./format.js";

/** A problem's title and detail: the server's own words, which are English, where it spoke; ours where it did not. */
export function problemText({ kind, what }, words) {
  if (kind === "told") return { title: what.title, detail: what.detail ?? "" };
  if (kind === "unreachable") return { title: words.unreachableTitle, detail: words.unreachableDetail };
  return { title: words.unreadableTitle, detail: words.unreadableDetail(what.status) };
}

function failure(problem, atMs, { words, lang, nowMs }) {
  const { title, detail } = problemText(problem, words);
  const stale = atMs ? ` ${words.failedStale(ago(atMs, nowMs, lang))}` : "";
  const retry = make("button", { type: "button", "data-act": "retry" }, words.retry);
  return make("div", { class: "notice bad", role: "alert" }, make("div", problem.kind === "told" ? { lang: "en" } : {}, make("b", {}, title), make("p", {}, `${detail}${stale}`)), retry);
}

function lacks({ leftOut, dropped, isTruncated }, { words, lang }) {
  const files = leftOut.map(({ file, reason }) => make("li", {}, make("code", {}, file), ` ${reason}`));
  const parts = [];
  if (isTruncated) parts.push(make("p", {}, words.truncated));
  if (files.length > 0) parts.push(make("p", {}, words.leftOut(files.length)), make("ul", {}, ...files));
  if (dropped > 0) parts.push(make("p", {}, words.dropped(count(dropped, lang))));
  return parts.length > 0 ? make("details", { class: "notice" }, make("summary", {}, words.quality), ...parts) : undefined;
}

/**
 * Writes the notices, and leaves them untouched while they say the same: an alert must not be read out every second.
 * @param {HTMLElement} place
 * @param {{problem?: import("./api.js").Problem, atMs?: number, leftOut: {file: string, reason: string}[], dropped: number, isTruncated: boolean}} news
 *   `atMs` is when the figures shown were made
 * @param {{words: object, lang: "en" | "ko", nowMs: number}} options
 */
export function writeNotices(place, news, options) {
  const { problem, atMs, ...lacking } = news;
  const isTold = problem && problem.kind !== "locked";
  const said = JSON.stringify([options.lang, isTold && [problemText(problem, options.words), atMs], lacking]);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  const notices = [isTold && failure(problem, atMs, options), lacks(lacking, options)];
  place.replaceChildren(...notices.filter(Boolean));
}
