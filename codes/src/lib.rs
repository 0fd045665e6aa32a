//! The codes on the tables: a menu's address, with the table in it as the SDK reads it, drawn as QR codes on sheets to
//! print and cut.
//!
//! [`Sheets::try_new`] checks an [`Order`], names all that is wrong with it at once, and lays the codes out; the sheets
//! are then written as PDF or SVG. Both are drawn from the same outlines, letters included, so a printer needs no font,
//! and the same order gives the same bytes.

mod address;
mod draw;
mod layout;
mod lettering;
mod paper;
mod pdf;
mod problem;
mod sheets;
mod svg;
mod symbol;
mod tables;

pub use layout::{MARGIN_MM, MODULE_MM_MIN, QUIET_MODULES};
pub use lettering::{Fonts, TEXT_MM_MIN};
pub use paper::{GRID_SIDE_MAX, GRID_USUAL, Paper};
pub use problem::Problem;
pub use sheets::{Code, Order, Sheets};
pub use symbol::Level;
pub use tables::TABLES_MAX;
