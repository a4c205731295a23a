use core::fmt;

use super::{Boston, CALENDAR_DAYS, ONE_WORKING_DAY};
use crate::figures::Share;
use crate::table::{Table, count, minute, percent};

impl fmt::Display for Boston {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "BOSTON 311: THE CITY'S DUE STAMPS, RECOMPUTED FROM ITS CALENDAR\n")?;
        writeln!(
            f,
            "  {} requests opened 2013 to 2019, {} with a due stamp. Calendar:",
            count(self.requests),
            count(self.with_due_stamp)
        )?;
        writeln!(
            f,
            "  America/New_York, Monday to Friday 08:30-17:00, {} holidays. A stamp is",
            self.holidays
        )?;
        writeln!(f, "  reproduced if the clock's due instant lies within two minutes of it.\n")?;
        self.stamps(f)?;
        self.years(f)?;
        self.rest(f)?;
        self.attainment(f)
    }
}

impl Boston {
    fn stamps(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new(2, ["type", "promise", "reproduced", "of", "share"]);
        let mut line = |kind: &str, promise: &str, share: Share| {
            table.row([
                kind.to_owned(),
                promise.to_owned(),
                count(share.count),
                count(share.of),
                percent_2(share),
            ]);
        };
        line(ONE_WORKING_DAY, "1 working day", self.one_working_day);
        line("  without the holidays", "", self.one_working_day_without_holidays);
        line(
            &CALENDAR_DAYS.map(|class| class.replace(" - Residential", "")).join(", "),
            "120 days",
            self.calendar_days,
        );
        line(&format!("2022: {} types", self.sample_2022.types), "as inferred", self.sample_2022.reproduced);
        writeln!(f, "{table}")
    }

    fn years(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = ["opened", "1 working day", "of", "120 days", "of", "met of closed", "met of all"];
        let mut table = Table::new(1, header);
        for (name, year) in &self.years {
            table.row([
                name.clone(),
                count(year.one_working_day.count),
                count(year.one_working_day.of),
                count(year.calendar_days.count),
                count(year.calendar_days.of),
                percent(year.met_of_closed),
                percent(year.met_of_all),
            ]);
        }
        writeln!(f, "{table}")
    }

    fn rest(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The {} stamps that the calendar does not give (wall-clock times)\n", self.misses.len())?;
        let mut misses: Vec<_> = self.misses.iter().collect();
        misses.sort_by(|left, right| (left.reason, &left.opened).cmp(&(right.reason, &right.opened)));
        for group in misses.chunk_by(|left, right| left.reason == right.reason) {
            let reason = group.first().map_or("", |miss| miss.reason.about());
            writeln!(f, "  {:>2}  {reason}", group.len())?;
            for miss in group {
                let opened = miss.opened.as_str();
                let about = if miss.r#type == ONE_WORKING_DAY { "" } else { "  (120 days)" };
                writeln!(f, "        opened {opened}  due {}{about}", miss.published)?;
            }
        }
        writeln!(f, "\n  {} more stamp stands on a type without a known rule.", self.without_rule)?;
        let years: Vec<_> = self
            .stamps_on_fixed_holidays
            .iter()
            .map(|(year, stamps)| format!("{stamps} in {year}"))
            .collect();
        writeln!(f, "  Holidays were not loaded for 2013, nor for 2018 before 25 December: due stamps")?;
        writeln!(f, "  fall on 1 January, 4 July, 11 November or 25 December of these years")?;
        writeln!(f, "  ({}), of no other. The {} are those loaded.\n", years.join(", "), self.holidays)
    }

    fn attainment(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attainment = &self.attainment;
        writeln!(f, "Attainment: closed at or before the published due stamp\n")?;
        let mut table = Table::new(1, ["", "met", "of", "share"]);
        let mut line = |name: &str, share: Share| {
            table.row([name.to_owned(), count(share.count), count(share.of), percent(share)]);
        };
        line("among closed requests", attainment.met_of_closed);
        line("among all, open and overdue ones missed", attainment.met_of_all);
        line("the same by the clocks' own due instants", attainment.met_by_clocks);
        writeln!(f, "{table}")?;
        writeln!(
            f,
            "  {} requests were open and overdue at the data's end ({} UTC).",
            count(attainment.open_overdue),
            minute(self.data_end)
        )?;
        writeln!(
            f,
            "  {} carry a closing stamp before the opening; the clocks take it at the",
            attainment.closed_before_opening
        )?;
        writeln!(
            f,
            "  opening. Clocks and stamps disagree on {} of the {} requests with a",
            attainment.clocks_differ,
            count(attainment.met_by_clocks.of)
        )?;
        writeln!(f, "  rule, where the stamp was changed by hand or typed to the minute.")
    }
}

/// A share in per cent with two decimals.
fn percent_2(share: Share) -> String {
    share.rate().map_or_else(|| "-".to_owned(), |rate| format!("{:.2} %", rate * 100.0))
}
