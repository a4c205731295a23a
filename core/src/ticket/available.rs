use super::{CommandName, Reason, Ticket};
use crate::time::Instant;
use crate::vocabulary::Actor;

/// Whether a command is possible, and if not, what it lacks: a screen's button.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Availability {
    /// The command.
    pub command: CommandName,
    /// Everything that stands in its way; nothing: it is possible.
    pub lacks: Vec<Reason>,
}

impl Availability {
    /// Whether nothing stands in the command's way.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.lacks.is_empty()
    }
}

impl Ticket {
    /// For every command to a ticket that has begun: whether it is possible `now`, for an actor or for whoever has the role it needs.
    ///
    /// It does not know what a command will say: a possible command can still be refused for what it says.
    #[must_use]
    pub fn available(&self, now: Instant, actor: Option<&Actor>) -> Vec<Availability> {
        let due = self.due_events(now, now);
        let mut brought = None;
        if !due.is_empty() {
            let mut ticket = self.clone();
            if due.iter().all(|event| ticket.apply(event).is_ok()) {
                brought = Some(ticket);
            }
        }
        let ticket = brought.as_ref().unwrap_or(self);
        let commands = CommandName::ALL.iter().copied();
        let later = commands.filter(|command| !matches!(command, CommandName::Open | CommandName::Import));
        later.map(|command| Availability { command, lacks: ticket.obstacles(command, actor, now) }).collect()
    }
}
