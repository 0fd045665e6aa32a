//! What an operator is told to do about a call that is denied.

use super::Asked;
use super::codes::Cause;

/// A sentence for the log and for `linger check`.
pub(super) fn advice(cause: Cause, asked: &Asked) -> String {
    let Asked { action, stream, region } = asked;
    match cause {
        Cause::Key => "AWS does not know this key: look at the credentials that are configured".into(),
        Cause::Signature => "set this machine's clock, and look at the secret key that is configured".into(),
        Cause::Right => format!("give the role `{action}` on the stream `{stream}` in {region}"),
        Cause::Stream => format!("there is no stream `{stream}` in {region}: make it, or name another"),
        Cause::Encryption => {
            format!("the KMS key of the stream `{stream}` cannot be used: enable it, and let the role use it")
        }
        Cause::Source => {
            format!(
                "the stream `{stream}` takes its records from elsewhere: name one with the source Direct PUT"
            )
        }
        Cause::Unknown => format!("look at the endpoint and at the stream `{stream}` in {region}"),
    }
}
