use crate::sla::TicketClocks;
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name};

/// What escalation must know of a ticket: its clocks, which also hold priority, tier, kind and class, and little besides.
///
/// ```
/// use aftersales::escalation::{EscalationView, LevelStay};
/// # use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
/// # use aftersales::time::{Instant, ZoneDatabase};
/// use aftersales::vocabulary::FunctionalLevel;
/// # use aftersales::wire::SlaDocument;
/// # let document = SlaDocument::from_json(r#"{
/// #     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
/// #     "default_calendar": "office", "metrics": []
/// # }"#)?;
/// # let mut clocks = TicketClocks::new(SlaPolicy::compile(&document, &ZoneDatabase::bundled())?);
/// # let started: Instant = "2026-03-02T09:00:00Z".parse()?;
/// # clocks.apply(Event::new(started, EventKind::Started(Inputs::default())))?;
///
/// let mut view = EscalationView::new(&clocks, LevelStay { level: FunctionalLevel::L1, since: started, number: 1 });
/// view.authority_exceeded_at = Some("2026-03-02T09:20:00Z".parse()?);
/// assert!(view.acknowledgements.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EscalationView<'a> {
    /// The clocks, which have taken every event so far.
    pub clocks: &'a TicketClocks,
    /// Whether anything can still be fired.
    pub standing: Standing,
    /// The functional level that holds the ticket.
    pub level: LevelStay,
    /// Since when these rules apply to the ticket; nothing is fired as of an earlier instant. `None`: from its start.
    pub rules_since: Option<Instant>,
    /// When it was first found on this stay that what has to be done exceeds the authority of the level.
    pub authority_exceeded_at: Option<Instant>,
    /// Every milestone that was met, in order of time.
    pub milestones: &'a [Milestone],
    /// Every mark that the customer gave, in order of time.
    pub ratings: &'a [Rating],
    /// Every acknowledgement, in order of time.
    pub acknowledgements: &'a [Acknowledgement],
}

/// Whether anything can still be fired.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// Somebody still owes something: the work, or what follows it.
    #[default]
    Open,
    /// Closed, rejected, cancelled or merged: nothing is fired any more.
    Ended,
}

/// A stay of a ticket on a functional level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LevelStay {
    /// The level.
    pub level: FunctionalLevel,
    /// When the ticket came there.
    pub since: Instant,
    /// Which stay it is, counted from 1 over all levels: one more with every change of the level, up or down.
    pub number: u32,
}

/// Something that the work on a ticket has come to, such as `diagnosis` or `progress_report`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Milestone {
    /// What it is; rules name it.
    pub name: Name,
    /// When.
    pub at: Instant,
}

/// A mark that a customer gave.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rating {
    /// The scale, such as `nps` or `satisfaction`.
    pub scale: Name,
    /// The mark on it.
    pub value: i32,
    /// When.
    pub at: Instant,
}

/// Somebody has seen to what a rule asks for: what is still to come of it is revoked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Acknowledgement {
    /// The rule's id.
    pub rule: Name,
    /// The cycle of what had set it off, as its firings name it.
    pub cycle: u32,
    /// When.
    pub at: Instant,
}

impl<'a> EscalationView<'a> {
    /// An open ticket of which nothing else is known.
    #[must_use]
    pub const fn new(clocks: &'a TicketClocks, level: LevelStay) -> Self {
        Self {
            clocks,
            standing: Standing::Open,
            level,
            rules_since: None,
            authority_exceeded_at: None,
            milestones: &[],
            ratings: &[],
            acknowledgements: &[],
        }
    }
}
