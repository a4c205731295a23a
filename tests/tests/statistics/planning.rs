//! Staffing, stock and repairs: against sums written out, and against every other choice.

use aftersales::kpi::statistics::{
    BaseStock, CrowAmsaa, ErlangA, ErlangC, Newsvendor, ReorderPolicy, ServiceTarget, StockCosts, Weibull,
    laplace_trend, mean_cumulative_repairs,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{close, share};

/// Probabilities of 0, 1, 2 … arrivals, one after the other.
fn arrivals(mean: f64) -> Vec<f64> {
    let zero: f64 = (0..64).fold(1.0, |power, _| power * half_exponent(mean / 64.0));
    let mut probability = zero;
    (1..400_u32)
        .map(|count| {
            let this = probability;
            probability *= mean / f64::from(count);
            this
        })
        .collect()
}

/// `e^-x` for small `x`, as its series.
fn half_exponent(x: f64) -> f64 {
    let mut term = 1.0;
    (1..40_u32).fold(1.0, |sum, count| {
        term *= -x / f64::from(count);
        sum + term
    })
}

proptest! {
    #![proptest_config(share(50))]

    #[test]
    fn the_fewest_agents_are_the_fewest(
        calls in 1.0..500.0_f64, handling in 0.5..10.0_f64, promised in 0.0..0.99_f64, busy in 0.5..=1.0_f64
    ) {
        let hotline = ErlangC::new(calls, 60.0, handling).unwrap();
        let target = ServiceTarget::new(promised, 0.5, busy).unwrap();
        let required = hotline.required(&target).unwrap();
        prop_assert_eq!(hotline.with(required.agents), Some(required));
        prop_assert!(required.service_level(0.5) >= promised - 1e-9 && required.occupancy <= busy + 1e-9);
        if let Some(fewer) = hotline.with(required.agents - 1) {
            prop_assert!(fewer.service_level(0.5) < promised || fewer.occupancy > busy);
            prop_assert!(fewer.p_wait > required.p_wait && fewer.mean_wait > required.mean_wait);
        }
    }

    #[test]
    fn callers_who_hardly_give_up_wait_as_those_who_never_do(calls in 1.0..40.0_f64, more in 1.05..2.0_f64) {
        let agents = (calls * more).ceil() as u64 + 1;
        let patient = ErlangA::new(agents, calls, 1.0, 1e-7).unwrap();
        let endless = ErlangC::new(calls, 1.0, 1.0).unwrap().with(agents).unwrap();
        prop_assert!((patient.p_wait - endless.p_wait).abs() < 1e-4);
        prop_assert!((patient.mean_wait - endless.mean_wait).abs() < 1e-3);
        prop_assert!((patient.occupancy - endless.occupancy).abs() < 1e-4);
    }

    #[test]
    fn callers_who_come_are_served_or_give_up(
        agents in 1_u64..80, calls in 0.1..120.0_f64, abandon in 0.01..20.0_f64
    ) {
        let hotline = ErlangA::new(agents, calls, 1.0, abandon).unwrap();
        prop_assert!(close(hotline.occupancy * agents as f64, calls * (1.0 - hotline.p_abandon)));
        prop_assert!(hotline.p_abandon <= hotline.p_wait && hotline.p_wait <= 1.0);
    }

    #[test]
    fn stock_is_that_of_sums_written_out(demand in 0.05..20.0_f64, lead_time in 0.1..5.0_f64, stock in 0_usize..150) {
        let part = BaseStock::new(demand, lead_time).unwrap();
        let arrivals = arrivals(demand * lead_time);
        let at = stock as u64;
        prop_assert!(close(part.fill_rate(at), arrivals[..stock].iter().sum()));
        prop_assert!(close(part.no_stockout(at), arrivals[..=stock].iter().sum()));
        let lacking: f64 = (0..).zip(&arrivals[stock..]).map(|(above, p)| f64::from(above) * p).sum();
        prop_assert!((part.backorders(at) - lacking).abs() < 1e-9 * (1.0 + lacking));
        prop_assert!(close(part.on_hand(at) - part.backorders(at) + part.lead_time_demand(), stock as f64));
    }

    #[test]
    fn the_least_stock_is_the_least(demand in 0.01..50.0_f64, rate in 0.0..0.9999_f64) {
        let part = BaseStock::new(demand, 1.0).unwrap();
        let stock = part.stock_for(rate).unwrap();
        prop_assert!(part.fill_rate(stock) >= rate);
        prop_assert!(stock == 0 || part.fill_rate(stock - 1) < rate);
    }

    #[test]
    fn no_other_lot_and_no_other_stock_is_cheaper(
        demand in 0.05..10.0_f64, order in 0.1..100.0_f64, holding in 0.1..10.0_f64, lacking in 0.1..100.0_f64
    ) {
        let part = BaseStock::new(demand, 1.0).unwrap();
        let at = |stock: i64| match u64::try_from(stock) {
            Ok(stock) => holding * part.on_hand(stock) + lacking * part.backorders(stock),
            Err(_) => lacking * (demand - stock as f64),
        };
        let best = ReorderPolicy::best(demand, 1.0, StockCosts::new(order, holding, lacking).unwrap()).unwrap();
        let cost = |point: i64, quantity: i64| {
            let stocks = point + 1..=point + quantity;
            (order * demand + stocks.map(at).sum::<f64>()) / quantity as f64
        };
        prop_assert!(close(best.cost, cost(best.reorder_point, best.quantity as i64)));
        for point in best.reorder_point - 3..=best.reorder_point + 3 {
            for quantity in (best.quantity as i64 - 3).max(1)..=best.quantity as i64 + 3 {
                prop_assert!(cost(point, quantity) >= best.cost - 1e-9 * best.cost);
            }
        }
        let once = Newsvendor::new(demand, holding, lacking).unwrap();
        prop_assert!(close(once.cost, at(once.stock as i64)));
        prop_assert!((0..100).all(|stock| at(stock) >= once.cost - 1e-9));
    }

    #[test]
    fn no_other_life_is_likelier(
        failures in vec(1.0..1000.0_f64, 2..30), working in vec(0.0..1000.0_f64, 0..10)
    ) {
        let Some(life) = Weibull::fit(&failures, &working).unwrap() else { return Ok(()) };
        let likelihood = |life: Weibull| life.log_likelihood(&failures, &working).unwrap();
        for (scale, shape) in [(1.001, 1.0), (0.999, 1.0), (1.0, 1.001), (1.0, 0.999)] {
            let Ok(other) = Weibull::new(life.scale() * scale, life.shape() * shape) else { continue };
            prop_assert!(likelihood(life) >= likelihood(other) - 1e-9);
        }
    }

    #[test]
    fn trends_of_repairs_know_no_unit(times in vec(0.1..1000.0_f64, 2..20)) {
        let hours: Vec<f64> = times.iter().map(|days| days * 32.0).collect();
        let (Some(days), Some(hours_grown)) = (CrowAmsaa::new(&times).unwrap(), CrowAmsaa::new(&hours).unwrap()) else {
            return Ok(());
        };
        prop_assert!(close(days.beta, hours_grown.beta) && close(days.test.p, hours_grown.test.p));
        prop_assert!(close(days.mtbf_cumulative * 32.0, hours_grown.mtbf_cumulative));
        let (one, other) = (laplace_trend(&times, None).unwrap(), laplace_trend(&hours, None).unwrap());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn units_seen_equally_long_share_their_repairs(repairs in vec(0.0..10.0_f64, 1..40), units in 1_usize..9) {
        let steps = mean_cumulative_repairs(&repairs, &vec![10.0; units]).unwrap();
        prop_assert!(close(steps.last().unwrap().mean, repairs.len() as f64 / units as f64));
        prop_assert!(steps.windows(2).all(|pair| pair[0].mean < pair[1].mean && pair[0].time <= pair[1].time));
    }
}

proptest! {
    // Every case adds up thousands of quantiles.
    #![proptest_config(share(5))]

    #[test]
    fn no_other_age_of_replacement_is_cheaper(shape in 1.1..6.0_f64, failure in 1.2..50.0_f64) {
        let life = Weibull::new(100.0, shape).unwrap();
        let Some(best) = life.replacement(1.0, failure).unwrap() else { return Ok(()) };
        // The mean time worked up to an age, by the trapezoidal rule over quantiles.
        let reaching = |age: f64| {
            let (mut below, mut above) = (0.0, 1.0_f64);
            for _ in 0..60 {
                let middle = (below + above) / 2.0;
                let reached = middle > 0.0 && middle < 1.0 && life.quantile(middle).unwrap() < age;
                if reached { below = middle } else { above = middle }
            }
            1.0 - below
        };
        let rate = |age: f64| {
            let steps = 400;
            let step = age / f64::from(steps);
            let inner: f64 = (1..steps).map(|count| reaching(step * f64::from(count))).sum();
            let worked = step * (inner + (1.0 + reaching(age)) / 2.0);
            (reaching(age) + failure * (1.0 - reaching(age))) / worked
        };
        prop_assert!((rate(best.time) - best.cost_rate).abs() < 1e-3 * best.cost_rate);
        for other in [0.7, 0.9, 1.1, 1.5] {
            prop_assert!(rate(best.time * other) >= best.cost_rate * (1.0 - 1e-3));
        }
        prop_assert!(best.cost_rate < life.run_to_failure(failure));
    }
}
