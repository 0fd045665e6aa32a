//! What a month costs, against figures that were worked out by hand and what must hold for any month; and the documents that
//! are made from it.

mod cost;
mod documents;
