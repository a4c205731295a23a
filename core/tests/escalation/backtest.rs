//! The same log under two policies.

use aftersales::escalation::{Backtest, Candidate, EscalationPolicy};
use aftersales::sla::SlaPolicy;
use aftersales::wire::{
    BacktestDocument, BacktestPromisesDocument, EscalationDocument, TimelineEventDocument,
    WholeNumberDocument,
};
use serde_json::json;

use crate::desk::{at, notify, share, sla, sla_policy};

const HOUR: i64 = 3_600_000_000;

/// Nine o'clock on the second: what each ticket came to by the tenth.
const TICKETS: [(&str, &[&str]); 7] = [
    ("in three hours", &["02 09:00 started P2", "02 09:30 agent_message", "02 12:00 stopped"]),
    (
        "with a wait",
        &[
            "02 09:00 started P2",
            "02 10:00 wait_started",
            "02 10:30 agent_message",
            "02 11:00 wait_ended",
            "02 11:30 stopped",
        ],
    ),
    ("just begun", &["09 23:00 started P1"]),
    ("not graded", &["02 09:00 started", "02 09:10 agent_message"]),
    ("out of order", &["02 09:00 started P2", "02 08:00 stopped"]),
    ("after the end", &["11 09:00 started P2"]),
    ("to the last second", &["09 20:00 started P2", "09 20:10 agent_message", "12 09:00 stopped"]),
];

fn events(life: &[&str]) -> Vec<TimelineEventDocument> {
    let event = |line: &&str| {
        let words: Vec<&str> = line.split(' ').collect();
        let mut event = json!({"at": format!("2026-03-{}T{}:00Z", words[0], words[1]), "type": words[2]});
        match words[2] {
            "started" if words.len() > 3 => event["inputs"] = json!({"priority": words[3]}),
            "wait_started" | "wait_ended" => event["reason"] = json!("customer"),
            _ => {}
        }
        serde_json::from_value(event).unwrap()
    };
    life.iter().map(event).collect()
}

/// Four hours for P2, and two.
fn policies() -> [SlaPolicy; 2] {
    let mut shorter = sla();
    shorter["selector"][2]["targets"]["resolution"]["seconds"] = json!(7_200);
    [sla_policy(&sla()), sla_policy(&shorter)]
}

fn backtest() -> Backtest {
    let [four, two] = policies();
    let rules = json!({"rules": [share("half of it", 50, json!([notify("engineer")]))]});
    let rules = EscalationDocument::from_json(&rules.to_string()).unwrap();
    let rules = EscalationPolicy::compile(&rules, &two).unwrap();
    let candidates = vec![
        Candidate::new("four hours".parse().unwrap(), four),
        Candidate::new("two hours".parse().unwrap(), two).with_escalation(rules),
    ];
    Backtest::new(candidates, at("10 00:00")).unwrap()
}

fn told<'a>(
    tickets: impl IntoIterator<Item = &'a (&'a str, &'a [&'a str])>,
    mut backtest: Backtest,
) -> Backtest {
    tickets.into_iter().for_each(|(ticket, life)| backtest.add_documents(ticket, &events(life)));
    backtest
}

fn of(document: &BacktestDocument, policy: usize, metric: &str, priority: &str) -> BacktestPromisesDocument {
    let promises = document.policies[policy].promises.iter();
    let mut found =
        promises.filter(|each| each.metric == metric && each.priority.as_deref() == Some(priority));
    found.next().unwrap().clone()
}

