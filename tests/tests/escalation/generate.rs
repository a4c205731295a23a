//! Random desks, rules and lives of tickets. Everything lies on whole minutes, at most one event on each.

use aftersales::escalation::EscalationPolicy;
use aftersales::wire::EscalationDocument;
use aftersales_tests::oracle::{EscalationDesk, Happening};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::host::sla;

/// Minutes that a life lasts at most.
pub(crate) const DAYS: i64 = 4 * 1440;

/// A desk with its rules and a ticket.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) desk: EscalationDesk,
    pub(crate) rules: EscalationDocument,
    pub(crate) life: Vec<(i64, Happening)>,
}

/// What may happen and be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// Everything.
    All,
    /// Nothing that changes what is promised or what conditions ask about, and no offset before the due instant, which a
    /// pause at that very instant moves.
    Steady,
}

pub(crate) fn cases(range: Range) -> impl Strategy<Value = Case> {
    (desks(), rules(range), lives(range)).prop_map(|(desk, mut rules, life)| {
        // Some say what can never happen, which is refused.
        let sla = sla(&desk);
        rules.rules.retain(|rule| {
            let alone = EscalationDocument { rules: vec![rule.clone()], ..EscalationDocument::default() };
            EscalationPolicy::compile(&alone, &sla).is_ok()
        });
        Case { desk, rules, life }
    })
}

fn desks() -> impl Strategy<Value = EscalationDesk> {
    // Shares of so many minutes are whole minutes.
    let minutes = || (2_i64..40).prop_map(|twenties| twenties * 20);
    let targets = [1, 2, 3, 4, 5].map(|_| option::weighted(0.85, minutes()));
    (select(vec!["office", "always"]), targets, minutes())
        .prop_map(|(calendar, resolution, response)| EscalationDesk::new(calendar, resolution, response))
}

fn seconds() -> impl Strategy<Value = i64> {
    (1_i64..700).prop_map(|minutes| minutes * 60)
}

fn triggers(range: Range) -> BoxedStrategy<Value> {
    let metric = || select(vec!["resolution", "next_response"]);
    let offset =
        |name: &'static str| seconds().prop_map(move |seconds| json!({"type": name, "seconds": seconds}));
    let share = (1_u32..40).prop_map(|fives| json!({"type": "share", "percent": fives * 5}));
    let mut points = vec![share.boxed(), offset("elapsed").boxed(), offset("after_due").boxed()];
    if range == Range::All {
        points.push(offset("before_due").boxed());
    }
    let points = proptest::strategy::Union::new(points);
    let on_metric =
        (metric(), points).prop_map(|(metric, at)| json!({"type": "metric", "metric": metric, "at": at}));
    let breach = metric().prop_map(|metric| json!({"type": "breach", "metric": metric}));
    let at_level = (seconds(), option::of(Just("diagnosis"))).prop_map(|(seconds, without)| match without {
        Some(without) => json!({"type": "time_at_level", "within_seconds": seconds, "without": without}),
        None => json!({"type": "time_at_level", "within_seconds": seconds}),
    });
    let silence = seconds()
        .prop_map(|seconds| json!({"type": "silence", "milestone": "report", "within_seconds": seconds}));
    prop_oneof![
        5 => on_metric,
        2 => breach,
        2 => at_level,
        1 => silence,
        1 => Just(json!({"type": "at_once"})),
        1 => Just(json!({"type": "authority_exceeded"})),
        1 => (1_u32..3).prop_map(|times| json!({"type": "reopened", "times": times})),
        1 => (3_i32..8).prop_map(|below| json!({"type": "rated_below", "scale": "nps", "below": below})),
    ]
    .boxed()
}

fn some(words: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![2 => Just(Vec::new()), 1 => subsequence(words, 1..words.len())]
}

fn conditions(range: Range) -> BoxedStrategy<Value> {
    if range == Range::Steady {
        return Just(json!({})).boxed();
    }
    (
        some(&["P1", "P2", "P3", "P4"]),
        some(&["core_defect", "configuration", "line"]),
        some(&["L1", "L2", "L3"]),
    )
        .prop_map(|(priority, class, level)| json!({"priority": priority, "class": class, "level": level}))
        .boxed()
}

