//! Random lives of tickets, command by command, told to the core and to the naive model.

use aftersales::ticket::{Event, Ticket};
use aftersales::time::Instant;
use aftersales_tests::lifecycle::{Model, OPENING, Says, View, opening, policy_without_rules, said};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};

use crate::life::{DELAYS, later, words};

#[derive(Debug, Clone)]
struct Told {
    model: Model,
    now: Instant,
    refused: usize,
}

/// Somebody says something some time later.
#[derive(Debug, Clone)]
struct Later {
    seconds: i64,
    says: Says,
}

struct Naive;

impl ReferenceStateMachine for Naive {
    type State = Told;
    type Transition = Later;

    fn init_state() -> BoxedStrategy<Told> {
        let now: Instant = OPENING.parse().unwrap();
        let kinds = select(&["repair", "repair", "complaint", "enquiry"][..]);
        kinds.prop_map(move |kind| Told { model: Model::open(&opening(kind), now), now, refused: 0 }).boxed()
    }

    fn transitions(state: &Told) -> BoxedStrategy<Later> {
        let state = state.clone();
        (select(DELAYS), vec(select(words()), 6), 0..4_u8)
            .prop_map(move |(seconds, words, spite)| {
                let now = later(state.now, seconds);
                let view = View::of_model(&state.model);
                let mut tries = words.iter().map(|word| said(word, &view, now).says);
                let first = tries.next().unwrap();
                // Mostly something that is carried out, else lives stand still.
                let possible = |says: &Says| state.model.after(says, now).is_some();
                let says = if spite == 0 || possible(&first) {
                    first
                } else {
                    tries.find(possible).unwrap_or(first)
                };
                Later { seconds, says }
            })
            .boxed()
    }

    fn apply(mut state: Told, step: &Later) -> Told {
        state.now = later(state.now, step.seconds);
        state.model.pass(state.now);
        match state.model.after(&step.says, state.now) {
            Some(model) => state.model = model,
            None => state.refused += 1,
        }
        state
    }
}

struct Core {
    ticket: Ticket,
    log: Vec<Event>,
    now: Instant,
    refused: usize,
}

struct CoreAndModel;

impl StateMachineTest for CoreAndModel {
    type SystemUnderTest = Core;
    type Reference = Naive;

    fn init_test(told: &Told) -> Core {
        let opening = Says::new(aftersales_tests::lifecycle::DESK, (*told.model.facts()[0].what).clone());
        let command = opening.command(told.now, "opening", 0);
        let (ticket, decision) = Ticket::open(&policy_without_rules(), &command, told.now).unwrap();
        Core { ticket, log: decision.events, now: told.now, refused: 0 }
    }

    fn apply(mut core: Core, _: &Told, step: Later) -> Core {
        core.now = later(core.now, step.seconds);
        let passed = core.ticket.bring_to(core.now, core.now);
        core.log.extend(passed);
        let version = core.ticket.version();
        let command = step.says.command(core.now, &format!("key-{version}"), version);
        let before = core.ticket.clone();
        match core.ticket.execute(&command, core.now) {
            Ok(decision) => core.log.extend(decision.events),
            Err(refusal) => {
                assert!(!refusal.reasons().is_empty());
                assert_eq!(core.ticket, before, "a refused command changes nothing");
                core.refused += 1;
            }
        }
        let passed = core.ticket.bring_to(core.now, core.now);
        core.log.extend(passed);
        core
    }

    fn check_invariants(core: &Core, told: &Told) {
        assert_eq!(
            core.refused,
            told.refused,
            "one carries out what the other refuses: {:?}",
            told.model.facts().last()
        );
        assert_eq!(View::of_core(core.ticket.state()), View::of_model(&told.model));
        let system = core.log.iter().filter(|event| event.cause().is_none());
        let passed: Vec<_> = system
            .map(|event| (event.occurred_at().micros(), event.kind().name().as_str().to_owned()))
            .collect();
        assert_eq!(passed, told.model.by_itself(), "what happens by itself");
        assert_eq!(core.ticket.state().answered.len(), told.model.commands());
    }

    fn teardown(core: Core, _: Told) {
        let replayed = Ticket::replay(&[policy_without_rules()], &core.log).unwrap();
        assert_eq!(replayed, core.ticket);
    }
}

prop_state_machine! {
    #![proptest_config(crate::share(50))]

    #[test]
    fn the_core_and_a_naive_model_tell_the_same_life(sequential 1..40 => CoreAndModel);
}
