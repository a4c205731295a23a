//! The figures of three public data sets, as two other tools computed them (pandas and DuckDB, which agree to 1e-9).
//!
//! Every id of each `reference.json` is computed here: from facts through an accumulator wherever the figure is one of a desk,
//! and as a plain count of rows where it is none; `PLAIN` of each module lists those. Wall-clock stamps without a zone are
//! read as `Etc/UTC`, as they were for the reference.

#[path = "../../../core/examples/kpi_report/boston.rs"]
mod boston;
#[path = "boston.rs"]
mod boston_figures;
#[expect(dead_code, reason = "the report makes promises of its own")]
#[path = "../../../core/examples/kpi_report/incidents.rs"]
mod incidents;
#[path = "incidents.rs"]
mod incidents_figures;
#[expect(dead_code, reason = "the other example reads documents too")]
#[path = "../../../core/examples/desk_report/read.rs"]
mod read;
#[path = "../../../core/examples/kpi_report/repairs.rs"]
mod repairs;
#[path = "repairs.rs"]
mod repairs_figures;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use aftersales::kpi::{
    Accumulator, Condition, Detail, Dimension, Facts, Figure, FigureDefinition, Figures, Grouping, Measure,
    Mode, Scope,
};
use aftersales::time::{Instant, ZoneRules};
use aftersales::wire::TicketFactsDocument;
use serde_json::{Value, json};

/// Figures by the id that the reference gives them.
type Found = BTreeMap<String, Value>;

/// Compares all that is expected with what was found: no id may be missing but those that another test holds.
fn agree(data_set: &str, found: &Found, plain: &[&str], elsewhere: &[&str]) {
    let reference: Value =
        serde_json::from_str(&std::fs::read_to_string(data(data_set).join("reference.json")).unwrap())
            .unwrap();
    let figures = reference["figures"].as_array().unwrap();
    let mut differences = Vec::new();
    for figure in figures {
        let id = figure["id"].as_str().unwrap();
        match found.get(id) {
            Some(value) => compare(id, value, &figure["value"], &mut differences),
            None if elsewhere.contains(&id) => {}
            None => differences.push(format!("{id} is not computed")),
        }
    }
    assert!(differences.is_empty(), "{data_set}:\n{}", differences.join("\n"));
    let known = |id: &&str| figures.iter().any(|figure| figure["id"] == **id);
    assert!(plain.iter().chain(elsewhere).all(known), "an id that the reference does not have");
    assert!(plain.iter().all(|id| found.contains_key(*id)), "a plain count that is not computed");
}

/// Whole numbers are equal, others agree to 1e-9, relatively.
fn compare(place: &str, found: &Value, expected: &Value, differences: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(left), Value::Object(right)) => {
            for (key, value) in right {
                compare(&format!("{place}.{key}"), left.get(key).unwrap_or(&Value::Null), value, differences);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (position, (one, other)) in left.iter().zip(right).enumerate() {
                compare(&format!("{place}[{position}]"), one, other, differences);
            }
        }
        (Value::Number(left), Value::Number(right)) => {
            let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
            if (left - right).abs() > 1e-9 * right.abs() {
                differences.push(format!("{place} is {left}, not {right}"));
            }
        }
        (left, right) if left == right => {}
        (left, right) => differences.push(format!("{place} is {left}, not {right}")),
    }
}

fn data(data_set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(data_set)
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Later than every stamp of every data set.
fn at_the_end() -> Scope {
    Scope::new(at("2030-01-01T00:00:00Z"), ZoneRules::utc())
}

fn read_facts<'a>(documents: impl Iterator<Item = &'a TicketFactsDocument>) -> Vec<Facts> {
    documents
        .map(|document| Facts::try_from(document).unwrap_or_else(|reasons| panic!("{reasons:?}")))
        .collect()
}

fn figures(
    facts: &[Facts],
    definitions: Vec<FigureDefinition>,
    groupings: &[Grouping],
    scope: Scope,
) -> Figures {
    let mut desk = Accumulator::new(definitions, groupings.to_vec(), scope, Mode::Exact).unwrap();
    facts.iter().for_each(|facts| desk.add(facts));
    desk.finish()
}

