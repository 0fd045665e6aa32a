//! What the edge refuses for being too much or too slow, and what it says of itself.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, Response, StatusCode, header};
use http_body_util::channel::Channel;
use linger_collector::edge::{EdgeSettings, Peer, Rate};
use linger_collector::intake::Kept;
use linger_collector::intake::{Faulty, IntakeError, Memory};
use linger_collector::metrics::{self, CredentialsFigures, DeliveryFigures, ServerFigures, SpoolFigures};
use linger_collector::{Deps, MetricsSource, Readiness};
use serde_json::json;
use tower::ServiceExt;

use crate::support::{self, BISTRO_ORIGIN, body, deps, post, post_from, send};

const TIGHT: Rate = Rate { per_s: 1, burst: 2 };

fn from(peer: &str, forwarded: Option<&str>, batch: String) -> Request<Body> {
    let mut request = post_from(BISTRO_ORIGIN, batch);
    let peer: IpAddr = peer.parse().expect("an address");
    request.extensions_mut().insert(Peer(peer));
    if let Some(list) = forwarded {
        request.headers_mut().insert("x-forwarded-for", list.parse().expect("a header value"));
    }
    request
}

async fn statuses(edge: EdgeSettings, requests: Vec<Request<Body>>) -> Vec<Response<Body>> {
    let router = linger_collector::app(Deps { edge, ..deps(Arc::new(Memory::new())) });
    let mut answers = Vec::new();
    for request in requests {
        answers.push(router.clone().oneshot(request).await.expect("the router always answers"));
    }
    answers
}

#[tokio::test]
async fn an_address_that_sends_too_much_is_told_when_to_come_again() {
    let edge = EdgeSettings { address_rate: TIGHT, ..EdgeSettings::default() };
    let sent = |peer: &str| from(peer, None, body("bistro", 0..1));
    let peers =
        ["203.0.113.1"; 4].into_iter().chain(["203.0.113.2", "2001:db8::1", "2001:db8::2", "2001:db8::3"]);
    let answers = statuses(edge, peers.map(sent).collect()).await;
    let codes: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    assert_eq!(codes, [202, 202, 429, 429, 202, 202, 202, 429]);
    let refused = answers.into_iter().nth(2).expect("there are eight");
    assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
    assert_eq!(refused.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], BISTRO_ORIGIN);
    assert_eq!(support::json(refused).await["type"], "urn:linger:problem:too-many");
}

#[tokio::test]
async fn a_proxy_is_believed_where_it_is_trusted() {
    let client = |number: u32| from("10.0.0.1", Some(&format!("203.0.113.{number}")), body("bistro", 0..1));
    let requests = || (1..=4).map(client).collect();
    let edge = EdgeSettings { address_rate: TIGHT, ..EdgeSettings::default() };
    let trusting =
        EdgeSettings { trusted_proxies: vec!["10.0.0.0/8".parse().expect("a network")], ..edge.clone() };
    let codes =
        |answers: Vec<Response<Body>>| answers.iter().map(|one| one.status().as_u16()).collect::<Vec<_>>();
    assert_eq!(codes(statuses(trusting, requests()).await), [202; 4]);
    assert_eq!(codes(statuses(edge, requests()).await), [202, 202, 429, 429]);
}

#[tokio::test]
async fn a_site_that_is_sent_too_much_takes_nothing_from_another() {
    let edge = EdgeSettings { site_rate: TIGHT, ..EdgeSettings::default() };
    let sites = ["bistro", "bistro", "bistro", "demo"];
    let answers = statuses(edge, sites.map(|site| post(body(site, 0..1))).into()).await;
    let codes: Vec<u16> = answers.iter().map(|answer| answer.status().as_u16()).collect();
    assert_eq!(codes, [202, 202, 429, 202]);
}

#[tokio::test]
async fn a_dining_room_behind_one_address_is_let_in() {
    let requests = (0..1000).map(|_| from("203.0.113.1", None, body("bistro", 0..1))).collect();
    let answers = statuses(EdgeSettings::default(), requests).await;
    assert!(answers.iter().all(|answer| answer.status() == StatusCode::ACCEPTED));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let (sender, never) = Channel::<Bytes, &'static str>::new(1);
    let response = send(deps(Arc::new(Memory::new())), post(Body::new(never))).await;
    assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    assert_eq!(support::json(response).await["type"], "urn:linger:problem:too-slow");
    drop(sender);
}

struct Refused;

impl Readiness for Refused {
    fn ready(&self) -> Result<(), String> {
        Err("the sink refuses: AccessDeniedException".to_owned())
    }
}

#[tokio::test]
async fn everything_that_is_not_ready_is_named() {
    let faulty = Arc::new(Faulty::new());
    faulty.refuse(IntakeError::Full { bytes: 7 });
    let deps = Deps { readiness: vec![Arc::new(Refused)], ..deps(faulty) };
    let response = send(deps, ask(Method::GET, "/readyz")).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let detail = support::json(response).await["detail"].to_string();
    assert!(detail.contains("7 bytes") && detail.contains("AccessDenied"), "{detail}");
}

fn ask(method: Method, path: &str) -> Request<Body> {
    Request::builder().method(method).uri(path).body(Body::empty()).expect("a sound request")
}

#[tokio::test]
async fn what_can_be_read_can_be_asked_for_without_its_body() {
    for path in ["/livez", "/readyz", "/metrics", "/openapi.json"] {
        let whole = send(deps(Arc::new(Memory::new())), ask(Method::GET, path)).await;
        let head = send(deps(Arc::new(Memory::new())), ask(Method::HEAD, path)).await;
        assert_eq!((head.status(), head.headers()), (StatusCode::OK, whole.headers()), "{path}");
        assert_eq!(support::bytes(head).await.len(), 0);
        assert_ne!(support::bytes(whole).await.len(), 0);
    }
}

