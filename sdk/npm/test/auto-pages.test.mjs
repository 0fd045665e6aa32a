// Small pages, each for one thing that the example menus do not show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../src/auto.js";
import { outline, page } from "./page.mjs";

const found = (body, title) => outline(find(page(body, title)));
const li = (...lines) => `<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`;

const SOUPS = `<h2>Soups</h2>${li("Leek soup 6.50", "Pea soup 6.00", "Onion soup 7.00")}`;
const SOUPS_FOUND = { soups: "leek-soup pea-soup onion-soup" };

test("lines with their prices in every usual currency and place", () => {
  for (const price of ["₩9,000", "9,000원", "$9", "€ 9,50", "9,50 €", "£9.50", "¥900", "900円", "9.50", "9,000", "CHF 9.50", "95 kr", "THB 90", "₹450", "45 zł", "12.–"]) {
    assert.deepEqual(found(`<h2>Soups</h2>${li(`Leek soup ${price}`, `Pea soup, ${price}`, `Onion soup … ${price}`)}`), SOUPS_FOUND, price);
    assert.deepEqual(found(`<h2>Soups</h2>${li(`<b>Leek soup</b> <i>hot</i> ${price}`, `Pea soup<br>${price}`, `<span>Onion soup</span><span>${price}</span>`)}`), SOUPS_FOUND, price);
  }
});

test("bare numbers are prices on a page that calls itself a menu, and there alone", () => {
  const body = `<h2>Soups</h2>${li("Leek soup 6", "Pea soup 5", "Onion soup 7.5")}`;
  assert.deepEqual(found(body, "Our menu"), SOUPS_FOUND);
  assert.deepEqual(found(body, "메뉴"), SOUPS_FOUND);
  assert.deepEqual(found(body, "Scores of the week"), {});
});

test("a menu without prices, where the page calls itself one", () => {
  const body = `<nav>${li('<a href="#soups">Soups</a>', '<a href="#fish">Fish</a>')}</nav>
    <h2>Soups</h2>${li("Leek", "Pea", "Onion")}<section id="fish"><h2>Fish</h2><article><h3>Cod</h3><p>Butter</p></article>
    <article><h3>Plaice</h3><p>Capers</p></article><article><h3>Hake</h3><p>Beans</p></article></section>
    <h2>Hours</h2>${li("Monday 11:00–22:00", "Tuesday 11:00–22:00", "Sunday 12:00–20:00")}<footer>${li("Imprint", "Jobs", "Press")}</footer>`;
  assert.deepEqual(found(body, "Dinner menu"), { soups: "leek pea onion", fish: "cod plaice hake" });
  assert.deepEqual(found(body, "A blog"), {});
});

test("dishes of one name are told apart by their sections, and else by their other words", () => {
  const tea = '<li><b>Tea</b> 3.00</li>';
  const body = `<section><h2>Breakfast</h2><ul>${tea}<li>Eggs 8.00</li></ul></section><section><h2>Lunch</h2><ul>${tea}<li>Pie 9.00</li></ul></section>`;
  assert.deepEqual(found(body), { breakfast: "breakfast/tea eggs", lunch: "lunch/tea pie" });
  const wines = ["Red, from Navarra", "White, from Rueda", "Red, from Navarra"].map((words) => `<li><b>House wine</b> <small>${words}</small> 5.00</li>`);
  const list = () => found(`<h2>Wine</h2><ul>${wines.join("")}</ul>${li("<b>Cava</b> 5.00", "<b>Port</b> 5.00")}`).wine.split(" ").filter((id) => id.includes("house"));
  const one = list();
  assert.equal(one.length, 2, "what says the same is one dish, shown twice");
  for (const id of one) assert.match(id, /^wine\/house-wine~[0-9a-z]{7}$/);
  wines.reverse();
  assert.deepEqual(list().sort(), one.sort());
});

