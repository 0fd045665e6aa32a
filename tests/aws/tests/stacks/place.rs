//! Everything from an edge to the answers, and the two sites whose pages call it: one that the edge knows, and one that it
//! does not.

use std::path::Path;

use linger_tests_aws::origin::Origin;
use linger_tests_aws::stack::{Stack, Template};

use crate::account::{Account, Pipeline, key};
use crate::copies;
use crate::guest::SITE;
use crate::told::{self, Sent};
use linger_tests_aws::function::Name;

pub(crate) struct Place {
    pub(crate) account: Account,
    pub(crate) replica: Stack,
    pub(crate) pipeline: Pipeline,
    pub(crate) edge: Stack,
    /// The customer's own site.
    pub(crate) menu: Origin,
    /// Somebody else's.
    pub(crate) stranger: Origin,
}

impl Place {
    /// With this edge, whose site is the customer's.
    pub(crate) fn with(edge: &str) -> Self {
        let account = Account::open();
        let replica = account.replica();
        let copies = copies::parameters(&replica);
        let pipeline = account.pipeline(&copies.each_ref().map(|(name, value)| (*name, value.as_str())));
        copies::set(&account, &pipeline, &replica);
        let _ = account.views(&[]);
        let (menu, stranger) = (pages(), pages());
        let edge = stack(&account, edge, &menu);
        Self { account, replica, pipeline, edge, menu, stranger }
    }

    /// Where pages post, as the emulator is reached: it has the same paths, and the names of hosts within its own.
    pub(crate) fn endpoint(&self) -> String {
        here(&self.edge.output("Endpoint"), self.account.emulator.address())
    }

    /// Holds lake, copy and Athena against what was sent.
    pub(crate) fn tells(&self, sent: &[Sent]) {
        told::is_told_everywhere(&self.account, &self.pipeline, &self.replica, sent);
    }
}

fn pages() -> Origin {
    Origin::serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stacks/pages"))
}

/// The stack of `edge.yaml`.
pub(crate) fn stack(account: &Account, edge: &str, menu: &Origin) -> Stack {
    let (archive, endpoint) = (key(Name::Collector), account.emulator.endpoint());
    let (sites, origin) = (format!("{SITE}={}", menu.name()), menu.name());
    let parameters = [
        ("Edge", edge),
        ("CollectorArchive", archive.as_str()),
        ("Architecture", "x86_64"),
        ("Sites", sites.as_str()),
        ("AllowedOrigin", origin.as_str()),
        ("AwsEndpoint", endpoint.as_str()),
    ];
    Stack::create(&account.owner, "linger-edge", &Template::of("edge"), &parameters)
}

/// An address of AWS's as the emulator has it: the host's own part before a name that is this machine's, without TLS.
fn here(address: &str, emulator: &str) -> String {
    let (host, path) =
        address.strip_prefix("https://").and_then(|rest| rest.split_once('/')).expect("an address");
    let own = host.split_once(".lambda-url.").map(|(own, _)| format!("{own}.lambda-url.eu-central-1"));
    let own = own.or_else(|| Some(format!("{}.execute-api", host.split_once(".execute-api.")?.0)));
    let port = emulator.split_once(':').expect("an address with a port").1;
    format!("http://{}.localhost:{port}/{path}", own.expect("a function URL or an API"))
}
