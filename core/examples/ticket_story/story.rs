//! What happened to the filling line of a plant near Shanghai. 6 March 2026 is a Friday.

use aftersales::sla::Outcome;
use aftersales::ticket::{BreachStanding, Event, RefusalDocument, Ticket};
use aftersales::time::Span;
use serde_json::{Value, json};

use crate::desk::{COLLEAGUE, DESK, Desk, ENGINEER, Fallible, SERVICE, TECHNICAL, at};

/// What the preset wants in the archive of a repair beyond the front desk.
const PIECES: [&str; 9] =
    ["problem", "diagnosis", "solution", "work_log", "feedback", "hours", "parts", "costs", "acceptance"];

/// The story, told to its end.
pub(crate) struct Story {
    /// What is printed.
    pub(crate) text: String,
    /// The ticket at its end.
    pub(crate) ticket: Ticket,
    /// The same ticket from its log.
    pub(crate) replayed: Ticket,
    /// Its log.
    pub(crate) events: Vec<Event>,
    /// Why work did not start.
    pub(crate) refusal: RefusalDocument,
}

pub(crate) fn tell() -> Fallible<Story> {
    let mut desk = phone_call()?;
    diagnosis(&mut desk)?;
    let refusal = plan(&mut desk)?;
    visit(&mut desk)?;
    archive(&mut desk)?;
    again(&mut desk)?;
    call_back(&mut desk)?;
    let replayed = desk.replayed()?;
    sum_up(&mut desk, &replayed)?;
    let text = format!("{}\n", desk.log.lines.join("\n"));
    Ok(Story { text, ticket: desk.ticket, replayed, events: desk.events, refusal })
}

fn phone_call() -> Fallible<Desk> {
    let mut desk = Desk::open(
        "06 09:10",
        json!({
            "type": "open", "kind": "repair", "channel": "hotline", "tier": "growth", "problem": "stops by itself",
            "intake": {
                "contact": {"id": "contact-1", "given": ["customer_name", "phone"]},
                "brand": "North", "model": "Filler 4", "serial_number": "NF4-20871",
                "fault_at": "2026-03-06T08:55:00+08:00", "symptom": "the line stops every few minutes",
                "frequency": "every few minutes", "scope": "one line"
            }
        }),
    )?;
    desk.say(DESK, "06 09:12", grade("preliminary", "several_functions"))?;
    desk.say(DESK, "06 09:20", json!({"type": "send_message", "channel": "hotline"}))?;
    desk.tell("Nobody looks into it. The host's timer comes a quarter of an hour late; the event does not.");
    let events = desk.timer("06 10:25")?;
    desk.explain(&events, "no first diagnosis")?;
    Ok(desk)
}

fn diagnosis(desk: &mut Desk) -> Fallible {
    desk.tell("The engineers take it up, and it is worse than it sounded.");
    desk.say(DESK, "06 10:30", json!({"type": "assign", "assignee": "engineer-1", "role": "engineer"}))?;
    desk.say(ENGINEER, "06 10:32", plain("start_diagnosis"))?;
    desk.say(
        ENGINEER,
        "06 10:45",
        json!({
            "type": "log_step", "action": "read the drive's log with the operator", "tool": "remote console",
            "observation": "the intermediate circuit drops out",
            "measurements": [{"quantity": "voltage of the intermediate circuit", "value": "412 V"}],
            "result": "the power module of the drive"
        }),
    )?;
    desk.say(ENGINEER, "06 10:48", grade("engineer", "core_function"))?;
    desk.say(
        ENGINEER,
        "06 10:50",
        json!({"type": "conclude_diagnosis", "class": "hardware", "fault": "power", "cause": "the module is worn out"}),
    )?;
    desk.say(
        ENGINEER,
        "06 10:52",
        json!({
            "type": "order_part", "part": "line-1", "item": "power module", "quantity": 1,
            "expected_at": at("06 12:00")?
        }),
    )?;
    desk.say(ENGINEER, "06 10:53", json!({"type": "wait", "reason": "parts"}))
}

