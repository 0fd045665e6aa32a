//! For `arm64` from here: this machine's Rust with its library's source, or with the library prebuilt, and Debian's
//! compiler and library for C.

use std::path::PathBuf;
use std::time::Duration;

use crate::call::Call;
use crate::install::{Installer, on_path};
use crate::problem::{Problem, Result};
use crate::project::Project;
use crate::step::Step;
use crate::toolchain::{self, Toolchain, Way};

const TARGET: &str = "aarch64-unknown-linux-gnu";

/// Links, and compiles the C in `ring`.
const C_COMPILER: &str = "aarch64-linux-gnu-gcc";

/// Runs what was built, to see it start.
const RUNNER: &str = "qemu-aarch64-static";

/// Where Debian keeps the other processor's libraries.
const LIBRARIES: &str = "/usr/aarch64-linux-gnu";

const C_PACKAGES: [&str; 2] = ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"];

/// Rustup's server answers within a second or not at all; the library is 30 MB.
const RUSTUP_BOUND: Duration = Duration::from_mins(1);

/// Builds with these arguments of cargo; the folder with the programs.
pub(super) fn build(
    project: &Project,
    installer: &mut Installer,
    step: &mut Step,
    args: &[&str],
) -> Result<PathBuf> {
    let toolchain = toolchain::ready(installer, step)?;
    if on_path(&[C_COMPILER]).is_none() {
        installer.debian(step, &C_PACKAGES)?;
    }
    let target = project.path("target/arm64");
    let call = Call::new(toolchain.cargo(), super::BUILD_BOUND).args(args.iter().copied());
    let call = call.args(["--target", TARGET]).within(project.root());
    let call = call.set("CARGO_TARGET_DIR", &target).set("CC_aarch64_unknown_linux_gnu", C_COMPILER);
    let call = call.set("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", C_COMPILER);
    let call = with_library(call, &toolchain, step)?;
    step.call(&call)?;
    Ok(target.join(TARGET).join("lambda"))
}

/// The words that run a program of the other processor here.
pub(crate) fn runner(installer: &mut Installer, step: &mut Step) -> Result<String> {
    if on_path(&[RUNNER]).is_none() {
        installer.debian(step, &["qemu-user-static"])?;
    }
    Ok(format!("{RUNNER} -L {LIBRARIES}"))
}

/// The call with a standard library for the other processor: from source where it is there, or prebuilt.
fn with_library(call: Call, toolchain: &Toolchain, step: &mut Step) -> Result<Call> {
    if toolchain.way() != Way::Prebuilt {
        // The panic strategy is the profile's, but the library's own tests of both must compile.
        let call = call.set("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort,panic_unwind");
        return Ok(toolchain.compiling(call.set("RUSTC_BOOTSTRAP", "1")));
    }
    let fetched = step.call(&Call::new("rustup", RUSTUP_BOUND).args(["target", "add", TARGET]));
    fetched.map_err(|_| nothing_worked())?;
    Ok(call)
}

fn nothing_worked() -> Problem {
    Problem::new(format!(
        "no standard library for {TARGET}. Install one of these and try again:\n  rustup component add rust-src\n  \
         rustup target add {TARGET}\n  apt-get install rustc-web cargo-web rust-web-src   (Debian)"
    ))
}
