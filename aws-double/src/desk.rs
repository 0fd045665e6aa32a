//! A request's walk: which call is it, who signed it, is it of the model's form, which fault does it meet, what is said?

use std::time::{Duration, SystemTime};

use http::request::Parts;
use serde_json::{Value, json};

use crate::answer::{Answer, Refusal};
use crate::fault::{Call, Fault};
use crate::keys::expired;
use crate::model::{MODEL, Operation, Service};
use crate::puts::Put;
use crate::signature::Signed;
use crate::state::{Shared, State};
use crate::{cognito, puts};

/// The answer to a request, and how long it takes.
pub(crate) fn answer(shared: &Shared, parts: &Parts, body: &[u8]) -> (Answer, Duration) {
    match judged(shared, parts, body) {
        Ok((answer, late)) => (answer, late + shared.settings.latency),
        Err(refusal) => {
            let account = &mut shared.state().account;
            account.refused += 1;
            account.last_refusal = Some(format!("{} {}", refusal.code, refusal.message));
            (refusal.into(), shared.settings.latency)
        }
    }
}

fn judged(shared: &Shared, parts: &Parts, body: &[u8]) -> Result<(Answer, Duration), Refusal> {
    let header =
        |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unknown = || Refusal::new("UnknownOperationException", "");
    let (service, name, operation) = MODEL.operation(header("x-amz-target")).ok_or_else(unknown)?;
    let call = Call::of(name).ok_or_else(unknown)?;
    if header("content-type") != service.content_type() {
        return Err(Refusal::new(
            "UnknownOperationException",
            "the content type is not that of the protocol",
        ));
    }
    signed(shared, parts, body, service, operation)?;
    // Rights come before form, as services look at who asks before they look at what.
    if call.is_put() && !shared.settings.may_put {
        return Err(Refusal::new("AccessDeniedException", "User is not authorized to put"));
    }
    let input = formed(service, operation, body)?;
    let put = call.is_put().then(|| Put::read(shared, call, &input)).transpose()?;
    Ok(met(shared, call, &input, put))
}

fn signed(
    shared: &Shared,
    parts: &Parts,
    body: &[u8],
    service: &Service,
    operation: &Operation,
) -> Result<(), Refusal> {
    if !operation.signed {
        return Ok(());
    }
    let signed = Signed::read(&parts.headers)?;
    let now = SystemTime::now();
    signed.is_now(now)?;
    let secret = shared.state().keys.secret(signed.key, signed.token, now)?;
    signed.check(parts, body, (&shared.settings.region, &service.signing), &secret)
}

fn formed(service: &Service, operation: &Operation, body: &[u8]) -> Result<Value, Refusal> {
    let input = serde_json::from_slice(body);
    let input = input.map_err(|error| Refusal::new("SerializationException", error.to_string()))?;
    match service.problem(&operation.input, &input) {
        Some(problem) => {
            Err(Refusal::new("ValidationException", format!("1 validation error detected: {problem}")))
        }
        None => Ok(input),
    }
}

/// What the call meets when it is sound.
fn met(shared: &Shared, call: Call, input: &Value, put: Option<Put>) -> (Answer, Duration) {
    let mut state = shared.state();
    let fault = state.fault(call);
    let late = if let Fault::Late(late) = fault { late } else { Duration::ZERO };
    let answer = match (put, failed(&mut state, call, &fault)) {
        (Some(put), None) => put.take(&mut state, &shared.settings, &fault),
        (Some(put), Some(answer)) => {
            put.fail(&mut state);
            answer
        }
        (None, failure) => {
            count(&mut state, call);
            failure.unwrap_or_else(|| other(shared, &mut state, call, input))
        }
    };
    (answer, late)
}

/// The answer of a fault that leaves everything as it was.
fn failed(state: &mut State, call: Call, fault: &Fault) -> Option<Answer> {
    Some(match fault {
        Fault::Throttle => throttled(call).into(),
        Fault::Error { status, code, message } => {
            Refusal { status: *status, ..Refusal::new(code, *message) }.into()
        }
        Fault::Status(status) => Answer::Said(*status, "<html></html>".into()),
        Fault::ExpireKeys => {
            state.keys.expire();
            expired().into()
        }
        Fault::Silence => Answer::Silence,
        Fault::Reset => Answer::Reset,
        _ => return None,
    })
}

/// Too much, in the words of each service.
fn throttled(call: Call) -> Refusal {
    match call {
        Call::PutRecordBatch => {
            Refusal { status: 503, ..Refusal::new("ServiceUnavailableException", "Slow down.") }
        }
        Call::PutRecords => {
            Refusal::new("ProvisionedThroughputExceededException", "Rate exceeded for the stream.")
        }
        Call::GetId | Call::GetCredentialsForIdentity => {
            Refusal::new("TooManyRequestsException", "Rate exceeded")
        }
        Call::DescribeDeliveryStream | Call::DescribeStreamSummary => {
            Refusal::new("LimitExceededException", "Rate exceeded")
        }
    }
}

fn count(state: &mut State, call: Call) {
    let account = &mut state.account;
    match call {
        Call::GetId => account.get_id += 1,
        Call::GetCredentialsForIdentity => account.get_credentials += 1,
        _ => account.describes += 1,
    }
}

fn other(shared: &Shared, state: &mut State, call: Call, input: &Value) -> Answer {
    let answer = match call {
        Call::GetId => cognito::identity(&shared.settings.pool, state, input),
        Call::GetCredentialsForIdentity => cognito::credentials(&shared.settings.pool, state, input),
        Call::DescribeDeliveryStream => described(shared, call, input, |stream| {
            json!({ "DeliveryStreamDescription": {
                "DeliveryStreamName": stream,
                "DeliveryStreamARN": format!("arn:aws:firehose:{}:000000000000:deliverystream/{stream}", shared.settings.region),
                "DeliveryStreamStatus": "ACTIVE",
                "DeliveryStreamType": "DirectPut",
                "VersionId": "1",
                "Destinations": [],
                "HasMoreDestinations": false,
            }})
        }),
        _ => described(shared, call, input, |stream| {
            json!({ "StreamDescriptionSummary": {
                "StreamName": stream,
                "StreamARN": format!("arn:aws:kinesis:{}:000000000000:stream/{stream}", shared.settings.region),
                "StreamStatus": "ACTIVE",
                "RetentionPeriodHours": 24,
                "StreamCreationTimestamp": 1_700_000_000,
                "EnhancedMonitoring": [],
                "OpenShardCount": 1,
            }})
        }),
    };
    answer.map_or_else(Answer::from, |answer| Answer::ok(&answer))
}

fn described(
    shared: &Shared,
    call: Call,
    input: &Value,
    told: impl FnOnce(&str) -> Value,
) -> Result<Value, Refusal> {
    if !shared.settings.may_describe {
        return Err(Refusal::new("AccessDeniedException", "User is not authorized to describe"));
    }
    puts::stream(shared, call, input).map(told)
}
