//! `linger deploy` against a command line that is a script.

use crate::account::Account;
use crate::child::text;

const DEPLOY: [&str; 9] = [
    "deploy",
    "--edge",
    "lambda-url",
    "--site",
    "bistro=https://menu.example",
    "--region",
    "us-east-1",
    "--lambda",
    "functions",
];

/// What each command does to which stack: `deploy linger-edge`, `cp functions/collector.zip`.
fn told(changes: &[String]) -> Vec<String> {
    let short = |line: &String| {
        let words: Vec<&str> = line.split(' ').collect();
        let name =
            words.iter().position(|word| *word == "--stack-name").map_or(words[2], |place| words[place + 1]);
        format!("{} {name}", words[1])
    };
    changes.iter().map(short).collect()
}

const ORDER: [&str; 7] = [
    "deploy linger-artifacts",
    "deploy linger-pipeline",
    "deploy linger-views",
    "deploy linger-queries",
    "cp functions/collector.zip",
    "deploy linger-edge",
    "deploy linger-watch",
];

#[test]
fn stacks_are_made_in_order_and_each_command_is_printed_before() {
    let account = Account::new();
    let output = account.run(&DEPLOY);
    let (said, complained) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{said}{complained}");
    assert_eq!(told(&account.changes()), ORDER);
    assert!(
        said.starts_with(
            "account 111122223333 as arn:aws:iam::111122223333:user/tester\n1/7 artifacts: aws "
        ),
        "{said}"
    );
    assert!(said.contains("\n6/7 edge: aws cloudformation deploy --stack-name linger-edge "), "{said}");
    assert!(
        said.contains("data-site=\"bistro\" data-endpoint=\"https://abc.lambda-url.example/v1/batches\""),
        "{said}"
    );
}

#[test]
fn a_dry_run_prints_the_same_and_asks_nobody() {
    let account = Account::new();
    let output = account.run(&[&DEPLOY[..], &["--dry-run"]].concat());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let steps: Vec<&str> =
        said.lines().filter_map(|line| line.split_once(": ").map(|(step, _)| step)).collect();
    assert_eq!(
        steps,
        ["1/7 artifacts", "2/7 pipeline", "3/7 views", "4/7 queries", "5/7 edge", "6/7 edge", "7/7 watch"]
    );
    assert!(said.contains("'s3://<BucketName of linger-artifacts>/functions/arm64/collector-"), "{said}");
    assert!(!account.was_called());
}

#[test]
fn a_failure_in_the_middle_is_explained_and_the_next_run_goes_on() {
    let account = Account::new();
    account.fail("deploy --stack-name linger-views");
    let output = account.run(&DEPLOY);
    let complained = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complained}");
    assert!(
        complained.contains("linger: this failed: aws cloudformation deploy --stack-name linger-views "),
        "{complained}"
    );
    assert!(
        complained.contains("  - Stream (AWS::KinesisFirehose::DeliveryStream): the quota is reached\n"),
        "{complained}"
    );
    assert!(complained.contains("run the same command again"), "{complained}");
    assert_eq!(told(&account.changes()), ORDER[..3]);
    account.fail("");
    assert_eq!(account.run(&DEPLOY).status.code(), Some(0));
    assert_eq!(told(&account.changes()), ORDER);
}

#[test]
fn state_and_removal_are_of_what_is_there() {
    let account = Account::new();
    account.run(&DEPLOY);
    account.changes();
    let states = text(&account.run(&["deploy", "--status", "--region", "us-east-1"]).stdout);
    let state = |name: &str| {
        let line = states
            .lines()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("{name} is not in {states}"));
        line.split_whitespace().skip(2).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        (state("linger-edge").as_str(), state("linger-site").as_str()),
        ("CREATE_COMPLETE", "not there")
    );
    assert!(account.changes().is_empty());

    let output = account.run(&["deploy", "--remove", "--region", "us-east-1"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", text(&output.stderr));
    let deleted: Vec<String> =
        told(&account.changes()).into_iter().filter(|change| change.starts_with("delete-stack")).collect();
    let wanted = ["watch", "edge", "queries", "views", "pipeline", "artifacts"];
    assert_eq!(deleted, wanted.map(|name| format!("delete-stack linger-{name}")));
    assert!(
        said.contains("bucket lake of the pipeline, in us-east-1\n    aws s3 rm s3://lake --recursive"),
        "{said}"
    );
    assert!(said.contains("aws kms schedule-key-deletion --key-id arn:key "), "{said}");
    assert!(said.contains("--replica-region deletes them too"), "{said}");
    let again = account.run(&["deploy", "--remove", "--region", "us-east-1"]);
    assert!(text(&again.stdout).contains("none of the stacks is there"));
}

#[test]
fn all_that_is_wrong_is_told_before_anybody_is_asked() {
    let account = Account::new();
    let output = account.run(&[
        "deploy",
        "--set",
        "pipeline.LogDays=31",
        "--only",
        "nothing",
        "--architecture",
        "mips",
    ]);
    let complained = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(2), ""), "{complained}");
    for part in [
        "linger deploy: not started, as\n",
        "--region: where to is not said",
        "--edge: how batches reach the stream is not said",
        "--only: there is no stack `nothing`",
        "--architecture: `mips`: Architecture must be arm64 or x86_64.",
        "LogDays must be one of CloudWatch's terms",
    ] {
        assert!(complained.contains(part), "{part}\nis not in\n{complained}");
    }
    assert!(!account.was_called());
}

#[test]
fn a_missing_command_line_is_told_where_to_get() {
    let account = Account::new();
    let region = ["deploy", "--status", "--region", "us-east-1"];
    let output = account.run_with(&[("LINGER_AWS", "/nowhere/aws")], &region);
    let complained = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complained}");
    assert!(
        complained.contains("`/nowhere/aws` cannot be run") && complained.contains("getting-started-install"),
        "{complained}"
    );
}

#[test]
fn nobody_who_is_not_signed_in_begins_anything() {
    let account = Account::new();
    account.fail("get-caller-identity");
    let output = account.run(&DEPLOY);
    let complained = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complained}");
    assert!(complained.contains("refused by the script\nsign in with `aws sso login`"), "{complained}");
    assert!(account.changes().is_empty());
}
