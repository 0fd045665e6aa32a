//! The calls of cargo-fuzz.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::call::Call;
use crate::install::{Installer, Tool, on_path};
use crate::problem::{During, Result};
use crate::project::Project;
use crate::step::Step;

/// The cargo-fuzz that was tried with this project.
const CARGO_FUZZ: Tool =
    Tool { package: "cargo-fuzz", program: "cargo-fuzz", version: "0.13.2", locked: true };

/// The collector and all it stands on, instrumented and optimised: three minutes on two idle cores.
const BUILD_BOUND: Duration = Duration::from_mins(40);

/// Compares a few thousand inputs, milliseconds each.
const MERGE_BOUND: Duration = Duration::from_mins(10);

/// Reading the corpus before the clock starts, and writing the last input after it has ended.
const MARGIN: Duration = Duration::from_mins(3);

/// Bytes of an input at most: the limit of a batch's body (`linger_wire::limits::BATCH_BYTES_MAX`).
const INPUT_BYTES_MAX: u32 = 64 * 1024;

/// Seconds for one input; the slowest takes a thousandth.
const INPUT_SECONDS_MAX: u32 = 10;

/// A target uses 35 MB. What needs this much for 64 KiB of input is a way to bring the collector down.
const MEMORY_MB_MAX: u32 = 512;

/// What all targets begin with beside their own corpus: the goldens of the wire.
const SEEDS: [&str; 2] = ["wire/testdata/v1", "wire/testdata/lines/v1"];

/// cargo-fuzz, installed, for this project.
#[derive(Debug)]
pub(super) struct Fuzzer<'a> {
    project: &'a Project,
    program: PathBuf,
}

impl<'a> Fuzzer<'a> {
    /// Installs cargo-fuzz, and a C++ compiler for libFuzzer's runtime, where they are missing.
    pub(super) fn ready(project: &'a Project, installer: &mut Installer, step: &mut Step) -> Result<Self> {
        if env::var_os("CXX").is_none() && on_path(&["c++"]).is_none() {
            installer.debian(step, &["g++"])?;
        }
        Ok(Self { project, program: installer.tool(step, &CARGO_FUZZ)? })
    }

    /// Compiles all targets.
    pub(super) fn build(&self, step: &mut Step) -> Result<()> {
        step.call(&self.call("build", BUILD_BOUND))
    }

    /// Looks for an input that breaks something, and ends with the first.
    pub(super) fn run(&self, target: &str, minutes: u32, step: &mut Step) -> Result<()> {
        let found = self.project.path(&format!("target/fuzz-corpus/{target}"));
        let broken = self.regressions_folder(target);
        for folder in [&found, &broken] {
            fs::create_dir_all(folder).during(folder.display())?;
        }
        let seconds = 60 * minutes;
        let call =
            self.call("run", Duration::from_secs(seconds.into()) + MARGIN).args([target]).args([found]);
        let call = call.args(self.inputs(target)).args(["--".into(), format!("-max_total_time={seconds}")]);
        let call =
            call.args([format!("-artifact_prefix={}/", broken.display()), "-print_final_stats=1".into()]);
        step.call(&call.args(limits()).args(["-dict=fuzz/words.dict"]))
    }

    /// Writes into `control` which features each input reaches that was found or kept.
    pub(super) fn compare(&self, target: &str, control: &Path, step: &mut Step) -> Result<()> {
        let chosen = self.project.path(&format!("target/fuzz-corpus/{target}-merged"));
        let found = self.project.path(&format!("target/fuzz-corpus/{target}"));
        if chosen.exists() {
            fs::remove_dir_all(&chosen).during(chosen.display())?;
        }
        fs::create_dir_all(&chosen).during(chosen.display())?;
        let call =
            self.call("run", MERGE_BOUND).args([target]).args([&chosen, &found]).args(self.inputs(target));
        // Which code is reached, not how often: a corpus to replay need not hold every number of repetitions.
        let how = ["--", "-merge=1", "-set_cover_merge=1", "-use_counters=0"];
        let control = format!("-merge_control_file={}", control.display());
        step.call(&call.args(how).args([control]).args(limits()))
    }

    /// Inputs that have broken the target, now or before.
    pub(super) fn regressions(&self, target: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.regressions_folder(target)).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    fn regressions_folder(&self, target: &str) -> PathBuf {
        self.project.path(&format!("fuzz/regressions/{target}"))
    }

    /// The folders of inputs in the repository, as far as they exist.
    fn inputs(&self, target: &str) -> Vec<PathBuf> {
        let own = ["corpus", "regressions"].map(|kind| self.project.path(&format!("fuzz/{kind}/{target}")));
        let seeds = SEEDS.map(|folder| self.project.path(folder));
        own.into_iter().chain(seeds).filter(|folder| folder.is_dir()).collect()
    }

    fn call(&self, command: &str, bound: Duration) -> Call {
        let call = Call::new(&self.program, bound).within(self.project.root());
        let how = ["--fuzz-dir", "fuzz", "--sanitizer", "none", "--features", "libfuzzer", "--target-dir"];
        // A folder of its own: the flags that instrument would have everything else rebuilt.
        call.args([command]).args(how).args([self.project.path("target/fuzz")]).unset("CARGO_TARGET_DIR")
    }
}

/// What no input may exceed.
fn limits() -> [String; 3] {
    [
        format!("-max_len={INPUT_BYTES_MAX}"),
        format!("-timeout={INPUT_SECONDS_MAX}"),
        format!("-rss_limit_mb={MEMORY_MB_MAX}"),
    ]
}
