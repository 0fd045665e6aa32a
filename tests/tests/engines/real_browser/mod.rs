//! Each scenario is written once. What is held to tenths of a second is a test for each engine; the rest runs in all
//! engines at once.

/// The scenarios as tests, one engine at a time: `scenario::chromium`, `scenario::firefox`, `scenario::web_kit`.
macro_rules! in_each_engine {
    ($($scenario:ident),+ $(,)?) => { $(
        mod $scenario {
            use linger_tests_browsers::engine::Engine;

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

/// The scenarios as tests, each in all engines at once: `scenario::all_engines`.
macro_rules! in_all_engines {
    ($($scenario:ident),+ $(,)?) => { $(
        mod $scenario {
            #[test]
            fn all_engines() {
                linger_tests_browsers::together::in_all_engines(super::$scenario);
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
