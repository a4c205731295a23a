//! A desk in one line: rules from JSON, a ticket's life and its firings as words. Days are those of March 2026.

use aftersales::escalation::{
    Acknowledgement, Action, EscalationError, EscalationFact, EscalationPolicy, EscalationView, FiredRules,
    Firing, LevelStay, Milestone, Rating, Standing,
};
use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::{FunctionalLevel, Name};
use aftersales::wire::{ErrorDocument, EscalationDocument, SlaDocument};
use serde_json::{Value, json};

/// `office` is open from Monday to Friday, 09:00 to 17:00 UTC; `always`, the default, round the clock; `never`, never.
/// Resolution takes 2, 4, 8 and 16 hours for P1 to P4, responses one hour; reports have a clock without a target.
pub(crate) fn sla() -> Value {
    let (day, night) = (json!([["09:00", "17:00"]]), json!([["00:00", "24:00"]]));
    let week =
        |shifts: &Value| json!({"mon": shifts, "tue": shifts, "wed": shifts, "thu": shifts, "fri": shifts});
    let mut always = week(&night);
    (always["sat"], always["sun"]) = (night.clone(), night);
    let hours = |hours: i64| json!({"type": "open_time", "seconds": hours * 3600});
    let resolution = |priority: &str, target: i64| json!({"type": "set", "when": {"priority": [priority]}, "targets": {"resolution": hours(target)}});
    json!({
        "calendars": {
            "always": {"time_zone": "Etc/UTC", "weekly": always},
            "never": {"time_zone": "Etc/UTC", "weekly": {}},
            "office": {"time_zone": "Etc/UTC", "weekly": week(&day)}
        },
        "default_calendar": "always",
        "metrics": [
            {"name": "first_response", "starts": [{"type": "started"}], "stops": [{"type": "agent_message"}]},
            {"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer", "parts"]}},
            {
                "name": "next_response", "starts": [{"type": "customer_message"}], "stops": [{"type": "agent_message"}],
                "cycles": "repeat"
            },
            {"name": "report", "starts": [{"type": "started"}]}
        ],
        "selector": [
            {"type": "set", "targets": {"first_response": hours(1), "next_response": hours(1)}},
            resolution("P1", 2), resolution("P2", 4), resolution("P3", 8), resolution("P4", 16)
        ]
    })
}

pub(crate) fn sla_policy(document: &Value) -> SlaPolicy {
    SlaPolicy::compile(&SlaDocument::from_json(&document.to_string()).unwrap(), &ZoneDatabase::bundled())
        .unwrap()
}

pub(crate) fn compile(document: &Value) -> Result<EscalationPolicy, EscalationError> {
    EscalationPolicy::compile(&EscalationDocument::from_json(&document.to_string())?, &sla_policy(&sla()))
}

/// A policy of these rules.
pub(crate) fn policy(rules: Value) -> EscalationPolicy {
    compile(&json!({"rules": rules})).unwrap()
}

/// A rule on a share of the resolution.
pub(crate) fn share(id: &str, percent: u32, steps: Value) -> Value {
    let at = json!({"type": "share", "percent": percent});
    json!({"id": id, "trigger": {"type": "metric", "metric": "resolution", "at": at}, "steps": steps})
}

pub(crate) fn with(mut rule: Value, key: &str, field: Value) -> Value {
    rule[key] = field;
    rule
}

pub(crate) fn notify(role: &str) -> Value {
    json!({"actions": [{"type": "notify", "role": role}]})
}

pub(crate) fn raise_level(to: &str) -> Value {
    json!({"actions": [{"type": "raise_level", "to": to}]})
}

pub(crate) fn raise_priority(by: u8) -> Value {
    json!({"actions": [{"type": "raise_priority", "by": by}]})
}

