use crate::vocabulary::words;

words! {
    /// A point in the life of a ticket, in the order in which they usually come.
    ///
    /// ```
    /// use aftersales::kpi::Stamp;
    ///
    /// assert_eq!("completed".parse(), Ok(Stamp::Completed));
    /// ```
    Stamp, "stamp" {
        /// It was reported.
        Created = "created",
        /// A person first answered.
        FirstResponse = "first_response",
        /// The diagnosis began.
        DiagnosisStarted = "diagnosis_started",
        /// The diagnosis was there.
        Diagnosed = "diagnosed",
        /// The plan was there.
        Planned = "planned",
        /// Work began.
        WorkStarted = "work_started",
        /// The work was done.
        Completed = "completed",
        /// The customer confirmed it.
        Confirmed = "confirmed",
        /// It was archived.
        Closed = "closed",
    }
}

words! {
    /// What figures can be grouped or selected by: a field of the facts that holds a word.
    Dimension, "dimension" {
        /// `P1` to `P4`.
        Priority = "priority",
        /// The customer's tier.
        Tier = "tier",
        /// The kind of ticket.
        Kind = "kind",
        /// The channel.
        Channel = "channel",
        /// The class of the problem.
        Class = "class",
        /// The fault's class.
        FaultClass = "fault_class",
        /// The fault within its class.
        Fault = "fault",
        /// The model of the unit.
        Model = "model",
        /// How it was diagnosed or repaired.
        Method = "method",
        /// The difficulty.
        Difficulty = "difficulty",
        /// The product line.
        ProductLine = "product_line",
        /// The site.
        Site = "site",
        /// The highest functional level that worked on it.
        HighestLevel = "highest_level",
        /// The functional level that solved it.
        SolvedAtLevel = "solved_at_level",
        /// The host's own word.
        Segment = "segment",
        /// Who answers for it.
        Person = "person",
        /// How it ended.
        Outcome = "outcome",
    }
}

words! {
    /// How a ticket ended (domain fact CL-3).
    Outcome, "outcome" {
        /// The problem is solved.
        Solved = "solved",
        /// Part of it is.
        PartlySolved = "partly_solved",
        /// It cannot be solved.
        NotSolvable = "not_solvable",
        /// The customer got the money back.
        Refunded = "refunded",
        /// The customer got another unit.
        Exchanged = "exchanged",
        /// It was no case for the desk.
        Rejected = "rejected",
        /// The customer took it back.
        Withdrawn = "withdrawn",
        /// The desk took it back.
        Cancelled = "cancelled",
        /// It went on in another ticket.
        Merged = "merged",
        /// It was there already.
        Duplicate = "duplicate",
    }
}

words! {
    /// What is known of a ticket as yes or no.
    Flag, "flag" {
        /// The problem is a common one.
        CommonProblem = "common_problem",
        /// A diagnosis turned out to be wrong.
        Misdiagnosed = "misdiagnosed",
        /// The intake was complete and right.
        IntakeComplete = "intake_complete",
        /// The archive is complete.
        ArchiveComplete = "archive_complete",
        /// It became a knowledge entry.
        KnowledgeEntry = "knowledge_entry",
        /// A call that nobody took.
        MissedCall = "missed_call",
    }
}

words! {
    /// What is known of a ticket as a number.
    Quantity, "quantity" {
        /// How often it was reopened.
        Reopened = "reopened",
        /// How often it changed hands.
        Reassigned = "reassigned",
        /// How many attempts the repair took.
        RepairAttempts = "repair_attempts",
        /// Parts asked for.
        PartsAsked = "parts_asked",
        /// Parts that were there in time.
        PartsInTime = "parts_in_time",
        /// How likely the customer is to recommend, 0 to 10.
        Recommendation = "recommendation",
    }
}

impl Outcome {
    /// Whether figures leave such tickets out: they were no case of the desk, or are counted elsewhere.
    #[must_use]
    pub const fn is_excluded(self) -> bool {
        matches!(self, Self::Rejected | Self::Withdrawn | Self::Cancelled | Self::Merged | Self::Duplicate)
    }
}