test("sections of one name are told apart by the heading over them", () => {
  const drinks = `<h3>Drinks</h3>${li("Cider 5.00", "Stout 6.00")}`;
  const ids = Object.keys(found(`<h2>Noon</h2>${li("Pie 9.00", "Stew 8.00")}${drinks}<h2>Evening</h2>${li("Roast 19.00", "Hake 18.00")}${drinks}`));
  assert.deepEqual(ids, ["noon", "noon/drinks", "evening", "evening/drinks"]);
});

test("an author's ids win, but for those with a digit, which may count places", () => {
  const body = (section, item) => `<section id="${section}"><h2>Soups</h2><ul><li id="${item}">Leek soup 6.50</li><li>Pea soup 6.00</li><li>Onion soup 7.00</li></ul></section>`;
  assert.deepEqual(found(body("warm", "leeks")), { warm: "leeks pea-soup onion-soup" });
  assert.deepEqual(found(body("section-2", "item1042")), SOUPS_FOUND);
  assert.deepEqual(found(`<a name="warm"></a>${SOUPS}`), { warm: SOUPS_FOUND.soups });
  assert.deepEqual(found(SOUPS.replace("<h2>", '<h2><a name="warm"></a>')), { warm: SOUPS_FOUND.soups });
});

test("a block without a heading is called as the links to it or its label say", () => {
  const list = li("Leek soup 6.50", "Pea soup 6.00", "Onion soup 7.00");
  assert.deepEqual(found(`<nav><a href="/menu#s1">Soups</a></nav><div id="s1">${list}</div>`), SOUPS_FOUND);
  assert.deepEqual(found(`<section aria-label="Soups">${list}</section>`), SOUPS_FOUND);
  assert.deepEqual(found(`<details><summary>Soups</summary>${list}</details>`), SOUPS_FOUND);
  assert.deepEqual(found(`<ul><li>Soups${list}</li><li>Fish<ul><li>Cod 9.00</li><li>Hake 8.00</li></ul></li></ul>`), { ...SOUPS_FOUND, fish: "cod hake" });
});

test("ids keep to the bytes that the wire allows, cut between characters, and stay apart", () => {
  const names = ["단", "장"].map((end) => `${"가나다라마바사아자차카타파하".repeat(4)}${end}`);
  const ids = find(page(`<h2>탕</h2>${li(...names.map((name) => `<b>${name}</b> 9,000원`), "갈비탕 9,000원")}`)).map(({ id }) => id).slice(1, 3);
  assert.notEqual(ids[0], ids[1]);
  for (const id of ids) {
    assert.match(id, /^[가-힣]+~[0-9a-z]{7}$/);
    assert.ok(new TextEncoder().encode(id).length <= 128);
  }
});

test("letters in two parts and in one give one id", () => {
  const ids = ["NFC", "NFD"].map((form) => found(`<h2>탕</h2>${li("갈비탕 9,000원", "Crème caramel 9,000원", "ต้มยำ 9,000원")}`.normalize(form)));
  assert.deepEqual(ids[0], { 탕: "갈비탕 crème-caramel ต้มยำ" });
  assert.deepEqual(ids[1], ids[0]);
});

test("badges, unknown labels and sold-out dishes without a price", () => {
  const card = (label, name, price) => `<div class="card"><span class="label">${label}</span><span class="name">${name}</span><span class="price">${price}</span></div>`;
  const body = `<h2>Soups</h2><div>${card("Farm", "Leek soup", "€6")}${card("Farm", "Pea soup", "sold out")}${card("Sea", "Fish soup", "€9")}${card("Farm", "Onion soup", "")}${card("Sea", "Crab soup", "€9")}</div>`;
  assert.deepEqual(found(body), { soups: "leek-soup pea-soup fish-soup onion-soup crab-soup" });
});