/// Code, path and message of what is refused.
pub(crate) fn refusal(rules: Value) -> (String, String, String) {
    let error = compile(&json!({"rules": rules})).unwrap_err();
    let shown = ErrorDocument::from(&error);
    assert_eq!(shown.message, error.to_string());
    assert!(!shown.message.contains('\n') && !shown.message.ends_with('.'), "{}", shown.message);
    (shown.code, shown.path.unwrap_or_default(), shown.message)
}

pub(crate) fn facts(rules: Value) -> Vec<EscalationFact> {
    policy(rules).facts()
}

/// `02 09:00` or `02 09:00:00.000001`.
pub(crate) fn at(text: &str) -> Instant {
    let (day, time) = text.split_once(' ').unwrap();
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    format!("2026-03-{day}T{time}Z").parse().unwrap()
}

/// A ticket whose host asks what is due before it takes an event, and takes every firing one by one.
pub(crate) struct Ticket {
    policy: EscalationPolicy,
    clocks: TicketClocks,
    level: LevelStay,
    standing: Standing,
    inputs: Inputs,
    authority_exceeded_at: Option<Instant>,
    milestones: Vec<Milestone>,
    ratings: Vec<Rating>,
    acknowledgements: Vec<Acknowledgement>,
    rules_since: Option<Instant>,
    pub(crate) fired: FiredRules,
    pub(crate) log: Vec<Firing>,
}

impl Ticket {
    pub(crate) fn new(policy: &EscalationPolicy, life: &[&str]) -> Self {
        let level = LevelStay { level: FunctionalLevel::L1, since: at("02 09:00"), number: 1 };
        let mut ticket = Self {
            policy: policy.clone(),
            clocks: TicketClocks::new(sla_policy(&sla())),
            level,
            standing: Standing::Open,
            inputs: Inputs::default(),
            authority_exceeded_at: None,
            milestones: Vec::new(),
            ratings: Vec::new(),
            acknowledgements: Vec::new(),
            rules_since: None,
            fired: FiredRules::default(),
            log: Vec::new(),
        };
        ticket.tell(life);
        ticket
    }

