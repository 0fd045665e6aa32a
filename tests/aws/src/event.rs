//! What API Gateway, a function URL and Firehose hand to a function.

use linger_wire::line::BATCH_COLUMNS;
use serde_json::{Value, json};

/// A batch as pages post it: a golden one, for the site `demo`.
pub const BATCH: &str = include_str!("../../../wire/testdata/v1/visit.json");

/// When everything here arrives: 2026-11-22, 12:00 UTC.
pub const ARRIVED_AT_MS: i64 = 1_795_348_800_000;

/// A request to a function URL, or to an HTTP API's default stage (payload format 2.0).
#[must_use]
pub fn of_function_url(method: &str, path: &str, body: &str) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": { "host": "linger.lambda-url.eu-west-1.on.aws", "content-type": "text/plain", "x-forwarded-proto": "https" },
        "requestContext": {
            "accountId": "anonymous", "apiId": "linger", "domainName": "linger.lambda-url.eu-west-1.on.aws",
            "domainPrefix": "linger", "requestId": "r", "routeKey": "$default", "stage": "$default",
            "time": "22/Nov/2026:12:00:00 +0000", "timeEpoch": ARRIVED_AT_MS,
            "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.7", "userAgent": "t" },
        },
        "body": body, "isBase64Encoded": false,
    })
}

/// A request to a REST API's stage `prod` (payload format 1.0).
#[must_use]
pub fn of_rest_api(method: &str, path: &str, body: &str) -> Value {
    json!({
        "resource": "/{proxy+}", "path": path, "httpMethod": method,
        "headers": { "Host": "api.example", "Content-Type": "text/plain" },
        "multiValueHeaders": { "Host": ["api.example"], "Content-Type": ["text/plain"] },
        "queryStringParameters": null, "multiValueQueryStringParameters": null,
        "pathParameters": { "proxy": path.trim_start_matches('/') }, "stageVariables": null,
        "requestContext": {
            "resourceId": "r", "resourcePath": "/{proxy+}", "httpMethod": method, "path": format!("/prod{path}"),
            "accountId": "123456789012", "protocol": "HTTP/1.1", "stage": "prod", "requestId": "r",
            "requestTimeEpoch": ARRIVED_AT_MS, "identity": { "sourceIp": "192.0.2.7", "userAgent": "t" }, "apiId": "a",
        },
        "body": body, "isBase64Encoded": false,
    })
}

/// What Firehose hands to its transformation; each record's data in base64.
#[must_use]
pub fn of_firehose(data: &[&str]) -> Value {
    let record = |(index, data): (usize, &&str)| json!({ "recordId": format!("record-{index}"), "approximateArrivalTimestamp": ARRIVED_AT_MS, "data": data });
    let records: Vec<Value> = data.iter().enumerate().map(record).collect();
    json!({
        "invocationId": "i", "deliveryStreamArn": "arn:aws:firehose:eu-west-1:123456789012:deliverystream/linger",
        "region": "eu-west-1", "records": records,
    })
}

/// The names that every line has: those of the table's columns that are never null.
pub fn required_columns() -> impl Iterator<Item = &'static str> {
    BATCH_COLUMNS.iter().filter(|column| !column.nullable).map(|column| column.name)
}
