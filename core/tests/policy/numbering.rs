//! Ticket numbers: written, read back, refused (IN-2).

use std::collections::BTreeSet;

use aftersales::ticket::{NumberError, NumberScheme};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::{ErrorDocument, NumberReadingDocument, NumberingDocument};
use serde_json::{Value, json};

fn compile(document: &Value) -> Result<NumberScheme, NumberError> {
    let document = NumberingDocument::from_json(&document.to_string())?;
    NumberScheme::compile(&document, &ZoneDatabase::bundled())
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

fn date(form: &str) -> Value {
    json!({"type": "date", "form": form})
}

fn serial(width: u8) -> Value {
    json!({"type": "serial", "width": width})
}

fn scheme(reset: &str, parts: &[Value]) -> NumberScheme {
    compile(&json!({"time_zone": "Asia/Shanghai", "reset": reset, "parts": parts})).unwrap()
}

fn plain() -> NumberScheme {
    scheme("daily", &[text("TS"), date("yyyymmdd"), text("-"), serial(4)])
}

/// Code and message of a refused text.
fn refused(scheme: &NumberScheme, text: &str) -> (&'static str, String) {
    let error = scheme.parse(text).unwrap_err();
    (error.code(), error.to_string())
}

const NOON: &str = "2026-03-14T04:00:00Z";

#[test]
fn the_number_shows_the_local_date_and_the_serial() {
    let scheme = plain();
    assert_eq!(scheme.format(7, at(NOON), None).unwrap().as_str(), "TS20260314-0007");
    // 23:59:59.999999 and 00:00 in Shanghai.
    let last = scheme.format(9999, at("2026-03-14T15:59:59.999999Z"), None).unwrap();
    let first = scheme.format(1, at("2026-03-14T16:00:00Z"), None).unwrap();
    assert_eq!((last.as_str(), first.as_str()), ("TS20260314-9999", "TS20260315-0001"));
}

#[test]
fn a_number_is_taken_apart() {
    let reading = NumberReadingDocument::from(&plain().parse("TS20260314-0007").unwrap());
    let expected = json!({"number": "TS20260314-0007", "serial": 7, "year": 2026, "month": 3, "day": 14});
    assert_eq!(serde_json::to_value(reading).unwrap(), expected);
}

#[test]
fn every_written_number_reads_back_and_no_two_are_alike() {
    let sites = json!({"type": "site", "codes": ["SHA", "PEK"]});
    let widening = json!({"type": "serial", "width": 2, "overflow": "widen"});
    let check = |method: &str| json!({"type": "check", "method": method});
    let schemes = [
        (plain(), None),
        (scheme("yearly", &[date("yy"), serial(6), check("luhn")]), None),
        (
            scheme("monthly", &[sites.clone(), text("-"), date("yymm"), text("-"), widening.clone()]),
            Some("PEK"),
        ),
        (
            scheme("yearly", &[date("yyyy"), text("/"), date("mm"), text("/"), serial(5), check("mod97")]),
            None,
        ),
        (
            scheme("never", &[text("工单"), widening, text("#"), sites, check("mod97"), text("!")]),
            Some("SHA"),
        ),
        (scheme("daily", &[serial(4), date("dd"), date("mm"), date("yyyy")]), None),
    ];
    for (scheme, site) in schemes {
        let mut seen = BTreeSet::new();
        for serial in [1, 7, 10, 42, 99, 100, 998, 9_999] {
            let Ok(number) = scheme.format(serial, at(NOON), site) else { panic!("{serial}: {scheme:?}") };
            let reading = scheme.parse(number.as_str()).unwrap();
            assert_eq!((reading.serial, &reading.number), (serial, &number));
            assert_eq!(reading.site.as_ref().map(|site| site.as_str()), site);
            assert!(
                reading.year.is_none_or(|year| year == 2026) && reading.month.is_none_or(|month| month == 3)
            );
            assert!(seen.insert(number));
        }
    }
}

#[test]
fn what_is_wrong_with_a_text_is_named() {
    let scheme = plain();
    for (written, found, expected) in [
        ("TX20260314-0007", "TX", "`TS`"),
        ("ts20260314-0007", "ts", "`TS`"),
        ("TS2026031-0007", "2026031-", "a date `yyyymmdd`"),
        ("TS20260230-0007", "2026-02-30", "a date that exists"),
        ("TS20261301-0007", "2026-13-01", "a date that exists"),
        ("TS20260314/0007", "/", "`-`"),
        ("TS20260314-007", "007", "a serial of 4 digits"),
        ("TS20260314-0000", "0000", "a serial of 4 digits, from 1"),
        ("TS20260314-00071", "1", "the end"),
        ("TS20260314-000７", "000７", "a serial of 4 digits"),
        ("", "", "`TS`"),
        ("TS20260314", "", "`-`"),
    ] {
        let (code, message) = refused(&scheme, written);
        assert_eq!(code, "number.text.malformed", "{written}");
        assert!(
            message.contains(&format!("`{found}` stands where {expected}")) || written.is_empty(),
            "{message}"
        );
        assert!(message.contains("such as `TS20260314-0007`"), "{message}");
    }
    // A text of any size is refused with a short message.
    let (_, message) = refused(&scheme, &"9".repeat(1_000_000));
    assert!(message.len() < 500, "{message}");
}

#[test]
fn check_digits_are_those_of_the_standards() {
    // The worked examples of ISO/IEC 7812-1 (as commonly printed) and of ISO 7064 for MOD 97-10.
    let luhn = scheme("never", &[serial(10), json!({"type": "check", "method": "luhn"})]);
    assert_eq!(luhn.format(7_992_739_871, at(NOON), None).unwrap().as_str(), "79927398713");
    let mod97 = scheme("never", &[serial(3), json!({"type": "check", "method": "mod97"})]);
    assert_eq!(mod97.format(794, at(NOON), None).unwrap().as_str(), "79444");
}

#[test]
fn a_mistyped_digit_or_two_swapped_ones_are_found() {
    let parts = [text("R"), date("yymmdd"), serial(4), json!({"type": "check", "method": "mod97"})];
    let scheme = scheme("daily", &parts);
    let number = scheme.format(1234, at(NOON), None).unwrap();
    let characters: Vec<char> = number.as_str().chars().collect();
    for position in 1..characters.len() {
        for digit in '0'..='9' {
            let mut mistyped = characters.clone();
            mistyped[position] = digit;
            let mistyped: String = mistyped.into_iter().collect();
            assert_eq!(scheme.parse(&mistyped).is_ok(), mistyped == number.as_str(), "{mistyped}");
        }
        let mut swapped = characters.clone();
        swapped.swap(position, position.saturating_add(1).min(characters.len() - 1));
        let swapped: String = swapped.into_iter().collect();
        assert_eq!(scheme.parse(&swapped).is_ok(), swapped == number.as_str(), "{swapped}");
    }
    let mut wrong = number.to_string();
    let last = wrong.pop().unwrap();
    wrong.push(if last == '0' { '1' } else { '0' });
    let (code, message) = refused(&scheme, &wrong);
    assert_eq!(code, "number.check.wrong");
    let digits: String = characters[characters.len() - 2..].iter().collect();
    assert!(message.contains(&format!("`{digits}` would fit")), "{message}");
}

#[test]
fn a_serial_beyond_its_digits_is_refused_or_widens() {
    let error = plain().format(10_000, at(NOON), None).unwrap_err();
    assert_eq!(error.code(), "number.serial.out_of_range");
    assert_eq!(error.to_string(), "serial `10000` is out of range; 1 to 9999 are possible");
    assert_eq!(plain().format(0, at(NOON), None).unwrap_err().code(), "number.serial.out_of_range");
    let wide = scheme("never", &[text("T"), json!({"type": "serial", "width": 4, "overflow": "widen"})]);
    assert_eq!(wide.format(10_000, at(NOON), None).unwrap().as_str(), "T10000");
    assert_eq!(wide.parse("T10000").unwrap().serial, 10_000);
    // Two texts for one number would be two tickets.
    assert_eq!(refused(&wide, "T00007").0, "number.text.malformed");
}

#[test]
fn the_site_is_one_of_the_schemes() {
    let parts = [json!({"type": "site", "codes": ["SHA", "PEK"]}), text("-"), serial(4)];
    let scheme = scheme("never", &parts);
    assert_eq!(scheme.format(7, at(NOON), Some("PEK")).unwrap().as_str(), "PEK-0007");
    for site in [None, Some("CAN"), Some("pek")] {
        let error = scheme.format(7, at(NOON), site).unwrap_err();
        assert_eq!(error.code(), "number.site.unknown");
        assert!(error.to_string().contains("`SHA`, `PEK`"), "{error}");
    }
    assert_eq!(plain().format(7, at(NOON), Some("PEK")).unwrap_err().code(), "number.site.unknown");
    assert!(refused(&scheme, "CAN-0007").1.contains("`CAN` stands where the code of a site is expected"));
}

#[test]
fn two_digits_of_a_year_mean_this_century() {
    let scheme = scheme("yearly", &[date("yy"), serial(4)]);
    assert_eq!(scheme.parse("990001").unwrap().year, Some(2099));
    let error = scheme.format(1, at("1999-06-01T00:00:00Z"), None).unwrap_err();
    assert_eq!(error.code(), "number.year.out_of_range");
}

#[test]
fn serials_count_from_one_again_at_local_midnight() {
    let zone = |zone: &str, reset: &str| {
        let parts = [date("yyyymmdd"), serial(4)];
        compile(&json!({"time_zone": zone, "reset": reset, "parts": parts})).unwrap()
    };
    for (name, reset, now, key, next) in [
        ("Asia/Shanghai", "daily", NOON, "2026-03-14", Some("2026-03-14T16:00:00Z")),
        ("Asia/Shanghai", "monthly", NOON, "2026-03", Some("2026-03-31T16:00:00Z")),
        ("Asia/Shanghai", "yearly", NOON, "2026", Some("2026-12-31T16:00:00Z")),
        ("Asia/Shanghai", "never", NOON, "", None),
        // On the day the clocks go forward in Berlin local midnight is an hour nearer.
        ("Europe/Berlin", "daily", "2026-03-29T10:00:00Z", "2026-03-29", Some("2026-03-29T22:00:00Z")),
        // In Cairo the clocks skipped the hour after midnight on this date.
        ("Africa/Cairo", "daily", "2026-04-23T12:00:00Z", "2026-04-23", Some("2026-04-23T22:00:00Z")),
        ("Etc/UTC", "daily", "9999-12-31T12:00:00Z", "9999-12-31", None),
        ("Etc/UTC", "monthly", "2028-01-31T12:00:00Z", "2028-01", Some("2028-02-01T00:00:00Z")),
    ] {
        let scheme = zone(name, reset);
        assert_eq!(scheme.period_key(at(now)), key, "{name} {reset}");
        assert_eq!(scheme.next_period(at(now)), next.map(at), "{name} {reset}");
        if let Some(next) = next {
            assert_ne!(scheme.period_key(at(next)), key, "{name} {reset}");
            let before = Instant::from_micros(at(next).micros() - 1).unwrap();
            assert_eq!(scheme.period_key(before), key, "{name} {reset}");
        }
    }
}

#[test]
fn a_scheme_whose_numbers_would_repeat_is_refused() {
    for (reset, parts, lacking) in [
        ("daily", vec![text("TS"), serial(4)], "year"),
        ("daily", vec![date("yyyymm"), serial(4)], "day"),
        ("daily", vec![date("mm"), date("dd"), serial(4)], "year"),
        ("monthly", vec![date("yyyy"), serial(4)], "month"),
        ("yearly", vec![date("mm"), serial(4)], "year"),
    ] {
        let error = compile(&json!({"time_zone": "Etc/UTC", "reset": reset, "parts": parts})).unwrap_err();
        assert_eq!((error.code(), error.path()), ("number.scheme.repeats", Some("reset")));
        assert!(error.to_string().contains(&format!("do not show the {lacking}")), "{error}");
    }
}

#[test]
fn a_document_out_of_order_is_refused_with_its_place() {
    let check = json!({"type": "check", "method": "luhn"});
    let site = |codes: Value| json!({"type": "site", "codes": codes});
    for (parts, code, path) in [
        (json!([]), "number.part.out_of_range", "parts"),
        (json!([text("TS")]), "number.scheme.malformed", "parts"),
        (json!([serial(4), serial(4)]), "number.scheme.malformed", "parts"),
        (json!([check, serial(4)]), "number.scheme.malformed", "parts"),
        (json!([serial(4), check, check]), "number.scheme.malformed", "parts"),
        (json!([site(json!(["A"])), site(json!(["B"])), serial(4)]), "number.scheme.malformed", "parts"),
        (json!([serial(4), text(" ")]), "number.scheme.malformed", "parts"),
        (json!([serial(0)]), "number.part.out_of_range", "parts[0].width"),
        (json!([serial(13)]), "number.part.out_of_range", "parts[0].width"),
        (json!([text(""), serial(4)]), "number.part.out_of_range", "parts[0].text"),
        (json!([text("\n"), serial(4)]), "number.part.out_of_range", "parts[0].text"),
        (json!([serial(4), site(json!(["SHA", "BJ"]))]), "number.part.out_of_range", "parts[1].codes[1]"),
        (json!([serial(4), site(json!(["SHA", "SHA"]))]), "number.part.out_of_range", "parts[1].codes[1]"),
        (json!([serial(4), site(json!(["sha"]))]), "number.part.out_of_range", "parts[1].codes[0]"),
        (json!([serial(4), site(json!([]))]), "number.part.out_of_range", "parts[1].codes"),
        (json!([date("yyyyww"), serial(4)]), "wire.document.malformed", "parts[0]"),
    ] {
        let error = compile(&json!({"time_zone": "Etc/UTC", "parts": parts})).unwrap_err();
        let shown = ErrorDocument::from(&error);
        assert_eq!(shown.code, code, "{parts}: {error}");
        assert!(shown.path.unwrap().starts_with(path), "{parts}: {error}");
        assert!(!shown.message.contains('\n') && !shown.message.ends_with('.'), "{error}");
    }
    let error = compile(&json!({"time_zone": "Mars/Olympus", "parts": [serial(4)]})).unwrap_err();
    assert_eq!((error.code(), error.path()), ("time.zone.unknown", Some("time_zone")));
}
