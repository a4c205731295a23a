//! What the check of a policy is told, each with a case that shows it.

use aftersales::priority::{GradingFinding, GradingFindingKind, GradingPolicy};
use serde_json::{Value, json};

use crate::desk::{compile, document, policy};

fn table(hit_policy: &str, rows: Value) -> Value {
    json!({
        "inputs": [
            {"type": "number", "name": "loss", "unit": "EUR", "least": 0, "most": 1000, "order": "none"},
            {"type": "choice", "name": "tier", "values": ["basic", "strategic"], "order": "none"},
            {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
        ],
        "base": {"type": "table", "hit_policy": hit_policy, "rows": rows},
        "hazards": [{"safety_hazard": {"one_of": [true]}}]
    })
}

fn codes(findings: &[GradingFinding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.path.as_str(), finding.code())).collect()
}

/// The base decision of a witness.
fn decided(policy: &GradingPolicy, finding: &GradingFinding) -> String {
    let inputs = policy.read(finding.witness().unwrap().values()).unwrap();
    policy.grade(&inputs).unwrap().fired().next().unwrap().to_owned()
}

#[test]
fn a_sound_policy_has_no_findings() {
    assert_eq!(policy().findings(), []);
}

#[test]
fn a_policy_without_hazards_is_told_so() {
    let mut written = document();
    written.as_object_mut().unwrap().remove("hazards");
    assert_eq!(codes(&compile(&written).unwrap().findings()), [("hazards", "priority.finding.no_hazard")]);
}

#[test]
fn rows_that_never_decide_are_found_with_the_row_before_them() {
    let rows = json!([
        {"when": {"loss": {"above": 500}}, "then": {"priority": "P2"}},
        {"when": {"loss": {"at_most": 500}, "tier": {"one_of": ["basic"]}}, "then": {"priority": "P3"}},
        {"when": {"loss": {"at_most": 500}, "tier": {"one_of": ["strategic"]}}, "then": {"priority": "P3"}},
        {"when": {"loss": {"above": 400, "at_most": 600}}, "then": {"priority": "P1"}},
        {"when": {"loss": {"above": 600, "below": 300}}, "then": {"priority": "P1"}}
    ]);
    let policy = compile(&table("first", rows)).unwrap();
    let findings = policy.findings();
    let never: Vec<_> =
        codes(&findings).into_iter().filter(|(_, code)| !code.ends_with("crossing")).collect();
    assert_eq!(
        never,
        [("base.rows[3]", "priority.finding.pre_empted"), ("base.rows[4]", "priority.finding.never_holds")]
    );
    let finding = findings.iter().find(|finding| finding.path == "base.rows[3]").unwrap();
    let GradingFindingKind::PreEmpted { by, .. } = &finding.kind else { panic!("{finding:?}") };
    assert_eq!(decided(&policy, finding), *by);
}

#[test]
fn a_row_can_come_too_late_because_of_its_answer() {
    let rows = json!([
        {"when": {"tier": {"one_of": ["basic"]}}, "then": {"priority": "P4"}},
        {"then": {"priority": "P3"}}
    ]);
    // By place the first row decides for basic customers, by priority never.
    assert_eq!(compile(&table("first", rows.clone())).unwrap().findings(), []);
    let findings = compile(&table("priority", rows)).unwrap().findings();
    assert_eq!(codes(&findings), [("base.rows[0]", "priority.finding.pre_empted")]);
}

#[test]
fn crossing_rows_are_found_and_exceptions_are_not() {
    let rows = json!([
        {"when": {"loss": {"above": 500}}, "then": {"priority": "P2"}},
        {"when": {"tier": {"one_of": ["strategic"]}}, "then": {"priority": "P1"}},
        {"then": {"priority": "P4"}}
    ]);
    let policy = compile(&table("first", rows)).unwrap();
    let findings = policy.findings();
    assert_eq!(codes(&findings), [("base.rows[0]", "priority.finding.crossing")]);
    let GradingFindingKind::Crossing { other, witness } = &findings[0].kind else { panic!() };
    assert_eq!(
        (other.as_str(), witness.to_string().as_str()),
        ("base.rows[1]", "`loss` = `501`, `safety_hazard` = `no`, `tier` = `strategic`")
    );
    assert_eq!(decided(&policy, &findings[0]), "base.rows[0]");
}

#[test]
fn modifiers_and_hazards_that_do_nothing_are_found() {
    let mut written = document();
    written["modifiers"] = json!([
        {"type": "at_most", "priority": "P1", "when_any": [{}]},
        {"type": "raise", "by": 1, "when_any": [{"units_down": {"above": 10, "below": 11}}]},
        {"type": "raise", "by": 1, "when_any": [{"safety_hazard": {"one_of": [true]}}]}
    ]);
    written["hazards"].as_array_mut().unwrap().push(json!({"severity": {"above": "unusable"}}));
    let policy = compile(&written).unwrap();
    let findings = policy.findings();
    assert_eq!(
        codes(&findings),
        [
            ("hazards[2]", "priority.finding.never_holds"),
            ("modifiers[0]", "priority.finding.in_vain"),
            ("modifiers[1]", "priority.finding.never_holds"),
            // A hazard is P1 already.
            ("modifiers[2]", "priority.finding.never_holds"),
        ]
    );
    assert!(policy.read(findings[1].witness().unwrap().values()).is_ok());
}