fn plan(desk: &mut Desk) -> Fallible<RefusalDocument> {
    desk.tell("Work cannot begin yet, and everything that is missing is named at once.");
    desk.say(ENGINEER, "06 10:55", propose("replace the power module", None))?;
    let refusal = desk.refused(ENGINEER, "06 10:57", plain("start_work"))?;
    desk.tell("The supervisor sends the plan back; half of the time is gone meanwhile.");
    desk.say(
        TECHNICAL,
        "06 11:00",
        json!({"type": "refuse_plan", "version": 1, "reason": "the circuit keeps its charge: say how it is discharged"}),
    )?;
    let discharge = Some("residual charge: ten minutes of discharge, measured before work");
    desk.say(ENGINEER, "06 11:04", propose("discharge, then replace the power module", discharge))?;
    desk.say(TECHNICAL, "06 11:06", json!({"type": "approve_plan", "version": 2}))?;
    desk.say(
        ENGINEER,
        "06 11:08",
        json!({"type": "draft_estimate", "total": money("3480.00"), "not_to_exceed": money("4000.00")}),
    )?;
    desk.say(DESK, "06 11:09", json!({"type": "send_estimate", "version": 1}))?;
    desk.say(DESK, "06 11:15", json!({"type": "wait", "reason": "customer"}))?;
    desk.say(DESK, "06 11:30", json!({"type": "receive_message", "channel": "email"}))?;
    desk.say(
        DESK,
        "06 11:31",
        json!({"type": "authorise", "estimate": 1, "evidence": {"form": "email", "reference": "mail-17"}}),
    )?;
    Ok(refusal)
}

fn visit(desk: &mut Desk) -> Fallible {
    desk.tell("The part comes, and the engineers drive to the plant, where there is no network.");
    desk.say(ENGINEER, "06 11:40", json!({"type": "receive_part", "part": "line-1"}))?;
    desk.say(ENGINEER, "06 11:41", json!({"type": "resume", "reason": "parts"}))?;
    desk.say(
        ENGINEER,
        "06 11:42",
        json!({
            "type": "book_visit", "visit": "visit-1", "from": at("06 12:00")?, "to": at("06 12:30")?,
            "engineer": "engineer-1"
        }),
    )?;
    desk.say(ENGINEER, "06 11:45", json!({"type": "set_out", "visit": "visit-1"}))?;
    desk.tell("The desk hears nothing, so the ticket goes up when its time is over.");
    desk.timer("06 12:45")?;
    let events = desk.timer("06 13:30")?;
    desk.explain(&events, "time is up at the engineers")?;
    desk.tell("Back in reach, the engineers' notes arrive. The work was done in time: the breach is taken back, and says so.");
    let recorded = "06 13:35";
    let gate = json!({
        "type": "pass_start_gate", "people": "engineer-1, engineer-2", "tools": "insulated tools, multimeter",
        "parts": "power module", "safety": "locked off, discharged, 0 V measured"
    });
    let photos = json!(["photo-1", "photo-2"]);
    let done = "module replaced, two hours of filling watched";
    for (by, when, kind) in [
        (ENGINEER, "06 12:05", gate),
        (ENGINEER, "06 12:10", plain("start_work")),
        (ENGINEER, "06 12:30", json!({"type": "use_part", "part": "line-1"})),
        (ENGINEER, "06 12:40", plain("pass_self_check")),
        (COLLEAGUE, "06 12:45", plain("pass_second_check")),
        (
            ENGINEER,
            "06 12:50",
            json!({"type": "finish_visit", "visit": "visit-1", "summary": done, "photos": photos}),
        ),
        (ENGINEER, "06 12:52", signed("visit-1")),
        (
            ENGINEER,
            "06 12:55",
            json!({"type": "complete", "outcome": "solved", "summary": "power module replaced"}),
        ),
    ] {
        desk.sync(by, when, recorded, kind)?;
    }
    Ok(())
}

fn archive(desk: &mut Desk) -> Fallible {
    desk.tell(
        "What the breach had set off is ended by hand, for a level and an escalation never fall silently.",
    );
    desk.say(
        SERVICE,
        "06 13:50",
        json!({"type": "close_escalation", "justification": "done at 12:55, before it was due; the notes came late"}),
    )?;
    desk.say(DESK, "06 14:00", json!({"type": "confirm", "note": "the line runs"}))?;
    desk.say(DESK, "06 14:01", json!({"type": "rate", "scale": "five", "score": 4}))?;
    let returned = json!({"type": "return_part", "part": "line-1", "condition": "the worn-out module"});
    desk.say(ENGINEER, "06 14:30", returned)?;
    file(desk, "06 15:00", &PIECES)?;
    desk.say(DESK, "06 15:05", plain("close"))
}

