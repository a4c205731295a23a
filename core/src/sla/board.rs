use super::{Reading, SlaError, TicketClocks};
use crate::time::Instant;
use crate::wire::{BoardDocument, BoardRowDocument, ReadingDocument};

/// The readings of many tickets at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Board {
    /// One row a ticket, in the order they were given.
    pub rows: Vec<BoardRow>,
    /// The earliest change of any of them, if no event comes before.
    pub next_change: Option<Instant>,
    /// Until when all readings hold; `None`: until the next event.
    pub valid_until: Option<Instant>,
}

/// The readings of one ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BoardRow {
    /// The readings of the clocks that have begun.
    pub readings: Vec<Reading>,
    /// The earliest due instant of the clocks that still run or wait; it may lie in the past.
    pub next_due: Option<Instant>,
}

/// Reads many tickets at once.
///
/// # Errors
///
/// [`SlaError::NowBeforeLastEvent`] if any ticket has an event after `now`.
pub fn read_board<'a>(
    tickets: impl IntoIterator<Item = &'a TicketClocks>,
    now: Instant,
) -> Result<Board, SlaError> {
    let mut board = Board { rows: Vec::new(), next_change: None, valid_until: None };
    for ticket in tickets {
        let readings = ticket.readings(now)?;
        for reading in &readings {
            board.next_change = earliest(board.next_change, reading.next_change);
            board.valid_until = earliest(board.valid_until, reading.valid_until);
        }
        let live = readings.iter().filter(|reading| reading.stopped_at.is_none());
        let next_due = live.filter_map(|reading| reading.due).min();
        board.rows.push(BoardRow { readings, next_due });
    }
    Ok(board)
}

fn earliest(left: Option<Instant>, right: Option<Instant>) -> Option<Instant> {
    left.into_iter().chain(right).min()
}

impl From<&Board> for BoardDocument {
    fn from(board: &Board) -> Self {
        let row = |row: &BoardRow| BoardRowDocument {
            readings: row.readings.iter().map(ReadingDocument::from).collect(),
            next_due: row.next_due,
        };
        Self {
            rows: board.rows.iter().map(row).collect(),
            next_change: board.next_change,
            valid_until: board.valid_until,
        }
    }
}
