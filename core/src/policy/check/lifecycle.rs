//! Gates that nothing can open, phases that no ticket reaches, and tickets that never reach closed.
//!
//! For each kind and priority the phases are taken that can be reached, the commands that are possible in them, and the
//! requirements that these commands supply, until nothing is added. Everything that was ever supplied counts, so what is
//! found stands; not everything that stands in a ticket's way is found.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::bundle::Parts;
use crate::policy::{Finding, Severity, Witness};
use crate::ticket::{CommandName, GatesPolicy, Phase, Requirement, phases_of, transitions};
use crate::vocabulary::{FunctionalLevel, Kind, Priority};
use crate::wire::{BundleDocument, GatesDocument};

pub(super) fn check(document: &BundleDocument, parts: &Parts, findings: &mut Vec<Finding>) {
    let (Some(written), Some(gates)) = (&document.gates, &parts.gates) else { return };
    let priorities = || Priority::ALL.iter().copied().map(Some).chain([None]);
    let sorts = Kind::ALL.iter().flat_map(|kind| priorities().map(move |priority| (*kind, priority)));
    let lives: Vec<Life> = sorts.map(|(kind, priority)| Life::of(gates, kind, priority)).collect();
    closed_gates(written, &lives, findings);
    unreachable(&lives, findings);
}

/// What tickets of one kind and priority can come to.
struct Life {
    kind: Kind,
    priority: Option<Priority>,
    phases: BTreeSet<Phase>,
    commands: BTreeSet<CommandName>,
    /// What bars commands that their phase would allow, on every functional level.
    barred: BTreeMap<CommandName, BTreeSet<Requirement>>,
}

impl Life {
    fn of(gates: &GatesPolicy, kind: Kind, priority: Option<Priority>) -> Self {
        let phases = BTreeSet::from([Phase::Received]);
        let mut life = Self { kind, priority, phases, commands: BTreeSet::new(), barred: BTreeMap::new() };
        loop {
            let before = (life.phases.len(), life.commands.len());
            life.barred.clear();
            for command in CommandName::ALL.iter().copied() {
                if !phases_of(command).iter().any(|phase| life.phases.contains(phase)) {
                    continue;
                }
                match life.lacking(gates, command) {
                    lacking if lacking.is_empty() => {
                        life.commands.insert(command);
                    }
                    lacking => {
                        life.barred.insert(command, lacking);
                    }
                }
            }
            let ways = transitions().iter();
            let taken =
                ways.filter(|way| life.phases.contains(&way.from) && life.commands.contains(&way.command));
            let reached: Vec<Phase> = taken.map(|way| way.to).collect();
            life.phases.extend(reached);
            if before == (life.phases.len(), life.commands.len()) {
                return life;
            }
        }
    }

    /// What nothing supplies of that which a command requires, on the level that asks least.
    fn lacking(&self, gates: &GatesPolicy, command: CommandName) -> BTreeSet<Requirement> {
        let on_level = |level: &FunctionalLevel| {
            let required = gates.required(command, self.kind, self.priority, *level);
            required.into_iter().filter(|requirement| !self.supplies(*requirement, command)).collect()
        };
        let lacking = FunctionalLevel::ALL.iter().map(on_level);
        lacking.min_by_key(BTreeSet::len).unwrap_or_default()
    }

    /// Whether a requirement can be there: it is met by what never was, or some possible command supplies it.
    fn supplies(&self, requirement: Requirement, asked_by: CommandName) -> bool {
        match requirement {
            Requirement::Intake
            | Requirement::VisitSignature
            | Requirement::Parts
            | Requirement::PartsReturn
            | Requirement::EndOfWaits
            | Requirement::EscalationEnd => true,
            Requirement::KnowledgeReference if asked_by == CommandName::Answer => true,
            Requirement::KnowledgeReference if self.commands.contains(&CommandName::Answer) => true,
            other => self.commands.contains(&other.supplied_by()),
        }
    }

    fn witness(&self) -> Witness {
        let priority = self.priority.map(|priority| ("priority".to_owned(), priority.to_string()));
        let inputs = [("kind".to_owned(), self.kind.to_string())].into_iter().chain(priority).collect();
        Witness::Case { inputs, at: None }
    }
}

/// Gates whose requirement cannot be there when the command is given.
fn closed_gates(written: &GatesDocument, lives: &[Life], findings: &mut Vec<Finding>) {
    for (position, gate) in written.gates.iter().enumerate() {
        let fits = |life: &&Life| {
            (gate.when.kind.is_empty() || gate.when.kind.contains(&life.kind))
                && (gate.when.priority.is_empty()
                    || life.priority.is_some_and(|priority| gate.when.priority.contains(&priority)))
        };
        let barring = |life: &Life| {
            gate.before.iter().find_map(|command| {
                let lacking = life.barred.get(command)?;
                let requirement = gate.requires.iter().find(|requirement| lacking.contains(requirement))?;
                Some((*command, *requirement))
            })
        };
        let mut fitting = lives.iter().filter(fits);
        let Some((life, (command, requirement))) = fitting.find_map(|life| Some((life, barring(life)?)))
        else {
            continue;
        };
        let message = format!(
            "`{command}` requires `{requirement}`, which `{}` would supply, but nobody can give that command before it",
            requirement.supplied_by()
        );
        let path = format!("gates.gates[{position}]");
        let finding = Finding::new(Severity::Error, "policy.lifecycle.gate_stays_closed", path, message);
        findings.push(finding.shown_by(life.witness()));
    }
}

fn unreachable(lives: &[Life], findings: &mut Vec<Finding>) {
    for phase in Phase::ALL.iter().filter(|phase| !phase.is_terminal()) {
        if let Some(life) = lives.first().filter(|_| lives.iter().all(|life| !life.phases.contains(phase))) {
            let message =
                format!("no ticket ever reaches the phase `{phase}`; see the gates that stay closed");
            let path = "gates.gates".to_owned();
            let finding = Finding::new(Severity::Error, "policy.lifecycle.phase_unreachable", path, message);
            findings.push(finding.shown_by(life.witness()));
        }
    }
    if let Some(life) = lives.iter().find(|life| !life.phases.contains(&Phase::Closed)) {
        let message =
            "a ticket of this sort never reaches `closed`; see the gates that stay closed".to_owned();
        let path = "gates.gates".to_owned();
        let finding = Finding::new(Severity::Error, "policy.lifecycle.closed_unreachable", path, message);
        findings.push(finding.shown_by(life.witness()));
    }
}
