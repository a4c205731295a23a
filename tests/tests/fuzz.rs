//! The bodies of the fuzz targets, replayed: every seed, and a thousand mutations of each.

use std::fs;
use std::path::{Path, PathBuf};

use aftersales::ticket::{Event, Ticket};
use aftersales_tests::fuzz::{BODIES, Body, Mutations};

/// Mutations of one seed; `PROPTEST_CASES` raises it as it does the properties.
fn mutations() -> usize {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse::<usize>().ok());
    asked.unwrap_or_default().max(1_000)
}

#[test]
fn every_seed_and_its_mutations_keep_the_promises() {
    for body in BODIES {
        let seeds = seeds(body);
        assert!(!seeds.is_empty(), "`{}` has no seeds", body.name);
        for seed in seeds {
            let text = fs::read_to_string(&seed).unwrap();
            (body.run)(text.as_bytes());
            for mutation in Mutations::of(&text).unwrap().take(mutations()) {
                let run = std::panic::catch_unwind(|| (body.run)(&mutation));
                let shown = String::from_utf8_lossy(&mutation);
                assert!(run.is_ok(), "`{}` fails on a mutation of {}:\n{shown}", body.name, seed.display());
            }
        }
    }
}

#[test]
fn mutations_reach_beyond_the_parser() {
    let texts = Mutations::of(r#"{"a": [1, 2], "b": {"c": "x"}}"#).unwrap().take(500);
    let texts: Vec<_> = texts.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect();
    let json = texts.iter().filter(|text| serde_json::from_str::<serde_json::Value>(text).is_ok()).count();
    assert!((300..500).contains(&json), "{json} of 500 are JSON");
    assert!(texts.iter().collect::<std::collections::BTreeSet<_>>().len() > 250);
}

#[test]
fn every_body_has_a_target_and_every_target_a_body() {
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    for Body { name, .. } in BODIES {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "`{name}` has no target");
        let target = fs::read_to_string(folder().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("\"{name}\"")), "the target of `{name}` runs another");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), BODIES.len());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn seeds(body: &Body) -> Vec<PathBuf> {
    let folder = folder().join("seeds").join(body.name);
    let mut seeds: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    seeds
}

#[test]
fn every_seed_of_a_log_replays() {
    let policy = aftersales_tests::lifecycle::policy();
    let body = BODIES.iter().find(|body| body.name == "event_log").unwrap();
    for seed in seeds(body) {
        let revision = format!("\"revision\": \"{}\"", policy.revision());
        let text = fs::read_to_string(&seed).unwrap().replace("\"revision\": \"desk\"", &revision);
        let events: Vec<Event> = serde_json::from_str(&text).unwrap();
        assert!(events.len() > 20);
        let replayed = Ticket::replay(std::slice::from_ref(&policy), &events);
        assert!(replayed.is_ok(), "{}: {:?}", seed.display(), replayed.err());
    }
}
