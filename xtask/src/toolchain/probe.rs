//! Looking at the compilers of this machine. Reads files and asks `rustc`; never the network.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Compiler, Facts, Release};
use crate::call::Call;
use crate::install::on_path;

/// Debian's programs, which a rustup on the `PATH` hides.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// Enough for a program that only prints.
const QUICK: Duration = Duration::from_secs(10);

/// What is installed now.
pub(super) fn facts() -> Facts {
    let caller = compiler("rustc".into(), env::var_os("CARGO").map_or("cargo".into(), PathBuf::from));
    let debian =
        Path::new(DEBIAN_CARGO).is_file().then(|| compiler(DEBIAN_RUSTC.into(), DEBIAN_CARGO.into()));
    let mut facts = Facts { caller: None, debian: None, linker: on_path(&["rust-lld", "wasm-ld", "lld"]) };
    for (place, found) in [(&mut facts.caller, caller), (&mut facts.debian, debian.flatten())] {
        if let Some((compiler, linker)) = found {
            facts.linker = linker.or(facts.linker);
            *place = Some(compiler);
        }
    }
    facts
}

fn compiler(rustc: PathBuf, cargo: PathBuf) -> Option<(Compiler, Option<PathBuf>)> {
    // Rustup must not fetch a toolchain in answer to a question.
    let ask = |what: &[&str]| {
        let call = Call::new(&rustc, QUICK).args(what.iter().copied()).set("RUSTUP_AUTO_INSTALL", "0");
        call.unset("LD_LIBRARY_PATH").answer()
    };
    let about = ask(&["-vV"])?;
    let libraries = PathBuf::from(ask(&["--print", "sysroot"])?.trim()).join("lib/rustlib");
    let host = field(&about, "host: ")?;
    let linker = Some(libraries.join(host).join("bin/rust-lld")).filter(|file| file.is_file());
    let compiler = Compiler {
        version: about.lines().next()?.to_owned(),
        release: release(field(&about, "release: ")?)?,
        has_source: libraries.join("src/rust/library/std").is_dir(),
        has_web_library: libraries.join("wasm32-unknown-unknown/lib").is_dir(),
        has_linker: linker.is_some(),
        rustc,
        cargo,
    };
    Some((compiler, linker))
}

fn field<'a>(about: &'a str, name: &str) -> Option<&'a str> {
    about.lines().find_map(|line| line.strip_prefix(name))
}

/// The release in `1.96.0` or `1.95`.
pub(super) fn release(version: &str) -> Option<Release> {
    let mut numbers = version.split(['.', '-']);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read_with_and_without_patch_and_channel() {
        assert_eq!(release("1.96.0"), Some((1, 96)));
        assert_eq!(release("1.97.0-nightly"), Some((1, 97)));
        assert_eq!(release("1.95"), Some((1, 95)));
        assert_eq!(release("unknown"), None);
    }

    #[test]
    fn fields_are_found_in_the_compilers_own_words() {
        let about = "rustc 1.96.0 (ac68faa20 2026-05-25)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\n";
        assert_eq!(field(about, "host: "), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(field(about, "LLVM version: "), None);
    }
}
