use std::sync::Arc;

use super::frame::{self, Kind};
use super::identity::Identity;
use super::reader::Reader;
use super::tally;
use super::writer::Writer;
use crate::kpi::KpiError;
use crate::kpi::accumulator::Accumulator;
use crate::kpi::group::{Group, GroupKey, Grouping};
use crate::time::Date;

impl Accumulator {
    /// All that was taken in so far as bytes, for another thread, process or machine that counts the same figures.
    ///
    /// The bytes name what is counted (definitions, groupings, scope, mode), so that only the same is merged. In
    /// [`Mode::Exact`](super::super::Mode::Exact) a value takes one to some bytes; in
    /// [`Mode::Sketch`](super::super::Mode::Sketch) the size does not grow with the rows. Accumulators that
    /// have counted the same have the same bytes.
    ///
    /// ```
    /// use aftersales::kpi::figures::Handbook;
    /// use aftersales::kpi::{Accumulator, Basis, Mode, Scope};
    /// use aftersales::time::ZoneRules;
    /// use aftersales::wire::TicketFactsDocument;
    ///
    /// // The driver and every worker make the same accumulator.
    /// let scope = Scope::new("2026-04-01T00:00:00Z".parse()?, ZoneRules::utc());
    /// let mut driver = Accumulator::new(Handbook::default().figures(Basis::Calendar), vec![], scope, Mode::Exact)?;
    /// let mut worker = driver.empty_like();
    /// worker.add_document(&TicketFactsDocument {
    ///     created_at: Some("2026-03-02T09:00:00Z".to_owned()),
    ///     completed_at: Some("2026-03-02T15:00:00Z".to_owned()),
    ///     ..TicketFactsDocument::default()
    /// });
    /// let sent: Vec<u8> = worker.to_bytes();
    /// driver.merge_bytes(&sent)?;
    /// assert_eq!(driver.to_bytes(), sent);
    /// assert_eq!(driver.finish().tickets(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame::write(Kind::Figures, &Identity::of(&self.plan).text(), |writer| {
            writer.whole(self.rows);
            writer.whole(self.excluded);
            tally::write_rejected(writer, &self.rejected);
            self.unusable.iter().for_each(|unusable| tally::write_rejected(writer, unusable));
            writer.count(self.tallies.len());
            for ((position, group), state) in &self.tallies {
                writer.count(*position);
                group.keys().iter().for_each(|key| write_key(writer, key));
                tally::write(writer, state);
            }
        })
    }

    /// An accumulator of the same figures as this one, with what [`Accumulator::to_bytes`] of another one wrote; nothing of
    /// this one's own tickets. It takes at most eight bytes of memory for each byte read, and 512 MiB for the counters of all
    /// sketches.
    ///
    /// # Errors
    ///
    /// [`KpiError::AccumulatorsDiffer`] with what the two count differently, [`KpiError::BytesMalformed`] for damaged
    /// bytes, [`KpiError::BytesUnsupported`] for those of another version, [`KpiError::BytesTooLarge`] for sketches of
    /// too many groups.
    pub fn part_from_bytes(&self, bytes: &[u8]) -> Result<Self, KpiError> {
        let (head, mut reader) = frame::open(Kind::Figures, bytes)?;
        Identity::of(&self.plan).check(head)?;
        let mut part = self.empty_like();
        part.rows = reader.whole()?;
        part.excluded = reader.whole()?;
        part.rejected = tally::read_rejected(&mut reader)?;
        for unusable in &mut part.unusable {
            *unusable = tally::read_rejected(&mut reader)?;
        }
        let plan = Arc::clone(&self.plan);
        part.tallies = reader.map(|reader| {
            let position = reader.whole()?;
            let definition = usize::try_from(position)
                .ok()
                .and_then(|position| plan.definitions.get(position).map(|definition| (position, definition)));
            let (position, definition) = reader.expect(definition, "the place of a figure")?;
            let keys = plan.groupings.iter().map(|grouping| read_key(reader, *grouping));
            let group = Group::of_keys(keys.collect::<Result<_, _>>()?);
            Ok(((position, group), tally::read(reader, definition.measure(), &plan.empty)?))
        })?;
        reader.end()?;
        Ok(part)
    }

    /// Takes in all that [`Accumulator::to_bytes`] of another one of the same figures wrote, or nothing where it is refused.
    ///
    /// # Errors
    ///
    /// As [`Accumulator::part_from_bytes`].
    pub fn merge_bytes(&mut self, bytes: &[u8]) -> Result<(), KpiError> {
        let part = self.part_from_bytes(bytes)?;
        self.merge(part)
    }
}

const UNKNOWN: u64 = 0;
const KNOWN: u64 = 1;

fn write_key(writer: &mut Writer, key: &GroupKey) {
    if *key == GroupKey::Unknown {
        return writer.whole(UNKNOWN);
    }
    writer.whole(KNOWN);
    match key {
        GroupKey::Word(word) => writer.text(word.as_str()),
        GroupKey::Week(day) | GroupKey::Month(day) => writer.signed(day.days()),
        GroupKey::Unknown => {}
    }
}

fn read_key(reader: &mut Reader<'_>, grouping: Grouping) -> Result<GroupKey, KpiError> {
    match reader.whole()? {
        UNKNOWN => Ok(GroupKey::Unknown),
        KNOWN => Ok(match grouping {
            Grouping::By(_) => GroupKey::Word(reader.name()?),
            Grouping::ByWeek => GroupKey::Week(read_date(reader)?),
            Grouping::ByMonth => GroupKey::Month(read_date(reader)?),
        }),
        _ => Err(reader.malformed("0 or 1: whether the group is known")),
    }
}

fn read_date(reader: &mut Reader<'_>) -> Result<Date, KpiError> {
    let days = reader.signed()?;
    reader.expect(Date::new(days), "a date")
}
