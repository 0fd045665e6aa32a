//! What went wrong, in the form of RFC 9457.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::insights::QueryError;
use crate::parameter::FilterProblem;
use crate::view::UnknownView;

/// A problem document.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    /// As the collector names its own.
    #[serde(rename = "type")]
    urn: &'static str,
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    detail: String,
    problems: Vec<FilterProblem>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl Problem {
    fn new(status: StatusCode, urn: &'static str, title: &'static str, detail: String) -> Self {
        Self { urn, title, status, detail, problems: Vec::new() }
    }

    pub(crate) fn parameters(problems: Vec<FilterProblem>) -> Self {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let problem = Self::new(
            StatusCode::BAD_REQUEST,
            "urn:linger:problem:wrong-parameters",
            "Wrong parameters",
            said.join("; "),
        );
        Self { problems, ..problem }
    }

    pub(crate) fn unknown_path(path: &str) -> Self {
        let detail = format!("there is nothing at {path}; see /api/v1/views");
        Self::new(StatusCode::NOT_FOUND, "urn:linger:problem:unknown-path", "Not found", detail)
    }

    pub(crate) fn no_reader() -> Self {
        let detail = "this needs a reader key as Authorization: Bearer KEY; whoever runs the server has set them as \
                      `reader_keys`";
        Self::new(
            StatusCode::UNAUTHORIZED,
            "urn:linger:problem:no-reader",
            "No reader key",
            detail.to_owned(),
        )
    }

    pub(crate) fn wrong_method() -> Self {
        let detail = "this address only answers GET and HEAD".to_owned();
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "urn:linger:problem:wrong-method", "Wrong method", detail)
    }
}

impl From<UnknownView> for Problem {
    fn from(unknown: UnknownView) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "urn:linger:problem:unknown-view",
            "Unknown view",
            unknown.to_string(),
        )
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        let (status, urn, title) = match error {
            QueryError::TooLong => {
                (StatusCode::SERVICE_UNAVAILABLE, "urn:linger:problem:too-long", "Out of time")
            }
            QueryError::Lake(_) | QueryError::Query(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "urn:linger:problem:no-answer", "No answer")
            }
        };
        tracing::warn!(%error, "a view went unanswered");
        Self::new(status, urn, title, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).expect("a problem has only text and numbers");
        let headers =
            [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
        (self.status, headers, body).into_response()
    }
}
