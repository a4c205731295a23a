//! Grading a case allocates nothing.
//!
//! A test binary of its own, because it counts every allocation of the process.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use aftersales::priority::GradingPolicy;
use aftersales::vocabulary::Priority;
use aftersales::wire::{GradingDocument, InputValue};

/// The system's allocator with a count of the calls to it.
struct Counting;

static CALLS: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "the trait of allocators is unsafe; everything goes to the system's own")]
// SAFETY: every call is handed to the system's allocator as it came; only a counter is kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`, which is the same here.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the pointer came from `alloc` above, and so from the system's allocator, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_grade_allocates_nothing() {
    let document = GradingDocument::from_json(
        r#"{
            "inputs": [
                {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
                {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
                {"type": "number", "name": "age", "unit": "hours", "least": 0, "most": 10000, "order": "rising"},
                {"type": "text", "name": "symptom", "keywords": [
                    {"name": "fire", "words": ["smoke"], "order": "rising"}
                ]}
            ],
            "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
                "minor": {"one": "P4", "many": "P3"},
                "severe": {"one": "P3", "many": "P2"}
            }},
            "hazards": [{"symptom": {"matches": ["fire"]}}],
            "modifiers": [{"type": "raise", "by": 1, "when_any": [{"age": {"above": 72}}]}]
        }"#,
    )
    .unwrap();
    let policy = GradingPolicy::compile(&document).unwrap();
    let case = |symptom: &str| -> BTreeMap<String, InputValue> {
        [
            ("severity", "severe".into()),
            ("impact", "many".into()),
            ("age", 100.into()),
            ("symptom", symptom.into()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    };
    let inputs = [policy.read(&case("dark")).unwrap(), policy.read(&case("smoke")).unwrap()];
    let before = CALLS.load(Ordering::Relaxed);
    let mut fired = 0_usize;
    for each in inputs.iter().cycle().take(1_000) {
        let grade = policy.grade(each).unwrap();
        assert_eq!(grade.priority(), Priority::P1);
        fired = fired.checked_add(grade.fired().count()).unwrap();
        drop(grade.clone());
    }
    let calls = CALLS.load(Ordering::Relaxed).checked_sub(before).unwrap();
    assert_eq!(fired, 2_500, "the base and a modifier, for every other case a hazard too");
    assert_eq!(calls, 0);
    drop(policy.explain(inputs.first().unwrap()).unwrap());
    assert!(CALLS.load(Ordering::Relaxed) > before, "the count works");
}
