use super::SlaPolicy;
use super::selector::{Inputs, closest};
use crate::time::Instant;
use crate::vocabulary::Name;

/// What a policy would promise a ticket on one clock: what a customer is told at intake (domain fact IN-8).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Promise {
    /// The metric.
    pub metric: Name,
    /// When it would fall due without a pause; `None` where its calendar has not that much open time before the year 10000.
    pub due: Option<Instant>,
    /// The path of the policy entry that gives the target, such as `selector[2]`.
    pub target_source: String,
    /// The calendar that it runs on.
    pub calendar: Name,
    /// The path of the policy entry that gives the calendar; `None` where the metric or the policy itself names it.
    pub calendar_source: Option<String>,
}

impl SlaPolicy {
    /// What a ticket with these inputs would be promised on clocks that start at `from`, in the order of the metrics; a
    /// metric without a target for it is left out.
    ///
    /// ```
    /// use aftersales::sla::{Inputs, SlaPolicy};
    /// use aftersales::time::ZoneDatabase;
    /// use aftersales::wire::SlaDocument;
    ///
    /// let document = SlaDocument::from_json(r#"{
    ///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
    ///     "default_calendar": "office",
    ///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    ///     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
    /// }"#)?;
    /// let policy = SlaPolicy::compile(&document, &ZoneDatabase::bundled())?;
    /// let inputs = Inputs { priority: Some("P2".parse()?), ..Inputs::default() };
    /// let promises = policy.promises(&inputs, "2026-03-02T09:00:00Z".parse()?);
    /// assert_eq!(promises[0].due, Some("2026-03-02T13:00:00Z".parse()?));
    /// assert_eq!(promises[0].target_source, "selector[0]");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn promises(&self, inputs: &Inputs, from: Instant) -> Vec<Promise> {
        let promise = |(position, metric): (usize, &super::Metric)| {
            let selected = self.select(position, inputs);
            let (due, source) = selected.first_due(from)?;
            Some(Promise {
                metric: metric.name().clone(),
                due,
                target_source: source.to_string(),
                calendar: selected.calendars.name.clone(),
                calendar_source: self.calendar_source(metric, inputs),
            })
        };
        self.metrics().iter().enumerate().filter_map(promise).collect()
    }

    fn calendar_source(&self, metric: &super::Metric, inputs: &Inputs) -> Option<String> {
        if metric.calendar.is_some() {
            return None;
        }
        let ungraded = self.ungraded_entry().filter(|_| inputs.priority.is_none());
        let own = ungraded.filter(|entry| entry.calendar.is_some());
        let source = |path: &std::sync::Arc<str>| path.to_string();
        own.map(|entry| source(&entry.path)).or_else(|| {
            closest(self.entries(), inputs, |entry| entry.calendar.as_ref().map(|_| source(&entry.path)))
        })
    }
}
