//! The room of escalations, for a desk with a lifecycle of its own.

use aftersales::escalation::{
    Acknowledgement, EscalationPolicy as Policy, EscalationView, FiredRules, Firing, LevelStay, Milestone,
    Rating, Standing,
};
use aftersales::time::Instant;
use aftersales::vocabulary::{FunctionalLevel, Name};
use aftersales::wire::{EscalationDocument, FiringDocument, FiringExplanationDocument};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{document, instant};
use crate::error::Thrown;
use crate::result::{object, objects, text};
use crate::sla::{SlaPolicy, TicketClocks};
use crate::types::InstantInput;

/// Who must hear of a ticket and which functional level holds it, for a desk with a lifecycle of its own.
///
/// The host shows a ticket by its clocks and an `EscalationView`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct EscalationPolicy(Policy);

#[wasm_bindgen]
impl EscalationPolicy {
    /// Compiles a document against the service levels whose metrics and calendars it names.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "EscalationDocument | string")] document: &JsValue,
        sla: &SlaPolicy,
    ) -> Result<Self, Thrown> {
        let document: EscalationDocument = self::document("document", document)?;
        Ok(Self(Policy::compile(&document, &sla.0)?))
    }

    /// The content hash of the document with the revision of the service levels: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The ids of the rules, in the order of the document.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn rules(&self) -> Vec<String> {
        self.0.rules().map(ToString::to_string).collect()
    }

    /// Every step that is due by `now` and has not been fired, in order of time, however late it is asked.
    ///
    /// The host stores the firings, applies their actions as of their instants, and hands them in as `fired` from then on.
    #[wasm_bindgen(unchecked_return_type = "FiringDocument[]")]
    pub fn due(
        &self,
        clocks: &TicketClocks,
        #[wasm_bindgen(unchecked_param_type = "EscalationView | string")] view: &JsValue,
        now: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let view = Shown::read(view)?;
        let due = self.0.due(&view.of(clocks), &view.fired, instant("now", now)?);
        Ok(objects::<_, FiringDocument>(&due))
    }

    /// The earliest instant after `now` at which a step becomes due, if no event comes before; `undefined` for none. What is
    /// due by `now` is taken as fired.
    #[wasm_bindgen(js_name = nextChange)]
    pub fn next_change(
        &self,
        clocks: &TicketClocks,
        #[wasm_bindgen(unchecked_param_type = "EscalationView | string")] view: &JsValue,
        now: &InstantInput,
    ) -> Result<Option<String>, Thrown> {
        let view = Shown::read(view)?;
        Ok(text(self.0.next_change(&view.of(clocks), &view.fired, instant("now", now)?)))
    }

    /// Why a step was fired: the rule with its place, the conditions that held and the clock behind it; `undefined` for a
    /// rule that is not in the policy.
    #[wasm_bindgen(unchecked_return_type = "FiringExplanationDocument | undefined")]
    pub fn explain(
        &self,
        clocks: &TicketClocks,
        #[wasm_bindgen(unchecked_param_type = "EscalationView | string")] view: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "FiringDocument | string")] firing: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let firing: FiringDocument = document("firing", firing)?;
        let explanation = self.0.explain(&Shown::read(view)?.of(clocks), &Firing::try_from(&firing)?);
        Ok(explanation.map_or(JsValue::UNDEFINED, |why| object(&FiringExplanationDocument::from(&why))))
    }
}

/// What the host shows of a ticket beside its clocks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct View {
    level: Stay,
    #[serde(default)]
    standing: Word,
    rules_since: Option<Instant>,
    authority_exceeded_at: Option<Instant>,
    #[serde(default)]
    milestones: Vec<Met>,
    #[serde(default)]
    ratings: Vec<Mark>,
    #[serde(default)]
    acknowledgements: Vec<Seen>,
    #[serde(default)]
    fired: Vec<FiringDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stay {
    level: FunctionalLevel,
    since: Instant,
    number: u32,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    #[default]
    Open,
    Ended,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Met {
    name: Name,
    at: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    scale: Name,
    value: i32,
    at: Instant,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    rule: Name,
    cycle: u32,
    at: Instant,
}

/// The same in the core's types.
struct Shown {
    level: LevelStay,
    standing: Standing,
    rules_since: Option<Instant>,
    authority_exceeded_at: Option<Instant>,
    milestones: Vec<Milestone>,
    ratings: Vec<Rating>,
    acknowledgements: Vec<Acknowledgement>,
    fired: FiredRules,
}

impl Shown {
    fn read(view: &JsValue) -> Result<Self, Thrown> {
        let view: View = document("view", view)?;
        let Stay { level, since, number } = view.level;
        let mut fired = FiredRules::default();
        fired.extend(view.fired.iter().map(Firing::try_from).collect::<Result<Vec<_>, _>>()?);
        let milestones = view.milestones.into_iter().map(|Met { name, at }| Milestone { name, at });
        let ratings = view.ratings.into_iter().map(|Mark { scale, value, at }| Rating { scale, value, at });
        let seen = view.acknowledgements.into_iter();
        Ok(Self {
            level: LevelStay { level, since, number },
            standing: match view.standing {
                Word::Open => Standing::Open,
                Word::Ended => Standing::Ended,
            },
            rules_since: view.rules_since,
            authority_exceeded_at: view.authority_exceeded_at,
            milestones: milestones.collect(),
            ratings: ratings.collect(),
            acknowledgements: seen
                .map(|Seen { rule, cycle, at }| Acknowledgement { rule, cycle, at })
                .collect(),
            fired,
        })
    }

    fn of<'a>(&'a self, clocks: &'a TicketClocks) -> EscalationView<'a> {
        let mut view = EscalationView::new(&clocks.clocks, self.level);
        view.standing = self.standing;
        view.rules_since = self.rules_since;
        view.authority_exceeded_at = self.authority_exceeded_at;
        (view.milestones, view.ratings) = (&self.milestones, &self.ratings);
        view.acknowledgements = &self.acknowledgements;
        view
    }
}
