//! The clocks of many tickets from a table of their events.

use std::collections::BTreeMap;
use std::sync::Arc;

use aftersales::sla::{Event, EventKind, SlaPolicy, TicketClocks};
use aftersales::time::Instant;
use aftersales::wire::{TimelineEventDocument, WireError, read_document};
use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Map, Value, json};

use super::board;
use super::frame::{Frame, Part, mapped};
use super::instants::{Instants, Naive, Numbers};
use super::words::Words;
use crate::arrow::{Table, malformed};
use crate::error::Refusal;

/// The fields that every event has.
const NEEDED: [&str; 3] = ["ticket", "at", "type"];
/// What is known of a ticket when it starts and when that changes.
const INPUTS: [&str; 8] =
    ["priority", "tier", "kind", "class", "channel", "entitlement", "product_line", "site"];
/// An instant of which any event has one.
const ANY_INSTANT: &str = "1970-01-01T00:00:00Z";

/// The readings of every ticket as of an instant, and the rows that were refused. Other threads run meanwhile.
pub(crate) fn readings<'py>(
    policy: &SlaPolicy,
    table: &Bound<'py, PyAny>,
    now: Instant,
    columns: Option<&Bound<'py, PyDict>>,
    naive: Option<&Bound<'py, PyAny>>,
) -> PyResult<(Table, Table)> {
    let py = table.py();
    let naive = Naive::read(naive)?;
    let frame = Frame::read(table)?;
    let fields: Vec<String> =
        NEEDED.iter().chain(&["state", "reason"]).chain(&INPUTS).map(ToString::to_string).collect();
    let wanted = mapped(&fields, &frame.names, columns)?;
    if let Some(field) = NEEDED.iter().find(|needed| !wanted.iter().any(|(field, _)| field == *needed)) {
        let names = frame.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let detail = format!(
            "no column is the `{field}` of events; name it with `columns={{\"{field}\": \"…\"}}`, one of {names}"
        );
        return Err(Refusal::from(WireError::Malformed { path: (*field).to_owned(), detail }).into());
    }
    let mut log = Log::new(policy, now);
    frame.each_part(&wanted, |parts| {
        let events = Events::read(&wanted, &parts, naive.as_ref())?;
        drop(parts);
        py.detach(|| log.take(&events));
        Ok(())
    })?;
    let board = py.detach(|| log.board()).map_err(Refusal::from)?;
    Ok((board::table(&board.0, Some(&board.1))?, log.refused.table()?))
}

/// The columns of one part of the rows.
struct Events {
    ticket: Words,
    at: Numbers,
    /// The type of the event, and whatever else is known of it.
    words: Vec<(String, Words)>,
}

impl Events {
    fn read(wanted: &[Said], parts: &[Part<'_>], naive: Option<&Naive>) -> PyResult<Self> {
        let mut ticket = Words { codes: Vec::new(), list: Vec::new() };
        let (mut at, mut words) = (Numbers::missing(0), Vec::new());
        for ((field, _), part) in wanted.iter().zip(parts) {
            match field.as_str() {
                "ticket" => ticket = numbers_of_tickets(part)?,
                "at" => at = Instants::read(&*part.given()?, naive)?.micros,
                _ => words.push((field.clone(), part.words()?)),
            }
        }
        Ok(Self { ticket, at, words })
    }

    fn code(&self, column: usize, row: usize) -> Option<u32> {
        self.words.get(column).and_then(|(_, words)| words.codes.get(row).copied().flatten())
    }

    /// What the row says of its event, which is the same for all rows with the same words.
    fn kind(&self, codes: &[Option<u32>]) -> Result<EventKind, Refusal> {
        let word = |name: &str| {
            let place = self.words.iter().position(|(field, _)| field == name)?;
            let code = usize::try_from((*codes.get(place)?)?).ok()?;
            self.words.get(place)?.1.list.get(code).filter(|word| !word.is_empty())
        };
        let known = |names: &[&str]| -> Map<String, Value> {
            names.iter().filter_map(|name| Some(((*name).to_owned(), json!(word(name)?)))).collect()
        };
        let mut event = known(&["type"]);
        event.insert("at".to_owned(), json!(ANY_INSTANT));
        // A table may have a column for other events.
        match word("type").map(String::as_str) {
            Some("started" | "inputs_changed") => {
                event.insert("inputs".to_owned(), Value::Object(known(&INPUTS)));
            }
            Some("state_entered") => event.extend(known(&["state"])),
            Some("wait_started" | "wait_ended") => event.extend(known(&["reason"])),
            _ => {}
        }
        let document: TimelineEventDocument = read_document(&Value::Object(event).to_string())?;
        Ok(Event::from_document(&document, |_| None)?.kind)
    }
}

/// Numbers of tickets are text, or whole numbers.
fn numbers_of_tickets(part: &Part<'_>) -> PyResult<Words> {
    if let Ok(given) = part.given()
        && given.data_type.is_integer()
    {
        let mut list: Vec<i64> = Vec::new();
        let mut places: BTreeMap<i64, u32> = BTreeMap::new();
        let whole = Numbers::whole(&given)?;
        let codes = whole.rows().map(|row| {
            row.map(|number| {
                *places.entry(number).or_insert_with(|| {
                    list.push(number);
                    u32::try_from(list.len().saturating_sub(1)).unwrap_or(u32::MAX)
                })
            })
        });
        let codes = codes.collect();
        return Ok(Words { codes, list: list.iter().map(ToString::to_string).collect() });
    }
    part.words()
}

/// Why a row was refused: the code, and what it says.
type Said = (String, String);

/// The clocks in the making.
struct Log<'a> {
    policy: &'a SlaPolicy,
    now: Instant,
    places: BTreeMap<String, usize>,
    tickets: Vec<(String, Option<TicketClocks>)>,
    refused: Refused,
    rows: u64,
}

