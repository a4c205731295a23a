//! One outside command: printed, run, and judged by its exit status.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::stage::Halt;

/// A command that is ready to run.
#[derive(Debug)]
pub(crate) struct Step {
    command: Command,
}

impl Step {
    /// `program`, run in `folder` with no standard input.
    pub(crate) fn new(program: impl Into<OsString>, folder: &Path) -> Self {
        let mut command = Command::new(program.into());
        command.current_dir(folder).stdin(Stdio::null());
        Self { command }
    }

    /// Adds arguments.
    pub(crate) fn arguments<A: AsRef<std::ffi::OsStr>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Lets the command find `program` before anything else of its name.
    pub(crate) fn first_on_path(self, program: &Path) -> Self {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let own = program.parent().map(Path::to_path_buf);
        let all = own.into_iter().chain(std::env::split_paths(&folders));
        match std::env::join_paths(all) {
            Ok(path) => self.variable("PATH", path),
            Err(_) => self,
        }
    }

    /// Runs the command with its output shown; anything but success halts the stage.
    pub(crate) fn run(mut self) -> Result<(), Halt> {
        let line = self.line();
        println!("$ {line}");
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Halt::failed(format!("`{line}` ended with {status}"))),
            Err(error) => Err(Halt::failed(format!("`{line}` did not start: {error}"))),
        }
    }

    /// Runs the command unseen and returns what it printed; anything but success halts the stage.
    pub(crate) fn output(mut self) -> Result<Vec<u8>, Halt> {
        let line = self.line();
        match self.command.output() {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => {
                let message = String::from_utf8_lossy(&output.stderr);
                Err(Halt::failed(format!("`{line}` ended with {}: {}", output.status, message.trim())))
            }
            Err(error) => Err(Halt::failed(format!("`{line}` did not start: {error}"))),
        }
    }

    /// Whether the command, run unseen, starts and succeeds.
    pub(crate) fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    /// The command as one would type it.
    fn line(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = program.file_name().unwrap_or(program.as_os_str());
        let words = std::iter::once(name).chain(self.command.get_args());
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }
}
