//! Documents and cases made to hurt cost bounded time.

use aftersales::priority::{DecisionTable, PriorityError};
use aftersales::wire::{DecisionTableDocument, InputValue, read_document};
use serde_json::{Map, Value, json};

use crate::desk::{case, compile, policy, refusal};

/// The rows of the pigeonhole principle: six tickets and five engineers, a row for every ticket that nobody has, and one for
/// every engineer with two tickets. Some row is for every case, but no short search shows it.
pub(crate) fn unproved() -> Value {
    let name = |ticket: usize, engineer: usize| format!("t{ticket}_e{engineer}");
    let pairs = || (0..6).flat_map(|ticket| (0..5).map(move |engineer| (ticket, engineer)));
    let inputs: Vec<_> = pairs()
        .map(|(ticket, engineer)| json!({"type": "yes_no", "name": name(ticket, engineer), "order": "none"}))
        .collect();
    let row = |cells: &mut dyn Iterator<Item = (usize, usize)>, value: bool| {
        let when: Map<String, Value> =
            cells.map(|(ticket, engineer)| (name(ticket, engineer), json!({"one_of": [value]}))).collect();
        json!({"when": when, "then": {"priority": "P2"}})
    };
    let mut rows: Vec<Value> =
        (0..6).map(|ticket| row(&mut (0..5).map(|engineer| (ticket, engineer)), false)).collect();
    for (ticket, engineer) in pairs() {
        rows.extend(
            (0..ticket).map(|other| row(&mut [(ticket, engineer), (other, engineer)].into_iter(), true)),
        );
    }
    json!({"inputs": inputs, "base": {"type": "table", "hit_policy": "any", "rows": rows}})
}

#[test]
fn a_cover_that_cannot_be_shown_is_refused_and_a_last_row_mends_it() {
    let (code, path, message) = refusal(&unproved());
    assert_eq!((code.as_str(), path.as_str()), ("priority.table.not_proved", "base.rows"), "{message}");
    assert!(message.contains("last row without tests"), "{message}");
    let mut written = unproved();
    written["base"]["hit_policy"] = json!("first");
    written["base"]["rows"].as_array_mut().unwrap().push(json!({"then": {"priority": "P2"}}));
    let findings = compile(&written).unwrap().findings();
    assert!(
        findings.iter().any(|finding| finding.code() == "priority.finding.row_not_proved"),
        "{findings:?}"
    );
}

#[test]
fn a_table_at_every_limit_is_analysed() {
    let inputs: Vec<_> = (0..6)
        .map(|number| {
            json!({"type": "number", "name": format!("n{number}"), "unit": "one", "least": 0, "most": 100_000, "order": "none"})
        })
        .collect();
    let rows: Vec<_> = (0..500_i64)
        .map(|row| {
            let when: Map<String, Value> = (0..6_i64)
                .map(|input| {
                    let from = row.wrapping_mul(37).wrapping_add(input.wrapping_mul(101)) % 1_000;
                    (format!("n{input}"), json!({"at_least": from, "at_most": from.wrapping_add(5_000)}))
                })
                .collect();
            json!({"when": when, "then": {"out": "a"}})
        })
        .collect();
    let document = json!({
        "inputs": inputs,
        "outputs": [{"name": "out", "values": ["a"]}],
        "rules": {"type": "table", "hit_policy": "collect", "rows": rows}
    });
    let document: DecisionTableDocument = read_document(&document.to_string()).unwrap();
    let analysis = DecisionTable::compile(&document).unwrap().analysis().unwrap();
    assert_eq!(analysis.overlaps.len(), 1_000);
    assert_eq!(analysis.overlaps_left_off, 500 * 499 / 2 - 1_000);
}

#[test]
fn long_texts_and_many_fields_are_refused_in_short_messages() {
    let policy = policy();
    let long =
        case(&[("symptom", json!("x".repeat(64 * 1024 + 1))), ("severity", json!("y".repeat(1 << 20)))]);
    let error = policy.read(&long).unwrap_err();
    let PriorityError::Inputs { problems } = &error else { panic!("{error}") };
    assert_eq!(
        problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(),
        ["severity", "symptom"]
    );
    assert!(error.to_string().len() < 1_000);
    let mut many = case(&[]);
    many.extend((0..10_000).map(|field| (format!("field {field}\n"), InputValue::from(true))));
    let error = policy.read(&many).unwrap_err();
    let message = error.to_string();
    assert!(
        message.len() < 10_000 && message.ends_with("and 9980 more") && !message.contains('\n'),
        "{message}"
    );
}

#[test]
fn keywords_that_all_contain_each_other_are_enumerated_once() {
    let lists: Vec<_> = (0..10)
        .map(|list| {
            let words: Vec<_> =
                (0..200).map(|word| "ab".repeat(1 + word % 40) + &format!("{list}-{word}")).collect();
            json!({"name": format!("l{list}"), "words": words, "order": "rising"})
        })
        .collect();
    let names: Vec<_> = (0..10).map(|list| format!("l{list}")).collect();
    let raised =
        |list: &String| json!({"type": "raise", "by": 1, "when_any": [{"text": {"matches": [list]}}]});
    let written = json!({
        "inputs": [{"type": "text", "name": "text", "keywords": lists}],
        "base": {"type": "table", "hit_policy": "first", "rows": [{"then": {"priority": "P4"}}]},
        "modifiers": names.iter().map(raised).collect::<Vec<_>>()
    });
    assert!(compile(&written).is_ok());
}
