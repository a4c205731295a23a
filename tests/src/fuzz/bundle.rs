//! Any text as the documents of a desk.

use aftersales::policy::{Bundle, CheckPeriod, Severity, check};
use aftersales::ticket::{TicketDocuments, TicketPolicy};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{BundleDocument, ErrorDocument};

use super::well_refused;

pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let document = match BundleDocument::from_json(text) {
        Ok(document) => document,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    let zones = ZoneDatabase::bundled();
    let period =
        CheckPeriod::new("2026-03-02".parse().expect("a date"), "2026-12-31".parse().expect("a date"));
    let findings = check(&document, &zones, period);
    for finding in &findings {
        let lines = finding.message.contains(char::is_control) || finding.path.contains(char::is_control);
        assert!(!lines && !finding.message.is_empty() && finding.message.len() < 4_000, "{finding:?}");
    }
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    match Bundle::compile(&document, &zones) {
        Ok(bundle) => assert_eq!(bundle.revision().len(), 16),
        Err(errors) => {
            assert!(!errors.all().is_empty());
            for error in errors.all() {
                well_refused(&ErrorDocument::from(error));
            }
            assert!(wrong, "what does not compile is found: {errors}");
        }
    }
    // What compiles as the policy of tickets is what the bundle holds.
    if let (Some(sla), Some(gates)) = (&document.sla, &document.gates)
        && let Err(error) = TicketPolicy::compile(&TicketDocuments::new(sla, gates), &zones)
    {
        well_refused(&ErrorDocument::from(&error));
    }
}
