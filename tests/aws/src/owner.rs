//! The owner of the emulator's account, who may do everything, and can be everybody else.

use aws_credential_types::Credentials;
use serde_json::{Value, json};

use crate::caller::{Body, Caller};
use crate::http::Answer;
use crate::xml::Xml;

/// The Region of everything here.
pub const REGION: &str = "eu-central-1";

/// The emulator's account.
pub const ACCOUNT: &str = "000000000000";

const S3: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// The emulator's owner. What is refused is a fault of the test, and ends it.
#[derive(Clone, Debug)]
pub struct Owner {
    caller: Caller,
}

impl Owner {
    /// The owner of the emulator at this address.
    #[must_use]
    pub fn of(address: &str) -> Self {
        let keys = Credentials::new("test", "test", None, None, "the emulator's owner");
        Self { caller: Caller::new(address, REGION, keys) }
    }

    /// The same in another Region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        Self { caller: self.caller.in_region(region) }
    }

    /// Who calls, for calls that may be refused.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// A call of a service that speaks AWS's JSON protocol, such as `Firehose_20150804.CreateDeliveryStream`.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn json(&self, service: &str, target: &str, body: &Value) -> Value {
        parsed(&well(target, self.caller.json(service, target, body)))
    }

    /// A call of a service that speaks REST with JSON, as Lambda does.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn rest(&self, service: &str, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        parsed(&well(path, self.call(service, method, path, ("application/json", body.as_bytes()))))
    }

    /// A call of a service that speaks AWS's query protocol, as IAM does; its answer says nothing that is needed.
    ///
    /// # Panics
    /// When it is refused.
    pub fn query(&self, service: &str, action: &str, parameters: &[(&str, &str)]) {
        let _ = self.ask(service, action, parameters);
    }

    /// The same, and what it answers.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn ask(&self, service: &str, action: &str, parameters: &[(&str, &str)]) -> Xml {
        let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let answer = self.caller.query(service, action, &parameters.collect::<Vec<_>>());
        Xml::of(&well(action, answer))
    }

    /// Makes a bucket.
    ///
    /// # Panics
    /// When it is refused.
    pub fn bucket(&self, name: &str) {
        let place = format!("<LocationConstraint>{}</LocationConstraint>", self.caller.region());
        let place = format!("<CreateBucketConfiguration xmlns=\"{S3}\">{place}</CreateBucketConfiguration>");
        well(name, self.call("s3", "PUT", &format!("/{name}"), ("application/xml", place.as_bytes())));
    }

    /// Puts an object.
    ///
    /// # Panics
    /// When it is refused.
    pub fn put_object(&self, bucket: &str, key: &str, data: &[u8]) {
        let path = format!("/{bucket}/{key}");
        well(&path, self.call("s3", "PUT", &path, ("application/octet-stream", data)));
    }

    /// Sets one of a bucket's settings, such as `replication`.
    ///
    /// # Panics
    /// When it is refused.
    pub fn set_bucket(&self, bucket: &str, what: &str, xml: &str) {
        let path = format!("/{bucket}?{what}");
        well(&path, self.call("s3", "PUT", &path, ("application/xml", xml.as_bytes())));
    }

    /// An object.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn object(&self, bucket: &str, key: &str) -> Vec<u8> {
        let path = format!("/{bucket}/{key}");
        well(&path, self.call("s3", "GET", &path, ("", b"")))
    }

    /// All buckets.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn buckets(&self) -> Vec<String> {
        Xml::of(&well("buckets", self.call("s3", "GET", "/", ("", b"")))).all("Name")
    }

    /// The keys of a bucket's objects, in their order.
    ///
    /// # Panics
    /// When there is no such bucket.
    #[must_use]
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        Xml::of(&well(bucket, self.call("s3", "GET", &format!("/{bucket}"), ("", b"")))).all("Key")
    }

    /// The objects of a bucket whose keys begin so.
    #[must_use]
    pub fn objects(&self, bucket: &str, prefix: &str) -> Vec<(String, Vec<u8>)> {
        let keys = self.keys(bucket).into_iter().filter(|key| key.starts_with(prefix));
        keys.map(|key| (key.clone(), self.object(bucket, &key))).collect()
    }

    /// Somebody in a role. Roles of services trust those only, so the role is made to trust its account's owner before,
    /// which takes nothing from what it may do; whom it trusts is seen in its template.
    ///
    /// # Panics
    /// When there is no such role.
    #[must_use]
    pub fn in_role(&self, name: &str) -> Caller {
        let trust = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": { "AWS": format!("arn:aws:iam::{ACCOUNT}:root") }, "Action": "sts:AssumeRole",
        }] });
        let trust = trust.to_string();
        self.query("iam", "UpdateAssumeRolePolicy", &[("RoleName", name), ("PolicyDocument", &trust)]);
        let role = format!("arn:aws:iam::{ACCOUNT}:role/{name}");
        let assumed = self.ask("sts", "AssumeRole", &[("RoleArn", &role), ("RoleSessionName", "tests")]);
        self.as_whoever_has(
            &assumed.one("AccessKeyId"),
            &assumed.one("SecretAccessKey"),
            assumed.one("SessionToken"),
        )
    }

    /// A guest of a Cognito identity pool.
    ///
    /// # Panics
    /// When the pool takes no guests.
    #[must_use]
    pub fn guest_of(&self, pool: &str) -> Caller {
        let call = |action: &str, body: &Value| {
            self.json("cognito-identity", &format!("AWSCognitoIdentityService.{action}"), body)
        };
        let identity = call("GetId", &json!({ "IdentityPoolId": pool }));
        let keys = call("GetCredentialsForIdentity", &json!({ "IdentityId": identity["IdentityId"] }));
        let key = |name: &str| keys["Credentials"][name].as_str().expect("keys are text").to_owned();
        self.as_whoever_has(&key("AccessKeyId"), &key("SecretKey"), key("SessionToken"))
    }

    fn as_whoever_has(&self, id: &str, secret: &str, token: String) -> Caller {
        let keys = Credentials::new(id, secret, Some(token), None, "the emulator");
        Caller::new(self.caller.address(), self.caller.region(), keys)
    }

    fn call(&self, service: &str, method: &str, path: &str, body: Body<'_>) -> Answer {
        self.caller.call(service, method, path, &[], body)
    }
}

fn well(what: &str, answer: Answer) -> Vec<u8> {
    let Answer { status, body, .. } = answer;
    assert!((200..300).contains(&status), "{what}: {status} {}", String::from_utf8_lossy(&body));
    body
}

fn parsed(body: &[u8]) -> Value {
    if body.is_empty() { Value::Null } else { serde_json::from_slice(body).expect("the answer is JSON") }
}
