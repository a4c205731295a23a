//! The main job on real data: the example `desk_report` agrees with figures that two other tools computed.

#[path = "../../core/examples/desk_report/boston/mod.rs"]
mod boston;
#[path = "../../core/examples/desk_report/figures.rs"]
mod figures;
#[path = "../../core/examples/desk_report/incidents/mod.rs"]
mod incidents;
#[path = "../../core/examples/desk_report/read.rs"]
mod read;
#[path = "../../core/examples/desk_report/stopwatch.rs"]
mod stopwatch;
#[path = "../../core/examples/desk_report/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use aftersales::sla::{Event, EventKind, Inputs, Outcome, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::SlaDocument;
use serde_json::{Value, json};

use self::boston::Boston;
use self::figures::{Distribution, Share};
use self::incidents::log::{self, Log};
use self::incidents::{Incidents, Timing};

#[test]
fn the_citys_due_stamps_are_reproduced() {
    let (boston, reference) = (boston(), Reference::of("boston-311"));
    let one_day = reference.value("due_1bd.with_holidays");
    assert_eq!(boston.one_working_day, share(&one_day["match"], &one_day["n"]));
    assert_eq!(boston.one_working_day, Share { count: 21_663, of: 21_687 });
    assert_eq!(boston.one_working_day_without_holidays, Share { count: 20_303, of: 21_687 });
    let calendar_days = reference.value("due_120cd");
    assert_eq!(boston.calendar_days, share(&calendar_days["match"], &calendar_days["n"]));
    assert_eq!(boston.calendar_days, Share { count: 6_123, of: 6_125 });
    assert_eq!(boston.sample_2022.reproduced, Share { count: 89, of: 89 });
    for (year, matches) in one_day["by_year"].as_object().unwrap() {
        assert_eq!(boston.years[year].one_working_day, share(&matches[0], &matches[1]), "{year}");
    }
    assert_eq!(boston.years.len(), 7);
}

