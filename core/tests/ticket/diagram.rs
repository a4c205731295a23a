//! `docs/lifecycle.md` shows the lifecycle as it is.

use std::fs;
use std::path::Path;

use aftersales::ticket::{CommandName, Phase, Requirement, diagram, transitions};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lifecycle.md")).unwrap()
}

#[test]
fn the_drawing_is_current() {
    let page = page();
    let drawn = page.split_once("```mermaid\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    assert!(
        drawn == diagram(),
        "docs/lifecycle.md does not show the lifecycle as it is; put the output of \
         `cargo run --example ticket_story -- --diagram` in the place of its drawing"
    );
}

#[test]
fn every_way_is_drawn_once() {
    let drawn = diagram();
    for way in transitions() {
        let edge = format!("    {} --> {}: ", way.from, way.to);
        let mut lines = drawn.lines().filter(|line| line.starts_with(&edge));
        let commands = lines.next().unwrap().strip_prefix(&edge).unwrap();
        assert!(commands.split(", ").any(|command| command == way.command.as_str()), "{way:?}");
        assert_eq!(lines.next(), None, "{way:?}");
    }
    let ends: Vec<_> = Phase::ALL.iter().filter(|phase| phase.is_terminal()).collect();
    assert_eq!(drawn.matches("--> [*]").count(), ends.len());
    let edges = drawn.lines().filter(|line| line.contains("-->") && !line.contains("[*]"));
    let commands: usize = edges.map(|line| line.split(", ").count()).sum();
    assert_eq!(commands, transitions().len());
}

#[test]
fn every_gate_is_explained() {
    let page = page();
    for requirement in Requirement::ALL {
        let row = format!("| `{requirement}` |");
        let row = page.lines().find(|line| line.starts_with(&row));
        let row = row.unwrap_or_else(|| panic!("`{requirement}` is not in docs/lifecycle.md"));
        let supplied_by = format!("| `{}` |", requirement.supplied_by());
        assert!(row.ends_with(&supplied_by), "{row} should end with {supplied_by}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, Requirement::ALL.len());
    for command in CommandName::ALL {
        assert!(page.contains(&format!("`{command}`")) || diagram().contains(command.as_str()), "{command}");
    }
}
