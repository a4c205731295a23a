//! A host as the core asks for it: it takes what is due before it takes an event.

use aftersales::escalation::{
    Acknowledgement, Action, EscalationPolicy, EscalationView, FiredRules, Firing, LevelStay, Milestone,
    Rating,
};
use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::vocabulary::{FunctionalLevel, Priority};
use aftersales::wire::SlaDocument;
use aftersales_tests::oracle::{EscalationDesk, Happening, OracleFiring};
use serde_json::{Value, json};

use crate::generate::Case;

/// The Monday on which every life begins.
const MONDAY: &str = "2026-03-02T00:00:00Z";

pub(crate) fn at(micros: i64) -> Instant {
    MONDAY.parse::<Instant>().unwrap().checked_add(Span::from_micros(micros)).unwrap()
}

pub(crate) fn minute(minute: i64) -> Instant {
    at(minute * 60_000_000)
}

pub(crate) struct Host {
    pub(crate) policy: EscalationPolicy,
    clocks: TicketClocks,
    inputs: Inputs,
    level: LevelStay,
    authority_exceeded_at: Option<Instant>,
    milestones: Vec<Milestone>,
    ratings: Vec<Rating>,
    acknowledgements: Vec<Acknowledgement>,
    pub(crate) fired: FiredRules,
    pub(crate) log: Vec<Firing>,
}

impl Host {
    pub(crate) fn new(case: &Case) -> Self {
        let sla = sla(&case.desk);
        let policy = EscalationPolicy::compile(&case.rules, &sla).unwrap();
        let level = LevelStay { level: FunctionalLevel::L1, since: minute(case.life[0].0), number: 1 };
        Self {
            policy,
            clocks: TicketClocks::new(sla),
            inputs: Inputs::default(),
            level,
            authority_exceeded_at: None,
            milestones: Vec::new(),
            ratings: Vec::new(),
            acknowledgements: Vec::new(),
            fired: FiredRules::default(),
            log: Vec::new(),
        }
    }

    pub(crate) fn view(&self) -> EscalationView<'_> {
        let mut view = EscalationView::new(&self.clocks, self.level);
        view.authority_exceeded_at = self.authority_exceeded_at;
        view.milestones = &self.milestones;
        view.ratings = &self.ratings;
        view.acknowledgements = &self.acknowledgements;
        view
    }

    pub(crate) fn due(&self, now: Instant) -> Vec<Firing> {
        self.policy.due(&self.view(), &self.fired, now)
    }

    pub(crate) fn next_change(&self, now: Instant) -> Option<Instant> {
        self.policy.next_change(&self.view(), &self.fired, now)
    }

    pub(crate) fn advance(&mut self, now: Instant) {
        for firing in self.due(now) {
            self.take(&firing);
        }
    }

    pub(crate) fn take(&mut self, firing: &Firing) {
        for action in &firing.actions {
            match action {
                Action::RaiseLevel(level) => self.enter(*level, firing.at),
                Action::RaisePriority(priority) => {
                    self.inputs.priority = Some(*priority);
                    self.change(firing.at);
                }
                _ => {}
            }
        }
        self.fired.record(firing);
        self.log.push(firing.clone());
    }

    fn enter(&mut self, level: FunctionalLevel, since: Instant) {
        self.level = LevelStay { level, since, number: self.level.number + 1 };
        self.authority_exceeded_at = None;
    }

    fn change(&mut self, at: Instant) {
        self.tell(at, EventKind::InputsChanged(self.inputs.clone()));
    }

    fn tell(&mut self, at: Instant, kind: EventKind) {
        self.clocks.apply(Event::new(at, kind)).unwrap();
    }

    pub(crate) fn happen(&mut self, at: Instant, happening: &Happening) {
        match happening {
            Happening::Started(priority) => {
                self.inputs.priority = priority.map(graded);
                self.tell(at, EventKind::Started(self.inputs.clone()));
            }
            Happening::Graded(priority) => {
                self.inputs.priority = Some(graded(*priority));
                self.change(at);
            }
            Happening::Class(class) => {
                self.inputs.class = Some(class.parse().unwrap());
                self.change(at);
            }
            Happening::CustomerMessage => self.tell(at, EventKind::CustomerMessage),
            Happening::AgentMessage => self.tell(at, EventKind::AgentMessage),
            Happening::WaitStarted(reason) => self.tell(at, EventKind::WaitStarted(reason.parse().unwrap())),
            Happening::WaitEnded(reason) => self.tell(at, EventKind::WaitEnded(reason.parse().unwrap())),
            Happening::Stopped => self.tell(at, EventKind::Stopped),
            Happening::Reopened => self.tell(at, EventKind::Reopened),
            Happening::Level(level) => self.enter(FunctionalLevel::ALL[usize::from(*level) - 1], at),
            Happening::AuthorityExceeded => {
                self.authority_exceeded_at.get_or_insert(at);
            }
            Happening::Milestone(name) => self.milestones.push(Milestone { name: name.parse().unwrap(), at }),
            Happening::Rated(value) => {
                self.ratings.push(Rating { scale: "nps".parse().unwrap(), value: *value, at })
            }
            Happening::Acknowledged(rule, cycle) => {
                self.acknowledgements.push(Acknowledgement {
                    rule: rule.parse().unwrap(),
                    cycle: *cycle,
                    at,
                });
            }
        }
    }

    /// Lives through a case, asking before every event and at its end.
    pub(crate) fn live(&mut self, case: &Case, until: Instant) {
        for (at, happening) in &case.life {
            self.advance(minute(*at));
            self.happen(minute(*at), happening);
        }
        self.advance(until);
    }
}

