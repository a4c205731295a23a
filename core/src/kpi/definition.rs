use super::facts::{Facts, Score};
use super::scope::Scope;
use super::words::{Dimension, Flag, Quantity, Stamp};
use crate::time::Span;
use crate::vocabulary::Name;

/// What a figure is: everything that somebody needs who wants to compute the same number again.
///
/// ```
/// use aftersales::kpi::{Basis, Dimension, FigureDefinition, Measure, NegativeDuration, PeriodStamp, Stamp, Target};
/// use aftersales::time::Span;
///
/// let resolution = Measure::Duration { from: Stamp::Created, to: Stamp::Confirmed, basis: Basis::Calendar };
/// let definition = FigureDefinition::new("resolution of P1".parse()?, resolution)
///     .source("KP-4".parse()?)
///     .selecting(Dimension::Priority, vec!["P1".parse()?])
///     .period(PeriodStamp::Closed)
///     .negative_duration(NegativeDuration::Reject)
///     .target(Target::AtMost(14_400.0));
/// assert_eq!(definition.measure().stop(), Some(Stamp::Confirmed));
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FigureDefinition {
    pub(super) name: Name,
    pub(super) source: Option<Name>,
    pub(super) measure: Measure,
    pub(super) selection: Vec<(Dimension, Vec<Name>)>,
    pub(super) among: Vec<Condition>,
    pub(super) period: PeriodStamp,
    pub(super) negative_duration: NegativeDuration,
    pub(super) target: Option<Target>,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// How long it took from one stamp to another; tickets that did not get there count as censored.
    Duration {
        /// Where it counts from.
        from: Stamp,
        /// The stop event.
        to: Stamp,
        /// Which time counts.
        basis: Basis,
    },
    /// The share of tickets of which something holds, among those of which it can be told.
    Share(Condition),
    /// The mean satisfaction from 1 to 5.
    Satisfaction,
    /// The mean satisfaction with one aspect.
    Aspect(Name),
    /// Promoters (9 and 10) less detractors (0 to 6), in points from −100 to 100.
    NetPromoterScore,
    /// The share of promises that were kept, in three readings.
    Attainment {
        /// The clock: the metric of the promise.
        metric: Name,
        /// What stops it, for the reader.
        stop: Stamp,
    },
    /// Parts that were there in time out of those that were asked for.
    PartsFillRate,
    /// How the actual cost divides between its kinds.
    CostComposition,
    /// How tickets divide between the words of a dimension, the most frequent first.
    Categories(Dimension),
    /// How tickets divide between the words of a dimension and, within each, those of another.
    NestedCategories {
        /// The outer dimension, such as [`Dimension::FaultClass`].
        outer: Dimension,
        /// The inner one, such as [`Dimension::Fault`].
        inner: Dimension,
    },
    /// Where the time goes: the stretch before each stamp, and the one that takes the most.
    Stages {
        /// Which time counts.
        basis: Basis,
    },
    /// How many tickets something holds of.
    Count(Condition),
    /// Calls that nobody took although the desk was open.
    MissedCalls,
    /// What is open at the instant of looking, and how old it is; whatever the period, which it is not of.
    Backlog,
}

/// Something that holds of a ticket or does not, or cannot be told.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// It was reported; this can always be told.
    Any,
    /// A flag is set, among tickets of which it is known.
    Is(Flag),
    /// A word is one of these, among tickets with a word there.
    Word {
        /// Where the word stands.
        dimension: Dimension,
        /// The words.
        words: Vec<Name>,
    },
    /// A number is at least so much, among tickets with a number there.
    AtLeast(Quantity, u32),
    /// A number is at most so much, among tickets with a number there.
    AtMost(Quantity, u32),
    /// It got from one stamp to the other in time, among those that got there or can no longer do so in time.
    Within {
        /// Where it counts from.
        from: Stamp,
        /// The stop event.
        to: Stamp,
        /// Which time counts.
        basis: Basis,
        /// The limit, which is within.
        most: Span,
    },
    /// It was reported again within the window after completion, among those followed that long (domain fact CL-6).
    Reworked {
        /// The window.
        window: Span,
    },
    /// It was solved in the first repair attempt: completed, never reopened, one attempt at most, no rework within the window;
    /// among those completed and followed that long (domain fact KP-5).
    FixedFirstTime {
        /// The window.
        window: Span,
    },
    /// The satisfaction is at least so much, among tickets with one.
    Satisfied {
        /// The lowest score that counts.
        least: Score,
    },
    /// The stamp is there, among all.
    Reached(Stamp),
    /// All of these hold, among tickets of which each can be told.
    All(Vec<Condition>),
}

/// Which time a duration counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Basis {
    /// All of it.
    Calendar,
    /// The open time of the desk's calendar.
    Working,
}

