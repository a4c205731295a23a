use super::{completes, starts_again};
use crate::ticket::{ArchivePiece, CallBackResult, CareState, EventKind, Reminder};
use crate::time::Instant;

impl CareState {
    pub(super) fn take(&mut self, kind: &EventKind, at: Instant) {
        match kind {
            EventKind::Confirmed(_) => self.confirmed_at = Some(at),
            EventKind::Rated(rating) => self.ratings.push(rating.clone()),
            EventKind::PieceArchived(archived) => {
                self.archive.insert(archived.piece);
            }
            EventKind::CalledBack(call) if call.result == CallBackResult::Well => {
                self.called_back_at = Some(at);
            }
            EventKind::ProgressReported(_) => {
                self.progress_at = Some(at);
                self.progress_cycle = self.progress_cycle.saturating_add(1);
            }
            EventKind::DelayAnnounced(delay) => self.delay_until = Some(delay.expected_at),
            EventKind::Reminded(reminded) => match reminded.reminder {
                Reminder::CallBack => self.call_back_reminded = reminded.cycle,
                Reminder::ProgressReport => self.progress_reminded = reminded.cycle,
                Reminder::Observation => {}
            },
            _ if completes(kind) => {
                self.completions = self.completions.saturating_add(1);
                self.delay_until = None;
            }
            _ if starts_again(kind) => {
                (self.confirmed_at, self.called_back_at) = (None, None);
                // The report of the problem stays true; all else is found, done and said anew.
                self.archive.retain(|piece| *piece == ArchivePiece::Problem);
            }
            _ => {}
        }
    }
}