fn graded(priority: u8) -> Priority {
    Priority::ALL[usize::from(priority) - 1]
}

/// A firing as the oracle tells it.
pub(crate) fn told(firing: &Firing) -> OracleFiring {
    let key = &firing.key;
    let metric = key.metric.as_ref().map(ToString::to_string).unwrap_or_default();
    let since = |instant: Instant| instant.since(at(0)).micros();
    let actions = firing.actions.iter().map(|action| match action {
        Action::Notify(role) => format!("notify {role}"),
        Action::RequestHierarchic(role) => format!("hierarchic {role}"),
        Action::RaiseLevel(level) => format!("level {level}"),
        Action::RaisePriority(priority) => format!("priority {priority}"),
        other => panic!("{other:?} is new"),
    });
    OracleFiring::new(
        (key.rule.to_string(), metric, key.cycle, key.arming, key.step, key.repetition),
        since(firing.at),
        since(firing.began_at),
        actions.collect(),
    )
}

/// The desk of the oracle as a policy.
pub(crate) fn sla(desk: &EscalationDesk) -> SlaPolicy {
    let (day, night) = (json!([["09:00", "17:00"]]), json!([["00:00", "24:00"]]));
    let week =
        |shifts: &Value| json!({"mon": shifts, "tue": shifts, "wed": shifts, "thu": shifts, "fri": shifts});
    let mut always = week(&night);
    (always["sat"], always["sun"]) = (night.clone(), night);
    let minutes = |minutes: i64| json!({"type": "open_time", "seconds": minutes * 60});
    let every = json!({"type": "set", "targets": {"next_response": minutes(desk.next_response)}});
    let graded = desk.resolution.iter().take(4).enumerate().filter_map(|(place, target)| {
        let priority = format!("P{}", place + 1);
        Some(json!({"type": "set", "when": {"priority": [priority]}, "targets": {"resolution": minutes((*target)?)}}))
    });
    let selector: Vec<Value> = [every].into_iter().chain(graded).collect();
    let ungraded =
        desk.resolution[4].map_or_else(|| json!({}), |target| json!({"resolution": minutes(target)}));
    let document = json!({
        "calendars": {
            "always": {"time_zone": "Etc/UTC", "weekly": always},
            "office": {"time_zone": "Etc/UTC", "weekly": week(&day)}
        },
        "default_calendar": desk.calendar,
        "metrics": [
            {"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer", "parts"]}},
            {
                "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
                "cycles": "repeat"
            }
        ],
        "selector": selector,
        "ungraded": {"targets": ungraded}
    });
    let document = SlaDocument::from_json(&document.to_string()).unwrap();
    SlaPolicy::compile(&document, &ZoneDatabase::bundled()).unwrap()
}
