//! Grades as tickets keep them, and grades by people against the rules (PR-4, PR-6).

use aftersales::priority::{GradeRecord, GradeStage, Override};
use aftersales::vocabulary::Priority;
use aftersales::wire::{GradeDocument, OverrideDocument};
use serde_json::{Value, json};

use crate::desk::{graded, policy};

fn record(changes: &[(&str, Value)]) -> GradeRecord {
    let grade = graded(&policy(), changes);
    let by = "front-desk".parse().unwrap();
    GradeRecord::new(&grade, GradeStage::Preliminary, by, "2026-03-02T09:00:00Z".parse().unwrap())
}

fn written(priority: &str) -> OverrideDocument {
    OverrideDocument {
        priority: priority.to_owned(),
        author: "supervisor-1".to_owned(),
        reason: "the customer's line stands still".to_owned(),
        from: "2026-03-02T10:00:00Z".parse().unwrap(),
        expires_at: "2026-03-02T12:00:00Z".parse().unwrap(),
    }
}

fn hour(text: &str) -> aftersales::time::Instant {
    format!("2026-03-02T{text}Z").parse().unwrap()
}

#[test]
fn an_override_holds_from_its_start_up_to_its_expiry() {
    let record = record(&[]);
    for (priority, expected) in [("P1", Priority::P1), ("P4", Priority::P4)] {
        let each = Override::new(&record, &written(priority)).unwrap();
        assert_eq!(record.in_force(Some(&each), hour("09:59:59.999999")), Priority::P3);
        assert_eq!(record.in_force(Some(&each), hour("10:00:00")), expected);
        assert_eq!(record.in_force(Some(&each), hour("11:59:59.999999")), expected);
        assert_eq!(record.in_force(Some(&each), hour("12:00:00")), Priority::P3);
        assert_eq!(OverrideDocument::from(&each), written(priority));
    }
    assert_eq!(record.in_force(None, hour("11:00:00")), Priority::P3);
}

#[test]
fn no_override_lowers_a_safety_hazard() {
    let hazard = record(&[("safety_hazard", json!(true))]);
    for priority in ["P2", "P3", "P4"] {
        let error = Override::new(&hazard, &written(priority)).unwrap_err();
        assert_eq!(error.code(), "priority.override.safety");
        assert!(error.to_string().contains(priority));
        // One that was given before the hazard was known does not either.
        let earlier = Override::new(&record(&[]), &written(priority)).unwrap();
        assert_eq!(hazard.in_force(Some(&earlier), hour("11:00:00")), Priority::P1);
    }
    assert!(Override::new(&hazard, &written("P1")).is_ok());
    // A P1 without hazard can be lowered by a person.
    let p1 = record(&[("severity", json!("unusable")), ("impact", json!("many"))]);
    let lowered = Override::new(&p1, &written("P2")).unwrap();
    assert_eq!(p1.in_force(Some(&lowered), hour("11:00:00")), Priority::P2);
}

#[test]
fn a_stored_grade_needs_no_policy() {
    let given = graded(&policy(), &[("safety_hazard", json!(true))]);
    let stored = GradeDocument::from(&given);
    let by = || "engineer-1".parse().unwrap();
    let read = GradeRecord::from_document(&stored, GradeStage::Diagnosed, by(), hour("09:00:00")).unwrap();
    assert_eq!(read, GradeRecord::new(&given, GradeStage::Diagnosed, by(), hour("09:00:00")));
    let spoilt = GradeDocument { priority: "P3".to_owned(), ..stored };
    let error =
        GradeRecord::from_document(&spoilt, GradeStage::Diagnosed, by(), hour("09:00:00")).unwrap_err();
    assert_eq!(error.code(), "priority.document.not_allowed");
}

/// The codes of an override without reason, one that ends before it begins, and one against a hazard.
pub(crate) fn refusals() -> [&'static str; 3] {
    let code = |hazard: bool, document: OverrideDocument| {
        Override::new(&record(&[("safety_hazard", json!(hazard))]), &document).unwrap_err().code()
    };
    let ended = OverrideDocument { expires_at: hour("09:00:00"), ..written("P2") };
    [
        code(false, OverrideDocument { reason: String::new(), ..written("P2") }),
        code(false, ended),
        code(true, written("P2")),
    ]
}

#[test]
fn an_override_says_who_why_and_until_when() {
    let record = record(&[]);
    let refused = |spoil: fn(&mut OverrideDocument)| {
        let mut document = written("P2");
        spoil(&mut document);
        let error = Override::new(&record, &document).unwrap_err();
        (error.code(), error.path().unwrap_or_default().to_owned())
    };
    let blank = |field: &str| ("priority.override.blank", field.to_owned());
    assert_eq!(refused(|document| document.author = "  ".to_owned()), blank("author"));
    assert_eq!(refused(|document| document.reason = String::new()), blank("reason"));
    assert_eq!(
        refused(|document| document.expires_at = document.from),
        ("priority.override.expiry", "expires_at".to_owned())
    );
    assert_eq!(
        refused(|document| document.priority = "urgent".to_owned()),
        ("vocabulary.word.unknown", "priority".to_owned())
    );
    assert_eq!(
        refused(|document| document.reason = "x".repeat(2_001)),
        ("priority.document.not_allowed", "reason".to_owned())
    );
}
