// The dashboard's choices live in the address, so that a view can be bookmarked and sent to someone.

/** What the address calls a filter, and what the API calls it: `lang` is the dashboard's own language here. */
const FILTERS = { table: "table", menu: "menu", guest: "lang" };

/**
 * The filters of an address.
 * @param {string} search such as "?table=12&lang=ko"
 * @returns {{table?: string, menu?: string, guest?: string}} only those that are set
 */
export function filtersOf(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(Object.keys(FILTERS).map((name) => [name, query.get(name)?.trim()]).filter(([, value]) => value));
}

/**
 * An address's query with some of its values set; an empty value takes the name out.
 * @param {string} search
 * @param {Record<string, string | undefined>} changes
 * @returns {string} with its "?", or ""
 */
export function withQuery(search, changes) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/**
 * The address of one view of the API.
 * @param {"summary" | "sections" | "items"} view
 * @param {string} site
 * @param {ReturnType<typeof filtersOf>} filters
 */
export function viewPath(view, site, filters) {
  const asked = Object.fromEntries(Object.entries(filters).map(([name, value]) => [FILTERS[name], value]));
  return `/api/v1/views/${view}${withQuery("", { site, ...asked })}`;
}
