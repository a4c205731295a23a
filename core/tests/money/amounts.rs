use aftersales::money::{Currency, Decimal, Money, allocate};
use aftersales::wire::MoneyDocument;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn money(amount: &str, currency: &str) -> Money {
    Money::try_from(&MoneyDocument::new(amount, currency)).unwrap()
}

#[test]
fn currencies_have_the_digits_of_iso_4217() {
    let digits = |code: &str| code.parse::<Currency>().map(Currency::digits).ok();
    assert_eq!(["EUR", "CNY", "JPY", "KRW", "KWD", "CLF"].map(digits), [2, 2, 0, 0, 3, 4].map(Some));
    for none in ["", "EU", "EURO", "eur", "XAU", "XXX", "DEM", " EU", "UR "] {
        assert_eq!(digits(none), None, "{none}");
    }
    assert_eq!(Currency::all().filter(|currency| currency.code().parse() == Ok(*currency)).count(), 171);
}

#[test]
fn amounts_take_as_many_digits_as_their_currency_has() {
    assert_eq!(money("12.3", "EUR").to_string(), "12.30 EUR");
    assert_eq!(money("1.5000", "KWD").to_string(), "1.500 KWD");
    assert_eq!(money("1200", "JPY").minor_units(), 1200);
    assert_eq!(money("-0.00", "EUR"), Money::zero("EUR".parse().unwrap()));
    assert_eq!(MoneyDocument::from(money("-0.05", "EUR")), MoneyDocument::new("-0.05", "EUR"));
}

#[test]
fn amounts_of_one_currency_have_an_order() {
    assert!(money("1.10", "EUR") < money("1.20", "EUR"));
    assert_eq!(money("1", "EUR").partial_cmp(&money("1", "USD")), None);
}

#[test]
fn decimals_are_equal_as_numbers_and_keep_their_text() {
    assert_eq!(decimal("1.50"), decimal("1.5"));
    assert_eq!(decimal("1.50").to_string(), "1.50");
    assert_eq!(decimal("-0.050").normalized().to_string(), "-0.05");
    let sorted = ["-2.5", "-2.49", "-0.01", "0", "0.010", "0.1", "2", "2.000001"].map(decimal);
    assert!(sorted.is_sorted_by(|left, right| left < right));
}

#[test]
fn products_keep_every_digit() {
    let exact = decimal("123456789012.123456").times(decimal("0.000000000001")).unwrap();
    assert_eq!(exact.to_string(), "0.123456789012123456");
    let long = decimal("999999999999999999").times(decimal("0.999999999999")).unwrap();
    assert_eq!(long.to_string(), "999999999998999999.000000000001");
    // Zeros at the end are no reason to refuse.
    let padded = (0..5)
        .fold(decimal("1.000000000000"), |product, _| product.times(decimal("1.000000000000")).unwrap());
    assert_eq!(padded, Decimal::ONE);
    assert_eq!(decimal("0.1").plus(decimal("0.2")).unwrap(), decimal("0.3"));
    assert_eq!(decimal("19.6").hundredth().unwrap(), decimal("0.196"));
}

#[test]
fn nothing_is_lost_when_an_amount_is_split() {
    assert_eq!(allocate(1003, &[50, 50]).unwrap(), [502, 501]);
    assert_eq!(allocate(-1003, &[50, 50]).unwrap(), [-502, -501]);
    // The larger remainder comes before the earlier place.
    assert_eq!(allocate(5, &[2, 1]).unwrap(), [3, 2]);
    assert_eq!(allocate(100, &[0, 3, 0]).unwrap(), [0, 100, 0]);
    assert_eq!(allocate(i64::MIN, &[1, 1]).unwrap(), [i64::MIN / 2; 2]);
    assert_eq!(allocate(i64::MAX, &[u64::MAX, u64::MAX, 0]).unwrap().iter().sum::<i64>(), i64::MAX);
    let shares = money("0.05", "EUR").allocate(&[1, 1, 1]).unwrap();
    assert_eq!(shares.iter().map(|share| share.minor_units()).collect::<Vec<_>>(), [2, 2, 1]);
}
