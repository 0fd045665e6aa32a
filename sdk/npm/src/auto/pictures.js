// A menu that is a picture. The areas of an image map have no boxes: no browser tells whether one is in view. So the
// picture is a section, and its dishes cannot be measured; a menu cut into several pictures has a section for each.
import { authored, slug } from "./ids.js";

const AREAS_MIN = 2;

export function pictures(nodes, root) {
  return nodes.filter((node) => node.element.hasAttribute?.("usemap") && areas(node, root) >= AREAS_MIN).map((node) => ({ nodes: [node], id: idOf(node.element), why: "picture with an image map" })).filter(({ id }) => id);
}

const mapName = (element) => element.getAttribute("usemap").replace("#", "");

function areas({ element }, root) {
  const map = [...root.querySelectorAll("map[name]")].find((found) => found.getAttribute("name") === mapName(element));
  return map ? map.querySelectorAll("area").length : 0;
}

const idOf = (element) => authored(element.id) || authored(mapName(element)) || slug(element.getAttribute("alt") ?? "");
