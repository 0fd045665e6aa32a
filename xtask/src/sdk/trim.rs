//! Takes out of wasm-bindgen's glue what the builds for pages have no use for: a fifth of it. The glue is made for every
//! program; here one object lives as long as its page, and nothing is thrown with a text.

use std::collections::BTreeSet;

use super::Variant;
use crate::problem::{Problem, Result};

/// A passage of the glue: how it begins, how it ends, and what stands in its place.
type Cut = (&'static str, &'static str, &'static str);

/// Those of the locked wasm-bindgen. Another may write them otherwise: then the build stops here, to be looked at.
///
/// A linger lives as long as its page: nobody frees it.
const OF_ALL: [Cut; 4] = [
    ("    __destroy_into_raw() {", "wasm.__wbg_linger_free(ptr, 0);\n    }\n", ""),
    ("if (Symbol.dispose)", "\n", ""),
    ("        LingerFinalization.register(", "\n", ""),
    ("const LingerFinalization", "ptr, 1));\n", ""),
];

/// The script tag's module throws with no text, as the shell is silent anyway, and holds one object of ours, the shell, which
/// it never gives back.
const OF_THE_SCRIPT: [Cut; 6] = [
    ("throw new Error(getStringFromWasm0(arg0, arg1))", ";", "throw 0;"),
    ("__wbindgen_object_drop_ref: function", "},\n", "__wbindgen_object_drop_ref: function () {},\n"),
    (
        "function addHeapObject(obj) {",
        "return idx;\n}\n",
        "function addHeapObject(obj) { return heap.push(obj) - 1; }\n",
    ),
    ("let heap = new Array(1024)", ";\n", "let heap = [];\n"),
    ("heap.push(undefined", ";\n", ""),
    ("let heap_next", ";\n", ""),
];

/// The glue without them.
pub(super) fn glue(text: &str, variant: Variant) -> Result<String> {
    let more: &[Cut] = if variant == Variant::Script { &OF_THE_SCRIPT } else { &[] };
    OF_ALL.iter().chain(more).try_fold(text.to_owned(), |text, cut| without(&text, cut))
}

/// The module's exports that the glue still calls.
pub(super) fn exports(glue: &str) -> BTreeSet<&str> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let calls = glue.split("wasm.").skip(1);
    calls.map(|rest| &rest[..rest.find(|char| !is_name(char)).unwrap_or(rest.len())]).collect()
}

fn without(text: &str, (start, end, instead): &Cut) -> Result<String> {
    let missing =
        || Problem::new(format!("wasm-bindgen's glue has no passage that begins with {start:?} any more"));
    let from = text.find(start).ok_or_else(missing)?;
    let to = from + text[from..].find(end).ok_or_else(missing)? + end.len();
    Ok([&text[..from], instead, &text[to..]].concat())
}

#[cfg(test)]
mod tests {
    use super::{exports, without};

    #[test]
    fn a_passage_is_replaced_up_to_its_end() {
        let cut = ("b(", ");", "c;");
        assert_eq!(without("a; b(1); b(2);", &cut).unwrap(), "a; c; b(2);");
    }

    #[test]
    fn what_the_glue_calls_of_the_module_is_found() {
        let found =
            exports("wasm.begin(1); f(a, wasm.__wbindgen_malloc); new Uint8Array(wasm.memory.buffer)");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["__wbindgen_malloc", "begin", "memory"]);
    }

    #[test]
    fn a_passage_that_is_gone_stops_the_build() {
        assert!(without("a; b(1", &("b(", ");", "")).is_err());
        assert!(without("a;", &("b(", ");", "")).is_err());
    }
}
