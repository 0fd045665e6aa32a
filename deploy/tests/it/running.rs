//! Plans carried out: what is run, where it stops, how it goes on.

use linger_deploy::cost::Edge;
use linger_deploy::stacks::{Asked, Failed, Kept, Run, Settings, Stack, Step, next, plan, removal};

use crate::plans::Functions;
use crate::scripted::Scripted;

/// What stacks give once they are made.
fn account() -> Scripted {
    let outputs = [
        ("linger-artifacts", vec![("BucketName", "archives")]),
        (
            "linger-replica",
            vec![
                ("BucketName", "copy"),
                ("BucketArn", "arn:aws:s3:::copy"),
                ("KeyArn", "arn:aws:kms:us-west-2:111122223333:key/k"),
            ],
        ),
        (
            "linger-pipeline",
            vec![
                ("LakeBucket", "lake"),
                ("KeyArn", "arn:key"),
                ("WorkGroup", "linger"),
                ("Database", "linger"),
            ],
        ),
        ("linger-edge", vec![("Endpoint", "https://abc.lambda-url.us-east-1.on.aws/v1/batches")]),
        (
            "linger-site",
            vec![
                ("Address", "https://d111.cloudfront.net/"),
                ("BucketName", "menu"),
                ("DistributionId", "E1"),
            ],
        ),
        ("linger-watch", vec![("Dashboard", "https://console.example/"), ("TopicArn", "arn:aws:sns:::t")]),
    ];
    let outputs = outputs.into_iter().map(|(name, outputs)| (name.to_owned(), outputs)).collect();
    Scripted { outputs, ..Scripted::default() }
}

fn carried_out(aws: &mut Scripted, steps: &[Step]) -> (Result<(), Failed>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut out = Vec::new();
    let done = Run::new(aws, &mut out, folder.path()).run(steps);
    (done, String::from_utf8(out).expect("it prints text"))
}

fn whole(functions: &Functions) -> Settings {
    functions.settings(Edge::LambdaUrl, |asked| {
        asked.replica_region = Some("us-west-2".to_owned());
        asked.menu_site = true;
        asked.sites = vec!["bistro".to_owned()];
    })
}

#[test]
fn outputs_of_one_stack_are_told_to_the_next() {
    let functions = Functions::new();
    let mut aws = account();
    let (done, printed) = carried_out(&mut aws, &plan(&whole(&functions)));
    done.expect("nothing fails");
    let told = aws.shown.join("\n");
    for part in [
        "ReplicaBucketArn=arn:aws:s3:::copy ReplicaKeyArn=arn:aws:kms:us-west-2:111122223333:key/k",
        "s3://archives/functions/arm64/collector-",
        "--s3-bucket archives --s3-prefix templates",
        "Sites=bistro=https://d111.cloudfront.net ",
        "EndpointOrigin=https://abc.lambda-url.us-east-1.on.aws",
        "ReplicaBucket=copy ReplicaRegion=us-west-2",
        "LakeBucket=lake",
    ] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), aws.shown.len());
    assert!(
        lines[0].starts_with("1/11 artifacts: aws cloudformation deploy --stack-name linger-artifacts "),
        "{}",
        lines[0]
    );
    assert!(
        lines.iter().zip(&aws.shown).all(|(line, shown)| line.ends_with(shown)),
        "it prints what it runs"
    );
}

#[test]
fn it_stops_where_a_step_fails_and_goes_on_when_it_is_run_again() {
    let functions = Functions::new();
    let steps = plan(&whole(&functions));
    let mut aws = account();
    aws.fails = Some("--stack-name linger-pipeline");
    let events = r#"[["Edge", "AWS::X::Y", "Resource creation cancelled"], ["Stream", "AWS::KinesisFirehose::DeliveryStream", "the quota is reached"]]"#;
    aws.answers = vec![("describe-stack-events", [events].into())];
    let (done, _) = carried_out(&mut aws, &steps);
    let said = done.expect_err("the pipeline fails").to_string();
    assert!(
        said.contains("  - Stream (AWS::KinesisFirehose::DeliveryStream): the quota is reached\n"),
        "{said}"
    );
    assert!(!said.contains("cancelled") && said.contains("run the same command again"), "{said}");
    assert_eq!(aws.shown.len(), 3, "artifacts, replica, and the pipeline that failed");
    let (done, _) = carried_out(&mut aws, &steps);
    done.expect("now nothing fails");
    assert_eq!(aws.shown.len(), 3 + steps.len());
}

#[test]
fn a_stack_that_could_not_be_made_is_deleted_before_it_is_made_anew() {
    let functions = Functions::new();
    let settings = functions.settings(Edge::Server, |asked| asked.only = vec!["pipeline".to_owned()]);
    let mut aws = account();
    aws.stacks
        .insert("linger-pipeline".to_owned(), serde_json::json!({ "StackStatus": "ROLLBACK_COMPLETE" }));
    let (done, printed) = carried_out(&mut aws, &plan(&settings));
    done.expect("nothing fails");
    let verbs: Vec<&str> =
        aws.shown.iter().map(|line| line.split(' ').nth(2).expect("it has a verb")).collect();
    assert_eq!(verbs, ["delete-stack", "wait", "deploy"]);
    assert!(printed.contains("linger-pipeline could not be made the last time"), "{printed}");
}

