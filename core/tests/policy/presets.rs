//! The presets promise what the field says, at concrete times.

use std::collections::BTreeMap;

use aftersales::policy::{Bundle, CheckPeriod, Language, Severity, check};
use aftersales::presets::Preset;
use aftersales::sla::{Event, EventKind, Inputs, TicketClocks};
use aftersales::ticket::IntakeRecord;
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::{Channel, Kind, Priority};
use aftersales::wire::{InputValue, InputsDocument, IntakeRecordDocument};

fn compiled(preset: Preset) -> Bundle {
    preset.compile(&ZoneDatabase::bundled()).unwrap()
}

/// `03-07 22:00` of 2026 in Shanghai.
fn at(text: &str) -> Instant {
    let (date, time) = text.split_once(' ').unwrap();
    format!("2026-{date}T{time}:00+08:00").parse().unwrap()
}

/// `P1`, `P3 kind=complaint tier=strategic`, or nothing for a ticket without a priority.
fn inputs(text: &str) -> Inputs {
    let mut document = InputsDocument::default();
    for word in text.split_whitespace() {
        match word.split_once('=') {
            None => document.priority = Some(word.to_owned()),
            Some(("kind", kind)) => document.kind = Some(kind.to_owned()),
            Some(("tier", tier)) => document.tier = Some(tier.to_owned()),
            Some(("class", class)) => document.class = Some(class.to_owned()),
            Some(("site", site)) => document.site = Some(site.to_owned()),
            Some(other) => panic!("{other:?}"),
        }
    }
    Inputs::try_from(&document).unwrap()
}

/// When a clock of a ticket falls due, read from its readings.
fn due(bundle: &Bundle, ticket: &str, opened: &str, metric: &str) -> Option<Instant> {
    let mut clocks = TicketClocks::new(bundle.sla().unwrap().clone());
    clocks.apply(Event::new(at(opened), EventKind::Started(inputs(ticket)))).unwrap();
    let readings = clocks.readings(at(opened)).unwrap();
    readings.into_iter().find(|reading| reading.metric.as_str() == metric).and_then(|reading| reading.due)
}

fn promises(preset: Preset, rows: &[(&str, &str, &str, Option<&str>)]) {
    let bundle = compiled(preset);
    for (ticket, opened, metric, expected) in rows {
        assert_eq!(due(&bundle, ticket, opened, metric), expected.map(at), "{ticket}, {opened}, {metric}");
    }
}

#[test]
fn every_preset_compiles_under_its_name_and_its_check_finds_nothing() {
    let period = CheckPeriod::new("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    for preset in Preset::ALL {
        assert_eq!(compiled(*preset).name(), preset.as_str());
        assert_eq!(Preset::named(preset.as_str()), Some(*preset));
        let findings = check(&preset.document().unwrap(), &ZoneDatabase::bundled(), period);
        assert_eq!(findings, [], "{preset}");
    }
    assert_eq!(Preset::named("after_sales"), None);
}

