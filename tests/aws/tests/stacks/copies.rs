//! The copy in the second Region. The emulator's `CloudFormation` passes over a bucket's replication, so the property of the
//! template is set by S3's own call, with what the stack says its references stand for; from then on S3 copies as it should.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use linger_tests_aws::emulator::tool;
use linger_tests_aws::owner::{ACCOUNT, REGION};
use linger_tests_aws::stack::Stack;
use serde_json::json;

use crate::account::{Account, Pipeline};

/// The parameters by which a pipeline copies to this replica.
pub(crate) fn parameters(replica: &Stack) -> [(&'static str, String); 2] {
    [("ReplicaBucketArn", replica.output("BucketArn")), ("ReplicaKeyArn", replica.output("KeyArn"))]
}

/// Sets the replication as the template has it.
pub(crate) fn set(account: &Account, pipeline: &Pipeline, replica: &Stack) {
    let role = pipeline.0.resource("ReplicationRole");
    let values = json!({
        "ReplicationRole.Arn": format!("arn:aws:iam::{ACCOUNT}:role/{role}"),
        "ReplicaBucketArn": replica.output("BucketArn"), "ReplicaKeyArn": replica.output("KeyArn"),
        "ReplicationTimeControl": "off",
    });
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new(tool("python"));
    python.arg(here.join("scripts/replication.py")).arg(here.join("../../deploy/templates/pipeline.yaml"));
    python.args([&account.emulator.endpoint(), REGION, &pipeline.lake()]).stdin(Stdio::piped());
    let mut process = python.stderr(Stdio::piped()).spawn().expect("python starts");
    let mut input = process.stdin.take().expect("the input was piped");
    input.write_all(values.to_string().as_bytes()).expect("the script reads its input");
    drop(input);
    let done = process.wait_with_output().expect("our own child can be waited for");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
