//! The stacks of linger: which there are, in which order they are made, and what each is told.

mod asked;
mod derive;
mod plan;
mod removal;
mod run;
mod settings;
mod site;
mod stack;
mod step;
mod told;
mod word;

pub use asked::Asked;
pub use plan::plan;
pub use removal::{Kept, Survey, removal};
pub use run::{Failed, Run};

pub use settings::{Archive, Settings, Site};
pub use site::MenuOrigin;
pub use stack::Stack;
pub use step::Step;
pub use told::{Next, next};
pub use word::{Place, Word};
