//! The error codes of Firehose, Kinesis and of what stands before them (signatures, rights, quotas), each with what it
//! means for delivery. From the services' models (botocore 1.44.5) and AWS's list of common errors:
//! <https://docs.aws.amazon.com/firehose/latest/APIReference/CommonErrors.html>.

/// What an answer with an error says of its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Too much: nothing was taken.
    Throttled,
    /// Nothing was taken, and it passes by itself.
    Unavailable,
    /// It may have been taken.
    Unanswered,
    /// Something in the call never will be taken.
    Refused,
    /// The key was good once: with a new one at once.
    Expired,
    /// Nothing will be taken until the operator acts.
    Denied(Cause),
}

/// What an operator must look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The key is not known to AWS.
    Key,
    /// The signature does not match, or is of another time.
    Signature,
    /// The role may not.
    Right,
    /// No such stream.
    Stream,
    /// The stream's encryption key.
    Encryption,
    /// The stream takes its records from elsewhere.
    Source,
    /// Nothing that is known here.
    Unknown,
}

/// Firehose says of a stream that reads from Kinesis: «This operation is not permitted on `KinesisStreamAsSource` delivery
/// stream type», as an invalid argument. It is the operator's affair, not the records'.
const NOT_DIRECT_PUT: &str = "KinesisStreamAsSource";

/// What a code, its message and the status mean. A code nobody knows is taken for the operator's affair where the
/// status blames the caller, as a record that is refused is given up: that must not follow from a mistaken address.
pub(super) fn verdict(code: Option<&str>, message: &str, status: u16) -> Verdict {
    code.and_then(|code| of_code(code, message)).unwrap_or_else(|| of_status(status))
}

fn of_code(code: &str, message: &str) -> Option<Verdict> {
    of_load(code).or_else(|| of_caller(code, message)).or_else(|| of_stream(code))
}

fn of_load(code: &str) -> Option<Verdict> {
    Some(match code {
        // «If you continue to see the exception, throughput limits … may have been exceeded»: Firehose's way to throttle.
        "ServiceUnavailableException"
        | "LimitExceededException"
        | "ProvisionedThroughputExceededException"
        | "KMSThrottlingException"
        | "BandwidthLimitExceeded"
        | "PriorRequestNotComplete"
        | "RequestLimitExceeded"
        | "RequestThrottled"
        | "RequestThrottledException"
        | "SlowDown"
        | "ThrottledException"
        | "Throttling"
        | "ThrottlingException"
        | "TooManyRequestsException" => Verdict::Throttled,
        "ServiceUnavailable" => Verdict::Unavailable,
        // «If there is an internal server error or a timeout, the write might have completed or it might have failed.»
        "InternalFailure"
        | "InternalFailureException"
        | "InternalServerError"
        | "InternalServiceException"
        | "RequestTimeout"
        | "RequestTimeoutException" => Verdict::Unanswered,
        _ => return None,
    })
}

fn of_caller(code: &str, message: &str) -> Option<Verdict> {
    Some(match code {
        "InvalidArgumentException" if message.contains(NOT_DIRECT_PUT) => Verdict::Denied(Cause::Source),
        "InvalidArgumentException"
        | "RequestEntityTooLargeException"
        | "SerializationException"
        | "ValidationError"
        | "ValidationException" => Verdict::Refused,
        "ExpiredToken" | "ExpiredTokenException" => Verdict::Expired,
        "InvalidClientTokenId" | "NotAuthorized" | "UnrecognizedClientException" => {
            Verdict::Denied(Cause::Key)
        }
        "IncompleteSignature"
        | "IncompleteSignatureException"
        | "InvalidSignatureException"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException"
        | "RequestExpired"
        | "RequestTimeTooSkewed"
        | "SignatureDoesNotMatch" => Verdict::Denied(Cause::Signature),
        "AccessDenied" | "AccessDeniedException" | "OptInRequired" => Verdict::Denied(Cause::Right),
        _ => return None,
    })
}

fn of_stream(code: &str) -> Option<Verdict> {
    let cause = match code {
        "ResourceNotFoundException" => Cause::Stream,
        "InvalidKMSResourceException"
        | "KMSAccessDeniedException"
        | "KMSDisabledException"
        | "KMSInvalidStateException"
        | "KMSNotFoundException"
        | "KMSOptInRequired" => Cause::Encryption,
        "InvalidSourceException" => Cause::Source,
        _ => return None,
    };
    Some(Verdict::Denied(cause))
}

/// What stands before a service answers without a code of AWS.
fn of_status(status: u16) -> Verdict {
    match status {
        413 => Verdict::Refused,
        429 => Verdict::Throttled,
        503 => Verdict::Unavailable,
        401 | 403 => Verdict::Denied(Cause::Right),
        400..=499 => Verdict::Denied(Cause::Unknown),
        _ => Verdict::Unanswered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str) -> Verdict {
        verdict(Some(code), "", 400)
    }

    #[test]
    fn load_passes_and_what_may_have_been_taken_is_said_so() {
        assert_eq!(said("ServiceUnavailableException"), Verdict::Throttled);
        assert_eq!(said("ProvisionedThroughputExceededException"), Verdict::Throttled);
        assert_eq!(said("KMSThrottlingException"), Verdict::Throttled);
        assert_eq!(verdict(Some("InternalFailure"), "", 500), Verdict::Unanswered);
        assert_eq!(verdict(None, "", 503), Verdict::Unavailable);
        assert_eq!(verdict(None, "", 500), Verdict::Unanswered);
        assert_eq!(verdict(None, "", 200), Verdict::Unanswered);
    }

    #[test]
    fn only_what_is_known_to_be_the_records_fault_is() {
        assert_eq!(said("InvalidArgumentException"), Verdict::Refused);
        assert_eq!(said("ValidationException"), Verdict::Refused);
        assert_eq!(verdict(None, "", 413), Verdict::Refused);
        let message = "This operation is not permitted on KinesisStreamAsSource delivery stream type.";
        let source = verdict(Some("InvalidArgumentException"), message, 400);
        assert_eq!(source, Verdict::Denied(Cause::Source));
        assert_eq!(said("NewlyInventedException"), Verdict::Denied(Cause::Unknown));
        assert_eq!(verdict(None, "<html>", 404), Verdict::Denied(Cause::Unknown));
    }

    #[test]
    fn what_the_operator_must_do_is_told_apart() {
        assert_eq!(said("ExpiredTokenException"), Verdict::Expired);
        assert_eq!(said("UnrecognizedClientException"), Verdict::Denied(Cause::Key));
        assert_eq!(said("InvalidSignatureException"), Verdict::Denied(Cause::Signature));
        assert_eq!(said("AccessDeniedException"), Verdict::Denied(Cause::Right));
        assert_eq!(said("ResourceNotFoundException"), Verdict::Denied(Cause::Stream));
        assert_eq!(said("InvalidKMSResourceException"), Verdict::Denied(Cause::Encryption));
        assert_eq!(said("KMSDisabledException"), Verdict::Denied(Cause::Encryption));
    }
}
