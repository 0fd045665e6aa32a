// The rows, in the order of the tables.
import { directSend, directSize } from "./direct.mjs";
import { dwell } from "./dwell.mjs";
import { exits } from "./exits.mjs";
import { leave } from "./leave.mjs";
import { busy, down, failing } from "./outages.mjs";
import { scroll } from "./scroll.mjs";
import { size } from "./size.mjs";
import { start } from "./start.mjs";
import { still } from "./still.mjs";
import { visit } from "./visit.mjs";

/**
 * A row has `run(peer)`, which gives a sample; how many `times(peer)` it is taken, and `merge(samples, samples of the bare
 * page)` where that is more than once or `baseline` is asked for; `applies(peer)` where not to all; `show(value)` for the
 * tables; `must` in words and `holds(value)`, where linger has a bound. `alone` keeps other trials away while it runs; `waits`
 * says that it mostly waits, so that many may run at once.
 */
export const ROWS = [size, still, scroll, start, dwell, exits, leave, down, failing, busy, visit, directSize, directSend];

/** What a guest's phone pays, and what the figures are worth: a table each. */
export const TABLES = [
  { heading: "What a page pays", rows: [size, still, scroll, start, visit] },
  { heading: "Whether it is true and arrives", rows: [dwell, exits, leave, down, failing, busy] },
];