#[test]
fn a_preset_says_when_its_holidays_end() {
    let period = CheckPeriod::new("2026-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
    for preset in Preset::ALL {
        let findings = check(&preset.document().unwrap(), &ZoneDatabase::bundled(), period);
        let told: Vec<_> =
            findings.iter().map(|finding| (finding.severity, finding.code, finding.path.as_str())).collect();
        assert_eq!(
            told,
            [(Severity::Warning, "policy.calendar.holidays_end", "calendars.office")],
            "{preset}"
        );
    }
}

// The office is open from 08:00 to 20:00 from Monday to Friday. 6 March 2026 is a Friday.

#[test]
fn p1_is_promised_round_the_clock() {
    promises(
        Preset::AfterSales,
        &[
            ("P1", "03-07 22:00", "first_response", Some("03-07 22:30")),
            ("P1", "03-07 22:00", "start_of_work", Some("03-08 00:00")),
            ("P1", "03-07 22:00", "resolution", Some("03-08 02:00")),
            ("P1 class=outage", "03-07 22:00", "workaround", Some("03-08 02:00")),
            ("P1", "03-07 22:00", "workaround", None),
        ],
    );
}

#[test]
fn the_other_priorities_are_promised_in_working_hours() {
    promises(
        Preset::AfterSales,
        &[
            ("P2", "03-06 19:00", "first_response", Some("03-09 11:00")),
            ("P2", "03-06 19:00", "resolution", Some("03-10 19:00")),
            ("P3", "03-06 19:00", "first_response", Some("03-09 15:00")),
            ("P3", "03-06 19:00", "resolution", Some("03-11 19:00")),
            ("P4", "03-06 19:00", "first_response", Some("03-09 15:00")),
            ("P4", "03-06 19:00", "resolution", Some("03-11 19:00")),
            ("P2", "03-06 19:00", "start_of_work", None),
            // Taken in on a Saturday: time begins on Monday morning.
            ("P2", "03-07 12:00", "first_response", Some("03-09 12:00")),
            ("P3", "03-07 12:00", "resolution", Some("03-12 08:00")),
        ],
    );
}

#[test]
fn spring_festival_and_its_make_up_days_count_as_the_state_council_says() {
    promises(
        Preset::AfterSales,
        &[
            // Friday the 13th; Saturday the 14th is worked, the 15th to the 23rd are free.
            ("P3", "02-13 19:00", "resolution", Some("02-25 19:00")),
            ("P2", "02-13 19:00", "first_response", Some("02-14 11:00")),
            ("P2", "02-14 18:00", "first_response", Some("02-24 10:00")),
        ],
    );
}

#[test]
fn tiers_complaints_and_outages_cap_and_never_lengthen() {
    promises(
        Preset::AfterSales,
        &[
            ("P3 tier=strategic", "03-06 18:00", "first_response", Some("03-06 19:00")),
            ("P3 tier=growth", "03-06 10:00", "first_response", Some("03-06 18:00")),
            ("P1 tier=strategic", "03-06 18:00", "first_response", Some("03-06 18:30")),
            ("P4 kind=complaint", "03-06 19:00", "first_response", Some("03-09 09:00")),
            ("P4 kind=complaint", "03-06 19:00", "resolution", Some("03-10 19:00")),
            ("P1 kind=complaint", "03-06 19:00", "resolution", Some("03-06 23:00")),
            ("P4 kind=complaint tier=strategic", "03-06 19:00", "first_response", Some("03-06 20:00")),
            ("P3 class=outage", "03-06 19:00", "first_response", Some("03-06 19:30")),
            ("P3 class=outage", "03-06 19:00", "workaround", Some("03-09 11:00")),
        ],
    );
}

#[test]
fn a_ticket_without_a_grade_is_answered_within_two_working_hours() {
    promises(
        Preset::AfterSales,
        &[
            ("", "03-06 19:00", "first_response", Some("03-09 09:00")),
            ("", "03-06 19:00", "resolution", None),
            ("tier=strategic", "03-06 18:00", "first_response", Some("03-06 19:00")),
            ("", "03-06 19:00", "progress_report", Some("03-13 19:00")),
        ],
    );
}

#[test]
fn waiting_for_the_customer_stops_the_resolution_and_waiting_for_parts_does_not() {
    let bundle = compiled(Preset::AfterSales);
    for (reason, expected) in [("customer", "03-07 04:00"), ("parts", "03-07 02:00")] {
        let mut clocks = TicketClocks::new(bundle.sla().unwrap().clone());
        let kinds = [
            ("03-06 22:00", EventKind::Started(inputs("P1"))),
            ("03-06 23:00", EventKind::WaitStarted(reason.parse().unwrap())),
            ("03-07 01:00", EventKind::WaitEnded(reason.parse().unwrap())),
        ];
        for (when, kind) in kinds {
            clocks.apply(Event::new(at(when), kind)).unwrap();
        }
        let readings = clocks.readings(at("03-07 01:00")).unwrap();
        let resolution = readings.iter().find(|reading| reading.metric.as_str() == "resolution").unwrap();
        assert_eq!(resolution.due, Some(at(expected)), "{reason}");
    }
}

#[test]
fn parts_for_remote_areas_are_promised_within_two_days_of_the_order() {
    let bundle = compiled(Preset::AfterSales);
    let mut clocks = TicketClocks::new(bundle.sla().unwrap().clone());
    clocks.apply(Event::new(at("03-06 10:00"), EventKind::Started(inputs("P2 site=remote")))).unwrap();
    clocks.apply(Event::new(at("03-06 16:00"), EventKind::WaitStarted("parts".parse().unwrap()))).unwrap();
    let readings = clocks.readings(at("03-06 16:00")).unwrap();
    let parts = readings.iter().find(|reading| reading.metric.as_str() == "parts_delivery").unwrap();
    assert_eq!(parts.due, Some(at("03-08 16:00")));
}

#[test]
fn the_call_back_falls_one_to_three_working_days_after_completion() {
    let bundle = compiled(Preset::AfterSales);
    let mut clocks = TicketClocks::new(bundle.sla().unwrap().clone());
    clocks.apply(Event::new(at("03-06 10:00"), EventKind::Started(inputs("P2")))).unwrap();
    clocks.apply(Event::new(at("03-06 16:00"), EventKind::Stopped)).unwrap();
    let readings = clocks.readings(at("03-06 16:00")).unwrap();
    let call_back = readings.iter().find(|reading| reading.metric.as_str() == "call_back").unwrap();
    assert_eq!((call_back.not_before, call_back.due), (Some(at("03-09 16:00")), Some(at("03-11 16:00"))));
}

#[test]
fn three_grades_promise_what_their_handbook_says() {
    promises(
        Preset::ThreeGrade,
        &[
            ("P1", "03-07 22:00", "first_response", Some("03-08 00:00")),
            ("P1", "03-07 22:00", "resolution", Some("03-08 02:00")),
            ("P2", "03-06 19:00", "first_response", Some("03-09 11:00")),
            ("P2", "03-06 19:00", "resolution", Some("03-10 19:00")),
            ("P3", "03-06 19:00", "first_response", Some("03-09 15:00")),
            ("P3", "03-06 19:00", "resolution", Some("03-11 19:00")),
            ("P4", "03-06 19:00", "resolution", Some("03-11 19:00")),
            ("P3 kind=complaint", "03-06 19:00", "first_response", Some("03-09 09:00")),
        ],
    );
    let bundle = compiled(Preset::ThreeGrade);
    let called = |priority| bundle.labels().label("priority", priority, Language::Chinese);
    assert_eq!([called("P1"), called("P2"), called("P3")], [Some("一级"), Some("二级"), Some("三级")]);
}

#[test]
fn clocks_alone_follow_a_conversation() {
    let bundle = compiled(Preset::ClocksOnly);
    assert!(bundle.grading().is_none() && bundle.intake().is_none() && bundle.numbering().is_none());
    promises(
        Preset::ClocksOnly,
        &[
            ("P1", "03-07 22:00", "first_response", Some("03-07 22:30")),
            ("P3", "03-06 19:00", "first_response", Some("03-09 15:00")),
        ],
    );
    let mut clocks = TicketClocks::new(bundle.sla().unwrap().clone());
    for (when, kind) in [
        ("03-06 10:00", EventKind::Started(inputs("P2"))),
        ("03-06 11:00", EventKind::AgentMessage),
        ("03-06 15:00", EventKind::CustomerMessage),
    ] {
        clocks.apply(Event::new(at(when), kind)).unwrap();
    }
    let readings = clocks.readings(at("03-06 15:00")).unwrap();
    let next = readings.iter().find(|reading| reading.metric.as_str() == "next_response").unwrap();
    assert_eq!(next.due, Some(at("03-06 19:00")));
}

fn grade(preset: Preset, values: &[(&str, InputValue)]) -> Priority {
    let bundle = compiled(preset);
    let policy = bundle.grading().unwrap();
    let values: BTreeMap<String, InputValue> =
        values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    policy.grade(&policy.read(&values).unwrap()).unwrap().priority()
}

#[test]
fn faults_are_graded_as_the_handbooks_describe_them() {
    let after_sales = |severity: &str, scope: &str, hazard: bool| {
        let values =
            [("severity", severity.into()), ("scope", scope.into()), ("safety_hazard", hazard.into())];
        grade(Preset::AfterSales, &values)
    };
    for (severity, scope, hazard, expected) in [
        ("unusable", "single_function", false, Priority::P1),
        ("severe", "core_function", false, Priority::P1),
        ("blemish", "single_function", true, Priority::P1),
        ("severe", "several_functions", false, Priority::P2),
        ("minor", "core_function", false, Priority::P2),
        ("minor", "several_functions", false, Priority::P3),
        ("blemish", "core_function", false, Priority::P4),
        ("none", "single_function", false, Priority::P4),
    ] {
        assert_eq!(after_sales(severity, scope, hazard), expected, "{severity} {scope} {hazard}");
    }
    let told = |symptom: &str| {
        let values = [
            ("severity", "minor".into()),
            ("scope", "single_function".into()),
            ("safety_hazard", false.into()),
            ("symptom", symptom.into()),
        ];
        grade(Preset::AfterSales, &values)
    };
    assert_eq!(told("The fan is loud"), Priority::P3);
    assert_eq!((told("The battery is overheating"), told("电源冒烟")), (Priority::P1, Priority::P1));
    let critical = [
        ("severity", "minor".into()),
        ("scope", "single_function".into()),
        ("safety_hazard", false.into()),
        ("industry", "critical".into()),
    ];
    assert_eq!(grade(Preset::AfterSales, &critical), Priority::P2);
    let three =
        [("urgency", "high".into()), ("scope", "core_function".into()), ("safety_hazard", false.into())];
    assert_eq!(grade(Preset::ThreeGrade, &three), Priority::P1);
}

#[test]
fn numbers_and_intake_follow_the_handbook() {
    let bundle = compiled(Preset::AfterSales);
    let number = bundle.numbering().unwrap().format(7, at("03-14 12:00"), None).unwrap();
    assert_eq!(number.as_str(), "TS20260314-0007");
    let nothing = IntakeRecord::try_from(&IntakeRecordDocument::default()).unwrap();
    let asked = |kind| bundle.intake().unwrap().missing(&nothing, kind, Channel::Hotline).len();
    assert_eq!((asked(Kind::Repair), asked(Kind::Complaint), asked(Kind::Enquiry)), (9, 4, 3));
}
