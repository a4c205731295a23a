//! Boston 311: the city's production due stamps, recomputed from its calendar.

mod misses;
mod policy;
mod text;

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::sla::{Event, EventKind, Inputs, Outcome, SlaError, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span, ZoneDatabase, ZoneRules};
use serde::{Deserialize, Serialize};

use self::misses::{Miss, MissedStamp};
use self::policy::Rules;
use crate::figures::Share;
use crate::read::{Malformed, ReportError, clocks_error, document_error, each_row, year_first};

/// Requests of this type are promised in one working day.
const ONE_WORKING_DAY: &str = "Pick up Dead Animal";
/// Requests of these types are promised in 120 days of the calendar.
const CALENDAR_DAYS: [&str; 2] = ["Bed Bugs", "Pest Infestation - Residential"];
/// Telephone requests carry an opening stamp that was typed to the minute, while the due stamp has seconds.
const TOLERANCE: Span = Span::from_seconds(120);

/// What the report says of the city's requests.
#[derive(Debug, Serialize)]
pub(crate) struct Boston {
    pub(crate) requests: usize,
    pub(crate) with_due_stamp: usize,
    pub(crate) holidays: usize,
    /// The stamps of the one-working-day type that the calendar reproduces.
    pub(crate) one_working_day: Share,
    /// The same on the calendar without its holidays.
    pub(crate) one_working_day_without_holidays: Share,
    /// The stamps of the 120-day types that the calendar reproduces.
    pub(crate) calendar_days: Share,
    /// Due stamps of other types, for which no rule is known.
    pub(crate) without_rule: usize,
    pub(crate) years: BTreeMap<String, Year>,
    pub(crate) misses: Vec<Miss>,
    /// Due stamps of the one-working-day type on holidays of a fixed date, by year: the city had not loaded them.
    pub(crate) stamps_on_fixed_holidays: BTreeMap<String, usize>,
    pub(crate) attainment: Attainment,
    pub(crate) sample_2022: Sample,
    /// The last stamp of the data.
    pub(crate) data_end: Instant,
}

/// The figures of the requests that were opened in one year.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Year {
    pub(crate) one_working_day: Share,
    pub(crate) calendar_days: Share,
    pub(crate) met_of_closed: Share,
    pub(crate) met_of_all: Share,
}

/// How many requests were closed in time.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Attainment {
    /// Closed at or before the published due stamp, among closed requests.
    pub(crate) met_of_closed: Share,
    /// The same among all requests with a due stamp; open ones whose stamp lies before the data's end are missed.
    pub(crate) met_of_all: Share,
    pub(crate) open_overdue: usize,
    /// By the clocks: recomputed promises of the types with a rule, closed or overdue.
    pub(crate) met_by_clocks: Share,
    /// Requests on which clocks and published stamps differ.
    pub(crate) clocks_differ: usize,
    /// Requests whose closing stamp lies before the opening; the clocks take it at the opening.
    pub(crate) closed_before_opening: usize,
}

/// The sample of 2022 with its own rules.
#[derive(Debug, Serialize)]
pub(crate) struct Sample {
    pub(crate) rows: usize,
    pub(crate) types: usize,
    pub(crate) reproduced: Share,
}

/// One request.
struct Request {
    id: String,
    class: String,
    year: String,
    opened: Instant,
    due: Option<Instant>,
    closed: Option<Instant>,
}

#[derive(Deserialize)]
struct Row {
    case_enquiry_id: String,
    r#type: String,
    /// Wall-clock time in the sample of 2022, which has no `*_local` columns.
    open_dt: String,
    sla_target_dt: Option<String>,
    closed_dt: Option<String>,
    open_local: Option<String>,
    sla_target_local: Option<String>,
    closed_local: Option<String>,
}

/// Reads the data set in `folder` and recomputes its due stamps.
pub(crate) fn report(folder: &Path) -> Result<Boston, ReportError> {
    let zones = ZoneDatabase::bundled();
    let calendar = folder.join("calendar.json");
    let rules = Rules::read(&calendar)?;
    let zone = zones.rules(rules.time_zone()).map_err(|source| document_error(&calendar, &source))?;
    let compile = |rules: &Rules| rules.compile(&zones).map_err(|source| document_error(&calendar, &source));
    let policy = compile(&rules)?;
    let without_holidays = compile(&rules.without_holidays())?;
    let requests = read_requests(&folder.join("requests_2013_2019.csv.gz"), &zone)?;
    let stamps = requests.iter().flat_map(|request| [Some(request.opened), request.due, request.closed]);
    let data_end = stamps.flatten().max().unwrap_or(Instant::MIN);

    let mut boston = Boston {
        requests: requests.len(),
        with_due_stamp: 0,
        holidays: rules.holidays().len(),
        one_working_day: Share::default(),
        one_working_day_without_holidays: Share::default(),
        calendar_days: Share::default(),
        without_rule: 0,
        years: BTreeMap::new(),
        misses: Vec::new(),
        stamps_on_fixed_holidays: BTreeMap::new(),
        attainment: Attainment::default(),
        sample_2022: sample(folder, &zone, &zones)?,
        data_end,
    };
    let fixed_holidays = rules.fixed_holidays();
    for request in &requests {
        let Some(published) = request.due else { continue };
        let refused = |source| clocks_error(&request.id, source);
        boston.with_due_stamp += 1;
        let met = request.closed.is_some_and(|closed| closed <= published);
        boston.attend(request, published, met);
        let clocks = Clocks::of(request, &policy, data_end).map_err(refused)?;
        let Some(due) = clocks.due else {
            boston.without_rule += 1;
            continue;
        };
        if let Some(by_clocks) = clocks.met {
            boston.attainment.met_by_clocks.add(by_clocks);
            boston.attainment.clocks_differ += usize::from(by_clocks != met);
        }
        let reproduced = near(due, published);
        let year = boston.years.entry(request.year.clone()).or_default();
        if request.class == ONE_WORKING_DAY {
            boston.one_working_day.add(reproduced);
            year.one_working_day.add(reproduced);
            let bare = Clocks::of(request, &without_holidays, data_end).map_err(refused)?;
            boston.one_working_day_without_holidays.add(bare.due.is_some_and(|due| near(due, published)));
            let date = zone_date(&policy, published);
            if fixed_holidays.iter().any(|fixed| date.ends_with(fixed)) {
                let year = date.chars().take(4).collect();
                *boston.stamps_on_fixed_holidays.entry(year).or_default() += 1;
            }
        } else {
            boston.calendar_days.add(reproduced);
            year.calendar_days.add(reproduced);
        }
        if !reproduced {
            let stamp = MissedStamp { opened: request.opened, closed: request.closed, published, due };
            boston.misses.push(stamp.explain(request, &policy));
        }
    }
    Ok(boston)
}

