//! The engine under simulated readers: properties of random lives first, told lives second.

mod delivery;
mod properties;
mod scenarios;
mod sim;
