//! What is wrong with what a command says, given the ticket it is said to.

use super::obstacles::{part_needs, visit_needs};
use super::reopening::rework_until;
use super::{
    Authorisation, CommandKind, CommandName, Completion, Estimate, EstimateStatus, IntakeRecord, Listed,
    Merge, Outcome, Plan, PreviousTicket, Rating, RatingScale, Reason, Ticket,
};
use crate::money::Money;
use crate::time::Instant;
use crate::vocabulary::{Name, Priority};
use crate::wire::{IntakeRecordDocument, MoneyDocument};

impl Ticket {
    /// Everything that is wrong with what a command says; `at` is when it happened.
    pub(super) fn problems(&self, kind: &CommandKind, at: Instant) -> Vec<Reason> {
        let mut found = Vec::new();
        let mut need = |met: bool, reason: Reason| {
            if !met {
                found.push(reason);
            }
        };
        let state = &self.state;
        match kind {
            CommandKind::AmendIntake(amendment) => found.extend(record_problem(&amendment.intake)),
            CommandKind::OverrideGrade(given) => {
                let hazard = state.grade.safety() == super::Safety::Hazard;
                let priority = given.priority;
                need(!hazard || priority == Priority::P1, Reason::SafetyStands { priority });
                let expires_at = given.expires_at;
                need(expires_at > at, Reason::ExpiryPast { expires_at });
            }
            CommandKind::ApprovePlan(approval) => self.plan_version(approval.version, &mut found),
            CommandKind::RefusePlan(refusal) => self.plan_version(refusal.version, &mut found),
            CommandKind::ProposePlan(plan) => found.extend(plan_problem(plan)),
            CommandKind::ChangePlan(change) => found.extend(plan_problem(&change.plan)),
            CommandKind::DraftEstimate(estimate) => found.extend(estimate_problems(estimate, at)),
            CommandKind::SendEstimate(sent) => {
                self.estimate_version(sent.version, EstimateStatus::Draft, &mut found);
            }
            CommandKind::Authorise(authorisation) => self.authorisation(authorisation, &mut found),
            CommandKind::Wait(wait) => {
                let reason = || wait.reason.clone();
                let open = state.waits.iter().any(|known| known.reason == wait.reason);
                need(!open, Reason::WaitOpen { reason: reason() });
                let reserved = super::clocks::MARKS.contains(&wait.reason.as_str());
                need(!reserved, Reason::WaitReserved { reason: reason() });
                if let Some(until) = wait.until {
                    need(until > at, Reason::UntilPast { until });
                }
            }
            CommandKind::Resume(resumption) => {
                let open: Vec<_> = state.waits.iter().map(|wait| wait.reason.clone()).collect();
                let reason = resumption.reason.clone();
                need(open.contains(&reason), Reason::WaitNotOpen { reason, open });
            }
            CommandKind::BookVisit(booking) => {
                let visit = || booking.visit.clone();
                need(state.visit(&booking.visit).is_none(), Reason::VisitKnown { visit: visit() });
                let (from, to) = (booking.from, booking.to);
                need(from <= to, Reason::VisitTimes { from, to });
            }
            CommandKind::SetOut(visit) => self.visit_status(kind.name(), &visit.visit, &mut found),
            CommandKind::FinishVisit(report) => self.visit_status(kind.name(), &report.visit, &mut found),
            CommandKind::SignVisit(signed) => self.visit_status(kind.name(), &signed.visit, &mut found),
            CommandKind::CancelVisit(cancelled) => {
                self.visit_status(kind.name(), &cancelled.visit, &mut found);
            }
            CommandKind::OrderPart(order) => {
                let part = || order.part.clone();
                need(state.part(&order.part).is_none(), Reason::PartKnown { part: part() });
                need(order.quantity > 0, Reason::PartQuantity { part: part() });
            }
            CommandKind::ReceivePart(part) | CommandKind::UsePart(part) => {
                self.part_status(kind.name(), &part.part, &mut found);
            }
            CommandKind::ReturnPart(back) => self.part_status(kind.name(), &back.part, &mut found),
            CommandKind::Complete(completion) => found.extend(completion_problem(completion)),
            CommandKind::StartObservation(observation) => {
                let until = observation.until;
                need(until > at, Reason::ObservationPast { until });
            }
            CommandKind::Rate(rating) => found.extend(rating_problems(rating)),
            CommandKind::LinkFollowUp(link) => found.extend(self.link_problem(&link.ticket)),
            CommandKind::LinkRework(previous) => {
                found.extend(self.link_problem(&previous.ticket));
                found.extend(self.rework_problem(previous));
            }
            CommandKind::Merge(merge) => found.extend(self.merge_problem(merge)),
            CommandKind::Escalate(raise) => {
                let (level, to) = (state.level.level, raise.to);
                need(to > level, Reason::LevelNotHigher { level, to });
            }
            CommandKind::ReturnLevel(back) => {
                let (level, to) = (state.level.level, back.to);
                need(to < level, Reason::LevelNotLower { level, to });
            }
            CommandKind::RevisePolicy(revised) => {
                let revision = || revised.revision.clone();
                need(self.knows(&revised.revision), Reason::PolicyUnknown { revision: revision() });
                let same = *self.policy.revision() == revised.revision;
                need(!same, Reason::SamePolicy { revision: revision() });
            }
            _ => {}
        }
        found
    }

