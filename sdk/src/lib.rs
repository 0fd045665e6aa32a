//! The browser's shell around `linger-engine`: it turns what the browser says into inputs and the engine's wishes
//! into browser calls, and decides nothing itself.
//!
//! The page it lives in is sacred. Nothing here throws into it (`guard`), blocks it, or asks for layout while it
//! scrolls; where something is missing the shell is silent. One browser API per file under `browser/`, each a value
//! whose drop undoes it; one loop, in `driver`.
//!
//! Three ways in: the script tag ([`begin`]), npm ([`start`], feature `options`), and Rust ([`Linger::try_start`]).

mod attributes;
mod browser;
mod driver;
mod guard;
mod linger;
#[cfg(feature = "options")]
mod options;
mod settings;

pub use attributes::begin;
pub use linger::Linger;
#[cfg(feature = "options")]
pub use options::start;
pub use settings::{Settings, SettingsProblem, Storage};
