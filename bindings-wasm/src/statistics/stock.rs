//! How many spare parts to keep.

use aftersales::kpi::statistics::{BaseStock as Stock, Newsvendor, ReorderPolicy, StockCosts};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::count;
use crate::error::Thrown;
use crate::result::object;

/// Spare parts that are ordered again one by one, with random demand.
#[wasm_bindgen]
#[derive(Debug)]
pub struct BaseStock(Stock);

#[wasm_bindgen]
impl BaseStock {
    /// A mean demand a unit of time, and the time until an ordered part is there.
    ///
    /// @throws {AftersalesError} where one is not above zero.
    #[wasm_bindgen(constructor)]
    pub fn new(demand: f64, #[wasm_bindgen(js_name = leadTime)] lead_time: f64) -> Result<Self, Thrown> {
        Ok(Self(Stock::new(demand, lead_time)?))
    }

    /// The mean demand within the lead time.
    #[wasm_bindgen(getter, js_name = leadTimeDemand)]
    #[must_use]
    pub fn lead_time_demand(&self) -> f64 {
        self.0.lead_time_demand()
    }

    /// What so many parts in stock come to.
    #[wasm_bindgen(unchecked_return_type = "StockAnswer")]
    pub fn of(&self, stock: f64) -> Result<JsValue, Thrown> {
        let stock = count("stock", stock)?;
        Ok(object(&json!({
            "fill_rate": self.0.fill_rate(stock),
            "no_stockout": self.0.no_stockout(stock),
            "backorders": self.0.backorders(stock),
            "on_hand": self.0.on_hand(stock),
            "mean_wait": self.0.mean_wait(stock),
        })))
    }

    /// The least stock that meets this share of demands at once, from 0 to below 1.
    #[wasm_bindgen(js_name = stockFor)]
    pub fn stock_for(&self, #[wasm_bindgen(js_name = fillRate)] fill_rate: f64) -> Result<f64, Thrown> {
        Ok(self.0.stock_for(fill_rate)? as f64)
    }
}

/// The best stock for one period where a part left over and a part that is lacking cost differently.
///
/// @throws {AftersalesError} where one is not above zero.
#[wasm_bindgen(unchecked_return_type = "NewsvendorAnswer")]
pub fn newsvendor(demand: f64, holding: f64, lacking: f64) -> Result<JsValue, Thrown> {
    let best = Newsvendor::new(demand, holding, lacking)?;
    let written = json!({ "critical_ratio": best.critical_ratio, "stock": best.stock, "cost": best.cost });
    Ok(object(&written))
}

/// When to order how many, where an order, a part held and a part lacking for a unit of time each cost something: exact,
/// under continuous review with random demand.
///
/// @throws {AftersalesError} where one is out of range.
#[wasm_bindgen(js_name = reorderPolicy, unchecked_return_type = "ReorderAnswer")]
pub fn reorder_policy(
    demand: f64,
    #[wasm_bindgen(js_name = leadTime)] lead_time: f64,
    order: f64,
    holding: f64,
    lacking: f64,
) -> Result<JsValue, Thrown> {
    let best = ReorderPolicy::best(demand, lead_time, StockCosts::new(order, holding, lacking)?)?;
    let written =
        json!({ "reorder_point": best.reorder_point, "quantity": best.quantity, "cost": best.cost });
    Ok(object(&written))
}
