//! Each scenario is written once and is a test for each engine.

/// The scenarios as tests: `scenario::chromium`, `scenario::firefox`, `scenario::web_kit`.
macro_rules! in_each_engine {
    ($($scenario:ident),+ $(,)?) => { $(
        mod $scenario {
            use linger_tests::engine::Engine;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn chromium() {
                super::$scenario(Engine::Chromium).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn firefox() {
                super::$scenario(Engine::Firefox).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn web_kit() {
                super::$scenario(Engine::WebKit).await;
            }
        }
    )+ };
}

mod consent;
mod dwell;
mod fallback;
mod leaving;
mod outage;
mod routes;
mod sampler;
mod table;
mod tabs;
mod together;
