//! What the bytes are spent on: the module's code by crate and its largest functions, the script's by file.

use std::collections::BTreeMap;
use std::path::Path;

use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::problem::{During, Result};

/// Functions that are named one by one.
const FUNCTIONS_SHOWN: usize = 12;

/// Bytes of code of each function of a module that still has its names.
pub(super) fn functions(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let (mut sizes, mut names, mut imports) = (Vec::new(), BTreeMap::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        match payload.during("reading the module")? {
            Payload::ImportSection(section) => imports = section.count(),
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    read_names(section, &mut names)?;
                }
            }
            _ => {}
        }
    }
    let name =
        |index: usize| names.get(&(u32::try_from(index).unwrap_or(0) + imports)).cloned().unwrap_or_default();
    Ok(sizes.into_iter().enumerate().map(|(index, size)| (name(index), size)).collect())
}

fn read_names(section: wasmparser::NameSectionReader<'_>, names: &mut BTreeMap<u32, String>) -> Result<()> {
    for part in section {
        if let Name::Function(map) = part.during("reading the module's names")? {
            for naming in map {
                let naming = naming.during("reading the module's names")?;
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    Ok(())
}

/// The lines that tell it.
pub(super) fn lines(mut functions: Vec<(String, usize)>, script: &Path) -> Result<Vec<String>> {
    functions.sort_by_key(|(_, size)| core::cmp::Reverse(*size));
    let mut crates = BTreeMap::<&str, usize>::new();
    for (name, size) in &functions {
        *crates.entry(crate_of(name)).or_default() += size;
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, size)| core::cmp::Reverse(*size));
    let mut lines = vec!["linger.wasm, bytes of code before compression, by crate:".to_owned()];
    lines.extend(crates.iter().map(|(name, size)| format!("{size:>7} {name}")));
    lines.push("its largest functions:".to_owned());
    lines.extend(
        functions.iter().take(FUNCTIONS_SHOWN).map(|(name, size)| format!("{size:>7} {}", short(name))),
    );
    lines.push("linger.js, bytes before compression, by file:".to_owned());
    lines.extend(files(script)?);
    Ok(lines)
}

/// Which crate a function is of; exports of the SDK have no crate in their name.
fn crate_of(name: &str) -> &str {
    let known =
        ["linger_engine", "linger_wire", "linger_sdk", "wasm_bindgen", "lol_alloc", "alloc", "core", "std"];
    known.into_iter().find(|one| name.contains(&format!("{one}["))).unwrap_or("linger_sdk")
}

/// A demangled name without its crates' hashes.
fn short(name: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for char in name.chars() {
        match char {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ if depth == 0 => out.push(char),
            _ => {}
        }
    }
    out
}

/// Of esbuild's account of a bundle, each file's share.
fn files(metafile: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(metafile).during(metafile.display())?;
    let account: serde_json::Value = serde_json::from_str(&text).during("esbuild's account")?;
    let outputs = account["outputs"].as_object().into_iter().flat_map(|outputs| outputs.values());
    let inputs = outputs.filter_map(|output| output["inputs"].as_object()).flatten();
    let mut files: Vec<_> = inputs
        .map(|(name, input)| {
            (input["bytesInOutput"].as_u64().unwrap_or(0), name.rsplit('/').next().unwrap_or(name))
        })
        .collect();
    files.sort_by_key(|(bytes, _)| core::cmp::Reverse(*bytes));
    Ok(files.iter().map(|(bytes, name)| format!("{bytes:>7} {name}")).collect())
}

#[cfg(test)]
mod tests {
    use super::{crate_of, short};

    #[test]
    fn functions_are_told_by_their_crate() {
        assert_eq!(crate_of("<linger_engine[f8d6]::engine::Engine>::handle"), "linger_engine");
        assert_eq!(crate_of("linger_told"), "linger_sdk");
        assert_eq!(
            short("<linger_engine[f8d6]::engine::Engine>::handle"),
            "<linger_engine::engine::Engine>::handle"
        );
    }
}
