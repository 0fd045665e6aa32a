//! What a month costs, against figures that were worked out by hand and what must hold for any month; plans of stacks and of
//! publishing, and how they are carried out; the documents that are made from the prices.

mod cost;
mod documents;
mod plans;
mod refusals;
mod releases;
mod running;
mod scripted;
