//! The two calls of Cognito, by the AWS SDK, unsigned.

use std::error::Error;
use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sdk_cognitoidentity::Client;
use aws_sdk_cognitoidentity::config::http::HttpResponse;
use aws_sdk_cognitoidentity::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentity::types::Credentials as Given;

use super::PoolId;
use crate::credentials::told;
use crate::sink::BoxFuture;

/// Cognito's two calls, so that a test can stand in their place.
pub trait IdentityService: Send + Sync {
    /// `GetId`: makes a guest's identity in the pool.
    fn identity<'a>(&'a self, pool: &'a PoolId) -> BoxFuture<'a, Result<String, ServiceError>>;

    /// `GetCredentialsForIdentity`: keys for an identity.
    fn credentials<'a>(&'a self, identity: &'a str) -> BoxFuture<'a, Result<Credentials, ServiceError>>;
}

/// What Cognito refused, in its model's words put to ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceError {
    /// `ResourceNotFoundException` of `GetId`.
    #[error("no such pool")]
    NoPool,
    /// `ResourceNotFoundException` of `GetCredentialsForIdentity`, or an identity that is somebody's by now.
    #[error("no such identity")]
    NoIdentity,
    /// `NotAuthorizedException`: «Unauthenticated access is not supported for this identity pool.»
    #[error("no guests")]
    NoGuests,
    /// `InvalidIdentityPoolConfigurationException`.
    #[error("no role: {detail}")]
    NoRole {
        /// The service's message.
        detail: String,
    },
    /// `TooManyRequestsException`.
    #[error("throttled: {detail}")]
    Throttled {
        /// The service's code and message.
        detail: String,
    },
    /// What asking again does not change.
    #[error("refused: {detail}")]
    Refused {
        /// The service's code and message.
        detail: String,
    },
    /// Everything that passes.
    #[error("unavailable: {detail}")]
    Unavailable {
        /// What went wrong.
        detail: String,
    },
}

/// Cognito by the AWS SDK.
pub(in crate::credentials) struct Service(pub(in crate::credentials) Client);

impl IdentityService for Service {
    fn identity<'a>(&'a self, pool: &'a PoolId) -> BoxFuture<'a, Result<String, ServiceError>> {
        Box::pin(async move {
            let answer = self.0.get_id().identity_pool_id(pool.as_str()).send().await;
            let answer = answer.map_err(|error| explained(&error, ServiceError::NoPool))?;
            answer.identity_id.ok_or_else(|| empty("an identity"))
        })
    }

    fn credentials<'a>(&'a self, identity: &'a str) -> BoxFuture<'a, Result<Credentials, ServiceError>> {
        Box::pin(async move {
            let answer = self.0.get_credentials_for_identity().identity_id(identity).send().await;
            let answer = answer.map_err(|error| explained(&error, ServiceError::NoIdentity))?;
            answer.credentials.and_then(keys).ok_or_else(|| empty("credentials"))
        })
    }
}

fn explained<E>(error: &SdkError<E, HttpResponse>, not_found: ServiceError) -> ServiceError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let SdkError::ServiceError(answer) = error else {
        return ServiceError::Unavailable { detail: told(error) };
    };
    let (code, message) =
        (answer.err().code().unwrap_or_default(), answer.err().message().unwrap_or_default());
    of_code(code, message, not_found)
}

fn of_code(code: &str, message: &str, not_found: ServiceError) -> ServiceError {
    let detail = format!("{code} {message}");
    match code {
        "ResourceNotFoundException" => not_found,
        "NotAuthorizedException" if message.contains("Unauthenticated access") => ServiceError::NoGuests,
        // «Access to Identity '…' is forbidden.»: it is a signed-in user's.
        "NotAuthorizedException" if message.contains("forbidden") => ServiceError::NoIdentity,
        "InvalidIdentityPoolConfigurationException" => ServiceError::NoRole { detail: message.to_owned() },
        "TooManyRequestsException" | "LimitExceededException" | "ThrottlingException" => {
            ServiceError::Throttled { detail }
        }
        "InvalidParameterException"
        | "NotAuthorizedException"
        | "ResourceConflictException"
        | "ValidationException" => ServiceError::Refused { detail },
        _ => ServiceError::Unavailable { detail },
    }
}

fn empty(what: &str) -> ServiceError {
    ServiceError::Unavailable { detail: format!("Cognito answered without {what}") }
}

fn keys(given: Given) -> Option<Credentials> {
    let expires = given.expiration.and_then(|at| u64::try_from(at.secs()).ok()).map(Duration::from_secs);
    let expires = expires.and_then(|since| UNIX_EPOCH.checked_add(since));
    Some(Credentials::new(given.access_key_id?, given.secret_key?, given.session_token, expires, "cognito"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str, message: &str) -> ServiceError {
        of_code(code, message, ServiceError::NoPool)
    }

    #[test]
    fn what_cognito_says_is_told_apart() {
        let guests = "Unauthenticated access is not supported for this identity pool.";
        assert_eq!(said("NotAuthorizedException", guests), ServiceError::NoGuests);
        let forbidden = "Access to Identity 'eu-central-1:1' is forbidden.";
        assert_eq!(said("NotAuthorizedException", forbidden), ServiceError::NoIdentity);
        assert_eq!(said("ResourceNotFoundException", "IdentityPool not found."), ServiceError::NoPool);
        let role = said("InvalidIdentityPoolConfigurationException", "Invalid identity pool configuration.");
        assert!(matches!(role, ServiceError::NoRole { .. }));
        assert!(matches!(said("TooManyRequestsException", "Rate exceeded"), ServiceError::Throttled { .. }));
        assert!(matches!(said("InvalidParameterException", ""), ServiceError::Refused { .. }));
        assert!(matches!(said("InternalErrorException", ""), ServiceError::Unavailable { .. }));
    }
}
