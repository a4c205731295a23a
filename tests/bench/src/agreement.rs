//! Whether all contenders answer alike, without which a race says nothing.

use serde::Serialize;

use aftersales::time::Instant;

use crate::contenders::{Aftersales, Contender, OpeningHoursCrate, PrefixSums, UleHours, Workclock};
use crate::workload::{self, HOUR, SPANS};

/// Random questions of each sort.
const SAMPLE: usize = 2_000;
/// As many of the longest spans, on which the slow contenders spend most of the check.
const LONG_SAMPLE: usize = 200;

/// How one contender answers the questions of the workload, held against ours.
#[derive(Debug, Serialize)]
pub(crate) struct Agreement {
    pub(crate) contender: &'static str,
    pub(crate) questions: usize,
    pub(crate) differences: usize,
    /// The first answer that differs, as a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<String>,
}

/// A question outside the workload, on which conventions differ.
#[derive(Debug, Serialize)]
pub(crate) struct Convention {
    pub(crate) question: &'static str,
    /// Contender and answer.
    pub(crate) answers: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone, Copy)]
enum Question {
    Elapsed { from: i64, to: i64 },
    Deadline { from: i64, budget: i64 },
}

/// Asks every contender a sample of the workload, and the edges of one day.
pub(crate) fn agreements() -> Vec<Agreement> {
    let ours = Aftersales::new();
    let questions = sample();
    let expected: Vec<Option<i64>> = questions.iter().map(|question| ask(&ours, *question)).collect();
    vec![
        compare::<PrefixSums>(&questions, &expected),
        compare::<Workclock>(&questions, &expected),
        compare::<UleHours>(&questions, &expected),
        compare::<OpeningHoursCrate>(&questions, &expected),
    ]
}

fn sample() -> Vec<Question> {
    let mut questions = Vec::new();
    for days in SPANS {
        let count = if days > 100 { LONG_SAMPLE } else { SAMPLE };
        let pairs = workload::pairs(days, count).into_iter();
        questions.extend(pairs.map(|pair| Question::Elapsed { from: pair.from, to: pair.to }));
    }
    let promises = workload::promises(SAMPLE).into_iter();
    questions
        .extend(promises.map(|promise| Question::Deadline { from: promise.from, budget: promise.budget }));
    // Every quarter of an hour around a weekend, so that both ends fall on opening and closing instants too.
    let friday = micros("2026-03-06T08:00:00-05:00");
    let quarters: Vec<i64> = (0..4 * 80).map(|quarter| friday + quarter * HOUR / 4).collect();
    for (position, &from) in quarters.iter().enumerate() {
        let later = quarters.iter().skip(position).step_by(7);
        questions.extend(later.map(|&to| Question::Elapsed { from, to }));
        questions.extend((1..=8).map(|hours| Question::Deadline { from, budget: hours * HOUR }));
    }
    questions
}

fn ask<C: Contender>(contender: &C, question: Question) -> Option<i64> {
    match question {
        Question::Elapsed { from, to } => Some(contender.elapsed(&contender.at(from), &contender.at(to))),
        Question::Deadline { from, budget } => {
            contender.deadline(&contender.at(from), contender.budget(budget))
        }
    }
}

fn compare<C: Contender>(questions: &[Question], expected: &[Option<i64>]) -> Agreement {
    let contender = C::new();
    let (mut differences, mut first) = (0, None);
    for (question, expected) in questions.iter().zip(expected) {
        let answer = ask(&contender, *question);
        if answer != *expected {
            differences += 1;
            first.get_or_insert_with(|| format!("{question:?}: {answer:?} where ours is {expected:?}"));
        }
    }
    Agreement { contender: C::NAME, questions: questions.len(), differences, first }
}

/// Asks the questions on which conventions may differ; none of them is in the workload.
pub(crate) fn conventions() -> Vec<Convention> {
    let monday = |text: &str| micros(&format!("2026-03-02T{text}-05:00"));
    let deadline = |from, hours| Question::Deadline { from, budget: hours * HOUR };
    let probes = [
        ("7 h from Mon 09:00, used up at the close", deadline(monday("09:00:00"), 7)),
        ("1 h from Mon 17:00, the close", deadline(monday("17:00:00"), 1)),
        ("0 h from Mon 17:30, closed", deadline(monday("17:30:00"), 0)),
        (
            "working time from Mon 16:00 back to 11:00",
            Question::Elapsed { from: monday("16:00:00"), to: monday("11:00:00") },
        ),
        (
            "working time of a week of 2010, a year without holidays",
            Question::Elapsed { from: micros("2010-03-01T00:00:00Z"), to: micros("2010-03-08T00:00:00Z") },
        ),
    ];
    probes
        .into_iter()
        .map(|(question, probe)| Convention {
            question,
            answers: vec![
                answer::<Aftersales>(probe),
                answer::<PrefixSums>(probe),
                answer::<Workclock>(probe),
                answer::<UleHours>(probe),
                answer::<OpeningHoursCrate>(probe),
            ],
        })
        .collect()
}

fn answer<C: Contender>(probe: Question) -> (&'static str, String) {
    let answer = ask(&C::new(), probe);
    let text = match (probe, answer) {
        (Question::Elapsed { .. }, Some(micros)) => format!("{} h", micros as f64 / HOUR as f64),
        (Question::Deadline { .. }, Some(micros)) => {
            let at = jiff::Timestamp::from_microsecond(micros).expect("the answers are near");
            at.in_tz(workload::ZONE).expect("the zone is known").strftime("%a %H:%M").to_string()
        }
        (_, None) => "none".to_owned(),
    };
    (C::NAME, text)
}

fn micros(text: &str) -> i64 {
    text.parse::<Instant>().expect("the probes are instants").micros()
}
