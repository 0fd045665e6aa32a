//! Why a request is refused, and how it is told: problem JSON (RFC 9457) with a stable `type`.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use linger_wire::limits::BATCH_BYTES_MAX;
use linger_wire::{Problem, Reason};
use serde::Serialize;

/// Seconds after which a page whose batch could not be stored should send again: ours; several times the lake's
/// flush age, so that a full buffer has drained by then.
const RETRY_AFTER_S: u32 = 5;

/// Why a request is refused. Nothing of it was stored.
#[derive(Debug)]
pub(crate) enum Refusal {
    UnknownPath,
    WrongMethod,
    ContentType,
    ContentCoding,
    TooLarge,
    BrokenOff,
    Invalid(Vec<Problem>),
    UnknownSite { key: String },
    ForeignOrigin { origin: String, site: String },
    NotStored,
    NotReady { reason: String },
}

/// One thing that is wrong, as it is told to the sender.
#[derive(Debug, Serialize)]
pub(crate) struct Wrong {
    field: &'static str,
    reason: &'static str,
    detail: String,
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self { field: problem.field, reason: problem.reason.as_str(), detail: problem.detail }
    }
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    problem_type: String,
    title: &'static str,
    status: u16,
    detail: String,
    problems: Vec<Wrong>,
}

impl Refusal {
    /// Status, last part of the `type`, title.
    fn class(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::UnknownPath => (StatusCode::NOT_FOUND, "unknown-path", "Nothing is here"),
            Self::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "Wrong method"),
            Self::ContentType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", "Wrong content type"),
            Self::ContentCoding => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-coding", "Unknown content coding")
            }
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large", "The batch is too large"),
            Self::BrokenOff => (StatusCode::BAD_REQUEST, "broken-off", "The body did not arrive whole"),
            Self::Invalid(_) => (StatusCode::BAD_REQUEST, "invalid-batch", "The batch cannot be read"),
            Self::UnknownSite { .. } => (StatusCode::NOT_FOUND, "unknown-site", "Unknown site"),
            Self::ForeignOrigin { .. } => (StatusCode::FORBIDDEN, "foreign-origin", "Origin not allowed"),
            Self::NotStored => (StatusCode::SERVICE_UNAVAILABLE, "not-stored", "The events were not stored"),
            Self::NotReady { .. } => (StatusCode::SERVICE_UNAVAILABLE, "not-ready", "Not ready"),
        }
    }

    /// What was found and what to do.
    fn detail(&self) -> String {
        match self {
            Self::UnknownPath => "send batches to POST /v1/batches".to_owned(),
            Self::WrongMethod => "the header Allow names the methods of this path".to_owned(),
            Self::ContentType => {
                "a batch is JSON in UTF-8: send it as application/json, or as text/plain, which needs no CORS \
                 preflight"
                    .to_owned()
            }
            Self::ContentCoding => "send the body as it is, without Content-Encoding".to_owned(),
            Self::TooLarge => format!("a body has at most {BATCH_BYTES_MAX} bytes; part the events into more batches"),
            Self::BrokenOff => "send the batch again".to_owned(),
            Self::Invalid(problems) => count(problems.len()),
            Self::UnknownSite { key } => unknown_site(key),
            Self::ForeignOrigin { origin, site } => {
                format!("pages of {origin} may not send for the site {site:?}; list the origin in the site's settings")
            }
            Self::NotStored => format!("send the batch again after {RETRY_AFTER_S} seconds"),
            Self::NotReady { reason } => reason.clone(),
        }
    }

    fn problems(self) -> Vec<Wrong> {
        match self {
            Self::Invalid(problems) => problems.into_iter().map(Wrong::from).collect(),
            Self::UnknownSite { key } => {
                vec![Wrong {
                    field: "site",
                    reason: Reason::UnknownSite.as_str(),
                    detail: unknown_site(&key),
                }]
            }
            _ => Vec::new(),
        }
    }
}

fn unknown_site(key: &str) -> String {
    format!("the site {key:?} is not known here; check the page's data-site, or configure the site")
}

fn count(problems: usize) -> String {
    let noun = if problems == 1 { "problem" } else { "problems" };
    format!("{problems} {noun}, listed under `problems`; nothing was stored")
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, name, title) = self.class();
        let retry =
            matches!(self, Self::NotStored).then(|| [(header::RETRY_AFTER, RETRY_AFTER_S.to_string())]);
        let body = Body {
            problem_type: format!("urn:linger:problem:{name}"),
            title,
            status: status.as_u16(),
            detail: self.detail(),
            problems: self.problems(),
        };
        let json = serde_json::to_vec(&body).expect("texts and numbers always make JSON");
        (status, [(header::CONTENT_TYPE, "application/problem+json")], retry, json).into_response()
    }
}
