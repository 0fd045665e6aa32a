//! The copy in the second Region. The emulator's `CloudFormation` passes over a bucket's replication, so the property of the
//! template is set by S3's own call, with what the stack says its references stand for; from then on S3 copies as it should.

use std::ffi::OsStr;

use linger_tests_aws::owner::{ACCOUNT, REGION};
use linger_tests_aws::script;
use linger_tests_aws::stack::{Stack, file};
use serde_json::json;

use crate::account::{Account, Pipeline};

/// The parameters by which a pipeline copies to this replica.
pub(crate) fn parameters(replica: &Stack) -> [(&'static str, String); 2] {
    [("ReplicaBucketArn", replica.output("BucketArn")), ("ReplicaKeyArn", replica.output("KeyArn"))]
}

/// Sets the replication as the template has it.
pub(crate) fn set(account: &Account, pipeline: &Pipeline, replica: &Stack) {
    let (endpoint, lake) = (account.emulator.endpoint(), pipeline.lake());
    let role = pipeline.0.resource("ReplicationRole");
    let values = json!({
        "ReplicationRole.Arn": format!("arn:aws:iam::{ACCOUNT}:role/{role}"),
        "ReplicaBucketArn": replica.output("BucketArn"), "ReplicaKeyArn": replica.output("KeyArn"),
        "ReplicationTimeControl": "off",
    });
    let template = file("pipeline");
    let arguments: [&OsStr; 4] = [template.as_os_str(), endpoint.as_ref(), REGION.as_ref(), lake.as_ref()];
    let _ = script::run("replication.py", &arguments, &values);
}
