//! What protects the collector from too much and from too slow. Nothing here knows HTTP.

pub(crate) mod client;
pub(crate) mod limit;
mod network;
mod rate;

use std::net::IpAddr;
use std::time::Duration;

pub use network::{Network, NetworkError};
pub use rate::Rate;

/// How long a body may take: ours; 64 KiB at 20 kbit/s, a phone at the edge of its cell.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// The address a connection comes from. Whoever serves the router puts it into each request's extensions; without it,
/// no address is limited. It is neither stored nor logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// What the edge allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeSettings {
    /// From the head of a request to the end of its body. Default: 30 s.
    pub body_timeout: Duration,
    /// Batches from one address (IPv6: one /64). Default: [`Rate::ADDRESS`].
    pub address_rate: Rate,
    /// Batches for one site. Default: [`Rate::SITE`].
    pub site_rate: Rate,
    /// Proxies whose `X-Forwarded-For` is believed. Default: none.
    pub trusted_proxies: Vec<Network>,
}

impl Default for EdgeSettings {
    fn default() -> Self {
        Self {
            body_timeout: BODY_TIMEOUT,
            address_rate: Rate::ADDRESS,
            site_rate: Rate::SITE,
            trusted_proxies: Vec::new(),
        }
    }
}

impl EdgeSettings {
    /// All that is wrong with them.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let rates = [("address", self.address_rate), ("site", self.site_rate)];
        let mut problems: Vec<String> = rates.iter().filter_map(|(of, rate)| rate.problem(of)).collect();
        if self.body_timeout.is_zero() {
            problems.push("body_timeout is 0, so that no body could arrive; the default is 30 s".to_owned());
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_sound_and_all_problems_are_named() {
        assert_eq!(EdgeSettings::default().problems(), Vec::<String>::new());
        let wrong = EdgeSettings {
            body_timeout: Duration::ZERO,
            address_rate: Rate { per_s: 5, burst: 0 },
            site_rate: Rate { per_s: 5, burst: 4 },
            trusted_proxies: Vec::new(),
        };
        assert_eq!(wrong.problems().len(), 3, "{:?}", wrong.problems());
    }
}
