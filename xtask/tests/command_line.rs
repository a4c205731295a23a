//! What a user of `cargo xtask` relies on: exit codes, named skips, and lints that find what they look for.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A call of xtask on an empty checkout of its own, with no tool within reach and outside continuous integration.
fn xtask(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let checkout = checkout(name);
    command
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", checkout.join("xtask"))
        .env("PATH", "")
        .env_remove("CI");
    command
}

fn checkout(name: &str) -> PathBuf {
    let checkout = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    for folder in ["bindings-python", "bindings-wasm", "bindings-kotlin"] {
        fs::create_dir_all(checkout.join(folder)).expect("the folder can be made");
    }
    checkout
}

fn messages(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_missing_tool_is_a_named_skip_on_a_users_machine() {
    for (command, tool) in [("python", "Python 3.10"), ("wasm", "Node 20"), ("kotlin", "`java`")] {
        let output = xtask("skips", &[command]).output().expect("xtask starts");
        assert!(output.status.success(), "{command}: {}", messages(&output));
        let skip = format!("skipped: {command}: {tool}");
        assert!(messages(&output).contains(&skip), "{command}: {}", messages(&output));
    }
}

#[test]
fn a_missing_tool_is_a_failure_under_continuous_integration() {
    for command in ["python", "wasm", "kotlin"] {
        let output = xtask("fails", &[command]).env("CI", "true").output().expect("xtask starts");
        assert_eq!(output.status.code(), Some(1), "{command}: {}", messages(&output));
        assert!(
            messages(&output).contains(&format!("failed: {command}: ")),
            "{command}: {}",
            messages(&output)
        );
    }
}

#[test]
fn a_stage_is_left_out_when_the_one_that_it_needs_did_not_pass() {
    let output = xtask("needs", &["wasm"]).output().expect("xtask starts");
    assert!(
        messages(&output).contains("skipped: wasm, browser: `wasm` did not pass"),
        "{}",
        messages(&output)
    );
}

#[test]
fn a_folder_that_is_not_in_the_checkout_is_a_failure() {
    let checkout = checkout("no-python");
    fs::remove_dir(checkout.join("bindings-python")).expect("the folder is empty");
    let mut command = xtask("no-wasm", &["python"]);
    let output = command.env("CARGO_MANIFEST_DIR", checkout.join("xtask")).output().expect("xtask starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(messages(&output).contains("the folder `bindings-python` is not in this checkout"));
}

#[test]
fn an_unknown_command_or_check_says_what_there_is() {
    for arguments in [&["tests"][..], &["lint", "formats"], &["conformance"], &["test", "--deeper"], &[]] {
        let output = xtask("unknown", arguments).output().expect("xtask starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let output = xtask("unknown", &["lint", "formats"]).output().expect("xtask starts");
    assert!(messages(&output).contains("`formats` is not a check, expected one of format, paths"));
}

#[test]
fn a_path_of_a_machine_and_a_registry_host_are_found() {
    let checkout = checkout("machine-paths");
    let git = |arguments: &[&str]| {
        let status = Command::new("git").args(arguments).current_dir(&checkout).status().expect("git starts");
        assert!(status.success());
    };
    git(&["init", "--quiet"]);
    let write =
        |name: &str, text: &str| fs::write(checkout.join(name), text).expect("the file can be written");
    write("notes.md", &format!("see\n`{}` for it\n", ["", "home", "someone", "notes"].join("/")));
    write("links.md", "https://example.org/home/page and src/root/mod.rs are no paths of a machine\n");
    write(
        "package-lock.json",
        "{\n  \"resolved\": \"https://registry.example.org/a.tgz\",\n  \"resolved\": \"..\"\n}\n",
    );
    git(&["add", "."]);
    let mut command = xtask("machine-paths", &["lint", "paths"]);
    let output =
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).output().expect("xtask starts");
    let found = messages(&output);
    assert_eq!(output.status.code(), Some(1), "{found}");
    assert!(found.contains("notes.md:2: "), "{found}");
    assert!(found.contains("package-lock.json:2: "), "{found}");
    assert!(!found.contains("package-lock.json:3: "), "{found}");
    assert!(!found.contains("links.md"), "{found}");
}
