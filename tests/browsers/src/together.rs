//! Scenarios that hold linger to no tenth of a second, in all engines at once: they are mostly waiting.

use std::future::Future;
use std::thread::{Builder, JoinHandle};

use crate::engine::Engine;

/// Runs it in each engine, and names the engines in which it failed.
///
/// # Panics
/// When it fails in any.
pub fn in_all_engines<F: Future<Output = ()> + 'static>(scenario: fn(Engine) -> F) {
    let running = Engine::ALL.map(|engine| (engine, begun(engine, scenario)));
    let failed: Vec<Engine> = running
        .into_iter()
        .filter_map(|(engine, running)| running.join().is_err().then_some(engine))
        .collect();
    assert!(failed.is_empty(), "failed in {failed:?}: see what the threads of these names said");
}

/// In a thread of the engine's name, which is in every message of a failure.
fn begun<F: Future<Output = ()> + 'static>(engine: Engine, scenario: fn(Engine) -> F) -> JoinHandle<()> {
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a thread can have a runtime").block_on(scenario(engine));
    };
    Builder::new().name(engine.to_string()).spawn(run).expect("a thread can be started")
}
