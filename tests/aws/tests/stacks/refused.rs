//! What is wrong is refused before anything is made, and the message says what is allowed.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use linger_tests_aws::emulator::Emulator;
use linger_tests_aws::owner::Owner;
use linger_tests_aws::script;
use linger_tests_aws::stack::{Stack, Template, file};
use serde::Deserialize;
use serde_json::{Value, json};

const TEMPLATES: [&str; 10] = [
    "artifacts",
    "replica",
    "pipeline",
    "views",
    "queries",
    "edge",
    "site",
    "watch",
    "watch-replica",
    "quicksight",
];

/// What has no default: a template, its parameter, and a sound value.
const NEEDED: [(&str, &str, &str); 2] = [
    ("watch-replica", "LakeBucket", "linger-lake"),
    ("quicksight", "QuickSightUserArn", "arn:aws:quicksight:eu-central-1:000000000000:user/default/owner"),
];

/// What a template says of what it is given.
#[derive(Debug, Deserialize)]
struct Constraints {
    parameters: BTreeMap<String, Value>,
    /// Rules by their names, with what they say when they do not hold.
    rules: BTreeMap<String, Vec<String>>,
}

impl Constraints {
    fn of(name: &str) -> Self {
        let printed = script::run("template.py", &[OsStr::new(&file(name))], &json!({}));
        serde_json::from_str(&printed).expect("the script prints them so")
    }
}

#[test]
fn every_parameter_refuses_what_it_cannot_be_and_says_what_it_can() {
    let emulator = Emulator::start();
    let owner = Owner::of(emulator.address());
    let mut tried = 0;
    for name in TEMPLATES {
        for (parameter, constraints) in Constraints::of(name).parameters {
            for wrong in wrong_values(&constraints) {
                let needed =
                    NEEDED.iter().filter(|(template, other, _)| *template == name && *other != parameter);
                let mut given: Vec<_> = needed.map(|(_, parameter, value)| (*parameter, *value)).collect();
                given.push((&parameter, &wrong));
                let said = Stack::refused(&owner, "refused", &Template::head(name), &given);
                assert!(said.contains(&parameter), "{name}: {parameter} = {wrong:?}: {said}");
                assert!(says(&said, &constraints), "{name}: {parameter} = {wrong:?}: {said}");
                tried += 1;
            }
        }
    }
    assert!(tried > 60, "only {tried} wrong values were tried");
}

/// Values just beyond what a parameter may be.
fn wrong_values(constraints: &Value) -> Vec<String> {
    let beyond = |bound: &str, by: i64| {
        let bound = constraints[bound].as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "bounds of parameters are whole or end in a digit"
        )]
        Some((bound.floor() as i64 + by).to_string())
    };
    let listed = constraints["AllowedValues"].is_array().then(|| "neither".to_owned());
    // No pattern allows a line's end.
    let unmatched = constraints["AllowedPattern"].is_string().then(|| "\n".to_owned());
    let mut values: Vec<String> =
        [beyond("MinValue", -1), beyond("MaxValue", 1), unmatched].into_iter().flatten().collect();
    let number = constraints["Type"] == "Number";
    values.extend(listed.map(|word| if number { "-1".to_owned() } else { word }));
    values
}

/// Whether a message has what the template says of the parameter, or all that it allows.
fn says(message: &str, constraints: &Value) -> bool {
    let described = constraints["ConstraintDescription"].as_str().is_some_and(|text| message.contains(text));
    let values = constraints["AllowedValues"].as_array();
    let listed = values.is_some_and(|values| {
        values.iter().all(|value| message.contains(value.to_string().trim_matches('"')))
    });
    described || listed
}

/// A template, its rule, and parameters against it.
type Contradiction = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// What contradicts itself.
const CONTRADICTIONS: [Contradiction; 17] = [
    ("views", "TwoMenusAreCompared", &[("MenuA", "summer")]),
    ("views", "TheMenusDiffer", &[("MenuA", "summer"), ("MenuB", "summer")]),
    ("pipeline", "TransformHasItsArchive", &[("Transform", "on")]),
    (
        "pipeline",
        "ReplicaBucketHasItsKey",
        &[("Transform", "off"), ("ReplicaBucketArn", "arn:aws:s3:::copies")],
    ),
    (
        "pipeline",
        "ReplicaKeyHasItsBucket",
        &[("Transform", "off"), ("ReplicaKeyArn", "arn:aws:kms:eu-west-1:000000000000:key/k")],
    ),
    ("pipeline", "TimeControlHasAReplica", &[("Transform", "off"), ("ReplicationTimeControl", "on")]),
    ("edge", "FunctionHasItsArchive", &[("Edge", "lambda-url"), ("Sites", "bistro=*")]),
    ("edge", "FunctionHasItsSites", &[("Edge", "http-api"), ("CollectorArchive", "collector.zip")]),
    (
        "edge",
        "DomainIsOfAnApi",
        &[("Edge", "direct"), ("DomainName", "events.menu.example"), ("CertificateArn", CERTIFICATE)],
    ),
    ("edge", "DomainHasItsCertificate", &[("Edge", "rest-firehose"), ("DomainName", "events.menu.example")]),
    ("edge", "CertificateHasItsDomain", &[("Edge", "rest-firehose"), ("CertificateArn", CERTIFICATE)]),
    ("edge", "ZoneHasItsDomain", &[("Edge", "rest-firehose"), ("HostedZoneId", "Z0123456789ABCDEFGHIJ")]),
    ("edge", "KeyIsOfTheRestApi", &[("Edge", "direct"), ("RequireKey", "yes")]),
    ("edge", "GuestsAreOfAFunction", &[("Edge", "server"), ("Credentials", "cognito")]),
    ("site", "DomainNeedsCertificate", &[("DomainName", "menu.example")]),
    (
        "site",
        "CertificateNeedsDomain",
        &[(
            "CertificateArn",
            "arn:aws:acm:us-east-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef",
        )],
    ),
    ("site", "ZoneNeedsDomain", &[("HostedZoneId", "Z0123456789ABCDEFGHIJ")]),
];

const CERTIFICATE: &str =
    "arn:aws:acm:eu-central-1:000000000000:certificate/01234567-89ab-cdef-0123-456789abcdef";

#[test]
fn every_rule_refuses_what_contradicts_itself_and_says_what_to_do() {
    let emulator = Emulator::start();
    let owner = Owner::of(emulator.address());
    for name in TEMPLATES {
        for (rule, said) in Constraints::of(name).rules {
            let contradiction = CONTRADICTIONS.iter().find(|one| (one.0, one.1) == (name, &*rule));
            let (_, _, parameters) = contradiction.unwrap_or_else(|| panic!("{name}: nothing tries {rule}"));
            let refusal = Stack::refused(&owner, "refused", &Template::head(name), parameters);
            assert!(said.iter().any(|said| refusal.contains(said)), "{name}: {rule}: {refusal}");
        }
    }
}
