//! What the check finds: for every code a bundle that shows it, and the same bundle put right, without it.

use std::collections::BTreeSet;

use aftersales::policy::{CheckPeriod, Finding, check};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{BundleDocument, FindingDocument};
use serde_json::{Value, json};

/// What a bundle shows for the rest of 2026.
pub(crate) fn found(bundle: &Value) -> Vec<FindingDocument> {
    let document = BundleDocument::from_json(&bundle.to_string()).unwrap();
    let period = CheckPeriod::new("2026-03-02".parse().unwrap(), "2026-12-31".parse().unwrap());
    let findings = check(&document, &ZoneDatabase::bundled(), period);
    findings.iter().map(FindingDocument::from).collect()
}

fn codes(bundle: &Value) -> BTreeSet<String> {
    found(bundle).into_iter().map(|finding| finding.code).collect()
}

fn with(mut bundle: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = bundle.pointer_mut(parent).unwrap();
    match (parent.is_array(), key.parse::<usize>()) {
        (true, Ok(position)) if position < parent.as_array().unwrap().len() => parent[position] = value,
        (true, _) => parent.as_array_mut().unwrap().push(value),
        _ => parent[key] = value,
    }
    bundle
}

fn hours(hours: i64) -> Value {
    json!({"type": "open_time", "seconds": hours * 3600})
}

fn days(days: i64) -> Value {
    json!({"type": "working_days", "days": days})
}

