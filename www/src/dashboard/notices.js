// What the reader must know besides the figures: a failure, stale figures, files left out, events dropped.
import { make } from "./dom.js";
import { ago, count } from "./format.js";

/** A problem's title and detail: the server's own words where it spoke, ours where it did not. */
export function problemText({ kind, what }, words) {
  if (kind === "told") return { title: what.title, detail: what.detail ?? "" };
  if (kind === "unreachable") return { title: words.unreachableTitle, detail: words.unreachableDetail };
  return { title: words.unreadableTitle, detail: words.unreadableDetail(what.status) };
}

function failure(state, { words, lang, nowMs }) {
  const { title, detail } = problemText(state.problem, words);
  const stale = state.figures ? ` ${words.failedStale(ago(state.figures.atMs, nowMs, lang))}` : "";
  const retry = make("button", { type: "button", "data-act": "retry" }, words.retry);
  return make("div", { class: "notice bad", role: "alert" }, make("div", {}, make("b", {}, title), make("p", {}, `${detail}${stale}`)), retry);
}

function lacks(figures, dropped, { words, lang }) {
  const files = figures.leftOut.map(({ file, reason }) => make("li", {}, make("code", {}, file), ` ${reason}`));
  const parts = [];
  if (files.length > 0) parts.push(make("p", {}, words.leftOut(files.length)), make("ul", {}, ...files));
  if (dropped > 0) parts.push(make("p", {}, words.dropped(count(dropped, lang))));
  return parts.length > 0 ? make("details", { class: "notice" }, make("summary", {}, words.quality), ...parts) : undefined;
}

/**
 * Writes the notices, and leaves them untouched while they say the same: an alert must not be read out every second.
 * @param {HTMLElement} place
 * @param {import("./state.js").State} state
 * @param {number} dropped events
 * @param {{words: object, lang: "en" | "ko", nowMs: number}} options
 */
export function writeNotices(place, state, dropped, options) {
  const { words, lang } = options;
  const said = JSON.stringify([lang, state.problem && problemText(state.problem, words), state.figures?.atMs && state.problem ? state.figures.atMs : 0, state.figures?.leftOut, dropped]);
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  const notices = [state.problem && failure(state, options), state.figures && lacks(state.figures, dropped, options)];
  place.replaceChildren(...notices.filter(Boolean));
}
