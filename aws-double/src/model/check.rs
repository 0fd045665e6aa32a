//! A value against a shape. Stricter than AWS in one thing: a member that the model does not have is a problem too.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::Shape;

type Shapes = BTreeMap<String, Shape>;

/// The first problem of a value, with where it is.
pub(super) fn problem(shapes: &Shapes, shape: &str, value: &Value, at: &str) -> Option<String> {
    let shape = shapes.get(shape).expect("the model has every shape it names");
    match (shape.kind.as_str(), value) {
        ("structure", Value::Object(members)) => structure(shapes, shape, members, at),
        ("list", Value::Array(members)) => {
            length(shape, members.len(), at).or_else(|| list(shapes, shape, members, at))
        }
        ("map", Value::Object(members)) => {
            length(shape, members.len(), at).or_else(|| map(shapes, shape, members, at))
        }
        ("string", Value::String(text)) => string(shape, text, at),
        ("blob", Value::String(text)) => blob(shape, text, at),
        ("integer" | "long", Value::Number(number)) => integer(shape, number, at),
        ("timestamp", Value::Number(_)) | ("boolean", Value::Bool(_)) => None,
        (kind, _) => Some(format!("Value at '{at}' is not a {kind}")),
    }
}

fn structure(
    shapes: &Shapes,
    shape: &Shape,
    members: &serde_json::Map<String, Value>,
    at: &str,
) -> Option<String> {
    if let Some(missing) = shape.required.iter().find(|name| !members.contains_key(*name)) {
        return Some(format!(
            "Value at '{at}.{missing}' failed to satisfy constraint: Member must not be null"
        ));
    }
    members.iter().find_map(|(name, value)| match shape.members.get(name) {
        Some(shape) => problem(shapes, shape, value, &format!("{at}.{name}")),
        None => Some(format!("Value at '{at}.{name}' is no member in the model")),
    })
}

fn list(shapes: &Shapes, shape: &Shape, members: &[Value], at: &str) -> Option<String> {
    let member = shape.member.as_deref().expect("a list has members");
    let of = |(index, value)| problem(shapes, member, value, &format!("{at}.{index}"));
    members.iter().enumerate().find_map(of)
}

fn map(shapes: &Shapes, shape: &Shape, members: &serde_json::Map<String, Value>, at: &str) -> Option<String> {
    let (key, value) = shape.key.as_deref().zip(shape.value.as_deref()).expect("a map has keys and values");
    members.iter().find_map(|(name, held)| {
        let at = format!("{at}.{name}");
        let name = Value::String(name.clone());
        problem(shapes, key, &name, &at).or_else(|| problem(shapes, value, held, &at))
    })
}

fn string(shape: &Shape, text: &str, at: &str) -> Option<String> {
    let allowed = shape.values.as_ref().is_none_or(|values| values.iter().any(|value| value == text));
    if !allowed {
        return Some(failed(at, "Member must satisfy enum value set"));
    }
    let matches = shape.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text));
    let pattern = || failed(at, "Member must satisfy regular expression pattern");
    length(shape, text.chars().count(), at).or_else(|| (!matches).then(pattern))
}

fn blob(shape: &Shape, text: &str, at: &str) -> Option<String> {
    match STANDARD.decode(text) {
        Ok(bytes) => length(shape, bytes.len(), at),
        Err(error) => Some(format!("Value at '{at}' is not base64: {error}")),
    }
}

fn integer(shape: &Shape, number: &serde_json::Number, at: &str) -> Option<String> {
    match number.as_u64().and_then(|number| usize::try_from(number).ok()) {
        Some(number) => length(shape, number, at),
        None => Some(failed(at, "Member must be a whole number, not negative")),
    }
}

fn length(shape: &Shape, length: usize, at: &str) -> Option<String> {
    if shape.max.is_some_and(|max| length > max) {
        let max = shape.max.unwrap_or_default();
        return Some(failed(
            at,
            &format!("Member must have length less than or equal to {max}, has {length}"),
        ));
    }
    let min = shape.min.unwrap_or_default();
    (length < min).then(|| failed(at, &format!("Member must have length greater than or equal to {min}")))
}

fn failed(at: &str, what: &str) -> String {
    format!("Value at '{at}' failed to satisfy constraint: {what}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::MODEL;
    use super::*;

    fn told(target: &str, value: &Value) -> Option<String> {
        let (service, _, operation) = MODEL.operation(target).expect("it is in the model");
        service.problem(&operation.input, value)
    }

    #[test]
    fn what_the_model_allows_is_let_through() {
        let records = json!({ "DeliveryStreamName": "menu", "Records": [{ "Data": "e30=" }] });
        assert_eq!(told("Firehose_20150804.PutRecordBatch", &records), None);
        let records = json!({ "StreamName": "menu", "Records": [{ "Data": "", "PartitionKey": "v" }] });
        assert_eq!(told("Kinesis_20131202.PutRecords", &records), None);
        let pool = json!({ "IdentityPoolId": "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc" });
        assert_eq!(told("AWSCognitoIdentityService.GetId", &pool), None);
    }

    #[test]
    fn what_it_does_not_is_refused() {
        let put = "Firehose_20150804.PutRecordBatch";
        let long = STANDARD.encode(vec![0; 1_024_001]);
        for (value, says) in [
            (json!({ "Records": [{ "Data": "" }] }), "must not be null"),
            (json!({ "DeliveryStreamName": "a b", "Records": [{ "Data": "" }] }), "regular expression"),
            (json!({ "DeliveryStreamName": "a", "Records": [] }), "greater than or equal to 1"),
            (
                json!({ "DeliveryStreamName": "a", "Records": vec![json!({ "Data": "" }); 501] }),
                "equal to 500",
            ),
            (json!({ "DeliveryStreamName": "a", "Records": [{ "Data": "e30" }] }), "not base64"),
            (json!({ "DeliveryStreamName": "a", "Records": [{ "Data": long }] }), "equal to 1024000"),
            (json!({ "DeliveryStreamName": "a", "Records": [{ "Data": "", "Key": "" }] }), "no member"),
            (json!({ "DeliveryStreamName": 7, "Records": [{ "Data": "" }] }), "not a string"),
        ] {
            let problem = told(put, &value).unwrap_or_default();
            assert!(problem.contains(says), "{says}: {problem}");
        }
    }
}
