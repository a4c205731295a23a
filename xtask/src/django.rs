//! The example of a Django app: built into an environment of its own and tested through the app that it extends.

use crate::command::Step;
use crate::python::{MATURIN, SUITABLE_PYTHON};
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// The example's tests, once the package itself is sound.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("django", test).needs("python")]
}

fn test(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    let example = workspace.folder("docs/examples/django-helpdesk")?;
    if !Step::new("python3", &example).arguments(["-c", SUITABLE_PYTHON]).succeeds() {
        return Err(Halt::missing("Python 3.10 or later with venv", "on Debian `apt install python3-venv`"));
    }
    let environment = workspace.target().join("venv-django");
    let python = environment.join("bin").join("python");
    if !Step::new(&python, &example).arguments(["-m", "pip", "--version"]).succeeds() {
        Step::new("python3", &example)
            .arguments(["-m", "venv", "--clear"])
            .arguments([&environment])
            .run()?;
    }
    let run = |folder, arguments: &[&str]| {
        Step::new(&python, folder).arguments(arguments).variable("VIRTUAL_ENV", &environment).run()
    };
    run(&package, &["-m", "pip", "install", "--quiet", MATURIN])?;
    // Before what it requires, so that the package built here is the one in use.
    run(&package, &["-m", "maturin", "develop", "--quiet", "--locked"])?;
    run(&example, &["-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"])?;
    run(&example, &["manage.py", "makemigrations", "--check", "sla"])?;
    run(&example, &["manage.py", "test"])
}
