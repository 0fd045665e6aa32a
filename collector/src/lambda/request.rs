//! An API's event as the router knows requests.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Uri, uri};
use lambda_http::request::RequestContext;
use lambda_http::{Context, RequestExt};
use tokio::time::Instant;

use crate::clock::{Clock, SystemClock};
use crate::edge::Peer;

/// Time of an invocation that is kept for writing the answer: ours; the runtime's interface is on the same machine.
const ANSWER_TIME: Duration = Duration::from_millis(200);

/// By when the request's batch must be safe: the invocation's end, less what answering takes.
pub(super) fn end(context: &Context) -> Instant {
    let now_ms = SystemClock.now_ms().unsigned_abs();
    let left = Duration::from_millis(context.deadline.saturating_sub(now_ms));
    Instant::now() + left.saturating_sub(ANSWER_TIME)
}

/// The request with the path that the guest's page asked for and the address it came from.
pub(super) fn routed(request: lambda_http::Request) -> Request<Body> {
    let path = path(&request);
    let peer = request.request_context_ref().and_then(peer);
    let (mut parts, body) = request.into_parts();
    parts.uri = path.unwrap_or(parts.uri);
    if let Some(peer) = peer {
        parts.extensions.insert(Peer(peer));
    }
    Request::from_parts(parts, Body::new(body))
}

/// REST APIs name the stage apart from the path, HTTP APIs in both; the router knows no stages.
fn path(request: &lambda_http::Request) -> Option<Uri> {
    let raw = request.raw_http_path();
    let stage = request.request_context_ref().and_then(stage);
    let bare = stage
        .and_then(|stage| raw.strip_prefix('/')?.strip_prefix(stage))
        .filter(|rest| rest.starts_with('/'));
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let path: uri::PathAndQuery = format!("{}{query}", bare.unwrap_or(raw)).parse().ok()?;
    Some(Uri::from(path))
}

fn stage(context: &RequestContext) -> Option<&str> {
    match context {
        RequestContext::ApiGatewayV2(context) => context.stage.as_deref(),
        _ => None,
    }
}

fn peer(context: &RequestContext) -> Option<IpAddr> {
    let address = match context {
        RequestContext::ApiGatewayV1(context) => context.identity.source_ip.as_deref(),
        RequestContext::ApiGatewayV2(context) => context.http.source_ip.as_deref(),
        _ => None,
    };
    address?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn http_api(stage: &str, raw_path: &str) -> Request<Body> {
        let event = json!({
            "version": "2.0", "routeKey": "$default", "rawPath": raw_path, "rawQueryString": "a=1",
            "headers": { "host": "api.example", "content-type": "text/plain" },
            "requestContext": { "stage": stage, "http": { "method": "POST", "path": raw_path, "sourceIp": "192.0.2.7" } },
            "body": "hi", "isBase64Encoded": false,
        });
        routed(lambda_http::request::from_str(&event.to_string()).expect("an event"))
    }

    fn rest_api(path: &str) -> Request<Body> {
        let event = json!({
            "resource": "/{proxy+}", "path": path, "httpMethod": "POST",
            "headers": { "Host": "api.example" }, "multiValueHeaders": { "Host": ["api.example"] },
            "requestContext": { "stage": "prod", "identity": { "sourceIp": "2001:db8::7" }, "httpMethod": "POST" },
            "body": "aGk=", "isBase64Encoded": true,
        });
        routed(lambda_http::request::from_str(&event.to_string()).expect("an event"))
    }

    #[test]
    fn the_router_sees_no_stage() {
        for (stage, path) in
            [("$default", "/v1/batches"), ("prod", "/prod/v1/batches"), ("v1", "/v1/v1/batches")]
        {
            assert_eq!(http_api(stage, path).uri(), "/v1/batches?a=1", "{stage}");
        }
        assert_eq!(http_api("prod", "/production/v1").uri(), "/production/v1?a=1");
        assert_eq!(rest_api("/v1/batches").uri(), "/v1/batches");
    }

    #[test]
    fn the_address_is_the_one_that_the_api_saw() {
        let peer =
            |request: &Request<Body>| request.extensions().get::<Peer>().map(|peer| peer.0.to_string());
        assert_eq!(peer(&http_api("$default", "/")), Some("192.0.2.7".to_owned()));
        assert_eq!(peer(&rest_api("/")), Some("2001:db8::7".to_owned()));
    }

    #[test]
    fn an_invocation_that_is_nearly_over_leaves_no_time() {
        let mut context = Context::default();
        assert!(end(&context) <= Instant::now());
        context.deadline = SystemClock.now_ms().unsigned_abs() + 10_000;
        let left = end(&context) - Instant::now();
        assert!(left > Duration::from_secs(9) && left <= Duration::from_millis(9_800), "{left:?}");
    }
}
