// The panel: what is measured, what was sent, and the attributes to paste.
import { keyed, make, say } from "./make.js";
import { marksToPaste } from "./marks.js";
import { duration, times } from "./words.js";

export function panel(words, close) {
  const state = make("span", { class: "state" });
  const fold = make("button", { type: "button", "aria-expanded": "true" });
  const shut = make("button", { type: "button", "aria-label": words.close }, "×");
  const [figures, targets, sent, marks] = [figuresOf(words), targetsOf(words), sentOf(words), marksOf(words)];
  const body = make("div", { class: "body" }, figures.element, targets.element, sent.element, marks.element);
  const element = make("section", { class: "panel", "aria-label": "linger" }, make("header", {}, make("b", {}, "linger"), state, fold, shut), body);
  const turn = (isOpen) => {
    body.hidden = !isOpen;
    fold.setAttribute("aria-expanded", String(isOpen));
    fold.setAttribute("aria-label", isOpen ? words.fold : words.unfold);
    say(fold, isOpen ? "–" : "+");
  };
  fold.addEventListener("click", () => turn(body.hidden));
  shut.addEventListener("click", close);
  element.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    turn(false);
    fold.focus();
  });
  // On a phone the page comes first.
  turn(!matchMedia("(max-width: 520px)").matches);
  return {
    element,
    update(seen, elements) {
      say(state, [seen.consent && `${words.consent}: ${words.state(seen.consent)}`, words.state(seen.pause ?? words.measuring)].filter(Boolean).join(" · "));
      for (const part of [figures, targets, sent, marks]) part.update(seen, elements);
    },
  };
}

function figuresOf(words) {
  const names = ["active", "idle", "waiting", "dropped"];
  const values = names.map(() => make("dd"));
  const element = make("dl", {}, ...names.map((name, at) => make("div", {}, make("dt", {}, words[name]), values[at])));
  const update = ({ active_ms, idle_ms, waiting, dropped }) =>
    [duration(active_ms), duration(idle_ms), String(waiting), String(dropped)].forEach((text, at) => say(values[at], text));
  return { element, update };
}

/** A part that folds, with how much is in it. */
function part(name, isOpen, ...children) {
  const count = make("span", { class: "count" });
  const element = make("details", isOpen ? { open: "" } : {}, make("summary", {}, name, count), ...children);
  return { element, count };
}

function targetsOf(words) {
  const list = make("ul");
  const { element, count } = part(words.targets, true, make("p", { class: "legend" }, words.legend), list);
  const first = new Map();
  const place = keyed(list, (key) => {
    const button = make("button", { type: "button" }, make("i"), make("span"), make("small"));
    button.addEventListener("click", () => first.get(key).element.scrollIntoView({ block: "center" }));
    return make("li", {}, button);
  });
  const update = ({ targets }, elements) => {
    first.clear();
    for (const entry of elements) if (!first.has(keyOf(entry))) first.set(keyOf(entry), entry);
    const known = new Map(targets.map((target) => [keyOf(target), target]));
    for (const [key, row] of place([...first.keys()])) fill(row.firstChild, first.get(key), known.get(key));
    say(count, first.size ? String(first.size) : words.none);
  };
  return { element, update };
}

export const keyOf = ({ kind, id }) => `${kind} ${id}`;

function fill(button, { kind, id }, target) {
  const [, name, figures] = button.children;
  button.className = `${kind}${target?.viewable ? " seen" : ""}`;
  say(name, id);
  say(figures, target ? times(target) : "–");
}

function sentOf(words) {
  const list = make("ol");
  const { element, count } = part(words.sent, true, list);
  const place = keyed(list, () => make("li"));
  const update = ({ requests }) => {
    const latest = [...requests].reverse();
    const rows = place(latest.map(({ id }) => id));
    for (const { id, reason, bytes, events, outcome } of latest) {
      rows.get(id).className = outcome.replace(" ", "-");
      say(rows.get(id), `${words.state(reason)} · ${bytes.toLocaleString()} B · ${events} ${words.events} · ${words.state(outcome)}`);
    }
    say(count, requests.length ? String(requests.length) : words.unsent);
  };
  return { element, update };
}

function marksOf(words) {
  const text = make("textarea", { readonly: "", rows: "6", spellcheck: "false", wrap: "off", "aria-label": words.marks });
  const copy = make("button", { type: "button", class: "copy" }, words.copy);
  const { element, count } = part(words.marks, false, text, copy);
  let known = "";
  element.addEventListener("toggle", () => (element.parentElement.scrollTop = element.open ? element.offsetTop : 0));
  copy.addEventListener("click", async () => say(copy, (await copied(text)) ? words.copied : words.copy));
  const update = (seen, elements) => {
    // Selectors cost a search each: they are made while somebody looks, and again when what was found is another.
    const found = elements.map(keyOf).join();
    element.hidden = !marksNeeded(elements);
    if (element.hidden || !element.open || found === known) return;
    known = found;
    text.value = marksToPaste(elements, words.wrap);
    say(count, String(text.value.split("\n").length));
    say(copy, words.copy);
  };
  return { element, update };
}

const marksNeeded = (elements) => elements.some(({ element }) => !element.matches("[data-linger-section],[data-linger-item]"));

async function copied(text) {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    // A page without a secure context has no clipboard, but may copy what is selected.
    return document.execCommand("copy");
  }
}
