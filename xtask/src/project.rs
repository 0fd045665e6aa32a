//! Where things lie in the work tree and beside it.

use std::env;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// The folders of this checkout, all absolute.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Finds the checkout through the variable that `cargo run` sets.
    pub(crate) fn find() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = manifest.as_deref().and_then(Path::parent).map(Path::to_owned);
        let root = root.ok_or_else(|| Problem::new("start this through `cargo xtask <command>`"))?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |at| root.join(at));
        Ok(Self { root, target })
    }

    /// The folder of the workspace manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// Cargo's output for this machine, as the caller has set it.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo's output for wasm32. A folder of its own, as it may come from another compiler, and two compilers in one
    /// folder rebuild each other's output.
    pub(crate) fn web_target(&self) -> PathBuf {
        self.root.join("target/web")
    }
}
