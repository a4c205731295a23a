//! Licences, bans and sources of every dependency, with cargo-deny.

use crate::command::Step;
use crate::stage::Halt;
use crate::tools::tool;
use crate::workspace::Workspace;

const CARGO_DENY_VERSION: &str = "0.20.2";

/// Checks `deny.toml`. Security advisories need their database and are not part of it: `cargo deny check advisories`.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let cargo_deny = tool(workspace, "cargo-deny", CARGO_DENY_VERSION)?;
    Step::new(cargo_deny, workspace.root())
        .arguments(["--all-features", "--locked", "check", "bans", "licenses", "sources"])
        .run()
}