#[test]
fn each_policy_says_what_would_have_been_kept() {
    let document = told(&TICKETS, backtest()).finish();
    assert_eq!((document.tickets, document.rejected_tickets), (5, 1));
    assert_eq!(document.rejected[0].ticket, "out of order");
    let (four, two) = (of(&document, 0, "resolution", "P2"), of(&document, 1, "resolution", "P2"));
    assert_eq!((four.met, four.missed, four.overdue, four.pending), (2, 0, 0, 1));
    assert_eq!((two.met, two.missed, two.overdue, two.pending), (1, 1, 1, 0));
    assert_eq!((four.attainment, two.attainment), (Some(1.0), Some(1.0 / 3.0)));
    assert_eq!((four.breaches, two.breaches), (0, 2));
    assert_eq!(four.consumed_us, WholeNumberDocument::Number(17 * HOUR / 2));
    assert_eq!(
        (four.late_us, two.late_us),
        (WholeNumberDocument::Number(0), WholeNumberDocument::Number(3 * HOUR))
    );
    let response = of(&document, 0, "first_response", "P2");
    assert_eq!((response.met, response.missed), (2, 1));
    assert_eq!(response, of(&document, 1, "first_response", "P2"));
    assert_eq!(of(&document, 0, "resolution", "P1").pending, 1);
    assert!(document.policies[0].promises.iter().all(|each| each.metric != "report"), "nothing is promised");
    assert_eq!((document.policies[0].firings, document.policies[1].firings), (0, 4));
    assert_eq!(document.policies[1].firings_by_rule[0].rule, "half of it");
}

#[test]
fn tickets_that_differ_are_told_with_how() {
    let document = told(&TICKETS, backtest()).finish();
    assert_eq!((document.differing_tickets, document.moved_tickets), (2, 1));
    let [first, second] = &document.differences[..] else { panic!("{:?}", document.differences) };
    assert_eq!(
        (first.ticket.as_str(), first.metric.as_str(), first.cycle),
        ("in three hours", "resolution", 1)
    );
    let outcomes = |position: usize| {
        let outcome = &first.outcomes[position];
        (outcome.outcome.as_str(), outcome.target_us, outcome.remaining_us, outcome.due)
    };
    assert_eq!(outcomes(0), ("met", Some(4 * HOUR), Some(HOUR), Some(at("02 13:00"))));
    assert_eq!(outcomes(1), ("missed", Some(2 * HOUR), Some(-HOUR), Some(at("02 11:00"))));
    let words: Vec<&str> = second.outcomes.iter().map(|outcome| outcome.outcome.as_str()).collect();
    assert_eq!((second.ticket.as_str(), &words[..]), ("to the last second", &["pending", "overdue"][..]));
}

#[test]
fn any_order_and_split_gives_the_same() {
    let whole = told(&TICKETS, backtest()).finish();
    assert_eq!(told(TICKETS.iter().rev(), backtest()).finish(), whole);
    let mut merged = told(&TICKETS[4..], backtest());
    merged.merge(told(&TICKETS[..4], backtest())).unwrap();
    assert_eq!(merged.finish(), whole);
    let few = told(&TICKETS, backtest().with_most_differences(1)).finish();
    assert_eq!((few.differing_tickets, &few.differences[..]), (2, &whole.differences[..1]));
    let text = serde_json::to_string(&whole).unwrap();
    assert_eq!(aftersales::wire::read_document::<BacktestDocument>(&text), Ok(whole));
}

#[test]
fn a_revision_within_the_log_is_left_out() {
    let mut life = events(TICKETS[0].1);
    let revised = json!({"at": "2026-03-02T10:00:00Z", "type": "policy_revised", "policy": "any"});
    life.insert(2, serde_json::from_value(revised).unwrap());
    let mut backtest = backtest();
    backtest.add_documents("in three hours", &life);
    let plain = told(&TICKETS[..1], self::backtest()).finish();
    assert_eq!(backtest.finish(), plain);
}

#[test]
fn policies_that_cannot_be_compared_are_refused() {
    let [four, two] = policies();
    let candidate = |name: &str, policy: &SlaPolicy| Candidate::new(name.parse().unwrap(), policy.clone());
    let new = |candidates| Backtest::new(candidates, at("10 00:00")).map(drop).unwrap_err().to_string();
    assert!(new(vec![]).contains("1 to 16"));
    assert!(
        new(vec![candidate("a", &four), candidate("a", &two)])
            .contains("`policies[1].name`: `a` is defined twice")
    );
    let one = Backtest::new(vec![candidate("a", &four)], at("10 00:00")).unwrap();
    let other = Backtest::new(vec![candidate("a", &two)], at("10 00:00")).unwrap();
    let later = Backtest::new(vec![candidate("a", &four)], at("11 00:00")).unwrap();
    assert!(one.clone().merge(other).unwrap_err().to_string().contains("`policies`"));
    assert!(one.clone().merge(later).unwrap_err().to_string().contains("`as_of`"));
}
