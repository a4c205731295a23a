use std::collections::BTreeSet;
use std::sync::LazyLock;

use aftersales::time::Instant;
use serde_json::{Value, json};

use super::desk::after_opening;
use super::{DESK, ENGINEER, MANAGER, SECOND, SUPERVISOR, Says, View};

/// When tickets open: a Monday.
pub const OPENING: &str = "2026-03-02T09:00:00Z";

/// Whether what is said is right wherever the command is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fit {
    /// It is.
    Always,
    /// It may be refused for what it says, or for who says it.
    Sometimes,
}

/// Something that can be tried in a state.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Step {
    /// Who says what.
    pub says: Says,
    /// Whether it is right wherever the command is possible.
    pub fit: Fit,
}

/// The commands that one walk through the states tries, and how it begins.
#[derive(Debug)]
#[non_exhaustive]
pub struct Alphabet {
    /// What it is about.
    pub name: &'static str,
    /// The kind of its tickets.
    pub kind: &'static str,
    /// What was said before the walk begins.
    pub before: &'static [&'static str],
    /// What is tried in every state; see [`said`].
    pub words: &'static [&'static str],
    /// Whether time passes.
    pub time: bool,
    /// Fewest states that it must come to.
    pub floor: usize,
}

/// The walks. Together they try every command.
pub const ALPHABETS: &[Alphabet] = &[
    Alphabet {
        name: "the way of a repair",
        kind: "repair",
        before: &["amend_intake"],
        words: &[
            "grade minor",
            "grade severe",
            "start_diagnosis",
            "conclude_diagnosis",
            "propose_plan",
            "propose_plan supervisor",
            "approve_plan",
            "approve_plan engineer",
            "refuse_plan",
            "change_plan",
            "authorise",
            "decline",
            "pass_start_gate",
            "start_work",
            "pass_self_check",
            "pass_second_check",
            "pass_second_check worker",
            "complete",
            "confirm",
            "archive_piece",
            "report_not_solved",
            "close",
            "reopen",
            "answer",
            "reject",
            "cancel",
            "merge",
            "merge circle",
        ],
        time: false,
        floor: 14_000,
    },
    Alphabet {
        name: "consent and estimates",
        kind: "repair",
        before: &[
            "amend_intake",
            "grade severe",
            "start_diagnosis",
            "conclude_diagnosis",
            "archive_piece",
            "confirm",
        ],
        words: &[
            "propose_plan",
            "approve_plan",
            "change_plan other",
            "draft_estimate",
            "draft_estimate dear",
            "send_estimate",
            "authorise",
            "authorise bare",
            "authorise limit",
            "decline",
            "pass_start_gate",
            "start_work",
            "pass_self_check",
            "pass_second_check",
            "complete",
            "confirm",
            "archive_piece",
            "close",
            "answer",
        ],
        time: false,
        floor: 1_800,
    },
    Alphabet {
        name: "waits, talk and clocks",
        kind: "repair",
        before: &["amend_intake"],
        words: &[
            "wait customer",
            "wait parts",
            "resume customer",
            "resume parts",
            "receive_message",
            "send_message",
            "acknowledge",
            "answer",
            "confirm",
            "archive_piece",
            "close_escalation",
            "close",
            "report_not_solved",
            "cancel",
        ],
        time: true,
        floor: 550,
    },
    Alphabet {
        name: "levels, grades and rules",
        kind: "repair",
        before: &["amend_intake"],
        words: &[
            "grade minor",
            "grade hazard",
            "override_grade",
            "override_grade low",
            "withdraw_override",
            "log_step",
            "escalate",
            "escalate top",
            "return_level",
            "report_progress",
            "announce_delay",
            "answer",
            "confirm",
            "archive_piece",
            "close_escalation",
            "close",
            "cancel",
        ],
        time: true,
        floor: 5_000,
    },
    Alphabet {
        name: "parts, visits and watching",
        kind: "repair",
        before: &["amend_intake", "grade minor", "start_diagnosis"],
        words: &[
            "order_part",
            "receive_part",
            "use_part",
            "return_part",
            "book_visit",
            "set_out",
            "finish_visit",
            "sign_visit",
            "cancel_visit",
            "request_survey",
            "file_survey",
            "provide_workaround",
            "start_observation",
            "finish_observation",
            "conclude_diagnosis",
            "propose_plan",
            "start_work",
            "complete",
            "confirm",
            "archive_piece",
            "close",
        ],
        time: false,
        floor: 5_000,
    },
    Alphabet {
        name: "after the work",
        kind: "repair",
        before: &["amend_intake", "grade severe", "start_diagnosis", "conclude_diagnosis"],
        words: &[
            "answer",
            "confirm",
            "archive_piece",
            "record_call_back well",
            "record_call_back problem",
            "record_call_back nobody",
            "close",
            "reopen",
            "report_not_solved",
            "close_escalation",
            "grade minor",
        ],
        time: true,
        floor: 700,
    },
    Alphabet {
        name: "marks and links",
        kind: "repair",
        before: &["amend_intake", "grade severe", "start_diagnosis", "conclude_diagnosis"],
        words: &[
            "answer",
            "attribute_misdiagnosis",
            "confirm",
            "rate",
            "rate wrong",
            "archive_piece",
            "link_follow_up",
            "link_rework",
            "link_rework late",
            "erase_contact",
            "amend_intake",
            "send_message",
            "close",
            "reopen",
            "merge",
        ],
        time: false,
        floor: 550,
    },
    Alphabet {
        name: "a complaint",
        kind: "complaint",
        before: &[],
        words: &[
            "verify_complaint",
            "review_complaint",
            "review_complaint desk",
            "record_measure",
            "send_message",
            "assign",
            "request_escalation",
            "request_escalation manager",
            "approve_escalation",
            "take_up_escalation",
            "close_escalation",
            "triage repair",
            "triage complaint",
            "amend_intake",
            "revise_policy",
            "start_diagnosis",
            "answer",
            "close",
            "reject",
        ],
        time: false,
        floor: 2_300,
    },
];

