//! The selector: which ticket has which promise.

use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
use aftersales::time::Span;
use aftersales::vocabulary::{Channel, Kind, Priority, Tier};
use serde_json::{Value, json};

use crate::desk::{at, compile, document, hours, policy, refusal, resolution, ticket};

fn metric() -> Value {
    json!([{"name": "resolution", "starts": [{"type": "started"}]}])
}

fn set(when: Value, target: Value) -> Value {
    json!({"type": "set", "when": when, "targets": {"resolution": target}})
}

fn at_most(when: Value, target: Value) -> Value {
    json!({"type": "at_most", "when": when, "targets": {"resolution": target}})
}

fn minutes(minutes: i64) -> Value {
    json!({"type": "open_time", "duration": format!("PT{minutes}M")})
}

/// The target in minutes that a ticket gets.
fn target(policy: &SlaPolicy, inputs: Inputs) -> Option<i64> {
    let mut clocks = TicketClocks::new(policy.clone());
    clocks.apply(Event::new(at("02 09:00"), EventKind::Started(inputs))).unwrap();
    resolution(&clocks, "02 09:00").target.map(|target| target.seconds().div_euclid(60))
}

fn graded(priority: Priority) -> Inputs {
    Inputs { priority: Some(priority), ..Inputs::default() }
}

#[test]
fn a_cap_never_lengthens_a_promise() {
    let entries = [
        set(json!({"priority": ["P1"]}), minutes(30)),
        set(json!({"priority": ["P3"]}), hours(8)),
        at_most(json!({"tier": ["strategic"]}), hours(1)),
    ];
    let policy = policy(metric(), json!(entries));
    let strategic = |priority| Inputs { tier: Some(Tier::Strategic), ..graded(priority) };
    assert_eq!(target(&policy, strategic(Priority::P1)), Some(30));
    assert_eq!(target(&policy, strategic(Priority::P3)), Some(60));
    assert_eq!(target(&policy, graded(Priority::P3)), Some(480));
}

#[test]
fn every_cap_that_fits_counts() {
    let entries = [
        set(json!({}), hours(8)),
        at_most(json!({"tier": ["strategic"]}), hours(2)),
        at_most(json!({"kind": ["complaint"]}), hours(1)),
    ];
    let policy = policy(metric(), json!(entries));
    let ticket = |tier, kind| Inputs { tier, kind, ..Inputs::default() };
    assert_eq!(target(&policy, ticket(Some(Tier::Strategic), None)), Some(120));
    assert_eq!(target(&policy, ticket(Some(Tier::Strategic), Some(Kind::Complaint))), Some(60));
    assert_eq!(target(&policy, ticket(Some(Tier::Basic), Some(Kind::Repair))), Some(480));
}

#[test]
fn of_targets_of_different_kinds_the_one_that_ends_first_holds() {
    let entries = [set(json!({}), json!({"type": "working_days", "days": 1})), at_most(json!({}), hours(6))];
    let policy = policy(metric(), json!(entries));
    // Six hours end before one working day at any time of day.
    assert_eq!(target(&policy, Inputs::default()), Some(360));
    let days = json!({"type": "calendar_days", "days": 1});
    let policy = crate::desk::policy(metric(), json!([set(json!({}), hours(16)), at_most(json!({}), days)]));
    let clocks = ticket(&policy, &["02 09:00 started"]);
    assert_eq!(resolution(&clocks, "02 09:00").due, Some(at("03 09:00")));
}

#[test]
fn the_most_specific_entry_wins_whatever_its_place() {
    let entries = [
        set(json!({"priority": ["P1"], "tier": ["strategic"]}), minutes(10)),
        set(json!({}), hours(8)),
        set(json!({"priority": ["P1", "P2"]}), hours(2)),
    ];
    let policy = policy(metric(), json!(entries));
    assert_eq!(target(&policy, Inputs { tier: Some(Tier::Strategic), ..graded(Priority::P1) }), Some(10));
    assert_eq!(target(&policy, Inputs { tier: Some(Tier::Strategic), ..graded(Priority::P2) }), Some(120));
    assert_eq!(target(&policy, graded(Priority::P1)), Some(120));
    assert_eq!(target(&policy, graded(Priority::P4)), Some(480));
}

#[test]
fn what_is_unknown_of_a_case_fits_only_entries_that_do_not_ask() {
    let policy = policy(metric(), json!([set(json!({"tier": ["basic"]}), hours(8))]));
    assert_eq!(target(&policy, Inputs::default()), None);
    assert_eq!(target(&policy, Inputs { tier: Some(Tier::Basic), ..Inputs::default() }), Some(480));
}

