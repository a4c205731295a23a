//! What a document may not say, and how it is refused; firings that cannot be read.

use std::collections::BTreeSet;

use aftersales::escalation::{EscalationError, Firing};
use aftersales::wire::{ErrorDocument, EscalationDocument, FiringDocument};
use serde_json::{Value, json};

use crate::desk::{Ticket, compile, notify, policy, refusal, share, with};

type Met = (String, String, String);

fn rule(key: &str, field: Value) -> Value {
    json!([with(share("half", 50, json!([notify("engineer")])), key, field)])
}

fn step(step: Value) -> Value {
    json!([share("half", 50, json!([step]))])
}

fn act(action: Value) -> Value {
    step(json!({"actions": [action]}))
}

fn trigger(trigger: Value) -> Value {
    rule("trigger", trigger)
}

/// What is refused: the rules, then code, path, and a word of what would be right.
fn refused() -> Vec<(Value, &'static str, &'static str, &'static str)> {
    let (undefined, range) = ("escalation.document.undefined", "escalation.document.out_of_range");
    let never = "escalation.step.never";
    let half = || share("half", 50, json!([notify("engineer")]));
    let at = |at: Value| trigger(json!({"type": "metric", "metric": "resolution", "at": at}));
    let level = |within: i64| trigger(json!({"type": "time_at_level", "within_seconds": within}));
    let raise = |fields: Value| {
        let mut action = fields;
        action["type"] = json!("raise_priority");
        act(action)
    };
    let for_p1 = with(half(), "when", json!({"priority": ["P1"]}));
    let of_p1 = |action: Value| json!([with(for_p1.clone(), "steps", json!([{"actions": [action]}]))]);
    let stay = |steps: Value| {
        let trigger = json!({"type": "time_at_level", "within_seconds": 60});
        json!([{"id": "stay", "trigger": trigger, "when": {"level": ["L1"]}, "steps": steps}])
    };
    let leaves = json!([{"actions": [{"type": "raise_level", "to": "L2"}]}, notify("engineer")]);
    let many = |count: usize| vec![notify("engineer"); count];
    vec![
        (
            trigger(json!({"type": "breach", "metric": "solution"})),
            undefined,
            "rules[0].trigger.metric",
            "`resolution`",
        ),
        (with(level(60)[0].clone(), "calendar", json!("shop")), undefined, "rules[0].calendar", "`office`"),
        (
            act(json!({"type": "notify", "role": "enginer"})),
            undefined,
            "rules[0].steps[0].actions[0].role",
            "`engineer`",
        ),
        (
            act(json!({"type": "request_hierarchic", "role": "boss"})),
            undefined,
            "rules[0].steps[0].actions[0].role",
            "`department_manager`",
        ),
        (json!([half(), half()]), "escalation.document.duplicate", "rules[1].id", "twice"),
        (rule("calendar", json!("office")), range, "rules[0].calendar", "by the clock of its metric"),
        (
            at(json!({"type": "share", "percent": 0})),
            range,
            "rules[0].trigger.at.percent",
            "1 to 10000 per cent",
        ),
        (level(0), range, "rules[0].trigger.within_seconds", "1 second to 10 years"),
        (trigger(json!({"type": "reopened", "times": 0})), range, "rules[0].trigger.times", "at least 1"),
        (rule("steps", json!([])), range, "rules[0].steps", "at least one step"),
        (step(json!({"actions": []})), range, "rules[0].steps[0].actions", "at least one action"),
        (
            step(with(notify("engineer"), "after_seconds", json!(-1))),
            range,
            "rules[0].steps[0].after_seconds",
            "10 years",
        ),
        (
            step(with(notify("engineer"), "repeat", json!({"every_seconds": 60, "times": 1}))),
            range,
            "rules[0].steps[0].repeat.times",
            "2 to 100 times",
        ),
        (
            step(with(notify("engineer"), "repeat", json!({"every_seconds": 0, "times": 2}))),
            range,
            "rules[0].steps[0].repeat.every_seconds",
            "1 second",
        ),
        (
            step(
                json!({"repeat": {"every_seconds": 60, "times": 2}, "actions": [{"type": "raise_priority", "by": 1}]}),
            ),
            range,
            "rules[0].steps[0].actions[0]",
            "`notify` alone",
        ),
        (raise(json!({"by": 4})), range, "rules[0].steps[0].actions[0].by", "1 to 3 steps"),
        (raise(json!({})), range, "rules[0].steps[0].actions[0]", "exactly one of"),
        (raise(json!({"by": 1, "at_least": "P1"})), range, "rules[0].steps[0].actions[0]", "exactly one of"),
        (
            act(json!({"type": "raise_level", "to": "L1"})),
            never,
            "rules[0].steps[0].actions[0].to",
            "only climbs",
        ),
        (
            of_p1(json!({"type": "raise_priority", "by": 1})),
            never,
            "rules[0].steps[0].actions[0].by",
            "only rises",
        ),
        (
            of_p1(json!({"type": "raise_priority", "at_least": "P1"})),
            never,
            "rules[0].steps[0].actions[0].at_least",
            "only rises",
        ),
        (stay(leaves), never, "rules[0].steps[1]", "put the step first"),
        (rule("steps", json!(many(33))), "escalation.document.too_many", "rules[0].steps", "at most 32"),
        (json!(vec![half(); 201]), "escalation.document.too_many", "rules", "at most 200"),
        (rule("id", json!("")), "vocabulary.name.malformed", "rules[0].id", "1 to 100 characters"),
        (
            rule("when", json!({"priority": ["high"]})),
            "vocabulary.word.unknown",
            "rules[0].when.priority[0]",
            "`P4`",
        ),
        (
            act(json!({"type": "notify", "role": "Engineer"})),
            "vocabulary.role.malformed",
            "rules[0].steps[0].actions[0].role",
            "a letter first",
        ),
        (rule("wen", json!({})), "wire.document.malformed", "rules[0].wen", "unknown field"),
    ]
}

