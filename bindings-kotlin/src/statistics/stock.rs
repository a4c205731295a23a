use aftersales::kpi::statistics as core;

use crate::Tally;
use crate::error::Answer;

/// How a stock of spare parts fares that are ordered again one by one, with random demand.
#[derive(Debug, Clone, uniffi::Record)]
pub struct BaseStock {
    /// The mean demand within the lead time.
    pub lead_time_demand: f64,
    /// The share of demands met at once.
    pub fill_rate: f64,
    /// The share of time for which no demand waits.
    pub no_stockout: f64,
    /// The mean number of demands that wait.
    pub backorders: f64,
    /// The mean number of parts at hand.
    pub on_hand: f64,
    /// The mean wait of all demands, those met at once included.
    pub mean_wait: f64,
}

/// The best stock for one period.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Newsvendor {
    /// The share of periods in which it should suffice.
    pub critical_ratio: f64,
    /// The stock.
    pub stock: Tally,
    /// Its mean cost.
    pub cost: f64,
}

/// When to order how many.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ReorderPolicy {
    /// At which stock, less what is lacking and with what is on order.
    pub reorder_point: i64,
    /// How many.
    pub quantity: Tally,
    /// The mean cost a unit of time.
    pub cost: f64,
}

/// How so many parts in stock fare: mean `demand` a unit of time, and the time until an ordered part is there.
#[uniffi::export]
pub fn base_stock(demand: f64, lead_time: f64, stock: Tally) -> Answer<BaseStock> {
    let part = core::BaseStock::new(demand, lead_time)?;
    Ok(BaseStock {
        lead_time_demand: part.lead_time_demand(),
        fill_rate: part.fill_rate(stock.0),
        no_stockout: part.no_stockout(stock.0),
        backorders: part.backorders(stock.0),
        on_hand: part.on_hand(stock.0),
        mean_wait: part.mean_wait(stock.0),
    })
}

/// The least stock with a fill rate, from 0 to below 1.
#[uniffi::export]
pub fn stock_for(demand: f64, lead_time: f64, fill_rate: f64) -> Answer<Tally> {
    Ok(Tally(core::BaseStock::new(demand, lead_time)?.stock_for(fill_rate)?))
}

/// The best stock for one period where a part left over and a part that is lacking cost differently.
#[uniffi::export]
pub fn newsvendor(demand: f64, holding: f64, lacking: f64) -> Answer<Newsvendor> {
    let best = core::Newsvendor::new(demand, holding, lacking)?;
    Ok(Newsvendor { critical_ratio: best.critical_ratio, stock: Tally(best.stock), cost: best.cost })
}

/// When to order how many, where every order costs something: exact, under continuous review with random demand. `order` is
/// what an order costs, `holding` and `lacking` what a part held and a part lacking cost a unit of time.
#[uniffi::export]
pub fn reorder_policy(
    demand: f64,
    lead_time: f64,
    order: f64,
    holding: f64,
    lacking: f64,
) -> Answer<ReorderPolicy> {
    let costs = core::StockCosts::new(order, holding, lacking)?;
    let best = core::ReorderPolicy::best(demand, lead_time, costs)?;
    Ok(ReorderPolicy { reorder_point: best.reorder_point, quantity: Tally(best.quantity), cost: best.cost })
}
