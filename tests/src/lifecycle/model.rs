use std::sync::Arc;

use aftersales::time::Instant;
use serde_json::Value;

use super::{Person, Says};

/// Something that happened to a ticket, in the words in which it was said.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fact {
    /// When, in microseconds.
    pub at: i64,
    /// Who said so; `system` for what happened by itself.
    pub by: &'static str,
    /// What.
    pub what: Arc<Value>,
}

impl Fact {
    pub(super) fn word(&self) -> &str {
        self.text("type")
    }

    pub(super) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word())
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.what[field].as_str().unwrap_or_default()
    }

    pub(super) fn instant(&self, field: &str) -> Option<i64> {
        self.text(field).parse::<Instant>().ok().map(Instant::micros)
    }

    /// Handling starts again.
    pub(super) fn again(&self) -> bool {
        self.is(&["report_not_solved", "reopen"])
            || (self.word() == "record_call_back" && self.text("result") == "problem")
    }

    pub(super) fn done(&self) -> bool {
        self.is(&["complete", "answer"])
    }

    pub(super) fn gone(&self) -> bool {
        self.is(&["reject", "cancel", "merge"])
    }

    pub(super) fn plans(&self) -> bool {
        self.is(&["propose_plan", "change_plan"])
    }

    /// The customer's part of a plan, wherever the command keeps the plan.
    pub(super) fn customer_part(&self) -> &Value {
        if self.word() == "change_plan" {
            &self.what["plan"]["customer_part"]
        } else {
            &self.what["customer_part"]
        }
    }
}

/// A ticket as the list of what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(super) log: Vec<Fact>,
}

/// In which phases a command is possible: `r`eceived, `d`iagnosing, `p`lanning, `w`orking, `v`erifying, `c`losed; `x` is the
/// rest.
const POSSIBLE: &[(&str, &str)] = &[
    ("acknowledge", "rdpwvc"),
    ("amend_intake", "rdpwv"),
    ("announce_delay", "rdpw"),
    ("answer", "rdp"),
    ("approve_escalation", "rdpwv"),
    ("approve_plan", "p"),
    ("archive_piece", "rdpwv"),
    ("assign", "rdpwv"),
    ("attribute_misdiagnosis", "rdpwvc"),
    ("authorise", "dpw"),
    ("book_visit", "dpw"),
    ("cancel", "rdpw"),
    ("cancel_visit", "dpwv"),
    ("change_plan", "w"),
    ("close", "v"),
    ("close_escalation", "rdpwv"),
    ("complete", "w"),
    ("conclude_diagnosis", "d"),
    ("confirm", "v"),
    ("decline", "dpw"),
    ("draft_estimate", "dpw"),
    ("erase_contact", "rdpwvcx"),
    ("escalate", "rdpw"),
    ("file_survey", "dpw"),
    ("finish_observation", "wv"),
    ("finish_visit", "dpwv"),
    ("grade", "rdpw"),
    ("link_follow_up", "rdpwvc"),
    ("link_rework", "rdpwvc"),
    ("log_step", "rdpw"),
    ("merge", "rdpw"),
    ("order_part", "dpw"),
    ("override_grade", "rdpw"),
    ("pass_second_check", "w"),
    ("pass_self_check", "w"),
    ("pass_start_gate", "pw"),
    ("propose_plan", "p"),
    ("provide_workaround", "rdpw"),
    ("rate", "vc"),
    ("receive_message", "rdpwvc"),
    ("receive_part", "dpwv"),
    ("record_call_back", "vc"),
    ("record_measure", "rdpwv"),
    ("refuse_plan", "p"),
    ("reject", "rd"),
    ("reopen", "vc"),
    ("report_not_solved", "v"),
    ("report_progress", "rdpw"),
    ("request_escalation", "rdpwv"),
    ("request_survey", "dpw"),
    ("resume", "rdpw"),
    ("return_level", "rdpw"),
    ("return_part", "dpwv"),
    ("review_complaint", "rdpwv"),
    ("revise_policy", "rdpwvc"),
    ("send_estimate", "dpw"),
    ("send_message", "rdpwvc"),
    ("set_out", "dpwv"),
    ("sign_visit", "dpwv"),
    ("start_diagnosis", "rpw"),
    ("start_observation", "wv"),
    ("start_work", "p"),
    ("take_up_escalation", "rdpwv"),
    ("triage", "rdpwv"),
    ("use_part", "w"),
    ("verify_complaint", "rdpwv"),
    ("wait", "rdpw"),
    ("withdraw_override", "rdpwv"),
];

