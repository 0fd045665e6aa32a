// The example menus: what is found in them, and that ids stay whatever an owner does to a menu.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../src/auto.js";
import { slug } from "../src/auto/ids.js";
import { expected } from "./menus.mjs";
import { menu, outline, random } from "./page.mjs";

const SEEDS = [1, 2, 3, 4, 5];

const tag = (...names) => (element) => names.includes(element.localName);
const has = (selector) => (element) => element.querySelector(selector) !== null;
const line = (element) => element.textContent.includes("....");

/** In which element each page has its sections or dishes side by side, and where the next begins. */
const SHAPES = {
  table: { sections: ["table.menu tbody", has("th")], dishes: ["table.menu tbody", has("b")] },
  "definition-list": { sections: ["main", tag("h2")], dishes: ["main dl", tag("dt")] },
  cards: { sections: [".hero", tag("section"), "parentNode"], dishes: [".grid", has(".font-semibold")] },
  framework: { sections: [".tYuIoP", tag("div")], dishes: [".vWxYzB", tag("div")] },
  "word-processor": { sections: [".WordSection1", has("u")], dishes: [".WordSection1", line] },
  siblings: { sections: ["body", tag("h2")], dishes: ["body", tag("h3")] },
};

/** Puts the blocks of a container's children in another order. What ends a stretch of blocks keeps its place. */
function shuffle(container, isStart, isEnd, chance) {
  let stretch = [];
  const close = (before) => {
    const order = stretch.map((block) => [chance(), block]).sort(([one], [other]) => one - other);
    for (const [, block] of order) for (const element of block) container.insertBefore(element, before);
    stretch = [];
  };
  for (const element of [...container.children]) {
    if (isEnd(element)) close(element);
    else if (isStart(element)) stretch.push([element]);
    else stretch.at(-1)?.push(element);
  }
  close(null);
}

function shuffleAll(document, shapes, chance) {
  const [holders, isSection, up] = shapes.sections;
  for (const holder of document.querySelectorAll(holders)) shuffle(up ? holder[up] : holder, isSection, () => false, chance);
  const [lists, isDish] = shapes.dishes;
  for (const list of document.querySelectorAll(lists)) shuffle(list, isDish, isSection, chance);
}

const textsOf = (element) =>
  [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node] : node.nodeType === 1 ? textsOf(node) : []));

/** The text that holds a dish's name, with its element. */
function nameOf(found, id) {
  const elements = found.filter((entry) => entry.id === id).map(({ element }) => element);
  return elements.flatMap(textsOf).find((text) => slug(text.data).includes(id));
}

function items(found) {
  const ids = [...new Set(found.filter(({ kind }) => kind === "item").map(({ id }) => id))];
  return ids.map((id) => ({ id, name: nameOf(found, id) }));
}

/** Other prices: other digits, and now and then one more or fewer. */
function changePrices(document, found, chance) {
  for (const { element } of found.filter(({ kind }) => kind === "item")) {
    for (const text of textsOf(element)) {
      text.data = text.data.replace(/\d+/, (whole) => `${1 + Math.floor(chance() * 9)}${chance() < 0.5 && whole.length < 3 ? "5" : ""}${whole.slice(1)}`);
    }
  }
}

const BADGES = [" (new)", " [품절]", " (Sold out)", " 【신메뉴】", " – sold out"];

function changeNames(document, found, chance) {
  for (const { name } of items(found)) {
    const element = document.createElement(chance() < 0.5 ? "em" : "span");
    element.textContent = chance() < 0.5 ? "Sold out" : "인기";
    const [before, words, after] = name.data.match(/^(\s*)(.*?)((?:[\s.]*\d[\s\S]*)?)$/).slice(1);
    name.data = `${before}\n  ${1 + Math.floor(chance() * 40)}. ${words.replaceAll(" ", "  \n ")}${BADGES[Math.floor(chance() * BADGES.length)]}${after}`;
    if (chance() < 0.5) name.parentNode.append(element);
  }
}

const ids = (found) => [...new Set(found.map(({ kind, id, section }) => `${kind} ${section ?? ""} ${id}`))].sort();

for (const [name, sections] of Object.entries(expected)) {
  test(`${name}: the sections and dishes that a person sees`, async () => {
    assert.deepEqual(outline(find(await menu(name))), sections);
  });

  test(`${name}: elements come in document order, each once`, async () => {
    const document = await menu(name);
    for (const kind of ["section", "item"]) {
      const elements = find(document).filter((one) => one.kind === kind).map(({ element }) => element);
      assert.deepEqual(elements, [...document.querySelectorAll("*")].filter((element) => elements.includes(element)));
      assert.equal(new Set(elements).size, elements.length);
    }
  });

  test(`${name}: the page is left as it was, and asking again gives the same`, async () => {
    const document = await menu(name);
    const before = document.toString();
    assert.deepEqual(ids(find(document)), ids(find(document)));
    assert.equal(document.toString(), before);
  });
}

for (const [name, shapes] of Object.entries(SHAPES)) {
  for (const seed of SEEDS) {
    test(`${name}: ids stay when sections and dishes change places (seed ${seed})`, async () => {
      const document = await menu(name);
      const [before, text] = [ids(find(document)), document.body.textContent];
      shuffleAll(document, shapes, random(seed));
      assert.notEqual(document.body.textContent, text);
      assert.deepEqual(ids(find(document)), before);
    });

    test(`${name}: ids stay when prices change (seed ${seed})`, async () => {
      const document = await menu(name);
      const found = find(document);
      const text = document.body.textContent;
      changePrices(document, found, random(seed));
      assert.notEqual(document.body.textContent, text);
      assert.deepEqual(ids(find(document)), ids(found));
    });

    test(`${name}: ids stay when dishes are counted, spaced and badged (seed ${seed})`, async () => {
      const document = await menu(name);
      const found = find(document);
      changeNames(document, found, random(seed));
      assert.match(document.body.textContent, /Sold out|인기/);
      assert.deepEqual(ids(find(document)), ids(found));
    });
  }
}
