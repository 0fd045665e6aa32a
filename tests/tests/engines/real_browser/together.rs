//! Scenarios that are mostly waiting, in all engines at once.

use std::future::Future;

use linger_tests::engine::Engine;

/// Runs it in each engine, and names the engines in which it failed.
pub(crate) async fn in_all_engines<F: Future<Output = ()> + Send + 'static>(scenario: impl Fn(Engine) -> F) {
    let running = Engine::ALL.map(|engine| (engine, tokio::spawn(scenario(engine))));
    let mut failed = Vec::new();
    for (engine, scenario) in running {
        if scenario.await.is_err() {
            failed.push(engine);
        }
    }
    assert!(failed.is_empty(), "failed in {failed:?}, each with its message above");
}