fn define(name: &str, measure: Measure) -> FigureDefinition {
    FigureDefinition::new(name.parse().unwrap(), measure)
}

fn share(name: &str, condition: Condition) -> FigureDefinition {
    define(name, Measure::Share(condition))
}

/// Figures under `prefix.all`, and of each word of a dimension under `prefix.` and the word as `label` writes it.
fn all_and_by(
    found: &mut Found,
    facts: &[Facts],
    definition: &FigureDefinition,
    (dimension, label): (Dimension, &str),
    scope: &Scope,
    show: impl Fn(&Figure) -> Value,
) {
    let prefix = definition.name().as_str();
    let all = figures(facts, vec![definition.clone()], &[], scope.clone());
    found.extend(all.figures().iter().map(|figure| (format!("{prefix}.all"), show(figure))));
    let grouped = figures(facts, vec![definition.clone()], &[Grouping::By(dimension)], scope.clone());
    for figure in grouped.figures() {
        let word = figure.group.to_string();
        // Priorities are numbers in the reference.
        let word = if dimension == Dimension::Priority { word.replace('P', "") } else { word };
        found.insert(format!("{prefix}{label}.{word}"), show(figure));
    }
}

fn wilson(figure: &Figure) -> Value {
    let interval = figure.interval.unwrap();
    let k = u64::try_from(figure.numerator).unwrap();
    json!({"k": k, "n": figure.denominator, "rate": figure.value, "lo": interval.lower, "hi": interval.upper})
}

/// Count, mean, median and ninth decile in units of so many seconds.
fn stats(unit: f64) -> impl Fn(&Figure) -> Value {
    move |figure| {
        let Detail::Distribution(lengths) = &figure.detail else { panic!("{figure:?}") };
        json!({
            "n": lengths.ended,
            "mean": lengths.mean / unit,
            "median": lengths.median / unit,
            "p90": lengths.p90 / unit,
        })
    }
}

/// The curve at some times, with its bands, in units of so many seconds.
fn curve(figure: &Figure, unit: f64, times: &[u32]) -> Value {
    use aftersales::kpi::statistics::{Confidence, KaplanMeier};
    let Detail::Distribution(lengths) = &figure.detail else { panic!("{figure:?}") };
    let curve = lengths.curve.as_ref().unwrap();
    let mut shown = json!({
        "n": curve.n(),
        "events": curve.events(),
        "median": curve.median().map(|median| median / unit),
    });
    for &time in times {
        let seconds = f64::from(time) * unit;
        shown[format!("S{time}")] = curve.survival_at(seconds).into();
        let step = curve.steps().iter().rfind(|step| step.time <= seconds).unwrap();
        let band = KaplanMeier::band(step, Confidence::P95).unwrap();
        shown[format!("S{time}_lo")] = band.lower.into();
        shown[format!("S{time}_hi")] = band.upper.into();
    }
    shown
}

/// A Pareto as the reference has it: how many words there are, how many make up 80 %, the first ten.
fn pareto(figure: &Figure) -> Value {
    let Detail::Parts(parts) = &figure.detail else { panic!("{figure:?}") };
    let few = parts.iter().take_while(|part| part.cumulative < 0.8).count() + 1;
    let name = |word: &Option<aftersales::vocabulary::Name>| word.as_ref().map(ToString::to_string);
    let top =
        parts.iter().take(10).map(|part| json!([name(&part.words[0]), part.count as i64, part.cumulative]));
    json!({"distinct": parts.len(), "k80": few, "top": top.collect::<Vec<_>>()})
}

/// Tickets by the word of a dimension.
fn counts(facts: &[Facts], groupings: &[Grouping], scope: Scope) -> BTreeMap<String, i64> {
    let count = define("count", Measure::Count(Condition::Any));
    let figures = figures(facts, vec![count], groupings, scope);
    figures.figures().iter().map(|figure| (figure.group.to_string(), figure.numerator as i64)).collect()
}
