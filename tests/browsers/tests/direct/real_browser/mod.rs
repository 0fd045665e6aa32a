//! Each scenario is written once, and runs in all engines at once: they are mostly waiting.

/// The scenarios as tests: `scenario::all_engines`.
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

mod emulator;
mod example;
mod failing;
mod guests;
mod leaving;
mod table;
mod visits;
