use super::starts_again;
use crate::ticket::{DiagnosisState, Event, EventKind};

impl DiagnosisState {
    pub(super) fn take(&mut self, kind: &EventKind, event: &Event) {
        match kind {
            EventKind::DiagnosisStarted(_) => {
                self.started_at = self.started_at.or(Some(event.occurred_at));
                self.conclusion = None;
            }
            EventKind::StepLogged(step) => self.steps.push(step.clone()),
            EventKind::DiagnosisConcluded(conclusion) => {
                self.conclusion = Some(conclusion.clone());
                self.concluded_at = Some(event.occurred_at);
                self.concluded_by = Some(event.by.id.clone());
            }
            EventKind::MisdiagnosisAttributed(wrong) => self.misdiagnoses.push(wrong.clone()),
            EventKind::SurveyRequested(_) => self.survey_requested_at = Some(event.occurred_at),
            EventKind::SurveyFiled(filed) => self.survey = Some(filed.reference.clone()),
            _ if starts_again(kind) => self.conclusion = None,
            _ => {}
        }
    }
}
