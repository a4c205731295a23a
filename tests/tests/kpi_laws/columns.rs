//! The table from columns says what the accumulator says, and merges as it does.

use aftersales::kpi::{
    Accumulator, Basis, Column, Condition, Detail, Dimension, FactColumns, FigureDefinition, Grouping,
    Measure, Mode, NegativeDuration, Quantity, Stamp, TableAccumulator, TableColumns, TableRow, Validity,
};
use aftersales::time::ZoneDatabase;
use aftersales::wire::FigureDocument;
use aftersales_tests::oracle::DeskTicket;
use proptest::prelude::*;

use crate::generate::{as_of, desk};
use crate::{accumulator, facts_of, scope};

const PRIORITIES: [&str; 3] = ["P1", "P2", "P3"];

/// A column with the bits of an Arrow bitmap, from the third bit on.
struct Built<T> {
    values: Vec<T>,
    bits: Vec<u8>,
}

impl<T: Copy + Default> Built<T> {
    fn new(values: impl Iterator<Item = Option<T>>) -> Self {
        let options: Vec<Option<T>> = values.collect();
        let mut bits = vec![0_u8; (options.len() + 3).div_ceil(8)];
        for (row, value) in options.iter().enumerate() {
            bits[(row + 3) / 8] |= u8::from(value.is_some()) << ((row + 3) % 8);
        }
        Self { values: options.into_iter().map(Option::unwrap_or_default).collect(), bits }
    }

    fn column(&self) -> Column<'_, T> {
        Column::new(&self.values, Validity::Bitmap { bits: &self.bits, offset: 3 }).unwrap()
    }
}

pub(crate) fn add(table: &mut TableAccumulator, tickets: &[DeskTicket]) {
    let created: Vec<i64> = tickets.iter().map(|ticket| ticket.created).collect();
    let position = |ticket: &DeskTicket| {
        let priority = ticket.priority.as_deref()?;
        PRIORITIES.iter().position(|known| *known == priority).map(|position| position as u8)
    };
    let group = Built::new(tickets.iter().map(position));
    let completed = Built::new(tickets.iter().map(|ticket| ticket.completed));
    let due = Built::new(tickets.iter().map(|ticket| ticket.due));
    let reopened = Built::new(tickets.iter().map(|ticket| ticket.reopened));
    let satisfaction = Built::new(tickets.iter().map(|ticket| Some(ticket.satisfaction? as f64 / 1e6)));
    let cost = |kind: &str| -> Vec<i64> {
        tickets.iter().map(|ticket| ticket.cost.get(kind).copied().unwrap_or_default()).collect()
    };
    let (labour, parts) = (cost("labour"), cost("parts"));
    let columns = TableColumns {
        created: &created,
        group: group.column(),
        completed: completed.column(),
        due: Some(due.column()),
        reopened: Some(reopened.column()),
        satisfaction: Some(satisfaction.column()),
        costs: vec![&labour, &parts],
        first_row: 0,
    };
    table.add(&columns).unwrap();
}

