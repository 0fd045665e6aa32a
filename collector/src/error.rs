//! Why a request is refused, and how it is told: problem JSON (RFC 9457) with a stable `type`.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use linger_wire::limits::BATCH_BYTES_MAX;
use linger_wire::{Problem, Reason};
use serde::Serialize;

use crate::intake::IntakeError;
use crate::problem::Sort;

/// Seconds after which a page whose batch was not kept should send again: ours; a restart takes about as long, and a
/// disk or a sink that failed once may be well by then.
const RETRY_AFTER_S: u64 = 5;

/// The same where the spool is full: ours; the sink has been down for long then, and space returns only as it comes
/// back.
const RETRY_AFTER_FULL_S: u64 = 30;

/// Why a request is refused. Nothing of it was stored.
#[derive(Debug)]
pub(crate) enum Refusal {
    UnknownPath,
    WrongMethod,
    ContentType,
    ContentCoding,
    TooLarge,
    BrokenOff,
    TooSlow,
    BadGzip,
    Invalid(Vec<Problem>),
    UnknownSite { key: String },
    ForeignOrigin { origin: String, site: String },
    TooMany { of: Limited, wait: Duration },
    NotStored(IntakeError),
    NotReady { reason: String },
}

/// Whose rate is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limited {
    Address,
    Site,
}

impl Limited {
    pub(crate) const ALL: [Self; 2] = [Self::Address, Self::Site];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Site => "site",
        }
    }
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
    pub(crate) fn sort(&self) -> Sort {
        match self {
            Self::UnknownPath => Sort::UnknownPath,
            Self::WrongMethod => Sort::WrongMethod,
            Self::ContentType => Sort::ContentType,
            Self::ContentCoding => Sort::ContentCoding,
            Self::TooLarge => Sort::TooLarge,
            Self::BrokenOff => Sort::BrokenOff,
            Self::TooSlow => Sort::TooSlow,
            Self::BadGzip => Sort::BadGzip,
            Self::Invalid(_) => Sort::Invalid,
            Self::UnknownSite { .. } => Sort::UnknownSite,
            Self::ForeignOrigin { .. } => Sort::ForeignOrigin,
            Self::TooMany { .. } => Sort::TooMany,
            Self::NotStored(_) => Sort::NotStored,
            Self::NotReady { .. } => Sort::NotReady,
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
            Self::ContentCoding => "send the body as it is, or with Content-Encoding: gzip".to_owned(),
            Self::TooLarge => {
                format!("a body has at most {BATCH_BYTES_MAX} bytes, inflated too; part the events into more batches")
            }
            Self::BrokenOff | Self::TooSlow => "send the batch again".to_owned(),
            Self::BadGzip => "Content-Encoding says gzip, which the body is not, or not all of it".to_owned(),
            Self::Invalid(problems) => count(problems.len()),
            Self::UnknownSite { key } => unknown_site(key),
            Self::ForeignOrigin { origin, site } => {
                format!("pages of {origin} may not send for the site {site:?}; list the origin in the site's settings")
            }
            Self::TooMany { of, wait } => too_many(*of, *wait),
            Self::NotStored(error) => not_stored(error),
            Self::NotReady { reason } => reason.clone(),
        }
    }

    /// When to come again, where that helps.
    fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::TooMany { wait, .. } => Some(whole_seconds(*wait)),
            Self::NotStored(error) => Some(retry_after_s(error)),
            _ => None,
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
            Self::NotStored(error) => {
                vec![Wrong { field: "", reason: error.as_str(), detail: not_stored(&error) }]
            }
            _ => Vec::new(),
        }
    }
}

fn too_many(of: Limited, wait: Duration) -> String {
    let whose = of.as_str();
    format!(
        "more batches than the rate of the {whose} allows; send the batch again after {} s",
        whole_seconds(wait)
    )
}

/// `Retry-After` knows no parts of a second.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + 1
}

/// What the error itself says is the operator's, and stands in the log.
fn not_stored(error: &IntakeError) -> String {
    let what = match error {
        IntakeError::Full { .. } => "there is no room until the sink takes something again",
        IntakeError::Disk { .. } => "the disk failed",
        IntakeError::Sink { .. } => "the sink did not take them in time",
        IntakeError::Closed => "the collector is stopping",
    };
    format!("{what}; send the batch again after {} seconds", retry_after_s(error))
}

fn retry_after_s(error: &IntakeError) -> u64 {
    if matches!(error, IntakeError::Full { .. }) { RETRY_AFTER_FULL_S } else { RETRY_AFTER_S }
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
        let sort = self.sort();
        let status = StatusCode::from_u16(sort.status()).expect("the sorts' statuses are ones of HTTP");
        let retry = self.retry_after_s().map(|seconds| [(header::RETRY_AFTER, HeaderValue::from(seconds))]);
        let body = Body {
            problem_type: format!("urn:linger:problem:{}", sort.name()),
            title: sort.title(),
            status: status.as_u16(),
            detail: self.detail(),
            problems: self.problems(),
        };
        let json = serde_json::to_vec(&body).expect("texts and numbers always make JSON");
        (status, [(header::CONTENT_TYPE, "application/problem+json")], retry, json).into_response()
    }
}
