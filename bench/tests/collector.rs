//! The collector's binary killed, and its service failing, in small; `cargo xtask bench collector` does both at length.

use std::path::PathBuf;

use linger_bench::collector::Result;
use linger_bench::collector::rows::{faults, kill};

/// Some seconds each.
const KILLS: u32 = 10;
const BATCHES: u64 = 1_000;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_kill_9() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kill::Outcome { account, .. } = kill::run(&binary(), folder.path(), KILLS, 1).await?;
    assert!(account.acknowledged > 0, "{account:?}");
    assert_eq!((account.lost, account.altered), (0, 0), "{account:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_to_any_fault_of_the_service() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let outcome = faults::run(&binary(), folder.path(), BATCHES, 1).await?;
    assert!(outcome.holds(), "{outcome:?}");
    Ok(())
}

/// The binary, beside the tests' own: both are in the target folder of one build.
fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("a running program knows where it is");
    let folder = tests.ancestors().nth(2).expect("tests run from target/<profile>/deps");
    let binary = folder.join("linger-collector");
    assert!(binary.is_file(), "it is not built; run `cargo build -p linger-collector`");
    binary
}
