//! Every input that was kept, without libFuzzer: what the fuzzer once reached is reached on every change.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use linger_fuzz::Target;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("a readable folder").path()).collect()
}

/// Names every file that breaks a promise, not the first alone.
fn replay(target: Target) {
    let name = target.as_str();
    let kept = files(&root().join("corpus").join(name));
    assert!(!kept.is_empty(), "there is no corpus: `cargo xtask fuzz --keep {name}` makes one");
    let broke = files(&root().join("regressions").join(name));
    let seeds =
        ["../wire/testdata/v1", "../wire/testdata/lines/v1"].map(|folder| files(&root().join(folder)));
    let breaks = |file: &PathBuf| {
        let bytes = fs::read(file).expect("a file that was listed");
        panic::catch_unwind(|| target.check(&bytes)).is_err()
    };
    let all = kept.into_iter().chain(broke).chain(seeds.into_iter().flatten());
    let breaking: Vec<PathBuf> = all.filter(breaks).collect();
    assert!(breaking.is_empty(), "{name} breaks over these files, said why above: {breaking:#?}");
}

#[test]
fn batches_are_read_or_refused() {
    replay(Target::Batch);
}

#[test]
fn lines_are_written_and_read_the_same() {
    replay(Target::Line);
}

#[test]
fn every_event_has_one_verdict() {
    replay(Target::Admit);
}

#[test]
fn what_is_left_of_a_spool_is_handed_out() {
    replay(Target::Spool);
}

#[test]
fn every_target_has_its_program() {
    let stems = files(&root().join("fuzz_targets")).into_iter();
    let mut programs: Vec<String> =
        stems.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect();
    let mut targets = Target::ALL.map(Target::as_str);
    programs.sort();
    targets.sort_unstable();
    assert_eq!(programs, targets);
}
