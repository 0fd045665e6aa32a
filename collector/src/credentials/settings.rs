//! Where credentials come from.

use std::path::PathBuf;

use super::PoolId;
use super::named::{endpoint_problem, region_problem};

/// Where credentials come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CredentialsSettings {
    /// What the machine has: environment, profile, web identity, container, instance.
    #[default]
    Default,
    /// A guest of a Cognito identity pool, by the enhanced flow.
    Cognito {
        /// The pool's id, `eu-central-1:` and a UUID.
        identity_pool: String,
        /// The pool's Region; the one its id begins with.
        region: String,
        /// Another address than the Region's own: an emulator, or a VPC endpoint.
        endpoint: Option<String>,
        /// The file the guest's identity is kept in, so that a restart does not make another; `None` for memory only.
        cache: Option<PathBuf>,
    },
}

impl CredentialsSettings {
    /// All that is wrong with them, each with what to do; empty when nothing is.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let Self::Cognito { identity_pool, region, endpoint, .. } = self else { return Vec::new() };
        let pool = match PoolId::try_new(identity_pool) {
            Err(problem) => Some(problem),
            Ok(pool) if pool.region() != region => Some(format!(
                "the identity pool `{identity_pool}` is not in {region}, where it is looked for"
            )),
            Ok(_) => None,
        };
        let region = region_problem(region);
        pool.into_iter().chain(region).chain(endpoint_problem(endpoint.as_deref())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(identity_pool: &str, region: &str, endpoint: Option<&str>) -> Vec<String> {
        let (identity_pool, region) = (identity_pool.to_owned(), region.to_owned());
        let endpoint = endpoint.map(str::to_owned);
        CredentialsSettings::Cognito { identity_pool, region, endpoint, cache: None }.problems()
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let pool = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";
        assert!(CredentialsSettings::Default.problems().is_empty());
        assert!(problems(pool, "eu-central-1", None).is_empty());
        assert_eq!(problems(pool, "eu-west-1", None).len(), 1);
        assert_eq!(problems("menu", "Frankfurt", Some("cognito")).len(), 3);
    }
}
