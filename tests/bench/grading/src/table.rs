//! The table of both contenders, and random cases from a fixed seed.

/// One row: impact, urgency and tier where they are asked, safety, more than so many hours, and the answer.
pub(crate) struct Row {
    pub(crate) words: [Option<&'static str>; 3],
    pub(crate) safety: Option<bool>,
    pub(crate) above_hours: Option<i64>,
    pub(crate) priority: &'static str,
}

pub(crate) const WORDS: [(&str, [&str; 3]); 3] = [
    ("impact", ["low", "medium", "high"]),
    ("urgency", ["low", "medium", "high"]),
    ("tier", ["basic", "standard", "vip"]),
];
pub(crate) const MOST_HOURS: i64 = 1_000;

pub(crate) const ROWS: [Row; 12] = [
    Row { safety: Some(true), ..row([None, None, None], None, "P1") },
    row([Some("high"), Some("high"), None], None, "P1"),
    row([Some("high"), Some("medium"), Some("vip")], None, "P1"),
    row([Some("high"), Some("medium"), None], None, "P2"),
    row([Some("medium"), Some("high"), Some("vip")], None, "P1"),
    row([Some("medium"), Some("high"), None], None, "P2"),
    row([Some("high"), Some("low"), None], Some(48), "P2"),
    row([Some("high"), Some("low"), None], None, "P3"),
    row([Some("medium"), Some("medium"), None], Some(72), "P2"),
    row([Some("medium"), Some("medium"), None], None, "P3"),
    row([None, None, Some("vip")], Some(24), "P3"),
    row([None, None, None], None, "P4"),
];

const fn row(words: [Option<&'static str>; 3], above_hours: Option<i64>, priority: &'static str) -> Row {
    Row { words, safety: None, above_hours, priority }
}

pub(crate) struct Case {
    pub(crate) words: [&'static str; 3],
    pub(crate) safety: bool,
    pub(crate) hours: i64,
}

pub(crate) fn cases(count: usize) -> Vec<Case> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move |below: u64| {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
    };
    let case = |_| Case {
        words: WORDS.map(|(_, values)| values[draw(3) as usize]),
        safety: draw(20) == 0,
        hours: draw(120) as i64,
    };
    (0..count).map(case).collect()
}
