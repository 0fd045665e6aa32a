//! The same before an emulator of AWS that checks signatures and rights by code of its own, and makes Parquet of what it is
//! put: with no transformation, so a record is a row as the page wrote it.

use std::path::Path;
use std::time::Duration;

use linger_tests_aws::emulator::until;
use linger_tests_aws::origin::Origin;
use linger_tests_aws::owner::REGION;
use linger_tests_aws::parquet;
use linger_tests_aws::stage::{Form, STREAM, Stage};
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use linger_wire::Event;
use linger_wire::line::{self, Device, Line};

use super::table::orders;

/// The emulator writes an object after it has answered.
const WRITTEN: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_guests_orders_lie_in_the_lake_as_parquet_with_no_code_of_ours_between() {
    let stage = Stage::set(Form::Parquet);
    let pool = stage.guests_who_may(&["firehose:PutRecordBatch"]);
    let origin = Origin::serve(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/direct/pages"));
    let endpoint = stage.emulator.endpoint();
    let menu = origin.page(
        "menu.html",
        &[
            ("data-identity-pool", &*pool),
            ("data-stream", STREAM),
            ("data-region", REGION),
            ("data-cognito-endpoint", &endpoint),
            ("data-firehose-endpoint", &endpoint),
        ],
    );
    let driver = Driver::start(Engine::Chromium).await;
    let phone = Phone::open(&driver).await;
    phone.visit(&menu).await;
    phone.wait_for("return typeof window.linger?.track === 'function'").await;
    phone.tell(&format!("{}; linger.flush()", orders(10))).await;
    let first = until("ten orders", WRITTEN, || ordered(&stage, 10));
    phone.tell(&orders(5).replace("{ n }", "{ n: n + 10 }")).await;
    phone.visit(&origin.page("elsewhere.html", &[])).await;
    let lines = until("five more of a page that was left", WRITTEN, || ordered(&stage, 15));
    phone.close().await;
    assert!(first.len() < lines.len());
    assert!(lines.iter().all(|line| line.header.page.site == "bistro"));
    assert!(lines.iter().all(|line| matches!(line.receipt.device, Device::Phone | Device::Computer)));
    assert!(stage.objects("errors/").is_empty());
}

/// All lines, once there are so many orders in them.
fn ordered(stage: &Stage, count: usize) -> Option<Vec<Line>> {
    let rows = stage.objects("events/dt=").into_iter().flat_map(|(_, data)| parquet::rows(&data));
    let lines: Vec<Line> =
        rows.map(|row| line::read(row.to_string().as_bytes()).expect("a row is a line")).collect();
    let events = lines.iter().flat_map(|line| &line.events);
    let orders = events.filter(|event| matches!(event, Event::Custom(report) if report.name == "order"));
    (orders.count() >= count).then_some(lines)
}
