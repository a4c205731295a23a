//! No tracked file may speak of the machine on which it was written.

use std::env;
use std::fs;
use std::path::Path;

use crate::command::Step;
use crate::stage::Halt;
use crate::workspace::Workspace;

/// Folders that differ from machine to machine.
const MACHINE_FOLDERS: [&str; 4] = ["home", "root", "tmp", "Users"];

/// Searches the tracked text files for paths of a machine, and npm lockfiles for the hosts of a registry.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let folders = machine_folders(workspace);
    let mut findings = Vec::new();
    for name in tracked(workspace)? {
        // A file deleted but still tracked, or not text, has nothing to say.
        let Ok(text) = fs::read_to_string(workspace.root().join(&name)) else { continue };
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if let Some(folder) = folders.iter().find(|folder| has_path(line, folder)) {
                findings.push(format!("{name}:{number}: a path below `{folder}`"));
            }
            // A link to a folder of this checkout is written the same way, as `".."`.
            if name.ends_with("package-lock.json") && line.contains("\"resolved\"") && line.contains("://") {
                findings.push(format!("{name}:{number}: the host of a registry"));
            }
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Halt::failed(findings.join("; "))) }
}

fn tracked(workspace: &Workspace) -> Result<Vec<String>, Halt> {
    let listed = Step::new("git", workspace.root()).arguments(["ls-files", "-z"]).output()?;
    let listed = String::from_utf8_lossy(&listed);
    Ok(listed.split_terminator('\0').map(str::to_owned).collect())
}

/// The usual folders, this user's home, the checkout and the folder around it.
fn machine_folders(workspace: &Workspace) -> Vec<String> {
    let mut folders: Vec<String> = MACHINE_FOLDERS.iter().map(|name| format!("/{name}/")).collect();
    let home = env::var_os("HOME");
    let own = [home.as_deref().map(Path::new), Some(workspace.root()), workspace.root().parent()];
    for path in own.into_iter().flatten().filter(|path| path.components().count() > 1) {
        folders.push(format!("{}/", path.display()));
    }
    folders
}

/// Whether `line` holds an absolute path below `folder`; the same letters inside a longer path or an address are none.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"._-~)}*".contains(letter))
    })
}
