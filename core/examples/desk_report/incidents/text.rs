use core::fmt;

use aftersales::time::Span;

use super::breaches::Explained;
use super::log::MovedBecause;
use super::times::Times;
use super::{FIRST_RESPONSE, Incidents, RESOLUTION, Timing};
use crate::figures::Distribution;
use crate::table::{Table, clock, count, decimal, minute, percent};

impl fmt::Display for Incidents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "SERVICENOW INCIDENT LOG: EVERY EVENT THROUGH THE CLOCKS OF A P1-P4 POLICY\n")?;
        self.source(f)?;
        self.promises(f)?;
        self.attainment(f)?;
        self.times(f)?;
        self.pauses(f)?;
        self.changes(f)?;
        self.board(f)?;
        self.worst(f)?;
        self.explained.as_ref().map_or(Ok(()), |explained| explained.write(f))
    }
}

impl Incidents {
    fn source(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, incidents) = (count(self.rows), count(self.incidents));
        writeln!(f, "  {rows} events of {incidents} incidents, all applied in the order of the")?;
        writeln!(
            f,
            "  file: {} clock events with openings, first responses, priority changes,",
            count(self.events.total)
        )?;
        writeln!(f, "  resolutions and reopenings. The log's stamps name no zone; they are read")?;
        writeln!(f, "  as UTC. Clocks are read at its last stamp, {}.", minute(self.read_at))?;
        writeln!(f, "  Stamps before a row above them, which are taken at its instant:")?;
        for moved in self.moved(MovedBecause::RunsBackwards) {
            writeln!(f, "    {}  {} -> {}", moved.number, minute(moved.stamp), minute(moved.taken_at))?;
        }
        let before = self.moved(MovedBecause::BeforeOpening).len();
        writeln!(f, "  {before} stamps lie before their incident's opening; they are taken at it.\n")
    }

    fn promises(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new(4, ["promise", "first response", "resolution", "calendar"]);
        for promise in &self.promises {
            let priorities = promise.priorities.join(", ");
            let (response, resolution) = (promise.first_response.clone(), promise.resolution.clone());
            table.row([priorities, response, resolution, promise.calendar.clone()]);
        }
        writeln!(f, "{table}")?;
        writeln!(f, "  `always` is round the clock, `office` Monday to Friday 08:00-18:00. Waits")?;
        writeln!(f, "  (`Awaiting ...`) hold the resolution, never the first response. After a")?;
        writeln!(f, "  priority change a running clock is read again from the opening.\n")
    }

    fn attainment(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Attainment, by the priority on the last event\n")?;
        for (metric, title) in METRICS {
            let mut table =
                Table::new(1, [title, "incidents", "met", "missed", "of them open", "open", "share met"]);
            for row in self.attainment.iter().filter(|row| row.metric == metric) {
                table.row([
                    row.priority.clone(),
                    count(row.incidents),
                    count(row.met),
                    count(row.missed),
                    count(row.missed_open),
                    count(row.open),
                    percent(row.share()),
                ]);
            }
            writeln!(f, "{table}")?;
        }
        let noted =
            self.breaches.iter().map(|(metric, breaches)| format!("{} of {metric}", count(*breaches)));
        writeln!(f, "  Breaches noted as they happened: {};", noted.collect::<Vec<_>>().join(", "))?;
        writeln!(
            f,
            "  {} of them under an earlier priority, the last promise being kept.\n",
            self.breaches_of_kept_promises
        )
    }

    fn times(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Times in hours: working (on the promise's calendar, without waits) and calendar\n")?;
        let header = |title| [title, "stopped", "median", "P90", "calendar median", "P90"];
        for (metric, title) in METRICS {
            let mut table = Table::new(1, header(title));
            for row in self.times.iter().filter(|row| row.metric == metric) {
                table.row(times_cells(row));
            }
            writeln!(f, "{table}")?;
        }
        let mut table = Table::new(1, header("resolved_at"));
        for (priority, times) in &self.log_times {
            let (working, calendar) = (times.resolved_working.as_ref(), times.resolved.as_ref());
            table.row(cells(priority, working, calendar));
        }
        writeln!(f, "{table}")?;
        writeln!(f, "  The last table takes the log's own stamp `resolved_at` where it has one, on")?;
        writeln!(f, "  `office` for every priority, waits included. Quantiles are of type 7.\n")
    }

    fn pauses(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Waits that held the resolution, in hours\n")?;
        let mut table = Table::new(1, ["reason", "incidents", "waits", "working", "calendar"]);
        for pause in &self.pauses {
            let (working, calendar) = (decimal(pause.working_hours), decimal(pause.calendar_hours));
            table.row([pause.reason.clone(), count(pause.incidents), count(pause.pauses), working, calendar]);
        }
        writeln!(f, "{table}")
    }

    fn changes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changes = &self.changes;
        writeln!(f, "Changes on the way\n")?;
        writeln!(
            f,
            "  {} priority changes on {} incidents: {} raised, {} lowered",
            changes.priority_changes, changes.incidents_changed, changes.raised, changes.lowered
        )?;
        writeln!(f, "  {} reopenings on {} incidents\n", changes.reopenings, changes.incidents_reopened)
    }

    fn board(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The board at {}, a Monday, by the priority then\n", minute(self.board_at))?;
        let header = ["unresolved", "incidents", "late", "waiting in time", "due within 24 h", "unanswered"];
        let mut table = Table::new(1, header);
        for row in &self.board {
            let (late, paused) = (count(row.late), count(row.paused));
            let (due, unanswered) = (count(row.due_within_a_day), count(row.unanswered));
            table.row([row.priority.clone(), count(row.unresolved), late, paused, due, unanswered]);
        }
        writeln!(f, "{table}")
    }

    fn worst(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The worst breaches, by working time beyond the target (h:mm)\n")?;
        let mut table = Table::new(4, ["incident", "metric", "", "opened", "target", "used", "beyond"]);
        for breach in &self.worst_breaches {
            let span = |micros| clock(Span::from_micros(micros));
            table.row([
                breach.number.clone(),
                breach.metric.clone(),
                breach.priority.clone(),
                minute(breach.opened_at),
                span(breach.target_us),
                span(breach.consumed_us),
                span(breach.beyond_us),
            ]);
        }
        writeln!(f, "{table}")
    }
}

