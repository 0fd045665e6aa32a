//! Why there are no credentials.

/// What went wrong, and where it is the operator's affair, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// Too many calls; asked again later, slower.
    #[error("Cognito is asked too often: {detail}")]
    Throttled {
        /// The service's code and message.
        detail: String,
    },
    /// The source did not answer, or failed; it passes.
    #[error("they cannot be had now: {detail}")]
    Unavailable {
        /// What went wrong.
        detail: String,
    },
    /// Cognito has no such pool in this Region.
    #[error("there is no identity pool `{pool}`: look at its id and Region")]
    PoolUnknown {
        /// Its id.
        pool: String,
    },
    /// The pool gives nothing to whoever is not signed in.
    #[error("the identity pool `{pool}` has no guests: allow guest access in it")]
    NoGuests {
        /// Its id.
        pool: String,
    },
    /// The pool's guests have no role, or one they may not assume.
    #[error(
        "the identity pool `{pool}` has no role its guests may assume: give it one whose trust policy lets \
         cognito-identity.amazonaws.com `sts:AssumeRoleWithWebIdentity` for this pool ({detail})"
    )]
    RoleMissing {
        /// The pool's id.
        pool: String,
        /// The service's message.
        detail: String,
    },
    /// The source gives a key again that a service has called expired or unknown.
    #[error("AWS has refused the key `{key}`, and there is no newer one: renew it where it comes from")]
    Stale {
        /// Its id, which is no secret.
        key: String,
    },
    /// The machine has none, or they are refused.
    #[error("{detail}")]
    Refused {
        /// What went wrong, and what to do.
        detail: String,
    },
}

impl CredentialsError {
    /// Whether it passes without anybody doing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Throttled { .. } | Self::Unavailable { .. })
    }
}
