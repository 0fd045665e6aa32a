//! What the lake says: which sections and dishes were looked at, for how long, and whether guests stopped.
//!
//! The answers are SQL views in `sql/`, plain enough to run unchanged on Athena; here an embedded engine runs them over
//! a local folder of Parquet files. The crate adds what a folder written by somebody else at this very moment needs:
//! files may vanish (small ones are merged), be corrupt, or be of another make, and the answer goes on without
//! them and names them.

mod answer;
mod api;
pub mod athena;
mod engine;
mod filter;
mod footer;
mod insights;
mod json;
mod kept;
mod lake;
mod listing;
mod order;
mod parameter;
mod problem;
mod question;
mod reader;
mod schema;
mod source;
mod split;
mod sql;
mod statement;
mod table;
mod tables;
mod view;
mod visits;

pub use answer::{Answer, Cell};
pub use api::{api, api_with_clock};
pub use filter::{Bots, Device, Filter};
pub use insights::{Insights, QUERY_MAX, QueryError, ROWS_MAX};
pub use listing::LeftOut;
pub use parameter::{FilterProblem, PARAMETERS, Parameter};
pub use question::{Details, Question};
pub use reader::for_readers;
pub use source::lake_in;
pub use statement::statement;
pub use view::{Column, ColumnType, UnknownView, View};
