//! What is tried, each a call of its own.

use linger_tests_aws::caller::Caller;
use linger_tests_aws::owner::{ACCOUNT, REGION};
use serde_json::{Value, json};

use super::{BESIDE, House};

/// A call that is allowed or not.
pub(super) struct Act {
    pub(super) name: &'static str,
    service: &'static str,
    method: &'static str,
    path: String,
    target: Option<&'static str>,
    content_type: &'static str,
    body: String,
}

impl Act {
    /// Whether it is done for somebody.
    ///
    /// # Panics
    /// When it is neither done nor denied: then it is no act that tells of rights.
    pub(super) fn is_allowed_to(&self, who: &Caller) -> bool {
        let target = self.target.map(|target| ("x-amz-target", target));
        let headers: Vec<_> = target.into_iter().collect();
        let body = (self.content_type, self.body.as_bytes());
        let answer = who.call(self.service, self.method, &self.path, &headers, body);
        let denied = answer.text().contains("AccessDenied");
        assert!(denied || answer.status < 300, "{}: {} {}", self.name, answer.status, answer.text());
        !denied
    }

    /// Of a service that speaks AWS's JSON protocol.
    fn json(name: &'static str, service: &'static str, target: &'static str, body: &Value) -> Self {
        let content_type = "application/x-amz-json-1.1";
        let body = body.to_string();
        Self { name, service, method: "POST", path: "/".to_owned(), target: Some(target), content_type, body }
    }

    /// Of a service that speaks REST.
    fn rest(name: &'static str, service: &'static str, method: &'static str, path: String) -> Self {
        Self { name, service, method, path, target: None, content_type: "", body: String::new() }
    }

    fn query(name: &'static str, service: &'static str, form: &str) -> Self {
        let content_type = "application/x-www-form-urlencoded";
        Self { content_type, body: form.to_owned(), ..Self::rest(name, service, "POST", "/".to_owned()) }
    }
}

/// All that is tried. What destroys is tried where it is denied to all, and comes last.
pub(super) fn all(house: &House) -> Vec<Act> {
    let mut acts = on_streams(house);
    acts.extend(on_buckets(house));
    acts.extend(on_tables_and_keys(house));
    acts.extend(on_functions_and_others(house));
    acts
}

fn on_streams(house: &House) -> Vec<Act> {
    let stream = house.pipeline.0.output("StreamName");
    let record = json!({ "Data": "e30K" });
    let batch = |stream: &str| json!({ "DeliveryStreamName": stream, "Records": [record] });
    let call = |name, target, body: &Value| Act::json(name, "firehose", target, body);
    vec![
        call("put batch", "Firehose_20150804.PutRecordBatch", &batch(&stream)),
        call("put batch beside", "Firehose_20150804.PutRecordBatch", &batch(BESIDE)),
        call(
            "put record",
            "Firehose_20150804.PutRecord",
            &json!({ "DeliveryStreamName": stream, "Record": record }),
        ),
        call(
            "see stream",
            "Firehose_20150804.DescribeDeliveryStream",
            &json!({ "DeliveryStreamName": stream }),
        ),
        call("list streams", "Firehose_20150804.ListDeliveryStreams", &json!({})),
        call(
            "end stream",
            "Firehose_20150804.DeleteDeliveryStream",
            &json!({ "DeliveryStreamName": BESIDE }),
        ),
    ]
}

fn on_buckets(house: &House) -> Vec<Act> {
    let (lake, copy) = (house.pipeline.lake(), house.replica.output("BucketName"));
    let archives = house.account.artifacts.output("BucketName");
    let call =
        |name, method, bucket: &str, rest: &str| Act::rest(name, "s3", method, format!("/{bucket}{rest}"));
    vec![
        call("write events", "PUT", &lake, "/events/a"),
        call("write errors", "PUT", &lake, "/errors/a"),
        call("write dead-letters", "PUT", &lake, "/dead-letters/a"),
        call("write results", "PUT", &lake, "/athena-results/a"),
        call("write copy", "PUT", &copy, "/events/a"),
        call("read events", "GET", &lake, "/events/there"),
        call("read copy", "GET", &copy, "/events/there"),
        call("list lake", "GET", &lake, ""),
        call("list archives", "GET", &archives, ""),
        call("see replication", "GET", &lake, "?replication"),
        call("delete events", "DELETE", &lake, "/events/there"),
        call("end replication", "DELETE", &lake, "?replication"),
        call("end policy", "DELETE", &lake, "?policy"),
    ]
}

