//! An identity pool: identities and keys for guests.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::answer::Refusal;
use crate::settings::Pool;
use crate::state::State;

/// `GetId`.
pub(crate) fn identity(pool: &Pool, state: &mut State, input: &Value) -> Result<Value, Refusal> {
    let asked = input["IdentityPoolId"].as_str().unwrap_or_default();
    if asked != pool.id {
        return Err(Refusal::new("ResourceNotFoundException", format!("IdentityPool '{asked}' not found.")));
    }
    with_guests(pool)?;
    let region = pool.id.split(':').next().unwrap_or_default();
    let identity = format!("{region}:{}", uuid(state.plan.rng().u128(..)));
    state.identities.insert(identity.clone());
    Ok(json!({ "IdentityId": identity }))
}

/// `GetCredentialsForIdentity`.
pub(crate) fn credentials(pool: &Pool, state: &mut State, input: &Value) -> Result<Value, Refusal> {
    let identity = input["IdentityId"].as_str().unwrap_or_default();
    if !state.identities.contains(identity) {
        return Err(Refusal::new("ResourceNotFoundException", format!("Identity '{identity}' not found.")));
    }
    with_guests(pool)?;
    if !pool.role {
        let message = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
        return Err(Refusal::new("InvalidIdentityPoolConfigurationException", message));
    }
    let (key, expires) = state.keys.issue(SystemTime::now(), pool.life);
    let expires = expires.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Ok(json!({ "IdentityId": identity, "Credentials": {
        "AccessKeyId": key.id, "SecretKey": key.secret, "SessionToken": key.token, "Expiration": expires,
    }}))
}

fn with_guests(pool: &Pool) -> Result<(), Refusal> {
    let message = "Unauthenticated access is not supported for this identity pool.";
    pool.guests.then_some(()).ok_or_else(|| Refusal::new("NotAuthorizedException", message))
}

fn uuid(bits: u128) -> String {
    let digits = format!("{bits:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL;
    use crate::settings::DoubleSettings;
    use crate::state::Shared;

    #[test]
    fn what_is_said_has_the_form_of_the_model() {
        let shared = Shared::new(DoubleSettings::new());
        let (pool, mut state) = (&shared.settings.pool, shared.state());
        let told = identity(pool, &mut state, &json!({ "IdentityPoolId": pool.id })).expect("it has guests");
        let keys = credentials(pool, &mut state, &told).expect("it has a role");
        for (name, said) in [("GetId", told), ("GetCredentialsForIdentity", keys)] {
            let target = format!("AWSCognitoIdentityService.{name}");
            let (service, _, operation) = MODEL.operation(&target).expect("it is in the model");
            assert_eq!(service.problem(operation.output.as_deref().unwrap_or_default(), &said), None);
        }
    }
}
