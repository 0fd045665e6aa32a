//! What is answered over HTTP, row by row of "Bad input gets".

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use linger_collector::Ledger;
use linger_collector::intake::{Faulty, IntakeError, Kept, Memory};
use linger_wire::Event;
use linger_wire::limits::{BATCH_BYTES_MAX, BATCH_EVENTS_MAX};
use linger_wire::line::Device;
use serde_json::{Value, json};

use crate::support::{self, BISTRO_ORIGIN, NOON_MS, body, deps, post, post_from, send};

fn value<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().expect("ASCII"))
}

/// Sends a request that must be refused, with nothing stored.
async fn refused(request: Request<Body>) -> (StatusCode, Value) {
    let memory = Arc::new(Memory::new());
    let response = send(deps(memory.clone()), request).await;
    let status = response.status();
    assert_eq!(value(&response, "content-type"), Some("application/problem+json"));
    let problem = support::json(response).await;
    assert_eq!(problem["status"], status.as_u16());
    assert!(
        problem["type"].as_str().is_some_and(|text| text.starts_with("urn:linger:problem:")),
        "{problem}"
    );
    assert!(problem["title"].as_str().is_some_and(|text| !text.is_empty()));
    assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty()));
    assert_eq!(memory.entries(), []);
    (status, problem)
}

#[tokio::test]
async fn a_sound_batch_is_kept_and_counted() {
    let memory = Arc::new(Memory::new());
    for content_type in ["application/json", "text/plain", "text/plain;charset=UTF-8"] {
        let mut request = post(body("demo", 0..3));
        request.headers_mut().insert(header::CONTENT_TYPE, content_type.parse().expect("a header value"));
        let response = send(deps(memory.clone()), request).await;
        assert_eq!(response.status(), StatusCode::ACCEPTED);
        assert_eq!(support::json(response).await, json!({"accepted": 3, "rejected": []}));
    }
    let entries = memory.entries();
    assert_eq!(entries.iter().map(|entry| entry.events).collect::<Vec<_>>(), [3, 3, 3]);
    let line = &memory.lines()[0];
    assert_eq!((&line.header, line.receipt.received_at_ms), (&support::header("demo"), NOON_MS));
    assert_eq!(line.events, (0..3).map(support::event).collect::<Vec<_>>());
    assert_eq!(entries[0].visit, line.header.visit);
}

#[tokio::test]
async fn the_user_agent_becomes_a_class_and_is_gone() {
    let memory = Arc::new(Memory::new());
    let mut request = post(body("demo", 0..1));
    let agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    request.headers_mut().insert(header::USER_AGENT, agent.parse().expect("a header value"));
    assert_eq!(send(deps(memory.clone()), request).await.status(), StatusCode::ACCEPTED);
    assert_eq!(memory.lines()[0].receipt.device, Device::Bot);
    assert!(!format!("{:?}", memory.entries()).contains("Googlebot"));
}

#[tokio::test]
async fn a_body_that_is_not_json_is_told_so() {
    let (status, problem) = refused(post("<html>")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["problems"][0]["reason"], "not_an_event");
}

#[tokio::test]
async fn a_wrong_version_names_the_version_to_send() {
    let (status, problem) = refused(post(body("demo", 0..1).replacen("\"v\":1", "\"v\":9", 1))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["problems"][0]["field"], "v");
    assert_eq!(problem["problems"][0]["reason"], "unknown_version");
    assert!(problem["problems"][0]["detail"].as_str().is_some_and(|text| text.contains("\"v\":1")));
}

#[tokio::test]
async fn all_that_is_wrong_with_a_header_is_reported_at_once() {
    let broken = body("demo", 0..1).replacen("\"reason\":\"age\"", "\"reason\":\"boredom\"", 1).replacen(
        "\"sdk\":\"0.1.0\"",
        "\"sdk\":\"\"",
        1,
    );
    let (status, problem) = refused(post(broken)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let fields: Vec<&Value> =
        problem["problems"].as_array().expect("a list").iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, ["sdk", "reason"]);
}

#[tokio::test]
async fn a_batch_number_the_column_cannot_hold_is_refused() {
    let (status, problem) =
        refused(post(body("demo", 0..1).replacen("\"seq\":0", "\"seq\":2147483648", 1))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["problems"][0]["field"], "seq");
}

#[tokio::test]
async fn an_unknown_site_is_not_found_and_named() {
    let (status, problem) = refused(post(body("nobody", 0..1))).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(problem["problems"][0]["field"], "site");
    assert_eq!(problem["problems"][0]["reason"], "unknown_site");
    assert!(problem["detail"].as_str().is_some_and(|text| text.contains("\"nobody\"")));
}

