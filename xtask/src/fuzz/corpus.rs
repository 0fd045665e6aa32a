//! The corpus in the repository: what the tests replay on every change, and what the next run begins with.

use std::fs;
use std::path::PathBuf;

use super::cover::{self, Input};
use super::program::Fuzzer;
use crate::problem::{During, Problem, Result};
use crate::project::Project;
use crate::step::Step;

/// Files of a target at most: ours; they are replayed in milliseconds and read by people now and then.
const FILES_MAX: usize = 150;

/// Bytes of a file at most: ours; larger ones reach little that smaller ones do not.
const FILE_BYTES_MAX: u64 = 8 * 1024;

/// Chooses anew among what was found and what was kept so far.
pub(super) fn keep(project: &Project, fuzzer: &Fuzzer<'_>, target: &str, step: &mut Step) -> Result<()> {
    let control = project.path(&format!("target/fuzz-corpus/{target}.control"));
    // One that is left would be resumed.
    let _ = fs::remove_file(&control);
    fuzzer.compare(target, &control, step)?;
    let text = fs::read_to_string(&control).during(control.display())?;
    let unread = || Problem::new(format!("{}: not as libFuzzer writes it", control.display()));
    let inputs = cover::inputs(&text).ok_or_else(unread)?;
    let total = inputs.len();
    let folder = project.path(&format!("fuzz/corpus/{target}"));
    let chosen = read(chosen(project, inputs))?;
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).during(folder.display())?;
    for (name, bytes) in &chosen {
        fs::write(folder.join(name), bytes).during(folder.display())?;
    }
    step.say(&format!("{} of {total} inputs kept", chosen.len()));
    Ok(())
}

/// Goldens and regressions are in the repository already, so what they reach is reached.
fn chosen(project: &Project, inputs: Vec<Input>) -> Vec<Input> {
    let own = [project.path("wire/testdata"), project.path("fuzz/regressions")];
    let (given, found): (Vec<Input>, Vec<Input>) =
        inputs.into_iter().partition(|input| own.iter().any(|folder| input.file.starts_with(folder)));
    let covered = given.into_iter().flat_map(|input| input.features).collect();
    let small = |input: &Input| fs::metadata(&input.file).is_ok_and(|about| about.len() <= FILE_BYTES_MAX);
    cover::chosen(found.into_iter().filter(small).collect(), covered, FILES_MAX)
}

/// All of them before the first is written, as some lie in the folder that is made anew.
fn read(chosen: Vec<Input>) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let read = |input: Input| {
        let name = input.file.file_name().map(PathBuf::from).unwrap_or_default();
        fs::read(&input.file).map(|bytes| (name, bytes)).during(input.file.display())
    };
    chosen.into_iter().map(read).collect()
}
