use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant as Stopwatch};

use aftersales::sla::ReadingState;
use aftersales::ticket::{
    Availability, CommandName, Event, EventKind, EventName, Phase, Standing, Ticket, TicketPolicy,
};
use aftersales::time::Instant;
use aftersales::vocabulary::FunctionalLevel;
use aftersales::wire::FiredActionDocument;
use serde_json::json;

use super::view::amounts;
use super::{Alphabet, Explored, Fit, Model, OPENING, PEOPLE, Person, Says, View, opening, said};

const DAY: i64 = 86_400_000_000;

/// How far a walk goes.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Bounds {
    /// Most states.
    pub states: usize,
}

impl Bounds {
    /// At most so many states.
    #[must_use]
    pub const fn states(states: usize) -> Self {
        Self { states }
    }
}

/// A state that was come to first at an instant.
#[derive(Debug, Clone)]
struct Place {
    ticket: Ticket,
    model: Model,
    now: Instant,
}

/// What tells states apart: everything but times, ids and counts. What is still to come is told by its order alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    view: View,
    amounts: (Option<String>, Option<String>, bool),
    clocks: Vec<(String, u32, String, bool)>,
    ahead: Vec<String>,
    fired: BTreeSet<(String, u32)>,
    reopens: bool,
}

struct Walk<'a> {
    alphabet: &'a Alphabet,
    known: BTreeMap<Shape, usize>,
    /// From which state and by which word each was come to, and how many steps away it is.
    trail: Vec<(usize, &'static str, usize)>,
    phases: Vec<Phase>,
    edges: Vec<(usize, usize)>,
    queue: VecDeque<(usize, Place)>,
    carried_out: BTreeSet<CommandName>,
    tried: usize,
    refused: usize,
}

/// Walks from the opening of a ticket through every state, breadth first, trying every word of an alphabet in each.
///
/// In every state and for every command it asserts that the core and the model agree on what is possible and on what comes of
/// it; that `available` says the same as `decide`; that a writer who comes second is refused; that no level falls by itself, no
/// author approves, no clock runs on without a next change, and nothing fires once a ticket has ended.
///
/// # Panics
///
/// Where one of these does not hold, with the words that lead there.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "how long a walk takes is told, and decides nothing")]
pub fn explore(policy: &TicketPolicy, alphabet: &Alphabet, bounds: Bounds) -> Explored {
    let begun = Stopwatch::now();
    let mut walk = Walk {
        alphabet,
        known: BTreeMap::new(),
        trail: Vec::new(),
        phases: Vec::new(),
        edges: Vec::new(),
        queue: VecDeque::new(),
        carried_out: BTreeSet::new(),
        tried: 0,
        refused: 0,
    };
    walk.arrive(first(policy, alphabet), 0, "open");
    let mut complete = true;
    while let Some((number, place)) = walk.queue.pop_front() {
        if walk.known.len() > bounds.states {
            complete = false;
            break;
        }
        walk.leave(number, &place);
    }
    walk.report(begun.elapsed(), complete)
}

fn first(policy: &TicketPolicy, alphabet: &Alphabet) -> Place {
    let now: Instant = OPENING.parse().expect("an instant");
    let says = opening(alphabet.kind);
    let (ticket, _) = Ticket::open(policy, &says.command(now, "opening", 0), now).expect("it opens");
    let mut place = Place { ticket, model: Model::open(&says, now), now };
    for word in alphabet.before {
        let step = said(word, &View::of_core(place.ticket.state()), now);
        if let Some(next) = place.after(&step.says, word) {
            place = next.0;
        }
    }
    place
}

