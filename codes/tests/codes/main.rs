//! Sheets, as printers and phones meet them: drawn by other libraries, and read by another.

mod damage;
mod order;
mod picture;
mod reading;
mod sheet;
mod texts;
mod vectors;
