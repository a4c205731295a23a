use std::collections::{BTreeMap, BTreeSet};

use super::reader::Reader;
use super::sketch;
use super::writer::Writer;
use crate::kpi::definition::Measure;
use crate::kpi::rejected::{Rejected, Rejection};
use crate::kpi::tally::{Attainment, Backlog, CostTally, Durations, Scores, Tally};
use crate::kpi::values::Values;
use crate::kpi::{KpiError, Stamp};
use crate::time::shown;
use crate::vocabulary::Name;

pub(super) fn write(writer: &mut Writer, tally: &Tally) {
    match tally {
        Tally::Durations(durations) => write_durations(writer, durations),
        Tally::Share { hits: part, of } | Tally::Parts { in_time: part, asked: of } => {
            writer.whole(*part);
            writer.whole(*of);
        }
        Tally::Scores(scores) => {
            writer.whole(scores.count);
            writer.wide(scores.sum);
            writer.wide(scores.squares);
        }
        Tally::Recommendations(counts) => counts.iter().for_each(|&count| writer.whole(count)),
        Tally::Attainment(Attainment { met, missed, overdue, pending, breached_once }) => {
            [met, missed, overdue, pending, breached_once].into_iter().for_each(|&count| writer.whole(count));
        }
        Tally::Costs(costs) => {
            writer.count(costs.len());
            for (currency, costs) in costs {
                writer.text(currency.code());
                writer.whole(costs.tickets);
                writer.count(costs.by_kind.len());
                for (kind, &amount) in &costs.by_kind {
                    writer.text(kind.as_str());
                    writer.wide(amount);
                }
                write_rejected(writer, &costs.tickets_shown);
            }
        }
        Tally::Categories(counts) => {
            writer.count(counts.len());
            for ((outer, inner), &count) in counts {
                write_word(writer, outer.as_ref());
                write_word(writer, inner.as_ref());
                writer.whole(count);
            }
        }
        Tally::Stages(stages) => {
            writer.count(stages.len());
            for (stamp, durations) in stages {
                writer.text(stamp.as_str());
                write_durations(writer, durations);
            }
        }
        Tally::Backlog(backlog) => {
            writer.whole(backlog.opened);
            writer.whole(backlog.done);
            write_values(writer, &backlog.ages);
        }
    }
}

/// The state of a figure, whose measure says of which kind it is.
pub(super) fn read(reader: &mut Reader<'_>, measure: &Measure, empty: &Values) -> Result<Tally, KpiError> {
    Ok(match Tally::new(measure, empty) {
        Tally::Durations(_) => Tally::Durations(read_durations(reader, empty)?),
        Tally::Share { .. } => {
            let (hits, of) = read_part(reader)?;
            Tally::Share { hits, of }
        }
        Tally::Parts { .. } => {
            let (in_time, asked) = read_part(reader)?;
            Tally::Parts { in_time, asked }
        }
        Tally::Scores(_) => {
            Tally::Scores(Scores { count: reader.whole()?, sum: reader.wide()?, squares: reader.wide()? })
        }
        Tally::Recommendations(mut counts) => {
            for count in &mut counts {
                *count = reader.whole()?;
            }
            Tally::Recommendations(counts)
        }
        Tally::Attainment(_) => Tally::Attainment(Attainment {
            met: reader.whole()?,
            missed: reader.whole()?,
            overdue: reader.whole()?,
            pending: reader.whole()?,
            breached_once: reader.whole()?,
        }),
        Tally::Costs(_) => Tally::Costs(reader.map(|reader| {
            let currency = reader.text()?.parse();
            let currency = reader.expect(currency.ok(), "the code of a currency")?;
            let tickets = reader.whole()?;
            let by_kind = reader.map(|reader| Ok((reader.name()?, reader.wide()?)))?;
            Ok((currency, CostTally { tickets, by_kind, tickets_shown: read_rejected(reader)? }))
        })?),
        Tally::Categories(_) => Tally::Categories(
            reader.map(|reader| Ok(((read_word(reader)?, read_word(reader)?), reader.whole()?)))?,
        ),
        Tally::Stages(_) => Tally::Stages(read_stages(reader, empty)?),
        Tally::Backlog(_) => Tally::Backlog(Backlog {
            opened: reader.whole()?,
            done: reader.whole()?,
            ages: read_values(reader, empty)?,
        }),
    })
}

