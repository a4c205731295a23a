//! The Python package: built into a virtual environment, tested, its stubs compared with what was built.

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

const OLD_PYTHON: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

/// Build, tests and stubs.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("python", test)]
}

fn test(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    if !Step::new("python3", &package).arguments(["-c", OLD_PYTHON]).succeeds() {
        return Err(Halt::missing("Python 3.10 or later with venv", "on Debian `apt install python3-venv`"));
    }
    let environment = workspace.target().join("venv-python");
    let python = environment.join("bin").join("python");
    if !Step::new(&python, &package).arguments(["-m", "pip", "--version"]).succeeds() {
        Step::new("python3", &package)
            .arguments(["-m", "venv", "--clear"])
            .arguments([&environment])
            .run()?;
    }
    let run = |arguments: &[&str]| {
        Step::new(&python, &package).arguments(arguments).variable("VIRTUAL_ENV", &environment)
    };
    run(&["-m", "pip", "install", "--quiet", "--requirement", "requirements-test.txt"]).run()?;
    run(&["-m", "maturin", "develop", "--quiet"]).run()?;
    run(&["-m", "pytest", "--quiet", "tests"]).run()?;
    run(&["-m", "mypy.stubtest", "aftersales"]).run()
}
