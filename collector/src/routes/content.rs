//! What the headers say of the body, and of the answer that is wanted.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::error::Refusal;

/// How the body is coded (RFC 9110, section 8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Identity,
    Gzip,
}

/// Whether the body is a batch by its headers, and how it is coded.
pub(crate) fn coding(headers: &HeaderMap) -> Result<Coding, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(is_batch_type) {
        return Err(Refusal::ContentType);
    }
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    let first = codings.next().map_or(Ok(Coding::Identity), one_coding)?;
    codings.next().map_or(Ok(first), |_| Err(Refusal::ContentCoding))
}

fn one_coding(value: &HeaderValue) -> Result<Coding, Refusal> {
    let name = value.as_bytes().trim_ascii();
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    match () {
        () if is("identity") => Ok(Coding::Identity),
        () if is("gzip") || is("x-gzip") => Ok(Coding::Gzip),
        () => Err(Refusal::ContentCoding),
    }
}

/// What a browser's `sendBeacon` with a text is marked by (Fetch Metadata, section 2.3): a request whose answer no
/// script will see.
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// How a sender asks for an answer without a body (RFC 7240, section 4.2).
const PREFER: HeaderName = HeaderName::from_static("prefer");

/// What the sender will do with the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Reads it.
    Outcomes,
    /// Cannot read it.
    Nothing,
    /// Asked for none, and is told that this was heeded.
    Minimal,
}

/// What answer is wanted.
pub(crate) fn wanted(headers: &HeaderMap) -> Wanted {
    if headers.get(FETCH_MODE).is_some_and(|mode| mode == "no-cors") {
        return Wanted::Nothing;
    }
    let mut preferences = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
    if preferences.any(|list| list.split(',').any(is_minimal)) { Wanted::Minimal } else { Wanted::Outcomes }
}

/// `return=minimal`, whatever its spelling and parameters.
fn is_minimal(preference: &str) -> bool {
    let preference = preference.split(';').next().unwrap_or_default();
    let Some((name, value)) = preference.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("return")
        && value.trim().trim_matches('"').eq_ignore_ascii_case("minimal")
}

/// Whether a `Content-Type` is one of a batch, in UTF-8, as JSON always is (RFC 8259, section 8.1).
fn is_batch_type(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let known = ["application/json", "text/plain"].iter().any(|one| essence.eq_ignore_ascii_case(one));
    known && parts.all(|parameter| !is_foreign_charset(parameter))
}

fn is_foreign_charset(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("charset") && !value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn content_types_of_batches_are_known_by_any_spelling() {
        for good in ["application/json", "text/plain;charset=UTF-8", "Text/Plain; Charset=\"utf-8\"; x=y"] {
            assert!(is_batch_type(good), "{good}");
        }
        for bad in ["", "text/html", "application/jsonl", "text/plain;charset=latin1", "multipart/form-data"]
        {
            assert!(!is_batch_type(bad), "{bad}");
        }
    }

    #[test]
    fn a_body_is_plain_or_gzip_and_nothing_twice() {
        let coding = |codings: &[&'static str]| {
            let mut all = headers(&[("content-type", "application/json")]);
            for one in codings {
                all.append(header::CONTENT_ENCODING, HeaderValue::from_static(one));
            }
            coding(&all).ok()
        };
        assert_eq!(coding(&[]), Some(Coding::Identity));
        assert_eq!(coding(&["identity"]), Some(Coding::Identity));
        assert_eq!(coding(&["GZIP"]), Some(Coding::Gzip));
        assert_eq!(coding(&["x-gzip"]), Some(Coding::Gzip), "RFC 9110, section 8.4.1.3");
        for bad in [&["br"][..], &["gzip, gzip"], &["gzip", "gzip"], &["identity", "gzip"], &[""]] {
            assert_eq!(coding(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn beacons_and_those_who_ask_for_nothing_are_known() {
        assert_eq!(wanted(&headers(&[])), Wanted::Outcomes);
        assert_eq!(wanted(&headers(&[("sec-fetch-mode", "cors")])), Wanted::Outcomes);
        assert_eq!(wanted(&headers(&[("sec-fetch-mode", "no-cors")])), Wanted::Nothing);
        for minimal in ["return=minimal", "wait=5, Return=\"minimal\"", "return=minimal; foo=1"] {
            assert_eq!(wanted(&headers(&[("prefer", minimal)])), Wanted::Minimal, "{minimal}");
        }
        assert_eq!(wanted(&headers(&[("prefer", "return=representation")])), Wanted::Outcomes);
    }
}
