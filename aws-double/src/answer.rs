//! What goes back over the line.

use serde_json::{Value, json};

/// How a request ends.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A status and a text.
    Said(u16, String),
    /// The first half of a text, and then the connection is closed.
    Cut(String),
    /// Nothing, ever.
    Silence,
    /// The connection is reset.
    Reset,
}

/// An error of AWS's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Refusal {
    /// One with status 400, as all that the services blame on the caller.
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self { status: 400, code: code.to_owned(), message: message.into() }
    }
}

impl Answer {
    pub(crate) fn ok(body: &Value) -> Self {
        Self::Said(200, body.to_string())
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let body = json!({ "__type": refusal.code, "message": refusal.message });
        Self::Said(refusal.status, body.to_string())
    }
}
