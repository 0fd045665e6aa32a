//! Credentials that are there when they are asked for: one load at a time however many ask, ahead of expiry so that
//! nobody waits, at random moments so that a fleet does not ask at once, and the old ones until they expire while new
//! ones cannot be had.

mod moments;
mod state;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError as SdkCredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use tokio::sync::watch;

use super::CredentialsError;
use crate::clock::Clock;
use crate::sink::BoxFuture;
use state::{Look, State};

/// Where new credentials come from. Asked by one load at a time.
pub trait Source: Send + Sync {
    /// New ones.
    fn load(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

/// What a load came to; `None` while it is under way.
type Landed = Option<Result<Credentials, CredentialsError>>;

/// How the credentials are, for metrics and for `linger check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When those that are held expire, in milliseconds since 1970; `None` where none are held, or they never do.
    pub expires_at_ms: Option<i64>,
    /// Loads that brought some.
    pub refreshes: u64,
    /// Loads that brought none.
    pub failures: u64,
    /// Why the last load brought none, if it did not.
    pub problem: Option<CredentialsError>,
}

/// Credentials of a source, kept. Cheap to clone; all clones keep the same.
#[derive(Clone)]
pub struct Kept(Arc<Inner>);

struct Inner {
    source: Box<dyn Source>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

impl Kept {
    /// Keeps those of a source, none of which is loaded before it is asked for. The seed is for the moments of loads.
    #[must_use]
    pub fn new(source: Box<dyn Source>, clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self(Arc::new(Inner { source, clock, state: Mutex::new(State::new(seed)) }))
    }

    /// Valid ones: at once where they are held, else when the load under way has brought them. After a load that has
    /// brought none, its error until it is time for the next. Must be called within a Tokio runtime.
    ///
    /// # Errors
    /// Why there are none.
    pub async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        let landing = {
            let mut state = self.0.state();
            match state.look(self.0.clock.now_ms()) {
                Look::Fresh(credentials) => return Ok(credentials),
                Look::Ageing(credentials) => {
                    self.load(&mut state);
                    return Ok(credentials);
                }
                Look::Resting(problem) => return Err(problem),
                Look::Nothing => self.load(&mut state),
            }
        };
        landed(landing).await
    }

    /// Drops a key that a service has refused, unless a newer one is held already.
    pub fn forget(&self, key: &str) {
        self.0.state().forget(key);
    }

    /// How they are.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.0.state().snapshot()
    }

    /// The load under way, or a new one. It is a task of its own: a caller that gives up does not end it for the others.
    fn load(&self, state: &mut State) -> watch::Receiver<Landed> {
        if let Some(landing) = state.under_way() {
            return landing;
        }
        let (sender, landing) = watch::channel(None);
        state.started(landing.clone());
        let inner = self.0.clone();
        tokio::spawn(async move {
            let answer = inner.source.load().await;
            let answer = inner.state().landed(answer, inner.clock.now_ms());
            // Nobody may be waiting, when it was ahead of expiry.
            let _ = sender.send(Some(answer));
        });
        landing
    }
}

async fn landed(mut landing: watch::Receiver<Landed>) -> Result<Credentials, CredentialsError> {
    match landing.wait_for(Option::is_some).await.as_deref() {
        Ok(Some(answer)) => answer.clone(),
        _ => Err(CredentialsError::Unavailable { detail: "the load was broken off".into() }),
    }
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProvideCredentials for Kept {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.credentials().await.map_err(SdkCredentialsError::provider_error)
        })
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Kept").finish_non_exhaustive()
    }
}

fn expires_at_ms(credentials: &Credentials) -> Option<i64> {
    let since = credentials.expiry()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
