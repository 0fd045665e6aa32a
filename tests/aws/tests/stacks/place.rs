//! Everything from an edge to the answers, and the two sites whose pages call it: one that the edge knows, and one that it
//! does not.

use std::path::Path;

use linger_tests_aws::origin::Origin;
use linger_tests_aws::owner::REGION;
use linger_tests_aws::stack::Stack;
use linger_wire::line::Line;

use crate::account::{Account, Pipeline};
use crate::told::{self, Sent};
use crate::{copies, edge};

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
        let edge = edge::create(&account, edge, &menu.name());
        Self { account, replica, pipeline, edge, menu, stranger }
    }

    /// Where pages post, as the emulator is reached: it has the same paths, and the names of hosts within its own.
    pub(crate) fn endpoint(&self) -> String {
        here(&self.edge.output("Endpoint"), self.account.emulator.address())
    }

    /// Holds lake, copy and Athena against what was sent in a visit; the lake's lines.
    pub(crate) fn tells(&self, sent: &[Sent]) -> Vec<Line> {
        told::is_whole(sent);
        told::is_told_everywhere(&self.account, &self.pipeline, &self.replica, sent)
    }
}

fn pages() -> Origin {
    Origin::serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stacks/pages"))
}

/// An address of AWS's as the emulator is reached by it: with a host's name that is this machine's, and without TLS. The
/// addresses of HTTP APIs are so already.
pub(crate) fn here(address: &str, emulator: &str) -> String {
    let port = emulator.split_once(':').expect("an address with a port").1;
    let local = format!(".localhost:{port}/");
    let ends = [".on.aws/", &format!(".{REGION}.amazonaws.com/")];
    ends.iter()
        .fold(address.replacen("https://", "http://", 1), |address, end| address.replacen(end, &local, 1))
}
