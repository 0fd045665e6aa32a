import { start } from "linger-sdk";
import { menu } from "./menu.js";

const dishHtml = ({ id, name, price }) =>
  `<li data-linger-item="${id}"><span>${name}</span><b>${price}</b></li>`;

const sectionHtml = ({ id, title, dishes }) =>
  `<section data-linger-section="${id}"><h2>${title}</h2><ul>${dishes.map(dishHtml).join("")}</ul></section>`;

document.getElementById("menu").innerHTML = menu.map(sectionHtml).join("");

const linger = await start({
  site: "demo",
  endpoint: "/v1/batches",
  menu: "2026-11",
  flushAgeMs: 3000,
});

document.getElementById("call").addEventListener("click", () => linger?.track("call-waiter"));
