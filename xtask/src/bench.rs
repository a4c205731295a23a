//! The benches, which run peers beside us and hold their gates.

use crate::command::Step;
use crate::kotlin::{self, Rounds};
use crate::stage::{Halt, Stage};
use crate::wasm;
use crate::workspace::Workspace;

/// All benches with their gates.
pub(crate) fn stages() -> Vec<Stage> {
    stages_with(&[])
}

/// The benches with the user's arguments.
pub(crate) fn stages_with(arguments: &[String]) -> Vec<Stage> {
    let arguments = arguments.to_vec();
    let (own, grading, kpi) = (arguments.clone(), arguments.clone(), arguments.clone());
    let (jvm, npm) = (arguments.clone(), arguments.clone());
    let bench = Stage::new("bench", move |workspace| {
        workspace.folder("tests/bench")?;
        workspace.cargo(&["run", "--release", "--package=aftersales-bench", "--"]).arguments(&own).run()
    });
    vec![
        bench,
        Stage::new("bench-grading", move |workspace| grades(workspace, &grading)),
        Stage::new("bench-kpi", move |workspace| script(workspace, "tests/bench/kpi", &kpi)),
        Stage::new("bench-python", move |workspace| script(workspace, "tests/bench/python", &arguments)),
        Stage::new("bench-kotlin", move |workspace| {
            match jvm.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                [] => kotlin::bench(workspace, Rounds::All),
                ["--quick"] => kotlin::bench(workspace, Rounds::Few),
                // The other words are those of the calendar's bench.
                _ => Ok(()),
            }
        }),
        Stage::new("bench-npm", move |workspace| {
            match npm.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                [] => wasm::bench(workspace, &[]),
                ["--quick"] => wasm::bench(workspace, &["--", "--quick"]),
                // The other words are those of the calendar's bench.
                _ => Ok(()),
            }
        }),
    ]
}

/// Grading beside a rule engine, which brings so many crates that it is a workspace of its own.
fn grades(workspace: &Workspace, arguments: &[String]) -> Result<(), Halt> {
    let folder = workspace.folder("tests/bench/grading")?;
    // The other words are those of the calendar's bench.
    if arguments.iter().any(|word| word != "--quick") {
        return Ok(());
    }
    workspace
        .cargo(&["run", "--release", "--manifest-path"])
        .arguments([folder.join("Cargo.toml").as_os_str(), "--".as_ref()])
        .arguments(arguments)
        .variable("CARGO_TARGET_DIR", workspace.target().join("bench-grading"))
        .run()
}

/// A bench that a Python script drives: figures of many tickets, and the Python package, each beside its peers.
fn script(workspace: &Workspace, folder: &str, arguments: &[String]) -> Result<(), Halt> {
    let folder = workspace.folder(folder)?;
    // The other words are those of the calendar's bench.
    let shared = arguments.iter().filter(|word| matches!(word.as_str(), "--quick" | "--json"));
    if shared.clone().count() < arguments.len() {
        return Ok(());
    }
    if !Step::new("python3", &folder).arguments(["-c", "import venv, ensurepip"]).succeeds() {
        return Err(Halt::missing("Python 3 with venv", "on Debian `apt install python3-venv`"));
    }
    Step::new("python3", &folder).arguments(["run.py"]).arguments(shared).run()
}
