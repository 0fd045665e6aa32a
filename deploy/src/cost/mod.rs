//! What a month of linger on AWS costs, line by line, from list prices.

mod bill;
mod compare;
mod document;
mod edge;
mod ingest;
mod item;
mod limits;
mod line;
mod month;
mod price;
mod reading;
mod region;
mod shown;
mod site;
mod storage;
mod watching;

pub use bill::{Bill, bill};
pub use compare::{Compared, Way, compare};
pub use document::{Language, reference, summary};
pub use edge::Edge;
pub use ingest::billed_bytes;
pub use item::Item;
pub use limits::{ATHENA_BYTES_MIN, RECORD_UNIT_BYTES};
pub use line::{Kind, Line};
pub use month::{Given, Month};
pub use price::{Price, Prices, Standing};
pub use region::Region;
pub use shown::{csv, dollars, json, markdown};
