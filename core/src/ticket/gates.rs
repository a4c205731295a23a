use std::collections::BTreeSet;

use super::period::Period;
use super::{ArchivePiece, CommandName, Requirement, TicketError};
use crate::cost::Reauthorisation;
use crate::sla::SlaPolicy;
use crate::time::Span;
use crate::vocabulary::{FunctionalLevel, Kind, Name, Priority, Role};
use crate::wire::{CallBackPlacement, GateWhenDocument, GatesDocument, PeriodDocument, SlaDocument};

/// What a desk asks before each step, compiled.
///
/// ```
/// use aftersales::sla::SlaPolicy;
/// use aftersales::ticket::{CommandName, GatesPolicy, Requirement};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::vocabulary::{FunctionalLevel, Kind, Priority};
/// use aftersales::wire::{GatesDocument, SlaDocument};
///
/// let sla = SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office", "metrics": []}"#)?;
/// let compiled = SlaPolicy::compile(&sla, &ZoneDatabase::bundled())?;
/// let gates = GatesDocument::from_json(r#"{
///     "gates": [{"before": ["start_work"], "when": {"priority": ["P1"]}, "requires": ["approval"]}]}"#)?;
/// let gates = GatesPolicy::compile(&gates, &sla, &compiled)?;
/// let before = |priority| gates.required(CommandName::StartWork, Kind::Repair, priority, FunctionalLevel::L2);
/// assert_eq!(before(Some(Priority::P1)), [Requirement::Approval].into());
/// assert!(before(Some(Priority::P4)).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatesPolicy {
    roles: Vec<(CommandName, Vec<Role>)>,
    gates: Vec<Gate>,
    archive: Vec<(When, Vec<ArchivePiece>)>,
    call_backs: Vec<CallBackRule>,
    progress_reports: Vec<(When, Period)>,
    pub(super) backdating_limit: Option<Span>,
    pub(super) reopening_window: Option<Period>,
    pub(super) rework_window: Option<Period>,
    pub(super) confirmation_time_out: Option<Period>,
    pub(super) message_ends_waits: Vec<Name>,
    pub(super) reauthorisation: Option<Reauthorisation>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Gate {
    before: Vec<CommandName>,
    when: When,
    requires: Vec<Requirement>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CallBackRule {
    when: When,
    pub(super) placement: CallBackPlacement,
    pub(super) within: Period,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct When {
    kind: Vec<Kind>,
    priority: Vec<Priority>,
    level: Vec<FunctionalLevel>,
}

/// What gates ask of a ticket to choose the entries that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) kind: Kind,
    pub(super) priority: Option<Priority>,
    pub(super) level: FunctionalLevel,
}

impl GatesPolicy {
    /// Most entries of one list.
    pub const MOST_ENTRIES: usize = 1_000;

    /// Compiles a document with the calendars of a service-level document.
    ///
    /// # Errors
    ///
    /// [`TicketError`] with the path of what is wrong: a calendar that is not defined, a number out of range, too many entries.
    pub fn compile(
        document: &GatesDocument,
        sla: &SlaDocument,
        policy: &SlaPolicy,
    ) -> Result<Self, TicketError> {
        limit("gates", document.gates.len())?;
        limit("archive", document.archive.len())?;
        limit("call_backs", document.call_backs.len())?;
        limit("progress_reports", document.progress_reports.len())?;
        if let Some(value) = document.backdating_limit_seconds.filter(|seconds| *seconds < 0) {
            let path = "backdating_limit_seconds".to_owned();
            return Err(TicketError::OutOfRange { path, value, expected: "0 or more" });
        }
        let period = |path: &str, document: &PeriodDocument| Period::compile(path, document, sla, policy);
        let optional = |path: &str, document: &Option<PeriodDocument>| {
            document.as_ref().map(|document| period(path, document)).transpose()
        };
        let mut call_backs = Vec::with_capacity(document.call_backs.len());
        for (position, entry) in document.call_backs.iter().enumerate() {
            let within = period(&format!("call_backs[{position}].within"), &entry.within)?;
            call_backs.push(CallBackRule {
                when: When::from(&entry.when),
                placement: entry.placement,
                within,
            });
        }
        let mut progress_reports = Vec::with_capacity(document.progress_reports.len());
        for (position, entry) in document.progress_reports.iter().enumerate() {
            let every = period(&format!("progress_reports[{position}].every"), &entry.every)?;
            progress_reports.push((When::from(&entry.when), every));
        }
        Ok(Self {
            roles: document.roles.iter().map(|(command, roles)| (*command, roles.clone())).collect(),
            gates: document
                .gates
                .iter()
                .map(|gate| Gate {
                    before: gate.before.clone(),
                    when: When::from(&gate.when),
                    requires: gate.requires.clone(),
                })
                .collect(),
            archive: document
                .archive
                .iter()
                .map(|entry| (When::from(&entry.when), entry.pieces.clone()))
                .collect(),
            call_backs,
            progress_reports,
            backdating_limit: document.backdating_limit_seconds.map(Span::from_seconds),
            reopening_window: optional("reopening_window", &document.reopening_window)?,
            rework_window: optional("rework_window", &document.rework_window)?,
            confirmation_time_out: optional("confirmation_time_out", &document.confirmation_time_out)?,
            message_ends_waits: document.message_ends_waits.clone(),
            reauthorisation: document.reauthorisation.as_ref().map(Reauthorisation::compile).transpose()?,
        })
    }

    /// What is required before a command to a ticket of that kind, priority and level.
    #[must_use]
    pub fn required(
        &self,
        command: CommandName,
        kind: Kind,
        priority: Option<Priority>,
        level: FunctionalLevel,
    ) -> BTreeSet<Requirement> {
        self.requires(command, Sort { kind, priority, level })
    }

    /// The roles of which an actor needs one to give a command; none named: everybody may.
    #[must_use]
    pub fn roles(&self, command: CommandName) -> &[Role] {
        let found = self.roles.iter().find(|(known, _)| *known == command);
        found.map_or(&[], |(_, roles)| roles)
    }

    pub(super) fn requires(&self, command: CommandName, sort: Sort) -> BTreeSet<Requirement> {
        let fitting = self.gates.iter().filter(|gate| gate.before.contains(&command) && gate.when.fits(sort));
        let mut required = crate::order::set(fitting.flat_map(|gate| gate.requires.iter().copied()));
        let call_back = self.call_back(sort).map(|rule| rule.placement);
        if command == CommandName::Close && call_back == Some(CallBackPlacement::BeforeClosing) {
            required.insert(Requirement::CallBack);
        }
        required
    }

    pub(super) fn archive(&self, sort: Sort) -> BTreeSet<ArchivePiece> {
        let fitting = self.archive.iter().filter(|(when, _)| when.fits(sort));
        crate::order::set(fitting.flat_map(|(_, pieces)| pieces.iter().copied()))
    }

    pub(super) fn call_back(&self, sort: Sort) -> Option<&CallBackRule> {
        self.call_backs.iter().find(|rule| rule.when.fits(sort))
    }

    pub(super) fn progress_report(&self, sort: Sort) -> Option<&Period> {
        self.progress_reports.iter().find(|(when, _)| when.fits(sort)).map(|(_, every)| every)
    }
}

impl When {
    fn fits(&self, sort: Sort) -> bool {
        (self.kind.is_empty() || self.kind.contains(&sort.kind))
            && (self.priority.is_empty() || sort.priority.is_some_and(|one| self.priority.contains(&one)))
            && (self.level.is_empty() || self.level.contains(&sort.level))
    }
}

impl From<&GateWhenDocument> for When {
    fn from(document: &GateWhenDocument) -> Self {
        Self {
            kind: document.kind.clone(),
            priority: document.priority.clone(),
            level: document.level.clone(),
        }
    }
}

fn limit(path: &str, entries: usize) -> Result<(), TicketError> {
    if entries > GatesPolicy::MOST_ENTRIES {
        let most = GatesPolicy::MOST_ENTRIES;
        return Err(TicketError::TooMany { path: path.to_owned(), entries, most });
    }
    Ok(())
}
