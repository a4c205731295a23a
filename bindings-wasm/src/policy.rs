//! The rooms of bundles and presets.

use aftersales::policy::{Bundle, CheckPeriod, check};
use aftersales::presets::Preset;
use aftersales::ticket::{IntakeRecord, TicketPolicy};
use aftersales::wire::{BundleDocument, FindingDocument, IntakeRecordDocument, MissingFieldDocument};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{date, document, word};
use crate::calendar::WorkingCalendar;
use crate::error::Thrown;
use crate::priority::GradingPolicy;
use crate::result::{object, objects};
use crate::sla::SlaPolicy;
use crate::types::{DateInput, ZoneRulesInput};
use crate::zone::zones;

/// All policies of a desk, compiled together.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Policy {
    bundle: Bundle,
    /// Policies under which tickets were decided before.
    earlier: Vec<TicketPolicy>,
}

#[wasm_bindgen]
impl Policy {
    /// Compiles a bundle. Zones come from the bundled time zone database, or from `zoneRules` alone where they are given.
    ///
    /// @throws {AftersalesError} with everything that is wrong as `data`.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "BundleDocument | string")] document: &JsValue,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let document: BundleDocument = self::document("document", document)?;
        Ok(Self { bundle: Bundle::compile(&document, &zones(zone_rules.as_ref())?)?, earlier: Vec::new() })
    }

    /// What is wrong with a bundle or hardly meant, for the dates from `from` to `until`: errors first, then warnings and
    /// notices. What does not compile is among the errors.
    #[wasm_bindgen(unchecked_return_type = "FindingDocument[]")]
    pub fn check(
        #[wasm_bindgen(unchecked_param_type = "BundleDocument | string")] document: &JsValue,
        from: &DateInput,
        until: &DateInput,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<JsValue, Thrown> {
        let document: BundleDocument = self::document("document", document)?;
        let period = CheckPeriod::new(date("from", from)?, date("until", until)?);
        Ok(objects::<_, FindingDocument>(&check(&document, &zones(zone_rules.as_ref())?, period)))
    }

    /// The names of the bundles that ship with the library.
    #[wasm_bindgen(js_name = presetNames, unchecked_return_type = "PresetName[]")]
    #[must_use]
    pub fn preset_names() -> Vec<String> {
        Preset::ALL.iter().map(ToString::to_string).collect()
    }

    /// The document of a bundle that ships with the library: to start from, to copy, to change.
    #[wasm_bindgen(unchecked_return_type = "BundleDocument")]
    pub fn preset(
        #[wasm_bindgen(unchecked_param_type = "PresetName")] name: &str,
    ) -> Result<JsValue, Thrown> {
        let preset = Preset::named(name);
        let preset =
            preset.ok_or_else(|| Thrown::argument("name", &format!("`{name}`"), "one of `presetNames()`"))?;
        Ok(object(&preset.document()?))
    }

    /// The same policy, able to read tickets that were decided under an earlier one, and those that it could read.
    #[wasm_bindgen(js_name = withEarlier)]
    #[must_use]
    pub fn with_earlier(&self, earlier: &Self) -> Self {
        let known = self.earlier.iter().chain(earlier.bundle.ticket()).chain(&earlier.earlier);
        Self { bundle: self.bundle.clone(), earlier: known.cloned().collect() }
    }

    /// The bundle's name.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn name(&self) -> String {
        self.bundle.name().to_owned()
    }

    /// The content hash of the bundle with the version of its time zone database: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.bundle.revision().to_owned()
    }

    /// The revision that events of tickets carry; `undefined` where the bundle has no service levels or gates.
    #[wasm_bindgen(getter, js_name = ticketRevision)]
    #[must_use]
    pub fn ticket_revision(&self) -> Option<String> {
        self.bundle.ticket().map(|policy| policy.revision().to_string())
    }

    /// The service levels, if the bundle has any.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn sla(&self) -> Option<SlaPolicy> {
        self.bundle.sla().cloned().map(SlaPolicy)
    }

    /// Grading, if the bundle has it.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn grading(&self) -> Option<GradingPolicy> {
        self.bundle.grading().cloned().map(GradingPolicy)
    }

    /// A calendar of the bundle or its service levels.
    #[must_use]
    pub fn calendar(&self, name: &str) -> Option<WorkingCalendar> {
        self.bundle.calendar(name).cloned().map(WorkingCalendar)
    }

    /// What an intake record still lacks, for a form to show before it is sent; nothing where the bundle asks for nothing.
    #[wasm_bindgen(js_name = missingFields, unchecked_return_type = "MissingFieldDocument[]")]
    pub fn missing_fields(
        &self,
        #[wasm_bindgen(unchecked_param_type = "IntakeRecordDocument | string")] record: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Kind")] kind: &str,
        #[wasm_bindgen(unchecked_param_type = "Channel")] channel: &str,
    ) -> Result<JsValue, Thrown> {
        let record: IntakeRecordDocument = document("record", record)?;
        let (kind, channel) = (word("kind", kind)?, word("channel", channel)?);
        let record = IntakeRecord::try_from(&record)?;
        let missing = self.bundle.intake().map(|intake| intake.missing(&record, kind, channel));
        Ok(objects::<_, MissingFieldDocument>(&missing.unwrap_or_default()))
    }
}

impl Policy {
    /// What tickets are decided by.
    pub(crate) fn ticket(&self) -> Result<&TicketPolicy, Thrown> {
        let expected = "a bundle with `sla` and `gates`";
        self.bundle
            .ticket()
            .ok_or_else(|| Thrown::argument("policy", "without service levels or gates", expected))
    }

    /// Every policy under which tickets can have been decided.
    pub(crate) fn ticket_policies(&self) -> Result<Vec<TicketPolicy>, Thrown> {
        Ok(core::iter::once(self.ticket()?).chain(&self.earlier).cloned().collect())
    }
}
