//! Every state that the tickets of a small desk can come to.

use std::collections::BTreeSet;

use aftersales::ticket::CommandName;
use aftersales_tests::lifecycle::{ALPHABETS, Bounds, Explored, everything, explore, policy};

/// Most states of one walk; the deep suites ask for more.
fn most() -> usize {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse::<usize>().ok());
    20_000 * (asked.unwrap_or(256) / 256).max(1)
}

fn walks() -> Vec<Explored> {
    let policy = policy();
    std::thread::scope(|scope| {
        let walks: Vec<_> = ALPHABETS
            .iter()
            .map(|alphabet| {
                let policy = &policy;
                scope.spawn(move || explore(policy, alphabet, Bounds::states(most())))
            })
            .collect();
        walks.into_iter().map(|walk| walk.join().expect("the walk holds what it asserts")).collect()
    })
}

#[test]
fn every_open_state_leads_to_closed_and_every_command_is_tried() {
    let walks = walks();
    let mut carried_out = BTreeSet::new();
    for (walk, alphabet) in walks.iter().zip(ALPHABETS) {
        println!("{walk}");
        assert!(walk.complete, "{walk}");
        assert_eq!(walk.stuck.first(), None, "{walk}: closed is out of reach of {} states", walk.stuck.len());
        assert!(walk.states >= alphabet.floor, "{walk}: fewer than {}", alphabet.floor);
        carried_out.extend(walk.carried_out.iter().copied());
    }
    let opens = [CommandName::Open, CommandName::Import, CommandName::RevisePolicy];
    let never: Vec<_> =
        CommandName::ALL.iter().filter(|name| !carried_out.contains(name) && !opens.contains(name)).collect();
    assert!(never.is_empty(), "never carried out: {never:?}");
}

/// No walk through everything ends; as far as it goes, what must hold of every state and step holds.
#[test]
fn nothing_goes_wrong_where_everything_can_be_said() {
    let walk = explore(&policy(), &everything(), Bounds::states(most() / 4));
    println!("{walk}");
    assert!(walk.states >= everything().floor, "{walk}");
    assert!(walk.carried_out.len() >= 40, "{walk}: {:?}", walk.carried_out);
}
