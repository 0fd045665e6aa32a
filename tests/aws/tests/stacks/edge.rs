//! The stack of `edge.yaml`.

use linger_tests_aws::function::Name;
use linger_tests_aws::stack::{Stack, Template};

use crate::account::{Account, key};
use crate::guest::SITE;

/// What all edges of a test are made with; what one does not need, it passes over.
pub(crate) struct Parameters(Vec<(&'static str, String)>);

impl Parameters {
    /// For pages of this origin.
    pub(crate) fn of(account: &Account, edge: &str, origin: &str) -> Self {
        Self(vec![
            ("Edge", edge.to_owned()),
            ("CollectorArchive", key(Name::Collector)),
            ("Architecture", "x86_64".to_owned()),
            ("Sites", format!("{SITE}={origin}")),
            ("AllowedOrigin", origin.to_owned()),
            ("AwsEndpoint", account.emulator.endpoint()),
        ])
    }

    /// The same with others beside them.
    pub(crate) fn and(mut self, more: &[(&'static str, &str)]) -> Self {
        self.0.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self
    }

    pub(crate) fn list(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

pub(crate) fn create(account: &Account, edge: &str, origin: &str) -> Stack {
    let parameters = Parameters::of(account, edge, origin);
    Stack::create(&account.owner, "linger-edge", &Template::of("edge"), &parameters.list())
}
