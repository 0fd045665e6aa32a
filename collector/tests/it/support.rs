//! What the tests share: batches, rows, requests, and a look into a lake's folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::AsArray;
use arrow::datatypes::Int32Type;
use arrow::record_batch::RecordBatch;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;
use linger_collector::sink::Record;
use linger_collector::{Clock, Deps, Intake, Origins, Site, Sites};
use linger_wire::line::{self, Device, Receipt};
use linger_wire::{Activity, EngineForm, Event, FlushReason, Gaze, Header, Id, Page, encode};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use tower::ServiceExt;

/// 2026-11-22, 12:00 UTC.
pub(crate) const NOON_MS: i64 = 1_795_348_800_000;
pub(crate) const NOON_PARTITION: &str = "dt=2026-11-22";

pub(crate) const BISTRO_ORIGIN: &str = "https://bistro.example";

/// A clock that stands still.
pub(crate) struct Still(pub(crate) i64);

impl Clock for Still {
    fn now_ms(&self) -> i64 {
        self.0
    }
}

/// Two sites: `demo` takes batches from anywhere, `bistro` from its own pages.
pub(crate) fn deps(intake: Arc<dyn Intake>) -> Deps {
    let bistro = Origins::Listed(vec![BISTRO_ORIGIN.to_owned()]);
    let sites = [("demo", Origins::Any), ("bistro", bistro)]
        .map(|(key, origins)| Site { key: key.to_owned(), origins })
        .to_vec();
    let sites = Sites::try_new(sites).expect("the sites are sound");
    Deps { clock: Arc::new(Still(NOON_MS)), ..Deps::new(sites, intake) }
}

/// Only the site `bistro`.
pub(crate) fn bistro_only(intake: Arc<dyn Intake>) -> Deps {
    let origins = Origins::Listed(vec![BISTRO_ORIGIN.to_owned()]);
    let sites = Sites::try_new(vec![Site { key: "bistro".to_owned(), origins }]).expect("the site is sound");
    Deps { sites, ..deps(intake) }
}

pub(crate) fn header(site: &str) -> Header {
    Header {
        page: Page {
            site: site.to_owned(),
            sdk: "0.1.0".to_owned(),
            engine: EngineForm::Native,
            viewport: [390, 844],
            path: None,
            menu: None,
            table: None,
            lang: None,
            gaze: Gaze::Upper,
            sample_percent: 100,
        },
        visit: Id::from_bits(7),
        session: Id::from_bits(8),
        seq: 0,
        reason: FlushReason::Age,
        started_at_ms: NOON_MS - 60_000,
        sent_at_ms: NOON_MS - 100,
        dropped: 0,
        read_ms: 1000,
    }
}

pub(crate) fn event(number: u32) -> Event {
    Event::Activity(Activity {
        number,
        at_ms: 1000,
        active_ms: 900,
        idle_ms: 0,
        elsewhere_section_ms: 0,
        elsewhere_item_ms: 0,
    })
}

/// The body of a batch with these event numbers.
pub(crate) fn body(site: &str, numbers: std::ops::Range<u32>) -> String {
    encode::batch(&header(site), &numbers.map(event).collect::<Vec<_>>())
}

/// A record of one batch with these event numbers, received at this time.
pub(crate) fn record(numbers: std::ops::Range<u32>, received_at_ms: i64) -> Record {
    let events: Vec<Event> = numbers.map(event).collect();
    let header = header("demo");
    let receipt = Receipt { received_at_ms, device: Device::Phone };
    let data = Bytes::from(line::write(&header, receipt, &events) + "\n");
    Record { visit: header.visit, events: u32::try_from(events.len()).expect("a batch is small"), data }
}

/// A `POST /v1/batches` as a page sends it, without an `Origin`.
pub(crate) fn post(body: impl Into<Body>) -> Request<Body> {
    Request::post("/v1/batches")
        .header(header::CONTENT_TYPE, "text/plain;charset=UTF-8")
        .body(body.into())
        .expect("a sound request")
}

/// The same from a page of an origin.
pub(crate) fn post_from(origin: &str, body: impl Into<Body>) -> Request<Body> {
    let mut request = post(body);
    request.headers_mut().insert(header::ORIGIN, origin.parse().expect("a header value"));
    request
}

pub(crate) async fn send(deps: Deps, request: Request<Body>) -> Response<Body> {
    linger_collector::app(deps).oneshot(request).await.expect("the router always answers")
}

pub(crate) async fn bytes(response: Response<Body>) -> Bytes {
    response.into_body().collect().await.expect("a body in memory").to_bytes()
}

pub(crate) async fn json(response: Response<Body>) -> Value {
    serde_json::from_slice(&bytes(response).await).expect("the answer is JSON")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

/// The names of a folder's files, sorted; none where there is no folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// The files of a partition that readers see.
pub(crate) fn visible(partition: &Path) -> Vec<PathBuf> {
    names(partition)
        .into_iter()
        .filter(|name| name.ends_with(".parquet"))
        .map(|name| partition.join(name))
        .collect()
}

pub(crate) fn read(path: &Path) -> Vec<RecordBatch> {
    read_open(File::open(path).expect("a visible file"))
}

/// All of an open file, which must be whole.
pub(crate) fn read_open(file: File) -> Vec<RecordBatch> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).expect("a visible file is whole");
    builder.build().expect("readable").collect::<Result<_, _>>().expect("readable to its end")
}

/// The event numbers in files, sorted.
pub(crate) fn numbers_in(files: &[PathBuf]) -> Vec<i32> {
    let mut numbers = Vec::new();
    for batch in files.iter().flat_map(|file| read(file)) {
        let column = batch.column_by_name("event_number").expect("the column").as_primitive::<Int32Type>();
        numbers.extend_from_slice(column.values());
    }
    numbers.sort_unstable();
    numbers
}
