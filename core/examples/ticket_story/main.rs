//! One repair from the phone call to the call-back, under the preset `after-sales`: what was said, which events followed, and
//! when each promise then falls due.
//!
//! ```text
//! cargo run --example ticket_story [-- --diagram]
//! ```

mod desk;
mod log;
#[expect(dead_code, reason = "the test compares more than is printed")]
mod story;
mod words;

use std::io::Write;
use std::process::ExitCode;

use aftersales::ticket::diagram;

const USAGE: &str = "\
ticket_story: one repair from the phone call to the call-back

usage: cargo run --example ticket_story [-- OPTIONS]

options:
  --diagram  the phases of every ticket, as docs/lifecycle.md draws them
  --help     this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let text = match words.as_slice() {
        [] => story::tell().map(|story| story.text).map_err(|error| error.to_string()),
        ["--diagram"] => Ok(diagram()),
        ["--help"] => Ok(USAGE.to_owned()),
        other => Err(format!("unknown arguments `{}`\n\n{USAGE}", other.join(" "))),
    };
    let printed = text.and_then(|text| match std::io::stdout().write_all(text.as_bytes()) {
        // A reader that has seen enough, such as `head`, is no error.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("ticket_story: {message}");
            ExitCode::from(2)
        }
    }
}
