//! Calls to the emulator as the owner of its account, signed as AWS wants them: by another implementation than the
//! collector's own clients use for what they send.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::SigningParams;
use serde_json::Value;

use crate::http::{self, Answer};

/// The Region of everything here.
pub const REGION: &str = "eu-central-1";

/// The emulator's account.
pub const ACCOUNT: &str = "000000000000";

const S3: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// The emulator's owner, who may do everything.
#[derive(Clone, Debug)]
pub struct Owner {
    address: String,
}

/// A body and what it is.
type Body<'a> = (&'a str, &'a [u8]);

impl Owner {
    /// The owner of the emulator at this address.
    #[must_use]
    pub fn of(address: &str) -> Self {
        Self { address: address.to_owned() }
    }

    /// A call of a service that speaks AWS's JSON protocol, such as `Firehose_20150804.CreateDeliveryStream`.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn json(&self, service: &str, target: &str, body: &Value) -> Value {
        let body = body.to_string();
        let headers = [("x-amz-target", target)];
        let answer =
            self.call(service, "POST", "/", &headers, ("application/x-amz-json-1.1", body.as_bytes()));
        parsed(&well(target, answer))
    }

    /// A call of a service that speaks REST with JSON, as Lambda does.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn rest(&self, service: &str, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        parsed(&well(path, self.call(service, method, path, &[], ("application/json", body.as_bytes()))))
    }

    /// A call of a service that speaks AWS's query protocol, as IAM does; its answer says nothing that is needed.
    ///
    /// # Panics
    /// When it is refused.
    pub fn query(&self, service: &str, action: &str, parameters: &[(&str, &str)]) {
        let form = parameters.iter().map(|(name, value)| format!("&{name}={}", escaped(value)));
        let form = format!("Action={action}&Version=2010-05-08{}", form.collect::<String>());
        well(
            action,
            self.call(service, "POST", "/", &[], ("application/x-www-form-urlencoded", form.as_bytes())),
        );
    }

    /// Makes a bucket.
    ///
    /// # Panics
    /// When it is refused.
    pub fn bucket(&self, name: &str) {
        let place = format!("<LocationConstraint>{REGION}</LocationConstraint>");
        let place = format!("<CreateBucketConfiguration xmlns=\"{S3}\">{place}</CreateBucketConfiguration>");
        well(name, self.call("s3", "PUT", &format!("/{name}"), &[], ("application/xml", place.as_bytes())));
    }

    /// Puts an object.
    ///
    /// # Panics
    /// When it is refused.
    pub fn put_object(&self, bucket: &str, key: &str, data: &[u8]) {
        let path = format!("/{bucket}/{key}");
        well(&path, self.call("s3", "PUT", &path, &[], ("application/octet-stream", data)));
    }

    /// An object.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn object(&self, bucket: &str, key: &str) -> Vec<u8> {
        let path = format!("/{bucket}/{key}");
        well(&path, self.call("s3", "GET", &path, &[], ("", b"")))
    }

    /// The keys of a bucket's objects, in their order.
    ///
    /// # Panics
    /// When there is no such bucket.
    #[must_use]
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        let listed = well(bucket, self.call("s3", "GET", &format!("/{bucket}"), &[], ("", b"")));
        let listed = String::from_utf8(listed).expect("a listing is text");
        let keys = listed.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
        keys.map(str::to_owned).collect()
    }

    fn call(
        &self,
        service: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Body<'_>,
    ) -> Answer {
        let (content_type, body) = body;
        let mut headers = headers.to_vec();
        headers.push(("host", &self.address));
        if !content_type.is_empty() {
            headers.push(("content-type", content_type));
        }
        let signed = self.signed(service, method, path, &headers, body);
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
        let identity = Credentials::new("test", "test", None, None, "the emulator's owner").into();
        let parameters = SigningParams::builder().identity(&identity).region(REGION).name(service);
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
        settings.payload_checksum_kind = aws_sigv4::http_request::PayloadChecksumKind::XAmzSha256;
    }
    settings
}

fn well(what: &str, answer: Answer) -> Vec<u8> {
    let Answer { status, body } = answer;
    assert!((200..300).contains(&status), "{what}: {status} {}", String::from_utf8_lossy(&body));
    body
}

fn parsed(body: &[u8]) -> Value {
    if body.is_empty() { Value::Null } else { serde_json::from_slice(body).expect("the answer is JSON") }
}

/// For a form (RFC 3986, unreserved characters stay).
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