#[test]
fn what_a_killed_run_has_begun_is_waited_for() {
    let functions = Functions::new();
    let settings = functions.settings(Edge::Server, |asked| asked.only = vec!["pipeline".to_owned()]);
    let mut aws = account();
    let states = [r#"{"StackStatus": "CREATE_IN_PROGRESS"}"#, r#"{"StackStatus": "ROLLBACK_COMPLETE"}"#];
    aws.answers = vec![("describe-stacks", states.into())];
    let (done, printed) = carried_out(&mut aws, &plan(&settings));
    done.expect("nothing fails");
    let verbs: Vec<&str> =
        aws.shown.iter().map(|line| line.split(' ').nth(2).expect("it has a verb")).collect();
    assert_eq!(verbs, ["wait", "delete-stack", "wait", "deploy"]);
    assert!(printed.contains(
        "linger-pipeline is being changed already: aws cloudformation wait stack-create-complete "
    ));
}

#[test]
fn a_rest_apis_snapshot_is_another_each_time() {
    let functions = Functions::new();
    let settings = functions.settings(Edge::RestFirehose, |asked| asked.only = vec!["edge".to_owned()]);
    let mut aws = account();
    for release in ["a", "b", "a"] {
        carried_out(&mut aws, &plan(&settings)).0.expect("nothing fails");
        let last = aws.shown.last().expect("it was deployed");
        assert!(last.contains(&format!(" Release={release}")), "{release} is not in {last}");
    }
}

#[test]
fn what_is_needed_and_not_there_is_named() {
    let functions = Functions::new();
    let settings = functions.settings(Edge::LambdaUrl, |asked| asked.only = vec!["edge".to_owned()]);
    let (done, _) = carried_out(&mut account(), &plan(&settings));
    let said = done.expect_err("there is no bucket").to_string();
    assert!(said.contains("the stack linger-artifacts in us-east-1 has no output BucketName"), "{said}");
}

#[test]
fn nobody_is_asked_by_a_dry_run() {
    let functions = Functions::new();
    let mut aws = account();
    let mut out = Vec::new();
    let steps = plan(&whole(&functions));
    Run::new(&mut aws, &mut out, "templates".as_ref()).dry(&steps).expect("it prints");
    assert_eq!((aws.shown.len(), aws.asked.len()), (0, 0));
    assert_eq!(String::from_utf8(out).expect("it prints text").lines().count(), steps.len());
}

#[test]
fn who_is_signed_in_is_told_and_nobody_is_refused() {
    let mut aws = account();
    aws.answers = vec![(
        "get-caller-identity",
        [r#"{"Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/a"}"#].into(),
    )];
    let mut out = Vec::new();
    let mut run = Run::new(&mut aws, &mut out, "templates".as_ref());
    assert_eq!(
        run.identity("us-east-1").expect("somebody is"),
        "account 111122223333 as arn:aws:iam::111122223333:user/a"
    );
    let said = run.identity("us-east-1").expect_err("nobody is").to_string();
    assert!(said.contains("no more answers\nsign in with `aws sso login`"), "{said}");
}

#[test]
fn removal_empties_what_can_be_made_again_and_tells_what_stays() {
    let functions = Functions::new();
    let settings = whole(&functions);
    let mut aws = account();
    carried_out(&mut aws, &plan(&settings)).0.expect("nothing fails");
    aws.shown.clear();
    let versions = r#"{"Objects": [{"Key": "functions/x.zip", "VersionId": "1"}]}"#;
    aws.answers = vec![("list-object-versions", [versions, r#"{"Objects": []}"#].into())];
    let frame = Asked { replica_region: Some("us-west-2".to_owned()), ..Asked::default() }.frame();
    let frame = frame.expect("it is sound");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut out = Vec::new();
    let mut run = Run::new(&mut aws, &mut out, folder.path());
    let survey = run.survey(&frame.places()).expect("it can be asked");
    let there: Vec<Stack> = survey.keys().copied().collect();
    assert!(!there.contains(&Stack::Quicksight));
    run.run(&removal(&frame, &there)).expect("nothing fails");
    let kept: Vec<String> = Kept::of(&frame, &survey).into_iter().map(|kept| kept.what).collect();
    assert!(aws.stacks.is_empty(), "{:?}", aws.stacks);
    assert!(aws.asked.iter().any(|line| line.contains("delete-objects --bucket archives")));
    let named = |part: &str| kept.iter().any(|what| what.contains(part));
    assert!(
        named("bucket lake ") && named("bucket copy ") && named("bucket menu ") && named("key arn:key "),
        "{kept:?}"
    );
    assert!(!named("archives"), "{kept:?}");
}

#[test]
fn what_to_do_next_names_the_endpoint_and_the_dashboard() {
    let functions = Functions::new();
    let settings = whole(&functions);
    let mut aws = account();
    carried_out(&mut aws, &plan(&settings)).0.expect("nothing fails");
    let mut out = Vec::new();
    let survey = Run::new(&mut aws, &mut out, "templates".as_ref())
        .survey(&settings.places())
        .expect("it can be asked");
    let told = next(&settings, &survey).0.join("\n");
    for part in [
        "data-site=\"bistro\" data-endpoint=\"https://abc.lambda-url.us-east-1.on.aws/v1/batches\"",
        "linger publish --stack linger-site",
        "in the workgroup linger",
        "look at watch (Dashboard): https://console.example/",
    ] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
}
