//! The benches, which run peers beside us and hold their gates.

use crate::stage::Stage;

/// All benches with their gates.
pub(crate) fn stages() -> Vec<Stage> {
    stages_with(&[])
}

/// The benches with the user's arguments.
pub(crate) fn stages_with(arguments: &[String]) -> Vec<Stage> {
    let arguments = arguments.to_vec();
    vec![Stage::new("bench", move |workspace| {
        workspace.folder("tests/bench")?;
        workspace.cargo(&["run", "--release", "--package=aftersales-bench", "--"]).arguments(&arguments).run()
    })]
}
