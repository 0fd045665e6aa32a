//! libFuzzer over [`linger_fuzz::line`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| linger_fuzz::line::check(bytes));
