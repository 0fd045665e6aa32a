//! The machine's own keys. They come from the environment, which only a process of its own can be given.

use std::process::{Command, Stdio};

use linger_aws_double::{Double, DoubleSettings, Key};
use linger_collector::credentials::CredentialsSettings;
use linger_collector::sink::{CallError, Firehose, FirehoseSettings, Outcome, Sink};

use super::{PATIENCE, records, shared};

/// Where the child finds the double.
const ENDPOINT: &str = "LINGER_TEST_DOUBLE";

/// The child's part of the tests below; nothing where no parent has named a double.
#[tokio::test]
async fn child() {
    let Ok(endpoint) = std::env::var(ENDPOINT) else { return };
    let shared = shared(CredentialsSettings::Default, PATIENCE);
    let settings =
        FirehoseSettings { stream: "menu".into(), region: "eu-central-1".into(), endpoint: Some(endpoint) };
    let firehose = Firehose::try_new(settings, shared).expect("the settings are sound");
    match firehose.put(records(1)).await {
        Ok(outcomes) => assert_eq!(outcomes, [Outcome::Accepted]),
        Err(CallError::Denied { detail }) => println!("denied: {detail}"),
        Err(error) => panic!("{error}"),
    }
}

/// What the child says with this environment and nothing else of AWS.
async fn said(double: &Double, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("it has a path"));
    command.args(["--exact", "aws::chain::child", "--nocapture"]).env_clear();
    // An instance would be asked for a role: there is none on loopback.
    command.env("AWS_EC2_METADATA_DISABLED", "true").env(ENDPOINT, double.endpoint());
    command.envs(environment.iter().copied()).stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic");
    let output = output.expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

async fn double() -> Double {
    let key = Key { id: "AKIDMACHINE".into(), secret: "of the machine".into(), token: None };
    Double::open(DoubleSettings { keys: vec![key], ..DoubleSettings::new() }).await
}

#[tokio::test]
async fn the_keys_of_the_environment_sign() {
    let double = double().await;
    let keys = [("AWS_ACCESS_KEY_ID", "AKIDMACHINE"), ("AWS_SECRET_ACCESS_KEY", "of the machine")];
    said(&double, &keys).await;
    assert_eq!((double.taken().len(), double.account().get_id), (1, 0));
}

#[tokio::test]
async fn a_machine_without_keys_is_told_where_to_get_some() {
    let double = double().await;
    let said = said(&double, &[]).await;
    assert!(said.contains("set AWS_ACCESS_KEY_ID"), "{said}");
    assert_eq!(double.account().firehose.calls, 0);
}

#[tokio::test]
async fn a_wrong_key_and_a_wrong_secret_are_told_apart() {
    let double = double().await;
    let unknown = [("AWS_ACCESS_KEY_ID", "AKIDOTHER"), ("AWS_SECRET_ACCESS_KEY", "of the machine")];
    let told = said(&double, &unknown).await;
    assert!(told.contains("AWS does not know this key"), "{told}");
    let wrong = [("AWS_ACCESS_KEY_ID", "AKIDMACHINE"), ("AWS_SECRET_ACCESS_KEY", "of another")];
    let told = said(&double, &wrong).await;
    assert!(told.contains("look at the secret key"), "{told}");
}
