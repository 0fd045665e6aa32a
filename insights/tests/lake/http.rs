//! The API as the dashboard meets it.

use std::sync::Arc;

use crate::support::{DAY, DAY_START_MS, Lake, Row};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use linger_insights::{PARAMETERS, View, api_with_clock, for_readers};
use serde_json::{Value, json};
use tower::ServiceExt;

fn app(lake: &Lake) -> Router {
    api_with_clock(Arc::new(lake.insights()), || 42)
}

async fn send(app: Router, method: Method, path: &str) -> (StatusCode, HeaderMap, String) {
    let request =
        Request::builder().method(method).uri(path).body(Body::empty()).expect("the request is sound");
    let response = app.oneshot(request).await.expect("a router always answers");
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("the body is at hand").to_bytes();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).expect("the body is text"))
}

async fn get(lake: &Lake, path: &str) -> (StatusCode, HeaderMap, String) {
    send(app(lake), Method::GET, path).await
}

async fn get_json(lake: &Lake, path: &str) -> (StatusCode, Value) {
    let (status, _, body) = get(lake, path).await;
    (status, serde_json::from_str(&body).expect("the body is JSON"))
}

fn lake() -> Lake {
    Lake::of(&[
        Row::section("v1", 0, 0, "mains").times(1500, 500, 1000),
        Row::item("v1", 1, 1, "bulgogi", "mains").times(100, 0, 50),
        Row::activity("v1", 2, 2000),
    ])
}

#[tokio::test]
async fn an_answer_has_the_promised_fields() {
    let (lake, section) = (lake(), "section");
    std::fs::write(lake.path(DAY, "x.parquet"), "broken").expect("it can be written");
    let (status, answer) = get_json(&lake, "/api/v1/views/sections?site=demo&from=&to=&table=12").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["view"], "sections");
    assert_eq!(answer["generated_at_ms"], 42);
    assert_eq!(answer["left_out"][0]["file"], "dt=2026-11-22/x.parquet");
    let row = json!({
        "target": "mains", "visits": 1, "reach": 1.0, "exposures": 1, "dwell_ms": 2000, "dwell_median_ms": 2000,
        "dwell_p90_ms": 2000, "paused_ms": 1500, "scrolling_ms": 500, "attention_ms": 1000, "attention_share": 1.0,
        "read_exposures": 1, "skimmed_exposures": 0, "skim_rate": 0.0, "revisits": 0,
        "first_at_ms": DAY_START_MS, "last_at_ms": DAY_START_MS, "position_median": 1, "entries": 1, "exits": 1,
    });
    assert_eq!(answer["rows"], json!([row]));
    let (_, items) = get_json(&lake, "/api/v1/views/items").await;
    assert_eq!(
        (&items["rows"][0]["target"], &items["rows"][0][section]),
        (&json!("bulgogi"), &json!("mains"))
    );
    let (_, summary) = get_json(&lake, "/api/v1/views/summary").await;
    assert_eq!((&summary["rows"][0]["visits"], &summary["rows"][0]["events"]), (&json!(1), &json!(3)));
}

#[tokio::test]
async fn nothing_is_cached_and_types_are_named() {
    for (path, content_type) in [
        ("/api/v1/views", "application/json"),
        ("/api/v1/views/items", "application/json"),
        ("/api/v1/views/items?format=csv", "text/csv; charset=utf-8"),
        ("/api/v1/views/nothing", "application/problem+json"),
        ("/api/v1/views/items?form=csv", "application/problem+json"),
    ] {
        let (_, headers, _) = get(&lake(), path).await;
        assert_eq!(headers["content-type"], content_type, "{path}");
        assert_eq!(headers["cache-control"], "no-store", "{path}");
    }
}

#[tokio::test]
async fn csv_is_the_same_answer() {
    let (status, headers, body) = get(&lake(), "/api/v1/views/sections?format=csv").await;
    assert_eq!(
        (status, &headers["linger-left-out"]),
        (StatusCode::OK, &"0".parse().expect("a header value"))
    );
    assert!(
        body.ends_with(
            "\r\nmains,1,1,1,2000,2000,2000,1500,500,1000,1,1,0,0,0,1795305600000,1795305600000,1,1,1\r\n"
        ),
        "{body}"
    );
}

#[tokio::test]
async fn the_views_are_described_as_they_answer() {
    let lake = lake();
    let (_, described) = get_json(&lake, "/api/v1/views").await;
    assert_eq!(described["parameters"].as_array().expect("a list").len(), PARAMETERS.len() + 1);
    for (place, view) in View::ALL.into_iter().enumerate() {
        let described = &described["views"][place];
        assert_eq!(described["name"], view.name());
        let versions = if view == View::Compare { "?menu_a=2026-11&menu_b=x" } else { "" };
        let (_, answer) = get_json(&lake, &format!("/api/v1/views/{}{versions}", view.name())).await;
        let columns = described["columns"].as_array().expect("a list");
        for row in answer["rows"].as_array().expect("a list") {
            let row = row.as_object().expect("an object");
            assert_eq!(row.len(), columns.len(), "{}", view.name());
            assert!(columns.iter().all(|column| row.contains_key(column["name"].as_str().expect("text"))));
        }
        let parameters = described["parameters"].as_array().expect("a list");
        let own = view.parameters().iter().zip(parameters);
        assert!(own.into_iter().all(|(own, described)| own.name == described["name"]), "{}", view.name());
    }
}

