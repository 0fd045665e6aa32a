//! Guests of a restaurant that is not there, and what is true of them.
//!
//! A [`Model`] says how guests read a menu: how far they come, at which dishes they stop and for how long, what they
//! order, and what a version of the menu changes about that. [`Traffic`] lets guests come by it, from a seed: the lines
//! that their pages would have sent and a collector would have received, with all that makes real ones awkward:
//! exposures in slices, batches received twice or late, clocks that are wrong, programs. [`Model::truth`] is what the
//! answers must come to in the long run, worked out and not drawn.

mod chance;
mod day;
mod guest;
mod history;
mod menu;
mod model;
mod page;
mod timeline;
mod traffic;
mod truth;

pub use history::{History, HistoryError};
pub use menu::{Menu, Section};
pub use model::{Appeal, Model, Version};
pub use traffic::{Count, Traffic, rows};
pub use truth::{ItemTruth, SectionTruth, Truth};
