//! `linger report` over a bucket: a small server on the loopback that lists and gives objects as S3 does.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use axum::Router;
use axum::extract::{Path as Named, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use linger_lake::LakeConfig;
use linger_traffic::{History, Menu, Model, Version};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::child::{Place, text};

const PREFIX: &str = "menus/lake/";

/// What the SDKs call an object's place and size.
struct Object {
    key: String,
    path: PathBuf,
}

fn objects(lake: &Path) -> Vec<Object> {
    let days = fs::read_dir(lake).expect("a lake").map(|day| day.expect("a day").path());
    let files = days.filter(|day| day.is_dir()).flat_map(|day| fs::read_dir(day).expect("a day"));
    let object = |path: PathBuf| {
        let name = path.strip_prefix(lake).expect("of the lake").display().to_string();
        Object { key: format!("{PREFIX}{name}"), path }
    };
    let mut objects: Vec<Object> = files.map(|file| object(file.expect("a file").path())).collect();
    objects.sort_by(|a, b| a.key.cmp(&b.key));
    objects
}

#[derive(serde::Deserialize)]
struct Listing {
    #[serde(default)]
    prefix: String,
    delimiter: Option<String>,
}

fn contents(key: &str, size: u64) -> String {
    let modified = "<LastModified>2026-11-22T10:00:00.000Z</LastModified><ETag>\"1\"</ETag>";
    format!("<Contents><Key>{key}</Key><Size>{size}</Size>{modified}</Contents>")
}

/// `ListObjectsV2`, path-style. Only who signs is answered.
async fn list(
    State(lake): State<Arc<PathBuf>>,
    Query(asked): Query<Listing>,
    headers: HeaderMap,
) -> Response {
    if !headers.contains_key(header::AUTHORIZATION) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for Object { key, path } in objects(&lake) {
        let Some(rest) = key.strip_prefix(&asked.prefix) else { continue };
        if let (Some(_), Some((folder, _))) = (&asked.delimiter, rest.split_once('/')) {
            folders
                .push(format!("<CommonPrefixes><Prefix>{}{folder}/</Prefix></CommonPrefixes>", asked.prefix));
        } else {
            found.push(contents(&key, fs::metadata(path).expect("a file").len()));
        }
    }
    folders.dedup();
    let found = [found, folders].concat().concat();
    let xml = format!(
        "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"
    );
    ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
}

async fn object(State(lake): State<Arc<PathBuf>>, Named(key): Named<String>) -> Response {
    match key.strip_prefix(PREFIX).map(|name| fs::read(lake.join(name))) {
        Some(Ok(bytes)) => {
            let headers = [(header::ETAG, "\"1\""), (header::LAST_MODIFIED, "Sun, 22 Nov 2026 10:00:00 GMT")];
            (headers, bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Serves the lake as the bucket `guests` for as long as the test's process lives.
fn serve(lake: PathBuf) -> SocketAddr {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new()
        .route("/guests", get(list))
        .route("/guests/{*key}", get(object))
        .with_state(Arc::new(lake));
    thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    address
}

fn with_history() -> Place {
    let place = Place::new();
    let model = Model::new(Menu::plain(2, 2), vec![Version::plain("one", 2)], 1);
    let config = LakeConfig { folder: place.path("data/lake"), tails_max: 1_000 };
    History::write(&Model { sessions_a_day: 20, ..model }, 1, &config, 1_790_000_000_000).expect("written");
    place
}

fn rows(output: &std::process::Output) -> Value {
    let answer: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)));
    answer["rows"].clone()
}

const ASKED: [&str; 5] = ["report", "--format", "json", "--view", "sections"];

#[test]
fn a_bucket_says_what_its_folder_says() {
    let place = with_history();
    let here = rows(&place.run(&ASKED));
    let endpoint = format!("http://{}", serve(place.path("data/lake")));
    let variables = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", "us-east-1"),
    ];
    let address = ["--data", "s3://guests/menus/lake"];
    let there = rows(&place.run_with(&variables, &[&ASKED[..], &address[..]].concat()));
    assert!(there.as_array().is_some_and(|rows| rows.len() == 2), "{there}");
    assert_eq!(there, here);
    let nowhere = place.run_with(&variables, &[&ASKED[..], &["--data", "s3://others/lake"]].concat());
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(text(&nowhere.stderr).contains("the lake cannot be read"), "{}", text(&nowhere.stderr));
}
