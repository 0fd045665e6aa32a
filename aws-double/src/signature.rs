//! Signature Version 4 of a request, made again from the key that was given out:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use std::fmt::Write;
use std::time::SystemTime;

use http::HeaderMap;
use http::request::Parts;
use ring::{digest, hmac};

use crate::answer::Refusal;
use crate::moment;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a request says of its signature.
#[derive(Debug)]
pub(crate) struct Signed<'a> {
    pub(crate) key: &'a str,
    pub(crate) token: Option<&'a str>,
    scope: &'a str,
    headers: &'a str,
    signature: &'a str,
    time: &'a str,
}

impl<'a> Signed<'a> {
    /// Reads the header `Authorization` and those that belong to it.
    pub(crate) fn read(headers: &'a HeaderMap) -> Result<Self, Refusal> {
        let authorization = text(headers, "authorization").ok_or_else(missing)?;
        let fields = authorization.strip_prefix(ALGORITHM).ok_or_else(incomplete)?;
        let field = |name: &str| {
            let mut fields = fields.split(',').filter_map(|field| field.trim().split_once('='));
            fields.find(|(key, _)| *key == name).map(|(_, value)| value).ok_or_else(incomplete)
        };
        let (key, scope) = field("Credential")?.split_once('/').ok_or_else(incomplete)?;
        let time = text(headers, "x-amz-date").ok_or_else(incomplete)?;
        let (headers_signed, signature) = (field("SignedHeaders")?, field("Signature")?);
        let token = text(headers, "x-amz-security-token");
        Ok(Self { key, token, scope, headers: headers_signed, signature, time })
    }

    /// Whether it was made just now.
    pub(crate) fn is_now(&self, now: SystemTime) -> Result<(), Refusal> {
        moment::is_now(self.time, now)
    }

    /// Whether it was made for this Region and service, over these headers and this body, with this secret.
    pub(crate) fn check(
        &self,
        parts: &Parts,
        body: &[u8],
        place: (&str, &str),
        secret: &str,
    ) -> Result<(), Refusal> {
        let date = self.time.get(..8).ok_or_else(incomplete)?;
        let (region, service) = place;
        let scope = format!("{date}/{region}/{service}/aws4_request");
        if self.scope != scope {
            let message = format!("Credential should be scoped to {scope}, is to {}", self.scope);
            return Err(Refusal::new("InvalidSignatureException", message));
        }
        let token = parts.headers.contains_key("x-amz-security-token").then_some("x-amz-security-token");
        for needed in ["host", "x-amz-date", "x-amz-target", "content-type"].into_iter().chain(token) {
            self.covers(needed)?;
        }
        let to_sign = format!(
            "{ALGORITHM}\n{}\n{scope}\n{}",
            self.time,
            sha256(self.canonical(parts, body).as_bytes())
        );
        let signature = hex(hmac::sign(&key(secret, date, region, service), to_sign.as_bytes()).as_ref());
        let message = "The request signature we calculated does not match the signature you provided.";
        (signature == self.signature)
            .then_some(())
            .ok_or_else(|| Refusal::new("InvalidSignatureException", message))
    }

    fn covers(&self, header: &str) -> Result<(), Refusal> {
        let is_covered = self.headers.split(';').any(|name| name == header);
        let message = || format!("'{header}' must be a signed header");
        is_covered.then_some(()).ok_or_else(|| Refusal::new("InvalidSignatureException", message()))
    }

    fn canonical(&self, parts: &Parts, body: &[u8]) -> String {
        let mut canonical =
            format!("{}\n{}\n{}\n", parts.method, parts.uri.path(), parts.uri.query().unwrap_or(""));
        for name in self.headers.split(';') {
            let value = text(&parts.headers, name).unwrap_or_default().trim();
            let _ = writeln!(canonical, "{name}:{value}");
        }
        let _ = write!(canonical, "\n{}\n{}", self.headers, sha256(body));
        canonical
    }
}

fn key(secret: &str, date: &str, region: &str, service: &str) -> hmac::Key {
    let start = hmac::Key::new(hmac::HMAC_SHA256, format!("AWS4{secret}").as_bytes());
    [date, region, service, "aws4_request"].into_iter().fold(start, |key, part| {
        hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref())
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn sha256(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn missing() -> Refusal {
    Refusal::new("MissingAuthenticationTokenException", "Missing Authentication Token")
}

fn incomplete() -> Refusal {
    Refusal::new("IncompleteSignatureException", "The request signature does not conform to AWS standards")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation's predecessor, which AWS's own test suite has as `get-vanilla`, made a key check.
    #[test]
    fn the_signing_key_is_that_of_the_documentation() {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let to_sign = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n\
                       f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
        let key = key(secret, "20150830", "us-east-1", "iam");
        let signature = hex(hmac::sign(&key, to_sign.as_bytes()).as_ref());
        assert_eq!(signature, "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }
}