fn on_tables_and_keys(house: &House) -> Vec<Act> {
    let (database, key) = (house.pipeline.0.output("Database"), house.pipeline.0.output("KeyArn"));
    // The emulator holds whoever asks for a table against its database, so the neighbour lies in another.
    let [own, beside] =
        [&database, BESIDE].map(|database| json!({ "DatabaseName": database, "Name": "batches" }));
    vec![
        Act::json("see table", "glue", "AWSGlue.GetTable", &own),
        Act::json("see table beside", "glue", "AWSGlue.GetTable", &beside),
        Act::json("end table", "glue", "AWSGlue.DeleteTable", &beside),
        // Every role that needs the key may use it through S3 only.
        Act::json(
            "use key",
            "kms",
            "TrentService.GenerateDataKey",
            &json!({ "KeyId": key, "KeySpec": "AES_256" }),
        ),
        Act::json("end key", "kms", "TrentService.DisableKey", &json!({ "KeyId": key })),
    ]
}

/// What the emulator cannot be asked to do as AWS would: it holds a log's writer against the group where AWS holds it against
/// the stream, and copies by itself. Of these its simulator tells, which knows no conditions: what is allowed through S3
/// alone, as the keys are, is denied there.
pub(super) fn asked_of_the_simulator(house: &House) -> Vec<(&'static str, &'static str, String)> {
    let (lake, copy) = (house.pipeline.0.output("LakeBucketArn"), house.replica.output("BucketArn"));
    let log = |group: &str| format!("arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group}:log-stream:tests");
    let collector = house.edge.resources().remove("CollectorLogs").unwrap_or_else(|| "none".to_owned());
    let read = "s3:GetObjectVersionForReplication";
    vec![
        ("log as delivery", "logs:PutLogEvents", log(&house.pipeline.0.output("DeliveryLogGroup"))),
        ("log as transformation", "logs:PutLogEvents", log(&house.pipeline.0.resource("TransformLogs"))),
        ("log as collector", "logs:PutLogEvents", log(&collector)),
        ("log beside", "logs:PutLogEvents", log(BESIDE)),
        ("copy from events", read, format!("{lake}/events/a")),
        ("copy from dead-letters", read, format!("{lake}/dead-letters/a")),
        ("copy from results", read, format!("{lake}/athena-results/a")),
        ("copy to events", "s3:ReplicateObject", format!("{copy}/events/a")),
        ("copy to dead-letters", "s3:ReplicateObject", format!("{copy}/dead-letters/a")),
        ("copy to results", "s3:ReplicateObject", format!("{copy}/athena-results/a")),
        ("copy to itself", "s3:ReplicateObject", format!("{lake}/events/a")),
        ("copy deletions", "s3:ReplicateDelete", format!("{copy}/events/a")),
    ]
}

fn on_functions_and_others(house: &House) -> Vec<Act> {
    let function = format!("/2015-03-31/functions/{}", house.pipeline.0.output("TransformFunction"));
    let nothing = json!({ "records": [] }).to_string();
    let call = Act::rest("call transformation", "lambda", "POST", format!("{function}/invocations"));
    vec![
        Act { content_type: "application/json", body: nothing, ..call },
        Act::rest("see transformation", "lambda", "GET", format!("{function}/configuration")),
        Act::rest("list functions", "lambda", "GET", "/2015-03-31/functions".to_owned()),
        Act::query("list roles", "iam", "Action=ListRoles&Version=2010-05-08"),
        Act::json("ask Athena", "athena", "AmazonAthena.ListWorkGroups", &json!({})),
    ]
}
