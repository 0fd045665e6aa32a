//! Questions to small lakes made by hand. One binary, as each links the whole engine.

mod account;
mod answers;
mod compacted;
mod compare;
mod described;
mod files;
mod filters;
mod generated;
mod http;
mod kept;
mod questions;
mod sources;
mod support;
mod templates;
mod truth;
mod views;
mod within;
