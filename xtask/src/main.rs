//! `cargo xtask`: builds, tests and lints every language of the project.

mod android;
mod bench;
mod command;
mod conformance;
mod demo;
mod django;
mod docs;
mod fuzz;
mod kotlin;
mod lint;
mod python;
mod report;
mod rust;
mod stage;
mod test;
mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use stage::{Stage, run_stages};
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  test [--deep]        build and test every language; --deep adds the slow suites
  lint [CHECK…]        format, clippy, docs, features, licences and more; all of them, or those named
  ci                   test and lint in one table

  rust                 the Rust workspace alone
  python               the Python package alone, with its example of a Django app
  python --deep        the same, then the whole tutorial, the notebook, Spark and abi3
  wasm                 the npm package alone, in Node and in a browser, with the live board
  kotlin               the Kotlin module alone, on the JVM, and the type-check for Android
  jar                  the Kotlin module as a jar with this system's library inside
  aar                  the library for Android as an AAR; needs the NDK
  conformance PATH…    files or folders of vectors against the core
  demo                 builds the npm package and the live board, and serves the board
  bench [ARG…]         the benches beside their peers; arguments go to the benches
  fuzz [SECONDS]       every fuzz target for a while (30 s), on a nightly compiler
  docs                 the documentation of the Rust crates

A tool that is not installed is a named skip, and a failure when CI=true.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let workspace = Workspace::find();
    match stages(&arguments) {
        Ok(stages) => run_stages(&workspace, &stages),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The stages that a command line asks for.
fn stages(arguments: &[String]) -> Result<Vec<Stage>, String> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(USAGE.to_owned());
    };
    match (command.as_str(), rest) {
        ("test", []) => Ok(test::stages()),
        ("test", [flag]) if flag == "--deep" => Ok(test::deep_stages()),
        ("lint", names) => lint::stages(names),
        ("ci", []) => Ok(test::stages().into_iter().chain(lint::stages(&[])?).collect()),
        ("rust", []) => Ok(rust::stages()),
        ("python", []) => Ok(python::stages().into_iter().chain(django::stages()).collect()),
        ("python", [flag]) if flag == "--deep" => {
            Ok([python::stages(), django::stages(), python::deep_stages()].into_iter().flatten().collect())
        }
        ("wasm", []) => Ok(wasm::stages()),
        ("kotlin", []) => Ok(kotlin::stages()),
        ("jar", []) => Ok(kotlin::jar_stages()),
        ("aar", []) => Ok(android::archive_stages()),
        ("demo", []) => Ok(demo::stages()),
        ("conformance", paths) if !paths.is_empty() => Ok(conformance::stages_for(paths)),
        ("bench", rest) => Ok(bench::stages_with(rest)),
        ("fuzz", rest) => fuzz::stages_with(rest),
        ("docs", []) => Ok(docs::stages()),
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            Ok(Vec::new())
        }
        _ => Err(format!("`cargo xtask {}` is not a command\n\n{USAGE}", arguments.join(" "))),
    }
}
