//! libFuzzer over [`linger_fuzz::spool`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| linger_fuzz::spool::check(bytes));
