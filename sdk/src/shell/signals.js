// What the module is told and said, and what it wishes, by the numbers that stand beside them in `ears.rs` and in the
// engine's `effect.rs`. Constants, so that the bundler writes the numbers and leaves out the names.

// Told, with at most three numbers.
export const HIDDEN = 0;
export const SHOWN = 1;
export const LEFT = 2;
export const ONLINE = 3;
export const SCROLLED = 4;
export const TOUCHED = 5;
export const WOKEN = 6;
export const FLUSHED = 7;
export const REMOVED = 8;
export const RETURNED = 9;
export const LOST = 10;
export const ANSWERED = 11;
export const STOPPED = 12;
export const REVOKED = 13;

// Said, with texts.
export const SECTION_APPEARED = 0;
export const ITEM_APPEARED = 1;
export const CLAIMED = 2;
export const TRACKED = 3;
export const RESTORED = 4;
export const NAVIGATED = 5;

// Wished.
export const SEND = 0;
export const BEACON = 1;
export const KEEP = 2;
export const CLAIM = 3;
export const LET_GO = 4;
export const FORGET = 5;
export const REMEMBER = 6;