#[tokio::test]
async fn one_bad_event_does_not_cost_the_others() {
    let memory = Arc::new(Memory::new());
    let batch = body("demo", 0..4).replacen("[\"a\",2,1000,900", "[\"a\",2,-1,9e99", 1);
    let response = send(deps(memory.clone()), post(batch)).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let answer = support::json(response).await;
    assert_eq!(answer["accepted"], 3);
    let rejected = answer["rejected"].as_array().expect("a list");
    assert_eq!(rejected.len(), 1);
    assert_eq!((&rejected[0]["index"], &rejected[0]["number"]), (&json!(2), &json!(2)));
    assert_eq!((&rejected[0]["field"], &rejected[0]["reason"]), (&json!("at_ms"), &json!("out_of_range")));
    assert_eq!(rejected[0]["detail"], rejected[0]["problems"][0]["detail"]);
    assert_eq!(rejected[0]["problems"][1]["field"], "active_ms");
    let numbers: Vec<u32> = memory.lines()[0].events.iter().map(Event::number).collect();
    assert_eq!(numbers, [0, 1, 3]);
}

#[tokio::test]
async fn a_batch_of_bad_events_is_answered_with_their_reasons_and_asks_nothing_of_the_intake() {
    let faulty = Arc::new(Faulty::new());
    faulty.refuse(IntakeError::Closed);
    let batch = body("demo", 0..2).replace("[\"a\",", "[\"z\",");
    let response = send(deps(faulty), post(batch)).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    let answer = support::json(response).await;
    assert_eq!((&answer["accepted"], &answer["rejected"][1]["reason"]), (&json!(0), &json!("unknown_type")));
}

#[tokio::test]
async fn a_body_over_the_limit_is_too_large_whatever_its_length_header_says() {
    let padded = |bytes: usize| {
        let batch = body("demo", 0..1);
        let padding = " ".repeat(bytes - batch.len());
        batch + &padding
    };
    let fits = send(deps(Arc::new(Memory::new())), post(padded(BATCH_BYTES_MAX))).await;
    assert_eq!(fits.status(), StatusCode::ACCEPTED);
    let mut lying = post(padded(BATCH_BYTES_MAX + 1));
    lying.headers_mut().insert(header::CONTENT_LENGTH, 10.into());
    for request in [post(padded(BATCH_BYTES_MAX + 1)), lying] {
        let (status, problem) = refused(request).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(problem["detail"].as_str().is_some_and(|text| text.contains(&BATCH_BYTES_MAX.to_string())));
    }
}

#[tokio::test]
async fn a_batch_of_too_many_events_is_refused_whole() {
    let events = u32::try_from(BATCH_EVENTS_MAX).expect("a small limit");
    let (status, problem) = refused(post(body("demo", 0..events + 1))).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["problems"][0]["field"], "events");
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    for (method, path, allowed) in [
        (Method::GET, "/v1/batches", "POST"),
        (Method::DELETE, "/v1/batches", "OPTIONS"),
        (Method::PUT, "/livez", "GET"),
    ] {
        let request =
            Request::builder().method(method).uri(path).body(Body::empty()).expect("a sound request");
        let response = send(deps(Arc::new(Memory::new())), request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert!(value(&response, "allow").is_some_and(|methods| methods.contains(allowed)), "{response:?}");
        assert_eq!(support::json(response).await["type"], "urn:linger:problem:wrong-method");
    }
}

