// Wires the page: the form says what to print, the sheets show it.
import { make, part, say } from "../dashboard/dom.js";
import { languageOf, words as allWords } from "./i18n.js";
import { GRID_USUAL, GRIDS, PAPERS } from "./layout.js";
import { sheetsOf } from "./order.js";
import { LEVEL_USUAL, LEVELS } from "./symbol.js";

/** Typing goes on for less than that; a thousand codes take about a second. */
const TYPING_MS = 250;

const form = part("order");
let lang = languageOf(new URLSearchParams(location.search).get("lang"), navigator.languages);
let files = [];
let typing;

const brush = document.createElement("canvas").getContext("2d");

/** A text's width in its letters' size, in the font that the sheets are shown with. */
function measure(text, weight) {
  brush.font = `${weight} 100px system-ui, sans-serif`;
  return brush.measureText(text).width / 100;
}

const typed = () => Object.fromEntries(new FormData(form));

function fill(name, keys, said, chosen) {
  const select = form.elements[name];
  const { value } = select;
  select.replaceChildren(...keys.map((key) => make("option", { value: key }, said(key))));
  select.value = value || chosen;
}

function writeWords() {
  const words = allWords[lang];
  document.documentElement.lang = lang;
  document.title = `${words.title} · linger`;
  for (const element of document.querySelectorAll("[data-word]")) say(element, words[element.dataset.word]);
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = words[element.dataset.hint];
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  fill("level", LEVELS, (key) => words.levels[key], LEVEL_USUAL);
  fill("paper", Object.keys(PAPERS), (key) => words.papers[key], "A4");
  fill("grid", GRIDS, (key) => words.gridName(...key.split("x").map(Number)), GRID_USUAL);
}

/** Each field says what is wrong with it, and a screen reader reads it with the field. */
function writeProblems(problems, words) {
  const fields = [...form.elements].filter(({ name }) => name);
  for (const field of fields) {
    const said = problems.filter((problem) => problem.field === field.name).map((problem) => words.problems[problem.kind](problem));
    const note = part(`wrong-${field.name}`);
    field.setAttribute("aria-invalid", String(said.length > 0));
    note?.replaceChildren(...said.map((text) => make("li", {}, text)));
  }
}

function figure(svg, place, all, words) {
  const shown = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", words.page(place + 1, all));
  const link = make("a", { href: files[place], download: all === 1 ? "codes.svg" : `codes-${place + 1}.svg` }, words.download(place + 1, all));
  return make("figure", { class: "sheet" }, shown, make("figcaption", {}, make("span", {}, words.page(place + 1, all)), link));
}

function writeSheets(pages, words) {
  for (const file of files) URL.revokeObjectURL(file);
  files = pages.map((svg) => URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })));
  part("sheets").replaceChildren(...pages.map((svg, place) => figure(svg, place, pages.length, words)));
  part("print").disabled = pages.length === 0;
}

function draw() {
  const words = allWords[lang];
  const order = typed();
  const { pages, codes, problems } = sheetsOf(order, words.title, measure);
  document.body.dataset.paper = order.paper;
  writeProblems(problems, words);
  writeSheets(pages, words);
  say(part("made"), problems.length > 0 ? words.wrong(problems.length) : words.made(codes, pages.length));
}

function start() {
  // Whoever opens this beside the menu most likely prints for it.
  if (location.protocol.startsWith("http")) form.elements.address.value ||= new URL("/", location.href).href;
  form.elements.caption.value ||= allWords[lang].captionUsual;
  form.elements.tables.value ||= "1-12";
  writeWords();
  draw();
}

form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(draw, TYPING_MS);
});
form.addEventListener("submit", (event) => event.preventDefault());
part("print").addEventListener("click", () => print());
document.addEventListener("click", ({ target }) => {
  if (!target.dataset.lang) return;
  const { captionUsual } = allWords[lang];
  lang = target.dataset.lang;
  if (form.elements.caption.value === captionUsual) form.elements.caption.value = allWords[lang].captionUsual;
  writeWords();
  draw();
});
start();
