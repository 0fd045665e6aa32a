//! Proof that the engine needs no browser: compiled to WebAssembly alone, it imports nothing.

use std::fs;
use std::path::Path;

use wasmparser::{Parser, Payload};

use crate::problem::{During, Problem, Result};

/// What builds the engine's example `bare`.
pub(super) const BUILD: [&str; 10] = [
    "build",
    "--locked",
    "-p",
    "linger-engine",
    "--example",
    "bare",
    "--profile",
    "wasm",
    "--target",
    "wasm32-unknown-unknown",
];

/// Where it lands under cargo's output.
const MODULE: &str = "wasm32-unknown-unknown/wasm/examples/bare.wasm";

/// What a module asks of its host and offers to it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Borders {
    imports: Vec<String>,
    functions: usize,
}

/// Refuses imports, and a module so empty that their absence proves nothing.
pub(super) fn check(target: &Path) -> Result<()> {
    let module = target.join(MODULE);
    let borders = borders(&fs::read(&module).during(module.display())?)?;
    verdict(&borders)
}

fn verdict(borders: &Borders) -> Result<()> {
    if !borders.imports.is_empty() {
        let list = borders.imports.join(", ");
        return Err(Problem::new(format!("the engine asks its host for {list}: it may ask for nothing")));
    }
    if borders.functions == 0 {
        return Err(Problem::new(
            "the example `bare` exports no function, so it proves nothing about the engine",
        ));
    }
    Ok(())
}

fn borders(module: &[u8]) -> Result<Borders> {
    let mut borders = Borders::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload.during("bare.wasm")? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.during("bare.wasm")?;
                    borders.imports.push(format!("{}.{}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    borders.functions +=
                        usize::from(export.during("bare.wasm")?.kind == wasmparser::ExternalKind::Func);
                }
            }
            _ => {}
        }
    }
    Ok(borders)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (import "env" "f" (func)) (export "g" (func 0)))`, by hand: header, type, import and export sections.
    const WITH_IMPORT: &[u8] = b"\0asm\x01\0\0\0\
        \x01\x04\x01\x60\0\0\
        \x02\x09\x01\x03env\x01f\0\0\
        \x07\x05\x01\x01g\0\0";

    /// An empty module.
    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn an_import_is_found_and_named() {
        let found = borders(WITH_IMPORT).unwrap();
        assert_eq!(found, Borders { imports: vec!["env.f".into()], functions: 1 });
        assert!(verdict(&found).unwrap_err().to_string().contains("env.f"));
    }

    #[test]
    fn a_module_that_offers_nothing_proves_nothing() {
        assert!(verdict(&borders(EMPTY).unwrap()).is_err());
        assert!(verdict(&Borders { imports: vec![], functions: 1 }).is_ok());
        assert!(borders(b"not a module").is_err());
    }
}