/// A bundle in which nothing is to be found.
fn clean() -> Value {
    let shift = json!([["08:00", "18:00"]]);
    json!({
        "name": "clean",
        "calendars": {
            "office": {
                "time_zone": "Europe/Berlin",
                "weekly": {"mon": shift, "tue": shift, "wed": shift, "thu": shift, "fri": shift},
                "holidays": ["2026-04-03", "2026-12-25"],
            },
            "always": {
                "time_zone": "Europe/Berlin",
                "weekly": {"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]],
                           "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]],
                           "sun": [["00:00", "24:00"]]},
            },
        },
        "grading": {
            "inputs": [
                {"type": "choice", "name": "severity", "values": ["blemish", "minor", "severe"], "order": "rising"},
                {"type": "yes_no", "name": "safety_hazard", "order": "rising"},
            ],
            "base": {"type": "table", "hit_policy": "first", "rows": [
                {"when": {"severity": {"one_of": ["severe"]}}, "then": {"priority": "P2"}},
                {"then": {"priority": "P3"}},
            ]},
            "hazards": [{"safety_hazard": {"one_of": [true]}}],
        },
        "sla": {
            "calendars": {},
            "default_calendar": "office",
            "metrics": [
                {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
                {"name": "resolution", "starts": [{"type": "started"}], "stops": [{"type": "stopped"}]},
            ],
            "selector": [
                {"type": "set", "when": {"priority": ["P1"]}, "calendar": "always",
                 "targets": {"first_response": hours(1), "resolution": hours(4)}},
                {"type": "set", "when": {"priority": ["P2", "P3", "P4"]},
                 "targets": {"first_response": hours(4), "resolution": days(3)}},
                {"type": "at_most", "when": {"tier": ["strategic"]}, "targets": {"first_response": hours(2)}},
            ],
            "ungraded": {"targets": {"first_response": hours(2)}},
        },
        "escalation": {"rules": [
            {"id": "late answer", "trigger": {"type": "breach", "metric": "first_response"},
             "steps": [{"actions": [{"type": "notify", "role": "service_supervisor"}]}]},
            {"id": "late", "trigger": {"type": "breach", "metric": "resolution"},
             "steps": [{"actions": [{"type": "raise_level", "to": "L3"}]}]},
        ]},
        "intake": {"requirements": [{"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]}]},
        "numbering": {"time_zone": "Europe/Berlin", "parts": [{"type": "serial", "width": 6}]},
    })
}

#[test]
fn a_clean_bundle_shows_nothing() {
    assert_eq!(found(&clean()), []);
}

/// Severity, code and path of what the clean bundle shows after one change, and the finding itself.
fn shows(bundle: &Value, severity: &str, code: &str, path: &str) -> FindingDocument {
    let all = found(bundle);
    let this: Vec<_> = all.iter().filter(|finding| finding.code == code).collect();
    assert_eq!(this.len(), 1, "{code}: {all:#?}");
    let written = serde_json::to_value(this[0]).unwrap();
    assert_eq!(
        (written["severity"].as_str(), written["path"].as_str()),
        (Some(severity), Some(path)),
        "{written}"
    );
    let message = &this[0].message;
    assert!(
        !message.ends_with('.') && !message.contains('\n') && !message.starts_with(char::is_uppercase),
        "{message}"
    );
    assert!(!codes(&clean()).contains(code));
    this[0].clone()
}

fn case(finding: &FindingDocument) -> Value {
    let witness = serde_json::to_value(finding.witness.as_ref().unwrap()).unwrap();
    assert_eq!(witness["type"], "case", "{witness}");
    witness
}

fn places(finding: &FindingDocument) -> Value {
    serde_json::to_value(finding.witness.as_ref().unwrap()).unwrap()["paths"].clone()
}

#[test]
fn a_calendar_that_never_opens_is_an_error() {
    let bare = with(clean(), "/calendars/office/weekly", json!({}));
    shows(&bare, "error", "policy.calendar.never_opens", "calendars.office");
    // One that was open once, and will not be again, is the same.
    let once = with(bare, "/calendars/office/date_overrides", json!({"2026-01-05": [["09:00", "10:00"]]}));
    let finding = shows(&once, "error", "policy.calendar.never_opens", "calendars.office");
    assert_eq!(serde_json::to_value(finding.witness).unwrap()["date"], "2026-03-02");
    let again = with(once, "/calendars/office/date_overrides", json!({"2026-03-02": [["09:00", "10:00"]]}));
    assert!(!codes(&again).contains("policy.calendar.never_opens"));
}

#[test]
fn a_year_in_use_without_holidays_is_a_warning() {
    let none = with(clean(), "/calendars/office/holidays", json!([]));
    let finding = shows(&none, "warning", "policy.calendar.holidays_end", "calendars.office");
    assert_eq!(serde_json::to_value(finding.witness).unwrap()["date"], "2026-03-02");
    // The years before do not help, and a calendar that is always open needs none.
    let past = with(clean(), "/calendars/office/holidays", json!(["2025-12-25"]));
    assert!(codes(&past).contains("policy.calendar.holidays_end"));
    let document = BundleDocument::from_json(&clean().to_string()).unwrap();
    let longer = CheckPeriod::new("2026-03-02".parse().unwrap(), "2027-06-30".parse().unwrap());
    let findings = check(&document, &ZoneDatabase::bundled(), longer);
    let told: Vec<_> = findings.iter().map(|finding| (finding.code, finding.path.as_str())).collect();
    assert_eq!(told, [("policy.calendar.holidays_end", "calendars.office")]);
    assert!(findings[0].message.contains("2027"), "{}", findings[0].message);
}

#[test]
fn overlapping_shifts_are_a_warning() {
    let code = "policy.calendar.shifts_overlap";
    let same_day =
        with(clean(), "/calendars/office/weekly/tue", json!([["12:00", "18:00"], ["08:00", "12:30"]]));
    let finding = shows(&same_day, "warning", code, "calendars.office.weekly.tue[0]");
    assert_eq!(places(&finding), json!(["calendars.office.weekly.tue[1]", "calendars.office.weekly.tue[0]"]));
    // The tail of a night shift reaches into the morning after; Sunday's into Monday's.
    let night = with(clean(), "/calendars/office/weekly/sun", json!([["22:00", "09:00"]]));
    let finding = shows(&night, "warning", code, "calendars.office.weekly.mon[0]");
    assert_eq!(places(&finding)[0], "calendars.office.weekly.sun[0]");
    let dated = json!({"2026-05-02": [["08:00", "12:00"], ["11:00", "13:00"]]});
    let override_of_a_date = with(clean(), "/calendars/office/date_overrides", dated);
    shows(&override_of_a_date, "warning", code, "calendars.office.date_overrides.2026-05-02[1]");
    let touching =
        with(clean(), "/calendars/office/weekly/tue", json!([["08:00", "12:00"], ["12:00", "18:00"]]));
    assert_eq!(found(&touching), []);
}

#[test]
fn a_calendar_that_nothing_names_is_a_notice() {
    let spare = clean()["calendars"]["office"].clone();
    let bundle = with(clean(), "/calendars/spare", spare);
    shows(&bundle, "notice", "policy.calendar.unused", "calendars.spare");
}

#[test]
fn a_response_due_after_the_resolution_is_an_error() {
    let code = "policy.sla.outlasts_the_end";
    let slow = with(clean(), "/sla/selector/0/targets/first_response", hours(5));
    let finding = shows(&slow, "error", code, "sla.selector[0].targets.first_response");
    assert_eq!(case(&finding)["inputs"]["priority"], "P1");
    // Only where the two meet: a cap on the resolution of complaints that the response of the slow priorities outlasts.
    let cap =
        json!({"type": "at_most", "when": {"kind": ["complaint"]}, "targets": {"resolution": hours(3)}});
    let finding = shows(
        &with(clean(), "/sla/selector/-", cap),
        "error",
        code,
        "sla.selector[1].targets.first_response",
    );
    assert_eq!(case(&finding)["inputs"]["kind"], "complaint");
    assert!(case(&finding)["at"].is_string());
    // Equal is not after.
    let equal = with(clean(), "/sla/selector/0/targets/first_response", hours(4));
    assert!(!codes(&equal).contains(code));
}

#[test]
fn a_promise_that_shrinks_with_a_lower_priority_is_a_warning() {
    // Twenty-four working hours of a desk with ten a day are more than two working days.
    let inverted = with(
        with(
            clean(),
            "/sla/selector/1",
            json!({"type": "set", "when": {"priority": ["P2"]},
            "targets": {"first_response": hours(4), "resolution": hours(24)}}),
        ),
        "/sla/selector/-",
        json!({"type": "set", "when": {"priority": ["P3", "P4"]},
            "targets": {"first_response": hours(4), "resolution": days(2)}}),
    );
    let finding =
        shows(&inverted, "warning", "policy.sla.priority_inverted", "sla.selector[1].targets.resolution");
    assert_eq!(case(&finding)["inputs"]["priority"], "P2");
}

#[test]
fn an_entry_that_decides_nothing_is_a_warning() {
    let code = "policy.sla.entry_without_effect";
    // The cap of a tier that is longer than every base.
    let long = with(clean(), "/sla/selector/2/targets/first_response", hours(9));
    let finding = shows(&long, "warning", code, "sla.selector[2]");
    assert!(finding.message.contains("longer target"), "{}", finding.message);
    // A cap that always cuts the base off leaves the base without effect.
    let cap = json!({"type": "at_most", "when": {"priority": ["P1"]}, "targets": {"first_response": hours(1), "resolution": hours(4)}});
    let caps = with(
        with(clean(), "/sla/selector/-", cap),
        "/sla/selector/0",
        json!({"type": "set",
        "when": {"priority": ["P1"]}, "targets": {"first_response": hours(2), "resolution": hours(5)}}),
    );
    shows(&caps, "warning", code, "sla.selector[0]");
    // A set that more specific ones go before throughout.
    let general = json!({"type": "set", "targets": {"first_response": hours(1)}});
    shows(&with(clean(), "/sla/selector/-", general), "warning", code, "sla.selector[3]");
    // One that only chooses a calendar decides that.
    let calendar =
        json!({"type": "set", "when": {"tier": ["strategic"], "priority": ["P2"]}, "calendar": "always"});
    assert_eq!(found(&with(clean(), "/sla/selector/-", calendar)), []);
}

#[test]
fn a_metric_that_promises_nothing_is_a_warning() {
    let idle = json!({"name": "workaround", "starts": [{"type": "started"}], "stops": [{"type": "stopped"}]});
    let bundle = with(clean(), "/sla/metrics/-", idle);
    shows(&bundle, "warning", "policy.sla.metric_without_target", "sla.metrics[2]");
}

#[test]
fn nothing_promised_before_the_first_grade_is_a_warning() {
    let mut bundle = clean();
    bundle["sla"].as_object_mut().unwrap().remove("ungraded");
    bundle["sla"]["selector"].as_array_mut().unwrap().truncate(2);
    shows(&bundle, "warning", "policy.sla.ungraded_without_target", "sla.ungraded");
}

#[test]
fn too_many_cases_are_a_notice_and_not_a_standstill() {
    let mut bundle = clean();
    for dimension in ["class", "entitlement", "product_line", "site"] {
        let values: Vec<_> = (0..20).map(|each| format!("{dimension} {each}")).collect();
        let entry =
            json!({"type": "at_most", "when": {dimension: values}, "targets": {"first_response": hours(1)}});
        bundle = with(bundle, "/sla/selector/-", entry);
    }
    shows(&bundle, "notice", "policy.sla.cases_not_enumerated", "sla.selector");
}

#[test]
fn a_clock_that_no_rule_watches_is_a_warning() {
    let mut bundle = clean();
    bundle["escalation"]["rules"].as_array_mut().unwrap().remove(0);
    let finding = shows(&bundle, "warning", "policy.clock.without_owner", "sla.metrics[0]");
    assert!(finding.message.contains("`first_response`"), "{}", finding.message);
    // A desk that escalates elsewhere has no rules here, and none to miss.
    bundle.as_object_mut().unwrap().remove("escalation");
    assert_eq!(found(&bundle), []);
}

fn rule(id: &str, trigger: Value, when: Value, actions: Value) -> Value {
    json!({"id": id, "trigger": trigger, "when": when, "steps": [{"actions": actions}]})
}

#[test]
fn a_rule_that_raises_itself_is_an_error() {
    let mut raising = rule(
        "up and up",
        json!({"type": "breach", "metric": "resolution"}),
        json!({}),
        json!([{"type": "raise_priority", "by": 1}]),
    );
    raising["on_regrade"] = json!("rearm");
    let finding = shows(
        &with(clean(), "/escalation/rules/-", raising),
        "error",
        "policy.escalation.loop",
        "escalation.rules[2]",
    );
    assert_eq!(places(&finding)[0], "escalation.rules[2]");
}

#[test]
fn a_rule_that_never_begins_is_a_warning() {
    let metric = json!({"name": "workaround", "starts": [{"type": "started"}]});
    let late = rule(
        "no workaround",
        json!({"type": "breach", "metric": "workaround"}),
        json!({}),
        json!([{"type": "notify", "role": "expert"}]),
    );
    let bundle = with(with(clean(), "/sla/metrics/-", metric), "/escalation/rules/-", late);
    shows(&bundle, "warning", "policy.escalation.never_begins", "escalation.rules[2]");
}

#[test]
fn a_rule_that_another_always_pre_empts_is_a_warning() {
    let at_level = |within: i64, to: &str| {
        let trigger = json!({"type": "time_at_level", "within_seconds": within});
        rule(to, trigger, json!({"level": ["L1"]}), json!([{"type": "raise_level", "to": to}]))
    };
    let bundle = with(
        with(clean(), "/escalation/rules/-", at_level(3600, "L2")),
        "/escalation/rules/-",
        at_level(7200, "L3"),
    );
    let finding = shows(&bundle, "warning", "policy.escalation.pre_empted", "escalation.rules[3]");
    assert!(places(&finding)[0].as_str().unwrap().starts_with("escalation.rules[2]"));
}

#[test]
fn a_step_that_its_own_rule_cuts_off_is_a_warning() {
    let mut cut = rule(
        "twice",
        json!({"type": "time_at_level", "within_seconds": 60}),
        json!({}),
        json!([{"type": "raise_level", "to": "L3"}]),
    );
    cut["steps"]
        .as_array_mut()
        .unwrap()
        .push(json!({"after_seconds": 60, "actions": [{"type": "notify", "role": "expert"}]}));
    let finding = shows(
        &with(clean(), "/escalation/rules/-", cut),
        "warning",
        "policy.escalation.cut_off",
        "escalation.rules[2].steps[1]",
    );
    assert_eq!(case(&finding)["inputs"]["level"], "L1");
}

fn rows(rows: Value) -> Value {
    with(clean(), "/grading/base/rows", rows)
}

fn severity(values: Value, priority: &str) -> Value {
    json!({"when": {"severity": {"one_of": values}}, "then": {"priority": priority}})
}

#[test]
fn a_gap_in_grading_is_an_error_with_a_case() {
    let gap = rows(json!([severity(json!(["minor", "severe"]), "P2")]));
    let all = found(&gap);
    let finding = all.iter().find(|finding| finding.code.starts_with("priority.")).unwrap();
    assert_eq!(
        (finding.path.as_str(), case(finding)["inputs"]["severity"].as_str()),
        ("grading.base.rows", Some("blemish"))
    );
    assert_eq!(serde_json::to_value(finding.severity).unwrap(), "error");
}

#[test]
fn rows_that_overlap_and_disagree_are_an_error_where_only_one_may_hold() {
    let twice = with(
        rows(json!([
            severity(json!(["severe", "minor"]), "P2"),
            severity(json!(["minor", "blemish"]), "P3")
        ])),
        "/grading/base/hit_policy",
        json!("unique"),
    );
    let all = found(&twice);
    let finding = all.iter().find(|finding| finding.code.starts_with("priority.")).unwrap();
    assert_eq!(case(finding)["inputs"]["severity"], "minor");
}

#[test]
fn what_is_idle_in_grading_is_a_warning() {
    let pre_empted = rows(json!([
        severity(json!(["severe", "minor"]), "P2"),
        severity(json!(["minor"]), "P2"),
        {"then": {"priority": "P3"}},
    ]));
    let finding = shows(&pre_empted, "warning", "priority.finding.pre_empted", "grading.base.rows[1]");
    assert_eq!(case(&finding)["inputs"]["severity"], "minor");
    let crossing = rows(json!([
        severity(json!(["severe", "minor"]), "P2"),
        {"when": {"safety_hazard": {"one_of": [true]}}, "then": {"priority": "P1"}},
        {"then": {"priority": "P3"}},
    ]));
    shows(&crossing, "warning", "priority.finding.crossing", "grading.base.rows[0]");
    let modifier =
        json!({"type": "at_least", "priority": "P4", "when_any": [{"severity": {"one_of": ["minor"]}}]});
    let in_vain = with(clean(), "/grading/modifiers", json!([modifier]));
    shows(&in_vain, "warning", "priority.finding.in_vain", "grading.modifiers[0]");
    let none = with(clean(), "/grading/hazards", json!([]));
    shows(&none, "warning", "priority.finding.no_hazard", "grading.hazards");
}

fn gates(gates: Value) -> Value {
    with(clean(), "/gates", json!({"gates": gates}))
}

#[test]
fn a_gate_whose_requirement_comes_too_late_stays_closed() {
    let code = "policy.lifecycle.gate_stays_closed";
    // Work is checked where there is work: not before it.
    let late = json!([{"before": ["start_work"], "when": {"priority": ["P1"]}, "requires": ["plan", "second_check"]}]);
    let finding = shows(&gates(late), "error", code, "gates.gates[0]");
    assert!(finding.message.contains("`second_check`"), "{}", finding.message);
    assert_eq!(case(&finding)["inputs"]["priority"], "P1");
    let none = gates(json!([
        {"before": ["complete", "answer"], "requires": ["confirmation"]},
        {"before": ["close"], "requires": ["response"]},
    ]));
    let finding = shows(&none, "error", code, "gates.gates[0]");
    assert!(
        finding.message.contains("`confirmation`") && finding.message.contains("`confirm`"),
        "{}",
        finding.message
    );
    let never = found(&none);
    let told: BTreeSet<_> = never.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(
        told,
        BTreeSet::from([code, "policy.lifecycle.closed_unreachable", "policy.lifecycle.phase_unreachable",])
    );
    let phase = never.iter().find(|finding| finding.code.ends_with("phase_unreachable")).unwrap();
    assert!(phase.message.contains("`verifying`"), "{}", phase.message);
}

#[test]
fn a_ticket_that_never_reaches_closed_is_an_error_even_if_only_some_do_not() {
    let some = gates(json!([
        {"before": ["complete", "answer"], "when": {"kind": ["complaint"], "priority": ["P2"]}, "requires": ["rating"]},
    ]));
    let finding = shows(&some, "error", "policy.lifecycle.closed_unreachable", "gates.gates");
    assert_eq!(case(&finding)["inputs"], json!({"kind": "complaint", "priority": "P2"}));
    assert!(!codes(&some).contains("policy.lifecycle.phase_unreachable"));
    let open = gates(json!([{"before": ["close"], "requires": ["confirmation", "call_back"]}]));
    assert_eq!(found(&open), []);
}

#[test]
fn requirements_that_ask_nothing_are_a_warning() {
    let empty = with(clean(), "/intake/requirements/-", json!({"when": {"kind": ["repair"]}}));
    shows(&empty, "warning", "policy.intake.requirement_empty", "intake.requirements[1]");
    let met = with(clean(), "/intake/requirements/-", json!({"fields": ["contact.phone"]}));
    let finding = shows(&met, "warning", "policy.intake.group_always_met", "intake.requirements[0].any_of");
    assert_eq!(places(&finding)[0], "intake.requirements[1].fields");
    // Required of repairs only, the group still asks something of the others.
    let some = json!({"when": {"kind": ["repair"]}, "fields": ["contact.phone"]});
    assert_eq!(found(&with(clean(), "/intake/requirements/-", some)), []);
}

#[test]
fn a_name_without_a_label_is_a_notice_where_the_desk_writes_labels() {
    let metric = json!({"name": "on_site", "starts": [{"type": "started"}], "calendar": "always"});
    let target = json!({"type": "set", "when": {"priority": ["P1"], "kind": ["repair"]}, "targets": {"on_site": hours(3)}});
    let rule = rule(
        "late",
        json!({"type": "breach", "metric": "on_site"}),
        json!({}),
        json!([{"type": "notify", "role": "engineer"}]),
    );
    let bundle = with(with(clean(), "/sla/metrics/-", metric), "/sla/selector/-", target);
    let bundle = with(
        bundle,
        "/escalation/rules/-",
        json!({"id": "on site", "trigger": rule["trigger"], "steps": rule["steps"]}),
    );
    assert_eq!(found(&bundle), []);
    let labels = json!({"lists": {"priority": {"P1": {"en": "Critical", "zh": "特急"}}}});
    let labelled = with(bundle, "/labels", labels);
    shows(&labelled, "notice", "policy.labels.missing", "labels.lists.metric.on_site");
    let whole = with(labelled, "/labels/lists/metric", json!({"on_site": {"en": "On site", "zh": "到场"}}));
    assert_eq!(found(&whole), []);
}

#[test]
fn what_does_not_compile_is_found_with_the_rest() {
    let bundle = with(
        with(clean(), "/sla/default_calendar", json!("late")),
        "/calendars/office/weekly",
        json!({"mon": [["08:00", "12:00"], ["11:00", "13:00"]]}),
    );
    let told: Vec<_> = found(&bundle).into_iter().map(|finding| (finding.code, finding.path)).collect();
    assert_eq!(told[0], ("sla.document.undefined".to_owned(), "sla.default_calendar".to_owned()));
    assert!(told.iter().any(|each| each.0 == "policy.calendar.shifts_overlap"), "{told:?}");
}

#[test]
fn findings_come_with_the_worst_first() {
    let bundle = with(
        with(clean(), "/calendars/spare", clean()["calendars"]["office"].clone()),
        "/calendars/office/weekly",
        json!({"mon": [["08:00", "12:00"], ["11:00", "13:00"]]}),
    );
    let bundle = with(bundle, "/numbering/time_zone", json!("Mars/Olympus"));
    let severities: Vec<_> = found(&bundle).iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{severities:?}");
    assert_eq!(severities.iter().collect::<BTreeSet<_>>().len(), 3);
}

#[test]
fn every_code_is_listed_once() {
    let listed: BTreeSet<_> = Finding::CODES.iter().collect();
    assert_eq!(listed.len(), Finding::CODES.len());
}
