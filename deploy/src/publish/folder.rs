//! What lies in the folders that are to be published.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::{content_type, known};
use crate::Wrong;
use crate::stacks::Place;

/// What `linger publish` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The stack of site.yaml, and its Region.
    pub place: Place,
    /// The menu's folder.
    pub menu: Option<PathBuf>,
    /// The folder of the built SDK.
    pub sdk: Option<PathBuf>,
    /// The SDK's version, which becomes its folder's name; that of the package beside the folder where it is not given.
    pub sdk_version: Option<String>,
    /// Whether what is in the bucket and not in the menu's folder is deleted.
    pub delete: bool,
}

/// A folder and the files in it, by their paths inside it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// The files, with `/` between folders and names.
    pub names: Vec<String>,
}

/// What is to be published, looked through: every file is of a kind that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The stack of site.yaml.
    pub place: Place,
    /// The menu.
    pub menu: Option<Folder>,
    /// The SDK, and its version.
    pub sdk: Option<(Folder, String)>,
    /// Whether the bucket is swept.
    pub delete: bool,
}

impl Asked {
    /// Looks through the folders.
    ///
    /// # Errors
    ///
    /// All that cannot be published as it is.
    pub fn release(&self) -> Result<Release, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let menu = self.menu.as_deref().and_then(|path| read("--menu", path, &mut wrong));
        let sdk = self.sdk.as_deref().and_then(|path| read("--sdk", path, &mut wrong));
        if self.menu.is_none() && self.sdk.is_none() {
            wrong.push(Wrong::new(
                "--menu",
                "there is nothing to publish; name the menu's folder, or the SDK's with --sdk",
            ));
        }
        if self.delete && self.menu.is_none() {
            wrong.push(Wrong::new(
                "--delete",
                "without --menu nobody can tell what is to stay; name the menu's folder",
            ));
        }
        let misses = |folder: &Option<Folder>, name: &str| {
            folder.as_ref().is_some_and(|folder| !folder.names.iter().any(|known| known == name))
        };
        if misses(&menu, "index.html") {
            wrong.push(Wrong::new("--menu", "the folder has no index.html, so the site would have no first page; name the folder that has it"));
        }
        if misses(&sdk, "linger.js") {
            wrong.push(Wrong::new(
                "--sdk",
                "the folder has no linger.js; build it with `cargo xtask sdk` and name sdk/npm/dist",
            ));
        }
        if menu.as_ref().is_some_and(|menu| menu.names.iter().any(|name| name.starts_with("linger/")))
            && sdk.is_some()
        {
            wrong.push(Wrong::new(
                "--menu",
                "the folder has a folder `linger`, where the SDK goes; leave out --sdk, or take it away",
            ));
        }
        let version = self.sdk.as_deref().and_then(|path| self.version(path, &mut wrong));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Release { place: self.place.clone(), menu, sdk: sdk.zip(version), delete: self.delete })
    }

    fn version(&self, sdk: &Path, wrong: &mut Vec<Wrong>) -> Option<String> {
        let version = self.sdk_version.clone().or_else(|| version_beside(sdk));
        let is_name = |text: &String| {
            !text.is_empty()
                && text.chars().all(|char| char.is_ascii_alphanumeric() || "._+-".contains(char))
                && !text.starts_with('.')
        };
        let sound = version.filter(is_name);
        if sound.is_none() {
            wrong.push(Wrong::new(
                "--sdk-version",
                "which version it is cannot be told: there is no package.json beside the folder, or --sdk-version is no name of letters, digits, dots, hyphens and underscores; give one such as 0.1.0",
            ));
        }
        sound
    }
}

/// The version that the package has, whose `dist` this is.
fn version_beside(sdk: &Path) -> Option<String> {
    let text = fs::read_to_string(sdk.join("../package.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&text).ok()?;
    package["version"].as_str().map(ToOwned::to_owned)
}

fn read(flag: &'static str, path: &Path, wrong: &mut Vec<Wrong>) -> Option<Folder> {
    let mut names = Vec::new();
    if let Err(error) = walk(path, "", &mut names) {
        wrong.push(Wrong::new(
            flag,
            format!("{} cannot be read ({error}); name a folder that can", path.display()),
        ));
        return None;
    }
    // Types are for compilers; no page asks for them.
    names.retain(|name| !name.ends_with(".d.ts"));
    names.sort();
    let unknown: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| content_type(name).is_none()).collect();
    if !unknown.is_empty() {
        wrong.push(Wrong::new(flag, format!(
            "nobody can tell what these are, so browsers could not either: {}; take them out of {}, or give them an ending of {}",
            unknown.join(", "), path.display(), known()
        )));
    }
    Some(Folder { path: path.to_owned(), names })
}

fn walk(path: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| io::Error::other(format!("the name {} is not UTF-8", name.display())))?;
        let name = format!("{prefix}{name}");
        if fs::metadata(entry.path())?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}
