//! Takes out of wasm-bindgen's glue what the builds for pages have no use for: a fifth of it. The glue is made for every
//! program; here one object lives as long as its page, and nothing is thrown with a text.

use crate::problem::{Problem, Result};

/// A passage of the glue: how it begins, how it ends, and what stands in its place.
type Cut = (&'static str, &'static str, &'static str);

/// Those of the locked wasm-bindgen. Another may write them otherwise: then the build stops here, to be looked at.
const CUTS: [Cut; 10] = [
    // A linger lives as long as its page: nobody frees it.
    ("    __destroy_into_raw() {", "wasm.__wbg_linger_free(ptr, 0);\n    }\n", ""),
    ("if (Symbol.dispose)", "\n", ""),
    ("        LingerFinalization.register(", "\n", ""),
    ("const LingerFinalization", "ptr, 1));\n", ""),
    // A trap says all there is to say: the shell is silent anyway.
    ("throw new Error(getStringFromWasm0(arg0, arg1))", ";", "throw 0;"),
    // The module holds one object of ours, the shell, and never gives it back.
    ("__wbindgen_object_drop_ref: function", "},\n", "__wbindgen_object_drop_ref() {},\n"),
    (
        "function addHeapObject(obj) {",
        "return idx;\n}\n",
        "function addHeapObject(obj) { return heap.push(obj) - 1; }\n",
    ),
    ("let heap = new Array(1024)", ";\n", "let heap = [];\n"),
    ("heap.push(undefined", ";\n", ""),
    ("let heap_next", ";\n", ""),
];

/// The exports that are called from outside once the cuts are made.
pub(super) const EXPORTS: [&str; 6] =
    ["memory", "begin", "linger_intersected", "linger_said", "linger_told", "__wbindgen_malloc"];

/// The glue without them.
pub(super) fn glue(text: &str) -> Result<String> {
    CUTS.iter().try_fold(text.to_owned(), |text, cut| without(&text, cut))
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
    use super::without;

    #[test]
    fn a_passage_is_replaced_up_to_its_end() {
        let cut = ("b(", ");", "c;");
        assert_eq!(without("a; b(1); b(2);", &cut).unwrap(), "a; c; b(2);");
    }

    #[test]
    fn a_passage_that_is_gone_stops_the_build() {
        assert!(without("a; b(1", &("b(", ");", "")).is_err());
        assert!(without("a;", &("b(", ");", "")).is_err());
    }
}
