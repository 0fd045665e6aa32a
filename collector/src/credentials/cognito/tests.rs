//! With a Cognito that answers from a script.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex as StdMutex};

use super::*;

/// What was asked, and what is answered next.
#[derive(Default)]
struct Script {
    asked: Vec<String>,
    identities: VecDeque<Result<String, ServiceError>>,
    credentials: VecDeque<Result<Credentials, ServiceError>>,
}

struct Scripted(Arc<StdMutex<Script>>);

impl IdentityService for Scripted {
    fn identity<'a>(&'a self, pool: &'a PoolId) -> BoxFuture<'a, Result<String, ServiceError>> {
        let mut script = self.0.lock().unwrap();
        script.asked.push(format!("guest of {}", pool.region()));
        let answer = script.identities.pop_front().expect("it is in the script");
        Box::pin(std::future::ready(answer))
    }

    fn credentials<'a>(&'a self, identity: &'a str) -> BoxFuture<'a, Result<Credentials, ServiceError>> {
        let mut script = self.0.lock().unwrap();
        script.asked.push(format!("keys of {identity}"));
        let answer = script.credentials.pop_front().expect("it is in the script");
        Box::pin(std::future::ready(answer))
    }
}

fn keys() -> Credentials {
    Credentials::new("key", "secret", None, None, "script")
}

fn cognito(
    identities: &[Result<&str, ServiceError>],
    credentials: &[Result<(), ServiceError>],
    cache: Option<&Path>,
) -> (Cognito, Arc<StdMutex<Script>>) {
    let script = Script {
        asked: Vec::new(),
        identities: identities.iter().cloned().map(|answer| answer.map(str::to_owned)).collect(),
        credentials: credentials.iter().cloned().map(|answer| answer.map(|()| keys())).collect(),
    };
    let script = Arc::new(StdMutex::new(script));
    let pool = PoolId::try_new("eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc").unwrap();
    (Cognito::new(pool, Box::new(Scripted(script.clone())), cache.map(Path::to_owned)), script)
}

fn asked(script: &StdMutex<Script>) -> String {
    script.lock().unwrap().asked.join(", ")
}

#[tokio::test]
async fn one_guest_is_made_and_asked_for_keys_again() {
    let (cognito, script) = cognito(&[Ok("1")], &[Ok(()), Ok(())], None);
    cognito.load().await.unwrap();
    cognito.load().await.unwrap();
    assert_eq!(asked(&script), "guest of eu-central-1, keys of 1, keys of 1");
}

#[tokio::test]
async fn a_guest_that_failed_to_get_keys_is_not_made_again() {
    let throttled = ServiceError::Throttled { detail: "Rate exceeded".into() };
    let (cognito, script) = cognito(&[Ok("1")], &[Err(throttled.clone()), Err(throttled), Ok(())], None);
    assert!(matches!(cognito.load().await, Err(CredentialsError::Throttled { .. })));
    assert!(matches!(cognito.load().await, Err(CredentialsError::Throttled { .. })));
    cognito.load().await.unwrap();
    assert_eq!(asked(&script), "guest of eu-central-1, keys of 1, keys of 1, keys of 1");
}

#[tokio::test]
async fn a_deleted_guest_is_replaced_once() {
    let gone = Err(ServiceError::NoIdentity);
    let (cognito, script) = cognito(&[Ok("1"), Ok("2")], &[Ok(()), gone.clone(), gone], None);
    cognito.load().await.unwrap();
    assert!(matches!(cognito.load().await, Err(CredentialsError::Unavailable { .. })));
    assert_eq!(
        asked(&script),
        "guest of eu-central-1, keys of 1, keys of 1, guest of eu-central-1, keys of 2"
    );
}

#[tokio::test]
async fn a_guest_is_kept_on_disk_before_its_keys_come() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("identity.json");
    let down = Err(ServiceError::Unavailable { detail: "down".into() });
    let (first, _) = cognito(&[Ok("1")], &[down], Some(&path));
    assert!(first.load().await.is_err());
    let (second, script) = cognito(&[], &[Ok(())], Some(&path));
    second.load().await.unwrap();
    assert_eq!(asked(&script), "keys of 1");
}

#[tokio::test]
async fn what_is_wrong_with_the_pool_is_said() {
    let pool = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";
    let (unknown, _) = cognito(&[Err(ServiceError::NoPool)], &[], None);
    let error = unknown.load().await.unwrap_err();
    assert_eq!(error, CredentialsError::PoolUnknown { pool: pool.into() });
    assert!(!error.is_passing());
    let (closed, _) = cognito(&[Err(ServiceError::NoGuests)], &[], None);
    assert!(closed.load().await.unwrap_err().to_string().contains("allow guest access"));
    let detail = "Check assigned IAM roles".to_owned();
    let (unassumable, _) = cognito(&[Ok("1")], &[Err(ServiceError::NoRole { detail })], None);
    assert!(unassumable.load().await.unwrap_err().to_string().contains("sts:AssumeRoleWithWebIdentity"));
}