impl Place {
    /// What a command leads to, if anything, with its events.
    fn after(&self, says: &Says, word: &str) -> Option<(Self, Vec<Event>)> {
        let version = self.ticket.version();
        let command = says.command(self.now, &format!("k-{version}"), version);
        let mut ticket = self.ticket.clone();
        let decided = ticket.execute(&command, self.now);
        let told = self.model.after(says, self.now);
        let decision = match (decided, &told) {
            (Ok(decision), Some(_)) => decision,
            (Err(refusal), None) => {
                assert!(
                    !refusal.reasons().is_empty() && ticket == self.ticket,
                    "{word}: a refusal that is none"
                );
                return None;
            }
            (decided, _) => panic!(
                "`{word}`: the core says {:?}, the model {}; it lacks {:?}",
                decided.map(|_| "yes").map_err(|refusal| refusal.codes()),
                if told.is_some() { "yes" } else { "no" },
                self.model.lacks(says.what["type"].as_str().unwrap_or_default()),
            ),
        };
        assert_eq!(decision.standing, Standing::New);
        let mut events = decision.events;
        events.extend(ticket.bring_to(self.now, self.now));
        let mut model = told.expect("both agree");
        take_firings(&mut model, &events);
        Some((Self { ticket, model, now: self.now }, events))
    }

    /// Time passes up to an instant.
    fn until(&self, to: Instant) -> (Self, Vec<Event>) {
        let mut next = self.clone();
        let events = next.ticket.bring_to(to, to);
        take_firings(&mut next.model, &events);
        next.model.pass(to);
        next.now = to;
        (next, events)
    }

    fn shape(&self, view: &View, time: bool) -> Shape {
        let state = self.ticket.state();
        let mut shape = Shape {
            view: view.shape(),
            amounts: amounts(state),
            clocks: Vec::new(),
            ahead: Vec::new(),
            fired: BTreeSet::new(),
            reopens: true,
        };
        if time {
            let readings = self.ticket.readings(self.now).expect("it is not before the last event");
            let mut ahead: Vec<(Instant, String)> = self
                .ticket
                .timers()
                .into_iter()
                .map(|timer| (timer.at, kind_of(&format!("{:?}", timer.kind))))
                .collect();
            for reading in &readings {
                let cycle = reading.cycle.min(2);
                let (state, late) = (format!("{:?}", reading.state), reading.breached_at.is_some());
                shape.clocks.push((reading.metric.to_string(), cycle, state, late));
                ahead.extend(reading.next_change.map(|at| (at, reading.metric.to_string())));
            }
            ahead.sort();
            shape.ahead = ahead.into_iter().map(|(_, what)| what).collect();
            shape.fired = state.firings.iter().map(|fired| (fired.rule.clone(), fired.step)).collect();
            let window = |closed: Instant| self.now.micros() <= closed.micros() + 14 * DAY;
            shape.reopens = state.phase.closed_at.is_none_or(window);
        }
        shape
    }
}

/// A timer without its count.
fn kind_of(timer: &str) -> String {
    let kind: String = timer.chars().take_while(|letter| *letter != '(').collect();
    if kind == "WaitEnds" { timer.to_owned() } else { kind }
}

/// Which rules fire is for others to prove; what they do to a ticket the model takes from the log.
fn take_firings(model: &mut Model, events: &[Event]) {
    for event in events {
        let EventKind::RuleFired(fired) = event.kind() else { continue };
        let raised = fired.actions.iter().find_map(|action| match action {
            FiredActionDocument::RaiseLevel { to } => Some(to.clone()),
            _ => None,
        });
        let asks = fired
            .actions
            .iter()
            .any(|action| matches!(action, FiredActionDocument::RequestHierarchic { .. }));
        model.fired(event.occurred_at(), json!({"type": "rule_fired", "to": raised, "asks": asks}));
    }
}

