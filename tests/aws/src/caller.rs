//! Calls signed as AWS wants them, by another implementation than the collector's own clients use for what they send.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
    UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::SigningParams;
use serde_json::Value;

use crate::http::{self, Answer};

/// Somebody with keys, in a Region.
#[derive(Clone, Debug)]
pub struct Caller {
    address: String,
    region: String,
    keys: Credentials,
    scheme: &'static str,
}

/// A body and what it is.
pub type Body<'a> = (&'a str, &'a [u8]);

impl Caller {
    /// Whoever has these keys, before the services at this address.
    #[must_use]
    pub fn new(address: &str, region: &str, keys: Credentials) -> Self {
        Self { address: address.to_owned(), region: region.to_owned(), keys, scheme: "https" }
    }

    /// The same in another Region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        Self { region: region.to_owned(), ..self.clone() }
    }

    /// The same without TLS.
    #[must_use]
    pub fn in_the_clear(&self) -> Self {
        Self { scheme: "http", ..self.clone() }
    }

    /// Where the services are.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The Region that is called.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// A call of a service that speaks AWS's JSON protocol, such as `Firehose_20150804.CreateDeliveryStream`.
    ///
    /// # Panics
    /// When there is no answer, as in all calls here.
    #[must_use]
    pub fn json(&self, service: &str, target: &str, body: &Value) -> Answer {
        let body = body.to_string();
        let headers = [("x-amz-target", target)];
        self.call(service, "POST", "/", &headers, ("application/x-amz-json-1.1", body.as_bytes()))
    }

    /// A call of a service that speaks AWS's query protocol, as IAM does.
    #[must_use]
    pub fn query(&self, service: &str, action: &str, parameters: &[(String, String)]) -> Answer {
        let form = parameters.iter().map(|(name, value)| format!("&{name}={}", escaped(value)));
        let version = version(service);
        let form = format!("Action={action}&Version={version}{}", form.collect::<String>());
        self.call(service, "POST", "/", &[], ("application/x-www-form-urlencoded", form.as_bytes()))
    }

    /// Any call.
    ///
    /// # Panics
    /// When there is no answer.
    #[must_use]
    pub fn call(
        &self,
        service: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        (content_type, body): Body<'_>,
    ) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("host", &self.address));
        if !content_type.is_empty() {
            headers.push(("content-type", content_type));
        }
        let signed = self.signed(service, method, path, &headers, body);
        // The emulator speaks no TLS here; buckets that take nothing without it are told that something before it does.
        headers.push(("x-forwarded-proto", self.scheme));
        let signed = signed.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let headers: Vec<_> = headers.into_iter().chain(signed).collect();
        http::call(&self.address, method, path, &headers, body)
            .unwrap_or_else(|error| panic!("{method} {path} of {service}: {error}"))
    }

    fn signed(
        &self,
        service: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Vec<(String, String)> {
        let identity = self.keys.clone().into();
        let parameters = SigningParams::builder().identity(&identity).region(&self.region).name(service);
        let parameters =
            parameters.time(SystemTime::now()).settings(settings(service)).build().expect("all is set");
        let url = format!("http://{}{path}", self.address);
        let request = SignableRequest::new(method, url, headers.iter().copied(), SignableBody::Bytes(body));
        let signed = sign(request.expect("a sound request"), &parameters.into()).expect("it can be signed");
        let (instructions, _) = signed.into_parts();
        instructions.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

/// S3 signs paths as they are.
fn settings(service: &str) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if service == "s3" {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    settings
}

/// Of the service's API, as botocore's models have it.
fn version(service: &str) -> &'static str {
    match service {
        "cloudformation" => "2010-05-15",
        "iam" => "2010-05-08",
        "sts" => "2011-06-15",
        other => panic!("{other} does not speak AWS's query protocol in these tests"),
    }
}

/// For a form (RFC 3986, unreserved characters stay).
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
