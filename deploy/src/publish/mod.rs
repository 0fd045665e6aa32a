//! Putting a menu and the SDK where site.yaml serves them from: which file as what, kept for how long, in which order.

mod folder;
mod kind;
mod plan;

pub use folder::{Asked, Folder, Release};
pub use kind::{Keeping, content_type, keeping};
pub use plan::plan;
