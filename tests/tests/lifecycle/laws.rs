//! What holds of every log.

use std::collections::BTreeMap;

use aftersales::ticket::{BreachStanding, EffectDocument, Event, Standing, Ticket};
use aftersales::time::Instant;
use aftersales_tests::lifecycle::{Says, View, said};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::life::{DELAYS, Life, Steps, later, steps, told};
use crate::share;

fn same(left: &Ticket, right: &Ticket, now: Instant) {
    assert_eq!(left, right);
    assert_eq!(left.readings(now).unwrap(), right.readings(now).unwrap());
    assert_eq!(left.next_wakeup(now), right.next_wakeup(now));
    assert_eq!(left.timers(), right.timers());
    assert_eq!(left.advance(later(now, 30 * 86_400)), right.advance(later(now, 30 * 86_400)));
}

/// What a host knows that keeps effects by their keys.
fn kept(effects: impl IntoIterator<Item = EffectDocument>) -> BTreeMap<String, EffectDocument> {
    effects.into_iter().map(|effect| (format!("{:?} {}", effect.key, effect.notify), effect)).collect()
}

proptest! {
    #![proptest_config(share(50))]

    /// The log is the ticket, as it is and as JSON, and a snapshot with the rest of the log is the ticket too.
    #[test]
    fn a_replay_is_the_live_ticket(steps in steps(40), cut in 0.0..1.0_f64) {
        let life = Life::of(&steps);
        let policies = [life.policy.clone()];
        let lines: Vec<String> = life.log.iter().map(Event::to_json).collect();
        let read: Vec<Event> = lines.iter().map(|line| Event::from_json(line).unwrap()).collect();
        prop_assert_eq!(&read, &life.log);
        same(&Ticket::replay(&policies, &read).unwrap(), &life.ticket, life.now);
        let (head, tail) = read.split_at(1 + ((read.len() - 1) as f64 * cut) as usize);
        let snapshot = serde_json::to_string(&Ticket::replay(&policies, head).unwrap().snapshot()).unwrap();
        let mut restored = Ticket::restore(&policies, &serde_json::from_str(&snapshot).unwrap()).unwrap();
        for event in tail {
            restored.apply(event).unwrap();
        }
        same(&restored, &life.ticket, life.now);
    }

    /// However often a host lets time pass between commands, the same things happen at the same instants.
    #[test]
    fn time_passed_in_any_steps_gives_the_same_log(
        steps in steps(25),
        rings in vec(vec(select(DELAYS), 0..4), 26),
    ) {
        let length: i64 = steps.iter().map(|(seconds, _)| seconds).sum();
        let end = later(Life::begin().now, length + 20 * 86_400);
        let mut eager = Life::begin();
        for ((seconds, words), rings) in steps.iter().zip(&rings) {
            let (begun, then) = (eager.now, later(eager.now, *seconds));
            for ring in rings.iter().map(|ring| later(begun, *ring)).filter(|ring| *ring <= then) {
                eager.advance(ring);
            }
            eager.now = then;
            // Words are turned to commands by what a screen shows, so both hosts look at the same.
            eager.advance(then);
            eager.try_words(words);
        }
        let mut once = Life::begin();
        for (seconds, words) in &steps {
            once.now = later(once.now, *seconds);
            once.advance(once.now);
            once.try_words(words);
        }
        for life in [&mut eager, &mut once] {
            life.advance(end);
        }
        prop_assert_eq!(told(&eager.log), told(&once.log));
        prop_assert_eq!(eager.ticket.breaches(end).unwrap(), once.ticket.breaches(end).unwrap());

        // A host that never rings gives the same commands the same outcomes.
        let mut never = Life::begin();
        for (command, decision) in once.given.iter().skip(2) {
            never.now = command.occurred_at;
            let mut command = command.clone();
            command.expected_version = never.ticket.version();
            prop_assert!(never.try_command(command), "{:?}", decision.first);
        }
        never.advance(end);
        prop_assert_eq!(told(&never.log), told(&once.log));
    }

    /// A host that asks for effects from where it stopped knows what one knows that asks once.
    #[test]
    fn effects_split_anywhere_are_the_whole(steps in steps(30), cuts in vec(0.0..1.0_f64, 0..4)) {
        let life = Life::of(&steps);
        let whole = life.ticket.effects_since(0);
        prop_assert_eq!(kept(whole.clone()).len(), whole.len(), "no two effects have one key");
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| 1 + ((life.log.len() - 1) as f64 * cut) as usize).collect();
        cuts.push(life.log.len());
        cuts.sort_unstable();
        let (mut known, mut asked) = (BTreeMap::new(), 0);
        for cut in cuts {
            let ticket = Ticket::replay(std::slice::from_ref(&life.policy), &life.log[..cut]).unwrap();
            known.extend(kept(ticket.effects_since(asked)));
            asked = ticket.version();
        }
        prop_assert_eq!(known, kept(whole));
        prop_assert!(life.ticket.effects_since(life.ticket.version()).is_empty());
    }

    /// A command given again is answered as before; its key with another command is refused; neither changes anything.
    #[test]
    fn a_command_is_carried_out_once(steps in steps(30)) {
        let mut life = Life::of(&steps);
        let before = life.ticket.clone();
        for (command, decision) in life.given.clone() {
            let again = life.ticket.execute(&command, life.now).unwrap();
            prop_assert_eq!(again.standing, Standing::Repeated);
            prop_assert_eq!((again.first, again.last), (decision.first, decision.last));
            prop_assert!(again.events.is_empty());
            let mut other = command.clone();
            other.occurred_at = later(command.occurred_at, -1);
            prop_assert_eq!(life.ticket.execute(&other, life.now).unwrap_err().codes(), ["ticket.idempotency.key_reused"]);
        }
        prop_assert_eq!(&life.ticket, &before);
    }

    /// What was said off line and is recorded later leaves the clocks as if it had been recorded at once; a breach that it
    /// disproves stays in the history as superseded.
    #[test]
    fn late_records_leave_the_clocks_as_if_in_time(
        plan in vec((select(&[60, 600, 1_800, 3_600][..]), select(&["send_message", "receive_message", "wait parts", "resume parts"][..]), any::<bool>()), 1..12),
    ) {
        let (mut in_time, mut late) = (Life::begin(), Life::begin());
        let mut kept: Vec<(Instant, Says)> = Vec::new();
        for (seconds, word, off_line) in plan {
            in_time.now = later(in_time.now, seconds);
            in_time.try_words(&[word]);
            late.now = in_time.now;
            if off_line && word.ends_with("message") {
                kept.push((late.now, said(word, &View::of_core(late.ticket.state()), late.now).says));
            } else {
                late.try_words(&[word]);
            }
        }
        let before: Vec<_> = late.ticket.breaches(late.now).unwrap();
        for (position, (at, says)) in kept.iter().enumerate() {
            let command = says.command(*at, &format!("late-{position}"), late.ticket.version());
            prop_assert!(late.try_command(command));
        }
        let now = later(in_time.now, 3_600);
        prop_assert_eq!(in_time.ticket.readings(now).unwrap(), late.ticket.readings(now).unwrap());
        let standing = |ticket: &Ticket| {
            let breaches = ticket.breaches(now).unwrap().into_iter();
            breaches.filter(|breach| breach.standing == BreachStanding::Stands).collect::<Vec<_>>()
        };
        prop_assert_eq!(standing(&in_time.ticket), standing(&late.ticket));
        let after = late.ticket.breaches(now).unwrap();
        for breach in before {
            let found = after.iter().any(|known| (&known.metric, known.cycle, known.at) == (&breach.metric, breach.cycle, breach.at));
            prop_assert!(found, "{breach:?} was forgotten: {after:?}");
        }
        let replayed = Ticket::replay(std::slice::from_ref(&late.policy), &late.log).unwrap();
        same(&replayed, &late.ticket, now);
    }
}

/// A life that is rich enough that the laws above say something.
#[test]
fn random_lives_come_far() {
    let words: Steps = (0..200)
        .map(|step| (600, crate::life::living().into_iter().cycle().skip(step * 7).take(5).collect()))
        .collect();
    let life = Life::of(&words);
    assert!(life.log.len() > 60, "{}", life.log.len());
    let kinds: std::collections::BTreeSet<_> = life.log.iter().map(|event| event.kind().name()).collect();
    assert!(kinds.len() > 12, "{kinds:?}");
    assert!(!life.ticket.effects_since(0).is_empty());
    assert_ne!(json!(life.ticket.snapshot()), json!(null));
}
