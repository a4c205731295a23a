//! Reading documents and writing the canonical form.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use aftersales::wire::{
    CalendarDocument, ErrorDocument, ShiftDocument, WireError, canonical_json, read_document, revision,
};
use serde_json::{Value, json};

fn refused(text: &str) -> ErrorDocument {
    ErrorDocument::from(&CalendarDocument::from_json(text).unwrap_err())
}

#[test]
fn an_unknown_field_is_refused_with_its_path() {
    let error = refused(r#"{"time_zone": "Etc/UTC", "weekly": {"monday": []}}"#);
    assert_eq!(error.code, "wire.document.malformed");
    assert_eq!(error.path.as_deref(), Some("weekly.monday"));
    assert!(
        error.message.starts_with("`weekly.monday`: unknown field `monday`, expected one of `mon`, `tue`")
    );
    let error = refused(r#"{"time_zone": "Etc/UTC", "holiday": []}"#);
    assert_eq!(error.path.as_deref(), Some("holiday"));
    assert!(error.message.contains("`holidays`"), "{}", error.message);
}

#[test]
fn a_question_mark_in_a_name_stays_in_the_path() {
    let error = refused(r#"{"time_zone": "Etc/UTC", "weekly": {"mon?": []}}"#);
    assert_eq!(error.path.as_deref(), Some("weekly.mon?"));
}

#[test]
fn a_value_of_another_shape_is_refused_with_its_path() {
    for (text, path, says) in [
        (r#"{"weekly": {}}"#, ".", "missing field `time_zone`"),
        (r#"{"time_zone": 7}"#, "time_zone", "expected a string"),
        (
            r#"{"time_zone": "Etc/UTC", "weekly": {"mon": ["09:00"]}}"#,
            "weekly.mon[0]",
            "a pair of times such as",
        ),
        (
            r#"{"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00"]]}}"#,
            "weekly.mon[0]",
            "a pair of times such as",
        ),
        (r#"{"time_zone": "Etc/UTC", "holidays": [20260101]}"#, "holidays[0]", "expected a string"),
        (r#"{"time_zone": "Etc/UTC"} {}"#, ".", "trailing characters"),
        (r#"{"time_zone": "Etc/UTC""#, ".", "EOF"),
        ("", ".", "EOF"),
        ("null", ".", "expected struct"),
    ] {
        let error = refused(text);
        assert_eq!(
            (error.code.as_str(), error.path.as_deref()),
            ("wire.document.malformed", Some(path)),
            "{text}"
        );
        assert!(error.message.contains(says), "{text}: {}", error.message);
    }
}

#[test]
fn hostile_sizes_are_refused() {
    let large = " ".repeat(4 * 1024 * 1024 + 1);
    let error = WireError::TooLarge { bytes: 4_194_305, most: 4_194_304 };
    assert_eq!(CalendarDocument::from_json(&large), Err(error));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let error = read_document::<Value>(&deep).unwrap_err();
    assert_eq!(error.code(), "wire.document.malformed");
    assert!(error.to_string().contains("recursion limit"), "{:.200}", error.to_string());
}

#[test]
fn a_message_stays_one_short_line_whatever_is_put_in() {
    let hostile = format!("line\nbreak\u{7}{}", "x".repeat(100_000));
    let field = json!({"time_zone": "Etc/UTC", hostile.clone(): 1}).to_string();
    let word = json!({"time_zone": "Etc/UTC", "holidays": hostile}).to_string();
    for text in [field, word] {
        let ErrorDocument { message, path, .. } = refused(&text);
        assert!(message.len() < 1000 && !message.contains(char::is_control), "{message:.200?}");
        assert!(path.is_none_or(|path| path.len() < 500 && !path.contains(char::is_control)));
    }
}

#[test]
fn a_document_comes_back_as_it_went_out() {
    let mut document = CalendarDocument::weekdays("Asia/Tokyo", &[ShiftDocument::new("09:00", "24:00")]);
    document.holidays.push("2026-01-01".to_owned());
    document.breaks.insert("2026-01-05".to_owned(), vec![ShiftDocument::new("12:00", "13:00")]);
    let text = serde_json::to_string(&document).unwrap();
    assert_eq!(CalendarDocument::from_json(&text), Ok(document));
    assert!(!text.contains("null") && !text.contains("date_overrides"), "what is absent is left out: {text}");
}

#[test]
fn keys_are_sorted_by_utf_16_code_units() {
    // The example of RFC 8785, section 3.2.3.
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let text = canonical_json(&value).unwrap();
    let order = ["Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew"];
    let places: Vec<_> = order.iter().map(|name| text.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert!(text.contains("\"😀\":"), "characters are written as they are");
}

#[test]
fn there_is_one_way_to_write_each_value() {
    let value = json!({"b": [1, -2, u64::MAX, i64::MIN], "a": {"d": null, "c": true}, "e": "\u{8}\t\n\u{c}\r\"\\\u{1f}/é"});
    assert_eq!(
        canonical_json(&value).unwrap(),
        r#"{"a":{"c":true,"d":null},"b":[1,-2,18446744073709551615,-9223372036854775808],"e":"\b\t\n\f\r\"\\\u001f/é"}"#
    );
    let error = canonical_json(&json!({"a": [0.5]})).unwrap_err();
    assert_eq!(error.code(), "wire.value.not_canonical");
    assert!(error.to_string().contains("`0.5` is a fraction"), "{error}");
}

#[test]
fn a_revision_depends_on_content_not_on_spelling() {
    let read = |text: &str| CalendarDocument::from_json(text).unwrap();
    let one = read(
        r#"{"time_zone": "Etc/UTC", "holidays": ["2026-01-01"], "weekly": {"tue": [["09:00", "17:00"]], "mon": []}}"#,
    );
    let other = read(
        r#"{"weekly":{"tue":[["09:00","17:00"]]},"holidays":["2026-01-01"],"breaks":{},"time_zone":"Etc/UTC"}"#,
    );
    assert_eq!(revision(&one, "2026e"), revision(&other, "2026e"));
    assert_ne!(revision(&one, "2026e"), revision(&one, "2026f"));
}

#[test]
fn an_error_document_leaves_out_what_is_not_there() {
    let error = WireError::TooLarge { bytes: 9, most: 8 };
    let text = serde_json::to_string(&ErrorDocument::from(&error)).unwrap();
    assert_eq!(
        text,
        r#"{"code":"wire.document.too_large","message":"the document has 9 bytes; at most 8 are read"}"#
    );
}
