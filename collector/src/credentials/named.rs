//! What can be said of a Region's name and an address without asking AWS.

/// What is wrong with a Region's name. They are like `eu-central-1` and `us-gov-east-1`; new ones appear, so only the
/// form is looked at.
pub(crate) fn region_problem(region: &str) -> Option<String> {
    let mut parts = region.rsplit('-');
    let number = parts.next().unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = parts.collect();
    let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_sound = is_number && words.len() >= 2 && words.iter().all(is_word);
    (!is_sound).then(|| format!("`{region}` is not a Region: they are called like `eu-central-1`"))
}

/// What is wrong with another address than the Region's own.
pub(crate) fn endpoint_problem(endpoint: Option<&str>) -> Option<String> {
    let endpoint = endpoint?;
    let host = endpoint.strip_prefix("https://").or_else(|| endpoint.strip_prefix("http://"));
    let is_sound = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    (!is_sound)
        .then(|| format!("the endpoint `{endpoint}` does not begin with `https://` or `http://` and a host"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_known_by_their_form() {
        for region in ["eu-central-1", "us-gov-east-1", "ap-southeast-12", "mx-central-1"] {
            assert_eq!(region_problem(region), None);
        }
        for region in ["", "eu-central", "eu-central-", "EU-central-1", "eu_central_1", "1", "a-1", "-1-1"] {
            assert!(region_problem(region).is_some(), "{region}");
        }
    }

    #[test]
    fn an_endpoint_has_a_scheme_and_a_host() {
        assert_eq!(endpoint_problem(None), None);
        assert_eq!(endpoint_problem(Some("http://127.0.0.1:4566")), None);
        for endpoint in ["", "127.0.0.1:4566", "https://", "http:///x", "ftp://a"] {
            assert!(endpoint_problem(Some(endpoint)).is_some(), "{endpoint}");
        }
    }
}
