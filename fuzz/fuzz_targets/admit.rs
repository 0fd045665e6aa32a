//! libFuzzer over [`linger_fuzz::admit`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| linger_fuzz::admit::check(bytes));
