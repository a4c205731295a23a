use core::fmt;

use super::{Phase, Ticket};

/// The status of a trouble ticket in the sense of TM Forum's TMF621 (version 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TmfStatus {
    /// Taken in.
    Acknowledged,
    /// Not taken on.
    Rejected,
    /// It waits for the customer.
    Pending,
    /// It waits for something on the desk's side.
    Held,
    /// It is worked on.
    InProgress,
    /// Withdrawn, or gone on in another ticket.
    Cancelled,
    /// Over.
    Closed,
    /// The desk says that it is solved; the customer has not agreed yet.
    Resolved,
}

impl TmfStatus {
    /// All statuses.
    pub const ALL: &'static [Self] = &[
        Self::Acknowledged,
        Self::Rejected,
        Self::Pending,
        Self::Held,
        Self::InProgress,
        Self::Cancelled,
        Self::Closed,
        Self::Resolved,
    ];

    /// The status as TMF621 writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acknowledged => "acknowledged",
            Self::Rejected => "rejected",
            Self::Pending => "pending",
            Self::Held => "held",
            Self::InProgress => "inProgress",
            Self::Cancelled => "cancelled",
            Self::Closed => "closed",
            Self::Resolved => "resolved",
        }
    }
}

impl fmt::Display for TmfStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Ticket {
    /// The status for a system that speaks TMF621. A wait whose reason is `customer` is *pending*, any other *held*.
    #[must_use]
    pub fn tmf_status(&self) -> TmfStatus {
        match self.phase() {
            Phase::Rejected => TmfStatus::Rejected,
            Phase::Cancelled | Phase::Merged => TmfStatus::Cancelled,
            Phase::Closed => TmfStatus::Closed,
            Phase::Verifying => TmfStatus::Resolved,
            Phase::Received | Phase::Diagnosing | Phase::Planning | Phase::Working => {
                let waits = &self.state.waits;
                if waits.iter().any(|wait| wait.reason.as_str() == "customer") {
                    TmfStatus::Pending
                } else if !waits.is_empty() {
                    TmfStatus::Held
                } else if self.phase() == Phase::Received {
                    TmfStatus::Acknowledged
                } else {
                    TmfStatus::InProgress
                }
            }
        }
    }
}
