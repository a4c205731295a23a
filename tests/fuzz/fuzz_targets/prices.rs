#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aftersales_tests::fuzz::run("prices", bytes));
