//! Where batches go that go to Firehose without a collector, and what is wrong with that: the rules of
//! `shell/direct/rules.json`, by hand, as a pattern's engine would outweigh the module.

use crate::settings::SettingsProblem;

/// The stream that a page writes to itself, and the identity pool that gives its guests keys. `docs/direct.md` says what
/// that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    /// The id of the Cognito identity pool.
    pub identity_pool: String,
    /// The name of the Firehose stream, not its ARN.
    pub stream: String,
    /// The Region of the stream. Default: the pool's.
    pub region: Option<String>,
    /// Where Cognito is called, an http or https URL without a path. Default: the service in the pool's Region.
    pub cognito_endpoint: Option<String>,
    /// Where Firehose is called. Default: the service in the stream's Region.
    pub firehose_endpoint: Option<String>,
}

/// Bytes of a stream's name, by Firehose's own model.
const STREAM_BYTES_MAX: usize = 64;

/// Groups of hexadecimal digits in a pool's id, behind its Region.
const POOL_GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

const POOL: &str =
    "the id of a Cognito identity pool, such as us-east-1:12345678-1234-1234-1234-123456789012";
const STREAM: &str =
    "the name of a Firehose stream, not its ARN: 1 to 64 letters, digits, dots, hyphens and underscores";
const REGION: &str = "the code of an AWS Region, such as eu-central-1";
const ENDPOINT: &str = "an http or https URL without a path, such as http://127.0.0.1:4566";

/// A setting: its name as npm's options spell it, whether it is sound, and what it must be.
type Check = (&'static str, bool, &'static str);

impl Direct {
    /// A stream in the pool's Region.
    #[must_use]
    pub fn new(identity_pool: &str, stream: &str) -> Self {
        Self {
            identity_pool: identity_pool.to_owned(),
            stream: stream.to_owned(),
            region: None,
            cognito_endpoint: None,
            firehose_endpoint: None,
        }
    }

    /// All that is wrong.
    pub(crate) fn problems(&self) -> impl Iterator<Item = SettingsProblem> {
        let wrong = self.checks().into_iter().filter(|(_, sound, _)| !sound);
        wrong.map(|(setting, _, what)| SettingsProblem { setting, must: ["be ", what].concat() })
    }

    fn checks(&self) -> [Check; 5] {
        let given = |text: &Option<String>, sound: fn(&str) -> bool| text.as_deref().is_none_or(sound);
        [
            ("identityPool", is_pool(&self.identity_pool), POOL),
            ("stream", is_stream(&self.stream), STREAM),
            ("region", given(&self.region, is_region), REGION),
            ("cognitoEndpoint", given(&self.cognito_endpoint, is_endpoint), ENDPOINT),
            ("firehoseEndpoint", given(&self.firehose_endpoint, is_endpoint), ENDPOINT),
        ]
    }

    /// All settings with their names.
    pub(crate) fn named(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("identityPool", Some(&self.identity_pool)),
            ("stream", Some(&self.stream)),
            ("region", self.region.as_deref()),
            ("cognitoEndpoint", self.cognito_endpoint.as_deref()),
            ("firehoseEndpoint", self.firehose_endpoint.as_deref()),
        ]
    }
}

fn is_pool(text: &str) -> bool {
    let hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    text.split_once(':').is_some_and(|(region, id)| {
        let groups = id.split('-').map(|part| if hex(part) { part.len() } else { 0 });
        is_region(region) && groups.eq(POOL_GROUPS)
    })
}

fn is_stream(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (1..=STREAM_BYTES_MAX).contains(&text.len()) && text.bytes().all(allowed)
}

/// New Regions come every year, so only the shape is looked at.
fn is_region(text: &str) -> bool {
    let filled = |part: &str, each: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|byte| each(&byte));
    text.rsplit_once('-').is_some_and(|(words, number)| {
        filled(number, u8::is_ascii_digit)
            && words.contains('-')
            && words.split('-').all(|word| filled(word, u8::is_ascii_lowercase))
    })
}

fn is_endpoint(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.map(|host| host.strip_suffix('/').unwrap_or(host)).is_some_and(|host| {
        !host.is_empty() && !host.contains(|char: char| matches!(char, '/' | '@') || char.is_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Direct;
    use crate::settings::Settings;

    const POOL: &str = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";

    #[test]
    fn sound_settings_need_no_endpoint() {
        assert_eq!(Settings::direct("demo", Direct::new(POOL, "menu")).problems(), []);
        let fallback = Settings {
            endpoint: "/v1/batches".into(),
            ..Settings::direct("demo", Direct::new(POOL, "a.b_c-d"))
        };
        assert_eq!(fallback.problems(), []);
    }

    #[test]
    fn all_that_is_wrong_is_named_at_once_in_the_words_of_the_script_tag() {
        let rules: BTreeMap<String, [String; 2]> =
            serde_json::from_str(include_str!("shell/direct/rules.json")).expect("forms and words");
        let direct = Direct {
            region: Some("Europe".into()),
            cognito_endpoint: Some("https://x/y".into()),
            firehose_endpoint: Some("ftp://x".into()),
            ..Direct::new("eu-central-1:8f6c", "arn:aws:firehose:eu-central-1:1:deliverystream/menu")
        };
        let problems = Settings { endpoint: "e".repeat(3000), ..Settings::direct("", direct) }.problems();
        let named =
            ["site", "endpoint", "identityPool", "stream", "region", "cognitoEndpoint", "firehoseEndpoint"];
        assert_eq!(problems.iter().map(|one| one.setting).collect::<Vec<_>>(), named);
        for problem in &problems[2..] {
            let name: String = problem.setting.chars().fold(String::new(), |name, char| match char {
                'A'..='Z' => name + "-" + &char.to_ascii_lowercase().to_string(),
                _ => name + &char.to_string(),
            });
            assert_eq!(problem.must, format!("be {}", rules[&name][1]), "{name}");
        }
        assert_eq!(rules.len(), 5);
    }

    #[test]
    fn what_looks_like_it_is_not_taken_for_it() {
        for pool in [
            "",
            POOL.to_uppercase().as_str(),
            "eu-central-1",
            &POOL[..40],
            "8f6c3a2e-0b1d-4c5e-9f70-123456789abc",
        ] {
            assert!(!super::is_pool(pool), "{pool}");
        }
        for region in ["", "eu-central", "central-1", "eu--central-1", "eu-central-1a"] {
            assert!(!super::is_region(region), "{region}");
        }
        for endpoint in ["", "https://", "http://a b", "http://me@host", "//host", "http://host/v1/"] {
            assert!(!super::is_endpoint(endpoint), "{endpoint}");
        }
        assert!(super::is_endpoint("http://127.0.0.1:4566/") && super::is_region("us-gov-west-1"));
    }
}