/// A walk that tries every word of all others, which no bound lets come to an end.
#[must_use]
pub fn everything() -> Alphabet {
    static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let words: BTreeSet<_> =
            ALPHABETS.iter().flat_map(|alphabet| alphabet.words.iter().copied()).collect();
        words.into_iter().collect()
    });
    let name = "everything at once";
    Alphabet { name, kind: "repair", before: &["amend_intake"], words: &WORDS, time: true, floor: 4_000 }
}

/// What a word stands for, in a state: the command of that name, with what fits the state.
///
/// # Panics
///
/// Where the word is none.
#[must_use]
#[expect(clippy::too_many_lines, reason = "it is one table")]
pub fn said(word: &str, view: &View, now: Instant) -> Step {
    let later = |seconds: i64| {
        Instant::from_micros(now.micros() + seconds * 1_000_000).expect("within time").to_string()
    };
    let (kind, variant) = word.split_once(' ').unwrap_or((word, ""));
    let money = |amount: &str| json!({"amount": amount, "currency": "EUR"});
    let evidence = json!({"form": "email", "reference": "mail-1"});
    let plan = |part: &str| json!({"method": "on_site", "summary": "a new supply", "customer_part": part});
    let version = view.plan.as_ref().map_or(1, |plan| plan.0);
    let estimate = view.estimate.as_ref().map_or(1, |estimate| estimate.0);
    let sent = view.estimate.as_ref().is_some_and(|(_, status)| status == "sent");
    let visit = |needed: &[&str]| {
        let suited = view.visits.iter().find(|(_, status)| needed.contains(&status.as_str()));
        suited.or(view.visits.last()).map_or("v1", |(id, _)| id).to_owned()
    };
    let mut says = Says::new(ENGINEER, json!({}));
    let mut fit = Fit::Always;
    says.what = match (kind, variant) {
        ("amend_intake", _) => {
            json!({"intake": {"model": "K3", "serial_number": "S-1", "contact": {"id": "contact-1", "given": ["phone"]}}})
        }
        ("triage", kind) => json!({"kind": kind}),
        ("grade", case) => {
            says.by = DESK;
            let (severity, impact) = if case == "severe" { ("severe", "many") } else { ("minor", "one") };
            json!({"stage": "preliminary",
                   "inputs": {"severity": severity, "impact": impact, "safety_hazard": case == "hazard"}})
        }
        ("override_grade", "low") => {
            fit = Fit::Sometimes;
            json!({"priority": "P4", "reason": "a test unit", "expires_at": later(7_200)})
        }
        ("override_grade", _) => {
            json!({"priority": "P1", "reason": "the director asked", "expires_at": later(7_200)})
        }
        ("assign", _) => json!({"assignee": "engineer-2", "role": "engineer"}),
        ("receive_message" | "send_message", _) => json!({"channel": "email"}),
        ("answer", _) => json!({"summary": "hold the button"}),
        ("log_step", _) => json!({"action": "measured the supply"}),
        ("conclude_diagnosis", _) => json!({"class": "hardware", "cause": "the supply is dead"}),
        ("attribute_misdiagnosis", _) => json!({"judged_by": "engineer-1", "reason": "it was the cable"}),
        ("file_survey", _) => json!({"reference": "survey-1"}),
        ("propose_plan", "supervisor") => {
            says.by = SUPERVISOR;
            plan("half an hour without power")
        }
        ("propose_plan", _) => plan("half an hour without power"),
        ("change_plan", part) => {
            let part = if part == "other" { "a day without power" } else { "half an hour without power" };
            json!({"plan": plan(part), "reason": "another fault"})
        }
        ("approve_plan", who) => {
            // Their own plan they may not, and an engineer may none.
            (says.by, fit) =
                if who == "engineer" { (SECOND, Fit::Sometimes) } else { (SUPERVISOR, Fit::Always) };
            json!({"version": version})
        }
        ("refuse_plan", _) => {
            says.by = SUPERVISOR;
            json!({"version": version, "reason": "too dear"})
        }
        ("draft_estimate", "dear") => json!({"total": money("300.00"), "valid_until": later(86_400)}),
        ("draft_estimate", _) => json!({"total": money("100.00"), "not_to_exceed": money("200.00")}),
        ("send_estimate", _) => json!({"version": estimate}),
        ("authorise", "bare") if sent => json!({"estimate": estimate}),
        ("authorise", "bare") => json!({}),
        ("authorise", "limit") => json!({"not_to_exceed": money("250.00"), "evidence": evidence}),
        ("authorise", _) if sent => json!({"estimate": estimate, "evidence": evidence}),
        ("authorise", _) => json!({"evidence": evidence}),
        ("pass_start_gate", _) => {
            json!({"people": "engineer-1", "tools": "meter", "parts": "supply", "safety": "power off"})
        }
        ("wait", "parts") => {
            fit = if view.waits.contains("parts") { Fit::Sometimes } else { Fit::Always };
            json!({"reason": "parts", "until": later(5_400)})
        }
        ("wait", reason) => {
            fit = if view.waits.contains(reason) { Fit::Sometimes } else { Fit::Always };
            json!({"reason": reason})
        }
        ("resume", reason) => {
            fit = if view.waits.contains(reason) { Fit::Always } else { Fit::Sometimes };
            json!({"reason": reason})
        }
        ("provide_workaround", _) => json!({"summary": "a loan unit"}),
        ("book_visit", _) => {
            // One at a time, and no third.
            let free = view.visits.len() < 2 && view.visits.iter().all(|(_, status)| status == "cancelled");
            fit = if free { Fit::Always } else { Fit::Sometimes };
            let visit = if free && !view.visits.is_empty() { "v2" } else { "v1" };
            json!({"visit": visit, "from": later(3_600), "to": later(7_200)})
        }
        ("set_out", _) => json!({"visit": visit(&["booked"])}),
        ("finish_visit", _) => json!({"visit": visit(&["booked", "on_route"]), "summary": "done"}),
        ("sign_visit", _) => json!({"visit": visit(&["done"]), "evidence": evidence}),
        ("cancel_visit", _) => json!({"visit": visit(&["booked", "on_route"]), "reason": "nobody home"}),
        ("order_part", _) => {
            fit = if view.parts.is_empty() { Fit::Always } else { Fit::Sometimes };
            json!({"part": "p1", "item": "supply", "quantity": 1})
        }
        ("receive_part" | "use_part", _) => json!({"part": "p1"}),
        ("return_part", _) => json!({"part": "p1", "condition": "used"}),
        ("pass_second_check", "worker") => {
            fit = Fit::Sometimes;
            json!({})
        }
        ("pass_second_check", _) => {
            says.by = SECOND;
            json!({})
        }
        ("complete", _) => json!({"outcome": "solved", "summary": "a new supply"}),
        ("start_observation", _) => json!({"until": later(3_600)}),
        ("finish_observation", _) => json!({"finding": "it stays on"}),
        ("rate", "wrong") => {
            fit = Fit::Sometimes;
            json!({"scale": "five", "score": 6})
        }
        ("rate", _) => json!({"scale": "five", "score": 4}),
        ("archive_piece", _) => json!({"piece": "solution", "reference": "file-1"}),
        ("record_call_back", "problem") => {
            fit = Fit::Sometimes;
            json!({"result": "problem", "note": "it is off again"})
        }
        ("record_call_back", "nobody") => json!({"result": "not_reached"}),
        ("record_call_back", _) => json!({"result": "well"}),
        ("link_follow_up", _) => json!({"ticket": "T-2"}),
        ("link_rework", when) => {
            let days = if when == "late" { 8 } else { 3 };
            fit = if when == "late" { Fit::Sometimes } else { Fit::Always };
            json!({"ticket": "T-0", "completed_at": after_opening(-days * 86_400).to_string()})
        }
        ("merge", "circle") => {
            fit = Fit::Sometimes;
            json!({"into": "T-3", "chain": ["T-2", "T-1"]})
        }
        ("merge", _) => json!({"into": "T-2"}),
        ("escalate", "top") => json!({"to": "L3", "reason": "beyond us"}),
        ("escalate", _) => {
            fit = if view.level == "L1" { Fit::Always } else { Fit::Sometimes };
            json!({"to": "L2", "reason": "beyond us"})
        }
        ("return_level", _) => json!({"to": "L1", "reason": "we know it now"}),
        ("request_escalation", who) => {
            says.by = if who == "manager" { MANAGER } else { ENGINEER };
            json!({"to": "department_manager", "justification": "it stands still"})
        }
        ("approve_escalation", _) => {
            says.by = MANAGER;
            json!({})
        }
        ("close_escalation", _) => json!({"justification": "it moves again"}),
        ("report_progress", _) => json!({"summary": "half done"}),
        ("announce_delay", _) => json!({"reason": "a part", "expected_at": later(86_400)}),
        ("verify_complaint", _) => json!({"finding": "justified", "summary": "we were late"}),
        ("review_complaint", who) => {
            says.by = if who == "desk" { DESK } else { MANAGER };
            json!({"conclusion": "an apology"})
        }
        ("record_measure", _) => json!({"root_cause": "no spare", "measure": "keep two"}),
        ("revise_policy", _) => {
            fit = Fit::Sometimes;
            json!({"revision": "another"})
        }
        (
            "request_survey" | "decline" | "report_not_solved" | "reopen" | "reject" | "cancel"
            | "withdraw_override",
            _,
        ) => json!({"reason": "it is so"}),
        (
            "start_diagnosis" | "start_work" | "pass_self_check" | "confirm" | "close" | "take_up_escalation"
            | "acknowledge" | "erase_contact",
            _,
        ) => json!({}),
        _ => panic!("`{word}` is no word"),
    };
    if let Value::Object(fields) = &mut says.what {
        fields.insert("type".to_owned(), json!(kind));
    }
    Step { says, fit }
}
