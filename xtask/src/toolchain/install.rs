//! Getting a way to build for wasm32 where none is installed.

use std::time::Duration;

use super::{Release, Toolchain, Way, choose, probe};
use crate::call::{Call, Ended};
use crate::install::{Installer, on_path};
use crate::problem::{Problem, Result};
use crate::step::Step;

/// Rustup's server answers within a second or not at all; the source is 3 MB, the library 30 MB.
const RUSTUP_BOUND: Duration = Duration::from_secs(20);

/// Debian's Rust for building browsers: a current release with its library's source.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// A way to install, tried only when nothing is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempt {
    /// `rustup component add rust-src`.
    RustupSource,
    /// Debian's packages.
    Debian,
    /// `rustup target add wasm32-unknown-unknown`.
    RustupLibrary,
}

/// What there is to install with.
#[derive(Debug, Clone, Copy)]
struct Means {
    rustup: bool,
    apt: bool,
}

/// The best toolchain here; installs one when there is none.
pub(crate) fn ready(installer: &mut Installer, step: &mut Step) -> Result<Toolchain> {
    let oldest = oldest_release();
    let mut chosen = choose(&probe::facts(), oldest);
    let means = Means { rustup: on_path(&["rustup"]).is_some(), apt: installer.apt().is_some() };
    for attempt in attempts(means) {
        if chosen.is_none() {
            attempt.carry_out(installer, step)?;
            chosen = choose(&probe::facts(), oldest);
        }
    }
    let toolchain = chosen.ok_or_else(nothing_worked)?;
    if toolchain.way() == Way::Prebuilt {
        step.say(&toolchain.description());
    }
    Ok(toolchain)
}

/// What to try, the smallest module and the quickest answer first.
fn attempts(means: Means) -> Vec<Attempt> {
    let all = [
        (Attempt::RustupSource, means.rustup),
        (Attempt::Debian, means.apt),
        (Attempt::RustupLibrary, means.rustup),
    ];
    all.into_iter().filter(|(_, possible)| *possible).map(|(attempt, _)| attempt).collect()
}

impl Attempt {
    fn carry_out(self, installer: &mut Installer, step: &mut Step) -> Result<()> {
        let outcome = match self {
            Self::RustupSource => rustup(step, &["component", "add", "rust-src"]),
            Self::RustupLibrary => rustup(step, &["target", "add", "wasm32-unknown-unknown"]),
            Self::Debian => debian(installer, step),
        };
        // The next attempt may still work; what went wrong is in the step's log.
        outcome.or_else(|problem| {
            step.say(&format!("{problem}; trying the next way"));
            Ok(())
        })
    }
}

fn rustup(step: &mut Step, args: &[&str]) -> Result<()> {
    step.say(&format!("rustup {}: at most {} s", args.join(" "), RUSTUP_BOUND.as_secs()));
    let call = Call::new("rustup", RUSTUP_BOUND).args(args.iter().copied());
    match step.attempt(&call)? {
        Ended::Well => Ok(()),
        Ended::Badly | Ended::TooLate => Err(Problem::new("rustup could not fetch it")),
    }
}

fn debian(installer: &mut Installer, step: &mut Step) -> Result<()> {
    installer.debian(step, &DEBIAN_PACKAGES)?;
    if probe::facts().linker.is_none() {
        installer.debian(step, &["lld"])?;
    }
    Ok(())
}

/// The release that the workspace's `rust-version` asks for.
fn oldest_release() -> Release {
    probe::release(env!("CARGO_PKG_RUST_VERSION")).expect("cargo has parsed rust-version already")
}

fn nothing_worked() -> Problem {
    Problem::new(
        "no compiler here can build for wasm32-unknown-unknown. Install one of these and try again:\n  \
         rustup component add rust-src\n  \
         apt-get install rustc-web cargo-web rust-web-src   (Debian)\n  \
         rustup target add wasm32-unknown-unknown",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_machine_offers_is_tried_and_source_first() {
        use Attempt::{Debian, RustupLibrary, RustupSource};
        let tried = |rustup, apt| attempts(Means { rustup, apt });
        assert_eq!(tried(true, true), [RustupSource, Debian, RustupLibrary]);
        assert_eq!(tried(true, false), [RustupSource, RustupLibrary]);
        assert_eq!(tried(false, true), [Debian]);
        assert_eq!(tried(false, false), []);
    }

    #[test]
    fn the_workspace_asks_for_a_release_that_can_be_compared() {
        assert!(oldest_release() >= (1, 95));
    }
}
