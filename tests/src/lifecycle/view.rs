use std::collections::BTreeSet;

use aftersales::ticket::{EstimateState, TicketState};

use super::{Fact, Model};

/// A ticket without its times: what the core and the model must agree on, and what tells states apart while they are explored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields are named as in the state of a ticket")]
#[non_exhaustive]
pub struct View {
    pub phase: String,
    pub kind: String,
    pub priority: Option<String>,
    pub overridden: bool,
    pub level: String,
    pub escalation: String,
    pub asked_by: Option<String>,
    pub assignee: Option<String>,
    pub desk_owes: bool,
    pub responded: bool,
    pub waits: BTreeSet<String>,
    pub steps: usize,
    pub concluded: bool,
    pub ever_concluded: bool,
    pub survey: bool,
    pub plan: Option<(u64, String, String)>,
    pub estimate: Option<(u64, String)>,
    pub consent: Option<bool>,
    pub start_gate: bool,
    pub worker: Option<String>,
    pub self_check: Option<String>,
    pub second_check: Option<String>,
    pub workaround: bool,
    pub observing: bool,
    pub found: bool,
    pub visits: Vec<(String, String)>,
    pub parts: Vec<(String, String)>,
    pub completed: usize,
    pub again: usize,
    pub confirmed: bool,
    pub rated: usize,
    pub archive: BTreeSet<String>,
    pub called_back: bool,
    pub finding: Option<String>,
    pub reviewed: bool,
    pub measured: bool,
    pub links: (usize, Option<String>, Option<String>),
    pub misdiagnoses: usize,
    pub contact: bool,
    pub missing: usize,
}

impl View {
    /// What the core says.
    #[must_use]
    pub fn of_core(state: &TicketState) -> Self {
        let text = |name: &aftersales::vocabulary::Name| name.to_string();
        let verdict =
            |entry: &aftersales::ticket::PlanEntry| match (&entry.approved_by, &entry.refused_because) {
                (Some(_), _) => "approve_plan",
                (_, Some(_)) => "refuse_plan",
                _ => "",
            };
        Self {
            phase: state.phase.phase.to_string(),
            kind: state.classification.kind.to_string(),
            priority: state.grade.priority().map(|priority| priority.to_string()),
            overridden: state.grade.overridden.is_some(),
            level: state.level.level.to_string(),
            escalation: state.escalation.status.to_string(),
            asked_by: state.escalation.requested_by.as_ref().map(text),
            assignee: state.assignment.assignee.as_ref().map(text),
            desk_owes: state.conversation.turn == aftersales::ticket::Turn::Desk,
            responded: state.conversation.first_response_at.is_some(),
            waits: state.waits.iter().map(|wait| wait.reason.to_string()).collect(),
            steps: state.diagnosis.steps.len(),
            concluded: state.diagnosis.conclusion.is_some(),
            ever_concluded: state.diagnosis.concluded_at.is_some(),
            survey: state.diagnosis.survey.is_some(),
            plan: state
                .plan
                .present()
                .map(|entry| (entry.version.into(), entry.author.to_string(), verdict(entry).to_owned())),
            estimate: state.estimate().map(|latest| (latest.version.into(), latest.status.to_string())),
            consent: state.authorised().map(|given| given.authorisation.evidence.is_some()),
            start_gate: state.work.start_gate.is_some(),
            worker: state.work.worker.as_ref().map(text),
            self_check: state.work.self_check_by.as_ref().map(text),
            second_check: state.work.second_check_by.as_ref().map(text),
            workaround: state.work.workaround_at.is_some(),
            observing: state.work.observed_until.is_some(),
            found: state.work.finding.is_some(),
            visits: state.visits.iter().map(|one| (one.visit.to_string(), one.status.to_string())).collect(),
            parts: state.parts.iter().map(|one| (one.part.to_string(), one.status.to_string())).collect(),
            completed: state.care.completions as usize,
            again: state.phase.reopened as usize,
            confirmed: state.care.confirmed_at.is_some(),
            rated: state.care.ratings.len(),
            archive: state.care.archive.iter().map(ToString::to_string).collect(),
            called_back: state.care.called_back_at.is_some(),
            finding: state.complaint.finding.map(|finding| finding.to_string()),
            reviewed: state.complaint.reviewed_by.is_some(),
            measured: state.complaint.measure.is_some(),
            links: (
                state.links.follow_ups.len(),
                state.links.rework_of.as_ref().map(text),
                state.links.merged_into.as_ref().map(text),
            ),
            misdiagnoses: state.diagnosis.misdiagnoses.len(),
            contact: state.intake.contact.is_some(),
            missing: state.intake.missing.len(),
        }
    }