    fn plan_version(&self, version: u32, found: &mut Vec<Reason>) {
        if let Some(pending) = self.state.plan.pending().map(|plan| plan.version)
            && pending != version
        {
            found.push(Reason::PlanVersion { version, pending });
        }
    }

    fn estimate_version(&self, version: u32, needed: EstimateStatus, found: &mut Vec<Reason>) {
        let latest = self.state.estimate();
        if !latest.is_some_and(|estimate| estimate.version == version && estimate.status == needed) {
            found.push(Reason::EstimateVersion { version, needed });
        }
    }

    fn authorisation(&self, authorisation: &Authorisation, found: &mut Vec<Reason>) {
        let sent = self.state.estimate().filter(|estimate| estimate.status == EstimateStatus::Sent);
        match (authorisation.estimate, sent) {
            (Some(version), _) => self.estimate_version(version, EstimateStatus::Sent, found),
            // Consent to a plan alone does not answer an estimate that the customer was shown.
            (None, Some(estimate)) if authorisation.not_to_exceed.is_none() => {
                found.push(Reason::EstimateVersion {
                    version: estimate.version,
                    needed: EstimateStatus::Authorised,
                });
            }
            _ => {}
        }
        if let Some(most) = &authorisation.not_to_exceed {
            found.extend(money("not_to_exceed", most).err());
        }
    }

    fn visit_status(&self, command: CommandName, visit: &Name, found: &mut Vec<Reason>) {
        let needed = visit_needs(command);
        if !self.state.visit(visit).is_some_and(|known| needed.contains(&known.status)) {
            found.push(Reason::VisitStatus { visit: visit.clone(), needed: Listed(needed.to_vec()) });
        }
    }

    fn part_status(&self, command: CommandName, part: &Name, found: &mut Vec<Reason>) {
        let needed = part_needs(command);
        if !self.state.part(part).is_some_and(|known| needed.contains(&known.status)) {
            found.push(Reason::PartStatus { part: part.clone(), needed: Listed(needed.to_vec()) });
        }
    }

    fn link_problem(&self, ticket: &Name) -> Option<Reason> {
        (*ticket == self.state.number).then(|| Reason::LinkSelf { ticket: ticket.clone() })
    }

    fn rework_problem(&self, previous: &PreviousTicket) -> Option<Reason> {
        let (completed_at, opened_at) = (previous.completed_at, self.state.opened_at);
        if completed_at > opened_at {
            return Some(Reason::ReworkOrder { completed_at });
        }
        let until = rework_until(self.policy.gates(), completed_at).unwrap_or(completed_at);
        (opened_at > until).then_some(Reason::ReworkOver { until })
    }

