// The menu's address, with a table in it as the SDK reads it. codes/testdata/addresses.json holds it to what `linger qr` makes.

/** The parameter that the SDK takes the table from (sdk/src/shell/visits.js). */
const PARAMETER = "table";

/** What every phone opens as a page. */
const SCHEMES = ["http:", "https:"];

const BLANK = /[\s\u0000-\u001f\u007f-\u009f]/;

function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a menu's address.
 * @param {string} text
 * @returns {{address?: URL, problems: {kind: string}[]}} an address where there is no problem
 */
export function readAddress(text) {
  if (BLANK.test(text)) return { problems: [{ kind: "blank" }] };
  const address = parsed(text);
  if (!address) return { problems: [{ kind: "unreadable" }] };
  const problems = [];
  if (!SCHEMES.includes(address.protocol)) problems.push({ kind: "scheme", scheme: address.protocol });
  if (address.username || address.password) problems.push({ kind: "secret" });
  if (address.searchParams.has(PARAMETER)) problems.push({ kind: "table", table: address.searchParams.get(PARAMETER) });
  return problems.length > 0 ? { problems } : { address, problems };
}

/**
 * What a table's code says. What the address has before and after stays as it is.
 * @param {URL} address
 * @param {string} table
 */
export function addressOfTable(address, table) {
  const pair = new URLSearchParams({ [PARAMETER]: table });
  const whole = new URL(address);
  whole.search = whole.search ? `${whole.search}&${pair}` : `?${pair}`;
  return whole.href;
}