impl Model {
    /// A ticket that was opened.
    #[must_use]
    pub fn open(says: &Says, at: Instant) -> Self {
        Self { log: vec![Fact { at: at.micros(), by: says.by.id, what: Arc::new(says.what.clone()) }] }
    }

    /// The ticket after a command, and what happens by itself up to and at its instant; `None` where it is refused.
    #[must_use]
    pub fn after(&self, says: &Says, at: Instant) -> Option<Self> {
        let mut model = self.clone();
        model.pass(at);
        let fact = Fact { at: at.micros(), by: says.by.id, what: Arc::new(says.what.clone()) };
        if !model.lacks(fact.word()).is_empty() || !model.may(says.by, &fact) {
            return None;
        }
        model.log.push(fact);
        model.pass(at);
        Some(model)
    }

    /// What happened by itself: when, and the kind of event.
    #[must_use]
    pub fn by_itself(&self) -> Vec<(i64, String)> {
        let system = self.log.iter().filter(|fact| fact.by == "system" && fact.word() != "rule_fired");
        system.map(|fact| (fact.at, fact.word().to_owned())).collect()
    }

    /// How many commands were carried out, the opening among them.
    #[must_use]
    pub fn commands(&self) -> usize {
        self.count(|fact| fact.by != "system")
    }

    /// An escalation rule fired; which ones do is not this model's business.
    pub fn fired(&mut self, at: Instant, firing: Value) {
        self.log.push(Fact { at: at.micros(), by: "system", what: Arc::new(firing) });
    }

