//! The example, as a newcomer runs it.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use linger_aws_double::{Double, DoubleSettings};
use linger_tests_browsers::child::Running;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;
use linger_tests_browsers::until::until;
use linger_wire::Event;
use linger_wire::line;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_example_measures_with_no_server() {
    let double = Double::open(DoubleSettings::new()).await;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut serve = Command::new("node");
    let server = Running::start(serve.arg(root.join("examples/direct/serve.mjs")).arg(double.endpoint()));
    let address = server
        .line("the example's address", |line| line.strip_prefix("http").map(|_| line.trim().to_owned()));
    let driver = Driver::start(Engine::Chromium).await;
    let phone = Phone::open(&driver).await;
    phone.visit(&address).await;
    until("a guest's keys", Duration::from_secs(30), || async {
        (double.account().get_credentials == 1).then_some(())
    })
    .await;
    phone.hold(Duration::from_millis(500)).await;
    phone.visit("about:blank").await;
    let sections = || {
        let lines =
            double.taken().into_iter().map(|taken| line::read(&taken.data).expect("a record is a line"));
        lines.flat_map(|line| line.events).filter(|event| matches!(event, Event::Exposure(_))).count()
    };
    until("what was looked at", Duration::from_secs(30), || async { (sections() > 0).then_some(()) }).await;
    phone.close().await;
}
