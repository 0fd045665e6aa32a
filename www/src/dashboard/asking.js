// What a view asks of the collector, and what has come back: the live questions, those that may wait, and what the filters
// offer.
import { answersKept } from "./kept.js";
import { viewPath } from "./query.js";

/** Milliseconds between two askings of a view that is not the first screen: a new event is there within five seconds. */
const EVERY_MS = 2000;

/** Milliseconds between two askings of what changes slowly, or takes long to tell. */
const LATER_MS = 15_000;

/** What the filters leave out must still be offered. */
const SEEN = ["menus", "tables", "languages"].map((view) => ({ view, without: ["table", "menu", "guest"], isLater: true }));

/**
 * @param {(paths: string[]) => Promise<object[]>} fetchAll
 */
export function asking(fetchAll) {
  const kept = answersKept();
  let isAskingLater = false;

  function wanted(view, context) {
    const { choices, nowMs } = context;
    const path = (question) => viewPath(question, choices, nowMs);
    const everyMs = view.everyMs ?? EVERY_MS;
    const own = [{ view: "summary" }, ...view.asks(context)].map((question) => ({ ...question, path: path(question), everyMs: question.isLater ? LATER_MS : everyMs }));
    const seen = SEEN.map((question) => ({ ...question, path: path(question), everyMs: LATER_MS }));
    return { own, seen, everyMs };
  }

  async function take(due, nowMs) {
    const paths = [...new Set(due.map(({ path }) => path))];
    const answers = await fetchAll(paths);
    paths.forEach((path, index) => kept.take(path, answers[index], nowMs));
  }

  return {
    wanted,
    /** What is known of the questions, by their views; and what the filters can offer. */
    known({ own, seen }) {
      const of = (list) => Object.fromEntries(list.map((question) => [question.view, kept.of(question.path)]));
      return { answers: of(own), seen: of(seen), isWhole: own.every((question) => question.isLater || kept.of(question.path)) };
    },
    /** Asks what is due now; fails where any of it does. */
    async ask({ own }, nowMs) {
      const due = kept.due(own.filter(({ isLater }) => !isLater), nowMs);
      if (due.length > 0) await take(due, nowMs);
    },
    /**
     * Asks the next of what may wait: one at a time, so that it does not take the collector from what is live. What fails stays
     * unknown for its time: that the collector is away is told by what is live. Whether anything new is known.
     */
    async askLater({ own, seen }, nowMs) {
      const [next] = isAskingLater ? [] : kept.due([...own.filter(({ isLater }) => isLater), ...seen], nowMs);
      if (!next) return false;
      isAskingLater = true;
      kept.miss(next.path, nowMs);
      const isNew = await take([next], nowMs).then(() => true, () => false);
      isAskingLater = false;
      return isNew;
    },
    /** Forgets what these questions are not about. */
    keepOnly: ({ own, seen }) => kept.keepOnly([...own, ...seen].map(({ path }) => path)),
    forget: kept.forget,
  };
}
