// From the ids that the page measures to the names that people know.

/**
 * An id made readable where the menu does not know it: "kimchi-jeon" reads "Kimchi jeon".
 * @param {string} id
 */
export function prettified(id) {
  const text = id.replace(/[-_]+/g, " ").trim();
  return text ? text[0].toUpperCase() + text.slice(1) : id;
}

/**
 * A look-up over the menu's data; without a menu every id is prettified and no order is known.
 * @param {object | undefined} menu the content of menu.json
 * @param {"en" | "ko"} lang
 */
export function namesOf(menu, lang) {
  const sections = menu?.sections ?? [];
  const dishes = sections.flatMap((section) => section.items);
  const known = new Map([...sections, ...dishes].map((entry) => [entry.id, entry]));
  const order = new Map(sections.map((section, index) => [section.id, index]));
  const home = new Map(sections.flatMap((section) => section.items.map((dish) => [dish.id, section.id])));
  return {
    name: (id) => known.get(id)?.name?.[lang] ?? prettified(id),
    art: (id) => known.get(id)?.art,
    place: (id) => order.get(id) ?? Number.MAX_SAFE_INTEGER,
    sectionOf: (row) => row.section ?? home.get(row.target),
    totals: { sections: sections.length, dishes: dishes.length },
  };
}