impl<'a> Log<'a> {
    fn new(policy: &'a SlaPolicy, now: Instant) -> Self {
        let (places, tickets, refused) = (BTreeMap::new(), Vec::new(), Refused::default());
        Self { policy, now, places, tickets, refused, rows: 0 }
    }

    fn take(&mut self, events: &Events) {
        // A table has few kinds of events, each of which is read once.
        let mut kinds: BTreeMap<Vec<Option<u32>>, Result<EventKind, Said>> = BTreeMap::new();
        let mut places: Vec<Option<usize>> = vec![None; events.ticket.list.len()];
        for (row, (ticket, at)) in events.ticket.codes.iter().zip(events.at.rows()).enumerate() {
            let number = self.rows.saturating_add(row as u64);
            let Some(code) = ticket.and_then(|code| usize::try_from(code).ok()) else {
                let (code, message) = said(missing("ticket", "the row names no ticket"));
                self.refused.push(number, None, &code, &message);
                continue;
            };
            let Some(name) = events.ticket.list.get(code) else { continue };
            let place = places.get(code).copied().flatten().unwrap_or_else(|| self.place_of(name));
            if let Some(known) = places.get_mut(code) {
                *known = Some(place);
            }
            let at = match at.map(Instant::from_micros) {
                Some(Ok(at)) if at > self.now => continue,
                Some(Ok(at)) => Ok(at),
                Some(Err(error)) => Err(Refusal::from(error)),
                None => Err(missing("at", "the row has no instant")),
            };
            let codes: Vec<_> = (0..events.words.len()).map(|column| events.code(column, row)).collect();
            let kind =
                kinds.entry(codes).or_insert_with_key(|codes| events.kind(codes).map_err(said)).clone();
            let applied = match (at, kind) {
                (Ok(at), Ok(kind)) => self.apply(place, Event::new(at, kind)),
                (Err(refusal), _) => Err(said(refusal)),
                (_, Err(said)) => Err(said),
            };
            if let Err((code, message)) = applied {
                self.refused.push(number, Some(name), &code, &message);
                if let Some((_, clocks)) = self.tickets.get_mut(place) {
                    *clocks = None;
                }
            }
        }
        self.rows = self.rows.saturating_add(events.ticket.codes.len() as u64);
    }

    fn place_of(&mut self, ticket: &str) -> usize {
        let place = self.tickets.len();
        let known = *self.places.entry(ticket.to_owned()).or_insert(place);
        if known == place {
            self.tickets.push((ticket.to_owned(), Some(TicketClocks::new(self.policy.clone()))));
        }
        known
    }

    /// Nothing happens to a ticket of which a row was refused.
    fn apply(&mut self, place: usize, event: Event) -> Result<(), Said> {
        match self.tickets.get_mut(place) {
            Some((_, Some(clocks))) => clocks.apply(event).map_err(|error| said(Refusal::from(error))),
            _ => Ok(()),
        }
    }

    /// The readings of all tickets of which every row was taken, and their numbers.
    fn board(&self) -> Result<(aftersales::sla::Board, Vec<String>), aftersales::sla::SlaError> {
        let whole = || self.tickets.iter().filter_map(|(name, clocks)| Some((name, clocks.as_ref()?)));
        let board = aftersales::sla::read_board(whole().map(|(_, clocks)| clocks), self.now)?;
        Ok((board, whole().map(|(name, _)| name.clone()).collect()))
    }
}

fn missing(path: &str, detail: &str) -> Refusal {
    Refusal::from(WireError::Malformed { path: path.to_owned(), detail: detail.to_owned() })
}

fn said(refusal: Refusal) -> Said {
    (refusal.error.code, refusal.error.message)
}

/// Rows that were not taken.
#[derive(Default)]
struct Refused {
    rows: Vec<u64>,
    tickets: Vec<Option<String>>,
    codes: Vec<String>,
    messages: Vec<String>,
}

impl Refused {
    fn push(&mut self, row: u64, ticket: Option<&str>, code: &str, message: &str) {
        self.rows.push(row);
        self.tickets.push(ticket.map(str::to_owned));
        self.codes.push(code.to_owned());
        self.messages.push(message.to_owned());
    }

    fn table(self) -> PyResult<Table> {
        let columns = [
            ("row", Arc::new(UInt64Array::from(self.rows)) as ArrayRef),
            ("ticket", Arc::new(StringArray::from(self.tickets))),
            ("code", Arc::new(StringArray::from(self.codes))),
            ("message", Arc::new(StringArray::from(self.messages))),
        ];
        Ok(Table(RecordBatch::try_from_iter(columns).map_err(malformed)?))
    }
}
