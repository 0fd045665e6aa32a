//! Questions to small lakes made by hand. One binary, as each links the whole engine.

mod answers;
mod compacted;
mod files;
mod filters;
mod http;
mod kept;
mod sources;
mod support;
