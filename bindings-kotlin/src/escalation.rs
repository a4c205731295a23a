use std::sync::Arc;

use aftersales::escalation::{self, EscalationPolicy as Policy, FiredRules, Firing, LevelStay};
use aftersales::time::Instant;
use aftersales::vocabulary::FunctionalLevel;
use aftersales::wire::{EscalationDocument, FiringDocument, FiringExplanationDocument};

use crate::documents::read;
use crate::error::Answer;
use crate::{AftersalesError, Firings, SlaPolicy, TicketClocks};

/// Who must hear of a ticket and which functional level holds it, for a desk with a lifecycle of its own: the host shows a
/// ticket by its clocks and an `EscalationView`.
#[derive(Debug, uniffi::Object)]
pub struct EscalationPolicy(pub(crate) Policy);

/// What the host shows of a ticket beside its clocks.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EscalationView {
    /// The functional level that holds it.
    pub level: FunctionalLevel,
    /// Since when.
    pub level_since: Instant,
    /// Which stay on a level this is, counted from 1.
    #[uniffi(default = 1)]
    pub level_number: u32,
    /// Every firing so far, as `due` gave it.
    #[uniffi(default = [])]
    pub fired: Vec<FiringDocument>,
    /// Whether anything is still fired.
    #[uniffi(default = None)]
    pub standing: Option<EscalationStanding>,
    /// Since when the rules apply to the ticket; null: from its beginning.
    #[uniffi(default = None)]
    pub rules_since: Option<Instant>,
    /// When the case was found to lie beyond the authority of the level.
    #[uniffi(default = None)]
    pub authority_exceeded_at: Option<Instant>,
    /// What was reached, in order of time.
    #[uniffi(default = [])]
    pub milestones: Vec<EscalationMilestone>,
    /// How the customer rated it, in order of time.
    #[uniffi(default = [])]
    pub ratings: Vec<EscalationRating>,
    /// Which rules somebody has acknowledged, in order of time.
    #[uniffi(default = [])]
    pub acknowledgements: Vec<EscalationAcknowledgement>,
}

/// Whether a ticket's rules are still fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum EscalationStanding {
    /// They are.
    Open,
    /// Nothing is fired any more.
    Ended,
}

/// Something that was reached, such as `diagnosis`.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EscalationMilestone {
    /// Its name.
    pub name: String,
    /// When.
    pub at: Instant,
}

/// An answer of the customer.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EscalationRating {
    /// The scale, such as `nps`.
    pub scale: String,
    /// The answer.
    pub value: i32,
    /// When.
    pub at: Instant,
}

/// Somebody has taken note of a rule's firing.
#[derive(Debug, Clone, uniffi::Record)]
pub struct EscalationAcknowledgement {
    /// The rule's id.
    pub rule: String,
    /// The cycle of what set it off, counted from 1.
    pub cycle: u32,
    /// When.
    pub at: Instant,
}

#[uniffi::export]
impl EscalationPolicy {
    /// Compiles a document against the service levels whose metrics and calendars it names.
    #[uniffi::constructor]
    pub fn compile(document: EscalationDocument, sla: Arc<SlaPolicy>) -> Answer<Self> {
        let compiled = Policy::compile(&document, &sla.0);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str, sla: Arc<SlaPolicy>) -> Answer<Self> {
        Self::compile(read(json, EscalationDocument::from_json)?, sla)
    }

    /// Every step that is due by `now` and has not been fired, in order of time, however late it is asked. The host stores the
    /// firings, applies their actions as of their instants, and hands them in as `fired` from then on.
    pub fn due(&self, clocks: Arc<TicketClocks>, view: EscalationView, now: Instant) -> Answer<Firings> {
        let due = view.seen(&clocks, |view, fired| self.0.due(view, fired, now))?;
        Ok(Firings(due.iter().map(FiringDocument::from).collect()))
    }

    /// The earliest instant after `now` at which a step becomes due, if no event comes before; null where none does. What is
    /// due by `now` is taken as fired.
    pub fn next_change(
        &self,
        clocks: Arc<TicketClocks>,
        view: EscalationView,
        now: Instant,
    ) -> Answer<Option<Instant>> {
        view.seen(&clocks, |view, fired| self.0.next_change(view, fired, now))
    }

    /// Why a step was fired: the rule with its place, the conditions that held and the clock behind it; null for a rule that is
    /// not in the policy.
    pub fn explain(
        &self,
        clocks: Arc<TicketClocks>,
        view: EscalationView,
        firing: FiringDocument,
    ) -> Answer<Option<FiringExplanationDocument>> {
        let firing = Firing::try_from(&firing)?;
        let explained = view.seen(&clocks, |view, _| self.0.explain(view, &firing))?;
        Ok(explained.as_ref().map(FiringExplanationDocument::from))
    }

    /// The ids of the rules, in the order of the document.
    pub fn rules(&self) -> Vec<String> {
        self.0.rules().map(ToString::to_string).collect()
    }

    /// The content hash of the document with the revision of the service levels.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

impl EscalationView {
    /// What the core sees of a ticket.
    fn seen<R>(
        self,
        clocks: &TicketClocks,
        look: impl FnOnce(&escalation::EscalationView<'_>, &FiredRules) -> R,
    ) -> Answer<R> {
        let mut fired = FiredRules::default();
        fired.extend(self.fired.iter().map(Firing::try_from).collect::<Result<Vec<_>, _>>()?);
        let milestones = self.milestones.iter().map(EscalationMilestone::read).collect::<Answer<Vec<_>>>()?;
        let ratings = self.ratings.iter().map(EscalationRating::read).collect::<Answer<Vec<_>>>()?;
        let acknowledgements = self.acknowledgements.iter().map(EscalationAcknowledgement::read);
        let acknowledgements = acknowledgements.collect::<Answer<Vec<_>>>()?;
        let known = clocks.0.get();
        let level = LevelStay { level: self.level, since: self.level_since, number: self.level_number };
        let mut view = escalation::EscalationView::new(&known.clocks, level);
        if self.standing == Some(EscalationStanding::Ended) {
            view.standing = escalation::Standing::Ended;
        }
        view.rules_since = self.rules_since;
        view.authority_exceeded_at = self.authority_exceeded_at;
        (view.milestones, view.ratings, view.acknowledgements) = (&milestones, &ratings, &acknowledgements);
        Ok(look(&view, &fired))
    }
}

impl EscalationMilestone {
    fn read(&self) -> Answer<escalation::Milestone> {
        Ok(escalation::Milestone { name: self.name.parse()?, at: self.at })
    }
}

impl EscalationRating {
    fn read(&self) -> Answer<escalation::Rating> {
        Ok(escalation::Rating { scale: self.scale.parse()?, value: self.value, at: self.at })
    }
}

impl EscalationAcknowledgement {
    fn read(&self) -> Answer<escalation::Acknowledgement> {
        Ok(escalation::Acknowledgement { rule: self.rule.parse()?, cycle: self.cycle, at: self.at })
    }
}
