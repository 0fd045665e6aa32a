//! Measures what a menu page's guests look at, with no browser in sight.
//!
//! Dwell is easy to get almost right and hard to get right: hidden tabs, sections taller than the screen, a scroll
//! that ends between two frames, a page that dies before its last request. So all of the rules live here, where
//! time, randomness and facts are arguments and wishes are returned, and a simulated year of page life runs
//! natively in a second. A shell feeds [`Engine::handle`] with [`Input`]s, carries out the [`Effect`]s of
//! [`Engine::take_effects`], and wakes the engine at [`Engine::next_deadline`].
//!
//! Deliberately absent: a clock, the DOM, a random source, I/O, floating-point formatting, serde.
#![no_std]

extern crate alloc;

mod attendance;
mod attention;
mod backoff;
mod config;
mod effect;
mod engine;
mod exposure;
mod flush;
mod geometry;
mod input;
mod line;
mod motion;
mod queue;
mod targets;
mod time;
mod visit;

pub use config::{Config, ConfigProblem};
pub use effect::{Effect, Wish};
pub use engine::Engine;
pub use geometry::{Geometry, Size};
pub use input::{ElementKey, Failure, Input, Parcel, ParcelId, RequestId, VisitStart};
pub use time::Monotonic;
