//! Repair attempts: outcomes are words of the facts, so nearly all figures are shares.

use aftersales::kpi::statistics::{Confidence, Proportion, ProportionDifference, QuantileMethod};
use aftersales::kpi::{Condition, Dimension, Figure, FigureDefinition, Grouping, Measure};
use serde_json::json;

use crate::repairs::{Repair, read};
use crate::{Found, agree, at, at_the_end, counts, data, define, figures, pareto, read_facts, share, wilson};

/// Counts of rows, and ages, which are no field of the facts.
const PLAIN: &[&str] = &["n", "country", "provider", "status", "age.n", "age.median.Fixed"];

#[test]
fn the_repairs_agree() {
    let repairs = read(&data("open-repair").join("repairs.csv.gz")).unwrap();
    let facts = read_facts(repairs.iter().map(|repair| &repair.facts));
    let mut found = Found::new();
    let scope = at_the_end();

    let solved = || Condition::Word { dimension: Dimension::Outcome, words: vec!["solved".parse().unwrap()] };
    let fixed = || share("fix_rate", solved());
    let all = figures(&facts, vec![fixed()], &[], scope.clone());
    found.insert("fix_rate.all_known".to_owned(), wilson(&all.figures()[0]));
    let by = [
        (Dimension::ProductLine, "category"),
        (Dimension::Segment, "provider"),
        (Dimension::Class, "age"),
        (Dimension::Model, "brand"),
    ];
    for (dimension, label) in by {
        let grouped = figures(&facts, vec![fixed()], &[Grouping::By(dimension)], scope.clone());
        let named = |figure: &Figure| (format!("fix_rate.{label}.{}", figure.group), wilson(figure));
        found.extend(grouped.figures().iter().map(named));
    }
    for year in 2012..=2025 {
        let [from, to] = [year, year + 1].map(|year| at(&format!("{year}-01-01T00:00:00Z")));
        let of_year = figures(&facts, vec![fixed()], &[], scope.clone().with_period(from, to));
        found
            .extend(of_year.figures().iter().map(|figure| (format!("fix_rate.year.{year}"), wilson(figure))));
    }

    let dead = |definition: FigureDefinition| {
        definition.selecting(Dimension::Outcome, vec!["not_solvable".parse().unwrap()])
    };
    let barriers = dead(define("barriers", Measure::Categories(Dimension::FaultClass)))
        .among(Condition::Word { dimension: Dimension::FaultClass, words: words_of(&repairs) });
    let categories = define("categories", Measure::Categories(Dimension::ProductLine));
    let ranked = figures(&facts, vec![barriers, categories], &[], scope.clone());
    found.insert("pareto.barrier".to_owned(), pareto(ranked.named("barriers").unwrap()));
    found.insert("pareto.category".to_owned(), pareto(ranked.named("categories").unwrap()));
    let recorded = ranked.named("barriers").unwrap().denominator;
    let dead_rows = counts(&facts, &[Grouping::By(Dimension::Outcome)], scope.clone())["not_solvable"];
    let recorded = Proportion::new(recorded, dead_rows as u64).unwrap();
    let interval = recorded.wilson(Confidence::P95).unwrap();
    found.insert(
        "barrier_recorded".to_owned(),
        json!({"k": recorded.successes(), "n": recorded.n(), "rate": recorded.rate(), "lo": interval.lower, "hi": interval.upper}),
    );

    let grouped = figures(&facts, vec![fixed()], &[Grouping::By(Dimension::ProductLine)], scope.clone());
    let of = |category: &str| {
        let figure = grouped.figures().iter().find(|figure| figure.group.to_string() == category).unwrap();
        Proportion::new(figure.numerator as u64, figure.denominator).unwrap()
    };
    let difference = ProportionDifference::new(of("Laptop"), of("Desktop computer"));
    let interval = difference.newcombe(Confidence::P95).unwrap();
    found.insert(
        "newcombe.laptop-vs-desktop".to_owned(),
        json!({"diff": difference.difference(), "lo": interval.lower, "hi": interval.upper}),
    );

    plain(&mut found, &repairs, &facts);
    agree("open-repair", &found, PLAIN, &[]);
}

fn words_of(repairs: &[Repair]) -> Vec<aftersales::vocabulary::Name> {
    let words = repairs.iter().filter_map(|repair| repair.facts.fault_class.as_deref());
    let words: std::collections::BTreeSet<&str> = words.collect();
    words.into_iter().map(|word| word.parse().unwrap()).collect()
}

fn plain(found: &mut Found, repairs: &[Repair], facts: &[aftersales::kpi::Facts]) {
    found.insert("n".to_owned(), repairs.len().into());
    let mut countries = std::collections::BTreeMap::<&str, usize>::new();
    repairs.iter().for_each(|repair| *countries.entry(&repair.country).or_default() += 1);
    found.insert("country".to_owned(), json!(countries));
    found.insert(
        "provider".to_owned(),
        json!(counts(facts, &[Grouping::By(Dimension::Segment)], at_the_end())),
    );
    let by_outcome = counts(facts, &[Grouping::By(Dimension::Outcome)], at_the_end());
    found.insert(
        "status".to_owned(),
        json!({
            "Fixed": by_outcome["solved"],
            "Repairable": by_outcome["partly_solved"],
            "End of life": by_outcome["not_solvable"],
            "Unknown": by_outcome["unknown"],
        }),
    );
    let known = repairs.iter().filter(|repair| repair.facts.outcome.is_some());
    found.insert("age.n".to_owned(), known.filter(|repair| repair.age.is_some()).count().into());
    let fixed = repairs.iter().filter(|repair| repair.facts.outcome.as_deref() == Some("solved"));
    let mut ages: Vec<f64> = fixed.filter_map(|repair| repair.age).collect();
    let median = QuantileMethod::Linear.quantile(&mut ages, 0.5).unwrap();
    let mean = ages.iter().sum::<f64>() / ages.len() as f64;
    found.insert("age.median.Fixed".to_owned(), json!([ages.len(), median, mean]));
}