    /// What the model says.
    #[must_use]
    pub fn of_model(model: &Model) -> Self {
        let has = |word: &str| model.last(|fact| fact.word() == word).is_some();
        let latest = |word: &str, field: &str| {
            model.last(|fact| fact.word() == word).map(|last| model.facts()[last].text(field).to_owned())
        };
        let (escalation, asked_by) = model.escalation();
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        let things = |which: &str| -> Vec<(String, String)> {
            model.things(which).into_iter().map(|(id, status)| (id.to_owned(), status.to_owned())).collect()
        };
        Self {
            phase: model.phase().to_owned(),
            kind: model.kind().to_owned(),
            priority: owned(model.priority()),
            overridden: model.overriding().is_some(),
            level: model.level().to_owned(),
            escalation: escalation.to_owned(),
            asked_by: owned(asked_by),
            assignee: latest("assign", "assignee"),
            desk_owes: desk_owes(model),
            responded: model.responded(),
            waits: model.waits().iter().map(|wait| wait.text("reason").to_owned()).collect(),
            steps: model.count(|fact| fact.word() == "log_step"),
            concluded: model
                .stands(
                    |fact| fact.word() == "conclude_diagnosis",
                    |fact| fact.word() == "start_diagnosis" || fact.again(),
                )
                .is_some(),
            ever_concluded: has("conclude_diagnosis"),
            survey: has("file_survey"),
            plan: model.plan().map(|(plan, version)| {
                (version, plan.by.to_owned(), model.verdict(plan).unwrap_or_default().to_owned())
            }),
            estimate: model.estimate().map(|(version, _, status)| (version, status.to_owned())),
            consent: model.consent(),
            start_gate: model.gate_passed(),
            worker: owned(model.worker()),
            self_check: owned(model.check("pass_self_check")),
            second_check: owned(model.check("pass_second_check")),
            workaround: has("provide_workaround"),
            observing: model.observing().is_some(),
            found: model
                .stands(
                    |fact| fact.word() == "finish_observation",
                    |fact| fact.word() == "start_observation" || fact.again(),
                )
                .is_some(),
            visits: things("visit"),
            parts: things("part"),
            completed: model.count(Fact::done),
            again: model.count(Fact::again),
            confirmed: model.stands(|fact| fact.word() == "confirm", Fact::again).is_some(),
            rated: model.count(|fact| fact.word() == "rate"),
            archive: model.archive().into_iter().map(ToOwned::to_owned).collect(),
            called_back: model
                .stands(
                    |fact| fact.word() == "record_call_back" && fact.text("result") == "well",
                    Fact::again,
                )
                .is_some(),
            finding: latest("verify_complaint", "finding"),
            reviewed: has("review_complaint"),
            measured: has("record_measure"),
            links: (
                usize::from(has("link_follow_up")),
                latest("link_rework", "ticket"),
                latest("merge", "into"),
            ),
            misdiagnoses: model.count(|fact| fact.word() == "attribute_misdiagnosis"),
            contact: model.contact(),
            missing: model.missing(),
        }
    }

    /// The view without what only counts up.
    #[must_use]
    pub fn shape(&self) -> Self {
        let mut shape = self.clone();
        for count in [
            &mut shape.steps,
            &mut shape.rated,
            &mut shape.misdiagnoses,
            &mut shape.completed,
            &mut shape.again,
        ] {
            *count = (*count).min(1);
        }
        // A version is of no account but for being the latest.
        if let Some(plan) = &mut shape.plan {
            plan.0 = 0;
        }
        if let Some(estimate) = &mut shape.estimate {
            estimate.0 = 0;
        }
        shape
    }
}

/// Whose turn it is, told from the front: a call-back about a problem is the customer's word only while it is waited for.
fn desk_owes(model: &Model) -> bool {
    let mut phase = "";
    model.facts().iter().fold(true, |owes, fact| {
        let asks = fact.is(&["receive_message", "report_not_solved"])
            || (fact.word() == "record_call_back" && fact.again() && phase == "verifying");
        phase = match fact.word() {
            "close" | "closed" => "closed",
            _ if fact.done() => "verifying",
            _ => phase,
        };
        if asks { true } else { owes && !Model::speaks(fact) }
    })
}

/// The limit up to which a consent holds, where the state of the latest estimate does not say it: the amounts tell states apart.
pub(super) fn amounts(state: &TicketState) -> (Option<String>, Option<String>, bool) {
    let amount = |money: &aftersales::wire::MoneyDocument| money.amount.clone();
    let total = |latest: &EstimateState| amount(&latest.estimate.total);
    let given = state.authorisation.as_ref();
    let limit = given.and_then(|given| given.authorisation.not_to_exceed.as_ref()).map(amount);
    (state.estimate().map(total), limit, given.is_some())
}