    fn merge_problem(&self, merge: &Merge) -> Option<Reason> {
        if merge.into == self.state.number {
            return Some(Reason::LinkSelf { ticket: merge.into.clone() });
        }
        let circular = merge.chain.contains(&self.state.number);
        circular.then(|| Reason::MergeCycle { into: merge.into.clone(), chain: Listed(merge.chain.clone()) })
    }
}

/// Whether a limit covers a sum of the same currency.
pub(super) fn covers(most: &MoneyDocument, sum: &MoneyDocument) -> bool {
    let (Ok(most), Ok(sum)) = (Money::try_from(most), Money::try_from(sum)) else { return false };
    most.currency() == sum.currency() && sum.minor_units() <= most.minor_units()
}

pub(super) fn record_problem(record: &IntakeRecordDocument) -> Option<Reason> {
    let error = IntakeRecord::try_from(record).err()?;
    Some(Reason::IntakeInvalid {
        field: error.path().unwrap_or("intake").to_owned(),
        detail: error.to_string(),
    })
}

fn plan_problem(plan: &Plan) -> Option<Reason> {
    let seconds = plan.duration_seconds.filter(|seconds| *seconds <= 0)?;
    Some(Reason::DurationInvalid { seconds })
}

fn completion_problem(completion: &Completion) -> Option<Reason> {
    let outcome = completion.outcome;
    let short = matches!(outcome, Outcome::PartlySolved | Outcome::NotSolvable);
    (short && completion.reason.is_none()).then_some(Reason::ReasonNeeded { outcome })
}

fn rating_problems(rating: &Rating) -> Vec<Reason> {
    let (least, most) = match rating.scale {
        RatingScale::Five => (1, 5),
        RatingScale::Four => (1, 4),
        RatingScale::Recommendation => (0, 10),
    };
    let overall = [("score".to_owned(), rating.score)];
    let aspects = rating.aspects.iter().map(|(aspect, score)| (format!("aspects.{aspect}"), *score));
    let marks = overall.into_iter().chain(aspects);
    let wrong = marks.filter(|(_, score)| !(least..=most).contains(score));
    wrong.map(|(path, score)| Reason::RatingRange { path, score, least, most }).collect()
}

fn money(path: &str, document: &MoneyDocument) -> Result<Money, Reason> {
    let malformed = |detail: String| Reason::AmountMalformed { path: path.to_owned(), detail };
    Money::try_from(document).map_err(|error| malformed(error.to_string()))
}

/// Amounts that cannot be read, or that contradict each other: net ≤ total, low ≤ total ≤ high, total ≤ not to exceed.
fn estimate_problems(estimate: &Estimate, at: Instant) -> Vec<Reason> {
    let mut found = Vec::new();
    let total = match money("total", &estimate.total) {
        Ok(total) => Some(total),
        Err(reason) => {
            found.push(reason);
            None
        }
    };
    let ends = [
        ("net", &estimate.net, "it is above the total"),
        ("low", &estimate.low, "it is above the total"),
        ("high", &estimate.high, "it is below the total"),
        ("not_to_exceed", &estimate.not_to_exceed, "it is below the total"),
    ];
    for (path, end, detail) in ends {
        let Some(end) = end else { continue };
        match (money(path, end), total) {
            (Err(reason), _) => found.push(reason),
            (Ok(end), Some(total)) => {
                let order =
                    |detail: &str| Reason::AmountOrder { path: path.to_owned(), detail: detail.to_owned() };
                let wrong = if matches!(path, "low" | "net") {
                    end.minor_units() > total.minor_units()
                } else {
                    end.minor_units() < total.minor_units()
                };
                if end.currency() != total.currency() {
                    found.push(order("its currency is not that of the total"));
                } else if wrong {
                    found.push(order(detail));
                }
            }
            (Ok(_), None) => {}
        }
    }
    if let Some(valid_until) = estimate.valid_until.filter(|until| *until < at) {
        found.push(Reason::ValidityPast { valid_until });
    }
    found
}