    pub(crate) fn view(&self) -> EscalationView<'_> {
        let mut view = EscalationView::new(&self.clocks, self.level);
        view.standing = self.standing;
        view.rules_since = self.rules_since;
        view.authority_exceeded_at = self.authority_exceeded_at;
        view.milestones = &self.milestones;
        view.ratings = &self.ratings;
        view.acknowledgements = &self.acknowledgements;
        view
    }

    pub(crate) fn due(&self, now: &str) -> Vec<Firing> {
        self.policy.due(&self.view(), &self.fired, at(now))
    }

    pub(crate) fn next_change(&self, now: &str) -> Option<Instant> {
        self.policy.next_change(&self.view(), &self.fired, at(now))
    }

    pub(crate) fn priority(&self) -> String {
        self.inputs.priority.map(|priority| priority.to_string()).unwrap_or_default()
    }

    pub(crate) fn level(&self) -> FunctionalLevel {
        self.level.level
    }

    /// Takes all that is due; what follows a firing is due before and after it is taken.
    pub(crate) fn advance(&mut self, now: &str) {
        let mut due = self.due(now);
        while !due.is_empty() {
            let firing = due.remove(0);
            self.take(&firing);
            assert_eq!(self.due(now), due, "after {firing:?}");
        }
    }

    fn take(&mut self, firing: &Firing) {
        for action in &firing.actions {
            match action {
                Action::RaiseLevel(level) => self.enter(*level, firing.at),
                Action::RaisePriority(priority) => {
                    self.inputs.priority = Some(*priority);
                    self.clock(firing.at, EventKind::InputsChanged(self.inputs.clone()));
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

    fn clock(&mut self, at: Instant, kind: EventKind) {
        self.clocks.apply(Event::new(at, kind)).unwrap();
    }

    /// `02 09:00 started P3`, `02 09:30 milestone diagnosis`, `02 09:40 level L2`, `02 09:50 acknowledged half`.
    pub(crate) fn tell(&mut self, life: &[&str]) {
        for line in life {
            let words: Vec<&str> = line.split(' ').collect();
            let when = words[..2].join(" ");
            self.advance(&when);
            self.happen(
                at(&when),
                words[2],
                words.get(3).copied().unwrap_or_default(),
                words.last().unwrap(),
            );
        }
    }

    fn happen(&mut self, at: Instant, what: &str, which: &str, last: &str) {
        let name = || which.parse::<Name>().unwrap();
        match what {
            "started" => {
                self.inputs.priority =
                    Some(which).filter(|word| !word.is_empty()).map(|word| word.parse().unwrap());
                self.level.since = at;
                self.clock(at, EventKind::Started(self.inputs.clone()));
            }
            "graded" => {
                self.inputs.priority = Some(which.parse().unwrap());
                self.clock(at, EventKind::InputsChanged(self.inputs.clone()));
            }
            "class" => {
                self.inputs.class = Some(name());
                self.clock(at, EventKind::InputsChanged(self.inputs.clone()));
            }
            "customer_message" => self.clock(at, EventKind::CustomerMessage),
            "agent_message" => self.clock(at, EventKind::AgentMessage),
            "wait_started" => self.clock(at, EventKind::WaitStarted(name())),
            "wait_ended" => self.clock(at, EventKind::WaitEnded(name())),
            "stopped" => self.clock(at, EventKind::Stopped),
            "reopened" => self.clock(at, EventKind::Reopened),
            "policy_revised" => {
                let mut document = sla();
                let metrics = document["metrics"].as_array_mut().unwrap();
                metrics.retain(|metric| metric["name"] != which);
                for entry in document["selector"].as_array_mut().unwrap() {
                    entry["targets"].as_object_mut().unwrap().remove(which);
                }
                self.clock(at, EventKind::PolicyRevised(sla_policy(&document)));
            }
            "rules_apply" => self.rules_since = Some(at),
            "level" => self.enter(which.parse().unwrap(), at),
            "authority_exceeded" => {
                self.authority_exceeded_at.get_or_insert(at);
            }
            "milestone" => self.milestones.push(Milestone { name: name(), at }),
            "rated" => self.ratings.push(Rating { scale: name(), value: last.parse().unwrap(), at }),
            "acknowledged" => {
                let cycle = last.parse().unwrap_or(1);
                self.acknowledgements.push(Acknowledgement { rule: name(), cycle, at });
            }
            "ended" => self.standing = Standing::Ended,
            other => panic!("nothing is called {other}"),
        }
    }

    /// The firings as lines: `02 11:00 half: notify engineer`.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.log.iter().map(line).collect()
    }
}

pub(crate) fn line(firing: &Firing) -> String {
    let actions: Vec<String> = firing.actions.iter().map(shown).collect();
    format!("{} {}: {}", when(firing.at), firing.key.rule, actions.join(", "))
}

/// The short form of an instant that [`at`] reads.
pub(crate) fn when(at: Instant) -> String {
    let text = at.to_string();
    let time = text.split_at(8).1.trim_end_matches('Z').replace('T', " ");
    time.strip_suffix(":00").map(str::to_owned).unwrap_or(time)
}

fn shown(action: &Action) -> String {
    match action {
        Action::Notify(role) => format!("notify {role}"),
        Action::RaiseLevel(level) => format!("level {level}"),
        Action::RaisePriority(priority) => format!("priority {priority}"),
        Action::RequestHierarchic(role) => format!("hierarchic {role}"),
        other => panic!("{other:?} is new"),
    }
}

/// The lines of a life that is advanced to `now` at its end.
pub(crate) fn fired(rules: Value, life: &[&str], now: &str) -> Vec<String> {
    let mut ticket = Ticket::new(&policy(rules), life);
    ticket.advance(now);
    ticket.lines()
}
