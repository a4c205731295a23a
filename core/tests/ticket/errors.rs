//! Policies that do not compile say where and why; commands with unknown fields are refused.

use aftersales::ticket::{Command, Reason, TicketError};
use aftersales::wire::ErrorDocument;
use serde_json::json;

use super::desk::{compile, documents};

fn refusal(place: &str, value: serde_json::Value) -> (String, String, String) {
    let mut documents = documents();
    let (parent, key) = place.rsplit_once('/').unwrap();
    documents.pointer_mut(parent).unwrap()[key] = value;
    let shown = ErrorDocument::from(&compile(&documents).unwrap_err());
    assert!(!shown.message.contains('\n') && !shown.message.ends_with('.'), "{}", shown.message);
    (shown.code, shown.path.unwrap_or_default(), shown.message)
}

#[test]
fn a_policy_that_contradicts_itself_says_where() {
    let period =
        |days: i64, calendar: &str| json!({"type": "working_days", "days": days, "calendar": calendar});
    let (code, path, message) = refusal("/gates/reopening_window", period(3, "moon"));
    assert_eq!((code.as_str(), path.as_str()), ("ticket.policy.unknown_calendar", "reopening_window"));
    assert!(message.contains("`moon`") && message.contains("`always`, `office`"), "{message}");
    let (code, path, _) =
        refusal("/gates/call_backs", json!([{"placement": "after_closing", "within": period(0, "office")}]));
    assert_eq!((code.as_str(), path.as_str()), ("ticket.policy.out_of_range", "call_backs[0].within"));
    let (code, _, _) = refusal("/gates/backdating_limit_seconds", json!(-1));
    assert_eq!(code, "ticket.policy.out_of_range");
    let (code, path, _) = refusal("/gates/gates", json!(vec![json!({"before": [], "requires": []}); 1001]));
    assert_eq!((code.as_str(), path.as_str()), ("ticket.policy.too_many", "gates"));
    let (code, path, message) = refusal("/gates/gates", json!([{"before": ["close"], "requires": ["luck"]}]));
    assert_eq!((code.as_str(), path.as_str()), ("wire.document.malformed", "gates[0].requires[0]"));
    assert!(message.contains("`luck`") && message.contains("`approval`"), "{message}");
}

#[test]
fn a_misspelt_field_of_a_command_is_refused_with_its_path() {
    let command = |kind: serde_json::Value| {
        let text = json!({"by": {"id": "desk-1"}, "occurred_at": "2026-03-02T09:00:00Z", "idempotency_key": "k",
                          "expected_version": 1, "kind": kind});
        Command::from_json(&text.to_string()).map_err(|error| error.to_string())
    };
    let told = command(json!({"type": "wait", "reason": "parts", "untill": "x"})).unwrap_err();
    assert!(told.contains("kind.untill"), "{told}");
    let told = command(
        json!({"type": "change_plan", "reason": "so", "plan": {"method": "on_site", "summary": "s", "risk": "r"}}),
    );
    assert!(told.unwrap_err().contains("kind.plan.risk"));
    let told = command(json!({"type": "escalate", "to": "L9", "reason": "so"})).unwrap_err();
    assert!(told.contains("`L9`") && told.contains("`L3`"), "{told}");
    assert!(command(json!({"type": "cancel", "reason": "  "})).is_err(), "a reason says something");
}

#[test]
fn no_code_stands_for_two_things() {
    let mut codes = [TicketError::CODES, Reason::CODES].concat();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
    let every = aftersales::error_codes();
    assert!(codes.iter().all(|code| every.contains(code)));
}
