use aftersales::kpi::statistics::{BaseStock, Newsvendor, ReorderPolicy, StockCosts};
use serde_json::{Value, json};

use super::{Malformed, Tolerance, malformed, read};

pub(super) fn base_stock(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let (part, stock) = (part(input)?, read(input, "base_stock")?);
    Ok(json!({
        "lead_time_demand": part.lead_time_demand(),
        "fill_rate": part.fill_rate(stock),
        "no_stockout_probability": part.no_stockout(stock),
        "expected_backorders": part.backorders(stock),
        "expected_on_hand": part.on_hand(stock),
        "mean_wait_days": part.mean_wait(stock),
    }))
}

pub(super) fn base_stock_target(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let part = part(input)?;
    let stock = part.stock_for(read(input, "fill_rate_target")?).map_err(malformed("fill_rate_target"))?;
    Ok(json!({
        "base_stock": stock,
        "achieved": part.fill_rate(stock),
        "one_less": stock.checked_sub(1).map(|less| part.fill_rate(less)),
    }))
}

pub(super) fn newsvendor(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let number = |field| read::<f64>(input, field);
    let best = Newsvendor::new(number("demand_mean")?, number("holding_cost")?, number("stockout_cost")?)
        .map_err(malformed("demand_mean"))?;
    Ok(json!({
        "critical_ratio": best.critical_ratio,
        "base_stock": best.stock,
        "expected_cost": best.cost,
    }))
}

pub(super) fn reorder(input: &Value, _: &Value, _: Tolerance) -> Result<Value, Malformed> {
    let number = |field| read::<f64>(input, field);
    let costs = StockCosts::new(number("fixed_cost")?, number("holding_cost")?, number("stockout_cost")?)
        .map_err(malformed("fixed_cost"))?;
    let best = ReorderPolicy::best(number("demand_per_day")?, number("lead_time_days")?, costs)
        .map_err(malformed("demand_per_day"))?;
    Ok(json!({
        "reorder_point": best.reorder_point,
        "order_quantity": best.quantity,
        "expected_cost": best.cost,
    }))
}

fn part(input: &Value) -> Result<BaseStock, Malformed> {
    BaseStock::new(read(input, "demand_per_day")?, read(input, "lead_time_days")?)
        .map_err(malformed("demand_per_day"))
}
