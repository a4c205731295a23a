//! Tickets in the race, under the preset `after-sales`: a command, a replayed event, and a board of 10,000 open tickets.
//!
//! No peer keeps a ticket as a log that replays, so there is no ratio to hold. A command is decided and applied; what it is
//! decided on is a repair of fifty events, taken anew for every ten commands, and that copy counts. A board is what a
//! screen of a whole desk asks for: the readings of every ticket and when each is to be woken.

use std::hint::black_box;

use aftersales::presets::Preset;
use aftersales::ticket::{Command, Event, Ticket, TicketPolicy};
use aftersales::time::{Instant, ZoneDatabase};
use serde_json::{Value, json};

use crate::race::{Entry, Operation};

/// Nanoseconds a command that are aimed at.
pub(crate) const AIM_COMMAND_NS: f64 = 5_000.0;
/// Replayed events a second on one core that are aimed at.
pub(crate) const AIM_REPLAY_PER_SECOND: f64 = 2e6;
/// Nanoseconds a board that are aimed at.
pub(crate) const AIM_BOARD_NS: f64 = 10e6;
/// Open tickets of the board.
pub(crate) const BOARD: usize = 10_000;
/// Events of the ticket that commands are given to.
const EVENTS: u64 = 50;
/// Commands to one copy of it.
const COMMANDS: u64 = 10;
/// 6 March 2026, 09:00 in Shanghai, a Friday.
const START: i64 = 1_772_758_800;
const MINUTE: i64 = 60_000_000;

const DESK: (&str, &str) = ("desk-1", "front_desk");
const ENGINEER: (&str, &str) = ("engineer-1", "engineer");
const SUPERVISOR: (&str, &str) = ("supervisor-1", "technical_supervisor");

/// The entries of [`Operation::TicketCommand`], [`Operation::TicketReplay`] and [`Operation::TicketBoard`].
pub(crate) fn entries() -> [Entry; 3] {
    let bundle = Preset::AfterSales.compile(&ZoneDatabase::bundled()).expect("the preset compiles");
    let policy = bundle.ticket().expect("the preset has gates").clone();
    let repair = Repair::of(&policy, 0, EVENTS);
    let (ticket, log, policies) = (repair.ticket.clone(), repair.log.clone(), [policy.clone()]);
    let replayed = Ticket::replay(&policies, &log).expect("the log is valid");
    assert_eq!(replayed, ticket, "replaying gives the same ticket");
    let commands = repair.commands();
    let board = board(&policy);
    [
        Entry::new(Operation::TicketCommand, "aftersales", commands.len(), move |calls| {
            for _ in 0..calls {
                let mut ticket = ticket.clone();
                for (command, now) in &commands {
                    ticket.execute(black_box(command), *now).expect("the command is possible");
                }
                black_box(&ticket);
            }
        }),
        Entry::new(Operation::TicketReplay, "aftersales", log.len(), move |calls| {
            for _ in 0..calls {
                black_box(Ticket::replay(&policies, black_box(&log)).expect("the log is valid"));
            }
        }),
        Entry::new(Operation::TicketBoard, "aftersales", 1, move |calls| {
            let now = at(24 * 60);
            for _ in 0..calls {
                for ticket in &board {
                    black_box(ticket.outlook(now).expect("the clocks are sound"));
                }
            }
        }),
    ]
}

/// Open tickets that stand at every point of a repair, opened minute by minute over a day, brought up to its end.
fn board(policy: &TicketPolicy) -> Vec<Ticket> {
    let open = |position: usize| {
        let start = i64::try_from(position % 1_200).expect("few minutes");
        let events = u64::try_from(position % 24).expect("few events");
        let mut ticket = Repair::of(policy, start, events.max(1)).ticket;
        ticket.bring_to(at(24 * 60), at(24 * 60));
        ticket
    };
    (0..BOARD).map(open).collect()
}

/// So many minutes after the start.
fn at(minutes: i64) -> Instant {
    Instant::from_micros(START * 1_000_000 + minutes * MINUTE).expect("the years are supported")
}

/// A repair under way.
struct Repair {
    ticket: Ticket,
    log: Vec<Event>,
    /// Minutes after the start.
    now: i64,
}

