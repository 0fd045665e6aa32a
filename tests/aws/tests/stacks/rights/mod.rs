//! Each role of the stacks tries everything that any of them needs, and what lies beside it: it may do what it is for, and
//! nothing else.

mod acts;

use std::collections::BTreeSet;

use linger_tests_aws::caller::Caller;
use linger_tests_aws::owner::ACCOUNT;
use linger_tests_aws::stack::{Stack, Template};
use serde_json::json;

use crate::account::{Account, Pipeline};
use crate::{copies, edge};

const ORIGIN: &str = "https://menu.example";

/// A stream, a database and a log beside the project's own.
const BESIDE: &str = "beside";

#[test]
fn guests_and_the_roles_of_every_edge_may_what_they_are_for_and_nothing_beside_it() {
    let house = House::built("direct");
    house.may(&house.guest(), &["put batch"]);

    house.change_to("server");
    house.may(&house.guest(), &["put batch"]);
    house.may(&house.role_of(&house.edge, "ServerRole"), &["put batch", "write dead-letters"]);

    house.change_to("rest-firehose");
    house.may(&house.role_of(&house.edge, "RestToStreamRole"), &["put batch"]);

    house.change_to("lambda-url");
    let collector = house.role_of(&house.edge, "CollectorRole");
    house.may(&collector, &["put batch", "write dead-letters", "log as collector"]);

    house
        .update(&edge::Parameters::of(&house.account, "http-api", ORIGIN).and(&[("Credentials", "cognito")]));
    house.may(&house.guest(), &["put batch"]);
    house.may(&house.role_of(&house.edge, "CollectorRole"), &["log as collector"]);
}

#[test]
fn the_pipelines_roles_may_what_they_are_for_and_nothing_beside_it() {
    let house = House::built("lambda-url");
    let pipeline = &house.pipeline.0;
    house.may(&house.role_of(pipeline, "TransformRole"), &["log as transformation"]);

    let delivery = house.role_of(pipeline, "DeliveryRole");
    let needed = [
        "list lake",
        "read events",
        "write events",
        "write errors",
        "see table",
        "log as delivery",
        "call transformation",
        "see transformation",
    ];
    house.may(&delivery, &needed);
    let without = ["list lake", "read events", "write events", "write errors"];
    let with_tls = needed.into_iter().filter(|act| !without.contains(act));
    house.may(&delivery.in_the_clear(), &with_tls.collect::<Vec<_>>());

    let copies = [
        "list lake",
        "see replication",
        "copy from events",
        "copy from dead-letters",
        "copy to events",
        "copy to dead-letters",
    ];
    house.may(&house.role_of(pipeline, "ReplicationRole"), &copies);
}

/// Somebody with the keys of a role.
struct Somebody {
    caller: Caller,
    role: String,
}

impl Somebody {
    fn in_the_clear(&self) -> Self {
        Self { caller: self.caller.in_the_clear(), role: self.role.clone() }
    }
}

/// A pipeline with its copy, an edge, and neighbours.
struct House {
    account: Account,
    replica: Stack,
    pipeline: Pipeline,
    edge: Stack,
}

impl House {
    fn built(edge: &str) -> Self {
        let account = Account::open();
        let replica = account.replica();
        let copies = copies::parameters(&replica);
        let pipeline = account.pipeline(&copies.each_ref().map(|(name, value)| (*name, value.as_str())));
        copies::set(&account, &pipeline, &replica);
        let edge = edge::create(&account, edge, ORIGIN);
        let house = Self { account, replica, pipeline, edge };
        house.add_neighbours();
        house
    }

    fn change_to(&self, edge: &str) {
        self.update(&edge::Parameters::of(&self.account, edge, ORIGIN));
    }

    fn update(&self, parameters: &edge::Parameters) {
        self.edge.update(&Template::of("edge"), &parameters.list());
    }

    fn guest(&self) -> Somebody {
        let caller = self.account.owner.guest_of(&self.edge.output("IdentityPoolId"));
        Somebody { caller, role: self.edge.resource("GuestRole") }
    }

    fn role_of(&self, stack: &Stack, logical: &str) -> Somebody {
        let role = stack.resource(logical);
        Somebody { caller: self.account.owner.in_role(&role), role }
    }

    fn add_neighbours(&self) {
        let owner = &self.account.owner;
        let stream = json!({
            "DeliveryStreamName": BESIDE, "DeliveryStreamType": "DirectPut",
            "ExtendedS3DestinationConfiguration": {
                "RoleARN": format!("arn:aws:iam::{ACCOUNT}:role/{}", self.pipeline.0.resource("DeliveryRole")),
                "BucketARN": self.pipeline.0.output("LakeBucketArn"),
            },
        });
        let _ = owner.json("firehose", "Firehose_20150804.CreateDeliveryStream", &stream);
        owner.put_object(&self.pipeline.lake(), "events/there", b"there");
        let database = json!({ "DatabaseInput": { "Name": BESIDE } });
        let _ = owner.json("glue", "AWSGlue.CreateDatabase", &database);
        let table = json!({ "DatabaseName": BESIDE, "TableInput": { "Name": "batches" } });
        let _ = owner.json("glue", "AWSGlue.CreateTable", &table);
    }

    /// Holds what somebody may do against what is needed.
    fn may(&self, who: &Somebody, needed: &[&str]) {
        let acts = acts::all(self);
        let done = acts.iter().filter(|act| act.is_allowed_to(&who.caller)).map(|act| act.name);
        let asked = acts::asked_of_the_simulator(self);
        let simulated =
            asked.iter().filter(|(_, action, resource)| self.is_simulated(&who.role, action, resource));
        let allowed: BTreeSet<&str> = done.chain(simulated.map(|asked| asked.0)).collect();
        assert_eq!(allowed, needed.iter().copied().collect(), "of {}", who.role);
    }

    fn is_simulated(&self, role: &str, action: &str, resource: &str) -> bool {
        let role = format!("arn:aws:iam::{ACCOUNT}:role/{role}");
        let asked = [
            ("PolicySourceArn", &*role),
            ("ActionNames.member.1", action),
            ("ResourceArns.member.1", resource),
        ];
        self.account.owner.ask("iam", "SimulatePrincipalPolicy", &asked).one("EvalDecision") == "allowed"
    }
}
