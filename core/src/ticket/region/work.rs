use super::starts_again;
use crate::ticket::{Event, EventKind, WorkState};
use crate::vocabulary::FunctionalLevel;

impl WorkState {
    pub(super) fn take(&mut self, kind: &EventKind, event: &Event, level: FunctionalLevel) {
        let at = Some(event.occurred_at);
        match kind {
            EventKind::StartGatePassed(gate) => self.start_gate = Some(gate.clone()),
            EventKind::WorkStarted(_) => {
                self.started_at = at;
                self.first_started_at = self.first_started_at.or(at);
                self.worker = Some(event.by.id.clone());
                self.attempts = self.attempts.saturating_add(1);
                self.forget_checks();
            }
            EventKind::WorkaroundProvided(_) => self.workaround_at = at,
            EventKind::SelfCheckPassed(_) => self.self_check_by = Some(event.by.id.clone()),
            EventKind::SecondCheckPassed(_) => self.second_check_by = Some(event.by.id.clone()),
            EventKind::Completed(completion) => {
                self.completion = Some(completion.clone());
                self.solved_at_level = Some(level);
            }
            EventKind::Answered(answer) => {
                self.knowledge_reference.clone_from(&answer.knowledge_reference);
                self.solved_at_level = Some(level);
                if self.attempts == 0 {
                    self.attempts = 1;
                }
            }
            EventKind::ObservationStarted(observation) => {
                self.observed_until = Some(observation.until);
                self.observations = self.observations.saturating_add(1);
                self.finding = None;
            }
            EventKind::ObservationFinished(found) => {
                self.observed_until = None;
                self.finding = Some(found.finding.clone());
            }
            EventKind::Reminded(reminded) if reminded.reminder == crate::ticket::Reminder::Observation => {
                self.observation_reminded = reminded.cycle;
            }
            // What was in place for another plan may not be in place for this one.
            EventKind::PlanChanged(_) | EventKind::DiagnosisStarted(_) => self.begin_anew(),
            _ if starts_again(kind) => {
                self.begin_anew();
                (self.completion, self.solved_at_level, self.finding) = (None, None, None);
                (self.knowledge_reference, self.observed_until) = (None, None);
            }
            _ => {}
        }
    }

    fn begin_anew(&mut self) {
        self.start_gate = None;
        self.forget_checks();
    }

    fn forget_checks(&mut self) {
        (self.self_check_by, self.second_check_by) = (None, None);
    }
}
