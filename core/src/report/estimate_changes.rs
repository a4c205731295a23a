//! The difference between two versions in the customer's words.

use super::Language;
use super::estimate_text::Writer;
use crate::cost::{ChangeReason, EstimateDifference, EstimateLine, LineChange};

/// A sentence for what the customer pays, and one for each line that is new, gone or different.
pub(super) fn sentences(writer: &Writer<'_>, difference: &EstimateDifference) -> Vec<String> {
    let instead = |after: &str, before: &str| instead_of(writer, after, before);
    let (before, after) = (difference.customer_before, difference.customer_after);
    let mut sentences = vec![
        writer.says("as_in_version", &difference.from_version.to_string()),
        writer.says("you_pay", &instead(&after.to_string(), &before.to_string())),
    ];
    let line = |line: &EstimateLine| {
        let quantity = writer.quantity(line);
        let quantity = if quantity.is_empty() { quantity } else { format!(" ({quantity})") };
        format!("{}{quantity} {}", writer.what(line), line.amount)
    };
    sentences.extend(difference.added.iter().map(|added| writer.says("new", &line(added))));
    sentences.extend(difference.removed.iter().map(|removed| writer.says("gone", &line(removed))));
    sentences.extend(difference.changed.iter().map(|change| changed(writer, change)));
    sentences
}

fn instead_of(writer: &Writer<'_>, after: &str, before: &str) -> String {
    if after == before {
        return after.to_owned();
    }
    if writer.language == Language::Chinese {
        return format!("{after}（{} {before}）", writer.word("instead_of"));
    }
    format!("{after} {} {before}", writer.word("instead_of"))
}

fn changed(writer: &Writer<'_>, LineChange { before, after, reasons, .. }: &LineChange) -> String {
    let amount = instead_of(writer, &after.amount.to_string(), &before.amount.to_string());
    // That the amount differs is said by the amounts; it is the reason only where nothing else of the line differs.
    let others: Vec<_> = reasons.iter().filter(|reason| **reason != ChangeReason::Amount).collect();
    let named = if others.is_empty() { reasons.iter().collect() } else { others };
    let reason = |reason: &&ChangeReason| {
        let name = writer.word(label(**reason));
        match reason {
            ChangeReason::Quantity => {
                said(name, &instead_of(writer, &writer.quantity(after), &writer.quantity(before)))
            }
            ChangeReason::Rate | ChangeReason::Multiplier => {
                said(name, &instead_of(writer, &writer.price(after), &writer.price(before)))
            }
            ChangeReason::Percent => {
                said(name, &instead_of(writer, &writer.quantity(after), &writer.quantity(before)))
            }
            _ => name.to_owned(),
        }
    };
    let reasons = named.iter().map(reason).collect::<Vec<_>>().join(", ");
    let what = writer.what(after);
    if writer.language == Language::Chinese {
        format!("{what}：{amount}，{}：{reasons}", writer.word("because"))
    } else {
        format!("{what}: {amount}, {} {reasons}", writer.word("because"))
    }
}

fn said(name: &str, what: &str) -> String {
    format!("{name} ({what})")
}

const fn label(reason: ChangeReason) -> &'static str {
    match reason {
        ChangeReason::Item => "reason_item",
        ChangeReason::Quantity => "reason_quantity",
        ChangeReason::Rate => "reason_rate",
        ChangeReason::Multiplier => "reason_multiplier",
        ChangeReason::Percent => "reason_percent",
        ChangeReason::Amount => "reason_amount",
        ChangeReason::Payers => "reason_payers",
    }
}
