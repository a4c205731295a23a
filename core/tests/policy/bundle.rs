//! The bundle: any of the documents, compiled together.

use aftersales::policy::{Bundle, Language, PolicyErrors};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{BundleDocument, ErrorDocument};
use serde_json::{Value, json};

fn compile(bundle: &Value) -> Result<Bundle, PolicyErrors> {
    let document = BundleDocument::from_json(&bundle.to_string())?;
    Bundle::compile(&document, &ZoneDatabase::bundled())
}

/// Code and path of everything that is wrong.
fn wrong(bundle: &Value) -> Vec<(String, String)> {
    let errors = compile(bundle).unwrap_err();
    assert!(!errors.to_string().contains('\n'));
    let shown = errors.all().iter().map(ErrorDocument::from);
    shown.map(|error| (error.code, error.path.unwrap())).collect()
}

fn office() -> Value {
    json!({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}})
}

fn sla() -> Value {
    json!({
        "calendars": {},
        "default_calendar": "office",
        "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
        "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
    })
}

#[test]
fn an_empty_bundle_compiles_and_has_the_labels_that_ship() {
    let bundle = compile(&json!({"name": "nothing yet"})).unwrap();
    assert!(bundle.sla().is_none() && bundle.grading().is_none() && bundle.escalation().is_none());
    assert!(bundle.intake().is_none() && bundle.numbering().is_none());
    assert_eq!(bundle.labels().label("kind", "repair", Language::Chinese), Some("报修"));
}

#[test]
fn parts_name_the_calendars_of_the_bundle_and_their_own() {
    let bundle =
        compile(&json!({"name": "shared", "calendars": {"office": office()}, "sla": sla()})).unwrap();
    assert!(bundle.sla().unwrap().calendar("office").is_some() && bundle.calendar("office").is_some());
    let mut own = sla();
    own["calendars"]["late"] = office();
    let bundle = compile(&json!({"name": "own", "calendars": {"office": office()}, "sla": own})).unwrap();
    assert!(bundle.calendar("late").is_some() && bundle.calendar("early").is_none());
    // Twice the same is no contradiction; twice something else is.
    let mut twice = sla();
    twice["calendars"]["office"] = office();
    let mut bundle = json!({"name": "twice", "calendars": {"office": office()}, "sla": twice});
    assert!(compile(&bundle).is_ok());
    bundle["sla"]["calendars"]["office"]["holidays"] = json!(["2026-04-03"]);
    assert_eq!(wrong(&bundle), [("policy.calendar.defined_twice".to_owned(), "calendars.office".to_owned())]);
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let bundle = json!({
        "name": "broken",
        "calendars": {
            "office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["9", "17:00"]]}},
            "late": {"time_zone": "Mars/Olympus"},
        },
        "grading": {"inputs": [], "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {}}},
        "sla": sla(),
        "escalation": {"rules": [{"id": "late", "trigger": {"type": "breach", "metric": "answer"},
            "steps": [{"actions": [{"type": "notify", "role": "engineer"}]}]}]},
        "intake": {"requirements": [{"fields": ["serial"]}]},
        "numbering": {"time_zone": "Europe/Berlin", "parts": []},
        "labels": {"lists": {"priorities": {}}},
    });
    let paths: Vec<_> = wrong(&bundle).into_iter().map(|(_, path)| path).collect();
    let [late, early, grading, rest @ ..] = paths.as_slice() else { panic!("{paths:?}") };
    assert_eq!(
        (late.as_str(), early.as_str()),
        ("calendars.late.time_zone", "calendars.office.weekly.mon[0].open")
    );
    assert!(grading.starts_with("grading"), "{grading}");
    assert_eq!(rest, ["intake.requirements[0].fields[0]", "numbering.parts", "labels.lists.priorities"]);
    // With the calendars mended, what hid behind them shows.
    let mut mended = bundle;
    mended["calendars"] = json!({"office": office()});
    let paths: Vec<_> = wrong(&mended).into_iter().map(|(_, path)| path).collect();
    assert!(paths.iter().any(|path| path == "escalation.rules[0].trigger.metric"), "{paths:?}");
}

#[test]
fn the_parts_of_a_ticket_are_one_policy() {
    let mut bundle = json!({"name": "tickets", "calendars": {"office": office()}, "sla": sla(), "gates": {}});
    assert!(compile(&bundle).unwrap().ticket().is_some());
    bundle["intake"] = json!({"requirements": [{"fields": ["symptom"]}]});
    bundle["numbering"] = json!({"time_zone": "Europe/Berlin", "parts": [{"type": "serial", "width": 6}]});
    let whole = compile(&bundle).unwrap();
    let policy = whole.ticket().unwrap();
    assert!(policy.intake() == whole.intake() && policy.numbering() == whole.numbering());
    assert!(policy.grading().is_none());
    bundle["gates"] = json!({"reopening_window": {"type": "working_days", "days": 3, "calendar": "late"}});
    let late = [("ticket.policy.unknown_calendar".to_owned(), "gates.reopening_window".to_owned())];
    assert_eq!(wrong(&bundle), late);
    let alone = json!({"name": "alone", "gates": {}});
    assert_eq!(wrong(&alone), [("policy.part.missing".to_owned(), "gates".to_owned())]);
}

#[test]
fn escalation_needs_the_promises_that_it_watches() {
    let bundle = json!({"name": "alone", "escalation": {"rules": []}});
    assert_eq!(wrong(&bundle), [("policy.part.missing".to_owned(), "escalation".to_owned())]);
}

#[test]
fn the_revision_changes_with_any_part_and_with_nothing_else() {
    let bundle = json!({"name": "shared", "calendars": {"office": office()}, "sla": sla()});
    let same = compile(&bundle).unwrap();
    assert_eq!(compile(&bundle).unwrap().revision(), same.revision());
    let mut other = bundle.clone();
    other["intake"] = json!({"requirements": [{"fields": ["symptom"]}]});
    let other = compile(&other).unwrap();
    assert_ne!(other.revision(), same.revision());
    // Each part keeps a revision of its own.
    assert_eq!(other.sla().unwrap().revision(), same.sla().unwrap().revision());
}

#[test]
fn a_document_of_another_shape_is_refused_with_its_place() {
    let bundle = json!({"name": "typo", "calenders": {}});
    assert_eq!(wrong(&bundle), [("wire.document.malformed".to_owned(), "calenders".to_owned())]);
    let many: serde_json::Map<_, _> = (0..65).map(|each| (format!("calendar {each}"), office())).collect();
    let bundle = json!({"name": "many", "calendars": many});
    assert_eq!(wrong(&bundle), [("policy.document.too_many".to_owned(), "calendars".to_owned())]);
}
