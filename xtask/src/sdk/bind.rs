//! The module's JavaScript glue, by the library behind `wasm-bindgen`: always of the locked version, nothing to install.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::problem::{During, Result};

/// A bound module and its glue.
pub(super) struct Bound {
    /// The module with wasm-bindgen's sections worked in.
    pub(super) wasm: PathBuf,
    /// The ES module that loads it and lends it the browser.
    pub(super) glue: PathBuf,
}

/// Writes glue and bound module into `folder`.
pub(super) fn module(module: &Path, folder: &Path) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    // Without a default path the glue does not name `import.meta`, which a classic script has not.
    bindgen.input_path(module).out_name("glue").omit_default_module_path(true).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).during("wasm-bindgen")?;
    Ok(Bound { wasm: folder.join("glue_bg.wasm"), glue: folder.join("glue.js") })
}
