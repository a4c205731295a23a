use aftersales::money::{Decimal, Rounding, RoundingMode};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_mode_rounds_as_its_name_says() {
    let table = [
        (RoundingMode::HalfUp, ["-3", "-3", "-2", "2", "3", "3", "4"]),
        (RoundingMode::HalfEven, ["-3", "-2", "-2", "2", "2", "3", "4"]),
        (RoundingMode::HalfOdd, ["-3", "-3", "-2", "2", "3", "3", "3"]),
        (RoundingMode::HalfDown, ["-3", "-2", "-2", "2", "2", "3", "3"]),
        (RoundingMode::Up, ["-3", "-3", "-3", "3", "3", "3", "4"]),
        (RoundingMode::Down, ["-2", "-2", "-2", "2", "2", "2", "3"]),
        (RoundingMode::Ceiling, ["-2", "-2", "-2", "3", "3", "3", "4"]),
        (RoundingMode::Floor, ["-3", "-3", "-3", "2", "2", "2", "3"]),
    ];
    assert_eq!(table.len(), RoundingMode::ALL.len());
    for (mode, expected) in table {
        let whole = Rounding::to_digits(mode, 0);
        let rounded = ["-2.6", "-2.5", "-2.4", "2.4", "2.5", "2.6", "3.5"]
            .map(|value| whole.round(decimal(value)).unwrap().to_string());
        assert_eq!(rounded, expected, "{mode}");
        assert_eq!(mode.as_str().parse(), Ok(mode));
    }
}

#[test]
fn a_step_need_not_be_a_power_of_ten() {
    let round = |mode, step: &str, value: &str| {
        Rounding::to_step(mode, decimal(step)).unwrap().round(decimal(value)).unwrap().to_string()
    };
    assert_eq!(round(RoundingMode::HalfUp, "0.05", "12.23"), "12.25");
    assert_eq!(round(RoundingMode::HalfUp, "0.05", "-12.225"), "-12.25");
    assert_eq!(round(RoundingMode::Up, "50", "101"), "150");
    assert_eq!(round(RoundingMode::Down, "0.25", "0.2499"), "0.00");
}

#[test]
fn a_quotient_is_rounded_once() {
    let cents = Rounding::to_digits(RoundingMode::HalfUp, 2);
    let tax = cents.round_quotient(decimal("1800").times(decimal("30")).unwrap(), decimal("130")).unwrap();
    assert_eq!(tax.to_string(), "415.38");
    assert_eq!(cents.round_quotient(decimal("-1"), decimal("-3")).unwrap().to_string(), "0.33");
    // 0.004999…, which rounded to three digits first would go up.
    assert_eq!(cents.round_quotient(decimal("0.014999"), decimal("3")).unwrap().to_string(), "0.00");
}
