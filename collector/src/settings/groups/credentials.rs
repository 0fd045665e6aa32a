//! Who calls AWS.

use std::path::PathBuf;

use super::super::form::Form;
use super::super::key::{Fallback, Key, Kind};
use super::super::problem::Problem;
use super::super::value::Value;
use super::super::values::Values;
use super::{conflict, missing, place};

const FROM: Key = Key::new(
    "credentials.from",
    Kind::Choice(&["default", "cognito"]),
    Fallback::Fixed("default"),
    "Where the right to call AWS comes from: the SDK's default chain (variables, profile, the role of the machine or \
     function), or a guest of a Cognito identity pool.",
);
const IDENTITY_POOL: Key = Key::new(
    "credentials.identity_pool",
    Kind::Text(Form::IdentityPool),
    Fallback::Unset,
    "Id of the identity pool; needed with `from = \"cognito\"`. The pool has to let guests in.",
)
.for_example("\"eu-central-1:12345678-1234-1234-1234-123456789012\"");
const REGION: Key = Key::new(
    "credentials.region",
    Kind::Text(Form::Region),
    Fallback::Derived { words: "the part of `identity_pool` before the colon", value: region_of_pool },
    "Region of the identity pool.",
)
.for_example("\"eu-central-1\"");
const ENDPOINT: Key = Key::new(
    "credentials.endpoint",
    Kind::Text(Form::Endpoint),
    Fallback::Unset,
    "Where Cognito is called: an emulator, or a proxy. The Region's own where it is not given.",
)
.for_example("\"http://127.0.0.1:4566\"");
const CACHE: Key = Key::new(
    "credentials.cache",
    Kind::Path,
    Fallback::Derived { words: "`cognito-identity.json` below `data`", value: cache_below_data },
    "File in which the guest's identity is kept, so that a restart does not make another. It holds no secret: the keys \
     are fetched anew.",
);

pub(super) const KEYS: &[Key] = &[FROM, IDENTITY_POOL, REGION, ENDPOINT, CACHE];

/// Where the right to call AWS comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// The SDK's default chain.
    Default,
    /// A guest of a Cognito identity pool.
    Cognito {
        /// Its id.
        identity_pool: String,
        /// Its Region.
        region: String,
        /// Where Cognito is called, if not at the Region's own endpoint.
        endpoint: Option<String>,
        /// File in which the guest's identity is kept.
        cache: Option<PathBuf>,
    },
}

pub(super) fn of(values: &Values) -> Credentials {
    if values.word(&FROM) != "cognito" {
        return Credentials::Default;
    }
    Credentials::Cognito {
        identity_pool: values.word(&IDENTITY_POOL),
        region: values.word(&REGION),
        endpoint: values.text(&ENDPOINT),
        cache: values.path(&CACHE),
    }
}

fn region_of_pool(values: &Values) -> Option<Value> {
    let pool = values.text(&IDENTITY_POOL)?;
    let (region, _) = pool.split_once(':')?;
    Some(Value::Text(region.to_owned()))
}

#[expect(clippy::unnecessary_wraps, reason = "other defaults that follow from keys may be none")]
fn cache_below_data(values: &Values) -> Option<Value> {
    Some(place::below_data(values, "cognito-identity.json"))
}

pub(super) fn conflicts(values: &Values) -> Vec<Problem> {
    if values.word(&FROM) != "cognito" {
        return Vec::new();
    }
    let found = "`credentials.from` is \"cognito\"";
    let no_pool = values.is_missing(&IDENTITY_POOL).then(|| missing(values, &FROM, found, &IDENTITY_POOL));
    no_pool.into_iter().chain(elsewhere(values)).collect()
}

/// A pool's id says where it is.
fn elsewhere(values: &Values) -> Option<Problem> {
    let (pool, region) = (values.text(&IDENTITY_POOL)?, values.text(&REGION)?);
    let found = format!("`credentials.region` is {region:?} and the identity pool is {pool:?}");
    let allowed = "leave the Region out, as the pool's id begins with it".to_owned();
    (!pool.starts_with(&format!("{region}:"))).then(|| conflict(values, &REGION, found, allowed))
}
