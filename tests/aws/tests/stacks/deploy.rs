//! `linger deploy`, from an empty account to one that takes batches, and back.

use std::time::Duration;

use linger_tests_aws::emulator::{Emulator, until};
use linger_tests_aws::event::BATCH;
use linger_tests_aws::http;
use linger_tests_aws::owner::Owner;
use linger_tests_aws::stack::Stack;

use crate::account::SECOND_REGION;
use crate::guest::SITE;
use crate::line::{Line, functions};
use crate::place::here;
use crate::told;

const ORIGIN: &str = "https://menu.example";

/// The emulator writes an object after it has answered; a stack is begun a second after its command.
const SOON: Duration = Duration::from_secs(30);

/// What the emulator knows all types of: not the kept queries, nor the budget among the alarms.
const STACKS: [&str; 6] = ["artifacts", "replica", "pipeline", "views", "edge", "site"];

#[test]
fn killed_in_the_middle_and_run_again_it_ends_well_and_removed_it_leaves_what_is_kept() {
    let emulator = Emulator::start();
    let (owner, line) = (Owner::of(emulator.address()), Line::before(&emulator));
    let (site, functions) = (format!("{SITE}={ORIGIN}"), functions());
    let endpoint = format!("edge.AwsEndpoint={}", emulator.endpoint());
    let mut deploy = vec![
        "deploy",
        "--edge",
        "lambda-url",
        "--site",
        &site,
        "--replica-region",
        SECOND_REGION,
        "--architecture",
        "x86_64",
        "--lambda",
        &functions,
        "--set",
        &endpoint,
        "--menu-site",
    ];
    deploy.extend(STACKS.iter().flat_map(|stack| ["--only", stack]));

    line.is_killed_at(&deploy, "--stack-name linger-pipeline", || {
        until("the pipeline's beginning", SOON, || Stack::named(&owner, "linger-pipeline").status());
    });
    let again = line.runs(&deploy);
    let edge = Stack::named(&owner, "linger-edge");
    assert!(again.contains("No changes to deploy"), "what was there already stays as it is: {again}");

    let batch = BATCH.replacen("\"demo\"", &format!("\"{SITE}\""), 1);
    let address = here(&edge.output("Endpoint"), emulator.address());
    let (host, path) = address.trim_start_matches("http://").split_once('/').expect("an address");
    let headers = [("host", host), ("content-type", "text/plain"), ("origin", ORIGIN)];
    let answer = http::call(emulator.address(), "POST", &format!("/{path}"), &headers, batch.as_bytes());
    let answer = answer.expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text());
    let lake = Stack::named(&owner, "linger-pipeline").output("LakeBucket");
    told::lies_in(&owner, &lake, &[told::read(&batch)]);

    let kept = [
        lake.clone(),
        Stack::named(&owner.in_region(SECOND_REGION), "linger-replica").output("BucketName"),
        Stack::named(&owner, "linger-site").output("BucketName"),
    ];
    let removed = line.runs(&["deploy", "--remove", "--replica-region", SECOND_REGION]);
    assert!(kept.iter().all(|bucket| removed.contains(bucket)), "it says what stays: {removed}");
    for (region, stacks) in [(&owner, &STACKS[..]), (&owner.in_region(SECOND_REGION), &["replica"][..])] {
        for stack in stacks {
            assert_eq!(Stack::named(region, &format!("linger-{stack}")).status(), None, "linger-{stack}");
        }
    }
    let mut buckets = owner.buckets();
    buckets.sort();
    let mut kept = kept.to_vec();
    kept.sort();
    assert_eq!(buckets, kept);
    assert_eq!(owner.keys(&lake).iter().filter(|key| key.starts_with("events/")).count(), 1);
}
