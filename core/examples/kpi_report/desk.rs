//! The tickets of a desk, and its figures for a period.

use aftersales::kpi::{Accumulator, Facts, FigureDefinition, Figures, Grouping, Mode, Scope};
use aftersales::time::{Date, Instant, TimeOfDay, ZoneRules};
use aftersales::wire::TicketFactsDocument;

/// The tickets of a desk, and what it wants to know.
pub(crate) struct Desk {
    pub(crate) facts: Vec<Facts>,
    refused: Vec<TicketFactsDocument>,
    zone: ZoneRules,
    definitions: Vec<FigureDefinition>,
}

impl Desk {
    pub(crate) fn new(
        documents: impl Iterator<Item = TicketFactsDocument>,
        zone: ZoneRules,
        definitions: Vec<FigureDefinition>,
    ) -> Self {
        let (mut facts, mut refused) = (Vec::new(), Vec::new());
        for document in documents {
            match Facts::try_from(&document) {
                Ok(known) => facts.push(known),
                Err(_) => refused.push(document),
            }
        }
        Self { facts, refused, zone, definitions }
    }

    /// The desk's own figures of a period, from the first date to the second, looked at from the last one.
    pub(crate) fn figures(
        &self,
        dates: &[&str],
        groupings: &[Grouping],
    ) -> Result<Figures, Box<dyn std::error::Error>> {
        self.figures_of(self.definitions.clone(), dates, groupings)
    }

    /// The same for other figures.
    pub(crate) fn figures_of(
        &self,
        definitions: Vec<FigureDefinition>,
        dates: &[&str],
        groupings: &[Grouping],
    ) -> Result<Figures, Box<dyn std::error::Error>> {
        let instants = dates.iter().map(|date| self.midnight(date)).collect::<Result<Vec<_>, _>>()?;
        let (Some(&from), Some(&to), Some(&as_of)) = (instants.first(), instants.get(1), instants.last())
        else {
            return Err("two dates at least are expected".into());
        };
        let scope = Scope::new(as_of, self.zone.clone()).with_period(from, to);
        let mut desk = Accumulator::new(definitions, groupings.to_vec(), scope, Mode::Exact)?;
        self.facts.iter().for_each(|facts| desk.add(facts));
        self.refused.iter().for_each(|document| desk.add_document(document));
        Ok(desk.finish())
    }

    fn midnight(&self, date: &str) -> Result<Instant, Box<dyn std::error::Error>> {
        let date: Date = date.parse()?;
        let midnight = self.zone.local_to_instant(date, TimeOfDay::MIDNIGHT);
        midnight.ok_or_else(|| format!("`{date}` has no midnight").into())
    }
}
