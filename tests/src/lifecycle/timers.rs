//! What happens to a ticket by itself when its time comes.

use std::sync::Arc;

use aftersales::time::Instant;
use serde_json::{Value, json};

use super::{Fact, Model};

const DAY: i64 = 86_400_000_000;

impl Model {
    /// Lets time pass up to an instant.
    pub fn pass(&mut self, to: Instant) {
        while let Some((at, what)) = self.next().filter(|(at, _)| *at <= to.micros()) {
            self.log.push(Fact { at, by: "system", what: Arc::new(what) });
        }
    }

    /// The next thing that happens by itself; of those of one instant, the first of this list.
    fn next(&self) -> Option<(i64, Value)> {
        let phase = self.phase();
        let reminder = |word: &str| json!({"type": "reminded", "reminder": word});
        let mut due: Vec<(i64, Value)> = Vec::new();
        if matches!(phase, "rejected" | "cancelled" | "merged") {
            return None;
        }
        if phase != "closed" {
            let mut waits = self.waits();
            waits.sort_by_key(|wait| wait.text("reason").to_owned());
            for wait in waits {
                let ends = json!({"type": "wait_ended", "reason": wait.text("reason")});
                due.extend(wait.instant("until").map(|until| (until, ends)));
            }
            if let Some(until) = self.overriding().and_then(|given| given.instant("expires_at")) {
                due.push((until, json!({"type": "override_expired"})));
            }
            if let Some((_, estimate, "draft" | "sent")) = self.estimate()
                && let Some(until) = estimate.instant("valid_until")
            {
                due.push((until + 1, json!({"type": "estimate_expired"})));
            }
            if let Some(until) = self.observing().and_then(|started| started.instant("until"))
                && !self.reminded("observation", |fact| fact.word() == "start_observation")
            {
                due.push((until, reminder("observation")));
            }
        }
        if matches!(phase, "received" | "diagnosing" | "planning" | "working")
            && self.kind() == "repair"
            && !self.reminded("progress_report", |fact| fact.word() == "report_progress")
        {
            let reported = self.last(|fact| fact.word() == "report_progress").unwrap_or(0);
            due.push((self.log[reported].at + 7 * DAY, reminder("progress_report")));
        }
        if let ("verifying" | "closed", Some(completed)) = (phase, self.completed_at()) {
            let called = self.stands(
                |fact| fact.word() == "record_call_back" && fact.text("result") == "well",
                Fact::again,
            );
            if (self.kind(), self.priority()) == ("repair", Some("P1"))
                && called.is_none()
                && !self.reminded("call_back", Fact::done)
            {
                due.push((completed + 3 * DAY, reminder("call_back")));
            }
            // The customer's silence stands in for the customer's word, and for nothing else.
            if phase == "verifying" && self.lacks("close").iter().all(|one| *one == "confirmation") {
                let last = self.log.iter().map(|fact| fact.at).max().unwrap_or_default();
                due.push(((completed + 5 * DAY + 1).max(last), json!({"type": "closed"})));
            }
        }
        // `min_by_key` gives the first of equals.
        due.into_iter().min_by_key(|(at, _)| *at)
    }

    fn reminded(&self, of: &str, since: impl Fn(&Fact) -> bool) -> bool {
        self.stands(|fact| fact.word() == "reminded" && fact.text("reminder") == of, since).is_some()
    }

    pub(super) fn completed_at(&self) -> Option<i64> {
        self.stands(Fact::done, Fact::again).map(|fact| fact.at)
    }
}