/// Which stamp decides to which period a ticket belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PeriodStamp {
    /// When it was reported.
    Opened,
    /// When the promise falls due; for [`Measure::Attainment`] only.
    Due,
    /// When it was done: the stop event of a duration, else the closing, else the completion.
    Closed,
}

/// What becomes of an end before its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NegativeDuration {
    /// It is left out of the figure and counted as rejected.
    Reject,
    /// It counts as it is.
    Keep,
    /// It counts as nothing.
    Zero,
}

/// What a figure should be, in its own unit: seconds, a share from 0 to 1, points, or a number.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Target {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
}

impl FigureDefinition {
    /// A figure of all tickets, by the stamp of their opening, without a target; negative durations are rejected.
    #[must_use]
    pub const fn new(name: Name, measure: Measure) -> Self {
        Self {
            name,
            source: None,
            measure,
            selection: Vec::new(),
            among: Vec::new(),
            period: PeriodStamp::Opened,
            negative_duration: NegativeDuration::Reject,
            target: None,
        }
    }

    /// The same figure with the fact or rule that it comes from, such as `KP-4`.
    #[must_use]
    pub fn source(mut self, source: Name) -> Self {
        self.source = Some(source);
        self
    }

    /// The same figure of those tickets only whose word of a dimension is one of these.
    #[must_use]
    pub fn selecting(mut self, dimension: Dimension, words: Vec<Name>) -> Self {
        self.selection.push((dimension, words));
        self
    }

    /// The same figure of those tickets only of which a condition holds; where it cannot be told, a ticket is left out.
    #[must_use]
    pub fn among(mut self, condition: Condition) -> Self {
        self.among.push(condition);
        self
    }

    /// The same figure by another stamp.
    #[must_use]
    pub const fn period(mut self, period: PeriodStamp) -> Self {
        self.period = period;
        self
    }

    /// The same figure with another treatment of negative durations.
    #[must_use]
    pub const fn negative_duration(mut self, treatment: NegativeDuration) -> Self {
        self.negative_duration = treatment;
        self
    }

    /// The same figure with a target.
    #[must_use]
    pub const fn target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// The figure's name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// The fact or rule that it comes from.
    #[must_use]
    pub const fn source_fact(&self) -> Option<&Name> {
        self.source.as_ref()
    }

    /// What is measured.
    #[must_use]
    pub const fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Which stamp decides to which period a ticket belongs.
    #[must_use]
    pub const fn period_stamp(&self) -> PeriodStamp {
        self.period
    }

    /// What becomes of negative durations.
    #[must_use]
    pub const fn negative(&self) -> NegativeDuration {
        self.negative_duration
    }

    /// Which tickets it is of: every dimension that is named must hold one of its words.
    #[must_use]
    pub fn selection(&self) -> &[(Dimension, Vec<Name>)] {
        &self.selection
    }

    /// The conditions that must hold besides.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.among
    }

    /// What it should be.
    #[must_use]
    pub const fn target_value(&self) -> Option<Target> {
        self.target
    }

    pub(super) fn selects(&self, facts: &Facts, scope: &Scope) -> bool {
        self.selection
            .iter()
            .all(|(dimension, words)| facts.word(*dimension).is_some_and(|word| words.contains(word)))
            && self.among.iter().all(|condition| self.holds(condition, facts, scope) == Some(true))
    }

    pub(super) fn needs_calendar(&self) -> bool {
        self.measure.needs_calendar() || self.among.iter().any(Condition::needs_calendar)
    }
}

impl Measure {
    /// The stop event, where there is one.
    #[must_use]
    pub const fn stop(&self) -> Option<Stamp> {
        match self {
            Self::Duration { to, .. } | Self::Share(Condition::Within { to, .. }) => Some(*to),
            Self::Attainment { stop, .. } => Some(*stop),
            _ => None,
        }
    }

    /// Whether the desk's calendar is needed.
    fn needs_calendar(&self) -> bool {
        match self {
            Self::Duration { basis, .. } | Self::Stages { basis } => *basis == Basis::Working,
            Self::Share(condition) | Self::Count(condition) => condition.needs_calendar(),
            Self::MissedCalls => true,
            _ => false,
        }
    }
}

impl Condition {
    fn needs_calendar(&self) -> bool {
        match self {
            Self::Within { basis, .. } => *basis == Basis::Working,
            Self::All(conditions) => conditions.iter().any(Self::needs_calendar),
            _ => false,
        }
    }
}

impl Target {
    /// Whether a value reaches it; the limit itself does.
    ///
    /// ```
    /// use aftersales::kpi::Target;
    ///
    /// assert!(Target::AtLeast(0.95).is_met(0.95) && !Target::AtMost(0.05).is_met(0.06));
    /// ```
    #[must_use]
    pub fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }
}
