//! Installing what is missing, each way with a bound on its time.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::call::Call;
use crate::problem::{Problem, Result};
use crate::step::Step;

/// A package index is a few megabytes.
const REFRESH_BOUND: Duration = Duration::from_mins(5);

/// Chromium and its fonts are the largest: about 350 MB.
const PACKAGES_BOUND: Duration = Duration::from_mins(20);

/// `wasm-bindgen-cli` takes about six minutes on two cores.
const CARGO_INSTALL_BOUND: Duration = Duration::from_mins(30);

/// How Debian's package manager can be asked without a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apt {
    /// As root.
    Direct,
    /// Through `sudo -n`.
    Sudo,
}

/// Enough for a program that prints its version.
const QUICK: Duration = Duration::from_secs(10);

/// A program that a crate installs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tool<'a> {
    /// The crate.
    pub(crate) package: &'a str,
    /// The program.
    pub(crate) program: &'a str,
    /// The version of both.
    pub(crate) version: &'a str,
    /// Whether it is built with the versions that its own lock names.
    pub(crate) locked: bool,
}

/// Installs programs; remembers what it need not do twice.
#[derive(Debug)]
pub(crate) struct Installer {
    tools: PathBuf,
    apt: Option<Apt>,
    index_is_fresh: bool,
}

impl Installer {
    /// Looks at what this machine offers.
    pub(crate) fn for_this_machine() -> Result<Self> {
        Ok(Self { tools: tools_folder()?, apt: apt_of_this_machine(), index_is_fresh: false })
    }

    /// The folder under which `cargo install` puts this project's tools; programs are in its `bin`.
    pub(crate) fn tools(&self) -> &Path {
        &self.tools
    }

    /// How Debian packages can be installed here, if they can.
    pub(crate) fn apt(&self) -> Option<Apt> {
        self.apt
    }

    /// Installs Debian packages.
    pub(crate) fn debian(&mut self, step: &mut Step, packages: &[&str]) -> Result<()> {
        let names = packages.join(" ");
        let by_hand =
            || Problem::new(format!("{names}: not installed, and there is no apt-get to install it with"));
        let apt = self.apt.ok_or_else(by_hand)?;
        if !self.index_is_fresh {
            step.say("apt-get update");
            step.call(&apt_call(apt, REFRESH_BOUND).args(["update", "-q"]))?;
            self.index_is_fresh = true;
        }
        step.say(&format!("apt-get install {names}"));
        let install = apt_call(apt, PACKAGES_BOUND).args(["install", "-q", "-y", "--no-install-recommends"]);
        step.call(&install.args(packages.iter().copied()))
    }

    /// A tool of exactly its version, installed into the tools folder where it is not there.
    pub(crate) fn tool(&self, step: &mut Step, tool: &Tool<'_>) -> Result<PathBuf> {
        if let Some(found) = self.installed(tool) {
            return Ok(found);
        }
        let Tool { package, version, locked, .. } = *tool;
        step.say(&format!("cargo install {package} {version}: some minutes, once"));
        let call = Call::new("cargo", CARGO_INSTALL_BOUND).args(["install", package, "--version", version]);
        let call = call.args(locked.then_some("--locked")).arg_pair("--root", &self.tools);
        step.call(&call.unset("CARGO_TARGET_DIR"))?;
        Ok(self.own(tool))
    }

    /// A tool of exactly its version, on the `PATH` or in the tools folder.
    pub(crate) fn installed(&self, tool: &Tool<'_>) -> Option<PathBuf> {
        let fits = |file: &PathBuf| {
            let answer = Call::new(file, QUICK).args(["--version"]).answer();
            answer.is_some_and(|answer| answer.split_whitespace().nth(1) == Some(tool.version))
        };
        on_path(&[tool.program]).into_iter().chain([self.own(tool)]).find(fits)
    }

    fn own(&self, tool: &Tool<'_>) -> PathBuf {
        self.tools.join("bin").join(tool.program)
    }
}

impl Call {
    fn arg_pair(self, name: &str, path: &Path) -> Self {
        self.args([name.into(), path.as_os_str().to_owned()])
    }
}

/// The first program of one of these names on the `PATH`.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|file| file.is_file())
}

/// Where this project keeps tools that it installed: the user's cache, as they outlive a `cargo clean`.
fn tools_folder() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let cache = cache.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")));
    let cache =
        cache.ok_or_else(|| Problem::new("neither XDG_CACHE_HOME nor HOME is set: set one of them"))?;
    Ok(cache.join("linger/tools"))
}

fn apt_of_this_machine() -> Option<Apt> {
    on_path(&["apt-get"])?;
    let quick = Duration::from_secs(5);
    let user = Call::new("id", quick).args(["-u"]).answer()?;
    if user.trim() == "0" {
        return Some(Apt::Direct);
    }
    Call::new("sudo", quick).args(["-n", "true"]).answer().map(|_| Apt::Sudo)
}

fn apt_call(apt: Apt, bound: Duration) -> Call {
    // Sudo drops variables, so the setting travels through `env`.
    let words: &[&str] = match apt {
        Apt::Direct => &["DEBIAN_FRONTEND=noninteractive", "apt-get"],
        Apt::Sudo => {
            &["DEBIAN_FRONTEND=noninteractive", "sudo", "-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]
        }
    };
    // Another package manager at work holds the lock for a while on a machine that has just started.
    let patience = ["-o", "Acquire::http::Timeout=30", "-o", "DPkg::Lock::Timeout=300"];
    Call::new("env", bound).args(words.iter().copied()).args(patience)
}
