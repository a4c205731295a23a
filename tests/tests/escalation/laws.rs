//! What holds whatever the rules are: when a host asks makes no difference, and nothing is fired twice.

use std::collections::BTreeSet;

use aftersales::escalation::{Action, FiredRules, Firing};
use aftersales::time::{Instant, Span};
use aftersales::wire::FiringDocument;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generate::{Case, DAYS, Range, cases};
use crate::host::{Host, at, minute};
use crate::share;

fn lived(case: &Case) -> Host {
    let mut host = Host::new(case);
    host.live(case, minute(DAYS));
    host
}

/// The same life with further questions in between.
fn asked_at(case: &Case, questions: &[Instant]) -> Vec<Firing> {
    let mut host = Host::new(case);
    let mut questions: Vec<Instant> = questions.to_vec();
    questions.sort_unstable();
    let mut questions = questions.into_iter().peekable();
    for (at, happening) in &case.life {
        let started = minute(case.life[0].0);
        while let Some(question) = questions.next_if(|question| *question < minute(*at)) {
            if question > started {
                host.advance(question);
            }
        }
        host.advance(minute(*at));
        host.happen(minute(*at), happening);
    }
    questions.for_each(|question| host.advance(question));
    host.advance(minute(DAYS));
    host.log
}

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn when_a_host_asks_makes_no_difference(
        case in cases(Range::All),
        questions in vec(0..DAYS * 60_000_000, 0..40),
    ) {
        let host = lived(&case);
        let questions: Vec<Instant> = questions.into_iter().map(at).collect();
        prop_assert_eq!(&asked_at(&case, &questions), &host.log);
        // Asking at every instant at which something was fired, and just before.
        let edges = host.log.iter().flat_map(|firing| [-1, 0].map(|step| firing.at.checked_add(Span::from_micros(step)).unwrap()));
        prop_assert_eq!(&asked_at(&case, &edges.collect::<Vec<_>>()), &host.log);
    }

    #[test]
    fn nothing_is_fired_twice_or_out_of_order(case in cases(Range::All)) {
        let host = lived(&case);
        let keys: BTreeSet<_> = host.log.iter().map(|firing| firing.key.clone()).collect();
        prop_assert_eq!(keys.len(), host.log.len());
        prop_assert!(host.log.is_sorted_by_key(|firing| firing.at));
        prop_assert!(host.due(minute(DAYS)).is_empty());
        let raises = |firing: &&Firing| firing.actions.iter().any(|action| matches!(action, Action::RaisePriority(_)));
        let raised: Vec<_> = host.log.iter().filter(raises).map(|firing| firing.key.rule.clone()).collect();
        prop_assert_eq!(raised.iter().collect::<BTreeSet<_>>().len(), raised.len());
        for firing in &host.log {
            prop_assert!(firing.reached_at <= firing.at && firing.began_at <= firing.at);
        }
    }

    #[test]
    fn steps_along_next_change_meet_every_firing(case in cases(Range::All)) {
        let host = lived(&case);
        let mut stepping = Host::new(&case);
        let lasts: Vec<Instant> = case.life.iter().skip(1).map(|(at, _)| minute(*at)).chain([minute(DAYS)]).collect();
        for ((at, happening), last) in case.life.iter().zip(lasts) {
            stepping.happen(minute(*at), happening);
            let mut now = minute(*at);
            stepping.advance(now);
            while let Some(next) = stepping.next_change(now).filter(|next| *next <= last) {
                prop_assert!(next > now);
                let before = next.checked_add(Span::from_micros(-1)).unwrap();
                prop_assert!(stepping.due(before).is_empty());
                // What is due already counts as fired.
                prop_assert_eq!(stepping.next_change(before), Some(next));
                let fired = stepping.log.len();
                stepping.advance(next);
                prop_assert!(stepping.log.len() > fired);
                now = next;
            }
            prop_assert!(stepping.due(last).is_empty());
        }
        prop_assert_eq!(stepping.log, host.log);
    }

    #[test]
    fn firings_can_be_taken_one_by_one(case in cases(Range::All)) {
        let host = lived(&case);
        let mut slow = Host::new(&case);
        let ends = case.life.iter().map(|(at, _)| minute(*at)).collect::<Vec<_>>();
        for ((at, happening), end) in case.life.iter().zip(ends.iter().skip(1).copied().chain([minute(DAYS)])) {
            slow.happen(minute(*at), happening);
            let mut due = slow.due(end);
            while !due.is_empty() {
                let firing = due.remove(0);
                slow.take(&firing);
                prop_assert_eq!(&slow.due(end), &due);
            }
        }
        prop_assert_eq!(slow.log, host.log);
    }

    #[test]
    fn a_call_that_comes_after_everything_fires_all_of_it(case in cases(Range::Steady)) {
        let host = lived(&case);
        let mut late = Host::new(&case);
        for (at, happening) in &case.life {
            late.happen(minute(*at), happening);
        }
        late.advance(minute(DAYS));
        prop_assert_eq!(late.log, host.log);
    }

    #[test]
    fn stored_firings_are_all_that_must_be_remembered(case in cases(Range::All)) {
        let host = lived(&case);
        let stored: Vec<FiringDocument> = host.log.iter().map(FiringDocument::from).collect();
        let mut restored = FiredRules::default();
        for document in &stored {
            let firing = Firing::try_from(document).unwrap();
            restored.record(&firing);
            restored.record(&firing);
        }
        prop_assert_eq!(&restored, &host.fired);
        prop_assert_eq!(restored.iter().count(), stored.len());
    }
}
