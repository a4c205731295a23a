//! The ticket: commands are checked, events are applied, and the next legal step is known.