impl Walk<'_> {
    /// Tries every word in a state.
    fn leave(&mut self, number: usize, place: &Place) {
        let view = View::of_core(place.ticket.state());
        let offered: Vec<(&Person, Vec<Availability>)> = PEOPLE
            .iter()
            .map(|person| (*person, place.ticket.available(place.now, Some(&person.actor()))))
            .collect();
        let mut winner: Option<Says> = None;
        for word in self.alphabet.words {
            let step = said(word, &view, place.now);
            let (_, available) =
                offered.iter().find(|(person, _)| *person == step.says.by).expect("a person");
            let name = step.says.what["type"].as_str().unwrap_or_default();
            let offer = available.iter().find(|offer| offer.command.as_str() == name).expect("a command");
            self.tried += 1;
            let went = place.after(&step.says, word);
            self.agree(number, place, &step.says, word, offer, (went.is_some(), step.fit));
            let Some((next, events)) = went else {
                self.refused += 1;
                continue;
            };
            self.carried_out.insert(offer.command);
            self.check_step(number, word, place, &events);
            self.check_second_writer(number, word, place, &next, winner.as_ref().unwrap_or(&step.says));
            winner.get_or_insert(step.says);
            self.arrive(next, number, word);
        }
        if self.alphabet.time {
            if let Some(at) = place.ticket.next_wakeup(place.now) {
                let (next, events) = place.until(at);
                self.check_step(number, "time", place, &events);
                self.arrive(next, number, "time");
            }
            if let Some(closed) = place.ticket.state().phase.closed_at {
                let late = Instant::from_micros(closed.micros() + 14 * DAY + 1).expect("within time");
                if late > place.now {
                    let (next, events) = place.until(late);
                    self.check_step(number, "a fortnight", place, &events);
                    self.arrive(next, number, "a fortnight");
                }
            }
        }
    }

    /// `available` and `decide` say the same.
    fn agree(
        &self,
        number: usize,
        place: &Place,
        says: &Says,
        word: &str,
        offer: &Availability,
        (carried_out, fit): (bool, Fit),
    ) {
        let here = || self.way(number, word);
        if carried_out {
            assert!(offer.is_possible(), "{}: not offered, but carried out: {offer:?}", here());
            return;
        }
        assert!(fit == Fit::Sometimes || !offer.is_possible(), "{}: offered, but refused", here());
        let version = place.ticket.version();
        let refusal =
            place.ticket.decide(&says.command(place.now, "again", version), place.now).expect_err("refused");
        let known = refusal.reasons();
        let said = offer.lacks.iter().all(|lack| known.contains(lack));
        assert!(said, "{}: offered {:?}, refused {known:?}", here(), offer.lacks);
    }

    /// Of two writers who saw the same version one wins.
    fn check_second_writer(&self, number: usize, word: &str, before: &Place, after: &Place, says: &Says) {
        let command = says.command(before.now, "second-writer", before.ticket.version());
        assert!(
            before.ticket.decide(&command, before.now).is_ok(),
            "{}: alone it would win",
            self.way(number, word)
        );
        let refusal = after.ticket.decide(&command, before.now).expect_err("the first has won");
        assert!(
            refusal.codes().contains(&"ticket.version.conflict"),
            "{}: {refusal}",
            self.way(number, word)
        );
    }

    /// What must hold of every step.
    fn check_step(&self, number: usize, word: &str, before: &Place, events: &[Event]) {
        let mut level = before.ticket.state().level.level;
        for event in events {
            let to = match event.kind() {
                EventKind::LevelRaised(raise) => raise.to,
                EventKind::LevelReturned(back) => {
                    level = back.to;
                    continue;
                }
                EventKind::RuleFired(fired) => fired
                    .actions
                    .iter()
                    .find_map(|action| match action {
                        FiredActionDocument::RaiseLevel { to } => to.parse::<FunctionalLevel>().ok(),
                        _ => None,
                    })
                    .unwrap_or(level),
                _ => continue,
            };
            assert!(to >= level, "{}: the level falls from {level} to {to}", self.way(number, word));
            level = to;
        }
        if before.ticket.phase().is_terminal() && before.ticket.phase() != Phase::Closed {
            let erased = |event: &Event| event.kind().name() == EventName::ContactErased;
            assert!(events.iter().all(erased), "{}: something goes on after the end", self.way(number, word));
        }
    }

    /// Takes down a state, and checks it where it is new.
    fn arrive(&mut self, place: Place, from: usize, word: &'static str) {
        let view = View::of_core(place.ticket.state());
        let told = View::of_model(&place.model);
        assert_eq!(view, told, "core and model differ after {}", self.way(from, word));
        let shape = place.shape(&view, self.alphabet.time);
        if let Some(known) = self.known.get(&shape) {
            if *known != from {
                self.edges.push((from, *known));
            }
            return;
        }
        let number = self.known.len();
        self.known.insert(shape, number);
        if number != from {
            self.edges.push((from, number));
        }
        let depth = self.trail.get(from).map_or(0, |(_, _, depth)| depth + 1);
        self.trail.push((from, word, depth));
        self.phases.push(place.ticket.phase());
        self.check_state(number, &place);
        self.queue.push_back((number, place));
    }

    /// What must hold in every state.
    fn check_state(&self, number: usize, place: &Place) {
        let here = || self.way(number, "");
        let state = place.ticket.state();
        for plan in &state.plan.versions {
            assert_ne!(plan.approved_by.as_ref(), Some(&plan.author), "{}: an author approved", here());
        }
        let readings = place.ticket.readings(place.now).expect("it is not before the last event");
        let wakes = place.ticket.next_wakeup(place.now);
        let phase = place.ticket.phase();
        for reading in &readings {
            if phase.is_terminal() {
                let ended = matches!(reading.state, ReadingState::Stopped | ReadingState::Withdrawn);
                assert!(ended, "{}: a clock outlives its ticket: {reading:?}", here());
            }
            if reading.state == ReadingState::Running
                && reading.target.is_some()
                && reading.breached_at.is_none()
            {
                let next = wakes.is_some_and(|at| {
                    at > place.now && reading.next_change.is_some_and(|change| at <= change)
                });
                assert!(next, "{}: a clock runs to no next change: {reading:?}, {wakes:?}", here());
                assert!(state.level.since <= place.now, "{}: nobody holds what runs", here());
            }
        }
        assert!(place.ticket.advance(place.now).is_empty(), "{}: not all was brought up", here());
        if phase.is_terminal() {
            let late = Instant::from_micros(place.now.micros() + 60 * DAY).expect("within time");
            let fired = place.ticket.advance(late);
            let reminded = |event: &Event| matches!(event.kind(), EventKind::Reminded(reminded) if reminded.reminder.as_str() == "call_back");
            let quiet =
                fired.iter().all(|event| phase == Phase::Closed && reminded(event)) && fired.len() <= 1;
            assert!(quiet, "{}: it has ended, and {fired:?}", here());
            assert_eq!(wakes.is_some(), !fired.is_empty(), "{}", here());
        }
    }

    /// The words that lead to a state, and one more.
    fn way(&self, mut number: usize, word: &str) -> String {
        let mut words = vec![word];
        while let Some((from, word, _)) = self.trail.get(number) {
            words.push(word);
            if *from == number {
                break;
            }
            number = *from;
        }
        words.reverse();
        format!("{} ({}): {}", self.alphabet.name, self.alphabet.before.join(", "), words.join(", "))
    }

    fn report(self, took: Duration, complete: bool) -> Explored {
        let states = self.known.len();
        let mut into: Vec<Vec<usize>> = vec![Vec::new(); states];
        let edges: BTreeSet<(usize, usize)> = self.edges.iter().copied().collect();
        for (from, to) in &edges {
            into[*to].push(*from);
        }
        let mut reaches: Vec<bool> = self.phases.iter().map(|phase| *phase == Phase::Closed).collect();
        let mut back: Vec<usize> = (0..states).filter(|number| reaches[*number]).collect();
        while let Some(number) = back.pop() {
            for from in &into[number] {
                if !reaches[*from] {
                    reaches[*from] = true;
                    back.push(*from);
                }
            }
        }
        let open = |number: &usize| !self.phases[*number].is_terminal();
        let stuck = (0..states).filter(|number| complete && open(number) && !reaches[*number]);
        Explored {
            name: self.alphabet.name,
            states,
            edges: edges.len(),
            tried: self.tried,
            refused: self.refused,
            open: (0..states).filter(open).count(),
            stuck: stuck.map(|number| self.way(number, "")).collect(),
            complete,
            depth: self.trail.iter().map(|(_, _, depth)| *depth).max().unwrap_or_default(),
            carried_out: self.carried_out,
            phases: self.phases.into_iter().collect(),
            took,
        }
    }
}
