//! A guest of a Cognito identity pool: `GetId` once, `GetCredentialsForIdentity` for each set of keys (the enhanced flow).
//!
//! Each `GetId` makes an identity, for ever, and is limited to 25 a second for a whole account: one identity is made for
//! a collector and kept on its disk.

mod file;
mod pool;
mod service;

use std::path::PathBuf;

use aws_credential_types::Credentials;
use tokio::sync::Mutex;

use super::{CredentialsError, Source};
use crate::sink::BoxFuture;
use file::IdentityFile;

pub use pool::PoolId;
pub(super) use service::Service;
pub use service::{IdentityService, ServiceError};

/// Gets keys as a guest of one pool.
pub struct Cognito {
    pool: PoolId,
    service: Box<dyn IdentityService>,
    file: Option<IdentityFile>,
    identity: Mutex<Option<String>>,
}

impl Cognito {
    /// For a pool, with its identity kept in a file where a path is given. Nothing is read or asked yet.
    #[must_use]
    pub fn new(pool: PoolId, service: Box<dyn IdentityService>, cache: Option<PathBuf>) -> Self {
        Self { pool, service, file: cache.map(IdentityFile::new), identity: Mutex::new(None) }
    }

    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        // Held while Cognito is asked: one identity is made, however many ask.
        let mut held = self.identity.lock().await;
        let known = match held.take() {
            None => self.read().await,
            known => known,
        };
        if let Some(identity) = known {
            match self.service.credentials(&identity).await {
                // Deleted since, or become a signed-in user's.
                Err(ServiceError::NoIdentity) => {}
                answer => {
                    *held = Some(identity);
                    return answer.map_err(|error| self.explained(error));
                }
            }
        }
        let identity = self.made().await?;
        let answer = self.service.credentials(&identity).await;
        *held = Some(identity);
        answer.map_err(|error| self.explained(error))
    }

    async fn made(&self) -> Result<String, CredentialsError> {
        let made = self.service.identity(&self.pool).await;
        let identity = made.map_err(|error| self.explained(error))?;
        if let Some(file) = &self.file {
            file.write(&self.pool, &identity).await;
        }
        Ok(identity)
    }

    async fn read(&self) -> Option<String> {
        self.file.as_ref()?.read(&self.pool).await
    }

    fn explained(&self, error: ServiceError) -> CredentialsError {
        let pool = self.pool.to_string();
        match error {
            ServiceError::NoPool => CredentialsError::PoolUnknown { pool },
            ServiceError::NoGuests => CredentialsError::NoGuests { pool },
            ServiceError::NoRole { detail } => CredentialsError::RoleMissing { pool, detail },
            ServiceError::NoIdentity => CredentialsError::Unavailable {
                detail: "Cognito does not know the identity it has just made".into(),
            },
            ServiceError::Throttled { detail } => CredentialsError::Throttled { detail },
            ServiceError::Refused { detail } => CredentialsError::Refused { detail },
            ServiceError::Unavailable { detail } => CredentialsError::Unavailable { detail },
        }
    }
}

impl Source for Cognito {
    fn load(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.credentials())
    }
}

#[cfg(test)]
mod tests;
