//! Stacks made, changed and deleted, and what outlives them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use linger_tests_aws::event::BATCH;
use linger_tests_aws::function::Name;
use linger_tests_aws::stack::{Stack, Template};
use serde_json::json;

use crate::account::{Account, SECOND_REGION, key};
use crate::{copies, edge, told};

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

/// What each edge tells whoever deploys it.
const EDGES: [(&str, &[&str]); 5] = [
    ("lambda-url", &["Endpoint", "CollectorFunction"]),
    ("http-api", &["Endpoint", "CollectorFunction", "ApiId"]),
    ("rest-firehose", &["Endpoint", "ApiId"]),
    ("direct", &["IdentityPoolId", "GuestRoleArn", "PageSettings"]),
    ("server", &["IdentityPoolId", "GuestRoleArn", "ServerPolicyArn", "ServerRoleArn"]),
];

#[test]
fn one_edge_takes_the_place_of_another_and_each_goes_with_its_stack() {
    let account = Account::open();
    let pipeline = account.pipeline(&[]);
    let edge = edge::create(&account, EDGES[4].0, ORIGIN);
    for (name, outputs) in EDGES {
        edge.update(&Template::of("edge"), &edge::Parameters::of(&account, name, ORIGIN).list());
        let told = edge.outputs();
        assert_eq!(told["Edge"], name);
        assert!(outputs.iter().all(|output| told.contains_key(*output)), "{name}: {told:?}");
    }
    edge.delete();
    pipeline.0.delete();
    let owner = &account.owner;
    let functions = owner.rest("lambda", "GET", "/2015-03-31/functions", &json!({}));
    assert_eq!(functions["Functions"], json!([]));
    let pools = "AWSCognitoIdentityService.ListIdentityPools";
    assert_eq!(
        owner.json("cognito-identity", pools, &json!({ "MaxResults": 10 }))["IdentityPools"],
        json!([])
    );
    let roles = owner.ask("iam", "ListRoles", &[]).all("RoleName");
    assert!(
        roles.iter().all(|role| role.starts_with("linger-edge-RestLogRole-")),
        "all APIs log with it: {roles:?}"
    );
    assert!(roles.len() <= 1, "{roles:?}");
}

const ORIGIN: &str = "https://menu.example";

#[test]
fn views_site_and_alarms_are_made_changed_and_deleted() {
    let account = Account::open();
    let pipeline = account.pipeline(&[]);
    let edge = edge::create(&account, "http-api", ORIGIN);

    let views = account.views(&[]);
    let before = account.athena(&pipeline).views();
    views.update(&account.views_template(), &[("Days", "7"), ("UtcOffsetMinutes", "540")]);
    let after = account.athena(&pipeline).views();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert_ne!(before["parameters"], after["parameters"]);
    assert_eq!(before["targets"], after["targets"]);

    let site = Stack::create(&account.owner, "linger-site", &Template::of("site"), &[]);
    let bucket = site.output("BucketName");
    account.owner.put_object(&bucket, "index.html", b"<title>Menu</title>");
    site.update(&Template::of("site"), &[("PageSeconds", "0")]);
    assert_eq!(site.output("BucketName"), bucket);

    // The emulator knows no AWS::Budgets::Budget, though the stack makes none without MonthlyBudget.
    let template = Template::without("watch", "Budget");
    let watch = Stack::create(&account.owner, "linger-watch", &template, &[("Edge", "http-api")]);
    watch.update(
        &template,
        &[("Edge", "http-api"), ("FreshnessSeconds", "3600"), ("Email", "kitchen@menu.example")],
    );
    let alarms = watch.resources();
    assert!(alarms.len() > 10, "{alarms:?}");

    for stack in [watch, views, edge, pipeline.0, site] {
        stack.delete();
    }
    assert_eq!(account.owner.keys(&bucket), ["index.html"], "a site's files outlive its stack");
}

#[test]
fn an_edge_without_code_needs_the_transformation_and_holds_the_pipeline() {
    let account = Account::open();
    let pipeline = account.pipeline(&[("Transform", "off")]);
    let direct = edge::Parameters::of(&account, "direct", ORIGIN);
    let why = Stack::fails(&account.owner, "linger-edge", &Template::of("edge"), &direct.list());
    assert!(why.contains("linger-pipeline-TransformFunction"), "{why}");
    Stack::named(&account.owner, "linger-edge").delete();

    let archive = key(Name::Transform);
    let on = [("TransformArchive", archive.as_str()), ("Architecture", "x86_64")];
    pipeline.0.update(&Template::of("pipeline"), &on);
    let edge = edge::create(&account, "direct", ORIGIN);
    let why = pipeline.0.stays();
    assert!(why.contains("linger-edge"), "what is used stays: {why}");
    edge.delete();
    pipeline.0.delete();
}

fn replica_bucket<'a>(parameters: &[(&str, &'a str)]) -> &'a str {
    parameters[0].1.strip_prefix("arn:aws:s3:::").expect("a bucket's ARN")
}

/// Puts a batch into the stream as a page would.
fn put(account: &Account, stream: &str) {
    let record = json!({ "DeliveryStreamName": stream, "Record": { "Data": STANDARD.encode(BATCH) } });
    let _ = account.owner.json("firehose", "Firehose_20150804.PutRecord", &record);
}