/// Values in ascending order by their distances, so that any order of counting gives the same bytes.
pub(super) fn write_values(writer: &mut Writer, values: &Values) {
    match values {
        Values::Exact(values) => {
            let mut values = values.clone();
            values.sort_unstable();
            writer.count(values.len());
            let mut before = None;
            for value in values {
                match before {
                    None => writer.signed(value),
                    Some(before) => writer.whole(value.wrapping_sub(before).cast_unsigned()),
                }
                before = Some(value);
            }
        }
        Values::Sketch(sketch) => sketch::write(writer, sketch),
    }
}

/// Values in the mode of the empty ones.
pub(super) fn read_values(reader: &mut Reader<'_>, empty: &Values) -> Result<Values, KpiError> {
    match empty {
        Values::Exact(_) => {
            let length = reader.count()?;
            let mut values = Vec::with_capacity(length);
            for _ in 0..length {
                let value = match values.last() {
                    None => reader.signed()?,
                    Some(&before) => {
                        let distance = reader.whole()?;
                        reader.expect(i64::checked_add_unsigned(before, distance), "a value of 64 bits")?
                    }
                };
                values.push(value);
            }
            Ok(Values::Exact(values))
        }
        Values::Sketch(empty) => {
            let sketch = sketch::read(reader)?;
            let alike = sketch.parts().bits == empty.parts().bits;
            // All values were whole microseconds of 64 bits.
            let whole = |end: f64| end.fract() == 0.0 && end.abs() <= i64::MAX as f64;
            let whole = [sketch.least(), sketch.greatest()].into_iter().flatten().all(whole);
            let sketch = (alike && whole).then(|| Box::new(sketch));
            Ok(Values::Sketch(
                reader.expect(sketch, "a sketch of microseconds with the accumulator's error")?,
            ))
        }
    }
}

pub(super) fn write_rejected(writer: &mut Writer, rejected: &Rejected) {
    writer.whole(rejected.rows);
    writer.count(rejected.counts.len());
    for (reason, &count) in &rejected.counts {
        writer.text(reason.as_str());
        writer.whole(count);
    }
    writer.count(rejected.examples.len());
    for Rejection { reason, ticket, field, value } in &rejected.examples {
        [reason.as_str(), ticket, field, value].into_iter().for_each(|text| writer.text(text));
    }
}

pub(super) fn read_rejected(reader: &mut Reader<'_>) -> Result<Rejected, KpiError> {
    let rows = reader.whole()?;
    let reason = |reader: &mut Reader<'_>| {
        let reason = reader.text()?.parse();
        reader.expect(reason.ok(), "the reason of a rejection")
    };
    let counts = reader.map(|reader| Ok((reason(reader)?, reader.whole()?)))?;
    let mut rejected = Rejected { rows, counts, examples: BTreeSet::new() };
    for _ in 0..reader.count()? {
        let reason = reason(reader)?;
        let mut text = || {
            let text = reader.text()?;
            reader.expect((shown(text) == text).then(|| text.to_owned()), "a text of at most 100 characters")
        };
        let example = Rejection { reason, ticket: text()?, field: text()?, value: text()? };
        let counted = rejected.counts.contains_key(&reason);
        let ascends = rejected.examples.last().is_none_or(|last| *last < example);
        rejected.keep(example.clone());
        let kept = counted && ascends && rejected.examples.last() == Some(&example);
        reader.expect(kept.then_some(()), "one of the first examples of a reason, in order")?;
    }
    Ok(rejected)
}

fn write_durations(writer: &mut Writer, durations: &Durations) {
    writer.wide(durations.sum);
    write_values(writer, &durations.ended);
    write_values(writer, &durations.running);
}

fn read_durations(reader: &mut Reader<'_>, empty: &Values) -> Result<Durations, KpiError> {
    let sum = reader.wide()?;
    Ok(Durations { sum, ended: read_values(reader, empty)?, running: read_values(reader, empty)? })
}

fn read_stages(reader: &mut Reader<'_>, empty: &Values) -> Result<BTreeMap<Stamp, Durations>, KpiError> {
    reader.map(|reader| {
        let stamp = reader.text()?.parse();
        Ok((reader.expect(stamp.ok(), "a stamp")?, read_durations(reader, empty)?))
    })
}

fn read_part(reader: &mut Reader<'_>) -> Result<(u64, u64), KpiError> {
    let (part, of) = (reader.whole()?, reader.whole()?);
    reader.expect((part <= of).then_some((part, of)), "a whole that is no less than its part")
}

fn write_word(writer: &mut Writer, word: Option<&Name>) {
    // No name is empty.
    writer.text(word.map(Name::as_str).unwrap_or_default());
}

fn read_word(reader: &mut Reader<'_>) -> Result<Option<Name>, KpiError> {
    match reader.text()? {
        "" => Ok(None),
        text => Ok(Some(reader.expect(text.parse().ok(), "a name")?)),
    }
}
