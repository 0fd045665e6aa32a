//! The browser, one API per file. Handles are values; dropping one undoes what it did.

pub(crate) mod clock;
pub(crate) mod listen;
pub(crate) mod observer;
pub(crate) mod page;
pub(crate) mod random;
pub(crate) mod refusal;
pub(crate) mod signals;
pub(crate) mod storage;
pub(crate) mod targets;
pub(crate) mod timer;
pub(crate) mod transport;