    /// Everything that happened.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.log
    }

    pub(super) fn last(&self, which: impl Fn(&Fact) -> bool) -> Option<usize> {
        self.log.iter().rposition(which)
    }

    /// Whether something happened and nothing since made it void.
    pub(super) fn stands(
        &self,
        which: impl Fn(&Fact) -> bool,
        void: impl Fn(&Fact) -> bool,
    ) -> Option<&Fact> {
        let found = self.last(which)?;
        self.last(void).is_none_or(|void| found > void).then(|| &self.log[found])
    }

    pub(super) fn count(&self, which: impl Fn(&Fact) -> bool) -> usize {
        self.log.iter().filter(|fact| which(fact)).count()
    }

    /// The phase.
    #[must_use]
    pub fn phase(&self) -> &'static str {
        self.log.iter().fold("received", |phase, fact| match fact.word() {
            "start_diagnosis" => "diagnosing",
            "conclude_diagnosis" | "change_plan" => "planning",
            "start_work" => "working",
            "close" | "closed" => "closed",
            "reject" => "rejected",
            "cancel" => "cancelled",
            "merge" => "merged",
            _ if fact.done() => "verifying",
            _ if fact.again() => "diagnosing",
            _ => phase,
        })
    }

    fn letter(&self) -> char {
        match self.phase() {
            "rejected" | "cancelled" | "merged" => 'x',
            phase => phase.chars().next().unwrap_or('x'),
        }
    }

    /// Whether a command is possible where the ticket stands, given who says it and what: gates aside.
    fn may(&self, by: &Person, fact: &Fact) -> bool {
        let word = fact.word();
        let possible = POSSIBLE
            .iter()
            .find(|(known, _)| *known == word)
            .is_some_and(|(_, on)| on.contains(self.letter()));
        possible && role(word).is_none_or(|needed| by.role == needed) && self.fits(fact)
    }

    fn fits(&self, fact: &Fact) -> bool {
        let version = fact.what["version"].as_u64();
        let later = |field: &str| fact.instant(field).is_none_or(|until| until > fact.at);
        match fact.word() {
            "override_grade" => later("expires_at") && (!self.hazard() || fact.text("priority") == "P1"),
            "withdraw_override" => self.overriding().is_some(),
            "attribute_misdiagnosis" => self.last(|fact| fact.word() == "conclude_diagnosis").is_some(),
            "approve_plan" => {
                self.pending().is_some_and(|plan| version == Some(plan.1) && plan.0.by != fact.by)
            }
            "refuse_plan" => self.pending().is_some_and(|plan| version == Some(plan.1)),
            "send_estimate" => self
                .estimate()
                .is_some_and(|(latest, _, status)| status == "draft" && version == Some(latest)),
            "authorise" => self.can_authorise(fact),
            "decline" => {
                self.plan().is_some()
                    || self.estimate().is_some_and(|(_, _, status)| matches!(status, "sent" | "authorised"))
            }
            "wait" => {
                const MARKS: &[&str] =
                    &["diagnosis", "workaround", "confirmation", "call_back", "progress_report"];
                let reason = fact.text("reason");
                !self.waits().iter().any(|wait| wait.text("reason") == reason)
                    && !MARKS.contains(&reason)
                    && later("until")
            }
            "resume" => self.waits().iter().any(|wait| wait.text("reason") == fact.text("reason")),
            "book_visit" => self.thing("visit", fact.text("visit")).is_none(),
            "set_out" => self.thing("visit", fact.text("visit")) == Some("booked"),
            "finish_visit" | "cancel_visit" => {
                matches!(self.thing("visit", fact.text("visit")), Some("booked" | "on_route"))
            }
            "sign_visit" => self.thing("visit", fact.text("visit")) == Some("done"),
            "order_part" => self.thing("part", fact.text("part")).is_none() && fact.what["quantity"] != 0,
            "receive_part" => self.thing("part", fact.text("part")) == Some("ordered"),
            "use_part" => self.thing("part", fact.text("part")) == Some("received"),
            "return_part" => {
                matches!(self.thing("part", fact.text("part")), Some("ordered" | "received" | "used"))
            }
            "pass_second_check" => self.worker() != Some(fact.by),
            "complete" => {
                !matches!(fact.text("outcome"), "partly_solved" | "not_solvable")
                    || fact.what["reason"].is_string()
            }
            "start_observation" => later("until"),
            "finish_observation" => self.observing().is_some(),
            "rate" => fact.what["score"].as_u64().is_some_and(|score| (1..=5).contains(&score)),
            "reopen" => self.in_window(fact.at),
            "record_call_back" => fact.text("result") != "problem" || self.in_window(fact.at),
            "link_follow_up" => fact.text("ticket") != "T-1",
            "link_rework" => fact.text("ticket") != "T-1" && self.soon_after(fact),
            "merge" => fact.text("into") != "T-1" && !fact.what["chain"].to_string().contains("\"T-1\""),
            "escalate" => fact.text("to") > self.level(),
            "return_level" => fact.text("to") < self.level(),
            "request_escalation" => matches!(self.escalation().0, "none" | "closed"),
            "approve_escalation" => {
                self.escalation().0 == "requested" && self.escalation().1 != Some(fact.by)
            }
            "take_up_escalation" => self.escalation().0 == "approved",
            "close_escalation" => matches!(self.escalation().0, "requested" | "approved" | "active"),
            "verify_complaint" | "review_complaint" => self.kind() == "complaint",
            "erase_contact" => self.contact(),
            // No other policy is known here.
            "revise_policy" => false,
            _ => true,
        }
    }

    fn in_window(&self, at: i64) -> bool {
        const WINDOW: i64 = 14 * 86_400_000_000;
        match self.last(|fact| fact.is(&["close", "closed"])) {
            Some(closed) if self.phase() == "closed" => at <= self.log[closed].at + WINDOW,
            _ => true,
        }
    }

    fn soon_after(&self, link: &Fact) -> bool {
        const WINDOW: i64 = 7 * 86_400_000_000;
        let opened = self.log[0].at;
        link.instant("completed_at")
            .is_some_and(|completed| completed <= opened && opened <= completed + WINDOW)
    }
}

/// Who alone may say it.
fn role(word: &str) -> Option<&'static str> {
    match word {
        "approve_plan" | "refuse_plan" => Some("technical_supervisor"),
        "review_complaint" | "approve_escalation" => Some("department_manager"),
        _ => None,
    }
}
