//! `linger publish` against a command line that is a script.

use crate::account::Account;
use crate::child::text;

const PUBLISH: [&str; 7] = ["publish", "--menu", "menu", "--sdk", "sdk/npm/dist", "--region", "us-east-1"];

#[test]
fn files_go_up_as_what_they_are_and_the_pages_last() {
    let account = Account::new();
    account.run(&["deploy", "--edge", "server", "--only", "site", "--region", "us-east-1"]);
    account.changes();
    let output = account.run(&[&PUBLISH[..], &["--delete"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let changes = account.changes();
    let wanted = [
        "s3 cp sdk/npm/dist s3://bucket-of-linger-site/linger/0.1.0/ --recursive --exclude * --include linger_bg.wasm \
         --content-type application/wasm --cache-control public, max-age=31536000, immutable",
        "--include linger.js --content-type text/javascript; charset=utf-8 --cache-control public, max-age=31536000",
        "s3 cp menu s3://bucket-of-linger-site/ --recursive --exclude * --include logo.svg --content-type image/svg+xml \
         --cache-control no-cache",
        "--include index.html --content-type text/html; charset=utf-8 --cache-control no-cache",
        "s3api delete-objects --bucket bucket-of-linger-site",
        "cloudfront create-invalidation --region us-east-1 --distribution-id E1 --paths / /index.html /logo.svg",
    ];
    assert_eq!(changes.len(), wanted.len(), "{changes:#?}");
    for (change, part) in changes.iter().zip(wanted) {
        assert!(change.contains(part), "{part}\nis not in\n{change}");
    }
}

#[test]
fn a_dry_run_asks_nobody() {
    let account = Account::new();
    let output = account.run(&[&PUBLISH[..], &["--dry-run"]].concat());
    assert_eq!(text(&output.stdout).lines().count(), 5);
    assert!(!account.was_called());
}

#[test]
fn a_site_that_is_not_there_is_named() {
    let output = Account::new().run(&PUBLISH);
    let complained = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{complained}");
    assert!(
        complained.contains("the stack linger-site in us-east-1 has no output BucketName"),
        "{complained}"
    );
}

#[test]
fn files_of_no_known_kind_are_refused_together() {
    let output = Account::new().run(&["publish", "--menu", "functions", "--region", "us-east-1"]);
    let complained = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{complained}");
    assert!(
        complained.contains("collector.zip, transform.zip") && complained.contains("no index.html"),
        "{complained}"
    );
}
