//! What every package says of itself: authors, licence, minimum Rust, and whether it may be published.

use serde_json::Value;

use crate::stage::Halt;
use crate::workspace::Workspace;

const AUTHORS: &str = "aftersales contributors";
const LICENCE: &str = "MIT OR Apache-2.0";
const PUBLISHED: &str = "aftersales";

/// One package of the workspace, as cargo reads its manifest.
#[derive(Debug)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// The names of its features.
    pub(crate) features: Vec<String>,
    /// The oldest Rust that it states.
    pub(crate) minimum_rust: Option<String>,
    authors: Vec<String>,
    licence: Option<String>,
    published: bool,
}

/// The packages of the workspace. Halts when `Cargo.lock` does not fit the manifests.
pub(crate) fn packages(workspace: &Workspace) -> Result<Vec<Package>, Halt> {
    let printed = workspace.cargo(&["metadata", "--format-version=1", "--locked"]).output()?;
    let metadata: Value = serde_json::from_slice(&printed)
        .map_err(|error| Halt::failed(format!("`cargo metadata` is not JSON: {error}")))?;
    let members = strings(&metadata["workspace_members"]);
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(packages
        .iter()
        .filter(|package| members.iter().any(|member| package["id"] == member.as_str()))
        .map(|package| Package {
            name: package["name"].as_str().unwrap_or_default().to_owned(),
            features: package["features"]
                .as_object()
                .into_iter()
                .flat_map(|map| map.keys().cloned())
                .collect(),
            minimum_rust: package["rust_version"].as_str().map(str::to_owned),
            authors: strings(&package["authors"]),
            licence: package["license"].as_str().map(str::to_owned),
            // Cargo writes `publish = false` as an empty list of registries, and no limit as null.
            published: package["publish"].as_array().is_none_or(|registries| !registries.is_empty()),
        })
        .collect())
}

/// Compares every package with what the project has decided.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Halt> {
    let mut findings = Vec::new();
    for package in packages(workspace)? {
        let name = &package.name;
        if package.authors != [AUTHORS] {
            findings.push(format!("{name}: authors are {:?}, expected `{AUTHORS}`", package.authors));
        }
        if package.licence.as_deref() != Some(LICENCE) {
            findings.push(format!("{name}: licence is {:?}, expected `{LICENCE}`", package.licence));
        }
        if package.minimum_rust.is_none() {
            findings.push(format!("{name}: no minimum Rust is stated"));
        }
        if package.published != (name == PUBLISHED) {
            findings.push(format!("{name}: `publish` is wrong, only `{PUBLISHED}` goes to a registry"));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Halt::failed(findings.join("; "))) }
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
