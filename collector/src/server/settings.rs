//! What a server is told.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::Semaphore;

/// How a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerSettings {
    /// From the first byte of a request's head to its last, for TLS and for a new connection to say something.
    /// Default: 10 s.
    pub header_timeout: Duration,
    /// How long a connection may be silent between requests. Default: 75 s, above the 60 s after which AWS's load
    /// balancers give a connection up: whoever is in front must be first, or its next request meets a closed door.
    pub idle_timeout: Duration,
    /// Connections at one time; more wait in the system's queue. Default: 4,096, ours; each needs a file descriptor, of
    /// which many systems allow 1,024 unless told otherwise (`ulimit -n`), and some 20 KB.
    pub connections_max: usize,
    /// Whether HTTP/2 is spoken beside HTTP/1.1: by agreement under TLS (ALPN), by prior knowledge without. Default: true.
    pub http2: bool,
    /// The certificate. Default: none, and the connections are plain.
    pub tls: Option<TlsSettings>,
    /// How long the requests that run at the end may take. Default: 5 s, half of what `docker stop` grants.
    pub drain: Duration,
}

/// Where the certificate is. The files are read again when they change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsSettings {
    /// The certificate and those that vouch for it, in that order, as PEM.
    pub certificate: PathBuf,
    /// Its private key, as PEM (PKCS#8, PKCS#1 or SEC1).
    pub key: PathBuf,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(75),
            connections_max: 4096,
            http2: true,
            tls: None,
            drain: Duration::from_secs(5),
        }
    }
}

impl ServerSettings {
    /// All that is wrong with them, the certificate's files apart.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, value) in [("header_timeout", self.header_timeout), ("idle_timeout", self.idle_timeout)] {
            if value.is_zero() {
                problems.push(format!(
                    "{name} is 0, so that no request could arrive; the default is some seconds"
                ));
            }
        }
        let most = u32::MAX as usize;
        let most = most.min(Semaphore::MAX_PERMITS);
        if !(1..=most).contains(&self.connections_max) {
            problems
                .push(format!("connections_max is {}; it must be from 1 to {most}", self.connections_max));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound_and_all_problems_are_named() {
        assert_eq!(ServerSettings::default().problems(), Vec::<String>::new());
        let wrong = ServerSettings {
            header_timeout: Duration::ZERO,
            idle_timeout: Duration::ZERO,
            connections_max: 0,
            ..ServerSettings::default()
        };
        assert_eq!(wrong.problems().len(), 3);
    }
}
