//! What holds for any repair: ranges are ordered, more work never takes less time, few cases stay between book and history,
//! and no share of a cost is ever lost.
//!
//! `PROPTEST_CASES` (default 256) sets how many cases there are.

use aftersales::cost::{
    AuthorisedAmounts, Consent, Coverage, Distribution, History, LogNormal, Payer, RangeMethod,
    Reauthorisation, StandardHours, ThreePoint, Total, Triangular, Usage, UseFee,
};
use aftersales::money::{Decimal, Money, Rounding, RoundingMode};
use aftersales::wire::{
    CaseDocument, ClaimDocument, CoverageDocument, JobDocument, MoneyDocument, ReauthorisationDocument,
    StandardHoursDocument,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const METHODS: [RangeMethod; 4] =
    [RangeMethod::Convolution, RangeMethod::FentonWilkinson, RangeMethod::Normal, RangeMethod::ClassicNormal];

/// Seconds of one operation, from minutes to days, narrow to wide.
fn operation() -> impl Strategy<Value = Distribution> {
    let seconds = || (1.0_f64..1e5, 0.0_f64..1e5, 0.0_f64..1e5);
    prop_oneof![
        (60.0_f64..1e5, 0.05_f64..1.2)
            .prop_map(|(median, sigma)| LogNormal::from_median(median, sigma).unwrap().into()),
        seconds().prop_map(|(low, up, more)| ThreePoint::new(low, low + up, low + up + more).unwrap().into()),
        seconds().prop_map(|(low, up, more)| Triangular::new(low, low + up, low + up + more).unwrap().into()),
        (0.0_f64..1e5).prop_map(|value| Distribution::fixed(value).unwrap()),
    ]
}

fn money(minor: i64) -> Money {
    Money::from_minor_units(minor, "EUR".parse().unwrap())
}

fn document(minor: i64) -> Value {
    json!(MoneyDocument::from(money(minor)))
}

proptest! {
    #[test]
    fn ranges_are_ordered(parts in prop::collection::vec(operation(), 1..8), method in prop::sample::select(METHODS.to_vec())) {
        let total = Total::of(&parts, method).unwrap();
        let range = total.range();
        prop_assert!(0.0 <= range.p10() && range.p10() <= range.p50() && range.p50() <= range.p90());
        let mut before = 0.0;
        for percent in 5..=95 {
            let share = f64::from(percent) / 100.0;
            let value = total.quantile(share).unwrap();
            prop_assert!(value >= before, "{share}: {value} after {before}");
            before = value;
        }
        let mut before = 0.0;
        for step in 0..100 {
            let share = total.probability(range.p90() * f64::from(step) / 50.0);
            prop_assert!((before..=1.0).contains(&share), "{step}: {share} after {before}");
            before = share;
        }
    }

    #[test]
    fn one_more_operation_never_shortens_a_job(parts in prop::collection::vec(operation(), 1..8), more in operation()) {
        let p50 = |parts: &[Distribution]| Total::of(parts, RangeMethod::Convolution).unwrap().range().p50();
        let before = p50(&parts);
        let longer: Vec<Distribution> = parts.into_iter().chain([more]).collect();
        // Each sum has a grid of its own; what the grids differ by is far below the 1 % that the method promises.
        prop_assert!(p50(&longer) >= before * 0.998);
    }

    #[test]
    fn cases_stay_between_book_and_history(
        times in prop::collection::vec((300_i64..40_000, 0_u8..3, 0_u8..2, 0_u8..2), 1..30),
        prior_cases in 1_u32..50,
    ) {
        let hours = json!({"prior_cases": prior_cases, "procedures": [
            {"name": "swap", "efforts": {"plain": {"type": "log_normal", "median_seconds": 3600, "sigma": "0.5"}}}
        ]});
        let hours: StandardHoursDocument = serde_json::from_value(hours).unwrap();
        let hours = StandardHours::compile(&hours).unwrap();
        let mut history = History::new();
        for (seconds, model, fault, grade) in &times {
            history.add(&CaseDocument {
                procedure: "swap".to_owned(), difficulty: "plain".to_owned(), model: model.to_string(),
                fault: fault.to_string(), grade: grade.to_string(), seconds: *seconds,
            }).unwrap();
        }
        let job = json!({"model": "0", "fault": "0", "grade": "0", "operations": [
            {"procedure": "swap", "difficulty": "plain", "quantity": 1}
        ]});
        let job: JobDocument = serde_json::from_value(job).unwrap();
        let effort = hours.effort(&job, &history, RangeMethod::Convolution).unwrap();
        let corrections = effort.operations()[0].corrections();
        let cases: u64 = corrections.iter().map(|each| each.cases()).sum();
        prop_assert_eq!(cases, times.len() as u64);
        let mut before = 3600.0_f64;
        for each in corrections {
            let (low, high) = (before.min(each.history_seconds()), before.max(each.history_seconds()));
            prop_assert!(each.seconds() >= low * (1.0 - 1e-9) && each.seconds() <= high * (1.0 + 1e-9));
            before = each.seconds();
        }
        let shortest = times.iter().map(|each| each.0).min().unwrap().min(3600) as f64;
        let longest = times.iter().map(|each| each.0).max().unwrap().max(3600) as f64;
        let p50 = effort.total().range().p50();
        prop_assert!(p50 >= shortest * (1.0 - 1e-6) && p50 <= longest * (1.0 + 1e-6));
    }

    #[test]
    fn coverage_never_loses_a_share(
        agreements in prop::collection::vec((0_u8..5, 0_u32..=100, 0_u32..=40, 0_i64..40_000), 0..5),
        lines in prop::collection::vec((-5_000_i64..90_000, 0_u8..4, 0_u32..12), 1..8),
    ) {
        let payers = ["warranty", "contract", "goodwill", "insurer", "service_side"];
        let agreements = agreements.iter().enumerate().map(|(place, (payer, percent, per_year, most))| json!({
            "name": place.to_string(), "payer": payers[usize::from(*payer)], "term": {"type": "always"},
            "covers": [{"percent": percent.to_string(), "betterment_percent_per_year": per_year.to_string()}],
            "most": document(*most),
        }));
        let coverage = json!({"agreements": agreements.collect::<Vec<_>>()});
        let coverage: CoverageDocument = serde_json::from_value(coverage).unwrap();
        let coverage = Coverage::compile(&coverage).unwrap();
        let kinds = ["part", "labour", "travel", "diagnosis"];
        let claimed = lines.iter().enumerate().map(|(place, (amount, kind, age))| json!({
            "id": place.to_string(), "kind": kinds[usize::from(*kind)], "amount": document(*amount),
            "replaced_age_years": age.to_string(),
        }));
        let claim = json!({"date": "2026-11-02", "lines": claimed.collect::<Vec<_>>()});
        let claim: ClaimDocument = serde_json::from_value(claim).unwrap();
        let covered = coverage.claim(&claim).unwrap();
        let euro = "EUR".parse().unwrap();
        let paid = Payer::ALL.iter().map(|payer| covered.paid_by(*payer, euro).unwrap());
        let whole = lines.iter().map(|line| line.0).sum::<i64>();
        prop_assert_eq!(Money::sum(paid, euro).unwrap(), money(whole));
        for (line, (amount, _, _)) in covered.lines().iter().zip(&lines) {
            let shares = line.shares().iter().map(|share| share.amount());
            prop_assert_eq!(Money::sum(shares, euro).unwrap(), money(*amount));
        }
    }

    #[test]
    fn consent_once_needed_stays_needed(
        estimate in 1_i64..200_000, percent in 0_u32..=30, least in 0_i64..2_000, most in 0_i64..20_000,
    ) {
        let rule = json!({
            "tolerance": {
                "type": "greater_of_capped", "percent": percent.to_string(), "amount": document(least),
                "most": document(most)
            },
            "amounts": "with_tax", "section": "1"
        });
        let rule: ReauthorisationDocument = serde_json::from_value(rule).unwrap();
        let rule = Reauthorisation::compile(&rule).unwrap();
        let authorised = AuthorisedAmounts::estimate(money(estimate));
        let check = |minor| rule.check(&authorised, money(minor)).unwrap();
        let limit = check(estimate).most().minor_units();
        prop_assert_eq!(check(estimate).consent(), Consent::NotNeeded);
        prop_assert_eq!(check(limit).consent(), Consent::NotNeeded);
        prop_assert_eq!(check(limit + 1).consent(), Consent::AboveTolerance);
        prop_assert!((estimate..=estimate + most.max(0)).contains(&limit));
    }

    #[test]
    fn longer_use_never_raises_a_refund(price in 0_i64..10_000_000, rate in 0_i64..=1_000, days in 0_u32..5_000) {
        let fee = UseFee::per_day(Decimal::new(rate, 3)).unwrap();
        let rounding = Rounding::to_minor_unit(RoundingMode::HalfUp, money(0).currency());
        let refund = |days| fee.refund(money(price), Usage::Days(days), rounding).unwrap();
        prop_assert!(refund(days + 1).refund() <= refund(days).refund());
        prop_assert_eq!(refund(days).refund().plus(refund(days).use_fee()).unwrap(), money(price));
        prop_assert!(!refund(days).refund().is_negative() && !refund(days).use_fee().is_negative());
    }
}
