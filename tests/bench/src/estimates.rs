//! Estimates in the race: ten lines, two payers, two taxes, against an aim of five microseconds.
//!
//! No peer splits an estimate between payers and explains its lines. Beside ours runs what a host would write by hand with
//! `rust_decimal`: the totals of both payers alone, without lines, sources or checks. Both come to the same.

use std::hint::black_box;

use aftersales::cost::{EstimateRequest, Payer, PriceBook};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{EstimateRequestDocument, PriceBookDocument};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::race::{Entry, Operation};

/// Nanoseconds an estimate that are aimed at.
pub(crate) const AIM_NS: f64 = 5_000.0;

/// Price, quantity and warranty's per cent of each part, after two lines of labour.
const PARTS: [(&str, &str, i64); 8] = [
    ("24.50", "2", 100),
    ("180.00", "1", 100),
    ("3.99", "12", 0),
    ("0.085", "40", 0),
    ("67.20", "1", 50),
    ("12.15", "3", 50),
    ("899.00", "1", 100),
    ("1.49", "7", 0),
];
/// Seconds of labour at 96.00 an hour, all paid by the customer.
const LABOUR: [i64; 2] = [5_400, 2_700];
const TAXES: [&str; 2] = ["19", "2.5"];

/// Ours, and the totals by hand.
pub(crate) fn entries() -> [Entry; 2] {
    let (book, request, plain) = (book(), request(), Plain::new());
    let estimate = book.estimate(&request).expect("the plan is priced");
    assert_eq!(estimate.lines().len(), PARTS.len() + LABOUR.len() + TAXES.len(), "ten lines and two taxes");
    let total = |payer| estimate.payer(payer).total.amount().to_string();
    let ours = [Payer::Customer, Payer::Warranty].map(total);
    assert_eq!(ours, plain.totals().map(|total| total.to_string()), "both come to the same");
    [
        Entry::new(Operation::Estimate, "aftersales", 1, move |calls| {
            for _ in 0..calls {
                black_box(book.estimate(black_box(&request)).is_ok());
            }
        }),
        Entry::new(Operation::Estimate, "rust_decimal", 1, move |calls| {
            for _ in 0..calls {
                black_box(black_box(&plain).totals());
            }
        }),
    ]
}

fn book() -> PriceBook {
    let parts: serde_json::Map<String, Value> = PARTS
        .iter()
        .enumerate()
        .map(|(place, (price, ..))| {
            (format!("part-{place}"), json!({"tiers": [{"from": "1", "price": price}]}))
        })
        .collect();
    let document = json!({
        "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
        "taxes": [{"name": "vat", "percent": TAXES[0]}, {"name": "levy", "percent": TAXES[1]}],
        "default_taxes": ["vat", "levy"],
        "labour": {"grades": {"engineer": {"per_hour": "96.00"}}},
        "parts": parts,
    });
    let document: PriceBookDocument =
        serde_json::from_value(document).expect("the document has the shape of the wire");
    PriceBook::compile(&document, &ZoneDatabase::bundled()).expect("the price book is valid")
}

fn request() -> EstimateRequest {
    let line = |place: usize, charge: Value, warranty: i64| {
        let mut payers = vec![
            json!({"payer": "customer", "percent": (100 - warranty).to_string()}),
            json!({"payer": "warranty", "percent": warranty.to_string()}),
        ];
        payers.retain(|payer| payer["percent"] != "0");
        json!({"id": format!("line-{place}"), "charge": charge, "payers": payers})
    };
    let labour = LABOUR.iter().enumerate().map(|(place, seconds)| {
        line(place, json!({"type": "labour", "grade": "engineer", "seconds": seconds}), 0)
    });
    let parts = PARTS.iter().enumerate().map(|(place, (_, quantity, warranty))| {
        let part = json!({"type": "part", "part": format!("part-{place}"), "quantity": quantity});
        line(place + LABOUR.len(), part, *warranty)
    });
    let document = json!({
        "version": 1, "issued_at": "2026-03-02T09:00:00Z", "valid_until": "2026-04-01T09:00:00Z",
        "payers": [{"payer": "customer", "percent": "100"}], "lines": labour.chain(parts).collect::<Vec<_>>(),
    });
    let document: EstimateRequestDocument =
        serde_json::from_value(document).expect("the document has the shape of the wire");
    EstimateRequest::try_from(&document).expect("the plan is valid")
}

/// The same numbers, read.
struct Plain {
    lines: Vec<(Decimal, Decimal, Decimal)>,
    taxes: [Decimal; 2],
}

impl Plain {
    fn new() -> Self {
        let read = |text: &str| text.parse::<Decimal>().expect("a decimal number");
        let labour = LABOUR
            .iter()
            .map(|&seconds| (Decimal::from(seconds) / read("3600"), read("96.00"), Decimal::ZERO));
        let parts = PARTS
            .iter()
            .map(|&(price, quantity, warranty)| (read(quantity), read(price), Decimal::new(warranty, 2)));
        Self { lines: labour.chain(parts).collect(), taxes: TAXES.map(|percent| read(percent) / read("100")) }
    }

    /// What customer and warranty pay: each line rounded and split, each tax on it rounded and split.
    fn totals(&self) -> [Decimal; 2] {
        let cents =
            |amount: Decimal| amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let mut totals = [Decimal::ZERO; 2];
        for &(quantity, price, warranty) in &self.lines {
            let net = cents(quantity * price);
            // A cent that lies in the middle goes to the customer, who comes first.
            let own = cents(net * (Decimal::ONE - warranty));
            totals[0] += own;
            totals[1] += net - own;
            for rate in self.taxes {
                let tax = cents(net * rate);
                let own = if net.is_zero() { tax } else { cents(tax * own / net) };
                totals[0] += own;
                totals[1] += tax - own;
            }
        }
        totals
    }
}
