//! The two groups in which packages are built.
//!
//! Cargo compiles a dependency anew for every set of features it is asked for with, and the set depends on which
//! packages are built together. So these always are, in the demo as in the tests: the query engine is compiled once.

/// The packages over the query engine.
pub(crate) const OVER_THE_QUERY_ENGINE: [&str; 6] =
    ["-p", "linger", "-p", "linger-insights", "-p", "linger-tests"];

/// All the others.
pub(crate) const THE_OTHERS: [&str; 7] =
    ["--workspace", "--exclude", "linger", "--exclude", "linger-insights", "--exclude", "linger-tests"];

/// The arguments of a cargo command on a group, with the locked versions.
pub(crate) fn line<'a>(command: &'a str, group: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [&[command, "--locked"], group, rest].concat()
}
