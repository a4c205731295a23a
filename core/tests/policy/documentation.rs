//! Every snippet of `docs/policies.md` is a document that compiles.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aftersales::calendar::WorkingCalendar;
use aftersales::policy::{Bundle, CheckPeriod, Finding, Labels, check};
use aftersales::priority::GradingPolicy;
use aftersales::sla::SlaPolicy;
use aftersales::ticket::{IntakePolicy, NumberScheme};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    BundleDocument, CalendarDocument, EscalationDocument, GatesDocument, GradingDocument, IntakeDocument,
    LabelsDocument, NumberingDocument, SlaDocument,
};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/policies.md")).unwrap()
}

/// The fenced snippets with the word that follows `json` on their first line.
fn snippets(page: &str) -> Vec<(String, String)> {
    let mut snippets = Vec::new();
    for block in page.split("```json ").skip(1) {
        let (name, rest) = block.split_once('\n').unwrap();
        let (text, _) = rest.split_once("```").unwrap();
        snippets.push((name.trim().to_owned(), text.to_owned()));
    }
    snippets
}

#[test]
fn every_snippet_compiles() {
    let zones = ZoneDatabase::bundled();
    let page = page();
    let snippets = snippets(&page);
    assert_eq!(page.matches("```json").count(), snippets.len(), "every snippet says what it is");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut bundle = BundleDocument { name: "the page".to_owned(), ..BundleDocument::default() };
    for (name, text) in snippets {
        match name.as_str() {
            "calendar" => {
                let document = CalendarDocument::from_json(&text).unwrap();
                WorkingCalendar::compile(&document, &zones).unwrap();
                bundle.calendars.insert("office".to_owned(), document);
            }
            "grading" => {
                let document = GradingDocument::from_json(&text).unwrap();
                GradingPolicy::compile(&document).unwrap();
                bundle.grading = Some(document);
            }
            "sla" => {
                let document = SlaDocument::from_json(&text).unwrap();
                let alone = SlaDocument { calendars: bundle.calendars.clone(), ..document.clone() };
                SlaPolicy::compile(&alone, &zones).unwrap();
                bundle.sla = Some(document);
            }
            "escalation" => bundle.escalation = Some(EscalationDocument::from_json(&text).unwrap()),
            "gates" => bundle.gates = Some(GatesDocument::from_json(&text).unwrap()),
            "intake" => {
                let document = IntakeDocument::from_json(&text).unwrap();
                IntakePolicy::compile(&document).unwrap();
                bundle.intake = Some(document);
            }
            "numbering" => {
                let document = NumberingDocument::from_json(&text).unwrap();
                NumberScheme::compile(&document, &zones).unwrap();
                bundle.numbering = Some(document);
            }
            "labels" => {
                let document = LabelsDocument::from_json(&text).unwrap();
                Labels::compile(&document).unwrap();
                bundle.labels = Some(document);
            }
            "bundle" => drop(Bundle::compile(&BundleDocument::from_json(&text).unwrap(), &zones).unwrap()),
            other => panic!("the page has a snippet of `{other}`"),
        }
        *seen.entry(name).or_default() += 1;
    }
    let names: Vec<_> = seen.keys().map(String::as_str).collect();
    let all =
        ["bundle", "calendar", "escalation", "gates", "grading", "intake", "labels", "numbering", "sla"];
    assert_eq!(names, all);
    // Together they make a bundle in which nothing is to be found.
    Bundle::compile(&bundle, &zones).unwrap();
    let period = CheckPeriod::new("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    assert_eq!(check(&bundle, &zones, period), []);
}

#[test]
fn every_finding_is_explained() {
    let page = page();
    for code in Finding::CODES {
        assert!(page.contains(&format!("`{code}`")), "`{code}` is not in docs/policies.md");
    }
}
