//! Escalation told tick by tick: the ticket's life is walked through minute by minute, and every rule is asked at every tick
//! whether it begins or goes on. Clocks are counters. All instants are microseconds since the Monday on which a life begins.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::wire::{
    EscalationActionDocument, EscalationDocument, EscalationRuleDocument, EscalationTriggerDocument,
    LevelPointDocument, OnRegradeDocument,
};

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;

/// Two clocks in one calendar: `resolution`, which the waits `customer` and `parts` pause, and `next_response`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EscalationDesk {
    /// The calendar of the clocks, `office` (Monday to Friday, 09:00 to 17:00) or `always`.
    pub calendar: &'static str,
    /// Minutes to resolve P1 to P4, and an ungraded ticket.
    pub resolution: [Option<i64>; 5],
    /// Minutes to answer a message.
    pub next_response: i64,
}

impl EscalationDesk {
    /// A desk from its parts.
    #[must_use]
    pub const fn new(calendar: &'static str, resolution: [Option<i64>; 5], next_response: i64) -> Self {
        Self { calendar, resolution, next_response }
    }
}

/// Something in a ticket's life.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "tests take every one of them")]
pub enum Happening {
    /// The ticket began, with a priority or without.
    Started(Option<u8>),
    /// It was given a priority.
    Graded(u8),
    /// Its class was found.
    Class(&'static str),
    /// The customer wrote.
    CustomerMessage,
    /// The desk answered.
    AgentMessage,
    /// A wait began.
    WaitStarted(&'static str),
    /// A wait ended.
    WaitEnded(&'static str),
    /// The work was completed.
    Stopped,
    /// It was not complete.
    Reopened,
    /// Somebody moved it to a functional level.
    Level(u8),
    /// It exceeds the authority of its level.
    AuthorityExceeded,
    /// A milestone was met.
    Milestone(&'static str),
    /// The customer gave a mark.
    Rated(i32),
    /// A rule was acknowledged in a cycle.
    Acknowledged(String, u32),
}

/// A firing, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OracleFiring {
    /// Rule, metric or nothing, cycle, arming, step, repetition.
    pub key: (String, String, u32, u32, u32, u32),
    /// When.
    pub at: i64,
    /// When its rule began.
    pub began_at: i64,
    /// What is done, such as `notify engineer`.
    pub actions: Vec<String>,
}

impl OracleFiring {
    /// A firing from its parts.
    #[must_use]
    pub const fn new(
        key: (String, String, u32, u32, u32, u32),
        at: i64,
        began_at: i64,
        actions: Vec<String>,
    ) -> Self {
        Self { key, at, began_at, actions }
    }
}

/// Tells the life of a ticket up to a minute; events come at whole minutes, one a minute, in order.
#[must_use]
pub fn escalations(
    document: &EscalationDocument,
    desk: &EscalationDesk,
    life: &[(i64, Happening)],
    until: i64,
) -> Vec<OracleFiring> {
    let mut teller = Teller::new(document, desk);
    let mut events = life.iter().peekable();
    let Some(&&(first, _)) = events.peek() else { return Vec::new() };
    teller.now = first * MINUTE;
    for minute in first..=until {
        teller.pass_to(minute * MINUTE);
        teller.evaluate();
        if let Some((_, happening)) = events.next_if(|event| event.0 == minute) {
            teller.happen(happening);
            teller.evaluate();
        }
        teller.pass_to(minute * MINUTE + 1);
        teller.evaluate();
    }
    teller.firings
}

/// Whether a calendar is open in the minute after an instant.
fn is_open(calendar: Option<&str>, at: i64) -> bool {
    let minute = at.div_euclid(MINUTE);
    let (day, of_day) = (minute.div_euclid(1440).rem_euclid(7), minute.rem_euclid(1440));
    calendar != Some("office") || (day < 5 && (540..1020).contains(&of_day))
}

struct Clock {
    number: u32,
    consumed: i64,
    target: Option<i64>,
    /// Whether the end of the work stopped it, which reopening takes back.
    stopped: Option<bool>,
    /// When it last ran.
    ran: i64,
}

/// A rule that has begun.
#[derive(Clone, Copy)]
struct Begun {
    at: i64,
    /// What it has waited since then.
    waited: i64,
    /// Steps and repetitions that were fired.
    fired: usize,
}

struct Teller<'a> {
    document: &'a EscalationDocument,
    desk: &'a EscalationDesk,
    now: i64,
    started: bool,
    priority: Option<u8>,
    class: Option<&'static str>,
    waits: BTreeSet<&'static str>,
    completed: Option<i64>,
    reopened: u32,
    regraded: u32,
    level: u8,
    stay: u32,
    authority: bool,
    /// Milestones of this stay with their instants.
    milestones: Vec<(&'static str, i64)>,
    marks: Vec<i32>,
    acknowledged: Vec<(String, u32, i64)>,
    clocks: BTreeMap<&'static str, Vec<Clock>>,
    /// By rule: time at this level, and time of this silence with its number.
    at_level: Vec<i64>,
    silence: Vec<(i64, u32)>,
    /// By rule, cycle and arming.
    begun: BTreeMap<(usize, u32, u32), Begun>,
    raised: BTreeSet<usize>,
    firings: Vec<OracleFiring>,
}

impl<'a> Teller<'a> {
    fn new(document: &'a EscalationDocument, desk: &'a EscalationDesk) -> Self {
        let rules = document.rules.len();
        Self {
            document,
            desk,
            now: 0,
            started: false,
            priority: None,
            class: None,
            waits: BTreeSet::new(),
            completed: None,
            reopened: 0,
            regraded: 0,
            level: 1,
            stay: 1,
            authority: false,
            milestones: Vec::new(),
            marks: Vec::new(),
            acknowledged: Vec::new(),
            clocks: BTreeMap::new(),
            at_level: vec![0; rules],
            silence: vec![(0, 1); rules],
            begun: BTreeMap::new(),
            raised: BTreeSet::new(),
            firings: Vec::new(),
        }
    }

    fn runs(&self, metric: &str, clock: &Clock) -> bool {
        clock.stopped.is_none() && (metric != "resolution" || self.waits.is_empty())
    }

    fn pass_to(&mut self, to: i64) {
        let (from, passed) = (self.now, to - self.now);
        for (position, rule) in self.document.rules.iter().enumerate() {
            let metric = metric(rule);
            let calendar = if metric.is_some() { Some(self.desk.calendar) } else { rule.calendar.as_deref() };
            let open = is_open(calendar, from);
            if open {
                self.at_level[position] += passed;
                self.silence[position].0 += passed;
            }
            let running: Vec<u32> = metric.map_or_else(Vec::new, |metric| {
                let clocks = self.clocks.get(metric).into_iter().flatten();
                clocks.filter(|clock| self.runs(metric, clock)).map(|clock| clock.number).collect()
            });
            for ((rule, cycle, _), begun) in &mut self.begun {
                if *rule == position && open && (metric.is_none() || running.contains(cycle)) {
                    begun.waited += passed;
                }
            }
        }
        let open = is_open(Some(self.desk.calendar), from);
        let waits = !self.waits.is_empty();
        for (metric, clocks) in &mut self.clocks {
            for clock in clocks.iter_mut().filter(|clock| clock.stopped.is_none()) {
                if *metric != "resolution" || !waits {
                    clock.consumed += if open { passed } else { 0 };
                    clock.ran = to;
                }
            }
        }
        self.now = to;
    }

    fn happen(&mut self, happening: &Happening) {
        match happening {
            Happening::Started(priority) => {
                (self.started, self.priority) = (true, *priority);
                self.start("resolution");
            }
            Happening::Graded(priority) => self.grade(*priority),
            Happening::Class(class) => self.class = Some(class),
            Happening::CustomerMessage if self.completed.is_none() => self.start("next_response"),
            Happening::CustomerMessage => {}
            Happening::AgentMessage => {
                for clock in self.clocks.entry("next_response").or_default() {
                    clock.stopped = clock.stopped.or(Some(false));
                }
            }
            Happening::WaitStarted(reason) => drop(self.waits.insert(reason)),
            Happening::WaitEnded(reason) => {
                self.waits.remove(reason);
                self.note_running();
            }
            Happening::Stopped => {
                self.completed = Some(self.now);
                for clock in self.clocks.values_mut().flatten() {
                    clock.stopped = clock.stopped.or(Some(true));
                }
            }
            Happening::Reopened => self.reopen(),
            Happening::Level(level) => self.enter(*level),
            Happening::AuthorityExceeded => self.authority = true,
            Happening::Milestone(name) => {
                self.milestones.push((name, self.now));
                for (silence, rule) in self.silence.iter_mut().zip(&self.document.rules) {
                    if let EscalationTriggerDocument::Silence { milestone, .. } = &rule.trigger
                        && milestone == name
                        && self.completed.is_none()
                    {
                        *silence = (0, silence.1 + 1);
                    }
                }
            }
            Happening::Rated(mark) => self.marks.push(*mark),
            Happening::Acknowledged(rule, cycle) => self.acknowledged.push((rule.clone(), *cycle, self.now)),
        }
    }

    fn start(&mut self, metric: &'static str) {
        let target = self.target(metric);
        let clocks = self.clocks.entry(metric).or_default();
        if clocks.last().is_none_or(|clock| clock.stopped.is_some()) {
            let number = clocks.len() as u32 + 1;
            clocks.push(Clock { number, consumed: 0, target, stopped: None, ran: i64::MIN });
        }
        self.note_running();
    }

    fn note_running(&mut self) {
        let (now, waits) = (self.now, !self.waits.is_empty());
        for (metric, clocks) in &mut self.clocks {
            for clock in clocks.iter_mut().filter(|clock| clock.stopped.is_none()) {
                if *metric != "resolution" || !waits {
                    clock.ran = now;
                }
            }
        }
    }

    fn target(&self, metric: &str) -> Option<i64> {
        let minutes = match metric {
            "resolution" => {
                self.desk.resolution[self.priority.map_or(4, |priority| usize::from(priority) - 1)]
            }
            _ => Some(self.desk.next_response),
        };
        minutes.map(|minutes| minutes * MINUTE)
    }

    /// What every running clock promises now; what had begun under another promise and was not fired begins anew.
    fn promise(&mut self) {
        for metric in ["resolution", "next_response"] {
            let target = self.target(metric);
            for clock in self.clocks.entry(metric).or_default() {
                if clock.stopped.is_none() && clock.target != target {
                    clock.target = target;
                    let rules = &self.document.rules;
                    self.begun.retain(|(rule, cycle, _), begun| {
                        begun.fired > 0
                            || *cycle != clock.number
                            || self::metric(&rules[*rule]) != Some(metric)
                    });
                }
            }
        }
    }

    fn grade(&mut self, priority: u8) {
        if self.priority.is_some_and(|before| before != priority) {
            self.regraded += 1;
        }
        self.priority = Some(priority);
        self.promise();
    }

    fn reopen(&mut self) {
        (self.completed, self.reopened) = (None, self.reopened + 1);
        for clocks in self.clocks.values_mut() {
            if let Some(clock) = clocks.last_mut().filter(|clock| clock.stopped == Some(true)) {
                clock.stopped = None;
            }
        }
        self.promise();
        self.note_running();
        self.milestones.clear();
        self.at_level.fill(0);
        self.silence.iter_mut().for_each(|silence| *silence = (0, silence.1 + 1));
    }

    fn enter(&mut self, level: u8) {
        (self.level, self.stay, self.authority) = (level, self.stay + 1, false);
        self.milestones.clear();
        self.at_level.fill(0);
        let rules = &self.document.rules;
        self.begun.retain(|(rule, ..), begun| begun.fired > 0 || rules[*rule].when.level.is_empty());
    }

    /// Whether the work was still going on just before this instant.
    fn working(&self) -> bool {
        self.completed.is_none_or(|at| at == self.now)
    }

    /// The cycles in which a rule is set off now.
    fn causes(&self, position: usize, rule: &EscalationRuleDocument) -> Vec<u32> {
        let one = |holds: bool, cycle: u32| if holds { vec![cycle] } else { Vec::new() };
        match &rule.trigger {
            EscalationTriggerDocument::Metric { metric, at } => self.reached(metric, |clock| {
                reached(clock, *at, is_open(Some(self.desk.calendar), self.now) && self.runs(metric, clock))
            }),
            EscalationTriggerDocument::Breach { metric } => {
                self.reached(metric, |clock| clock.target.is_some_and(|target| clock.consumed > target))
            }
            EscalationTriggerDocument::TimeAtLevel { within_seconds, without } => {
                let met = |met: &&(&str, i64)| Some(met.0) == without.as_deref() && met.1 < self.now;
                let met = self.milestones.iter().any(|each| met(&each));
                let late = self.at_level[position] >= within_seconds * SECOND;
                one(late && !met && self.working(), self.stay + self.reopened)
            }
            EscalationTriggerDocument::Silence { within_seconds, .. } => {
                let (silent, number) = self.silence[position];
                one(silent >= within_seconds * SECOND && self.working(), number)
            }
            EscalationTriggerDocument::AtOnce {} => one(true, 1),
            EscalationTriggerDocument::AuthorityExceeded {} => one(self.authority, self.stay),
            EscalationTriggerDocument::Reopened { times } => one(self.reopened >= *times, 1),
            EscalationTriggerDocument::RatedBelow { below, .. } => {
                let marks = (1_u32..).zip(&self.marks).filter(|(_, mark)| *mark < below);
                marks.map(|(number, _)| number).collect()
            }
            _ => Vec::new(),
        }
    }

    fn reached(&self, metric: &str, reached: impl Fn(&Clock) -> bool) -> Vec<u32> {
        let clocks = self.clocks.get(metric).into_iter().flatten();
        clocks.filter(|clock| reached(clock)).map(|clock| clock.number).collect()
    }

    /// Whether a clock runs, or did until this very instant.
    fn has_run(&self, metric: &str, cycle: u32) -> bool {
        self.clocks[metric].iter().any(|clock| clock.number == cycle && clock.ran == self.now)
    }

    fn fits(&self, rule: &EscalationRuleDocument) -> bool {
        let asked = |list: &[String], value: Option<String>| {
            list.is_empty() || value.is_some_and(|value| list.contains(&value))
        };
        let priority = self.priority.map(|priority| format!("P{priority}"));
        asked(&rule.when.priority, priority)
            && asked(&rule.when.class, self.class.map(str::to_owned))
            && asked(&rule.when.level, Some(format!("L{}", self.level)))
    }

    fn evaluate(&mut self) {
        while self.started && self.fire() {}
    }

    /// Fires in order; whether something was raised, so that all rules must be asked again.
    fn fire(&mut self) -> bool {
        let document = self.document;
        for (position, rule) in document.rules.iter().enumerate() {
            let arming = if rule.on_regrade == OnRegradeDocument::Rearm { self.regraded } else { 0 };
            let causes = self.causes(position, rule);
            let (fits, metric) = (self.fits(rule), metric(rule));
            self.begun.retain(|(known, cycle, armed), begun| {
                let holds = fits && causes.contains(cycle) && *armed == arming;
                *known != position || begun.fired > 0 || holds
            });
            for cycle in causes {
                if metric.is_some_and(|metric| !self.has_run(metric, cycle)) {
                    continue;
                }
                let key = (position, cycle, arming);
                if fits {
                    self.begun.entry(key).or_insert(Begun { at: self.now, waited: 0, fired: 0 });
                }
                if let Some(begun) = self.begun.get(&key).copied()
                    && self.go_on(key, rule, begun)
                {
                    return true;
                }
            }
        }
        false
    }

    /// Fires the steps of a rule for which it has waited long enough.
    fn go_on(&mut self, key: (usize, u32, u32), rule: &EscalationRuleDocument, begun: Begun) -> bool {
        let (position, cycle, arming) = key;
        let revoked = self
            .acknowledged
            .iter()
            .any(|(id, of, at)| *id == rule.id && *of == cycle && *at >= begun.at && *at < self.now);
        for (place, (step, repetition, offset)) in schedule(rule).into_iter().enumerate().skip(begun.fired) {
            if revoked || begun.waited < offset {
                return false;
            }
            if let Some(begun) = self.begun.get_mut(&key) {
                begun.fired = place + 1;
            }
            let before = (self.level, self.priority);
            let actions = self.act(position, &rule.steps[step as usize].actions);
            let metric = metric(rule).unwrap_or_default().to_owned();
            let key = (rule.id.clone(), metric, cycle, arming, step, repetition);
            self.firings.push(OracleFiring { key, at: self.now, began_at: begun.at, actions });
            if before != (self.level, self.priority) {
                return true;
            }
        }
        false
    }

    fn act(&mut self, position: usize, actions: &[EscalationActionDocument]) -> Vec<String> {
        let mut done = Vec::new();
        for action in actions {
            match action {
                EscalationActionDocument::Notify { role } => done.push(format!("notify {role}")),
                EscalationActionDocument::RequestHierarchic { role } => {
                    done.push(format!("hierarchic {role}"))
                }
                EscalationActionDocument::RaiseLevel { to } => {
                    let level = to[1..].parse().unwrap();
                    if level > self.level {
                        self.enter(level);
                        done.push(format!("level {to}"));
                    }
                }
                EscalationActionDocument::RaisePriority { by, at_least } => {
                    let least = at_least.as_ref().map(|least| least[1..].parse::<u8>().unwrap());
                    let raised = match (by, self.priority) {
                        (Some(by), Some(priority)) => Some(priority.saturating_sub(*by).max(1)),
                        _ => least,
                    };
                    let higher = |raised: &u8| self.priority.is_none_or(|priority| *raised < priority);
                    if let Some(raised) = raised.filter(higher)
                        && self.raised.insert(position)
                    {
                        self.grade(raised);
                        done.push(format!("priority P{raised}"));
                    }
                }
                _ => {}
            }
        }
        done
    }
}

fn metric(rule: &EscalationRuleDocument) -> Option<&str> {
    match &rule.trigger {
        EscalationTriggerDocument::Metric { metric, .. } | EscalationTriggerDocument::Breach { metric } => {
            Some(metric)
        }
        _ => None,
    }
}

/// Whether a clock has come to a point.
fn reached(clock: &Clock, point: LevelPointDocument, counts: bool) -> bool {
    let micros = |seconds: i64| seconds * SECOND;
    let of_target = |reached: &dyn Fn(i64) -> bool| clock.target.is_some_and(reached);
    match point {
        LevelPointDocument::Share { percent } => {
            of_target(&|target| clock.consumed * 100 >= target * i64::from(percent))
        }
        LevelPointDocument::Elapsed { seconds } => clock.consumed >= micros(seconds),
        LevelPointDocument::AfterDue { seconds } => {
            of_target(&|target| clock.consumed >= target + micros(seconds))
        }
        // The latest instant that leaves so much: there more is about to be used up.
        LevelPointDocument::BeforeDue { seconds } => of_target(&|target| {
            let left = target - clock.consumed;
            left < micros(seconds) || (left == micros(seconds) && counts)
        }),
        _ => false,
    }
}

/// Step, repetition and wait of everything that a rule does.
fn schedule(rule: &EscalationRuleDocument) -> Vec<(u32, u32, i64)> {
    let (mut schedule, mut wait) = (Vec::new(), 0);
    for (step, written) in rule.steps.iter().enumerate() {
        wait += written.after_seconds * SECOND;
        let (every, times) =
            written.repeat.as_ref().map_or((0, 1), |repeat| (repeat.every_seconds, repeat.times));
        for repetition in 0..times {
            wait += if repetition > 0 { every * SECOND } else { 0 };
            schedule.push((step as u32, repetition, wait));
        }
    }
    schedule
}
