use crate::vocabulary::words;

words! {
    /// Where a ticket stands on its main way.
    Phase, "phase" {
        /// Taken in, not yet looked into.
        Received = "received",
        /// The fault is being looked for.
        Diagnosing = "diagnosing",
        /// The fault is known; a plan is made, approved and authorised.
        Planning = "planning",
        /// The plan is carried out.
        Working = "working",
        /// The work is completed and waits for the customer's word.
        Verifying = "verifying",
        /// Archived.
        Closed = "closed",
        /// Not taken on.
        Rejected = "rejected",
        /// Withdrawn.
        Cancelled = "cancelled",
        /// Went on in another ticket.
        Merged = "merged",
    }
}

impl Phase {
    /// Whether the way ends here: nothing fires any more, and only a closed ticket can be taken up again.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Closed | Self::Rejected | Self::Cancelled | Self::Merged)
    }

    /// Whether work is still to be done: the phases up to working.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Received | Self::Diagnosing | Self::Planning | Self::Working)
    }
}

words! {
    /// How a problem is to be solved (domain fact PL-1).
    Method, "method" {
        /// From afar.
        RemoteFix = "remote_fix",
        /// At the customer's place.
        OnSite = "on_site",
        /// The customer brings the unit.
        SendIn = "send_in",
        /// The customer sends the unit.
        MailIn = "mail_in",
        /// A part is replaced.
        PartReplacement = "part_replacement",
        /// Money back.
        Refund = "refund",
        /// Another unit.
        Exchange = "exchange",
        /// An answer from the knowledge base.
        KnowledgeAnswer = "knowledge_answer",
        /// A way round the problem.
        Workaround = "workaround",
    }
}

words! {
    /// How a ticket ended (domain fact CL-3).
    Outcome, "outcome" {
        /// The problem is gone.
        Solved = "solved",
        /// Some of it is.
        PartlySolved = "partly_solved",
        /// It cannot be solved.
        NotSolvable = "not_solvable",
        /// The customer got the money back.
        Refunded = "refunded",
        /// The customer got another unit.
        Exchanged = "exchanged",
    }
}

words! {
    /// What became of an estimate.
    EstimateStatus, "estimate status" {
        /// Made, not yet shown.
        Draft = "draft",
        /// Shown to the customer.
        Sent = "sent",
        /// Accepted by the customer.
        Authorised = "authorised",
        /// Refused by the customer.
        Declined = "declined",
        /// Its validity ran out first.
        Expired = "expired",
        /// A later version took its place.
        Superseded = "superseded",
    }
}

words! {
    /// How far a visit has come.
    VisitStatus, "visit status" {
        /// A time is agreed.
        Booked = "booked",
        /// Somebody is under way.
        OnRoute = "on_route",
        /// The work on site is done.
        Done = "done",
        /// The customer's responsible person signed.
        Signed = "signed",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

words! {
    /// How far a part has come.
    PartStatus, "part status" {
        /// Asked for.
        Ordered = "ordered",
        /// At hand.
        Received = "received",
        /// Built in; the replaced part is still to be given back.
        Used = "used",
        /// Given back to the store: unused, or the replaced one.
        Returned = "returned",
    }
}

words! {
    /// Who gave a grade (domain facts PR-4, PR-6).
    GradeStage, "grade stage" {
        /// The front desk, from what the customer said.
        Preliminary = "preliminary",
        /// The engineer, from the diagnosis.
        Engineer = "engineer",
    }
}

words! {
    /// Whether a safety hazard stands (domain facts PR-1, PR-6).
    Safety, "safety" {
        /// None is known.
        Clear = "clear",
        /// It does: nothing lowers the priority.
        Hazard = "hazard",
    }
}

words! {
    /// The pieces of an archive (domain fact CL-2).
    ArchivePiece, "archive piece" {
        /// The problem as it was reported.
        Problem = "problem",
        /// What was found.
        Diagnosis = "diagnosis",
        /// How it was solved.
        Solution = "solution",
        /// What was done, step by step.
        WorkLog = "work_log",
        /// What the customer said of it.
        Feedback = "feedback",
        /// Hours spent.
        Hours = "hours",
        /// Parts used and given back.
        Parts = "parts",
        /// Costs settled, with vouchers.
        Costs = "costs",
        /// The customer's acceptance: signature, date or code.
        Acceptance = "acceptance",
    }
}

words! {
    /// How satisfaction was asked for (domain fact CL-1).
    RatingScale, "rating scale" {
        /// 1 to 5.
        Five = "five",
        /// 1 to 4: dissatisfied, fair, satisfied, very satisfied.
        Four = "four",
        /// 0 to 10: how likely the customer is to recommend.
        Recommendation = "recommendation",
    }
}

words! {
    /// What a call-back brought (domain fact CL-4).
    CallBackResult, "call-back result" {
        /// All is well.
        Well = "well",
        /// The problem is there, or the customer is not content: handling starts again.
        Problem = "problem",
        /// Nobody was reached.
        NotReached = "not_reached",
    }
}

words! {
    /// Whether a complaint holds (domain fact IN-9).
    ComplaintFinding, "complaint finding" {
        /// It does.
        Justified = "justified",
        /// Part of it does.
        PartlyJustified = "partly_justified",
        /// It does not.
        NotJustified = "not_justified",
    }
}

words! {
    /// How far the hierarchic escalation has come (domain fact ES-11).
    EscalationStatus, "escalation status" {
        /// Nobody asked.
        None = "none",
        /// Asked for.
        Requested = "requested",
        /// Granted; nobody has taken it up yet.
        Approved = "approved",
        /// Somebody in charge has taken it up.
        Active = "active",
        /// Over, with a justification.
        Closed = "closed",
    }
}

words! {
    /// Whose turn it is to speak.
    Turn, "turn" {
        /// The desk owes the customer a word.
        Desk = "desk",
        /// The desk spoke last.
        Customer = "customer",
    }
}

words! {
    /// How a wait ended.
    WaitEnd, "wait end" {
        /// Somebody said so.
        Resumed = "resumed",
        /// Its time came.
        Elapsed = "elapsed",
        /// The customer's message ended it.
        Message = "message",
    }
}

words! {
    /// Why a ticket was closed.
    CloseCause, "close cause" {
        /// Somebody closed it.
        Command = "command",
        /// The customer's word did not come in time.
        TimeOut = "time_out",
    }
}

words! {
    /// What the desk is reminded of.
    Reminder, "reminder" {
        /// The call-back is due (domain fact CL-4).
        CallBack = "call_back",
        /// The progress report is due (domain fact WK-5).
        ProgressReport = "progress_report",
        /// The observation is over (domain fact CL-5).
        Observation = "observation",
    }
}

words! {
    /// What is known of an imported ticket's life before the import.
    History, "history" {
        /// All that clocks read is handed in.
        Known = "known",
        /// Only its state is known: clocks count from the import.
        Unknown = "unknown",
    }
}
