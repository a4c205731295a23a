//! Labels: every word that people meet has one in English and in Chinese.

use std::collections::BTreeSet;

use aftersales::policy::{Finding, Labels, Language};
use aftersales::ticket::{
    ArchivePiece, AttachmentKind, CallBackResult, CloseCause, CommandName, ComplaintFinding, ContactField,
    EscalationStatus, EstimateStatus, EventName, GradeStage, History, IntakeField, Method, Outcome,
    PartStatus, Phase, RatingScale, Reason, Reminder, Requirement, Safety, Turn, VisitStatus, WaitEnd,
};
use aftersales::vocabulary::{Channel, FunctionalLevel, Kind, Priority, Role, Tier};
use aftersales::wire::LabelsDocument;
use serde_json::{Value, json};

fn compile(lists: Value) -> Result<Labels, (String, String, String)> {
    let document = LabelsDocument::from_json(&json!({"lists": lists}).to_string()).unwrap();
    Labels::compile(&document).map_err(|error| (error.code().to_owned(), error.path(), error.to_string()))
}

/// Every word of a closed list, and no other, has a label.
fn complete(list: &str, words: impl IntoIterator<Item = &'static str>) {
    let words: BTreeSet<&str> = words.into_iter().collect();
    let labels = Labels::built_in();
    let labelled: BTreeSet<&str> = labels.words(list).collect();
    assert_eq!(labelled, words, "{list}");
}

#[test]
fn every_word_of_every_closed_list_has_a_label() {
    complete("priority", Priority::ALL.iter().map(|word| word.as_str()));
    complete("tier", Tier::ALL.iter().map(|word| word.as_str()));
    complete("kind", Kind::ALL.iter().map(|word| word.as_str()));
    complete("channel", Channel::ALL.iter().map(|word| word.as_str()));
    complete("functional_level", FunctionalLevel::ALL.iter().map(|word| word.as_str()));
    complete("role", Role::KNOWN.iter().map(|word| word.as_str()));
    complete("contact_field", ContactField::ALL.iter().map(|word| word.as_str()));
    complete("attachment_kind", AttachmentKind::ALL.iter().map(|word| word.as_str()));
    let plain = IntakeField::PLAIN.iter().map(IntakeField::as_str);
    macro_rules! complete_words {
        ($($list:literal: $words:ident,)+) => {
            $(complete($list, $words::ALL.iter().map(|word| word.as_str()));)+
        };
    }
    complete_words! {
        "archive_piece": ArchivePiece, "call_back_result": CallBackResult, "close_cause": CloseCause,
        "command": CommandName, "complaint_finding": ComplaintFinding, "escalation_status": EscalationStatus,
        "estimate_status": EstimateStatus, "event": EventName, "grade_stage": GradeStage, "history": History,
        "method": Method, "outcome": Outcome, "part_status": PartStatus, "phase": Phase,
        "rating_scale": RatingScale, "reminder": Reminder, "requirement": Requirement, "safety": Safety,
        "turn": Turn, "visit_status": VisitStatus, "wait_end": WaitEnd,
    }
    complete("refusal", Reason::CODES.iter().copied());
    complete("intake_field", plain.chain(["contact", "environment", "custom"]));
    complete("severity", ["error", "warning", "notice"]);
    complete("clock_state", ["running", "paused", "stopped", "withdrawn"]);
    complete("clock_outcome", ["met", "missed", "early"]);
    complete("finding", Finding::CODES.iter().copied());
    let codes = aftersales::error_codes();
    complete("missing", codes.into_iter().filter(|code| code.starts_with("intake.field.")));
}

#[test]
fn a_label_is_written_in_its_language() {
    let labels = Labels::built_in();
    let mut seen = 0;
    for list in labels.lists() {
        for word in labels.words(list) {
            let label = |language| labels.label(list, word, language).unwrap();
            let (english, chinese) = (label(Language::English), label(Language::Chinese));
            let plain = |text: &str| !text.is_empty() && text.trim() == text && !text.ends_with(['.', '。']);
            assert!(plain(english) && plain(chinese), "{list} {word}");
            assert!(english.is_ascii() || english.contains('’'), "{english}");
            assert!(
                chinese.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)),
                "{chinese}"
            );
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn words_of_one_list_are_called_differently() {
    let labels = Labels::built_in();
    for list in labels.lists() {
        for language in Language::ALL {
            let called: Vec<_> =
                labels.words(list).filter_map(|word| labels.label(list, word, *language)).collect();
            let different: BTreeSet<_> = called.iter().collect();
            assert_eq!(different.len(), called.len(), "{list} {}", language.as_str());
        }
    }
}

#[test]
fn a_desk_renames_words_and_adds_its_own() {
    let labels = compile(json!({
        "priority": {"P1": {"en": "Critical", "zh": "特急"}},
        "role": {"customer_success": {"en": "Customer success", "zh": "客户成功"}},
    }))
    .unwrap();
    assert_eq!(labels.label("priority", "P1", Language::English), Some("Critical"));
    assert_eq!(labels.label("priority", "P2", Language::Chinese), Some("高"));
    assert_eq!(labels.label("role", "customer_success", Language::Chinese), Some("客户成功"));
    assert_eq!(labels.label("role", "astronaut", Language::English), None);
    assert_eq!(labels.label("planet", "P1", Language::English), None);
}

#[test]
fn a_list_that_is_not_known_and_a_label_that_is_none_are_refused() {
    let (code, path, message) = compile(json!({"priorities": {}})).unwrap_err();
    assert_eq!((code.as_str(), path.as_str()), ("policy.labels.unknown_list", "labels.lists.priorities"));
    assert!(message.contains("`priority`"), "{message}");
    for (label, path) in [
        (json!({"en": "", "zh": "急"}), "labels.lists.priority.P1.en"),
        (json!({"en": "Urgent", "zh": " "}), "labels.lists.priority.P1.zh"),
        (json!({"en": "x".repeat(201), "zh": "急"}), "labels.lists.priority.P1.en"),
    ] {
        let (code, at, _) = compile(json!({"priority": {"P1": label}})).unwrap_err();
        assert_eq!((code.as_str(), at.as_str()), ("policy.labels.malformed", path));
    }
    let many: serde_json::Map<_, _> =
        (0..5001).map(|each| (each.to_string(), json!({"en": "x", "zh": "字"}))).collect();
    assert_eq!(compile(json!({"metric": many})).unwrap_err().0, "policy.document.too_many");
}
