//! Stacks made, changed and deleted, and what outlives them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use linger_tests_aws::event::BATCH;
use linger_tests_aws::function::Name;
use linger_tests_aws::stack::Template;
use serde_json::json;

use crate::account::{Account, SECOND_REGION, key};
use crate::{copies, told};

#[test]
fn a_changed_pipeline_keeps_what_it_has_and_a_deleted_one_leaves_lake_copy_and_keys() {
    let account = Account::open();
    let replica = account.replica();
    let copies = copies::parameters(&replica);
    let parameters: Vec<_> = copies.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let pipeline = account.pipeline(&parameters);
    assert_eq!(pipeline.0.output("ReplicationConfigured"), "yes");
    copies::set(&account, &pipeline, &replica);

    put(&account, &pipeline.0.output("StreamName"));
    let sent = [told::read(BATCH)];
    told::lies_in(&account.owner, &pipeline.lake(), &sent);
    let (lake, outputs) = (pipeline.lake(), pipeline.0.outputs());

    let archive = key(Name::Transform);
    let changed = [
        ("TransformArchive", archive.as_str()),
        ("Architecture", "x86_64"),
        ("BufferSeconds", "60"),
        ("ScanLimitMB", "50"),
    ];
    pipeline.0.update(&Template::of("pipeline"), &[&changed[..], &parameters[..]].concat());
    assert_eq!(pipeline.0.outputs(), outputs, "nothing is replaced by a change of what can be changed");
    let stream = account.owner.json(
        "firehose",
        "Firehose_20150804.DescribeDeliveryStream",
        &json!({ "DeliveryStreamName": outputs["StreamName"] }),
    );
    let hints = &stream["DeliveryStreamDescription"]["Destinations"][0]["ExtendedS3DestinationDescription"]["BufferingHints"];
    assert_eq!(hints["IntervalInSeconds"].to_string().trim_matches('"'), "60", "{stream}");
    told::lies_in(&account.owner, &lake, &sent);

    pipeline.0.delete();
    replica.delete();
    told::lies_in(&account.owner, &lake, &sent);
    let second = account.owner.in_region(SECOND_REGION);
    let copy = second.keys(replica_bucket(&parameters));
    assert_eq!(copy.len(), 1, "{copy:?}");
    let kept = account.owner.json("kms", "TrentService.DescribeKey", &json!({ "KeyId": outputs["KeyArn"] }));
    assert_eq!(kept["KeyMetadata"]["KeyState"], "Enabled", "{kept}");
    let streams = account.owner.json("firehose", "Firehose_20150804.ListDeliveryStreams", &json!({}));
    assert_eq!(streams["DeliveryStreamNames"], json!([]));
}

fn replica_bucket<'a>(parameters: &[(&str, &'a str)]) -> &'a str {
    parameters[0].1.strip_prefix("arn:aws:s3:::").expect("a bucket's ARN")
}

/// Puts a batch into the stream as a page would.
fn put(account: &Account, stream: &str) {
    let record = json!({ "DeliveryStreamName": stream, "Record": { "Data": STANDARD.encode(BATCH) } });
    let _ = account.owner.json("firehose", "Firehose_20150804.PutRecord", &record);
}
