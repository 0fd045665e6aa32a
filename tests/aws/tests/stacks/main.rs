//! The stacks of `deploy/templates` in an account of an emulator: made, changed and deleted, and used from a page in Chromium
//! to an answer of Athena's.

mod account;
mod copies;
mod deploy;
mod dwell;
mod edge;
mod edges;
mod guest;
mod life;
mod line;
mod place;
mod refused;
mod rights;
mod site;
mod told;
