//! What is held, and what is known of loads. Pure: the time is an argument.

use aws_credential_types::Credentials;
use tokio::sync::watch;

use super::moments::{LEFT_MIN_MS, refresh_at_ms, rest_ms};
use super::{Landed, Snapshot, expires_at_ms};
use crate::credentials::CredentialsError;

pub(super) struct State {
    held: Option<Held>,
    /// The key that a service has refused, until the next load: it is of no use when that gives it again.
    refused: Option<String>,
    landing: Option<watch::Receiver<Landed>>,
    problem: Option<CredentialsError>,
    rest_until_ms: i64,
    failures_in_a_row: u32,
    refreshes: u64,
    failures: u64,
    rng: fastrand::Rng,
}

struct Held {
    credentials: Credentials,
    expires_at_ms: Option<i64>,
    refresh_at_ms: Option<i64>,
}

/// What is to be done for one who asks.
pub(super) enum Look {
    /// These.
    Fresh(Credentials),
    /// These, and new ones must be loaded.
    Ageing(Credentials),
    /// None, and none are asked for yet.
    Resting(CredentialsError),
    /// They must be loaded.
    Nothing,
}

impl State {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            held: None,
            refused: None,
            landing: None,
            problem: None,
            rest_until_ms: i64::MIN,
            failures_in_a_row: 0,
            refreshes: 0,
            failures: 0,
            rng: fastrand::Rng::with_seed(seed),
        }
    }

    pub(super) fn look(&self, now_ms: i64) -> Look {
        let is_resting = now_ms < self.rest_until_ms;
        match (&self.held, &self.problem) {
            (Some(held), _) if held.is_valid(now_ms) => {
                let credentials = held.credentials.clone();
                let is_due = held.refresh_at_ms.is_some_and(|at| now_ms >= at);
                if is_due && !is_resting { Look::Ageing(credentials) } else { Look::Fresh(credentials) }
            }
            (_, Some(problem)) if is_resting => Look::Resting(problem.clone()),
            _ => Look::Nothing,
        }
    }

    /// The load under way, unless its task has died.
    pub(super) fn under_way(&self) -> Option<watch::Receiver<Landed>> {
        self.landing.clone().filter(|landing| landing.has_changed().is_ok())
    }

    pub(super) fn started(&mut self, landing: watch::Receiver<Landed>) {
        self.landing = Some(landing);
    }

    /// Takes in what a load has brought, and says it to those who wait.
    pub(super) fn landed(
        &mut self,
        answer: Result<Credentials, CredentialsError>,
        now_ms: i64,
    ) -> Result<Credentials, CredentialsError> {
        self.landing = None;
        let answer = answer.and_then(|credentials| self.checked(credentials));
        match &answer {
            Ok(credentials) => self.hold(credentials.clone(), now_ms),
            Err(problem) => self.rest(problem.clone(), now_ms),
        }
        answer
    }

    pub(super) fn forget(&mut self, key: &str) {
        if self.held.as_ref().is_some_and(|held| held.credentials.access_key_id() == key) {
            self.held = None;
            self.refused = Some(key.to_owned());
        }
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            expires_at_ms: self.held.as_ref().and_then(|held| held.expires_at_ms),
            refreshes: self.refreshes,
            failures: self.failures,
            problem: self.problem.clone(),
        }
    }

    /// Refuses, once, a key that was refused: the next load may give it again, as the reason may have passed.
    fn checked(&mut self, credentials: Credentials) -> Result<Credentials, CredentialsError> {
        let key = credentials.access_key_id();
        match self.refused.take() {
            Some(refused) if refused == key => Err(CredentialsError::Stale { key: refused }),
            _ => Ok(credentials),
        }
    }

    fn hold(&mut self, credentials: Credentials, now_ms: i64) {
        let expires_at_ms = expires_at_ms(&credentials);
        let refresh_at_ms = expires_at_ms.map(|expires| refresh_at_ms(now_ms, expires, &mut self.rng));
        self.held = Some(Held { credentials, expires_at_ms, refresh_at_ms });
        self.problem = None;
        self.failures_in_a_row = 0;
        self.rest_until_ms = i64::MIN;
        self.refreshes += 1;
    }

    fn rest(&mut self, problem: CredentialsError, now_ms: i64) {
        self.failures += 1;
        self.failures_in_a_row = self.failures_in_a_row.saturating_add(1);
        self.rest_until_ms = now_ms + rest_ms(self.failures_in_a_row, &mut self.rng);
        self.problem = Some(problem);
    }
}

impl Held {
    fn is_valid(&self, now_ms: i64) -> bool {
        self.expires_at_ms.is_none_or(|expires| expires - now_ms > LEFT_MIN_MS)
    }
}
