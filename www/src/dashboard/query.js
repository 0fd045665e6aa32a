// The dashboard's choices live in the address, so that a view can be bookmarked and sent to someone.

/** The site where the address names none: the demo menu's. */
const SITE = "demo";

/** What the address calls a filter, and what the API calls it: `lang` is the dashboard's own language here. */
const FILTERS = { table: "table", menu: "menu", guest: "lang" };

/** Every choice that an address may hold beside the dashboard's own language. */
const CHOICES = ["site", "view", "days", "from", "to", "table", "menu", "guest", "section", "follow", "a", "b", "event"];

/** Choices that leave visits out; the rest say what is shown of those that are in. */
const NARROWING = ["days", "from", "to", "table", "menu", "guest"];

/**
 * @typedef {{site: string, view?: string, days?: string, from?: string, to?: string, table?: string, menu?: string, guest?: string,
 *   section?: string, follow?: string, a?: string, b?: string, event?: string}} Choices
 */

/**
 * The choices of an address.
 * @param {string} search such as "?view=paths&table=12"
 * @returns {Choices} only those that are set, and the site
 */
export function choicesOf(search) {
  const query = new URLSearchParams(search);
  const given = CHOICES.map((name) => [name, query.get(name)?.trim()]).filter(([, value]) => value);
  return { site: SITE, ...Object.fromEntries(given) };
}

/** Whether anything leaves visits out. @param {Choices} choices */
export const isNarrowed = (choices) => NARROWING.some((name) => choices[name]);

/** The changes of an address that leave no visit out. */
export const widened = Object.fromEntries(NARROWING.map((name) => [name, undefined]));

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

/** The instant at which a local day begins, some days on; what is no date stays as it is, and the API says what is wrong with it. */
function dayBegins(date, daysOn) {
  const [, year, month, day] = date.match(/^(\d{4})-(\d\d)-(\d\d)$/) ?? [];
  return year ? String(new Date(Number(year), Number(month) - 1, Number(day) + daysOn).getTime()) : date;
}

/**
 * The span of time that is chosen, as the API takes it: whole days of this device's time zone.
 * @param {Choices} choices `days` counts back from today; else `from` and `to`, both included
 * @param {number} nowMs ms since 1970
 * @returns {{from?: string, to?: string}} ms since 1970
 */
export function spanOf({ days, from, to }, nowMs) {
  if (Number(days) >= 1) {
    const now = new Date(nowMs);
    return { from: String(new Date(now.getFullYear(), now.getMonth(), now.getDate() - Number(days) + 1).getTime()) };
  }
  return { ...(from && { from: dayBegins(from, 0) }), ...(to && { to: dayBegins(to, 1) }) };
}

/**
 * What the API is asked for: a view, its own parameters, and those of the filters that it takes.
 * @typedef {{view: string, more?: Record<string, string>, without?: string[]}} Question
 * @param {Question} question `without` names filters of the address that do not count
 * @param {Choices} choices
 * @param {number} nowMs ms since 1970
 * @returns {string} the view's address
 */
export function viewPath({ view, more = {}, without = [] }, choices, nowMs) {
  const filters = Object.keys(FILTERS).filter((name) => choices[name] && !without.includes(name));
  const asked = Object.fromEntries(filters.map((name) => [FILTERS[name], choices[name]]));
  return `/api/v1/views/${view}${withQuery("", { site: choices.site, ...asked, ...spanOf(choices, nowMs), ...more })}`;
}