const METRICS: [(&str, &str); 2] = [(FIRST_RESPONSE, "first response"), (RESOLUTION, "resolution")];

fn times_cells(row: &Times) -> [String; 6] {
    cells(&row.priority, row.working.as_ref(), row.calendar.as_ref())
}

fn cells(name: &str, working: Option<&Distribution>, calendar: Option<&Distribution>) -> [String; 6] {
    let figure = |of: Option<&Distribution>, pick: fn(&Distribution) -> f64| {
        of.map_or_else(|| "-".to_owned(), |distribution| decimal(pick(distribution)))
    };
    [
        name.to_owned(),
        working.map_or_else(|| "0".to_owned(), |distribution| count(distribution.count)),
        figure(working, |distribution| distribution.median_hours),
        figure(working, |distribution| distribution.p90_hours),
        figure(calendar, |distribution| distribution.median_hours),
        figure(calendar, |distribution| distribution.p90_hours),
    ]
}

impl Explained {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = |micros| clock(Span::from_micros(micros));
        let Self { number, metric, priority, .. } = self;
        writeln!(f, "One breach step by step: {number}, {metric}, {priority}\n")?;
        let target = self.target_us.map(span).unwrap_or_default();
        let source = self.target_source.as_deref().unwrap_or("no entry");
        writeln!(f, "  target {target} from {source}, in force from {}", minute(self.promised_at))?;
        writeln!(
            f,
            "  calendar `{}` {}, tz database {}",
            self.calendar,
            short(&self.calendar_revision),
            self.tzdb_version
        )?;
        writeln!(f, "  policy {}\n", short(&self.policy_revision))?;
        let mut table = Table::new(4, ["from", "to", "clock", "reason", "counted", "total"]);
        for step in &self.segments {
            // The year stands in the column before.
            let to = minute(step.to).chars().skip(5).collect();
            let reasons = step.reasons.join(", ");
            let (counted, total) = (span(step.counted_us), span(step.total_us));
            table.row([minute(step.from), to, step.activity.to_owned(), reasons, counted, total]);
        }
        writeln!(f, "{table}")?;
        let late = self.late_from.map(minute).unwrap_or_default();
        let end =
            self.stopped_at.map_or_else(|| "still open".to_owned(), |at| format!("stopped {}", minute(at)));
        writeln!(f, "  late from {late}, {end}\n  {} of working time beyond the target", span(self.beyond_us))
    }
}

/// The beginning of a revision.
fn short(revision: &str) -> String {
    revision.chars().take(26).collect()
}

impl Timing {
    /// The lines on speed.
    pub(crate) fn text(&self) -> String {
        let millis = |seconds: f64| format!("{:.0} ms", seconds * 1000.0);
        format!(
            "  clocks {}: {:.2} million clock events a second\n  reading the log {}, figures {}: {} rows a second in all\n",
            millis(self.clocks_seconds),
            self.clock_events_per_second / 1e6,
            millis(self.read_seconds),
            millis(self.figures_seconds),
            count(self.rows_per_second_in_all as usize),
        )
    }
}