fn steps(range: Range) -> BoxedStrategy<Vec<Value>> {
    let notify = select(vec!["engineer", "expert", "service_supervisor"])
        .prop_map(|role| json!([{"type": "notify", "role": role}]));
    let raise = prop_oneof![
        select(vec!["L2", "L3"]).prop_map(|to| json!([{"type": "raise_level", "to": to}])),
        (1_u8..3).prop_map(|by| json!([{"type": "raise_priority", "by": by}])),
        select(vec!["P1", "P2"]).prop_map(|least| {
            json!([{"type": "raise_priority", "at_least": least}, {"type": "raise_level", "to": "L2"}])
        }),
    ];
    let after = || prop_oneof![Just(0_i64), (1_i64..200).prop_map(|minutes| minutes * 60)];
    let repeat = option::weighted(0.3, ((1_i64..90).prop_map(|minutes| minutes * 60), 2_u32..4));
    let told = (notify, after(), repeat).prop_map(|(actions, after, repeat)| match repeat {
        Some((every, times)) => {
            json!({"after_seconds": after, "repeat": {"every_seconds": every, "times": times}, "actions": actions})
        }
        None => json!({"after_seconds": after, "actions": actions}),
    });
    let raised =
        (raise, after()).prop_map(|(actions, after)| json!({"after_seconds": after, "actions": actions}));
    if range == Range::Steady {
        vec(told, 1..4).boxed()
    } else {
        vec(prop_oneof![2 => told, 1 => raised], 1..4).boxed()
    }
}

fn rules(range: Range) -> impl Strategy<Value = EscalationDocument> {
    let rule = (
        triggers(range),
        conditions(range),
        steps(range),
        option::of(select(vec!["office", "always"])),
        select(vec!["keep", "rearm"]),
    );
    vec(rule, 1..6).prop_map(|rules| {
        let rules =
            rules.into_iter().enumerate().map(|(number, (trigger, when, steps, calendar, on_regrade))| {
                let mut rule = json!({
                    "id": format!("rule-{number}"), "trigger": trigger, "when": when, "steps": steps,
                    "on_regrade": on_regrade
                });
                if let Some(calendar) = calendar.filter(|_| trigger.get("metric").is_none()) {
                    rule["calendar"] = json!(calendar);
                }
                rule
            });
        serde_json::from_value(json!({"rules": rules.collect::<Vec<_>>()})).unwrap()
    })
}

fn happenings(range: Range) -> BoxedStrategy<Happening> {
    let steady = prop_oneof![
        3 => Just(Happening::CustomerMessage),
        2 => Just(Happening::AgentMessage),
        3 => select(vec!["customer", "parts"]).prop_map(Happening::WaitStarted),
        1 => select(vec!["diagnosis", "report"]).prop_map(Happening::Milestone),
        1 => Just(Happening::Stopped),
        1 => (0_i32..11).prop_map(Happening::Rated),
    ];
    if range == Range::Steady {
        return steady.boxed();
    }
    let acknowledged = (0_u32..5, 1_u32..3);
    prop_oneof![
        9 => steady,
        3 => (1_u8..5).prop_map(Happening::Graded),
        2 => select(vec!["core_defect", "configuration", "line"]).prop_map(Happening::Class),
        1 => (1_u8..4).prop_map(Happening::Level),
        1 => Just(Happening::AuthorityExceeded),
        2 => acknowledged.prop_map(|(rule, cycle)| Happening::Acknowledged(format!("rule-{rule}"), cycle)),
    ]
    .boxed()
}

/// Events that fit each other: a wait that lasts ends instead of beginning twice, a completed ticket is reopened.
fn lives(range: Range) -> impl Strategy<Value = Vec<(i64, Happening)>> {
    let gaps = prop_oneof![3 => 1_i64..90, 2 => 90_i64..500, 1 => 500_i64..1500];
    let first = (0_i64..1440, option::weighted(0.8, 1_u8..5));
    (first, vec((gaps, happenings(range)), 0..14)).prop_map(|((start, priority), events)| {
        let mut life = vec![(start, Happening::Started(priority))];
        let (mut at, mut waits, mut completed) = (start, Vec::new(), false);
        for (gap, happening) in events {
            at += gap;
            if at >= DAYS {
                break;
            }
            let fitting = match happening {
                Happening::WaitStarted(reason) if waits.contains(&reason) => {
                    waits.retain(|wait| *wait != reason);
                    Happening::WaitEnded(reason)
                }
                Happening::WaitStarted(reason) => {
                    waits.push(reason);
                    Happening::WaitStarted(reason)
                }
                Happening::Stopped => {
                    completed = !completed;
                    if completed { Happening::Stopped } else { Happening::Reopened }
                }
                other => other,
            };
            life.push((at, fitting));
        }
        life
    })
}
