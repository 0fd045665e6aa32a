//! A guest's keys: as few calls to Cognito as can be, and clear words for what is wrong with a pool.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use linger_aws_double::{Call, Double, DoubleSettings, Fault, Pool};
use linger_collector::credentials::{AwsShared, CredentialsError, CredentialsSettings};
use linger_collector::sink::{CallError, Outcome, Sink};
use object_store::CredentialProvider;

use super::{Bench, PATIENCE, guest, records, shared};

/// `GetId` and `GetCredentialsForIdentity` so far.
fn asked(double: &Double) -> (u64, u64) {
    (double.account().get_id, double.account().get_credentials)
}

fn kept(double: &Double, settings: &DoubleSettings, file: &Path) -> Arc<AwsShared> {
    let CredentialsSettings::Cognito { identity_pool, region, endpoint, .. } = guest(double, settings) else {
        unreachable!("a guest is Cognito's")
    };
    let cache = Some(file.to_owned());
    shared(CredentialsSettings::Cognito { identity_pool, region, endpoint, cache }, PATIENCE)
}

#[tokio::test]
async fn fifty_at_once_are_one_guest_with_one_set_of_keys() {
    let bench = Bench::open(DoubleSettings::new()).await;
    let calls = (0..50).map(|_| {
        let shared = bench.shared.clone();
        tokio::spawn(async move { shared.credentials().await.map(|keys| keys.access_key_id().to_owned()) })
    });
    let mut ids = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        ids.push(call.await.expect("no task panics").expect("it has guests"));
    }
    ids.dedup();
    assert_eq!((ids.len(), asked(&bench.double)), (1, (1, 1)));
    let snapshot = bench.shared.snapshot();
    assert_eq!((snapshot.refreshes, snapshot.failures), (1, 0));
    assert!(snapshot.expires_at_ms.is_some());
}

#[tokio::test]
async fn expired_keys_are_replaced_at_once_and_the_guest_stays() {
    let bench = Bench::open(DoubleSettings::new()).await;
    for sink in bench.sinks() {
        assert_eq!(sink.put(records(1)).await, Ok(vec![Outcome::Accepted]));
        bench.double.expire_keys();
        let expired = sink.put(records(1)).await;
        assert!(matches!(&expired, Err(CallError::Unavailable { detail }) if detail.contains("Expired")));
        assert_eq!(sink.put(records(1)).await, Ok(vec![Outcome::Accepted]));
    }
    assert_eq!(asked(&bench.double), (1, 3));
}

#[tokio::test]
async fn the_guest_survives_a_restart_but_not_its_deletion() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("identity.json");
    let settings = DoubleSettings::new();
    let double = Double::open(settings.clone()).await;
    kept(&double, &settings, &file).credentials().await.expect("it has guests");
    assert_eq!(asked(&double), (1, 1));
    assert_eq!(std::fs::metadata(&file).expect("it is kept").permissions().mode() & 0o777, 0o600);
    kept(&double, &settings, &file).credentials().await.expect("it is still there");
    assert_eq!(asked(&double), (1, 2));
    double.forget_identities();
    kept(&double, &settings, &file).credentials().await.expect("another is made");
    assert_eq!(asked(&double), (2, 4));
    kept(&double, &settings, &file).credentials().await.expect("and kept");
    assert_eq!(asked(&double), (2, 5));
}

#[tokio::test]
async fn what_is_wrong_with_a_pool_is_said() {
    let of = async |pool: Pool, asked_for: &str| {
        let settings = DoubleSettings { pool, ..DoubleSettings::new() };
        let double = Double::open(settings.clone()).await;
        let CredentialsSettings::Cognito { region, endpoint, cache, .. } = guest(&double, &settings) else {
            unreachable!("a guest is Cognito's")
        };
        let identity_pool = asked_for.to_owned();
        let settings = CredentialsSettings::Cognito { identity_pool, region, endpoint, cache };
        shared(settings, PATIENCE).credentials().await.map(|_| ())
    };
    let pool = DoubleSettings::new().pool;
    let id = pool.id.clone();
    let other = "eu-central-1:00000000-0000-0000-0000-000000000000";
    assert_eq!(of(pool.clone(), other).await, Err(CredentialsError::PoolUnknown { pool: other.into() }));
    let guests = of(Pool { guests: false, ..pool.clone() }, &id).await;
    assert_eq!(guests, Err(CredentialsError::NoGuests { pool: id.clone() }));
    let role = of(Pool { role: false, ..pool }, &id).await;
    assert!(matches!(role, Err(CredentialsError::RoleMissing { .. })), "{role:?}");
}

#[tokio::test]
async fn a_sink_says_why_it_has_no_keys() {
    let pool = Pool { guests: false, ..DoubleSettings::new().pool };
    let bench = Bench::open(DoubleSettings { pool, ..DoubleSettings::new() }).await;
    let denied = bench.firehose.put(records(1)).await;
    assert!(matches!(&denied, Err(CallError::Denied { detail }) if detail.contains("has no guests")));

    let bench = Bench::open(DoubleSettings::new()).await;
    bench.double.script(Call::GetId, [Fault::Throttle]);
    let throttled = bench.firehose.put(records(1)).await;
    assert!(matches!(&throttled, Err(CallError::Unavailable { detail }) if detail.contains("too often")));
    assert_eq!(bench.double.account().firehose.calls, 0);
}

#[tokio::test]
async fn an_object_store_has_the_same_keys() {
    let bench = Bench::open(DoubleSettings::new()).await;
    let keys = bench.shared.credentials().await.expect("it has guests");
    let given = bench.shared.s3_credentials().get_credential().await.expect("they are held");
    assert_eq!((given.key_id.as_str(), given.token.as_deref()), (keys.access_key_id(), keys.session_token()));
    assert_eq!(asked(&bench.double), (1, 1));
}
