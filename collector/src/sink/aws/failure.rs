//! A call of the SDK that failed: was it sent, was it judged, and what does that mean for delivery?

use std::error::Error;

use aws_sdk_firehose::config::http::HttpResponse;
use aws_sdk_firehose::error::{ErrorMetadata, ProvideErrorMetadata, SdkError};

use super::Asked;
use super::advice::advice;
use super::codes::{Cause, Verdict, verdict};
use crate::credentials::told;
use crate::sink::CallError;

/// How a call failed.
#[derive(Debug)]
pub(in crate::sink) struct Failed {
    /// For delivery.
    pub(in crate::sink) error: CallError,
    /// Whether the key it was signed with should be replaced.
    pub(in crate::sink) is_key_stale: bool,
    /// Whether the role may not do what was asked; another call may do.
    pub(in crate::sink) is_right_missing: bool,
}

impl From<CallError> for Failed {
    fn from(error: CallError) -> Self {
        Self { error, is_key_stale: false, is_right_missing: false }
    }
}

impl Failed {
    /// Judges an error of the SDK.
    pub(in crate::sink) fn new<E>(error: &SdkError<E, HttpResponse>, asked: &Asked) -> Self
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        match error {
            SdkError::ServiceError(answer) => {
                Self::judged(answer.err().meta(), answer.raw().status().as_u16(), asked)
            }
            // Nothing left this process.
            SdkError::ConstructionFailure(_) => CallError::Unavailable { detail: told(error) }.into(),
            SdkError::DispatchFailure(failure)
                if failure.as_connector_error().is_some_and(|error| is_unconnected(error)) =>
            {
                CallError::Unavailable { detail: told(error) }.into()
            }
            // What stands before the service answers without the service's form.
            SdkError::ResponseError(answer) if answer.raw().status().as_u16() >= 400 => {
                let meta = ErrorMetadata::builder().message(told(error)).build();
                Self::judged(&meta, answer.raw().status().as_u16(), asked)
            }
            // Time-outs, lost connections, answers cut short.
            _ => CallError::Unanswered { detail: told(error) }.into(),
        }
    }

    fn judged(meta: &ErrorMetadata, status: u16, asked: &Asked) -> Self {
        let message = meta.message().unwrap_or_default();
        let detail = format!("{} ({status}) {message}", meta.code().unwrap_or("no code"));
        match verdict(meta.code(), message, status) {
            Verdict::Throttled => CallError::Throttled { detail }.into(),
            Verdict::Unavailable => CallError::Unavailable { detail }.into(),
            Verdict::Unanswered => CallError::Unanswered { detail }.into(),
            Verdict::Refused => CallError::Refused { detail }.into(),
            Verdict::Expired => Self { is_key_stale: true, ..CallError::Unavailable { detail }.into() },
            Verdict::Denied(cause) => Self::denied(cause, &detail, asked),
        }
    }

    fn denied(cause: Cause, detail: &str, asked: &Asked) -> Self {
        let detail = format!("{detail}; {}", advice(cause, asked));
        // A role that was made anew makes the keys of the old one unknown: new ones may do.
        let is_key_stale = cause == Cause::Key;
        Self { error: CallError::Denied { detail }, is_key_stale, is_right_missing: cause == Cause::Right }
    }
}

/// Whether there was no connection. Only while one is made (name, TCP, TLS) is it certain that nothing has left.
fn is_unconnected(failure: &(dyn Error + 'static)) -> bool {
    let mut next = Some(failure);
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<hyper_util::client::legacy::Error>() {
            return error.is_connect();
        }
        next = error.source();
    }
    false
}
