// A batch as the page cuts it, as the line that lies in the lake (wire/src/line): with no collector on the way it is the page
// that writes it, so that the stream's records are the table's rows as they are.

const LINE_VERSION = 1;

/** Of each type of event, its name in the lake and those of its entries. */
const TYPES = {
  s: ["section", "number exposure target from_target at_ms paused_ms scrolling_ms attention_ms"],
  i: ["item", "number exposure target from_target at_ms paused_ms scrolling_ms attention_ms section"],
  a: ["activity", "number at_ms active_ms idle_ms elsewhere_section_ms elsewhere_item_ms"],
  c: ["custom", "number at_ms name properties"],
};

const event = ([kind, ...entries]) => {
  const [type, names] = TYPES[kind];
  const one = { type };
  names.split(" ").forEach((name, at) => {
    const entry = entries[at];
    // What is null, and sums of nothing, are left out; numbers and times that must be there stay.
    if (entry || /^(number|exposure|at_ms)$/.test(name)) one[name] = name === "properties" ? JSON.stringify(entry) : entry;
  });
  return one;
};

/** What the collector would make of a user agent, as far as a page can tell. */
export const device = (agent) =>
  /bot|crawl|spider/i.test(agent) ? "bot" : /Mobi|Android|iPad|Tablet/.test(agent) ? "phone" : "computer";

/** @param receipt what the collector would add, and the time of sending. */
export function line(batch, receipt) {
  const { visit, session, seq, reason, viewport, table, events, ...same } = JSON.parse(batch);
  return JSON.stringify({
    ...same,
    ...receipt,
    v: LINE_VERSION,
    visit_id: visit,
    session_id: session,
    batch_number: seq,
    flush_reason: reason,
    viewport_width: viewport[0],
    viewport_height: viewport[1],
    table_id: table,
    events: events.map(event),
  }) + "\n";
}
