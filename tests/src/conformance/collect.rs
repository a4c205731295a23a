use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Report;

/// The files named, and the `.json` files in and below the folders named, in order and each once.
pub(super) fn json_files(paths: &[PathBuf], report: &mut Report) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files, report);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())));
    files
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, report: &mut Report) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => entries,
        Err(error) => return report.problem(Some(folder), error),
    };
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        // A link to a folder could lead back to where we came from.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files, report);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}
