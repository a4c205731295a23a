use std::collections::BTreeSet;

use aftersales::money::{Currency, Decimal, Money, MoneyError, Rounding, RoundingMode, allocate};

/// A code, its message, the value in question and a word of what would be right.
type Met = (&'static str, String, &'static str, &'static str);

fn all() -> Vec<Met> {
    let met = |error: MoneyError, value, right| (error.code(), error.to_string(), value, right);
    let euro: Currency = "EUR".parse().unwrap();
    let cent = Money::from_minor_units(1, euro);
    let fine: Decimal = "0.005".parse().unwrap();
    let most = Money::from_minor_units(i64::MAX, euro);
    let step = Rounding::to_step(RoundingMode::HalfUp, Decimal::ZERO);
    let divided = Rounding::to_digits(RoundingMode::HalfUp, 2).round_quotient(fine, Decimal::ZERO);
    let halves = Rounding::to_step(RoundingMode::HalfUp, fine).unwrap();
    vec![
        met("euro".parse::<Currency>().unwrap_err(), "euro", "such as `EUR`"),
        met(cent.plus(Money::zero("JPY".parse().unwrap())).unwrap_err(), "`EUR` and `JPY`", "convert"),
        met("1,50".parse::<Decimal>().unwrap_err(), "1,50", "`-12.50`"),
        met(Money::new(fine, euro).unwrap_err(), "0.005", "2 digits"),
        met(most.plus(cent).unwrap_err(), "sum", "million"),
        met("half".parse::<RoundingMode>().unwrap_err(), "half", "`half_even`"),
        met(step.unwrap_err(), "`0`", "positive"),
        met(halves.for_currency(euro).unwrap_err(), "0.005", "`0.01`"),
        met(divided.unwrap_err(), "`0`", "any other number"),
        met(allocate(1, &[0, 0]).unwrap_err(), "`0`", "positive weight"),
    ]
}

#[test]
fn every_code_is_met_and_says_what_is_right() {
    let listed: BTreeSet<_> = MoneyError::CODES.iter().copied().collect();
    let met: BTreeSet<_> = all().into_iter().map(|met| met.0).collect();
    assert_eq!(met, listed);
    assert_eq!(listed.len(), MoneyError::CODES.len());
    let every = aftersales::error_codes();
    assert!(listed.iter().all(|code| every.contains(code)));
    for (code, message, value, right) in all() {
        assert!(message.contains(value) && message.contains(right), "{code}: {message}");
        assert!(
            !message.ends_with('.') && !message.contains('\n') && !message.starts_with(char::is_uppercase)
        );
    }
}

#[test]
fn what_other_readers_take_differently_is_no_number() {
    for text in
        ["", "-", ".5", "5.", "+1", "1e3", "1_000", "1,000", " 1", "1 ", "0x1", "NaN", "١", "--1", "1.2.3"]
    {
        assert_eq!(text.parse::<Decimal>().unwrap_err().code(), "money.decimal.malformed", "{text}");
    }
    let longest = format!("-{}.{}", "9".repeat(18), "9".repeat(12));
    assert_eq!(longest.parse::<Decimal>().unwrap().to_string(), longest);
    assert!(format!("9{}", longest.trim_start_matches('-')).parse::<Decimal>().is_err());
    assert!(format!("{longest}9").parse::<Decimal>().is_err());
}

#[test]
fn overflow_is_an_error_everywhere() {
    let large: Decimal = "999999999999999999".parse().unwrap();
    let squared = large.times(large).unwrap();
    let code = |result: Result<Decimal, MoneyError>| result.unwrap_err().code();
    assert_eq!(code(squared.times(large)), "money.amount.out_of_range");
    let tiny = (0..3).fold(Decimal::ONE, |tiny, _| tiny.times("0.000000000001".parse().unwrap()).unwrap());
    assert_eq!(code(squared.plus(tiny)), "money.amount.out_of_range");
    assert_eq!(code(tiny.times(tiny)), "money.amount.out_of_range");
    assert_eq!(code(Rounding::to_digits(RoundingMode::Up, 38).round(squared)), "money.amount.out_of_range");
    assert!(squared > tiny && squared > large && Decimal::ZERO < tiny);
    let euro: Currency = "EUR".parse().unwrap();
    assert!(Money::new(squared, euro).is_err());
    assert!(Money::from_minor_units(i64::MIN, euro).negated().is_err());
    assert!(Money::from_minor_units(i64::MIN, euro).minus(Money::from_minor_units(1, euro)).is_err());
}
