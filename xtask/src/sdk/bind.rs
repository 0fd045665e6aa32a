//! The module's JavaScript glue, by the library behind `wasm-bindgen`: always of the locked version, nothing to install.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use super::{Variant, trim};
use crate::problem::{During, Result};

/// What our own loader needs of the glue, which has it for itself; the glue's loader knows every way to hand it a module, and
/// weighs more than the one way we use. Both names are those of the locked wasm-bindgen: with another, the bundler stops.
const OPENED: &str = "\nexport { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n";

/// A bound module and its glue.
pub(super) struct Bound {
    /// The module with wasm-bindgen's sections worked in.
    pub(super) wasm: PathBuf,
    /// The ES module that loads it and lends it the browser.
    pub(super) glue: PathBuf,
}

/// Writes glue and bound module into `folder`.
pub(super) fn module(module: &Path, folder: &Path, variant: Variant) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    // Without a default path the glue does not name `import.meta`, which a classic script has not.
    bindgen.input_path(module).out_name("glue").omit_default_module_path(true).typescript(false);
    bindgen.remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).during("wasm-bindgen")?;
    let glue = folder.join("glue.js");
    let mut text = trim::glue(&fs::read_to_string(&glue).during(glue.display())?, variant)?;
    text.push_str(OPENED);
    fs::write(&glue, text).during(glue.display())?;
    Ok(Bound { wasm: folder.join("glue_bg.wasm"), glue })
}