/// Figures of everything that may lie behind the edge.
struct All;

impl MetricsSource for All {
    fn spool(&self) -> Option<SpoolFigures> {
        Some(SpoolFigures {
            bytes: 4096,
            bytes_max: 1 << 30,
            batches: 2,
            oldest_age_ms: 1500,
            commits: 3,
            committed_batches: 12,
        })
    }

    fn delivery(&self) -> Option<DeliveryFigures> {
        Some(DeliveryFigures {
            calls: vec![("accepted", 5)],
            records: vec![("accepted", 9)],
            retries: 1,
            concurrency: 8,
            raw_bytes: 1000,
            billed_bytes: 1 << 30,
        })
    }

    fn credentials(&self) -> Option<CredentialsFigures> {
        Some(CredentialsFigures { expires_at_ms: 1_795_348_800_000 })
    }

    fn server(&self) -> Option<ServerFigures> {
        Some(ServerFigures { open: 1, accepted: 2, cut: vec![("idle", 1)] })
    }
}

async fn scraped(requests: Vec<Request<Body>>) -> String {
    let deps = Deps { metrics: vec![Arc::new(All)], ..deps(Arc::new(Memory::answering(Kept::Delivered))) };
    deps.ledger.recovered(2);
    deps.ledger.dead_lettered("refused", 1);
    let router = linger_collector::app(deps);
    for request in requests {
        router.clone().oneshot(request).await.expect("the router always answers");
    }
    let response = router.oneshot(ask(Method::GET, "/metrics")).await.expect("the router always answers");
    let content_type = response.headers()[header::CONTENT_TYPE].to_str().expect("ASCII");
    assert!(content_type.starts_with("application/openmetrics-text"), "{content_type}");
    String::from_utf8(support::bytes(response).await.to_vec()).expect("UTF-8")
}

fn assert_lines(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|found| found == *line), "{line} is missing in:\n{text}");
    }
}

#[tokio::test]
async fn what_happened_can_be_scraped() {
    let mixed = body("demo", 0..4).replacen("[\"a\",2,1000", "[\"a\",2,-1", 1);
    let bytes = mixed.len() + "<html>".len();
    let text = scraped(vec![post(mixed), post("<html>")]).await;
    let body_bytes = format!("linger_request_body_bytes_total {bytes}");
    assert_lines(
        &text,
        &[
            "linger_events_received_total 4",
            "linger_events_rejected_total{reason=\"out_of_range\"} 1",
            "linger_events_recovered_total 2",
            "linger_events_dead_lettered_total{reason=\"refused\"} 1",
            "linger_events_delivered_total 3",
            "linger_events_pending 1",
            "linger_requests_total{class=\"2xx\",problem=\"none\"} 1",
            "linger_requests_total{class=\"4xx\",problem=\"invalid-batch\"} 1",
            "linger_requests_total{class=\"5xx\",problem=\"not-stored\"} 0",
            "linger_request_duration_seconds_count 2",
            "linger_request_duration_seconds_bucket{le=\"+Inf\"} 2",
            &body_bytes,
            "linger_batches_kept_total 1",
        ],
    );
}

#[tokio::test]
async fn what_lies_behind_the_edge_can_be_scraped_with_what_it_costs() {
    assert_lines(
        &scraped(Vec::new()).await,
        &[
            "linger_spool_oldest_age_seconds 1.5",
            "linger_delivery_billed_units_total 209715",
            "linger_delivery_cost_dollars_total 0.047",
            "linger_credentials_expiry_timestamp_seconds 1795348800",
            "linger_connections_cut_total{reason=\"idle\"} 1",
            "# UNIT linger_delivery_cost_dollars dollars",
        ],
    );
}

#[tokio::test]
async fn every_metric_is_documented_and_every_documented_one_is_there() {
    let tables = metrics::tables();
    let documented: Vec<String> = tables
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name.to_owned()))
        .collect();
    let text = scraped(vec![post(body("demo", 0..1))]).await;
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split_once(' '));
    let scraped: Vec<String> = types
        .map(|(name, kind)| if kind == "counter" { format!("{name}_total") } else { name.to_owned() })
        .collect();
    assert_eq!(scraped, documented);
    let page = include_str!("../../../docs/metrics.md");
    assert!(page.contains(&tables), "docs/metrics.md must hold these tables:\n{tables}");
}

#[tokio::test]
async fn the_document_says_where_a_key_stands_and_knows_the_limits() {
    let response = send(deps(Arc::new(Memory::new())), ask(Method::GET, "/openapi.json")).await;
    let document = support::json(response).await;
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["info"]["description"].as_str().is_some_and(|text| text.contains("no authentication")));
    let events = &document["components"]["schemas"]["Batch"]["properties"]["events"];
    assert_eq!(events["maxItems"], json!(linger_wire::limits::BATCH_EVENTS_MAX));
    let answers = document["paths"]["/v1/batches"]["post"]["responses"].as_object().expect("a map");
    let statuses: Vec<&String> = answers.keys().collect();
    assert_eq!(statuses, ["200", "202", "204", "400", "403", "404", "408", "413", "415", "429", "503"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_there_at_once_waits_for_no_timer() {
    let begun = tokio::time::Instant::now();
    let edge = EdgeSettings { body_timeout: Duration::from_millis(1), ..EdgeSettings::default() };
    let answers = statuses(edge, vec![post(body("demo", 0..1))]).await;
    assert_eq!((answers[0].status(), begun.elapsed()), (StatusCode::ACCEPTED, Duration::ZERO));
}
