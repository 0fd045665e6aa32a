//! Guests who may not.

use linger_tests_aws::stage::{Form, Stage};

use crate::batches;

#[test]
fn a_role_without_the_right_is_told_to_the_page_and_to_the_operator() {
    let stage = Stage::set(Form::Json);
    let pool = stage.guests_who_may(&["firehose:DescribeDeliveryStream"]);
    let collector = batches::collector(&stage, &pool, &batches::request(&batches::some(1)[0]));
    assert_eq!(collector.first().1["statusCode"], 503);
    let log = collector.log();
    assert!(log.contains("firehose:PutRecordBatch"), "the log names the right that is missing: {log}");
    assert!(stage.objects("").is_empty());
}

#[test]
fn a_pool_that_is_not_there_is_told_likewise() {
    let stage = Stage::set(Form::Json);
    let pool = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";
    let collector = batches::collector(&stage, pool, &batches::request(&batches::some(1)[0]));
    assert_eq!(collector.first().1["statusCode"], 503);
    let log = collector.log();
    assert!(log.contains(pool), "the log names the pool: {log}");
}