#[test]
fn the_other_due_stamps_are_explained() {
    let boston = boston();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for miss in &boston.misses {
        *reasons
            .entry(serde_json::to_value(miss.reason).unwrap().as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    let expected = [
        ("from_closing", 7),
        ("minutes_off", 4),
        ("other_working_days", 3),
        ("outside_hours", 3),
        ("same_as_opening", 5),
        ("whole_minute", 4),
    ];
    assert_eq!(reasons, expected.map(|(reason, count)| (reason.to_owned(), count)).into());
    assert_eq!(boston.without_rule, 1);
    let on_holidays = [("2013", 20), ("2018", 15)];
    assert_eq!(
        boston.stamps_on_fixed_holidays,
        on_holidays.map(|(year, count)| (year.to_owned(), count)).into()
    );
}

#[test]
fn attainment_is_stated_in_both_readings() {
    let (boston, reference) = (boston(), Reference::of("boston-311"));
    let agree = |figure: &Value, closed: Share, all: Share| {
        assert_eq!(closed, share(&figure["closed_only"]["k"], &figure["closed_only"]["n"]));
        assert_eq!(all, share(&figure["all_due"]["k"], &figure["all_due"]["n"]));
        close(all.rate().unwrap(), &figure["all_due"]["rate"]);
        close(closed.rate().unwrap(), &figure["closed_only"]["rate"]);
    };
    let all = reference.value("sla.all");
    agree(all, boston.attainment.met_of_closed, boston.attainment.met_of_all);
    assert_eq!(boston.attainment.open_overdue, all["open"]);
    for name in ["2013", "2014", "2015", "2016"] {
        let year = &boston.years[name];
        agree(reference.value(&format!("sla.year.{name}")), year.met_of_closed, year.met_of_all);
    }
    assert_eq!(boston.requests, *reference.value("n"));
    assert_eq!(boston.with_due_stamp, *reference.value("with_target"));
}

#[test]
fn every_row_of_the_log_is_an_event_of_the_clocks() {
    let (incidents, reference) = (&report().0, Reference::of("uci-incidents"));
    assert_eq!(incidents.rows, *reference.value("n_events"));
    assert_eq!(incidents.incidents, *reference.value("n_incidents"));
    let events = &incidents.events.by_type;
    assert_eq!(events["state_entered"], 141_712);
    assert_eq!(events["started"], 24_918);
    assert_eq!(events["agent_message"], 24_918);
    assert_eq!(events["inputs_changed"], incidents.changes.priority_changes);
    assert_eq!(events["stopped"], 24_918 + events["reopened"]);
    assert_eq!(incidents.events.total, events.values().sum::<usize>());
    assert_eq!(incidents.states.values().sum::<usize>(), 141_712);
    assert_eq!(incidents.changes.incidents_reopened, reference.value("reopen.all")["k"]);
    let moved = incidents.moved_stamps.iter().map(|moved| moved.number.as_str());
    let numbers = ["130", "131", "134", "135", "137", "137", "164"].map(|number| format!("INC0000{number}"));
    assert_eq!(moved.collect::<Vec<_>>(), numbers);
}

#[test]
fn times_of_the_log_agree_with_the_reference() {
    let (incidents, reference) = (&report().0, Reference::of("uci-incidents"));
    let agree = |id: &str, found: Option<Distribution>, unit: f64| {
        let (figure, found) = (reference.value(id), found.unwrap());
        assert_eq!(found.count, figure["n"], "{id}");
        close(found.mean_hours * unit, &figure["mean"]);
        close(found.median_hours * unit, &figure["median"]);
        close(found.p90_hours * unit, &figure["p90"]);
    };
    let times = |priority: &str| &incidents.log_times[priority];
    agree("business_h.1", times("P1").resolved_working, 1.0);
    agree("business_h.3", times("P3").resolved_working, 1.0);
    agree("business_h.all", times("all").resolved_working, 1.0);
    agree("mttr.1", times("P1").resolved, 1.0);
    agree("mttr.3", times("P3").resolved, 1.0);
    agree("ttc.2", times("P2").closed, 1.0);
    agree("ttc.4", times("P4").closed, 1.0);
    agree("ttc.all", times("all").closed, 1.0);
    agree("close_lag", times("all").close_lag, 1.0);
    agree("first_response.2", times("P2").first_response, 60.0);
    agree("first_response.3", times("P3").first_response, 60.0);
    agree("first_response.all", times("all").first_response, 60.0);
}

#[test]
fn the_clocks_measure_the_waits_of_the_reference() {
    let (incidents, reference) = (&report().0, Reference::of("uci-incidents"));
    for reason in ["Awaiting User Info", "Awaiting Vendor"] {
        let pause = incidents.pauses.iter().find(|pause| pause.reason == reason).unwrap();
        close(pause.calendar_hours, &reference.value(&format!("stage.{reason}"))["total_h"]);
        assert!(pause.working_hours < pause.calendar_hours);
    }
}

#[test]
fn attainment_covers_every_incident() {
    let (incidents, reference) = (&report().0, Reference::of("uci-incidents"));
    let last = reference.value("priority_last");
    for row in &incidents.attainment {
        assert_eq!(row.incidents, row.met + row.missed + row.open, "{row:?}");
        match row.priority.strip_prefix('P') {
            Some(priority) => assert_eq!(row.incidents, last[priority], "{row:?}"),
            None => assert_eq!(row.incidents, 24_918, "{row:?}"),
        }
    }
    assert_eq!(incidents.attainment.len(), 10);
    // The clocks' calendar times are the log's, but for two first rows that are stamped before the opening.
    let response =
        incidents.times.iter().find(|times| times.metric == "first_response" && times.priority == "all");
    let (clocks, log) =
        (response.unwrap().calendar.unwrap(), incidents.log_times["all"].first_response.unwrap());
    assert_eq!((clocks.median_hours, clocks.p90_hours), (log.median_hours, log.p90_hours));
    assert!(clocks.mean_hours > log.mean_hours && clocks.mean_hours - log.mean_hours < 0.001);
}

#[test]
fn the_explanation_adds_up() {
    let incidents = &report().0;
    let explained = incidents.explained.as_ref().unwrap();
    let counted: i64 = explained.segments.iter().map(|step| step.counted_us).sum();
    assert_eq!(counted, explained.target_us.unwrap() + explained.beyond_us);
    assert_eq!(counted, explained.segments.last().unwrap().total_us);
    for steps in explained.segments.windows(2) {
        assert_eq!(steps[0].to, steps[1].from);
    }
    let worst = &incidents.worst_breaches;
    assert_eq!(worst.len(), 5);
    assert!(worst.is_sorted_by(|left, right| left.beyond_us >= right.beyond_us));
    assert!(worst.iter().all(|breach| breach.consumed_us - breach.target_us == breach.beyond_us));
}

/// The reference judges the finish of every incident (`resolved_at`, else `closed_at`) against 4, 8, 24 and 72 hours.
#[test]
fn targets_are_met_as_often_as_the_reference_says() {
    let reference = Reference::of("uci-incidents");
    let Log { incidents, .. } = log::read(&data("uci-incidents").join("incident_event_log.csv.gz")).unwrap();
    let day = json!([["08:00", "18:00"]]);
    let office = json!({"mon": day, "tue": day, "wed": day, "thu": day, "fri": day});
    let day = json!([["00:00", "24:00"]]);
    let always = json!({"mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": day, "sun": day});
    let business = vec![("P2", "target_business.2"), ("P4", "target_business.4")];
    let calendar =
        vec![("P1", "target_calendar.1"), ("P2", "target_calendar.2"), ("P3", "target_calendar.3")];
    for (weekly, figures) in [(office, business), (always, calendar)] {
        let entry = |(priority, hours): (&str, u32)| {
            let target = json!({"type": "open_time", "seconds": hours * 3600});
            json!({"type": "set", "when": {"priority": [priority]}, "targets": {"finish": target}})
        };
        let selector = [("P1", 4), ("P2", 8), ("P3", 24), ("P4", 72)].map(entry);
        let document = json!({
            "calendars": {"desk": {"time_zone": "Etc/UTC", "weekly": weekly}},
            "default_calendar": "desk",
            "metrics": [{"name": "finish", "starts": [{"type": "started"}]}],
            "selector": selector,
        });
        let document = SlaDocument::from_json(&document.to_string()).unwrap();
        let policy = SlaPolicy::compile(&document, &ZoneDatabase::bundled()).unwrap();
        let mut met: BTreeMap<String, Share> = BTreeMap::new();
        for incident in &incidents {
            let mut clocks = TicketClocks::new(policy.clone());
            let inputs = Inputs { priority: Some(incident.priority), ..Inputs::default() };
            clocks.apply(Event::new(incident.opened_at, EventKind::Started(inputs))).unwrap();
            let finish = incident.resolved_at.unwrap_or(incident.closed_at);
            clocks.apply(Event::new(finish, EventKind::Stopped)).unwrap();
            let outcome = clocks.readings(Instant::MAX).unwrap()[0].outcome.unwrap();
            met.entry(incident.priority.to_string()).or_default().add(matches!(outcome, Outcome::Met(_)));
        }
        for (priority, id) in figures {
            let figure = reference.value(id);
            assert_eq!(met[priority], share(&figure["k"], &figure["n"]), "{id}");
        }
    }
}

#[test]
fn the_text_fits_a_terminal_and_comes_out_the_same_twice() {
    let (incidents, timing) = report();
    let text = format!("{}\n{incidents}\n{}", boston(), timing.text());
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    let again = incidents::report(&data("uci-incidents")).unwrap().0;
    assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(incidents).unwrap());
    let again = boston::report(&data("boston-311")).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(boston()).unwrap());
}

