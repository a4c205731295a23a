//! Any bytes as the serialised form of accumulators and sketches.

use std::sync::LazyLock;

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::statistics::QuantileSketch;
use aftersales::kpi::{
    Accumulator, Basis, Dimension, Grouping, KpiError, Mode, NegativeDuration, Scope, TableAccumulator,
};
use aftersales::time::{Instant, ZoneRules};
use aftersales::wire::ErrorDocument;
use sha2::{Digest, Sha256};

use super::well_refused;

const CHECKSUM: usize = 8;

static DESKS: LazyLock<[Accumulator; 2]> = LazyLock::new(|| MODES.map(desk));
static TABLES: LazyLock<[TableAccumulator; 2]> = LazyLock::new(|| MODES.map(table));
const MODES: [Mode; 2] = [Mode::Exact, Mode::Sketch { relative_error: 0.01 }];

/// A desk without tickets, by priority and month.
pub(crate) fn desk(mode: Mode) -> Accumulator {
    let groupings = vec![Grouping::By(Dimension::Priority), Grouping::ByMonth];
    let definitions = Handbook::default().figures(Basis::Calendar);
    Accumulator::new(definitions, groupings, scope(), mode).expect("it can be counted")
}

fn table(mode: Mode) -> TableAccumulator {
    TableAccumulator::new(3, 2, scope(), NegativeDuration::Reject, mode).expect("it can be counted")
}

fn scope() -> Scope {
    Scope::new(Instant::from_seconds(1_775_001_600).expect("it is in 2026"), ZoneRules::utc())
}

/// The bytes as they are, and as the inside of a frame that is in order.
pub(super) fn run(bytes: &[u8]) {
    let inside = match serde_json::from_slice::<Vec<i64>>(bytes) {
        Ok(numbers) => numbers.into_iter().map(|number| number.rem_euclid(256) as u8).collect(),
        Err(_) => bytes.to_vec(),
    };
    for desk in &*DESKS {
        for bytes in [inside.clone(), framed(&desk.to_bytes(), &inside)] {
            if let Some(part) = taken(desk.part_from_bytes(&bytes)) {
                assert_eq!(part.to_bytes(), bytes, "the same state has the same bytes");
                let mut twice = part.clone();
                twice.merge_bytes(&bytes).expect("it was read before");
                twice.merge(part).expect("it counts the same");
                let _ = twice.finish();
            }
        }
    }
    for table in &*TABLES {
        for bytes in [inside.clone(), framed(&table.to_bytes(), &inside)] {
            if let Some(part) = taken(table.part_from_bytes(&bytes)) {
                assert_eq!(part.to_bytes(), bytes, "the same state has the same bytes");
                let mut twice = part.clone();
                twice.merge(part).expect("it counts the same");
                let _ = twice.finish();
            }
        }
    }
    let sketch = QuantileSketch::new(0.01).expect("it can be").to_bytes();
    for bytes in [inside.clone(), framed(&sketch, &inside)] {
        if let Some(sketch) = taken(QuantileSketch::from_bytes(&bytes)) {
            assert_eq!(sketch.to_bytes(), bytes, "the same state has the same bytes");
            let median = sketch.quantile(0.5).expect("a half is a probability");
            assert_eq!(median.is_some(), sketch.n() > 0);
        }
    }
}

/// A frame whose head is that of other bytes.
pub(crate) fn framed(other: &[u8], inside: &[u8]) -> Vec<u8> {
    const HEAD: usize = 6;
    let (mut length, mut end) = (0_usize, HEAD);
    for shift in (0..).step_by(7) {
        let byte = usize::from(other[end]);
        length |= (byte & 0x7f) << shift;
        end += 1;
        if byte < 0x80 {
            break;
        }
    }
    let mut bytes = other[..end + length].to_vec();
    bytes.extend_from_slice(inside);
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum[..CHECKSUM]);
    bytes
}

fn taken<T>(read: Result<T, KpiError>) -> Option<T> {
    let refused = |error: &KpiError| well_refused(&ErrorDocument::new(error.code(), error, None));
    read.inspect_err(refused).ok()
}
