//! `conformance PATH…`: checks files or folders of vectors and exits non-zero unless every one is met.

use std::path::PathBuf;
use std::process::ExitCode;

use aftersales_tests::conformance;

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        eprintln!("usage: conformance PATH…   (files or folders of vectors)");
        return ExitCode::from(2);
    }
    let report = conformance::run(&paths);
    println!("{report}");
    if report.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
