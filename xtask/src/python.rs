//! The Python package: built into a virtual environment, tested, its stubs compared with what was built.

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// Says by its exit status whether a Python will do.
pub(crate) const SUITABLE_PYTHON: &str = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

/// What builds the package.
pub(crate) const MATURIN: &str = "maturin==1.16.0";

/// What the stage installs. DuckDB shows instants with `pytz`; `tzdata` also serves a machine without zone files; no one release of a frame library is made for
/// every Python.
const TOOLS: [&str; 10] = [
    MATURIN,
    "duckdb>=1.3,<3",
    "mypy==2.4.1",
    "numpy>=2,<3",
    "pandas>=2.3,<4",
    "polars>=1.30,<3",
    "pyarrow>=20,<27",
    "pytest==9.2.0",
    "pytz",
    "tzdata==2026.6",
];

/// What the stage installs for the report, its charts, its files and its holidays.
const REPORT_TOOLS: [&str; 5] =
    ["holidays>=0.60", "icalendar>=6", "matplotlib>=3.8,<4", "openpyxl>=3.1", "recurring-ical-events>=3"];

/// What the stage of Spark installs.
const SPARK_TOOLS: [&str; 6] =
    [MATURIN, "daft>=0.7,<0.8", "pandas>=2.3,<4", "pyarrow>=20,<27", "pyspark==4.3.0", "pytest==9.2.0"];

/// What runs a notebook.
const NOTEBOOK_TOOLS: [&str; 3] = ["ipykernel>=6", "nbclient>=0.10", "nbformat>=5"];

/// Build, tests, types and stubs.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("python", test)]
}

/// The tutorial and the notebook on the whole log, after the tests.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![
        Stage::new("python, tutorial", tutorial).needs("python"),
        Stage::new("python, abi3", abi3).needs("python"),
        Stage::new("python, spark", spark).needs("python"),
    ]
}

/// The wheel in an environment of its own with Spark, on a cluster of two executor processes.
fn spark(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    if !Step::new("java", &package).arguments(["-version"]).succeeds() {
        return Err(Halt::missing("Java 17 or later", "on Debian `apt install openjdk-17-jre-headless`"));
    }
    let environment = workspace.target().join("venv-spark");
    let python = environment.join("bin").join("python");
    if !Step::new(&python, &package).arguments(["-m", "pip", "--version"]).succeeds() {
        Step::new("python3", &package)
            .arguments(["-m", "venv", "--clear"])
            .arguments([&environment])
            .run()?;
    }
    let step = || Step::new(&python, &package).arguments(["-m"]).variable("VIRTUAL_ENV", &environment);
    step().arguments(["pip", "install", "--quiet"]).arguments(SPARK_TOOLS).run()?;
    step().arguments(["maturin", "develop", "--quiet", "--locked"]).run()?;
    step().arguments(["pytest", "--quiet", "tests/test_spark.py"]).run()
}

/// The one wheel for many versions of CPython, in an environment of its own.
fn abi3(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    let new_enough = "import sys; sys.exit(sys.version_info < (3, 11))";
    if !Step::new("python3", &package).arguments(["-c", new_enough]).succeeds() {
        return Err(Halt::missing("Python 3.11 or later", "whose limited interface knows buffers"));
    }
    let environment = workspace.target().join("venv-abi3");
    let python = environment.join("bin").join("python");
    let wheels = workspace.target().join("abi3");
    Step::new("python3", &package).arguments(["-m", "venv", "--clear"]).arguments([&environment]).run()?;
    let step = || Step::new(&python, &package).arguments(["-m"]).variable("VIRTUAL_ENV", &environment);
    step().arguments(["pip", "install", "--quiet", MATURIN, "pytest==9.2.0", "tzdata==2026.6"]).run()?;
    step()
        .arguments([
            "maturin",
            "build",
            "--quiet",
            "--locked",
            "--profile",
            "dev",
            "--features",
            "abi3",
            "--out",
        ])
        .arguments([&wheels])
        .run()?;
    step()
        .arguments(["pip", "install", "--quiet", "--no-index", "--no-deps", "aftersales", "--find-links"])
        .arguments([&wheels])
        .run()?;
    step()
        .arguments([
            "pytest",
            "--quiet",
            "tests/test_calendar.py",
            "tests/test_vectors.py",
            "tests/test_tickets.py",
        ])
        .run()
}

fn tutorial(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    let python = workspace.target().join("venv-python").join("bin").join("python");
    let step = || Step::new(&python, &package).arguments(["-m"]);
    step().arguments(["pip", "install", "--quiet"]).arguments(NOTEBOOK_TOOLS).run()?;
    step().arguments(["pytest", "--quiet", "tests/test_tutorial.py"]).variable("AFTERSALES_DEEP", "1").run()
}

fn test(workspace: &Workspace) -> Result<(), Halt> {
    let package = workspace.folder("bindings-python")?;
    if !Step::new("python3", &package).arguments(["-c", SUITABLE_PYTHON]).succeeds() {
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
        Step::new(&python, &package)
            .arguments(["-m"])
            .arguments(arguments)
            .variable("VIRTUAL_ENV", &environment)
            .run()
    };
    run(&[&["pip", "install", "--quiet"], &TOOLS[..], &REPORT_TOOLS[..]].concat())?;
    run(&["maturin", "develop", "--quiet", "--locked"])?;
    run(&["pytest", "--quiet", "tests"])?;
    Step::new(&python, &package).arguments(["stubs.py", "--check"]).run()?;
    run(&["mypy", "--strict", "tests", "stubs.py"])?;
    run(&["mypy.stubtest", "aftersales", "--mypy-config-file", "pyproject.toml"])
}
