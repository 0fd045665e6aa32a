//! libFuzzer over [`linger_fuzz::batch`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| linger_fuzz::batch::check(bytes));
