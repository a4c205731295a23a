use super::poisson::Poisson;
use super::range::{below_one, positive, within};
use crate::kpi::KpiError;

/// The greatest mean demand that is answered.
const MOST: f64 = 1e9;
/// The largest lot that is looked for.
const MOST_LOT: u64 = 1_000_000;

/// A part that is ordered again one for one, with random demand (KP-8): which share of demands a stock meets at once.
///
/// ```
/// use aftersales::kpi::statistics::BaseStock;
///
/// // Half a display a day, two days to replace one: three in stock serve nine of ten at once.
/// let displays = BaseStock::new(0.5, 2.0)?;
/// assert_eq!(displays.stock_for(0.9)?, 3);
/// assert!(displays.fill_rate(3) > 0.91);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaseStock {
    demand: f64,
    pipeline: Poisson,
}

impl BaseStock {
    /// Mean demand a unit of time, and the time until an ordered part is there.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where one is not above zero, or their product is above a thousand million.
    pub fn new(demand: f64, lead_time: f64) -> Result<Self, KpiError> {
        let pipeline = mean("demand", positive("demand", demand)? * positive("lead_time", lead_time)?)?;
        Ok(Self { demand, pipeline })
    }

    /// The mean demand within the lead time.
    #[must_use]
    pub fn lead_time_demand(self) -> f64 {
        self.pipeline.mean()
    }

    /// The share of demands met at once from this stock.
    #[must_use]
    pub fn fill_rate(self, stock: u64) -> f64 {
        stock.checked_sub(1).map_or(0.0, |less| self.pipeline.at_most(less))
    }

    /// The share of time for which no demand waits.
    #[must_use]
    pub fn no_stockout(self, stock: u64) -> f64 {
        self.pipeline.at_most(stock)
    }

    /// The mean number of demands that wait.
    #[must_use]
    pub fn backorders(self, stock: u64) -> f64 {
        self.pipeline.mean_above(stock)
    }

    /// The mean number of parts at hand.
    #[must_use]
    pub fn on_hand(self, stock: u64) -> f64 {
        self.pipeline.mean_below(stock)
    }

    /// The mean wait of all demands, those met at once included.
    #[must_use]
    pub fn mean_wait(self, stock: u64) -> f64 {
        self.backorders(stock) / self.demand
    }

    /// The least stock with this fill rate.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the rate is not from 0 to below 1.
    pub fn stock_for(self, fill_rate: f64) -> Result<u64, KpiError> {
        below_one("fill_rate", fill_rate)?;
        if fill_rate == 0.0 {
            return Ok(0);
        }
        Ok(self.pipeline.least_reaching(fill_rate).saturating_add(1))
    }
}

/// Stock for one period where holding a part too many and lacking one cost differently (the newsvendor's question).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Newsvendor {
    /// The share of periods in which the stock should suffice.
    pub critical_ratio: f64,
    /// The stock of least mean cost.
    pub stock: u64,
    /// That cost.
    pub cost: f64,
}

impl Newsvendor {
    /// The best stock for a mean demand of random arrivals, with the costs of a part left over and of one that is lacking.
    ///
    /// ```
    /// use aftersales::kpi::statistics::Newsvendor;
    ///
    /// assert_eq!(Newsvendor::new(6.0, 1.0, 4.0)?.stock, 8);
    /// # Ok::<(), aftersales::kpi::KpiError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where one is not above zero, or the demand is above a thousand million.
    pub fn new(demand: f64, holding: f64, lacking: f64) -> Result<Self, KpiError> {
        let demand = mean("demand", positive("demand", demand)?)?;
        let (holding, lacking) = (positive("holding", holding)?, positive("lacking", lacking)?);
        let critical_ratio = lacking / (holding + lacking);
        let stock = demand.least_reaching(critical_ratio);
        let cost = holding * demand.mean_below(stock) + lacking * demand.mean_above(stock);
        Ok(Self { critical_ratio, stock, cost })
    }
}

/// When to order how many, where every order costs something.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ReorderPolicy {
    /// The stock, less what is lacking and with what is on order, at which to order; it may lie below zero.
    pub reorder_point: i64,
    /// How many to order.
    pub quantity: u64,
    /// The mean cost a unit of time.
    pub cost: f64,
}

/// What parts cost: ordering once, and a unit of time each of holding a part and of lacking one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StockCosts {
    order: f64,
    holding: f64,
    lacking: f64,
}

impl StockCosts {
    /// The cost of an order, and of a part held and a part lacking for a unit of time.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where one is not above zero.
    pub fn new(order: f64, holding: f64, lacking: f64) -> Result<Self, KpiError> {
        let order = positive("order", order)?;
        Ok(Self { order, holding: positive("holding", holding)?, lacking: positive("lacking", lacking)? })
    }
}

impl ReorderPolicy {
    /// The best policy under continuous review with random demand: exact, by growing the lot to the cheaper side as long as it
    /// pays (Federgruen and Zheng 1992).
    ///
    /// ```
    /// use aftersales::kpi::statistics::{ReorderPolicy, StockCosts};
    ///
    /// let policy = ReorderPolicy::best(1.5, 2.0, StockCosts::new(100.0, 20.0, 150.0)?)?;
    /// assert_eq!((policy.reorder_point, policy.quantity), (3, 5));
    /// # Ok::<(), aftersales::kpi::KpiError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where demand or lead time are not above zero, or the best lot is above a million.
    pub fn best(demand: f64, lead_time: f64, costs: StockCosts) -> Result<Self, KpiError> {
        let arrivals = positive("demand", demand)?;
        let demand = mean("demand", arrivals * positive("lead_time", lead_time)?)?;
        let StockCosts { order, holding, lacking } = costs;
        let at = |stock: i64| match u64::try_from(stock) {
            Ok(stock) => holding * demand.mean_below(stock) + lacking * demand.mean_above(stock),
            Err(_) => lacking * (demand.mean() - stock as f64),
        };
        let best = demand.least_reaching(lacking / (holding + lacking)) as i64;
        let (mut below, mut above) = (best.saturating_sub(1), best.saturating_add(1));
        let mut sum = order * arrivals + at(best);
        let (mut cost_below, mut cost_above) = (at(below), at(above));
        for quantity in 1..=MOST_LOT {
            let cost = sum / quantity as f64;
            if cost_below.min(cost_above) >= cost {
                return Ok(Self { reorder_point: below, quantity, cost });
            }
            if cost_below <= cost_above {
                sum += cost_below;
                below = below.saturating_sub(1);
                cost_below = at(below);
            } else {
                sum += cost_above;
                above = above.saturating_add(1);
                cost_above = at(above);
            }
        }
        let allowed = "a cost for which the best lot is at most 1000000";
        Err(KpiError::OutOfRange { field: "order", value: order.to_string(), allowed })
    }
}

fn mean(field: &'static str, mean: f64) -> Result<Poisson, KpiError> {
    let mean = within(field, mean, mean > 0.0 && mean <= MOST, "a mean demand above 0 and up to 1000000000")?;
    Ok(Poisson::new(mean))
}
