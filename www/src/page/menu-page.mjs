// Writes the menu page from its data: everything is in the HTML, so that it reads without JavaScript.
import { readFileSync } from "node:fs";
import { emblem } from "./emblems.mjs";
import { hero } from "./hero.mjs";
import { allergenWords, both, escaped, other, priced, tagWords, words } from "./words.mjs";

/** Where a dish's drawing is served, or nothing where the dish has none. */
export const artPath = (dish) => (dish.art ? `/menu/art/${dish.id}.svg` : undefined);

const plus = '<svg viewBox="0 0 24 24" aria-hidden="true"><path class="plus" d="M12 5v14M5 12h14"/><path class="tick" d="M5 12.5l4.5 4.5L19 7"/></svg>';

function tags(dish) {
  const shown = Object.keys(tagWords).filter((tag) => dish.tags.includes(tag));
  if (shown.length === 0) return "";
  return `<ul class="tags">${shown.map((tag) => `<li class="tag ${tag}">${both(tagWords[tag])}</li>`).join("")}</ul>`;
}

function allergens(dish) {
  if (dish.allergens.length === 0) return "";
  const named = (lang) => dish.allergens.map((name) => allergenWords[name][lang]).join(", ");
  return `<p class="allergens">${both({ en: `${words.contains.en} ${named("en")}`, ko: `${words.contains.ko} ${named("ko")}` })}</p>`;
}

function picture(dish) {
  const path = artPath(dish);
  return path ? `<img src="${path}" alt="" width="200" height="200" loading="lazy" decoding="async">` : "";
}

function button(dish) {
  const name = both({ en: `${words.add.en} ${dish.name.en}`, ko: `${dish.name.ko} ${words.add.ko}` });
  return `<button type="button" class="add" data-order="${dish.id}" data-price="${dish.price}">${plus}<span class="count" aria-hidden="true"></span><span class="unseen">${name}</span></button>`;
}

function dishHtml(dish) {
  return `<li class="dish${dish.art ? "" : " plain"}" data-linger-item="${dish.id}">
<div class="words">
<h3>${both(dish.name)}</h3>
<p class="other">${other(dish.name)}</p>
<p class="text">${both(dish.text)}</p>
${tags(dish)}${allergens(dish)}
</div>
${picture(dish)}
<p class="price">${priced(dish.price)}</p>
${button(dish)}
</li>`;
}

function sectionHtml(section) {
  return `<section id="${section.id}" class="section ${section.tone}" data-linger-section="${section.id}" aria-labelledby="${section.id}-title">
<div class="inner">
<header class="section-head">${emblem(section.id)}<h2 id="${section.id}-title">${both(section.name)}</h2><p>${both(section.text)}</p></header>
<ul class="dishes ${section.layout}">
${section.items.map(dishHtml).join("\n")}
</ul>
</div>
</section>`;
}

const chip = (section) => `<li><a href="#${section.id}">${both(section.name)}</a></li>`;

const head = ({ restaurant }) => `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f6d3ad" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#141a2c" media="(prefers-color-scheme: dark)">
<meta name="description" content="${escaped(restaurant.about.en)}">
<title>${escaped(restaurant.name.ko)} ${escaped(restaurant.name.en)}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/menu/menu.css">
<script src="/menu/language.js"></script>`;

const top = ({ restaurant }) => `<header class="hero">
${hero()}
<div class="inner">
<div class="bar"><p class="table" hidden>${both(words.table)} <b></b></p>
<div class="languages" role="group" aria-labelledby="language-label"><span class="unseen" id="language-label">${both(words.language)}</span><button type="button" data-lang="ko" lang="ko">한국어</button><button type="button" data-lang="en" lang="en">English</button></div></div>
<h1>${both(restaurant.name)}<small>${other(restaurant.name)}</small></h1>
<p class="tagline">${both(restaurant.tagline)}</p>
<p class="about">${both(restaurant.about)}</p>
</div>
</header>`;

const bottom = `<footer class="foot"><div class="inner">
<p>${both(words.origin)}</p>
<section aria-labelledby="privacy-title"><h2 id="privacy-title">${both(words.privacyTitle)}</h2>
<p>${both(words.privacy)}</p>
<p><a href="/dashboard/" data-keep>${both(words.dashboard)}</a></p></section>
</div></footer>
<aside class="tray" aria-labelledby="tray-label" hidden><p><b id="tray-label">${both(words.tray)}</b> <span class="hint">${both(words.trayHint)}</span></p><p class="sum"><span data-count></span><b data-total></b></p></aside>
<p class="unseen" role="status" data-status></p>`;

/**
 * With ?linger=heat, and only then: loads the heat, and asks that this look, which is no guest's, is not measured. It stands
 * before the SDK's line. In a file of its own, as any menu page can have it.
 */
const heat = readFileSync(new URL("heat-line.html", import.meta.url), "utf8").trim();

/**
 * The whole menu page.
 * @param {object} menu the content of menu.json
 * @returns {string} HTML
 */
export function menuPage(menu) {
  return `<!doctype html>
<html lang="ko">
<head>
${head(menu)}
</head>
<body>
<a class="skip" href="#menu">${both(words.skip)}</a>
${top(menu)}
<nav class="chips" aria-labelledby="chips-label"><span class="unseen" id="chips-label">${both(words.sections)}</span><ul>${menu.sections.map(chip).join("")}</ul></nav>
<main id="menu" tabindex="-1">
${menu.sections.map(sectionHtml).join("\n")}
</main>
${bottom}
<script src="/menu/menu.js" type="module"></script>
${heat}
<script src="/sdk/linger.js" data-site="demo" data-endpoint="/v1/batches" data-flush-age-ms="3000" data-menu="${escaped(menu.version)}" async></script>
</body>
</html>
`;
}

/**
 * The menu as the dashboard reads it: names and drawings, without recipes and texts.
 * @param {object} menu the content of menu.json
 */
export function menuNames(menu) {
  const dish = ({ id, name, price, ...rest }) => ({ id, name, price, art: artPath({ id, ...rest }) });
  const section = ({ id, name, items }) => ({ id, name, items: items.map(dish) });
  return { version: menu.version, restaurant: menu.restaurant.name, sections: menu.sections.map(section) };
}