test("new potatoes are not a badge, and a number in a name is not a price where another is", () => {
  assert.deepEqual(found(`<h2>Sides</h2>${li("New potatoes 4.00", "NEW Chips 4.00", "<b>Bin 28</b> 40.00", "<b>Bin 389</b> 90.00", "7 herbs soup 5.00", "4) Rice 3.00")}`), {
    sides: "new-potatoes chips bin-28 bin-389 7-herbs-soup rice",
  });
});

test("one dish with several prices is one dish", () => {
  const body = `<h2>Tea</h2><div><div class="t"><h3>Sencha</h3><p><span>Small €3</span><span>Large €5</span></p></div><div class="t"><h3>Hojicha</h3><p><span>Small €3</span><span>Large €5</span></p></div>
    <div class="t"><h3>Genmaicha</h3><p>€4</p><p>Add milk +€1</p></div></div>`;
  assert.deepEqual(found(body), { tea: "sencha hojicha genmaicha" });
});

test("a section of one dish", () => {
  const section = (name, ...dishes) => `<div class="s"><h2>${name}</h2><div class="g">${dishes.map((dish) => `<div class="c"><div>${dish}</div><p>€9</p></div>`).join("")}</div></div>`;
  const page = found(section("Soup", "Leek") + section("Fish", "Cod", "Hake") + section("Cake", "Lemon", "Plum"));
  assert.deepEqual(page, { soup: "leek", fish: "cod hake", cake: "lemon plum" });
});

test("pages as page builders and delivery services make them", () => {
  const columns = ["Starters", "Mains"].map((name) => `<div class="col"><h3>${name}</h3><p><strong>Soup of ${name}</strong> — 6 €<br>of the day</p><p><strong>Plate of ${name}</strong> — 7 €</p></div>`);
  assert.deepEqual(found(`<div>${columns.join("")}</div>`), { starters: "soup-of-starters plate-of-starters", mains: "soup-of-mains plate-of-mains" });
  const entry = (label, name) => `<li class="it"><a href="#"><div><span class="label">${label}</span><span class="nm">${name}</span><em class="pr">35,000원</em></div><img src="a.jpg" alt="${name}"></a></li>`;
  const part = (name, ...entries) => `<div class="cat"><strong class="tit">${name}</strong><ul>${entries.join("")}</ul></div>`;
  const body = part("추천 메뉴", entry("대표", "간장게장"), entry("", "양념게장")) + part("면 (2)", entry("", "막국수"), entry("", "칼국수"));
  assert.deepEqual(found(`<div id="app">${body}</div>`), { "추천-메뉴": "간장게장 양념게장", 면: "막국수 칼국수" });
  const pairs = "<tr><td>Margherita 9,50</td><td>Funghi 10,50</td></tr><tr><td>Diavola 11,00</td><td>Tonno 11,50</td></tr>";
  assert.deepEqual(found(`<h2>Pizza</h2><table>${pairs}</table>`), { pizza: "margherita funghi diavola tonno" });
  const course = (name, price) => `<div class="c"><h3>${name}</h3><p>${price}</p><ul><li>Soup</li><li>Steak</li></ul></div>`;
  assert.deepEqual(found(`<h2>Courses</h2>${course("Noon", "€55")}${course("Evening", "€75")}${course("Night", "€95")}`), { courses: "noon evening night" });
});

test("an order form around the menu is no hindrance, its fields are no dishes", () => {
  assert.deepEqual(found(`<form>${SOUPS}<label><input type="radio"> Delivery 3.00</label><label><input type="radio"> Pick up 0.00</label><select><option>1 × 6.50</option></select><p>Total 0.00</p></form>`), SOUPS_FOUND);
});

