//! The fuzz targets under libFuzzer, each for a while. Their bodies also run in the ordinary tests, on their seeds.

use std::fs;

use crate::command::Step;
use crate::stage::{Halt, Stage};
use crate::tools::tool;
use crate::workspace::Workspace;

const CARGO_FUZZ_VERSION: &str = "0.13.2";
/// Seconds for one target where nothing else is asked.
const SECONDS: u32 = 30;

/// Every target for half a minute.
pub(crate) fn deep_stages() -> Vec<Stage> {
    vec![stage(SECONDS)]
}

/// Every target for the seconds that were asked for.
pub(crate) fn stages_with(arguments: &[String]) -> Result<Vec<Stage>, String> {
    match arguments {
        [] => Ok(deep_stages()),
        [seconds] => match seconds.parse() {
            Ok(seconds @ 1..) => Ok(vec![stage(seconds)]),
            _ => Err(format!("`{seconds}` is not a number of seconds from 1")),
        },
        _ => Err("`cargo xtask fuzz` takes one number of seconds".to_owned()),
    }
}

fn stage(seconds: u32) -> Stage {
    Stage::new("fuzz", move |workspace| run(workspace, seconds))
}

fn run(workspace: &Workspace, seconds: u32) -> Result<(), Halt> {
    let folder = workspace.folder("tests/fuzz")?;
    if !Step::new("cargo", &folder).arguments(["+nightly", "--version"]).succeeds() {
        return Err(Halt::missing(
            "a nightly compiler",
            "`rustup toolchain install nightly --profile minimal`",
        ));
    }
    let cargo_fuzz = tool(workspace, "cargo-fuzz", CARGO_FUZZ_VERSION)?;
    for name in targets(workspace)? {
        let corpus = folder.join("corpus").join(&name);
        fs::create_dir_all(&corpus)
            .map_err(|error| Halt::failed(format!("{}: {error}", corpus.display())))?;
        Step::new("cargo", &folder)
            .arguments(["+nightly", "fuzz", "run", &name])
            .arguments([corpus.as_os_str(), folder.join("seeds").join(&name).as_os_str()])
            .arguments(["--", &format!("-max_total_time={seconds}"), "-timeout=10", "-rss_limit_mb=2048"])
            .first_on_path(&cargo_fuzz)
            .variable("CARGO_TARGET_DIR", workspace.target().join("fuzz"))
            .run()?;
    }
    Ok(())
}

/// The targets that have seeds.
fn targets(workspace: &Workspace) -> Result<Vec<String>, Halt> {
    let seeds = workspace.folder("tests/fuzz/seeds")?;
    let entries =
        fs::read_dir(&seeds).map_err(|error| Halt::failed(format!("{}: {error}", seeds.display())))?;
    let mut names: Vec<_> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}
