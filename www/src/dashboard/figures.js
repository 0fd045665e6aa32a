// The headline: a sentence, the split between held and passed over, and six figures.
import { make, part, say } from "./dom.js";
import { ago, count, duration, percent } from "./format.js";

function sentence(place, [before, name, after]) {
  if (place.textContent === before + name + after) return;
  place.replaceChildren(before, make("strong", {}, name), after);
}

/**
 * @param {ReturnType<import("./view-model.js").story>} story
 * @param {object} words
 */
export function writeStory(story, words) {
  part("story").hidden = !story;
  if (!story) return;
  sentence(part("story-held"), words.storyHold(story.held.name, percent(story.held.read_rate)));
  sentence(part("story-passed"), words.storyPass(story.passed.name, percent(story.passed.skim_rate)));
}

/**
 * @param {ReturnType<import("./view-model.js").split>} split
 * @param {object} words
 */
export function writeSplit(split, words) {
  part("split").hidden = !split;
  if (!split) return;
  const [held, passed] = [percent(split.held), percent(split.passed)];
  part("split-bar").setAttribute("aria-label", words.splitLabel(held, passed));
  part("split-bar").style.setProperty("--share", String(split.held));
  say(part("split-held"), held);
  say(part("split-passed"), passed);
}

/**
 * @param {ReturnType<import("./view-model.js").headline>} headline
 * @param {{words: object, lang: "en" | "ko", nowMs: number}} options
 */
export function writeHeadline(headline, { words, lang, nowMs }) {
  const seen = ({ seen, all }) => words.ofAll(count(seen, lang), count(all, lang));
  const figures = {
    visits: [count(headline.visits, lang), words.visitsNote(count(headline.sessions, lang))],
    time: [duration(headline.activeMs, lang), words.timeReadNote(duration(headline.perVisitMs, lang))],
    sections: [seen(headline.sections), ""],
    dishes: [seen(headline.dishes), ""],
    last: [ago(headline.lastMs, nowMs, lang), words.lastNote(count(headline.events, lang))],
  };
  for (const [name, [value, note]] of Object.entries(figures)) {
    say(part(`figure-${name}`), value);
    say(part(`note-${name}`), note);
  }
}
