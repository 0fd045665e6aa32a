//! The Lambda binary under a Runtime API of ours: from its start to its first answer, and what a request takes after that.

use std::process::Command;
use std::time::Duration;

use bytes::Bytes;
use serde_json::json;
use tokio::time::{Instant, timeout};

use super::{Bench, Row, float};
use crate::collector::body::Template;
use crate::collector::guest::SITE;
use crate::collector::program::Program;
use crate::collector::report::{Bounds, Line, Side};
use crate::collector::runtime_api::{Answered, RuntimeApi};
use crate::collector::service::{KEYS, REGION, STREAM, Service};
use crate::collector::{Result, problem};
use linger_wire::Id;

const COLD: Bounds =
    Bounds { side: Side::AtMost, must: 60.0, aim: 30.0, show: |value| format!("{value:.0} ms") };

/// Starts.
const STARTS: usize = 20;

/// Lambda gives a function ten seconds to initialise.
const ANSWER_BOUND: Duration = Duration::from_secs(10);

/// What a request to a function that runs already takes.
pub(super) struct Warm {
    /// The mean, in seconds, with the double's answer at once.
    pub(super) seconds: f64,
    /// Billed bytes, on average.
    pub(super) billed_bytes: f64,
}

pub(super) async fn measure(bench: &Bench) -> Result<Vec<Line>> {
    bench.folder(Row::Cold)?;
    let service = Service::open_counting().await;
    let template = Template::default();
    let mut took = Vec::new();
    for number in 0..if bench.quick { STARTS / 4 } else { STARTS } {
        let body = template.of(Id::from_bits(number as u128));
        took.push(start(bench, &service, &body).await?);
    }
    took.sort_unstable();
    let [median, worst] = [took[took.len() / 2], took[took.len() - 1]].map(|time| time.as_secs_f64() * 1e3);
    let more = format!("worst of {}: {worst:.0} ms", took.len());
    Ok(vec![COLD.line("Lambda: start of the binary to its first answer, median", median, &more)])
}

/// From the start of a process to the answer of its first request, stored by the double.
async fn start(bench: &Bench, service: &Service, body: &[u8]) -> Result<Duration> {
    let mut api = RuntimeApi::start(vec![event(body)]).await?;
    let began = Instant::now();
    let program = function(bench, &api, service)?;
    let answered = first(&mut api).await?;
    drop(program);
    Ok(answered.at - began)
}

/// Requests to one process, after a first that is not counted.
pub(super) async fn warm(bench: &Bench, posts: &[Bytes]) -> Result<Warm> {
    bench.folder(Row::Cold)?;
    let service = Service::open_counting().await;
    let mut api = RuntimeApi::start(posts.iter().map(|body| event(body)).collect()).await?;
    let program = function(bench, &api, &service)?;
    first(&mut api).await?;
    let (before, mut all) = (service.counts(), Duration::ZERO);
    for _ in 1..posts.len() {
        all += first(&mut api).await?.took;
    }
    drop(program);
    let requests = float(posts.len() as u64 - 1);
    let billed_bytes = float(service.counts().since(before).billed_bytes()) / requests;
    Ok(Warm { seconds: all.as_secs_f64() / requests, billed_bytes })
}

fn function(bench: &Bench, api: &RuntimeApi, service: &Service) -> Result<Program> {
    let mut command = Command::new(&bench.lambda);
    command.envs(KEYS).envs([
        ("AWS_LAMBDA_RUNTIME_API", api.address.to_string()),
        ("AWS_LAMBDA_FUNCTION_NAME", "bench".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128".to_owned()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1".to_owned()),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "bench".to_owned()),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "bench".to_owned()),
        ("LINGER_SINK", "firehose".to_owned()),
        ("LINGER_SITE", format!("{SITE}=*")),
        ("LINGER_FIREHOSE_STREAM", STREAM.to_owned()),
        ("LINGER_FIREHOSE_REGION", REGION.to_owned()),
        ("LINGER_FIREHOSE_ENDPOINT", service.endpoint()),
        ("LINGER_EDGE_ADDRESS_PER_S", "0".to_owned()),
        ("LINGER_EDGE_SITE_PER_S", "0".to_owned()),
    ]);
    Program::start(&mut command, &bench.folder.join(Row::Cold.id()).join("lambda.log"))
}

/// The next answer, which has to be one of success.
async fn first(api: &mut RuntimeApi) -> Result<Answered> {
    let answered = timeout(ANSWER_BOUND, api.answered()).await.ok().flatten();
    let answered =
        answered.ok_or_else(|| problem(format!("the function did not answer within {ANSWER_BOUND:?}")))?;
    if answered.body.contains("\"statusCode\":20") {
        Ok(answered)
    } else {
        Err(problem(format!("the function answered {}", answered.body)))
    }
}

/// What a function URL hands over (payload format 2.0).
fn event(body: &[u8]) -> Bytes {
    let host = "bench.lambda-url.eu-central-1.on.aws";
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
    let http = json!({
        "method": "POST", "path": "/v1/batches", "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": agent,
    });
    let event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": "/v1/batches",
        "rawQueryString": "",
        "headers": {
            "content-type": "text/plain;charset=UTF-8", "content-length": body.len().to_string(), "host": host,
            "user-agent": agent, "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https",
        },
        "requestContext": {
            "accountId": "anonymous", "apiId": "bench", "domainName": host, "domainPrefix": "bench", "http": http,
            "requestId": "bench", "routeKey": "$default", "stage": "$default",
            "time": "21/Sep/2026:14:13:20 +0000", "timeEpoch": 1_790_000_000_000_i64,
        },
        "body": String::from_utf8_lossy(body),
        "isBase64Encoded": false,
    });
    event.to_string().into()
}
