//! What is there of a ticket, read from the list of what happened.

use std::collections::BTreeSet;

use super::{Fact, Model};

impl Model {
    /// What a step still lacks of what the desk asks before it.
    #[must_use]
    pub fn lacks(&self, word: &str) -> Vec<&'static str> {
        let asked: &[&'static str] = match (word, self.kind(), self.priority()) {
            ("start_diagnosis", "repair", _) => &["intake"],
            ("escalate", ..) => &["diagnosis_step"],
            ("start_work", _, Some("P1")) => {
                &["plan", "approval", "authorisation_evidence", "start_gate", "parts", "end_of_waits"]
            }
            ("start_work", ..) => &["plan"],
            ("complete", _, Some("P1")) => &["self_check", "second_check"],
            ("close", "repair", _) => {
                &["confirmation", "archive", "parts_return", "visit_signature", "escalation_end"]
            }
            ("close", "complaint", _) => &["complaint_finding", "complaint_review", "measure", "response"],
            _ => &[],
        };
        asked.iter().copied().filter(|one| !self.has(one)).collect()
    }

    fn has(&self, what: &str) -> bool {
        match what {
            "intake" => self.missing() == 0,
            "diagnosis_step" => self.count(|fact| fact.word() == "log_step") > 0,
            "plan" => self.plan().is_some_and(|(plan, _)| self.verdict(plan) != Some("refuse_plan")),
            "approval" => self.plan().is_some_and(|(plan, _)| self.verdict(plan) == Some("approve_plan")),
            "authorisation_evidence" => self.consent() == Some(true),
            "start_gate" => self.gate_passed(),
            "parts" => !self.things("part").iter().any(|(_, status)| *status == "ordered"),
            "parts_return" => self.things("part").iter().all(|(_, status)| *status == "returned"),
            "visit_signature" => {
                self.things("visit").iter().all(|(_, status)| matches!(*status, "signed" | "cancelled"))
            }
            "end_of_waits" => self.waits().is_empty(),
            "self_check" => self.check("pass_self_check").is_some(),
            "second_check" => self.check("pass_second_check").is_some(),
            "confirmation" => self.stands(|fact| fact.word() == "confirm", Fact::again).is_some(),
            "archive" => self.archive().contains("solution"),
            "escalation_end" => matches!(self.escalation().0, "none" | "closed"),
            "complaint_finding" => self.last(|fact| fact.word() == "verify_complaint").is_some(),
            "complaint_review" => self.last(|fact| fact.word() == "review_complaint").is_some(),
            "measure" => self.last(|fact| fact.word() == "record_measure").is_some(),
            "response" => self.responded(),
            other => panic!("nobody knows what `{other}` asks for"),
        }
    }

    pub(super) fn kind(&self) -> &str {
        let says = |fact: &&Fact| fact.is(&["open", "triage"]) && fact.what["kind"].is_string();
        self.log.iter().rfind(says).map_or("", |fact| fact.text("kind"))
    }

    pub(super) fn missing(&self) -> usize {
        let record =
            self.last(|fact| fact.is(&["open", "amend_intake"])).map(|last| &self.log[last].what["intake"]);
        let needed: &[&str] = if self.kind() == "repair" { &["model", "serial_number"] } else { &[] };
        needed.iter().filter(|field| record.is_none_or(|record| !record[*field].is_string())).count()
    }

    pub(super) fn contact(&self) -> bool {
        // The latest record is the whole record.
        let record =
            self.stands(|fact| fact.is(&["open", "amend_intake"]), |fact| fact.word() == "erase_contact");
        record.is_some_and(|fact| fact.what["intake"]["contact"].is_object())
    }

    /// The engineer's judgement counts before the front desk's.
    fn graded(&self) -> Option<&Fact> {
        let at = |stage: &str| self.last(|fact| fact.word() == "grade" && fact.text("stage") == stage);
        at("engineer").or(at("preliminary")).map(|found| &self.log[found])
    }

    pub(super) fn hazard(&self) -> bool {
        self.graded().is_some_and(|fact| fact.what["inputs"]["safety_hazard"] == true)
    }

    pub(super) fn overriding(&self) -> Option<&Fact> {
        self.stands(
            |fact| fact.word() == "override_grade",
            |fact| fact.is(&["withdraw_override", "override_expired"]),
        )
    }

    pub(super) fn priority(&self) -> Option<&str> {
        if self.hazard() {
            return Some("P1");
        }
        if let Some(given) = self.overriding() {
            return Some(given.text("priority"));
        }
        let inputs = &self.graded()?.what["inputs"];
        Some(match (inputs["severity"].as_str()?, inputs["impact"].as_str()?) {
            ("severe", "many") => "P1",
            ("severe", _) => "P2",
            _ => "P3",
        })
    }

    pub(super) fn level(&self) -> &str {
        let moved = |fact: &&Fact| {
            fact.is(&["escalate", "return_level", "rule_fired"]) && fact.what["to"].is_string()
        };
        self.log.iter().rfind(moved).map_or("L1", |fact| fact.text("to"))
    }

    /// How far the hierarchic escalation is, and who asked for it.
    pub(super) fn escalation(&self) -> (&'static str, Option<&str>) {
        self.log.iter().fold(("none", None), |(status, asked), fact| match fact.word() {
            "request_escalation" => ("requested", Some(fact.by)),
            "rule_fired" if fact.what["asks"] == true && matches!(status, "none" | "closed") => {
                ("requested", Some(fact.by))
            }
            "approve_escalation" => ("approved", asked),
            "take_up_escalation" => ("active", asked),
            "close_escalation" => ("closed", asked),
            _ => (status, asked),
        })
    }

    pub(super) fn waits(&self) -> Vec<&Fact> {
        let ended = |start: usize, wait: &Fact| {
            self.log[start + 1..].iter().any(|fact| {
                let same = fact.text("reason") == wait.text("reason");
                (fact.is(&["resume", "wait_ended"]) && same)
                    || (fact.word() == "receive_message" && wait.text("reason") == "customer")
                    || fact.done()
                    || fact.gone()
            })
        };
        let begun = self.log.iter().enumerate().filter(|(_, fact)| fact.word() == "wait");
        begun.filter(|(start, wait)| !ended(*start, wait)).map(|(_, wait)| wait).collect()
    }

    pub(super) fn speaks(fact: &Fact) -> bool {
        fact.is(&["send_message", "answer", "report_progress", "announce_delay"])
    }

    pub(super) fn responded(&self) -> bool {
        self.last(Self::speaks).is_some()
    }

    /// The plan of the present attempt, with its version.
    pub(super) fn plan(&self) -> Option<(&Fact, u64)> {
        let plan = self.stands(Fact::plans, |fact| fact.word() == "start_diagnosis" || fact.again())?;
        Some((plan, self.count(Fact::plans) as u64))
    }

    /// What was said to a plan, which is the latest.
    pub(super) fn verdict(&self, _: &Fact) -> Option<&str> {
        let said = self.stands(|fact| fact.is(&["approve_plan", "refuse_plan"]), Fact::plans)?;
        Some(said.word())
    }

    pub(super) fn pending(&self) -> Option<(&Fact, u64)> {
        self.plan().filter(|(plan, _)| self.verdict(plan).is_none())
    }

    /// The latest estimate: its version, what it says, what became of it.
    pub(super) fn estimate(&self) -> Option<(u64, &Fact, &'static str)> {
        let drafted = self.last(|fact| fact.word() == "draft_estimate")?;
        let version = self.count(|fact| fact.word() == "draft_estimate") as u64;
        let status = self.log[drafted..].iter().fold("draft", |status, fact| match (fact.word(), status) {
            ("send_estimate", _) => "sent",
            ("authorise", _) if fact.what["estimate"] == version => "authorised",
            ("decline", "sent" | "authorised") => "declined",
            ("estimate_expired", _) => "expired",
            _ => status,
        });
        Some((version, &self.log[drafted], status))
    }

    pub(super) fn can_authorise(&self, fact: &Fact) -> bool {
        let sent = self.estimate().filter(|(_, _, status)| *status == "sent").map(|(version, ..)| version);
        match fact.what["estimate"].as_u64() {
            Some(version) => sent == Some(version),
            None if sent.is_some() => fact.what["not_to_exceed"].is_object(),
            None => self.plan().is_some(),
        }
    }

    /// Whether the customer's consent covers what is planned and estimated; if so, whether there is a record of it.
    pub(super) fn consent(&self) -> Option<bool> {
        let given = self.last(|fact| fact.word() == "authorise")?;
        let authorised = &self.log[given];
        let mut before = Self { log: self.log[..=given].to_vec() };
        for fact in &self.log[given + 1..] {
            let other_part = fact.plans()
                && before.plan().is_none_or(|(plan, _)| plan.customer_part() != fact.customer_part());
            if fact.word() == "decline" || fact.word() == "start_diagnosis" || fact.again() || other_part {
                return None;
            }
            before.log.push(fact.clone());
        }
        let covered = self.estimate().is_none_or(|(_, estimate, status)| {
            status == "authorised"
                || self.limit(given).is_some_and(|most| sum(&estimate.what["total"]) <= most)
        });
        covered.then(|| authorised.what["evidence"].is_object())
    }

    /// Up to which sum the customer consented: what they named, else what the accepted estimate named.
    fn limit(&self, given: usize) -> Option<i64> {
        let authorised = &self.log[given].what;
        if authorised["not_to_exceed"].is_object() {
            return Some(sum(&authorised["not_to_exceed"]));
        }
        authorised["estimate"].as_u64()?;
        let estimate = self.log[..given].iter().rfind(|fact| fact.word() == "draft_estimate")?;
        estimate.what["not_to_exceed"].is_object().then(|| sum(&estimate.what["not_to_exceed"]))
    }

    pub(super) fn gate_passed(&self) -> bool {
        let void = |fact: &Fact| fact.is(&["change_plan", "start_diagnosis"]) || fact.again();
        self.stands(|fact| fact.word() == "pass_start_gate", void).is_some()
    }

    pub(super) fn check(&self, word: &str) -> Option<&str> {
        let void = |fact: &Fact| fact.is(&["start_work", "change_plan", "start_diagnosis"]) || fact.again();
        self.stands(|fact| fact.word() == word, void).map(|fact| fact.by)
    }

    pub(super) fn worker(&self) -> Option<&str> {
        self.last(|fact| fact.word() == "start_work").map(|last| self.log[last].by)
    }

    pub(super) fn observing(&self) -> Option<&Fact> {
        let void = |fact: &Fact| fact.word() == "finish_observation" || fact.again();
        self.stands(|fact| fact.word() == "start_observation", void)
    }

    pub(super) fn archive(&self) -> BTreeSet<&str> {
        let again = self.last(Fact::again).unwrap_or(0);
        let filed = self.log.iter().enumerate().filter(|(_, fact)| fact.word() == "archive_piece");
        // The report of the problem stays true when the rest is done anew.
        filed
            .map(|(at, fact)| (at, fact.text("piece")))
            .filter(|(at, piece)| *at >= again || *piece == "problem")
            .map(|(_, piece)| piece)
            .collect()
    }

    /// Visits or parts in the order in which they came up, with what became of each.
    pub(super) fn things(&self, which: &str) -> Vec<(&str, &'static str)> {
        let mut things: Vec<(&str, &'static str)> = Vec::new();
        for fact in &self.log {
            let status = match fact.word() {
                "book_visit" => "booked",
                "set_out" => "on_route",
                "finish_visit" => "done",
                "sign_visit" => "signed",
                "cancel_visit" => "cancelled",
                "order_part" => "ordered",
                "receive_part" => "received",
                "use_part" => "used",
                "return_part" => "returned",
                _ => continue,
            };
            let Some(id) = fact.what[which].as_str() else { continue };
            match things.iter_mut().find(|(known, _)| *known == id) {
                Some(thing) => thing.1 = status,
                None => things.push((id, status)),
            }
        }
        things
    }

    pub(super) fn thing(&self, which: &str, id: &str) -> Option<&'static str> {
        self.things(which).into_iter().find(|(known, _)| *known == id).map(|(_, status)| status)
    }
}

/// Cents.
fn sum(money: &serde_json::Value) -> i64 {
    money["amount"].as_str().unwrap_or_default().replace('.', "").parse().unwrap_or_default()
}