test("navigation, page header and footer, notices and dialogs hold no sections", () => {
  const list = li("Gift card 50.00", "Shirt 25.00", "Cap 15.00");
  const around = ["nav", "dialog", "template"].map((tag) => `<${tag}><h2>Shop</h2>${list}</${tag}>`);
  around.push(`<header><h2>Shop</h2>${list}</header>`, `<footer><h2>Shop</h2>${list}</footer>`);
  around.push(`<div role="navigation"><h2>Shop</h2>${list}</div>`, `<div class="cookie-banner"><h2>Shop</h2>${list}</div>`);
  for (const other of around) assert.deepEqual(found(other + SOUPS), SOUPS_FOUND, other);
});

test("what is hidden is not found, and does not change the ids of what is", () => {
  const cold = li("Leek soup 6.50", "Melon soup 6.00");
  for (const hidden of ["hidden", 'aria-hidden="true"']) {
    assert.deepEqual(found(`${SOUPS}<div ${hidden}><h2>Cold</h2>${cold}</div>`), { soups: "soups/leek-soup pea-soup onion-soup" });
  }
  assert.deepEqual(found(`${SOUPS}<div><h2>Cold</h2>${cold}</div>`), { soups: "soups/leek-soup pea-soup onion-soup", cold: "cold/leek-soup melon-soup" });
});

test("marked elements are the page's own matter", () => {
  assert.deepEqual(found(`<section data-linger-section="fish"><h2>Fish</h2>${li("Cod 9.00", "Hake 8.00")}</section>${SOUPS}`), SOUPS_FOUND);
});

test("a part of a page, and a shadow root, can be looked through", () => {
  const document = page(`<main>${SOUPS}</main>`);
  assert.deepEqual(outline(find(document.querySelector("main"))), SOUPS_FOUND);
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = SOUPS;
  assert.deepEqual(outline(find(shadow)), SOUPS_FOUND);
  shadow.innerHTML = "<div><b>Leek soup</b><span>6.50</span></div>";
  assert.deepEqual(find(shadow), []);
});

test("pages that are no menu yield nothing", () => {
  const story = "<p>The company raised $12 million on Monday, after a year in which it lost 3,000 customers.</p>".repeat(20);
  const pages = {
    empty: "",
    article: `<h1>News</h1><h2>Money</h2>${story}<h2>Sport</h2>${story}`,
    headlines: li("Start-up raises $12 million in a week", "Rent rises by 3.50 % in the old town", "Mayor counts 12,000 visitors to the fair this year"),
    prose: `<h2>Walks</h2>${["north", "south", "west"].map((way) => `<p>${`We went ${way} along the river. `.repeat(9)}The boat back cost €4</p>`).join("")}`,
    contact: '<h1>Contact</h1><form><label>Name <input></label><label>Mail <input></label><button>Send</button></form><p>02-555-0142, 12 Mill Lane</p>',
    hours: "<h2>Hours</h2><table><tr><td>Monday</td><td>11.00–22.00</td></tr><tr><td>Tuesday</td><td>11.00–22.00</td></tr><tr><td>Friday</td><td>11.00–23.30</td></tr></table>",
    blog: `<h1>My garden</h1><h2>Tools</h2>${li("A spade", "A rake", "Patience")}<p>Since 1987.</p>`,
  };
  for (const [name, body] of Object.entries(pages)) assert.deepEqual(found(body), {}, name);
});

test("nothing throws: odd pages, deep pages, broken links", () => {
  const deep = page("");
  let inner = deep.body;
  for (let depth = 0; depth < 20_000; depth += 1) inner = inner.appendChild(deep.createElement("div"));
  inner.textContent = "Leek soup 6.50";
  assert.deepEqual(find(deep), []);
  const odd = ['<a href="#%E0%A4%A">x</a>', "<img usemap>", '<img usemap="#none">', "<svg><text>9.00</text></svg>", "<h2></h2><ul><li></li></ul>", "<dl><dt></dt></dl>", "<table><tr></tr></table>", "<li>9.00<li>8.00<li>7.00"];
  for (const body of odd) assert.deepEqual(found(SOUPS + body), SOUPS_FOUND, body);
});
