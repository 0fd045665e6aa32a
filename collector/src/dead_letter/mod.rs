//! Where entries go that no sink will take: kept whole, with the reason, to be looked at and sent again.

mod reason;

pub use reason::Reason;
