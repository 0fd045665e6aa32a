// The rows, in the order of the tables.
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
 * A row has `run(peer)`, which gives a sample, `times` it is taken, and `merge(samples, samples of the bare page)`; `show`
 * for the tables; `must` and `holds` by issue. `alone` keeps other trials away while it runs, and `waits` says that it
 * mostly waits, so that many may run at once.
 */
export const ROWS = [size, still, scroll, start, dwell, exits, leave, down, failing, busy, visit];

/** What a guest's phone pays, and what the figures are worth: a table each. */
export const TABLES = [
  { heading: "What a page pays", rows: [size, still, scroll, start, visit] },
  { heading: "Whether it is true and arrives", rows: [dwell, exits, leave, down, failing, busy] },
];
