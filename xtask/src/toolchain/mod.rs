//! Which compiler builds for wasm32. Decided from what is installed; the network is asked only when nothing is, and
//! then with a bound, as rustup's server may be out of reach.

mod install;
mod probe;
mod variables;

use std::path::{Path, PathBuf};

use crate::call::Call;

pub(crate) use install::ready;
pub(crate) use variables::{Purpose, Variable, furnished, shell_line, variables};

/// A compiler release, as in 1.95.
pub(crate) type Release = (u32, u32);

/// The ways to a standard library for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The caller's compiler has the library's source: it is compiled with the product, for size.
    Source,
    /// Debian's compiler (`rustc-web`) beside the caller's, with the library's source (`rust-web-src`).
    DebianSource,
    /// The caller's compiler has the library precompiled for speed, with panic texts: the module is correct but larger.
    Prebuilt,
}

/// What one compiler on this machine has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compiler {
    rustc: PathBuf,
    cargo: PathBuf,
    version: String,
    release: Release,
    has_source: bool,
    has_web_library: bool,
    has_linker: bool,
}

/// Everything the choice depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    caller: Option<Compiler>,
    debian: Option<Compiler>,
    linker: Option<PathBuf>,
}

/// A compiler that can build for wasm32, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toolchain {
    way: Way,
    compiler: Compiler,
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// How it comes to a standard library.
    pub(crate) fn way(&self) -> Way {
        self.way
    }

    /// The cargo that belongs to the compiler.
    pub(crate) fn cargo(&self) -> &Path {
        &self.compiler.cargo
    }

    /// The call through this compiler, where it is not the caller's own.
    pub(crate) fn compiling(&self, call: Call) -> Call {
        let call = call.unset("LD_LIBRARY_PATH").unset("CARGO_ENCODED_RUSTFLAGS");
        match self.way {
            Way::DebianSource => call.set("RUSTC", &self.compiler.rustc).set("CARGO", &self.compiler.cargo),
            Way::Source | Way::Prebuilt => call,
        }
    }

    /// Compiler and way in a line, for people and for fingerprints.
    pub(crate) fn description(&self) -> String {
        let way = match self.way {
            Way::Source => "standard library from rust-src",
            Way::DebianSource => "Debian's compiler, standard library from rust-web-src",
            Way::Prebuilt => {
                "precompiled standard library: the module is larger than with `rustup component add rust-src`"
            }
        };
        format!("{}, {way}", self.compiler.version)
    }
}

/// The best way that these facts allow; `oldest` is the release that the workspace asks for.
pub(crate) fn choose(facts: &Facts, oldest: Release) -> Option<Toolchain> {
    let ways =
        [(Way::Source, &facts.caller), (Way::DebianSource, &facts.debian), (Way::Prebuilt, &facts.caller)];
    ways.into_iter().find_map(|(way, compiler)| {
        let compiler = compiler.clone().filter(|compiler| compiler.allows(way, oldest))?;
        let linker = facts.linker.clone().filter(|_| !compiler.has_linker);
        (compiler.has_linker || linker.is_some()).then_some(Toolchain { way, compiler, linker })
    })
}

impl Compiler {
    fn allows(&self, way: Way, oldest: Release) -> bool {
        let has_library = match way {
            Way::Source | Way::DebianSource => self.has_source,
            Way::Prebuilt => self.has_web_library,
        };
        has_library && self.release >= oldest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLDEST: Release = (1, 95);

    fn compiler(rustc: &str) -> Compiler {
        Compiler {
            rustc: rustc.into(),
            cargo: "cargo".into(),
            version: "rustc 1.96.0".into(),
            release: (1, 96),
            has_source: false,
            has_web_library: false,
            has_linker: true,
        }
    }

    fn way(facts: &Facts) -> Option<Way> {
        choose(facts, OLDEST).map(|toolchain| toolchain.way())
    }

    #[test]
    fn source_is_preferred_as_it_gives_the_smallest_module() {
        let caller = Compiler { has_source: true, has_web_library: true, ..compiler("rustc") };
        let debian = Compiler { has_source: true, ..compiler("/usr/bin/rustc") };
        let mut facts = Facts { caller: Some(caller), debian: Some(debian), linker: None };
        assert_eq!(way(&facts), Some(Way::Source));
        facts.caller.as_mut().unwrap().has_source = false;
        assert_eq!(way(&facts), Some(Way::DebianSource));
        facts.debian = None;
        assert_eq!(way(&facts), Some(Way::Prebuilt));
        facts.caller.as_mut().unwrap().has_web_library = false;
        assert_eq!(way(&facts), None);
    }

    #[test]
    fn a_compiler_without_a_linker_borrows_one_or_is_no_way() {
        let debian = Compiler { has_source: true, has_linker: false, ..compiler("/usr/bin/rustc") };
        let facts = Facts { caller: None, debian: Some(debian), linker: None };
        assert_eq!(way(&facts), None);
        let lent = Facts { linker: Some("/lib/rust-lld".into()), ..facts };
        assert_eq!(choose(&lent, OLDEST).unwrap().linker, Some("/lib/rust-lld".into()));
    }

    #[test]
    fn a_compiler_older_than_the_workspace_asks_for_is_no_way() {
        let old = Compiler { has_source: true, release: (1, 63), ..compiler("/usr/bin/rustc") };
        let caller = Compiler { has_web_library: true, ..compiler("rustc") };
        let facts = Facts { caller: Some(caller), debian: Some(old), linker: None };
        assert_eq!(way(&facts), Some(Way::Prebuilt));
    }
}
