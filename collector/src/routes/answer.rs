//! What a sender is told of its batch.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::content::Wanted;
use crate::admit::Rejection;
use crate::error::Wrong;
use crate::intake::Kept;

/// Events that were kept, and those that were refused and why.
pub(crate) struct Answer {
    pub(crate) kept: Kept,
    pub(crate) accepted: u32,
    pub(crate) rejected: Vec<Rejection>,
}

#[derive(Serialize)]
struct Outcomes {
    accepted: u32,
    rejected: Vec<Refused>,
}

/// A refused event. Its first problem stands out, as most have only one.
#[derive(Serialize)]
struct Refused {
    index: usize,
    number: Option<u32>,
    reason: &'static str,
    field: &'static str,
    detail: String,
    problems: Vec<Wrong>,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        let first = rejection.first();
        Self {
            index: rejection.index,
            number: rejection.number,
            reason: first.reason.as_str(),
            field: first.field,
            detail: first.detail.clone(),
            problems: rejection.problems.into_iter().map(Wrong::from).collect(),
        }
    }
}

impl Answer {
    /// The answer in the form that is wanted.
    pub(crate) fn into_response(self, wanted: Wanted) -> Response {
        match wanted {
            Wanted::Outcomes => self.outcomes(),
            Wanted::Nothing => StatusCode::NO_CONTENT.into_response(),
            Wanted::Minimal => minimal(),
        }
    }

    fn outcomes(self) -> Response {
        let status = match self.kept {
            Kept::Spooled | Kept::SetAside => StatusCode::ACCEPTED,
            Kept::Delivered => StatusCode::OK,
        };
        let mut response = Response::new(Body::from(self.json()));
        *response.status_mut() = status;
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }

    /// Nearly every batch is sound, and what is said of it is written without a serializer.
    fn json(self) -> Vec<u8> {
        if self.rejected.is_empty() {
            return format!("{{\"accepted\":{},\"rejected\":[]}}", self.accepted).into_bytes();
        }
        let rejected = self.rejected.into_iter().map(Refused::from).collect();
        let outcomes = Outcomes { accepted: self.accepted, rejected };
        serde_json::to_vec(&outcomes).expect("texts and numbers always make JSON")
    }
}

/// RFC 7240, section 3: whoever asked is told that it was heeded.
fn minimal() -> Response {
    let applied = (HeaderName::from_static("preference-applied"), "return=minimal");
    (StatusCode::NO_CONTENT, [applied]).into_response()
}
