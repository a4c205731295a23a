//! The grades of many cases at once are those of each.

use aftersales::priority::{Column, NO_INDEX, NO_NUMBER};
use aftersales::vocabulary::Priority;
use serde_json::json;

use crate::desk::{graded, policy};

const SEVERITIES: [&str; 4] = ["unusable", "blemish", "severe", "minor"];
const SYMPTOMS: [&str; 3] = ["no picture", "smoke", "生产线停机"];

#[test]
fn columns_agree_with_rows() {
    let policy = policy();
    let rows = 24_usize;
    let column =
        |modulo: usize| (0..rows).map(|row| u32::try_from(row % modulo).unwrap()).collect::<Vec<_>>();
    let (severity, symptom) = (column(4), column(3));
    let numbers: Vec<i64> =
        (0..rows).map(|row| if row % 5 == 0 { NO_NUMBER } else { i64::try_from(row).unwrap() }).collect();
    let zeros = vec![0; rows];
    let one = |word: &'static [&'static str]| Column::Words { dictionary: word, indices: &zeros };
    let columns = [
        ("symptom", Column::Words { dictionary: &SYMPTOMS, indices: &symptom }),
        ("severity", Column::Words { dictionary: &SEVERITIES, indices: &severity }),
        ("impact", one(&["one"])),
        ("tier", one(&["growth", "a word that no row uses"])),
        ("kind", one(&["repair"])),
        ("safety_hazard", one(&["no"])),
        ("units_down", Column::Numbers(&numbers)),
    ];
    let mut out = vec![Priority::P4; rows];
    policy.grade_columns(&columns, &mut out).unwrap();
    for (row, priority) in out.iter().enumerate() {
        let mut changes = vec![
            ("severity", json!(SEVERITIES[row % 4])),
            ("tier", json!("growth")),
            ("symptom", json!(SYMPTOMS[row % 3])),
        ];
        if row % 5 != 0 {
            changes.push(("units_down", json!(row)));
        }
        assert_eq!(*priority, graded(&policy, &changes).priority(), "row {row}");
    }
    assert!(out.contains(&Priority::P1) && out.contains(&Priority::P3));
}

#[test]
fn a_bad_column_is_refused_and_nothing_is_written() {
    let policy = policy();
    let (two, words) = ([0_u32, 0], ["minor"]);
    let same = |dictionary: &'static [&'static str]| Column::Words { dictionary, indices: &[0, 0] };
    let sound = |severity| {
        vec![
            ("severity", severity),
            ("impact", same(&["one"])),
            ("tier", same(&["basic"])),
            ("kind", same(&["repair"])),
            ("safety_hazard", same(&["no"])),
        ]
    };
    let refused = |columns: &[(&str, Column<'_>)]| {
        let mut out = [Priority::P4; 2];
        let error = policy.grade_columns(columns, &mut out).unwrap_err();
        assert_eq!(out, [Priority::P4; 2]);
        (error.code(), error.to_string())
    };
    let good = Column::Words { dictionary: &words, indices: &two };
    let (code, message) = refused(&sound(Column::Words { dictionary: &["minor", "High"], indices: &[0, 1] }));
    assert_eq!(code, "priority.input.not_allowed");
    assert!(message.starts_with("row 1: `severity` is `High`; it takes `blemish`, `minor`"), "{message}");
    let (code, message) = refused(&sound(Column::Words { dictionary: &words, indices: &[NO_INDEX, 0] }));
    assert!(code == "priority.input.missing" && message.starts_with("row 0:"), "{message}");
    let (code, message) = refused(&sound(Column::Words { dictionary: &words, indices: &[0, 7] }));
    assert!(code == "priority.input.not_allowed" && message.contains("`index 7`"), "{message}");
    assert_eq!(refused(&sound(Column::Numbers(&[1, 2]))).0, "priority.input.not_allowed");
    let (code, message) = refused(&sound(Column::Words { dictionary: &words, indices: &[0] }));
    assert!(code == "priority.column.length" && message.contains("2 are expected"), "{message}");
    let mut columns = sound(good);
    columns.push(("severity", good));
    assert_eq!(refused(&columns).0, "priority.document.duplicate");
    let mut columns = sound(good);
    columns.remove(4);
    columns.push(("colour", good));
    let (code, message) = refused(&columns);
    assert_eq!(code, "priority.inputs.refused");
    assert!(message.contains("`colour`") && message.contains("`safety_hazard` is missing"), "{message}");
}
