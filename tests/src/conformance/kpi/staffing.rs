use aftersales::kpi::statistics::{ErlangA, ErlangC, ServiceTarget, Staffing};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

pub(super) fn erlang_c(input: &Value, expected: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let number = |field| read::<f64>(input, field);
    let hotline = ErlangC::new(number("transactions")?, number("interval_minutes")?, number("aht_minutes")?)
        .map_err(malformed("transactions"))?;
    let wait = number("target_wait_minutes")?;
    let target = ServiceTarget::new(number("service_level_target")?, wait, number("max_occupancy")?)
        .map_err(malformed("service_level_target"))?;
    let required = hotline.required(&target).map_err(malformed("service_level_target"))?;
    let scheduled = required.scheduled(number("shrinkage")?).map_err(malformed("shrinkage"))?;
    let mut of_required = staffing(required, wait);
    of_required["scheduled"] = json!(scheduled);
    let asked = expected["grid"].as_array().into_iter().flatten();
    let grid = asked.map(|row| hotline.with(read(row, "agents").ok()?).map(|agents| staffing(agents, wait)));
    Ok(json!({
        "intensity_erlangs": hotline.load(),
        "grid": grid.collect::<Vec<_>>(),
        "required": of_required,
    }))
}

fn staffing(staffing: Staffing, wait: f64) -> Value {
    json!({
        "agents": staffing.agents,
        "p_wait": staffing.p_wait,
        "erlang_b": staffing.erlang_b,
        "service_level": staffing.service_level(wait),
        "occupancy": staffing.occupancy,
        "asa_minutes": staffing.mean_wait,
    })
}

pub(super) fn erlang_a(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let number = |field| read::<f64>(input, field);
    let arrivals = number("arrivals_per_minute")?;
    let (service, abandon) = (number("service_rate_per_minute")?, number("abandon_rate_per_minute")?);
    let hotline =
        ErlangA::new(read(input, "agents")?, arrivals, service, abandon).map_err(malformed("agents"))?;
    Ok(json!({
        "p_wait": hotline.p_wait,
        "p_abandon": hotline.p_abandon,
        "mean_queue": hotline.mean_queue,
        "mean_wait": hotline.mean_wait,
        "occupancy": hotline.occupancy,
        "p_empty": hotline.p_empty,
    }))
}
