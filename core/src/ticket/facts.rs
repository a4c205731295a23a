use std::collections::BTreeMap;

use super::{BreachStanding, Outcome, Phase, RatingScale, Requirement, Ticket, TicketError};
use crate::sla::{Reading, ReadingState};
use crate::time::{Instant, Span};
use crate::wire::{PromiseDocument, TicketFactsDocument};

impl Ticket {
    /// What figures of the desk need to know of this ticket, as of `now`.
    ///
    /// # Errors
    ///
    /// [`TicketError::Sla`] where `now` lies before something that the clocks have read.
    pub fn facts(&self, now: Instant) -> Result<TicketFactsDocument, TicketError> {
        let (state, known) = (&self.state, &self.state.classification);
        let (diagnosis, work, care) = (&state.diagnosis, &state.work, &state.care);
        let text = |at: Option<Instant>| at.map(|at| at.to_string());
        let name = |name: &Option<crate::vocabulary::Name>| name.as_ref().map(ToString::to_string);
        let gates = self.policy.gates();
        let ended = state.phase.phase.is_terminal();
        let parts = &state.parts;
        let in_time = parts.iter().filter(|part| {
            part.received_at.is_some_and(|at| part.expected_at.is_none_or(|expected| at <= expected))
        });
        let mark = |scale: RatingScale| care.ratings.iter().rev().find(|rating| rating.scale == scale);
        let five = mark(RatingScale::Five);
        let aspects = five.map(|rating| rating.aspects.iter()).into_iter().flatten();
        let plan = state.plan.versions.last();
        Ok(TicketFactsDocument {
            ticket: Some(state.number.to_string()),
            unit: known.unit.clone(),
            problem: name(&known.problem),
            outcome: self.outcome_word().map(ToOwned::to_owned),
            created_at: Some(state.opened_at.to_string()),
            first_response_at: text(state.conversation.first_response_at),
            diagnosis_started_at: text(diagnosis.started_at),
            diagnosed_at: text(diagnosis.concluded_at),
            planned_at: text(plan.map(|plan| plan.proposed_at)),
            work_started_at: text(work.first_started_at),
            completed_at: text(state.phase.completed_at),
            confirmed_at: text(care.confirmed_at),
            closed_at: text(state.phase.closed_at),
            priority: state.grade.priority().map(|priority| priority.to_string()),
            tier: known.tier.map(|tier| tier.to_string()),
            kind: Some(known.kind.to_string()),
            channel: Some(known.channel.to_string()),
            class: name(&known.class),
            fault_class: diagnosis.conclusion.as_ref().map(|conclusion| conclusion.class.to_string()),
            fault: diagnosis.conclusion.as_ref().and_then(|conclusion| name(&conclusion.fault)),
            model: known.model.clone(),
            method: plan.map(|plan| plan.plan.method.to_string()),
            product_line: name(&known.product_line),
            site: name(&known.site),
            highest_level: Some(state.level.highest.to_string()),
            solved_at_level: work.solved_at_level.map(|level| level.to_string()),
            person: name(&state.assignment.assignee),
            misdiagnosed: diagnosis.concluded_at.map(|_| !diagnosis.misdiagnoses.is_empty()),
            intake_complete: self.policy.intake().map(|_| state.intake.missing.is_empty()),
            archive_complete: ended.then(|| Requirement::Archive.missing(state, gates).is_none()),
            reopened: Some(state.phase.reopened),
            reassigned: Some(state.assignment.changes),
            repair_attempts: (work.attempts > 0).then_some(work.attempts),
            parts_asked: u32::try_from(parts.len()).ok(),
            parts_in_time: u32::try_from(in_time.count()).ok(),
            rework_of: name(&state.links.rework_of),
            satisfaction: five.map(|rating| f64::from(rating.score)),
            aspects: crate::order::map(
                aspects.map(|(aspect, score)| (aspect.to_string(), f64::from(*score))),
            ),
            recommendation: mark(RatingScale::Recommendation).map(|rating| u32::from(rating.score)),
            waits_us: self.clocks.waits(now),
            promises: self.promises(now)?,
            ..TicketFactsDocument::default()
        })
    }

    fn promises(&self, now: Instant) -> Result<BTreeMap<String, PromiseDocument>, TicketError> {
        let breaches = self.breaches(now)?;
        let readings = self.readings(now)?;
        let applying = readings.iter().filter(|reading| reading.state != ReadingState::Withdrawn);
        let promise = |reading: &Reading| {
            let mut of_metric = breaches.iter().filter(|breach| {
                breach.metric == reading.metric && breach.standing == BreachStanding::Stands
            });
            let promise = PromiseDocument {
                due_at: reading.due.map(|at| at.to_string()),
                stopped_at: reading.stopped_at.map(|at| at.to_string()),
                target_us: reading.target.map(Span::micros),
                consumed_us: Some(reading.consumed.micros()),
                breached_at: of_metric.next().map(|breach| breach.at.to_string()),
            };
            (reading.metric.to_string(), promise)
        };
        Ok(crate::order::map(applying.map(promise)))
    }

    fn outcome_word(&self) -> Option<&'static str> {
        match self.state.phase.phase {
            Phase::Rejected => Some("rejected"),
            Phase::Cancelled => Some("cancelled"),
            Phase::Merged => Some("merged"),
            Phase::Verifying | Phase::Closed => {
                let completion = self.state.work.completion.as_ref();
                Some(completion.map_or(Outcome::Solved, |completion| completion.outcome).as_str())
            }
            Phase::Received | Phase::Diagnosing | Phase::Planning | Phase::Working => None,
        }
    }
}