#[tokio::test]
async fn an_unknown_view_is_told_the_views_there_are() {
    let (status, problem) = get_json(&lake(), "/api/v1/views/dishes").await;
    assert_eq!((status, &problem["status"]), (StatusCode::NOT_FOUND, &json!(404)));
    assert_eq!(
        problem["detail"],
        "there is no view `dishes`; the views are sections, items, summary, section_items, paths, menus, tables, \
         languages, devices, times, days, funnel, matrix, zones, quality, compare"
    );
}

#[tokio::test]
async fn wrong_parameters_are_reported_together() {
    let (status, problem) = get_json(&lake(), "/api/v1/views/items?tabel=1&from=noon&format=xml").await;
    assert_eq!((status, &problem["title"]), (StatusCode::BAD_REQUEST, &json!("Wrong parameters")));
    let parameters: Vec<_> = (0..3).map(|place| problem["problems"][place]["parameter"].clone()).collect();
    assert_eq!(parameters, ["tabel", "from", "format"]);
}

#[tokio::test]
async fn other_methods_and_other_paths_are_problems_too() {
    let (status, headers, body) = send(app(&lake()), Method::POST, "/api/v1/views/items").await;
    assert_eq!(
        (status, &headers["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"GET, HEAD".parse().expect("value"))
    );
    assert!(body.contains("\"title\":\"Wrong method\""), "{body}");
    let (status, problem) = get_json(&lake(), "/api/v2/views").await;
    assert_eq!(
        (status, &problem["detail"]),
        (StatusCode::NOT_FOUND, &json!("there is nothing at /api/v2/views; see /api/v1/views"))
    );
}

#[tokio::test]
async fn an_empty_lake_answers_with_empty_rows() {
    for view in View::ALL.into_iter().filter(|view| *view != View::Compare) {
        let (status, answer) = get_json(&Lake::empty(), &format!("/api/v1/views/{}", view.name())).await;
        assert_eq!((status, &answer["rows"]), (StatusCode::OK, &json!([])));
    }
}

const KEYS: [&str; 2] = ["0123456789abcdef0123", "another-key-of-the-house"];

async fn as_reader(keys: &[&str], path: &str, header: Option<&str>) -> (StatusCode, HeaderMap, String) {
    let lake = lake();
    let guarded = for_readers(app(&lake), keys.iter().map(|key| (*key).to_owned()).collect());
    let request = Request::builder().uri(path);
    let request = header.into_iter().fold(request, |request, value| request.header("authorization", value));
    let response = guarded.oneshot(request.body(Body::empty()).expect("the request is sound")).await;
    let (parts, body) = response.expect("a router always answers").into_parts();
    let body = body.collect().await.expect("the body is at hand").to_bytes();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).expect("the body is text"))
}

#[tokio::test]
async fn with_reader_keys_only_who_holds_one_is_answered() {
    for path in ["/api/v1/views", "/api/v1/views/sections", "/api/v1/views/nothing", "/api/v2"] {
        for (header, challenge) in [
            (None, "Bearer realm=\"linger\""),
            (Some("Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM="), "Bearer realm=\"linger\""),
            (Some("0123456789abcdef0123"), "Bearer realm=\"linger\""),
            (Some("Bearer 0123456789abcdef0124"), "Bearer realm=\"linger\", error=\"invalid_token\""),
            (Some("Bearer 0123456789abcdef012"), "Bearer realm=\"linger\", error=\"invalid_token\""),
            (Some("Bearer "), "Bearer realm=\"linger\", error=\"invalid_token\""),
        ] {
            let (status, headers, body) = as_reader(&KEYS, path, header).await;
            assert_eq!(
                (status, headers["www-authenticate"].as_bytes()),
                (StatusCode::UNAUTHORIZED, challenge.as_bytes()),
                "{header:?}"
            );
            assert_eq!(headers["content-type"], "application/problem+json");
            assert!(body.contains("\"title\":\"No reader key\"") && !body.contains("mains"), "{body}");
        }
    }
    for header in ["Bearer 0123456789abcdef0123", "bearer another-key-of-the-house"] {
        let (status, _, body) = as_reader(&KEYS, "/api/v1/views/sections", Some(header)).await;
        assert!(status == StatusCode::OK && body.contains("mains"), "{header}: {status} {body}");
    }
}

#[tokio::test]
async fn without_reader_keys_everybody_is_answered() {
    assert_eq!(as_reader(&[], "/api/v1/views/sections", None).await.0, StatusCode::OK);
}