#[tokio::test]
async fn a_wrong_content_type_or_coding_is_refused() {
    for (name, text) in [
        (header::CONTENT_TYPE, "text/html"),
        (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        (header::CONTENT_TYPE, "text/plain; charset=iso-8859-1"),
        (header::CONTENT_ENCODING, "br"),
    ] {
        let mut request = post(body("demo", 0..1));
        request.headers_mut().insert(name, text.parse().expect("a header value"));
        assert_eq!(refused(request).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{text}");
    }
    let mut request = post(body("demo", 0..1));
    request.headers_mut().remove(header::CONTENT_TYPE);
    assert_eq!(refused(request).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn an_unknown_path_is_not_found() {
    let request = Request::get("/v1/elsewhere").body(Body::empty()).expect("a sound request");
    assert_eq!(refused(request).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_kept_is_to_be_sent_again() {
    let faulty = Arc::new(Faulty::new());
    faulty.refuse(IntakeError::Disk { reason: "/secret/path is full".to_owned() });
    let response = send(deps(faulty.clone()), post_from(BISTRO_ORIGIN, body("bistro", 0..1))).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let seconds = value(&response, "retry-after").and_then(|text| text.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0));
    assert_eq!(value(&response, "access-control-allow-origin"), Some(BISTRO_ORIGIN));
    assert_eq!(value(&response, "access-control-expose-headers"), Some("retry-after"));
    assert!(!support::json(response).await.to_string().contains("secret"));
    assert_eq!(faulty.entries(), []);
    faulty.recover();
    let response = send(deps(faulty.clone()), post(body("bistro", 0..1))).await;
    assert_eq!((response.status(), faulty.entries().len()), (StatusCode::ACCEPTED, 1));
}

#[tokio::test]
async fn readiness_is_the_intakes_and_life_is_not() {
    let faulty = Arc::new(Faulty::new());
    let ask = |path: &str| Request::get(path).body(Body::empty()).expect("a sound request");
    assert_eq!(send(deps(faulty.clone()), ask("/readyz")).await.status(), StatusCode::OK);
    faulty.refuse(IntakeError::Closed);
    assert_eq!(send(deps(faulty.clone()), ask("/livez")).await.status(), StatusCode::OK);
    let response = send(deps(faulty), ask("/readyz")).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(support::json(response).await["detail"], IntakeError::Closed.to_string());
}

fn preflight(origin: &str) -> Request<Body> {
    Request::options("/v1/batches")
        .header(header::ORIGIN, origin)
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
        .body(Body::empty())
        .expect("a sound request")
}

#[tokio::test]
async fn a_preflight_is_granted_to_the_origins_of_any_site_and_to_no_others() {
    let memory = Arc::new(Memory::new());
    let granted = send(support::bistro_only(memory.clone()), preflight(BISTRO_ORIGIN)).await;
    assert_eq!(granted.status(), StatusCode::NO_CONTENT);
    assert_eq!(value(&granted, "access-control-allow-origin"), Some(BISTRO_ORIGIN));
    assert_eq!(value(&granted, "access-control-allow-methods"), Some("POST"));
    assert_eq!(value(&granted, "access-control-allow-headers"), Some("content-encoding,content-type,prefer"));
    assert_eq!(value(&granted, "access-control-max-age"), Some("86400"));
    assert_eq!(value(&granted, "vary"), Some("origin"));
    let denied = send(support::bistro_only(memory), preflight("https://other.example")).await;
    assert_eq!(value(&denied, "access-control-allow-origin"), None);
    assert_eq!(value(&denied, "access-control-allow-methods"), None);
}

#[tokio::test]
async fn a_batch_is_held_against_the_origins_of_its_own_site() {
    let memory = Arc::new(Memory::new());
    let own = send(deps(memory.clone()), post_from(BISTRO_ORIGIN, body("bistro", 0..1))).await;
    assert_eq!(own.status(), StatusCode::ACCEPTED);
    assert_eq!(value(&own, "access-control-allow-origin"), Some(BISTRO_ORIGIN));
    let program = send(deps(memory.clone()), post(body("bistro", 1..2))).await;
    assert_eq!(program.status(), StatusCode::ACCEPTED);
    assert_eq!(value(&program, "access-control-allow-origin"), None);
    assert_eq!(memory.entries().len(), 2);

    let foreign = send(deps(memory.clone()), post_from("https://other.example", body("bistro", 2..3))).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(value(&foreign, "vary"), Some("origin"));
    assert_eq!(support::json(foreign).await["type"], "urn:linger:problem:foreign-origin");
    assert_eq!(memory.entries().len(), 2);
}

#[tokio::test]
async fn any_page_can_read_why_its_batch_is_refused() {
    let memory = Arc::new(Memory::new());
    let other = "https://other.example";
    for wrong in ["not a batch".to_owned(), body("bistro", 0..1), body("nobody", 0..1)] {
        let refused = send(support::bistro_only(memory.clone()), post_from(other, wrong)).await;
        assert!(refused.status().is_client_error());
        assert_eq!(value(&refused, "access-control-allow-origin"), Some(other));
    }
    assert_eq!(memory.entries().len(), 0);
}

#[tokio::test]
async fn what_a_sink_has_is_answered_with_200_and_what_a_spool_has_with_202() {
    for (kept, status) in [(Kept::Spooled, StatusCode::ACCEPTED), (Kept::Delivered, StatusCode::OK)] {
        let response = send(deps(Arc::new(Memory::answering(kept))), post(body("demo", 0..2))).await;
        assert_eq!(response.status(), status);
        assert_eq!(support::json(response).await, json!({"accepted": 2, "rejected": []}));
    }
}

#[tokio::test]
async fn beacons_and_those_who_ask_for_it_get_an_answer_without_a_body() {
    let memory = Arc::new(Memory::new());
    let sound = body("bistro", 0..2);
    let none_sound = sound.replace("[\"a\",", "[\"z\",");
    for (name, text, applied) in
        [("sec-fetch-mode", "no-cors", None), ("prefer", "return=minimal", Some("return=minimal"))]
    {
        for batch in [&sound, &none_sound] {
            let mut request = post_from(BISTRO_ORIGIN, batch.clone());
            request.headers_mut().insert(name, text.parse().expect("a header value"));
            let response = send(deps(memory.clone()), request).await;
            assert_eq!(response.status(), StatusCode::NO_CONTENT);
            assert_eq!(value(&response, "preference-applied"), applied);
            assert_eq!(value(&response, "access-control-allow-origin"), Some(BISTRO_ORIGIN));
            assert_eq!(support::bytes(response).await.len(), 0);
        }
    }
    assert_eq!(memory.entries().len(), 2);
    let mut wrong = post("<html>");
    wrong.headers_mut().insert("sec-fetch-mode", "no-cors".parse().expect("a header value"));
    assert_eq!(refused(wrong).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_event_has_one_outcome_in_the_ledger() {
    for kept in [Kept::Delivered, Kept::SetAside] {
        let ledger = Arc::new(Ledger::new());
        let faulty = Arc::new(Faulty::answering(kept));
        let send = async |batch: String| {
            let deps = linger_collector::Deps { ledger: ledger.clone(), ..deps(faulty.clone()) };
            send(deps, post(batch)).await.status()
        };
        let mixed = body("demo", 0..4).replacen("[\"a\",2,1000", "[\"a\",2,-1", 1);
        assert!(send(mixed.clone()).await.is_success());
        assert!(send(body("demo", 0..2).replace("[\"a\",", "[\"z\",")).await.is_success());
        assert_eq!(send("<html>".to_owned()).await, StatusCode::BAD_REQUEST);
        faulty.refuse(IntakeError::Full { bytes: 7 });
        assert_eq!(send(mixed).await, StatusCode::SERVICE_UNAVAILABLE);
        let counts = ledger.snapshot();
        assert!(counts.balance(), "{counts:?}");
        let dead = counts.dead_lettered.values().sum::<u64>();
        let expected = if kept == Kept::Delivered { (3, 0) } else { (0, 3) };
        assert_eq!((counts.received, counts.pending), (6, 0));
        assert_eq!((counts.delivered, dead), expected);
        let rejected: Vec<_> = counts.rejected.into_iter().collect();
        assert_eq!(rejected, [("out_of_range", 1), ("unknown_type", 2)]);
    }
}

#[tokio::test]
async fn every_reason_for_not_keeping_a_batch_is_told_with_a_time_to_come_again() {
    let reason = || "/secret/path".to_owned();
    for (error, name, seconds) in [
        (IntakeError::Full { bytes: 7 }, "spool_full", "30"),
        (IntakeError::Disk { reason: reason() }, "disk_failed", "5"),
        (IntakeError::Sink { reason: reason() }, "sink_failed", "5"),
        (IntakeError::Closed, "stopping", "5"),
    ] {
        let faulty = Arc::new(Faulty::new());
        faulty.refuse(error);
        let response = send(deps(faulty), post(body("demo", 0..1))).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(value(&response, "retry-after"), Some(seconds));
        let problem = support::json(response).await;
        assert_eq!(problem["type"], "urn:linger:problem:not-stored");
        assert_eq!(problem["problems"][0]["reason"], name);
        assert!(!problem.to_string().contains("secret"));
    }
}

#[tokio::test]
async fn a_compressed_batch_is_kept_like_any_other_and_a_bomb_is_not() {
    let memory = Arc::new(Memory::new());
    let gzip = |bytes: &[u8]| {
        let mut request = post(support::gzip(bytes));
        request.headers_mut().insert(header::CONTENT_ENCODING, "gzip".parse().expect("a header value"));
        request
    };
    let response = send(deps(memory.clone()), gzip(body("demo", 0..3).as_bytes())).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    assert_eq!(memory.lines()[0].events.len(), 3);
    let bomb = gzip(&vec![b' '; 32 * 1024 * 1024]);
    assert_eq!(refused(bomb).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let mut not_gzip = gzip(b"");
    *not_gzip.body_mut() = body("demo", 0..1).into();
    let (status, problem) = refused(not_gzip).await;
    assert_eq!((status, &problem["type"]), (StatusCode::BAD_REQUEST, &json!("urn:linger:problem:bad-gzip")));
}