#[test]
fn what_is_wrong_is_refused_with_its_place_and_what_would_be_right() {
    for (rules, code, path, right) in refused() {
        let rules = if rules.is_array() { rules } else { json!([rules]) };
        let met: Met = refusal(rules);
        assert_eq!((met.0.as_str(), met.1.as_str()), (code, path), "{}", met.2);
        assert!(met.2.contains(right), "{} does not say {right}", met.2);
    }
}

#[test]
fn every_code_is_met() {
    let met: BTreeSet<&str> = refused().into_iter().map(|(_, code, ..)| code).collect();
    for code in EscalationError::CODES {
        assert!(met.contains(code), "{code}");
        assert!(aftersales::error_codes().contains(code));
    }
}

#[test]
fn a_late_call_has_a_measure() {
    let nagging = with(notify("engineer"), "repeat", json!({"every_seconds": 60, "times": 100}));
    let rule = |number: usize| share(&format!("rule-{number}"), 50, json!([nagging, nagging]));
    let rules = |count: usize| json!((0..count).map(rule).collect::<Vec<_>>());
    let ticket = Ticket::new(&policy(rules(10)), &["02 09:00 started P3"]);
    assert_eq!(ticket.due("20 09:00").len(), 2_000);
    let (code, path, message) = refusal(rules(11));
    assert_eq!((code.as_str(), path.as_str()), ("escalation.document.too_many", "rules[10].steps"));
    assert!(message.contains("at most 2000"));
}