fn rows(table: TableAccumulator) -> Vec<TableRow> {
    table.finish().0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_table_is_that_of_the_accumulator(
        mut tickets in desk(),
        as_of in as_of(),
        zone in prop_oneof![Just("Etc/UTC"), Just("Asia/Kathmandu"), Just("America/St_Johns")],
    ) {
        // The table knows no outcomes and no closings.
        for ticket in &mut tickets {
            (ticket.is_excluded, ticket.closed) = (false, None);
        }
        let zone = ZoneDatabase::bundled().rules(zone).unwrap();
        let scope = aftersales::kpi::Scope::new(scope(as_of).as_of(), zone);
        let negative = NegativeDuration::Reject;
        let mut table = TableAccumulator::new(3, 2, scope.clone(), negative, Mode::Exact).unwrap();
        add(&mut table, &tickets);
        let (rows, rejected) = table.finish();

        let define = |name: &str, measure| FigureDefinition::new(name.parse().unwrap(), measure);
        let resolution =
            Measure::Duration { from: Stamp::Created, to: Stamp::Completed, basis: Basis::Calendar };
        let metric = "resolution".parse().unwrap();
        let definitions = vec![
            define("resolution", resolution),
            define("attainment", Measure::Attainment { metric, stop: Stamp::Completed }),
            define("reopened", Measure::Share(Condition::AtLeast(Quantity::Reopened, 1))),
            define("satisfaction", Measure::Satisfaction),
            define("tickets", Measure::Count(Condition::Any)),
        ];
        let groupings = vec![Grouping::ByMonth, Grouping::By(Dimension::Priority)];
        let mut desk = Accumulator::new(definitions, groupings, scope, Mode::Exact).unwrap();
        facts_of(&tickets).iter().for_each(|facts| desk.add(facts));
        let figures = desk.finish();

        prop_assert_eq!(figures.all_named("tickets").count(), rows.len());
        for row in &rows {
            let priority = row.group.map_or("unknown", |group| PRIORITIES[group]);
            let month = row.month.to_string();
            let group = format!("{} · {priority}", &month[..7]);
            let named = |name: &'static str| {
                figures.all_named(name).find(|figure| figure.group.to_string() == group)
            };
            prop_assert_eq!(named("tickets").unwrap().denominator, row.tickets);
            let lengths = named("resolution").map(|figure| match &figure.detail {
                Detail::Distribution(lengths) => (lengths.mean, lengths.median, lengths.p90),
                other => panic!("{other:?}"),
            });
            let own = row.mean.zip(row.median).zip(row.p90).map(|((mean, median), p90)| (mean, median, p90));
            prop_assert_eq!(lengths, own);
            if let Some(figure) = named("attainment") {
                let Detail::Readings(readings) = &figure.detail else { panic!() };
                prop_assert_eq!(readings.of_closed, row.met_of_closed);
                prop_assert_eq!(readings.of_due, row.met_of_due);
                prop_assert_eq!(readings.of_all, row.met_of_all);
            }
            prop_assert_eq!(named("reopened").map_or(0, |figure| figure.denominator), row.reopened.n());
            prop_assert_eq!(named("satisfaction").map(|figure| figure.value), row.satisfaction);
        }
        let negative: u64 = figures.unusable().get(&"resolution".parse().unwrap()).map_or(0, |rejected| rejected.counts().values().sum());
        prop_assert_eq!(rejected.counts().values().sum::<u64>(), negative);
        prop_assert_eq!(rejected.rows(), 0);
    }

    /// Columns and documents of the same tickets give the same figures.
    #[test]
    fn columns_say_what_documents_say(tickets in desk(), as_of in as_of()) {
        let created: Vec<i64> = tickets.iter().map(|ticket| ticket.created).collect();
        let completed = Built::new(tickets.iter().map(|ticket| ticket.completed));
        let closed = Built::new(tickets.iter().map(|ticket| ticket.closed));
        let due = Built::new(tickets.iter().map(|ticket| ticket.due));
        let outcome = Built::new(tickets.iter().map(|ticket| ticket.closed.map(|_| u32::from(ticket.is_excluded))));
        let position = |ticket: &DeskTicket| {
            let priority = ticket.priority.as_deref()?;
            PRIORITIES.iter().position(|known| *known == priority).map(|position| position as u32)
        };
        let priority = Built::new(tickets.iter().map(position));
        let reopened = Built::new(tickets.iter().map(|ticket| ticket.reopened.map(i64::from)));
        let scores = Built::new(tickets.iter().map(|ticket| Some(ticket.satisfaction? as f64 / 1e6)));
        let columns = FactColumns::new(tickets.len(), 0)
            .stamp(Stamp::Created, Column::from(&created[..]))
            .and_then(|columns| columns.stamp(Stamp::Completed, completed.column()))
            .and_then(|columns| columns.stamp(Stamp::Closed, closed.column()))
            .and_then(|columns| columns.words(Dimension::Outcome, outcome.column(), &["solved", "duplicate"]))
            .and_then(|columns| columns.words(Dimension::Priority, priority.column(), &PRIORITIES))
            .and_then(|columns| columns.quantity(Quantity::Reopened, reopened.column()))
            .and_then(|columns| columns.satisfaction(scores.column()))
            .and_then(|columns| columns.promise("resolution".parse().unwrap(), due.column(), completed.column()))
            .unwrap();
        let groupings = [Grouping::By(Dimension::Priority), Grouping::ByMonth];
        let mut from_columns = accumulator(&groupings, as_of, Mode::Exact);
        from_columns.add_columns(&columns);
        let mut from_documents = accumulator(&groupings, as_of, Mode::Exact);
        facts_of(&tickets).iter().for_each(|facts| from_documents.add(facts));
        // Units and costs are not among the columns.
        let shown = |desk: Accumulator| {
            let figures = desk.finish();
            let mut documents: Vec<_> = figures.figures().iter().map(FigureDocument::from).collect();
            documents.retain(|figure| !matches!(figure.name.as_str(), "rework" | "cost"));
            let unusable: Vec<u64> = figures.rejected_documents().iter().map(|rejected| rejected.count).collect();
            (documents, unusable, figures.tickets(), figures.excluded())
        };
        prop_assert_eq!(shown(from_columns), shown(from_documents));
    }

    #[test]
    fn tables_merge_in_any_order(
        parts in proptest::collection::vec(desk(), 3),
        as_of in as_of(),
        mode in prop_oneof![Just(Mode::Exact), Just(Mode::Sketch { relative_error: 0.01 })],
    ) {
        let new = || TableAccumulator::new(3, 2, scope(as_of), NegativeDuration::Keep, mode).unwrap();
        let part = |tickets: &[DeskTicket]| {
            let mut table = new();
            add(&mut table, tickets);
            table
        };
        let whole = rows(part(&parts.concat()));
        let merge = |order: [usize; 3]| {
            let mut merged = new();
            order.iter().for_each(|&position| merged.merge(part(&parts[position])).unwrap());
            rows(merged)
        };
        prop_assert_eq!(&merge([0, 1, 2]), &whole);
        prop_assert_eq!(&merge([2, 0, 1]), &whole);
        let (mut left, mut right) = (part(&parts[0]), part(&parts[1]));
        right.merge(part(&parts[2])).unwrap();
        left.merge(right).unwrap();
        prop_assert_eq!(&rows(left), &whole);
    }
}