#[test]
fn every_dimension_is_asked_for() {
    let name = |text: &str| Some(text.parse().unwrap());
    let known = Inputs {
        priority: Some(Priority::P2),
        tier: Some(Tier::Growth),
        kind: Some(Kind::Repair),
        class: name("no boot"),
        channel: Some(Channel::Hotline),
        entitlement: name("warranty"),
        product_line: name("pumps"),
        site: name("harbour"),
    };
    let dimensions = [
        ("priority", "P2", "P1"),
        ("tier", "growth", "basic"),
        ("kind", "repair", "enquiry"),
        ("class", "no boot", "No boot"),
        ("channel", "hotline", "email"),
        ("entitlement", "warranty", "contract"),
        ("product_line", "pumps", "valves"),
        ("site", "harbour", "hill"),
    ];
    for (dimension, own, other) in dimensions {
        let asking = |values: Value| policy(metric(), json!([set(json!({dimension: values}), hours(1))]));
        assert_eq!(target(&asking(json!([other, own])), known.clone()), Some(60), "{dimension}");
        assert_eq!(target(&asking(json!([other])), known.clone()), None, "{dimension}");
        assert_eq!(target(&asking(json!([own])), Inputs::default()), None, "{dimension}");
    }
}

#[test]
fn a_tie_is_refused_with_both_places() {
    let entries = [
        set(json!({"priority": ["P1", "P2"]}), hours(1)),
        at_most(json!({"priority": ["P1"]}), hours(1)),
        set(json!({"tier": ["strategic"]}), hours(2)),
    ];
    let (code, path, message) = refusal(&document(metric(), json!(entries)));
    assert_eq!((code.as_str(), path.as_str()), ("sla.selector.tie", "selector[0]"));
    assert!(
        message.contains("`selector[0]` and `selector[2]`") && message.contains("`resolution`"),
        "{message}"
    );
}

#[test]
fn entries_that_cannot_meet_are_no_tie() {
    let disjoint = [set(json!({"priority": ["P1"]}), hours(1)), set(json!({"priority": ["P2"]}), hours(2))];
    assert!(compile(&document(metric(), json!(disjoint))).is_ok());
    let metrics = json!([
        {"name": "resolution", "starts": [{"type": "started"}]},
        {"name": "update", "starts": [{"type": "started"}]}
    ]);
    let other = json!({"type": "set", "when": {"tier": ["basic"]}, "targets": {"update": hours(1)}});
    let unlike = [set(json!({"priority": ["P1"]}), hours(1)), other];
    assert!(compile(&document(metrics, json!(unlike))).is_ok());
}

#[test]
fn two_calendars_for_the_same_case_are_a_tie() {
    let entry = |when: Value| json!({"type": "set", "when": when, "calendar": "always"});
    let written =
        document(metric(), json!([entry(json!({"priority": ["P1"]})), entry(json!({"tier": ["basic"]}))]));
    let (code, _, message) = refusal(&written);
    assert_eq!(code, "sla.selector.tie");
    assert!(message.contains("`calendar`"), "{message}");
}

#[test]
fn before_the_first_grade_the_ungraded_target_holds() {
    let mut written =
        document(metric(), json!([set(json!({}), hours(8)), set(json!({"priority": ["P1"]}), hours(1))]));
    written["ungraded"] = json!({"targets": {"resolution": hours(2)}, "calendar": "always"});
    let policy = compile(&written).unwrap();
    assert_eq!(target(&policy, Inputs::default()), Some(120));
    assert_eq!(target(&policy, graded(Priority::P4)), Some(480));
    let mut clocks = ticket(&policy, &["02 18:00 started"]);
    assert_eq!(resolution(&clocks, "02 18:00").due, Some(at("02 20:00")));
    crate::desk::tell(&mut clocks, &["02 18:30 inputs_changed P1"]);
    assert_eq!(resolution(&clocks, "02 18:30").due, Some(at("03 10:00")));
}

#[test]
fn the_selector_chooses_the_calendar_and_a_metric_may_have_its_own() {
    let metrics = json!([
        {"name": "resolution", "starts": [{"type": "started"}]},
        {"name": "update", "starts": [{"type": "started"}], "calendar": "office"}
    ]);
    let p1 = json!({
        "type": "set", "when": {"priority": ["P1"]}, "calendar": "always",
        "targets": {"resolution": hours(4), "update": hours(4)}
    });
    let clocks = ticket(&policy(metrics, json!([p1])), &["02 18:00 started P1"]);
    assert_eq!(resolution(&clocks, "02 18:00").due, Some(at("02 22:00")));
    assert_eq!(crate::desk::reading(&clocks, "update", "02 18:00").due, Some(at("03 13:00")));
}

#[test]
fn a_clock_without_a_promise_counts_and_is_never_late() {
    let clocks = ticket(&policy(metric(), json!([])), &["02 09:00 started", "06 12:00 stopped"]);
    let reading = resolution(&clocks, "09 12:00");
    assert_eq!((reading.target, reading.due, reading.outcome), (None, None, None));
    assert_eq!(reading.consumed, Span::from_seconds(35 * 3600));
}

#[test]
fn a_revision_names_the_content_and_the_zone_rules() {
    let written = document(metric(), json!([set(json!({}), hours(8))]));
    let mut other = written.clone();
    other["selector"][0]["targets"]["resolution"] = hours(9);
    let revision = |written: &Value| compile(written).unwrap().revision().to_owned();
    assert_eq!(revision(&written), revision(&written.clone()));
    assert_ne!(revision(&written), revision(&other));
}
