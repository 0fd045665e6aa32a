//! Public items have docs: rustc's `missing_docs` finds those that have not, if every member asks for it.

use toml::Table;

use super::{Fault, Sources};

/// Members that do not take the workspace's lints, and a workspace that has no `missing_docs`.
pub(super) fn faults(sources: &Sources) -> Vec<Fault> {
    let manifests = sources.iter().filter(|(path, _)| path.ends_with("/Cargo.toml") || *path == "Cargo.toml");
    manifests.filter_map(|(path, text)| fault(path, text)).collect()
}

fn fault(path: &str, text: &str) -> Option<Fault> {
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return Some(Fault::new(path, format!("not TOML: {error}"))),
    };
    match path {
        "Cargo.toml" => workspace_fault(&manifest),
        _ if at(&manifest, &["lints", "workspace"]).and_then(toml::Value::as_bool) == Some(true) => None,
        _ => Some(Fault::new(path, "add `[lints]` with `workspace = true`")),
    }
}

fn workspace_fault(manifest: &Table) -> Option<Fault> {
    let level = at(manifest, &["workspace", "lints", "rust", "missing_docs"]).and_then(toml::Value::as_str);
    let asked = matches!(level, Some("warn" | "deny" | "forbid"));
    (!asked).then(|| Fault::new("Cargo.toml", "set missing_docs = \"warn\" under [workspace.lints.rust]"))
}

fn at<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a toml::Value> {
    let (first, rest) = keys.split_first()?;
    let value = table.get(*first)?;
    if rest.is_empty() { Some(value) } else { at(value.as_table()?, rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "[workspace.lints.rust]\nmissing_docs = \"warn\"\n";
    const MEMBER: &str = "[package]\nname = \"a\"\n[lints]\nworkspace = true\n";

    fn places(root: &str, member: &str) -> Vec<String> {
        let sources = [("Cargo.toml", root), ("wire/Cargo.toml", member)];
        let sources = sources.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        faults(&sources).into_iter().map(|fault| fault.place).collect()
    }

    #[test]
    fn both_ends_of_the_inheritance_are_needed() {
        assert!(places(ROOT, MEMBER).is_empty());
        assert_eq!(places(ROOT, "[package]\nname = \"a\"\n"), ["wire/Cargo.toml"]);
        assert_eq!(places(ROOT, "[lints]\nworkspace = false\n"), ["wire/Cargo.toml"]);
        assert_eq!(places("[workspace]\n", MEMBER), ["Cargo.toml"]);
        assert_eq!(places("[workspace.lints.rust]\nmissing_docs = \"allow\"\n", MEMBER), ["Cargo.toml"]);
        assert_eq!(places(ROOT, "[lints"), ["wire/Cargo.toml"]);
    }
}
