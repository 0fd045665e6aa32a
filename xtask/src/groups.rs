//! The two groups in which packages are built.
//!
//! Cargo compiles a dependency anew for every set of features it is asked for with, and the set depends on which
//! packages are built together. So these always are, in the demo as in the tests: the query engine is compiled once.

/// The packages over the query engine, and the guests that the demo's history and their tests are made of.
pub(crate) const OVER_THE_QUERY_ENGINE: [&str; 8] =
    ["-p", "linger", "-p", "linger-insights", "-p", "linger-tests", "-p", "linger-traffic"];

/// All the others, but for the bench of the query engine, which is only ever built as it is measured.
pub(crate) const THE_OTHERS: [&str; 11] = [
    "--workspace",
    "--exclude",
    "linger",
    "--exclude",
    "linger-insights",
    "--exclude",
    "linger-tests",
    "--exclude",
    "linger-traffic",
    "--exclude",
    "linger-bench-insights",
];

/// The arguments of a cargo command on a group, with the locked versions.
pub(crate) fn line<'a>(command: &'a str, group: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [&[command, "--locked"], group, rest].concat()
}
