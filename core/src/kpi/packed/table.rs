use super::frame::{self, Kind};
use super::identity::TableIdentity;
use super::reader::Reader;
use super::tally;
use super::writer::Writer;
use crate::kpi::KpiError;
use crate::kpi::columns::TableAccumulator;
use crate::kpi::columns::month::Month;
use crate::kpi::columns::table::State;

impl TableAccumulator {
    /// All that was taken in so far as bytes, for another thread, process or machine that makes the same table; as
    /// [`Accumulator::to_bytes`](crate::kpi::Accumulator::to_bytes).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        frame::write(Kind::Table, &TableIdentity::of(self).text(), |writer| {
            tally::write_rejected(writer, &self.rejected);
            writer.count(self.months.len());
            for (month, &place) in &self.months {
                writer.signed(month.number());
                for group in 0..=self.groups {
                    match self.states.get(place.wrapping_add(group)) {
                        Some(state) => write_state(writer, state, self.cost_kinds),
                        None => writer.whole(0),
                    }
                }
            }
        })
    }

    /// A table of the same kind as this one with what [`TableAccumulator::to_bytes`] of another one wrote; nothing of this
    /// one's own rows.
    ///
    /// # Errors
    ///
    /// As [`Accumulator::part_from_bytes`](crate::kpi::Accumulator::part_from_bytes).
    pub fn part_from_bytes(&self, bytes: &[u8]) -> Result<Self, KpiError> {
        let (head, mut reader) = frame::open(Kind::Table, bytes)?;
        TableIdentity::of(self).check(head)?;
        let mut part = self.empty_like();
        part.rejected = tally::read_rejected(&mut reader)?;
        let (mut states, groups) = (Vec::new(), self.groups);
        part.months = reader.map(|reader| {
            let number = reader.signed()?;
            let month = reader.expect(Month::from_number(number), "a month")?;
            let place = states.len();
            for _ in 0..=groups {
                states.push(read_state(reader, self)?);
            }
            Ok((month, place))
        })?;
        part.states = states;
        reader.end()?;
        Ok(part)
    }

    /// Takes in all that [`TableAccumulator::to_bytes`] of another one of the same kind wrote, or nothing where it is refused.
    ///
    /// # Errors
    ///
    /// As [`Accumulator::part_from_bytes`](crate::kpi::Accumulator::part_from_bytes).
    pub fn merge_bytes(&mut self, bytes: &[u8]) -> Result<(), KpiError> {
        let part = self.part_from_bytes(bytes)?;
        self.merge(part)
    }
}

fn write_state(writer: &mut Writer, state: &State, cost_kinds: usize) {
    writer.whole(state.tickets);
    if state.tickets == 0 {
        return;
    }
    let State { running, met, missed, overdue, pending, reopened, reopened_of, scores, .. } = state;
    for &count in [running, met, missed, overdue, pending, reopened, reopened_of, scores] {
        writer.whole(count);
    }
    writer.wide(state.sum);
    writer.wide(state.score_sum);
    state.costs.iter().take(cost_kinds).for_each(|&cost| writer.wide(cost));
    tally::write_values(writer, &state.ended);
}

fn read_state(reader: &mut Reader<'_>, table: &TableAccumulator) -> Result<State, KpiError> {
    let mut state = State::new(&table.empty);
    state.tickets = reader.whole()?;
    if state.tickets == 0 {
        return Ok(state);
    }
    let State { running, met, missed, overdue, pending, reopened, reopened_of, scores, .. } = &mut state;
    for count in [running, met, missed, overdue, pending, reopened, reopened_of, scores] {
        *count = reader.whole()?;
    }
    let holds = (state.reopened <= state.reopened_of).then_some(());
    reader.expect(holds, "no more tickets reopened than there are")?;
    state.sum = reader.wide()?;
    state.score_sum = reader.wide()?;
    for cost in state.costs.iter_mut().take(table.cost_kinds) {
        *cost = reader.wide()?;
    }
    state.ended = tally::read_values(reader, &table.empty)?;
    Ok(state)
}