#[test]
fn roles_of_the_desk_are_declared() {
    let rules = || json!([share("half", 50, json!([notify("customer_success")]))]);
    assert!(compile(&json!({"rules": rules()})).is_err());
    assert!(compile(&json!({"roles": ["customer_success"], "rules": rules()})).is_ok());
    let twice = compile(&json!({"roles": ["engineer"], "rules": []})).unwrap_err();
    assert_eq!((twice.code(), twice.path()), ("escalation.document.duplicate", Some("roles[0]")));
    let many = compile(&json!({"roles": vec!["a"; 201], "rules": []})).unwrap_err();
    assert_eq!((many.code(), many.path()), ("escalation.document.too_many", Some("roles")));
}

#[test]
fn a_document_is_written_as_it_is_read() {
    let text = json!({
        "roles": ["customer_success"],
        "rules": [{
            "id": "all", "trigger": {"type": "silence", "milestone": "progress_report", "within_seconds": 604800},
            "when": {"priority": ["P1"], "level": ["L2", "L3"]}, "calendar": "office", "on_regrade": "rearm",
            "steps": [{
                "after_seconds": 60, "repeat": {"every_seconds": 60, "times": 2},
                "actions": [{"type": "notify", "role": "customer_success"}]
            }]
        }]
    });
    let document = EscalationDocument::from_json(&text.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&document).unwrap(), text);
    let compiled = compile(&text).unwrap();
    assert_eq!(compiled.rules().map(|id| id.as_str()).collect::<Vec<_>>(), ["all"]);
    let mut other = text;
    other["rules"][0]["steps"][0]["after_seconds"] = json!(61);
    assert_ne!(compile(&other).unwrap().revision(), compiled.revision());
}

#[test]
fn a_firing_is_read_as_it_was_written() {
    let actions = json!([{"actions": [
        {"type": "notify", "role": "engineer"}, {"type": "raise_level", "to": "L3"},
        {"type": "raise_priority", "at_least": "P1"}, {"type": "request_hierarchic", "role": "department_manager"}
    ]}]);
    let mut ticket = Ticket::new(&policy(json!([share("half", 50, actions)])), &["02 09:00 started P3"]);
    ticket.advance("20 09:00");
    let firing = &ticket.log[0];
    let document = FiringDocument::from(firing);
    assert_eq!(Firing::try_from(&document).as_ref(), Ok(firing));
    assert_eq!(
        serde_json::to_value(&document).unwrap(),
        json!({
            "rule": "half", "metric": "resolution", "cycle": 1, "step": 0, "at": "2026-03-02T13:00:00Z",
            "reached_at": "2026-03-02T13:00:00Z", "began_at": "2026-03-02T13:00:00Z", "began_by": "trigger",
            "actions": [
                {"type": "notify", "role": "engineer"}, {"type": "raise_level", "to": "L3"},
                {"type": "raise_priority", "to": "P1"}, {"type": "request_hierarchic", "role": "department_manager"}
            ]
        })
    );
}

#[test]
fn a_firing_that_makes_no_sense_is_refused() {
    let mut ticket = Ticket::new(
        &policy(json!([share("half", 50, json!([notify("engineer")]))])),
        &["02 09:00 started P3"],
    );
    ticket.advance("20 09:00");
    let document = FiringDocument::from(&ticket.log[0]);
    let refused = |change: fn(&mut FiringDocument)| {
        let mut changed = document.clone();
        change(&mut changed);
        let error = Firing::try_from(&changed).unwrap_err();
        let shown = ErrorDocument::from(&error);
        (shown.code, shown.path.unwrap_or_default())
    };
    let expected = |code: &str, path: &str| (code.to_owned(), path.to_owned());
    assert_eq!(refused(|firing| firing.rule.clear()), expected("vocabulary.name.malformed", "rule"));
    assert_eq!(
        refused(|firing| firing.began_by = "chance".to_owned()),
        expected("escalation.document.out_of_range", "began_by")
    );
    let wrong_role = |firing: &mut FiringDocument| {
        firing.actions = vec![aftersales::wire::FiredActionDocument::Notify { role: "?".to_owned() }];
    };
    assert_eq!(refused(wrong_role), expected("vocabulary.role.malformed", "actions[0].role"));
}
