//! What the sinks of AWS share: how a call ends, put into the words of delivery.

mod advice;
mod codes;
mod failure;
mod named;
mod outcome;

use crate::credentials::{AwsShared, CredentialsError};
use crate::sink::CallError;

pub(super) use failure::Failed;
pub(super) use named::name_problem;
pub(super) use outcome::{matched, outcome};

/// What was asked of which service, for what an operator is told.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The right a policy gives: `firehose:PutRecordBatch`.
    pub(super) action: &'static str,
    /// The stream's name.
    pub(super) stream: String,
    /// The Region it is looked for in.
    pub(super) region: String,
}

/// The id of the key a call will be signed with. Asked for ahead of the call, as a call that waits for its credentials
/// can run out of time without having been sent, and that could not be told from one that was.
pub(super) async fn key(shared: &AwsShared) -> Result<String, CallError> {
    let credentials = shared.credentials().await.map_err(|error| without_credentials(&error))?;
    Ok(credentials.access_key_id().to_owned())
}

/// Drops a key that the service no longer takes.
pub(super) fn dropped(shared: &AwsShared, key: &str, failed: Failed) -> Failed {
    if failed.is_key_stale {
        shared.forget(key);
    }
    failed
}

fn without_credentials(error: &CredentialsError) -> CallError {
    let detail = format!("no credentials: {error}");
    if error.is_passing() { CallError::Unavailable { detail } } else { CallError::Denied { detail } }
}
