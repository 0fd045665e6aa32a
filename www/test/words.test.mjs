import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../src/heat/words.js";
import { VIEWS, viewOf } from "../src/dashboard/views/index.js";
import { languageOf, words } from "../src/dashboard/words/index.js";

/** Every word by its place, with what kind of thing it is. */
const kinds = (list, place = "") =>
  Object.entries(list).flatMap(([key, word]) => (typeof word === "object" ? kinds(word, `${place}${key}.`) : [`${place}${key}: ${typeof word}`])).sort();

test("both languages have the same words, of the same kind", () => {
  assert.deepEqual(kinds(words.ko), kinds(words.en));
  assert.deepEqual(kinds(wordsOf("ko")), kinds(wordsOf("en")));
});

test("every view has a name, a title, and its own address; an unknown one leads to the first screen", () => {
  for (const { name } of VIEWS) for (const lang of ["en", "ko"]) assert.ok(words[lang].viewNames[name] && words[lang].viewTitles[name], `${name} in ${lang}`);
  assert.equal(new Set(VIEWS.map(({ name }) => name)).size, VIEWS.length);
  assert.equal(viewOf("paths").name, "paths");
  assert.equal(viewOf("no-such-view"), VIEWS[0]);
});

test("the language asked for wins, then the browser's first known one, then English", () => {
  assert.equal(languageOf("ko", ["en-GB"]), "ko");
  assert.equal(languageOf("fr", ["fr-FR", "ko-KR", "en"]), "ko");
  assert.equal(languageOf(null, ["fr-FR"]), "en");
});