#[test]
fn a_missing_data_set_is_named() {
    let nowhere = Path::new("no-such-folder");
    let errors = [boston::report(nowhere).err().unwrap(), incidents::report(nowhere).err().unwrap()];
    for error in errors.map(|error| error.to_string()) {
        assert!(error.contains("`no-such-folder/") && error.contains("`--data DIR`"), "{error}");
    }
}

fn boston() -> &'static Boston {
    static BOSTON: OnceLock<Boston> = OnceLock::new();
    BOSTON.get_or_init(|| boston::report(&data("boston-311")).unwrap())
}

fn report() -> &'static (Incidents, Timing) {
    static INCIDENTS: OnceLock<(Incidents, Timing)> = OnceLock::new();
    INCIDENTS.get_or_init(|| incidents::report(&data("uci-incidents")).unwrap())
}

fn data(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(set)
}

/// The published figures of a data set.
struct Reference(Value);

impl Reference {
    fn of(set: &str) -> Self {
        let text = std::fs::read_to_string(data(set).join("reference.json")).unwrap();
        Self(serde_json::from_str(&text).unwrap())
    }

    fn value(&self, id: &str) -> &Value {
        let figures = self.0["figures"].as_array().unwrap();
        &figures.iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("no figure `{id}`"))["value"]
    }
}

fn share(count: &Value, of: &Value) -> Share {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    Share { count: number(count), of: number(of) }
}

/// Both agree to 1e-9, relatively.
fn close(found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found} is not {expected}");
}
