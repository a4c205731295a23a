//! The rooms of the core use each other as drawn in CONTRIBUTING.md, and in no other way.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room, below all those that it may use. `wire` holds the documents of all rooms as plain data.
const ROOMS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("vocabulary", &[]),
    ("wire", &["time", "vocabulary"]),
    ("money", &["time", "wire"]),
    ("calendar", &["time", "wire"]),
    ("priority", &["time", "vocabulary", "wire"]),
    ("sla", &["time", "vocabulary", "wire", "calendar"]),
    ("escalation", &["time", "vocabulary", "wire", "calendar", "sla"]),
    ("cost", &["time", "money", "wire", "calendar"]),
    ("ticket", &["time", "vocabulary", "money", "wire", "calendar", "priority", "sla", "escalation", "cost"]),
    (
        "policy",
        &[
            "time",
            "vocabulary",
            "money",
            "wire",
            "calendar",
            "priority",
            "sla",
            "escalation",
            "cost",
            "ticket",
        ],
    ),
    ("presets", &["time", "wire", "policy"]),
    ("kpi", &["time", "vocabulary", "money", "wire", "calendar"]),
    ("report", &["time", "vocabulary", "money", "wire", "calendar", "sla", "cost", "kpi"]),
];

/// What is no room: it knows nothing of the field, and every room may use it.
const TOOLS: [&str; 1] = ["order"];

#[test]
fn rooms_use_each_other_as_drawn() {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
    let mut files = 0_usize;
    for entry in fs::read_dir(&core).unwrap() {
        let path = entry.unwrap().path();
        let room = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if room == "lib" || TOOLS.contains(&room.as_str()) {
            continue;
        }
        let known = ROOMS.iter().find(|known| known.0 == room);
        let (_, allowed) = known.unwrap_or_else(|| panic!("the room `{room}` is not drawn"));
        for file in rust_files(&path) {
            files += 1;
            let modules = modules_of(&file, &core);
            for used in roots(&fs::read_to_string(&file).unwrap(), modules) {
                assert!(
                    used == room || TOOLS.contains(&used.as_str()) || allowed.contains(&used.as_str()),
                    "{}: `{room}` must not use `{used}`; it may use {allowed:?}",
                    file.display()
                );
            }
        }
    }
    assert!(files > 20, "only {files} files were read");
}

#[test]
fn the_drawing_has_no_way_back() {
    for (position, (room, allowed)) in ROOMS.iter().enumerate() {
        let above: Vec<_> = ROOMS[..position].iter().map(|known| known.0).collect();
        assert!(allowed.iter().all(|used| above.contains(used)), "{room}");
    }
}

#[test]
fn every_way_to_another_room_is_seen() {
    let seen = |text: &str, modules| roots(text, modules).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("use crate::time::Date;", 2), ["time"]);
    assert_eq!(seen("use crate::{sla::{Metric, self}, time, wire::x::{y}};", 2), ["sla", "time", "wire"]);
    assert_eq!(seen("fn f() -> crate::money::Amount { $crate::cost::price() }", 2), ["cost", "money"]);
    assert_eq!(seen("use super::super::sla::{Metric};", 2), ["sla"]);
    assert_eq!(seen("use super::sla::Metric;", 1), ["sla"]);
    assert_eq!(seen("use super::edges::Period; pub(crate) fn f() {}", 2), Vec::<String>::new());
    assert_eq!(
        seen("/// [`X`](crate::sla::X)\n/* crate::sla */ let a = \"crate::sla\"; // crate::sla", 2),
        Vec::<String>::new()
    );
    assert_eq!(seen("let quote = '\"'; crate::sla::f(); let other = '\"';", 2), ["sla"]);
    assert_eq!(seen("use crate as core;", 2), ["crate as"]);
}

fn rust_files(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().flat_map(|entry| rust_files(&entry.unwrap().path())).collect();
    }
    path.extension().filter(|extension| *extension == "rs").map(|_| path.to_owned()).into_iter().collect()
}

/// How many modules lie between the root of the crate and the inside of a file, the file's own included.
fn modules_of(file: &Path, core: &Path) -> usize {
    let steps = file.strip_prefix(core).unwrap().components().count();
    if file.ends_with("mod.rs") { steps - 1 } else { steps }
}

/// The first names of all paths that start at the root of the crate.
fn roots(text: &str, modules: usize) -> BTreeSet<String> {
    let tokens = tokens(text);
    let mut roots = BTreeSet::new();
    for (position, token) in tokens.iter().enumerate() {
        let rest = &tokens[position + 1..];
        let follows = |wanted: &str| rest.first().is_some_and(|next| next == wanted);
        match token.as_str() {
            "crate" if follows("::") => roots.extend(first_names(&rest[1..])),
            "crate" if follows("as") => drop(roots.insert("crate as".to_owned())),
            "super" if position == 0 || tokens[position - 1] != "::" => {
                let chain = rest.chunks(2).take_while(|pair| *pair == ["::", "super"]).count();
                if chain + 1 >= modules {
                    roots.extend(first_names(&rest[chain * 2 + 1..]));
                }
            }
            _ => {}
        }
    }
    roots
}

/// The name that follows, or the first ones in the braces that follow.
fn first_names(tokens: &[String]) -> Vec<String> {
    if tokens[0] != "{" {
        return vec![tokens[0].clone()];
    }
    let (mut depth, mut names, mut expected) = (0_usize, Vec::new(), false);
    for token in tokens {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if expected && depth == 1 => names.push(name.to_owned()),
            _ => {}
        }
        expected = depth == 1 && matches!(token.as_str(), "{" | ",");
        if depth == 0 {
            break;
        }
    }
    names
}

/// Names, `::` and single signs, without comments and literals.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            string_length(rest)
        } else if first == '\'' {
            // A character, or the quote of a lifetime.
            let escaped = rest[1..].starts_with('\\');
            let closing =
                rest[1..].char_indices().skip(if escaped { 2 } else { 1 }).find(|(_, sign)| *sign == '\'');
            closing
                .map(|(end, _)| end + 2)
                .filter(|&length| escaped || rest[..length].chars().count() == 3)
                .unwrap_or(1)
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (place, sign) in text.char_indices().skip(1) {
        match sign {
            '"' if !escaped => return place + 1,
            _ => escaped = sign == '\\' && !escaped,
        }
    }
    text.len()
}
