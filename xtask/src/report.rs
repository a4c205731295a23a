//! The main job on real data, as the README has it.

use crate::stage::{Halt, Stage};
use crate::workspace::Workspace;

/// The desk report must end well and give JSON that parses.
pub(crate) fn stages() -> Vec<Stage> {
    vec![Stage::new("desk report", report)]
}

fn report(workspace: &Workspace) -> Result<(), Halt> {
    let printed = workspace
        .cargo(&[
            "run",
            "--release",
            "--quiet",
            "--package=aftersales",
            "--example=desk_report",
            "--",
            "--json",
        ])
        .output()?;
    match serde_json::from_slice::<serde_json::Value>(&printed) {
        Ok(serde_json::Value::Object(_)) => Ok(()),
        Ok(other) => Err(Halt::failed(format!("`desk_report --json` gave {other}, expected an object"))),
        Err(error) => Err(Halt::failed(format!("`desk_report --json` is not JSON: {error}"))),
    }
}
