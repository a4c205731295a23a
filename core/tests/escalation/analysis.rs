//! What the policy check learns of a set of rules.

use aftersales::escalation::{CutOffWitness, EscalationFact, NeverReason};
use aftersales::vocabulary::{FunctionalLevel, Priority};
use serde_json::{Value, json};

use crate::desk::{facts, notify, raise_level, raise_priority, share, with};

fn pre_empted(rules: Value) -> Vec<(String, String)> {
    let facts = facts(rules).into_iter();
    facts
        .map(|fact| match fact {
            EscalationFact::PreEmpted { path, by } => (path, by),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn pair(path: &str, by: &str) -> (String, String) {
    (path.to_owned(), by.to_owned())
}

fn chains(rules: Value) -> Vec<Vec<String>> {
    let shown = |priority: Option<Priority>| {
        priority.map_or_else(|| "none".to_owned(), |priority| priority.to_string())
    };
    let facts = facts(rules).into_iter().filter_map(|fact| match fact {
        EscalationFact::Loop { chain, .. } => Some(
            chain
                .into_iter()
                .map(|link| format!("{} {} to {}", link.path, shown(link.from), link.to))
                .collect(),
        ),
        _ => None,
    });
    facts.collect()
}

#[test]
fn a_sound_ladder_has_nothing_remarkable() {
    let rules = json!([
        share("half", 50, json!([notify("engineer")])),
        share("most", 75, json!([raise_level("L2"), with(notify("expert"), "after_seconds", json!(60))])),
        share("end", 100, json!([raise_priority(1), raise_level("L3")])),
        {"id": "core", "trigger": {"type": "at_once"}, "when": {"class": ["core_defect"]}, "steps": [raise_level("L3")]}
    ]);
    assert_eq!(facts(rules), []);
}

#[test]
fn a_rule_without_a_target_never_begins() {
    let on = |metric: &str, when: Value| {
        let at = json!({"type": "share", "percent": 50});
        json!({"id": metric, "trigger": {"type": "metric", "metric": metric, "at": at}, "when": when, "steps": [notify("engineer")]})
    };
    let fact = |metric: &str| EscalationFact::NeverBegins {
        path: "rules[0]".to_owned(),
        reason: NeverReason::NoTarget { metric: metric.parse().unwrap() },
    };
    assert_eq!(facts(json!([on("report", json!({}))])), [fact("report")]);
    assert_eq!(facts(json!([on("resolution", json!({"priority": ["P4"]}))])), []);
    assert_eq!(facts(json!([on("first_response", json!({"class": ["outage"]}))])), []);
}

#[test]
fn a_rule_that_waits_on_a_calendar_that_never_opens_never_begins() {
    let rule = |calendar: &str, trigger: Value| json!([{"id": "stay", "trigger": trigger, "calendar": calendar, "steps": [notify("engineer")]}]);
    let stay = || json!({"type": "time_at_level", "within_seconds": 60});
    let never = EscalationFact::NeverBegins { path: "rules[0]".to_owned(), reason: NeverReason::NeverOpen };
    assert_eq!(facts(rule("never", stay())), [never]);
    assert_eq!(facts(rule("office", stay())), []);
    assert_eq!(facts(rule("never", json!({"type": "at_once"}))), []);
}

#[test]
fn a_rule_is_pre_empted_where_its_tickets_have_always_left() {
    let level_one = |id: &str, percent: u32| {
        with(share(id, percent, json!([notify("expert")])), "when", json!({"level": ["L1"]}))
    };
    let up = |percent: u32| share("up", percent, json!([notify("engineer"), raise_level("L2")]));
    assert_eq!(
        pre_empted(json!([up(50), level_one("later", 75)])),
        [pair("rules[1]", "rules[0].steps[1].actions[0]")]
    );
    assert_eq!(
        pre_empted(json!([up(50), level_one("same", 50)])),
        [pair("rules[1]", "rules[0].steps[1].actions[0]")]
    );
    assert_eq!(pre_empted(json!([up(75), level_one("earlier", 50)])), []);
    assert_eq!(pre_empted(json!([level_one("before", 75), up(75)])), []);
    // Not every ticket of the later rule is one of the earlier.
    let some = with(up(50), "when", json!({"kind": ["repair"]}));
    assert_eq!(pre_empted(json!([some, level_one("later", 75)])), []);
    // What comes after a wait may be acknowledged before.
    let waiting = share("up", 50, json!([with(raise_level("L2"), "after_seconds", json!(60))]));
    assert_eq!(pre_empted(json!([waiting, level_one("later", 75)])), []);
}

#[test]
fn points_of_one_clock_are_compared_across_their_kinds() {
    let on = |id: &str, at: Value, steps: Value| json!({"id": id, "trigger": {"type": "metric", "metric": "resolution", "at": at}, "steps": steps});
    let breach = json!({
        "id": "breach", "trigger": {"type": "breach", "metric": "resolution"}, "when": {"level": ["L1"]},
        "steps": [notify("expert")]
    });
    let up = |at: Value| on("up", at, json!([raise_level("L2")]));
    let by = || pair("rules[1]", "rules[0].steps[0].actions[0]");
    assert_eq!(pre_empted(json!([up(json!({"type": "share", "percent": 100})), breach])), [by()]);
    assert_eq!(pre_empted(json!([up(json!({"type": "before_due", "seconds": 60})), breach])), [by()]);
    assert_eq!(pre_empted(json!([up(json!({"type": "share", "percent": 101})), breach])), []);
    assert_eq!(pre_empted(json!([up(json!({"type": "after_due", "seconds": 60})), breach])), []);
}

#[test]
fn a_rule_is_pre_empted_where_its_priority_was_always_raised() {
    let p3 = with(share("p3", 75, json!([notify("expert")])), "when", json!({"priority": ["P3"]}));
    let up = share("up", 50, json!([raise_priority(1)]));
    assert_eq!(pre_empted(json!([up, p3])), [pair("rules[1]", "rules[0].steps[0].actions[0]")]);
    let both = with(share("both", 75, json!([notify("expert")])), "when", json!({"priority": ["P2", "P3"]}));
    assert_eq!(pre_empted(json!([up, both])), []);
}

#[test]
fn a_raise_that_was_always_done_before_is_named() {
    let rules = json!([
        share("up", 50, json!([raise_level("L3")])),
        share("late", 75, json!([notify("expert"), raise_level("L2")]))
    ]);
    assert_eq!(pre_empted(rules), [pair("rules[1].steps[1].actions[0]", "rules[0].steps[0].actions[0]")]);
}

#[test]
fn a_step_that_its_own_rule_cuts_off_is_named() {
    let stay = json!([{
        "id": "stay", "trigger": {"type": "time_at_level", "within_seconds": 60},
        "steps": [raise_level("L2"), notify("engineer")]
    }]);
    let cut_off = |witness: CutOffWitness| EscalationFact::CutOff {
        path: "rules[0].steps[1]".to_owned(),
        by: "rules[0].steps[0].actions[0]".to_owned(),
        witness,
    };
    assert_eq!(facts(stay), [cut_off(CutOffWitness::Level(FunctionalLevel::L1))]);
    let steps = json!([raise_priority(1), with(notify("expert"), "after_seconds", json!(60))]);
    let rearmed = with(share("half", 50, steps.clone()), "on_regrade", json!("rearm"));
    let rearmed = with(rearmed, "when", json!({"priority": ["P3"]}));
    assert_eq!(facts(json!([rearmed])), [cut_off(CutOffWitness::Priority(Some(Priority::P3)))]);
    assert_eq!(facts(json!([share("half", 50, steps)])), []);
}

#[test]
fn a_rule_that_sets_itself_off_is_a_loop_with_its_chain() {
    let raise = |id: &str, priorities: &[&str]| {
        with(share(id, 50, json!([raise_priority(1)])), "when", json!({"priority": priorities}))
    };
    let rearm = |rule: Value| with(rule, "on_regrade", json!("rearm"));
    assert_eq!(chains(json!([rearm(raise("any", &["P3", "P2"]))])), [["rules[0] P3 to P2"]]);
    // The way back may lead through others.
    let two = json!([rearm(raise("ends", &["P4", "P2"])), raise("between", &["P3"])]);
    assert_eq!(chains(two), [["rules[0] P4 to P3", "rules[1] P3 to P2"]]);
    // Without rearming nothing begins twice, and without a way back neither.
    assert!(chains(json!([raise("any", &["P3", "P2"])])).is_empty());
    assert!(chains(json!([rearm(raise("only", &["P3"])), raise("between", &["P4"])])).is_empty());
    let elsewhere = json!([
        with(
            rearm(raise("ends", &["P4", "P2"])),
            "when",
            json!({"priority": ["P4", "P2"], "kind": ["repair"]})
        ),
        with(raise("between", &["P3"]), "when", json!({"priority": ["P3"], "kind": ["complaint"]}))
    ]);
    assert!(chains(elsewhere).is_empty());
}
