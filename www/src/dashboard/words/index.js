// Every word of the dashboard, by language.
import { en } from "./en.js";
import { ko } from "./ko.js";

/** Both languages have the same keys; a test holds them to it. */
export const words = { en, ko };

/**
 * The language to show: the one asked for, else the first of the browser's that there is, else English.
 * @param {string | null} asked
 * @param {readonly string[]} preferred language tags, best first
 * @returns {"en" | "ko"}
 */
export function languageOf(asked, preferred) {
  const wanted = [asked, ...preferred.map((tag) => tag.slice(0, 2))];
  return wanted.find((tag) => tag && Object.hasOwn(words, tag)) ?? "en";
}
