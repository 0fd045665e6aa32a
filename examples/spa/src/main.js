import "./measure.js";
import { pages } from "./pages.js";
import { route } from "./router.js";

const itemHtml = ({ id, name, text }) =>
  `<article data-linger-item="${id}"><h3>${name}</h3><p>${text}</p></article>`;

const sectionHtml = ({ id, title, items }) =>
  `<section data-linger-section="${id}"><h2>${title}</h2>${items.map(itemHtml).join("")}</section>`;

const linkHtml = (path) => ([address, { title }]) =>
  `<a href="${address}"${address === path ? ' aria-current="page"' : ""}>${title}</a>`;

function show(path) {
  const { title, sections } = pages[path] ?? pages["/"];
  document.title = title;
  document.getElementById("nav").innerHTML = Object.entries(pages).map(linkHtml(path)).join("");
  document.getElementById("view").innerHTML = `<h1>${title}</h1>${sections.map(sectionHtml).join("")}`;
}

route(show);
