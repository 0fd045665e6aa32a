//! The keys that are good.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use crate::answer::Refusal;

/// A key of AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// What must come with it, if it is temporary.
    pub token: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Keys {
    known: HashMap<String, Known>,
    rng: fastrand::Rng,
}

#[derive(Debug)]
struct Known {
    key: Key,
    expires: Option<SystemTime>,
}

impl Keys {
    pub(crate) fn new(lasting: &[Key]) -> Self {
        let known = lasting.iter().map(|key| (key.id.clone(), Known { key: key.clone(), expires: None }));
        Self { known: known.collect(), rng: fastrand::Rng::new() }
    }

    /// Gives out a temporary key.
    pub(crate) fn issue(&mut self, now: SystemTime, life: Duration) -> (Key, SystemTime) {
        let mut text = |start: &str, chars: usize| -> String {
            start.chars().chain((0..chars).map(|_| self.rng.alphanumeric())).collect()
        };
        let id = text("ASIA", 16).to_ascii_uppercase();
        let key = Key { id: id.clone(), secret: text("", 40), token: Some(text("token", 200)) };
        let expires = now + life;
        self.known.insert(id, Known { key: key.clone(), expires: Some(expires) });
        (key, expires)
    }

    /// Makes all temporary keys that were given out old.
    pub(crate) fn expire(&mut self) {
        for known in self.known.values_mut().filter(|known| known.expires.is_some()) {
            known.expires = Some(SystemTime::UNIX_EPOCH);
        }
    }

    /// The secret of a key, if it comes with its token and is not too old.
    pub(crate) fn secret(&self, id: &str, token: Option<&str>, now: SystemTime) -> Result<String, Refusal> {
        let known = self.known.get(id).filter(|known| known.key.token.as_deref() == token);
        let known = known.ok_or_else(|| {
            Refusal::new(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
            )
        })?;
        if known.expires.is_some_and(|expires| expires <= now) {
            return Err(expired());
        }
        Ok(known.key.secret.clone())
    }
}

pub(crate) fn expired() -> Refusal {
    Refusal::new("ExpiredTokenException", "The security token included in the request is expired")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_good_with_its_token_until_it_expires() {
        let mut keys = Keys::new(&[]);
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let (key, expires) = keys.issue(now, Duration::from_mins(1));
        assert_eq!(keys.secret(&key.id, key.token.as_deref(), now).ok(), Some(key.secret.clone()));
        assert!(keys.secret(&key.id, None, now).is_err());
        assert!(keys.secret("ASIA", key.token.as_deref(), now).is_err());
        assert!(keys.secret(&key.id, key.token.as_deref(), expires).is_err());
        keys.expire();
        assert!(keys.secret(&key.id, key.token.as_deref(), now).is_err());
    }
}
