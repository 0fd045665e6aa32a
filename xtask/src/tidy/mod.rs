//! `cargo xtask tidy`: the rules that a compiler does not check. Each is a pure function over what `gather` has read, so
//! that its tests can hand it a fault.

mod borders;
mod dependencies;
mod leftovers;
mod length;
mod lints;
mod readme;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::call::Call;
use crate::problem::{During, Problem, Result};
use crate::project::Project;

use dependencies::Package;

/// Listing a work tree's files is a matter of milliseconds.
const LIST_BOUND: Duration = Duration::from_secs(30);

/// Kinds of files with rules: sources, styles, pages, manifests, prose.
const READ: [&str; 9] = ["css", "html", "js", "md", "mjs", "rs", "sh", "toml", "ts"];

/// A broken rule: where, what and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    place: String,
    message: String,
}

impl Fault {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.message)
    }
}

/// Texts by their path inside the repository.
type Sources = BTreeMap<String, String>;

fn has_extension(path: &str, of: &[&str]) -> bool {
    Path::new(path).extension().is_some_and(|extension| of.iter().any(|wanted| extension == *wanted))
}

/// All broken rules of this checkout.
pub(crate) fn faults(project: &Project) -> Result<Vec<Fault>> {
    let sources = sources(project)?;
    let mut faults = dependencies::faults(&packages(project)?, dependencies::RULES);
    faults.extend(borders::faults(&sources, borders::RULES));
    faults.extend(length::faults(&sources));
    faults.extend(leftovers::faults(&sources));
    faults.extend(lints::faults(&sources));
    faults.extend(readme::faults(&sources));
    Ok(faults)
}

/// The members and what their manifests ask for; without resolving, so nothing is downloaded.
fn packages(project: &Project) -> Result<Vec<Package>> {
    let manifest = project.path("Cargo.toml");
    let metadata =
        MetadataCommand::new().manifest_path(manifest).no_deps().exec().during("cargo metadata")?;
    Ok(metadata.packages.into_iter().map(member).collect())
}

fn member(package: cargo_metadata::Package) -> Package {
    let normal =
        package.dependencies.into_iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
    let (optional, required): (Vec<_>, Vec<_>) = normal.partition(|dependency| dependency.optional);
    let names =
        |list: Vec<cargo_metadata::Dependency>| list.into_iter().map(|dependency| dependency.name).collect();
    Package { name: package.name.to_string(), required: names(required), optional: names(optional) }
}

/// Every file that git has or would add.
fn sources(project: &Project) -> Result<Sources> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let answer = Call::new("git", LIST_BOUND).args(list).within(project.root()).answer();
    let answer = answer.ok_or_else(|| Problem::new("`git ls-files` failed: tidy needs git and a clone"))?;
    let wanted = |path: &&str| has_extension(path, &READ) && !path.contains("testdata/");
    let mut sources = Sources::new();
    for path in answer.split('\0').filter(wanted) {
        let file = project.path(path);
        // Listed and yet gone: deleted, and not committed so far.
        if file.is_file() {
            sources.insert(path.to_owned(), fs::read_to_string(&file).during(path)?);
        }
    }
    Ok(sources)
}
