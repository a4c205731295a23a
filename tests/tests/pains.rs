//! The list of defects that other systems had, `docs/pains.md`, names tests that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROOMS: [&str; 3] = ["ticket", "escalation", "sla"];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

fn tests_of(room: &str) -> BTreeSet<String> {
    let text = read(&format!("core/tests/{room}/pains.rs"));
    let named = text.split("#[test]\nfn ").skip(1);
    named.map(|rest| rest.split('(').next().unwrap_or_default().to_owned()).collect()
}

/// The cells of the tables' rows that begin with a number.
fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let rows = text.lines().filter(|line| line.starts_with('|')).map(cells);
    rows.filter_map(|mut row| Some((row.remove(0).parse().ok()?, row))).collect()
}

#[test]
fn every_defect_has_tests_that_exist_and_every_test_is_listed() {
    let page = read("docs/pains.md");
    let (reports, places) = page.split_once("## Where each is tested").unwrap();
    let numbers: Vec<usize> = (1..=20).collect();
    for (table, width) in [(reports, 3), (places, 3)] {
        let found: Vec<usize> = rows(table).iter().map(|(number, _)| *number).collect();
        assert_eq!(found, numbers);
        assert!(rows(table).iter().all(|(_, cells)| cells.len() == width));
    }
    for (number, cells) in rows(reports) {
        assert!(cells[2].contains("https://github.com/"), "row {number} names no report");
    }
    let mut listed: [BTreeSet<String>; 3] = Default::default();
    for (number, cells) in rows(places) {
        for ((room, cell), listed) in ROOMS.iter().zip(&cells).zip(&mut listed) {
            for name in
                cell.split(',').map(|name| name.trim().trim_matches('`')).filter(|name| !name.is_empty())
            {
                assert!(tests_of(room).contains(name), "row {number}: `{room}` has no test `{name}`");
                if name.starts_with("pain_") {
                    assert!(
                        name.starts_with(&format!("pain_{number:02}_")),
                        "`{name}` stands in row {number}"
                    );
                }
                listed.insert(name.to_owned());
            }
        }
        assert!(cells[0].starts_with("`pain_"), "row {number} has no test on tickets");
    }
    for (room, listed) in ROOMS.iter().zip(listed) {
        assert_eq!(tests_of(room), listed, "`{room}`");
    }
}