impl Repair {
    /// One that was opened so many minutes after the start and has at least so many events.
    fn of(policy: &TicketPolicy, start: i64, events: u64) -> Self {
        let opening = command(DESK, start, 0, &opening());
        let (ticket, decision) = Ticket::open(policy, &opening, at(start)).expect("the ticket is complete");
        let mut repair = Self { ticket, log: decision.events, now: start };
        let mut steps = way().into_iter().chain((0..).map(talk));
        while repair.ticket.version() < events {
            let (by, kind) = steps.next().expect("talk never ends");
            repair.now += 1;
            let command = command(by, repair.now, repair.ticket.version(), &kind);
            let decision = repair.ticket.execute(&command, at(repair.now)).expect("the command is possible");
            repair.log.extend(decision.events);
        }
        repair
    }

    /// The commands that are measured: talk, steps and waits, so that each clock is stopped, paused or resumed now and then.
    fn commands(&self) -> Vec<(Command, Instant)> {
        let mut ticket = self.ticket.clone();
        let commands = (0..COMMANDS).map(|number| {
            let now = self.now + 1 + i64::try_from(number / 4).expect("few minutes");
            let (by, kind) = talk(number);
            let command = command(by, now, ticket.version(), &kind);
            let decision = ticket.execute(&command, at(now)).expect("the command is possible");
            assert_eq!(decision.events[0].sequence(), decision.first, "nothing falls due meanwhile");
            (command, at(now))
        });
        commands.collect()
    }
}

fn command((id, role): (&str, &str), minutes: i64, version: u64, kind: &Value) -> Command {
    let command = json!({
        "by": {"id": id, "roles": [role]}, "occurred_at": at(minutes), "idempotency_key": format!("key-{version}"),
        "expected_version": version, "kind": kind
    });
    Command::from_json(&command.to_string()).expect("the command has the shape of the wire")
}

fn opening() -> Value {
    json!({
        "type": "open", "number": "TS20260306-0001", "kind": "repair", "channel": "hotline", "tier": "growth",
        "problem": "stops by itself",
        "intake": {
            "contact": {"id": "contact-1", "given": ["customer_name", "phone"]}, "brand": "North", "model": "Filler 4",
            "serial_number": "NF4-20871", "fault_at": "2026-03-06T08:55:00+08:00", "symptom": "the line stops",
            "frequency": "every few minutes", "scope": "one line"
        }
    })
}

/// From the call to work that is planned and approved.
fn way() -> Vec<((&'static str, &'static str), Value)> {
    let grade = |stage: &str, scope: &str| {
        json!({"type": "grade", "stage": stage,
               "inputs": {"severity": "severe", "scope": scope, "safety_hazard": false}})
    };
    vec![
        (DESK, grade("preliminary", "several_functions")),
        (DESK, json!({"type": "send_message", "channel": "hotline"})),
        (DESK, json!({"type": "assign", "assignee": "engineer-1", "role": "engineer"})),
        (ENGINEER, json!({"type": "start_diagnosis"})),
        (ENGINEER, json!({"type": "log_step", "action": "read the drive's log", "tool": "remote console"})),
        (ENGINEER, grade("engineer", "core_function")),
        (
            ENGINEER,
            json!({"type": "conclude_diagnosis", "class": "hardware", "cause": "the module is worn out"}),
        ),
        (ENGINEER, json!({"type": "propose_plan", "method": "on_site", "summary": "replace the module"})),
        (SUPERVISOR, json!({"type": "approve_plan", "version": 1})),
        (ENGINEER, json!({"type": "draft_estimate", "total": {"amount": "3480.00", "currency": "CNY"}})),
        (DESK, json!({"type": "send_estimate", "version": 1})),
        (
            DESK,
            json!({"type": "authorise", "estimate": 1, "evidence": {"form": "email", "reference": "mail-17"}}),
        ),
    ]
}

/// What goes on for as long as one likes.
fn talk(number: u64) -> ((&'static str, &'static str), Value) {
    match number % 5 {
        0 => (DESK, json!({"type": "wait", "reason": "customer"})),
        1 => (DESK, json!({"type": "receive_message", "channel": "email"})),
        2 => (ENGINEER, json!({"type": "log_step", "action": "measure again", "result": "as before"})),
        3 => (DESK, json!({"type": "send_message", "channel": "email"})),
        _ => (ENGINEER, json!({"type": "report_progress", "summary": "the module is on its way"})),
    }
}
