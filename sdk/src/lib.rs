//! The browser's shell around `linger-engine`: it turns what the browser says into inputs and the engine's wishes
//! into browser calls, and decides nothing itself.
//!
//! The page it lives in is sacred. Nothing here throws into it, blocks it, or asks for layout while it scrolls; where
//! something is missing the shell is silent. What deals with the browser is JavaScript under `shell/`, one idea a file, as
//! a call across the border costs the page's guests more than the line it makes; Rust has the one loop, in `driver`.
//!
//! Three ways in: the script tag and npm (`npm/src`, over [`begin`]), and Rust (`Linger::try_start`, feature `rust`,
//! on by default).

mod answer;
#[cfg(any(feature = "options", feature = "rust"))]
mod direct;
mod driver;
mod ears;
#[cfg(feature = "rust")]
mod host;
mod linger;
#[cfg(any(feature = "options", feature = "rust"))]
mod object;
#[cfg(feature = "options")]
mod options;
#[cfg(any(feature = "options", feature = "rust"))]
mod settings;
mod shell;
#[cfg(feature = "small")]
mod small;
mod timer;

#[cfg(any(feature = "options", feature = "rust"))]
pub use direct::Direct;
pub use linger::{Linger, begin};
#[cfg(any(feature = "options", feature = "rust"))]
pub use linger_wire::Gaze;
#[cfg(feature = "options")]
pub use options::settle;
#[cfg(any(feature = "options", feature = "rust"))]
pub use settings::{Settings, SettingsProblem, Storage};
pub use shell::Shell;
