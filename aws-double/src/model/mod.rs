//! What the services' model says of a request. How `model.json` is made: `model/extract.py`.

mod check;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;
use serde_json::Value;

/// The model of all services that are doubled.
pub(crate) static MODEL: LazyLock<Model> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../model/model.json")).expect("model.json is sound")
});

#[derive(Debug, Deserialize)]
pub(crate) struct Model {
    services: BTreeMap<String, Service>,
}

/// A service: how it is addressed and signed, and its operations.
#[derive(Debug, Deserialize)]
pub(crate) struct Service {
    target: String,
    json: String,
    pub(crate) signing: String,
    operations: BTreeMap<String, Operation>,
    shapes: BTreeMap<String, Shape>,
}

/// An operation, by the names of its shapes.
#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub(crate) input: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the doubles' own answers are checked by tests"))]
    pub(crate) output: Option<String>,
    pub(crate) signed: bool,
}

#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    members: BTreeMap<String, String>,
    member: Option<String>,
    key: Option<String>,
    value: Option<String>,
    min: Option<usize>,
    max: Option<usize>,
    #[serde(default, deserialize_with = "whole")]
    pattern: Option<Regex>,
    #[serde(rename = "enum")]
    values: Option<Vec<String>>,
}

impl Model {
    /// The service and operation of an `X-Amz-Target`.
    pub(crate) fn operation(&self, target: &str) -> Option<(&Service, &str, &Operation)> {
        let (prefix, name) = target.split_once('.')?;
        let service = self.services.values().find(|service| service.target == prefix)?;
        let (name, operation) = service.operations.get_key_value(name)?;
        Some((service, name, operation))
    }
}

impl Service {
    /// The content type of its requests and answers.
    pub(crate) fn content_type(&self) -> String {
        format!("application/x-amz-json-{}", self.json)
    }

    /// What is wrong with a value of the shape of this name, in AWS's manner of speech.
    pub(crate) fn problem(&self, shape: &str, value: &Value) -> Option<String> {
        check::problem(&self.shapes, shape, value, "")
    }
}

/// The models' patterns are of the whole text.
fn whole<'a, D: serde::Deserializer<'a>>(pattern: D) -> Result<Option<Regex>, D::Error> {
    let Some(pattern) = Option::<String>::deserialize(pattern)? else { return Ok(None) };
    Regex::new(&format!("^(?:{pattern})$")).map(Some).map_err(serde::de::Error::custom)
}
