//! The lines of the story: time, command, events, due times.

use aftersales::sla::{Reading, ReadingState};
use aftersales::ticket::Event;
use aftersales::time::Instant;

use crate::words::{Clock, event};

/// What is printed.
pub(crate) struct Log {
    pub(crate) clock: Clock,
    pub(crate) lines: Vec<String>,
    /// Time, command and role of the last line, and the first word of its last event.
    last: Option<(String, String)>,
    due: String,
}

impl Log {
    pub(crate) const fn new(clock: Clock) -> Self {
        Self { clock, lines: Vec::new(), last: None, due: String::new() }
    }

    pub(crate) fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(text.to_owned());
        self.last = None;
    }

    /// What a command, or time alone, led to; due times where they are asked for and have changed.
    pub(crate) fn step(&mut self, command: &str, role: &str, events: &[Event], readings: Option<&[Reading]>) {
        let Some(first) = events.first() else { return };
        let at = first.occurred_at();
        let mut text = events.iter().map(event).collect::<Vec<_>>().join(", ");
        if first.backdated_by().seconds() > 0 {
            text = format!("{text}  [recorded {}]", self.clock.show(first.recorded_at()));
        }
        let due = readings.map_or_else(|| self.due.clone(), |readings| self.due(readings, at));
        if due != self.due {
            text = format!("{text}  | {due}");
            self.due = due;
        }
        self.line(at, command, role, &text);
    }

    pub(crate) fn refused(&mut self, at: Instant, command: &str, role: &str, reasons: &[String]) {
        self.line(at, command, role, "refused; nothing has changed");
        self.why(reasons);
    }

    /// Lines that say why.
    pub(crate) fn why(&mut self, reasons: &[String]) {
        self.lines.extend(reasons.iter().map(|reason| format!("{:13}why: {reason}", "")));
        self.last = None;
    }

    /// The same command at the same time goes on in the same line.
    fn line(&mut self, at: Instant, command: &str, role: &str, text: &str) {
        let begin = format!("{}  {command:<18} {role:<20} ", self.clock.show(at));
        let word = text.split(' ').next().unwrap_or_default().to_owned();
        match (&self.last, self.lines.last_mut()) {
            (Some(last), Some(line)) if *last == (begin.clone(), word.clone()) => {
                line.push(',');
                line.push_str(text.strip_prefix(&*word).unwrap_or_default());
            }
            _ => self.lines.push(format!("{begin}{text}")),
        }
        self.last = (!role.is_empty()).then_some((begin, word));
    }

    /// The clocks that still run or wait, and when each falls due.
    fn due(&self, readings: &[Reading], at: Instant) -> String {
        let live = readings.iter().filter(|reading| reading.target.is_some());
        let shown = live.filter_map(|reading| match (reading.state, reading.due) {
            (ReadingState::Running, Some(due)) => {
                Some(format!("{} {}", reading.metric, self.clock.show_beside(due, at)))
            }
            (ReadingState::Paused, _) => Some(format!("{} paused", reading.metric)),
            _ => None,
        });
        let shown: Vec<String> = shown.collect();
        if shown.is_empty() { "nothing due".to_owned() } else { format!("due {}", shown.join(", ")) }
    }
}