fn again(desk: &mut Desk) -> Fallible {
    desk.tell("On Monday it stops again. The ticket is taken up, and its clock goes on from where it stood.");
    desk.say(
        DESK,
        "09 09:30",
        json!({"type": "reopen", "reason": "the line stopped twice since six o'clock"}),
    )?;
    desk.say(
        ENGINEER,
        "09 09:36",
        json!({
            "type": "log_step", "action": "have the customer's electrician check the terminals",
            "result": "one terminal of the new module was loose"
        }),
    )?;
    desk.say(
        ENGINEER,
        "09 09:45",
        json!({"type": "answer", "summary": "terminal tightened by the customer's electrician, on the telephone"}),
    )?;
    desk.say(DESK, "09 14:00", plain("confirm"))?;
    // The report of the problem stays true; all else is filed anew.
    let (_, anew) = PIECES.split_first().ok_or("nine pieces")?;
    file(desk, "09 14:02", anew)?;
    desk.say(DESK, "09 14:05", plain("close"))
}

fn call_back(desk: &mut Desk) -> Fallible {
    desk.tell("One to three working days later somebody calls back.");
    desk.say(DESK, "11 10:15", json!({"type": "record_call_back", "result": "well", "note": "no stop since"}))
}

/// What is left of it: the clocks' verdicts, the breach that was none, and the log.
fn sum_up(desk: &mut Desk, replayed: &Ticket) -> Fallible {
    let now = at("12 09:00")?;
    let (ticket, mut lines) = (&desk.ticket, Vec::new());
    for reading in ticket.readings(now)?.iter().filter(|reading| reading.target.is_some()) {
        let outcome = match reading.outcome {
            Some(Outcome::Met(left)) => format!("met, {} min left", minutes(left)),
            Some(Outcome::Missed(over)) => format!("missed by {} min", minutes(over)),
            Some(Outcome::Early(before)) => format!("{} min too early", minutes(before)),
            _ => "without an outcome".to_owned(),
        };
        lines.push(format!("  {} (cycle {}): {outcome}", reading.metric, reading.cycle));
    }
    for breach in ticket.breaches(now)? {
        let standing = match breach.standing {
            BreachStanding::Superseded => "superseded by what was recorded later",
            _ => "stands",
        };
        lines.push(format!(
            "  breach of {} at {}: {standing}",
            breach.metric,
            desk.log.clock.show(breach.at)
        ));
    }
    let same = replayed == ticket && replayed.readings(now)? == ticket.readings(now)?;
    let verdict = if same { "the same ticket" } else { "ANOTHER ticket" };
    let (phase, level) = (ticket.phase(), ticket.state().level.level);
    lines.push(format!("  {phase} at level {level} after {} events", ticket.version()));
    lines.push(format!("  replaying the {} stored events gives {verdict}", desk.events.len()));
    desk.tell("At the end");
    desk.log.lines.extend(lines);
    Ok(())
}

fn minutes(span: Span) -> i64 {
    span.seconds().div_euclid(60)
}

fn file(desk: &mut Desk, when: &str, pieces: &[&str]) -> Fallible {
    for piece in pieces {
        let kind = json!({"type": "archive_piece", "piece": piece, "reference": format!("file-{piece}")});
        desk.say(DESK, when, kind)?;
    }
    Ok(())
}

fn plain(kind: &str) -> Value {
    json!({"type": kind})
}

fn grade(stage: &str, scope: &str) -> Value {
    json!({"type": "grade", "stage": stage,
           "inputs": {"severity": "severe", "scope": scope, "safety_hazard": false}})
}

fn propose(summary: &str, risks: Option<&str>) -> Value {
    json!({"type": "propose_plan", "method": "on_site", "summary": summary,
           "customer_part": "the line stands still for an hour", "risks": risks})
}

fn money(amount: &str) -> Value {
    json!({"amount": amount, "currency": "CNY"})
}

fn signed(visit: &str) -> Value {
    json!({"type": "sign_visit", "visit": visit, "evidence": {"form": "signature", "reference": "sheet-9"}})
}
