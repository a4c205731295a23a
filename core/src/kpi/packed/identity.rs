use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::kpi::KpiError;
use crate::kpi::accumulator::Plan;
use crate::kpi::columns::TableAccumulator;
use crate::kpi::scope::Scope;
use crate::kpi::values::Mode;
use crate::time::{Instant, shown_up_to};
use crate::wire::{FigureDefinitionDocument, read_document};

/// What an accumulator of figures counts: two of them that say the same here can be merged.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::kpi) struct Identity {
    scope: ScopeIdentity,
    mode: String,
    groupings: Vec<String>,
    definitions: Vec<FigureDefinitionDocument>,
}

/// What an accumulator of a table counts.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::kpi) struct TableIdentity {
    scope: ScopeIdentity,
    mode: String,
    groups: usize,
    cost_kinds: usize,
    negative_duration: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct ScopeIdentity {
    as_of: Instant,
    period: Option<(Instant, Instant)>,
    time_zone: String,
    tzdb_version: String,
    /// The revision of the desk's calendar.
    calendar: Option<String>,
}

/// Something that stands in both and may differ: what it is, and how it stands in the one and in the other.
type Compared = (&'static str, String, String);

impl Identity {
    pub(in crate::kpi) fn of(plan: &Plan) -> Self {
        Self {
            scope: ScopeIdentity::of(&plan.scope),
            mode: mode(plan.mode),
            groupings: plan.groupings.iter().map(|grouping| grouping.as_str().to_owned()).collect(),
            definitions: plan.definitions.iter().map(|definition| (&**definition).into()).collect(),
        }
    }

    pub(in crate::kpi) fn text(&self) -> String {
        text(self)
    }

    /// Refuses what another one says, given as text, where it differs.
    pub(in crate::kpi) fn check(&self, other: &str) -> Result<(), KpiError> {
        if self.text() == other {
            return Ok(());
        }
        let other: Self = read(other)?;
        let names = |identity: &Self| {
            let names: Vec<&str> = identity.definitions.iter().map(|each| each.name.as_str()).collect();
            names.join(", ")
        };
        let definitions = self.definitions.iter().zip(&other.definitions);
        let definitions = definitions.map(|(own, other)| ("definitions", text(own), text(other)));
        let whole = [
            ("definitions", names(self), names(&other)),
            ("groupings", self.groupings.join(", "), other.groupings.join(", ")),
            ("mode", self.mode.clone(), other.mode.clone()),
        ];
        let scope = self.scope.beside(&other.scope);
        Err(first_difference(whole.into_iter().chain(scope).chain(definitions)))
    }
}

impl TableIdentity {
    pub(in crate::kpi) fn of(table: &TableAccumulator) -> Self {
        Self {
            scope: ScopeIdentity::of(&table.scope),
            mode: mode(table.mode),
            groups: table.groups,
            cost_kinds: table.cost_kinds,
            negative_duration: table.negative.as_str().to_owned(),
        }
    }

    pub(in crate::kpi) fn text(&self) -> String {
        text(self)
    }

    /// Refuses what another one says, given as text, where it differs.
    pub(in crate::kpi) fn check(&self, other: &str) -> Result<(), KpiError> {
        if self.text() == other {
            return Ok(());
        }
        let other: Self = read(other)?;
        let whole = [
            ("groups", self.groups.to_string(), other.groups.to_string()),
            ("cost_kinds", self.cost_kinds.to_string(), other.cost_kinds.to_string()),
            ("negative_duration", self.negative_duration.clone(), other.negative_duration.clone()),
            ("mode", self.mode.clone(), other.mode.clone()),
        ];
        Err(first_difference(whole.into_iter().chain(self.scope.beside(&other.scope))))
    }
}

impl ScopeIdentity {
    fn of(scope: &Scope) -> Self {
        Self {
            as_of: scope.as_of(),
            period: scope.period(),
            time_zone: scope.zone().id().to_owned(),
            tzdb_version: scope.zone().tzdb_version().to_owned(),
            calendar: scope.calendar().map(|calendar| calendar.revision().to_owned()),
        }
    }

    fn beside(&self, other: &Self) -> [Compared; 5] {
        let period = |scope: &Self| {
            scope.period.map_or_else(|| "all time".to_owned(), |(from, to)| format!("{from} to {to}"))
        };
        let calendar = |scope: &Self| scope.calendar.clone().unwrap_or_else(|| "none".to_owned());
        [
            ("scope.as_of", self.as_of.to_string(), other.as_of.to_string()),
            ("scope.period", period(self), period(other)),
            ("scope.time_zone", self.time_zone.clone(), other.time_zone.clone()),
            ("scope.tzdb_version", self.tzdb_version.clone(), other.tzdb_version.clone()),
            ("scope.calendar", calendar(self), calendar(other)),
        ]
    }
}

fn mode(mode: Mode) -> String {
    match mode {
        Mode::Exact => "exact".to_owned(),
        Mode::Sketch { relative_error } => format!("sketch within {relative_error}"),
    }
}

/// Texts and finite numbers, which JSON can always write.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, KpiError> {
    const HEAD: usize = 6;
    let expected = "a head that says what is counted";
    read_document(text).map_err(|_| KpiError::BytesMalformed { at: HEAD, expected })
}

fn first_difference(mut compared: impl Iterator<Item = Compared>) -> KpiError {
    const MOST_CHARACTERS: usize = 400;
    let found = compared.find(|(_, own, other)| own != other);
    let (what, own, other) = found.unwrap_or_else(|| ("head", String::new(), String::new()));
    let [own, other] = [own, other].map(|text| shown_up_to(&text, MOST_CHARACTERS));
    KpiError::AccumulatorsDiffer { what, own, other }
}
