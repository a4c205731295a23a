use std::collections::{BTreeMap, BTreeSet};

use aftersales::calendar::WorkingCalendar;
use aftersales::kpi::statistics::{Passage, Stage, StageLog};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::CalendarDocument;
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Entries of a case: the state and when it was entered.
type History = Vec<(String, String)>;

pub(super) fn stages(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let cases: BTreeMap<String, History> = read(input, "cases")?;
    let calendar = calendar(input)?;
    let names: BTreeSet<&str> = cases.values().flatten().map(|(state, _)| state.as_str()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let (mut case_column, mut state_column, mut at_column) = (Vec::new(), Vec::new(), Vec::new());
    for (case, history) in (0..).zip(cases.values()) {
        for (state, at) in history {
            case_column.push(case);
            state_column.push(names.iter().position(|name| name == state).unwrap_or_default() as u32);
            let at: Instant = format!("{}:00Z", at.replace(' ', "T")).parse().map_err(malformed("cases"))?;
            at_column.push(at.micros());
        }
    }
    let log = StageLog::new(&case_column, &state_column, &at_column).map_err(malformed("cases"))?;
    let name = |state: u32| names[state as usize];
    let by_name = |counts: BTreeMap<u32, u64>| -> Value {
        counts.into_iter().map(|(state, count)| (name(state).to_owned(), json!(count))).collect()
    };
    let durations = log.case_durations();
    let passages = log.passages();
    let edges = |edge: &dyn Fn(&Passage) -> Value, passages: &[Passage]| -> Value {
        passages.iter().map(|passage| json!([name(passage.from), name(passage.to), edge(passage)])).collect()
    };
    let ways = log.variants().into_iter();
    let ways = ways.map(|(way, count)| json!([way.into_iter().map(name).collect::<Vec<_>>(), count]));
    let dwell = log.stages().into_iter().map(|(state, stage)| (name(state).to_owned(), dwell(stage)));
    Ok(json!({
        "case_seconds": cases.keys().zip(durations.values()).map(|(case, micros)| (case.clone(), seconds(*micros))).collect::<Value>(),
        "pm4py_case_durations_sorted": sorted(durations),
        "pm4py_business_durations_sorted": sorted(log.working_case_durations(&calendar)),
        "rework_cases_per_activity": by_name(log.repeated()),
        "variants": ways.collect::<Value>(),
        "directly_follows": edges(&|passage| json!(passage.count), &passages),
        "start": by_name(log.starts()),
        "end": by_name(log.ends()),
        "edge_seconds": edges(&times, &passages),
        "edge_business_seconds_mean": edges(&|passage| json!(passage.mean() / 1e6), &log.working_passages(&calendar)),
        "dwell": dwell.collect::<Value>(),
    }))
}

fn times(passage: &Passage) -> Value {
    json!({
        "mean": passage.mean() / 1e6,
        "median": passage.median / 1e6,
        "max": seconds(passage.greatest),
        "min": seconds(passage.least),
        "sum": passage.total as f64 / 1e6,
    })
}

fn dwell(stage: Stage) -> Value {
    json!({
        "visits": stage.visits,
        "total": stage.total as f64 / 1e6,
        "mean": stage.mean().map(|mean| mean / 1e6),
    })
}

fn sorted(durations: BTreeMap<u32, i64>) -> Value {
    let mut micros: Vec<i64> = durations.into_values().collect();
    micros.sort_unstable();
    micros.into_iter().map(seconds).collect()
}

fn seconds(micros: i64) -> Value {
    json!(micros as f64 / 1e6)
}

/// Hours such as `Monday-Friday 09:00-17:00 UTC`.
fn calendar(input: &Value) -> Result<WorkingCalendar, Malformed> {
    let slots: String = read(input, "business_slots")?;
    let unknown = || Malformed::new(format!("`business_slots`: unknown hours `{slots}`"));
    let words: Vec<&str> = slots.split_whitespace().collect();
    let [days, hours, "UTC"] = words[..] else { return Err(unknown()) };
    let (open, close) = hours.split_once('-').ok_or_else(unknown)?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let position = |day: &str| DAYS.iter().position(|known| *known == day).ok_or_else(unknown);
    let shifts: serde_json::Map<String, Value> = (position(first)?..=position(last)?)
        .map(|day| (DAYS[day][..3].to_lowercase(), json!([[open, close]])))
        .collect();
    let document = json!({ "time_zone": "Etc/UTC", "weekly": shifts });
    let document: CalendarDocument = serde_json::from_value(document).map_err(malformed("business_slots"))?;
    WorkingCalendar::compile(&document, &ZoneDatabase::bundled()).map_err(malformed("business_slots"))
}