impl Boston {
    /// Counts a request with a due stamp in both readings of attainment.
    fn attend(&mut self, request: &Request, published: Instant, met: bool) {
        let year = self.years.entry(request.year.clone()).or_default();
        let attainment = &mut self.attainment;
        match request.closed {
            Some(closed) => {
                attainment.met_of_closed.add(met);
                year.met_of_closed.add(met);
                attainment.closed_before_opening += usize::from(closed < request.opened);
            }
            None if published >= self.data_end => return,
            None => attainment.open_overdue += 1,
        }
        attainment.met_of_all.add(met);
        year.met_of_all.add(met);
    }
}

/// What the clocks say of one request.
struct Clocks {
    /// The promise at the opening; `None` where the policy has no rule for the type.
    due: Option<Instant>,
    /// Whether it was kept; `None` while that is open.
    met: Option<bool>,
}

impl Clocks {
    fn of(request: &Request, policy: &SlaPolicy, now: Instant) -> Result<Self, SlaError> {
        let inputs = Inputs { class: request.class.parse().ok(), ..Inputs::default() };
        let mut clocks = TicketClocks::new(policy.clone());
        clocks.apply(Event::new(request.opened, EventKind::Started(inputs)))?;
        let opened = clocks.readings(request.opened)?;
        if let Some(closed) = request.closed {
            clocks.apply(Event::new(closed.max(request.opened), EventKind::Stopped))?;
        }
        let ended = clocks.readings(now)?;
        let met = ended.first().and_then(|reading| match reading.outcome {
            Some(outcome) => Some(matches!(outcome, Outcome::Met(_))),
            None => reading.breached_at.map(|_| false),
        });
        Ok(Self { due: opened.first().and_then(|reading| reading.due), met })
    }
}

fn read_requests(path: &Path, zone: &ZoneRules) -> Result<Vec<Request>, ReportError> {
    let mut requests = Vec::new();
    each_row(path, |row: Row| {
        let stamp = |field, text: Option<String>| text.map(|text| year_first(field, &text, zone)).transpose();
        let (opened, due, closed) = match row.open_local {
            Some(opened) => (opened, row.sla_target_local, row.closed_local),
            None => (row.open_dt, row.sla_target_dt, row.closed_dt),
        };
        requests.push(Request {
            opened: year_first("open_local", &opened, zone)?,
            due: stamp("sla_target_local", due)?,
            closed: stamp("closed_local", closed)?,
            year: opened.chars().take(4).collect(),
            id: row.case_enquiry_id,
            class: row.r#type,
        });
        Ok::<(), Malformed>(())
    })?;
    Ok(requests)
}

/// Recomputes the stamps of the 2022 sample, each type by its own rule.
fn sample(folder: &Path, zone: &ZoneRules, zones: &ZoneDatabase) -> Result<Sample, ReportError> {
    let path = folder.join("sla_policy_2022.json");
    let rules = Rules::read(&folder.join("calendar.json"))?.without_holidays().with_targets_of(&path)?;
    let policy = rules.compile(zones).map_err(|source| document_error(&path, &source))?;
    let requests = read_requests(&folder.join("requests_2022_sample.csv"), zone)?;
    let mut sample = Sample { rows: requests.len(), types: rules.classes(), reproduced: Share::default() };
    for request in &requests {
        let Some(published) = request.due else { continue };
        let clocks =
            Clocks::of(request, &policy, Instant::MAX).map_err(|source| clocks_error(&request.id, source))?;
        sample.reproduced.add(clocks.due.is_some_and(|due| near(due, published)));
    }
    Ok(sample)
}

fn near(left: Instant, right: Instant) -> bool {
    left.since(right) <= TOLERANCE && right.since(left) <= TOLERANCE
}

fn zone_date(policy: &SlaPolicy, at: Instant) -> String {
    policy.calendar(policy::CALENDAR).map(|calendar| calendar.local(at).0.to_string()).unwrap_or_default()
}
