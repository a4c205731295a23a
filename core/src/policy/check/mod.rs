//! What a policy that compiles can still have against it.

mod calendars;
mod cases;
mod escalation;
mod grading;
mod intake;
mod labels;
mod lifecycle;
mod promises;

use super::Finding;
use super::bundle::Parts;
use crate::time::{Date, ZoneDatabase};
use crate::wire::BundleDocument;

/// The dates for which a bundle is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckPeriod {
    from: Date,
    until: Date,
}

impl CheckPeriod {
    /// The dates from one to another, both included; an earlier end is the beginning.
    #[must_use]
    pub fn new(from: Date, until: Date) -> Self {
        Self { from, until: until.max(from) }
    }

    /// The first date.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last date.
    #[must_use]
    pub const fn until(self) -> Date {
        self.until
    }
}

/// Looks for what is wrong with a bundle or hardly meant: errors first, then warnings, then notices, each group in the order
/// of the bundle's parts. What does not compile is among the errors.
///
/// Takes time in proportion to the cases that the documents tell apart, of which at most 20,000 are looked at.
///
/// ```
/// use aftersales::policy::{CheckPeriod, check};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::BundleDocument;
///
/// let document = BundleDocument::from_json(r#"{
///     "name": "no shifts",
///     "calendars": {"office": {"time_zone": "Europe/Berlin"}}
/// }"#)?;
/// let period = CheckPeriod::new("2026-03-02".parse()?, "2026-12-31".parse()?);
/// let findings = check(&document, &ZoneDatabase::bundled(), period);
/// assert_eq!(findings[0].code, "policy.calendar.never_opens");
/// assert_eq!(findings[0].path, "calendars.office");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn check(document: &BundleDocument, zones: &ZoneDatabase, period: CheckPeriod) -> Vec<Finding> {
    let parts = Parts::compile(document, zones);
    let mut findings: Vec<Finding> = parts.errors.iter().map(Finding::from).collect();
    calendars::check(document, &parts, period, &mut findings);
    grading::check(&parts, &mut findings);
    promises::check(document, &parts, period, &mut findings);
    escalation::check(document, &parts, &mut findings);
    lifecycle::check(document, &parts, &mut findings);
    intake::check(document, &mut findings);
    labels::check(document, &parts, &mut findings);
    crate::order::by_key(&mut findings, |finding| finding.severity);
    findings
}
