//! Gives a module's imports and exports short names, and the glue the same: wasm-bindgen's carry a hash each, which no
//! compression makes smaller.

use crate::problem::{During, Problem, Result};

/// What wasm-opt prints of the names it gave.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Names {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    /// Old name, new name.
    exports: Vec<(String, String)>,
}

/// The module that all imports are of, by the name that wasm-opt gives the first.
pub(super) const IMPORT_MODULE: &str = "a";

impl Names {
    pub(super) fn parsed(printed: &str) -> Result<Self> {
        serde_json::from_str(printed).during("the names that wasm-opt printed")
    }

    /// A script that exports what the module imports, by the new names: a translated module is a script itself, and imports
    /// as one.
    pub(super) fn imports_script(&self) -> String {
        let names: Vec<&str> = self.imports.iter().map(|(.., new)| new.as_str()).collect();
        let names = names.join(", ");
        let import = "import { imports } from \"linger-glue\";";
        format!("{import}\nexport const {{ {names} }} = imports()[{IMPORT_MODULE:?}];\n")
    }

    /// The glue with the new names.
    pub(super) fn applied(&self, glue: &str) -> Result<String> {
        let mut text = glue.to_owned();
        for (_, old, new) in &self.imports {
            text = replaced(&text, &format!("{old}: function"), &format!("{new}: function"))
                .or_else(|_| replaced(&text, &format!("{old}()"), &format!("{new}()")))?;
        }
        for (old, new) in &self.exports {
            text = text.replace(&format!("wasm.{old}("), &format!("wasm.{new}("));
            text = text.replace(&format!("wasm.{old},"), &format!("wasm.{new},"));
            text = text.replace(&format!("wasm.{old})"), &format!("wasm.{new})"));
            text = text.replace(&format!("wasm.{old}."), &format!("wasm.{new}."));
        }
        let module = self.imports.first().map_or("", |(module, ..)| module);
        replaced(&text, &format!("{module:?}: import0"), &format!("{IMPORT_MODULE:?}: import0"))
    }
}

fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    let found = text.contains(old).then(|| text.replace(old, new));
    found.ok_or_else(|| Problem::new(format!("wasm-bindgen's glue names {old:?} nowhere")))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn glue_and_module_get_the_same_names() {
        let names =
            r#"{"imports":[["./g.js","__wbg_post_1f","a"]],"exports":[["begin","b"],["memory","c"]]}"#;
        let glue = r#"{ "./g.js": import0 } __wbg_post_1f: function(x) {} wasm.begin(1); wasm.memory.buffer"#;
        let short = Names::parsed(names).unwrap().applied(glue).unwrap();
        assert_eq!(short, r#"{ "a": import0 } a: function(x) {} wasm.b(1); wasm.c.buffer"#);
    }

    #[test]
    fn an_import_that_the_glue_lacks_stops_the_build() {
        let names = r#"{"imports":[["./g.js","gone","a"]],"exports":[]}"#;
        assert!(Names::parsed(names).unwrap().applied("x").is_err());
    }
}
