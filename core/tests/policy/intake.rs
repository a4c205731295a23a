//! Intake: what is asked for, what is missing, and contact data that can be erased (IN-1 to IN-11).

use aftersales::ticket::{
    Completeness, Contact, ContactField, ContactRecord, IntakeError, IntakeField, IntakePolicy, IntakeRecord,
};
use aftersales::vocabulary::{Channel, Kind};
use aftersales::wire::{
    CompletenessDocument, ContactDocument, ErrorDocument, IntakeDocument, IntakeRecordDocument,
    MissingFieldDocument, read_document,
};
use serde_json::{Value, json};

fn compile(document: &Value) -> Result<IntakePolicy, IntakeError> {
    IntakePolicy::compile(&IntakeDocument::from_json(&document.to_string())?)
}

fn record(written: &Value) -> Result<IntakeRecord, IntakeError> {
    let document: IntakeRecordDocument = read_document(&written.to_string())?;
    IntakeRecord::try_from(&document)
}

/// A desk that asks much of repairs, and of remote channels for the evidence that they can carry.
fn desk() -> IntakePolicy {
    compile(&json!({
        "requirements": [
            {"fields": ["symptom", "contact.customer_name"], "any_of": ["contact.phone", "contact.email"]},
            {"when": {"kind": ["repair", "inspection"]},
             "fields": ["brand", "model", "serial_number", "fault_at", "environment.temperature", "symptom"]},
            {"when": {"kind": ["repair"], "channel": ["email", "web_form"]}, "fields": ["error_message", "attachments"]},
            {"when": {"kind": ["complaint"]}, "fields": ["wanted_outcome", "custom.first_ticket"]},
        ],
        "formats": {
            "serial_number": {"patterns": ["AA9{6,8}", "SN-X{4}-a"]},
            "custom.imei": {"patterns": ["9{15}"], "check": "luhn"},
            "contact.phone": {"patterns": ["+9{8,15}"]},
        },
    }))
    .unwrap()
}

/// A repair that lacks nothing.
fn whole() -> Value {
    json!({
        "contact": {"id": "contact-1", "given": ["customer_name", "phone"]},
        "brand": "Maker", "model": "K3", "serial_number": "AB1234567", "fault_at": "2026-03-14T07:30:00+08:00",
        "symptom": "No power after a thunderstorm", "environment": {"temperature": "31 °C"},
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut written = whole();
    written[key] = value;
    written
}

fn without(key: &str) -> Value {
    let mut written = whole();
    written.as_object_mut().unwrap().remove(key).unwrap();
    written
}

/// Field, code and message of all that is missing.
fn missing(written: &Value, kind: Kind, channel: Channel) -> Vec<(String, String, String)> {
    let missing = desk().missing(&record(written).unwrap(), kind, channel);
    let shown = missing.iter().map(MissingFieldDocument::from);
    shown.map(|each| (each.field, each.code, each.message)).collect()
}

fn fields(written: &Value, kind: Kind, channel: Channel) -> Vec<String> {
    missing(written, kind, channel).into_iter().map(|each| each.0).collect()
}

#[test]
fn a_whole_record_lacks_nothing() {
    assert_eq!(missing(&whole(), Kind::Repair, Channel::Hotline), []);
    let share = desk().completeness(&record(&whole()).unwrap(), Kind::Repair, Channel::Hotline);
    assert_eq!(CompletenessDocument::from(share), CompletenessDocument { required: 8, given: 8 });
    assert!(share.is_complete());
}

#[test]
fn every_missing_field_is_named_in_the_order_of_the_policy() {
    let expected = [
        "symptom",
        "contact.customer_name",
        "brand",
        "model",
        "serial_number",
        "fault_at",
        "environment.temperature",
        "contact.phone",
    ];
    assert_eq!(fields(&json!({}), Kind::Repair, Channel::Hotline), expected);
    let all = missing(&json!({}), Kind::Repair, Channel::Hotline);
    assert!(all.iter().all(|each| each.1 == "intake.field.missing"));
    assert_eq!(all[4].2, "`serial_number` is missing; a value such as `AA123456` is expected");
    assert_eq!(all[7].2, "one of `contact.phone`, `contact.email` is missing");
}

#[test]
fn each_field_alone_is_found_missing_and_lowers_the_share() {
    for (key, field) in [
        ("brand", "brand"),
        ("model", "model"),
        ("serial_number", "serial_number"),
        ("fault_at", "fault_at"),
        ("symptom", "symptom"),
        ("environment", "environment.temperature"),
    ] {
        assert_eq!(fields(&without(key), Kind::Repair, Channel::Hotline), [field]);
        let share = desk().completeness(&record(&without(key)).unwrap(), Kind::Repair, Channel::Hotline);
        assert_eq!((share.given(), share.required(), share.is_complete()), (7, 8, false), "{key}");
    }
}

#[test]
fn kind_and_channel_decide_what_is_asked_for() {
    // The short form of an enquiry; the wish of a complaint; the evidence that a mail can carry.
    assert_eq!(fields(&json!({}), Kind::Enquiry, Channel::Email).len(), 3);
    let complaint = fields(&json!({}), Kind::Complaint, Channel::Hotline);
    assert!(
        complaint.contains(&"custom.first_ticket".to_owned()) && !complaint.contains(&"model".to_owned())
    );
    assert_eq!(fields(&whole(), Kind::Repair, Channel::Email), ["error_message", "attachments"]);
    assert_eq!(fields(&whole(), Kind::Inspection, Channel::Email), Vec::<String>::new());
    let policy = desk();
    let marked = policy.required(Kind::Repair, Channel::WebForm);
    assert_eq!(marked.last(), Some(&&IntakeField::Attachments));
    // Asked for by two entries, named once.
    assert_eq!(marked.iter().filter(|field| ***field == IntakeField::Symptom).count(), 1);
}

#[test]
fn a_blank_text_counts_as_none() {
    for blank in ["", " ", "\n\t", "\u{3000}"] {
        assert_eq!(fields(&with("model", json!(blank)), Kind::Repair, Channel::Hotline), ["model"]);
        let environment = json!({"temperature": blank});
        let lacking = fields(&with("environment", environment), Kind::Repair, Channel::Hotline);
        assert_eq!(lacking, ["environment.temperature"]);
    }
}

#[test]
fn a_serial_number_that_fits_no_pattern_is_named_with_one_that_would() {
    for (serial, fits) in [
        ("AB123456", true),
        ("AB12345678", true),
        ("SN-0Z9A-k", true),
        (" AB123456 ", true),
        ("AB12345", false),
        ("AB123456789", false),
        ("ab123456", false),
        ("AB12345O", false),
        ("SN-0Z9A-K", false),
        ("SN-0Z9a-k", false),
        ("XAB123456", false),
        ("AB１２３４５６", false),
    ] {
        let lacking = missing(&with("serial_number", json!(serial)), Kind::Repair, Channel::Hotline);
        assert_eq!(lacking.is_empty(), fits, "{serial}");
        if let Some((field, code, message)) = lacking.first() {
            assert_eq!((field.as_str(), code.as_str()), ("serial_number", "intake.field.malformed"));
            assert!(message.contains(serial) && message.contains("`AA123456`"), "{message}");
        }
    }
    let share = desk().completeness(
        &record(&with("serial_number", json!("?"))).unwrap(),
        Kind::Repair,
        Channel::Hotline,
    );
    assert_eq!((share.given(), share.required()), (7, 8));
    // A format holds for a field that is not required, too.
    let enquiry = json!({"contact": {"id": "c", "given": ["customer_name", "email"]}, "symptom": "?", "serial_number": "?"});
    assert_eq!(fields(&enquiry, Kind::Enquiry, Channel::Chat), ["serial_number"]);
}

#[test]
fn check_digits_find_a_mistyped_number() {
    let told = |imei: &str| missing(&with("custom", json!({"imei": imei})), Kind::Repair, Channel::Hotline);
    assert_eq!(told("490154203237518"), []);
    let (field, code, message) = told("490154203237581").remove(0);
    assert_eq!((field.as_str(), code.as_str()), ("custom.imei", "intake.field.check_wrong"));
    assert!(message.contains("`490154203237581`") && message.contains("luhn"), "{message}");
}

#[test]
fn a_fault_before_the_purchase_is_a_contradiction() {
    let told = |purchased_on: &str| {
        missing(&with("purchased_on", json!(purchased_on)), Kind::Repair, Channel::Hotline)
    };
    assert_eq!(told("2026-03-13"), []);
    // The fault showed itself on the 13th in UTC, on the 14th where the unit stands.
    assert_eq!(told("2026-03-14"), []);
    let (field, code, message) = told("2026-03-15").remove(0);
    assert_eq!((field.as_str(), code.as_str()), ("purchased_on", "intake.field.contradiction"));
    assert!(message.contains("`2026-03-15`") && message.contains("`2026-03-13T23:30:00Z`"), "{message}");
}

#[test]
fn a_field_that_is_not_known_is_named_and_kept() {
    let written = with("symptm", json!("No power"));
    let lacking = missing(&written, Kind::Repair, Channel::Hotline);
    assert_eq!((lacking[0].0.as_str(), lacking[0].1.as_str()), ("symptm", "intake.field.unknown"));
    assert!(lacking[0].2.contains("`symptom`"), "{}", lacking[0].2);
    let back = IntakeRecordDocument::from(&record(&written).unwrap());
    assert_eq!(serde_json::to_value(back).unwrap()["symptm"], json!("No power"));
}

#[test]
fn a_record_goes_there_and_back() {
    let mut full = whole();
    for key in [
        "receipt_number",
        "accompanying_signs",
        "frequency",
        "trigger",
        "steps_to_reproduce",
        "error_code",
        "error_message",
        "scope",
        "first_urgency",
        "wanted_outcome",
    ] {
        full[key] = json!(format!("about {key}"));
    }
    full["fault_at"] = json!("2026-03-13T23:30:00Z");
    full["purchased_on"] = json!("2025-11-02");
    full["custom"] = json!({"line": "4"});
    full["attachments"] =
        json!([{"kind": "photo", "reference": "store/1"}, {"kind": "log", "reference": "store/2"}]);
    let back = IntakeRecordDocument::from(&record(&full).unwrap());
    assert_eq!(serde_json::to_value(back).unwrap(), full);
    let held = record(&full).unwrap();
    let absent: Vec<_> = IntakeField::PLAIN.iter().filter(|field| !held.holds(field)).collect();
    assert_eq!(absent, Vec::<&IntakeField>::new());
    assert_eq!(held.attachments().len(), 2);
}

#[test]
fn what_a_record_may_not_hold_is_refused_with_its_place() {
    for (key, value, code, path) in [
        ("fault_at", json!("yesterday"), "time.instant.malformed", "fault_at"),
        ("purchased_on", json!("14.03.2026"), "time.date.malformed", "purchased_on"),
        ("contact", json!({"id": "", "given": []}), "vocabulary.name.malformed", "contact.id"),
        ("contact", json!({"id": "c", "given": ["fax"]}), "vocabulary.word.unknown", "contact.given[0]"),
        (
            "attachments",
            json!([{"kind": "film", "reference": "x"}]),
            "vocabulary.word.unknown",
            "attachments[0].kind",
        ),
        (
            "attachments",
            json!([{"kind": "log", "reference": " "}]),
            "vocabulary.name.malformed",
            "attachments[0].reference",
        ),
        ("symptom", json!("x".repeat(10_001)), "intake.text.too_long", "symptom"),
        ("custom", json!({" ": "x"}), "vocabulary.name.malformed", "custom"),
        ("model", json!(3), "wire.document.malformed", "model"),
    ] {
        let error = record(&with(key, value)).unwrap_err();
        let shown = ErrorDocument::from(&error);
        assert_eq!((shown.code.as_str(), shown.path.as_deref()), (code, Some(path)), "{error}");
        assert!(shown.message.len() < 500, "{error}");
    }
    let many: Vec<_> = (0..201).map(|each| json!({"kind": "log", "reference": each.to_string()})).collect();
    assert_eq!(record(&with("attachments", json!(many))).unwrap_err().code(), "intake.document.too_many");
}

#[test]
fn a_document_out_of_order_is_refused_with_its_place() {
    let requires = |entry: Value| json!({"requirements": [entry]});
    let formats = |field: &str, format: Value| json!({"formats": {field: format}});
    for (document, code, path, told) in [
        (
            requires(json!({"fields": ["model", "serial"]})),
            "vocabulary.word.unknown",
            "requirements[0].fields[1]",
            "`serial_number`",
        ),
        (
            requires(json!({"any_of": ["contact.fax"]})),
            "vocabulary.word.unknown",
            "requirements[0].any_of[0]",
            "`phone`",
        ),
        (
            requires(json!({"when": {"kind": ["repairs"]}})),
            "vocabulary.word.unknown",
            "requirements[0].when.kind[0]",
            "`repair`",
        ),
        (
            requires(json!({"when": {"channel": ["mail"]}})),
            "vocabulary.word.unknown",
            "requirements[0].when.channel[0]",
            "`email`",
        ),
        (
            requires(json!({"field": ["model"]})),
            "wire.document.malformed",
            "requirements[0].field",
            "`fields`",
        ),
        (
            formats("fault_at", json!({"patterns": ["9"]})),
            "intake.format.misplaced",
            "formats.fault_at",
            "only a text",
        ),
        (formats("model", json!({})), "intake.format.misplaced", "formats.model", "`patterns`"),
        (
            formats("model", json!({"check": "luhn", "patterns": vec!["9"; 51]})),
            "intake.document.too_many",
            "formats.model.patterns",
            "at most 50",
        ),
    ] {
        let error = compile(&document).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, Some(path)), "{error}");
        assert!(error.to_string().contains(told), "{error}");
    }
    for pattern in
        ["", "9{", "{3}", "9{0}", "9{4,2}", "9{101}", "9{60}A{60}", "9{a}", "9{,3}", "9{0,5}", "\\", "9}"]
    {
        let error = compile(&formats("model", json!({"patterns": [pattern]}))).unwrap_err();
        assert_eq!(
            (error.code(), error.path()),
            ("intake.pattern.malformed", Some("formats.model.patterns[0]"))
        );
        assert!(error.to_string().contains(&format!("`{pattern}` is not a pattern")), "{error}");
    }
}

#[test]
fn a_hostile_pattern_takes_bounded_time() {
    let policy = compile(&json!({"formats": {"symptom": {"patterns": ["X{0,50}A{0,49}!"]}}})).unwrap();
    let written = record(&json!({"symptom": "A".repeat(10_000)})).unwrap();
    assert_eq!(policy.missing(&written, Kind::Enquiry, Channel::Chat).len(), 1);
}

#[test]
fn a_pattern_may_ask_for_its_own_signs() {
    let policy = compile(&json!({"formats": {"model": {"patterns": ["\\9\\A{2}\\\\工9"]}}})).unwrap();
    let fits = |model: &str| {
        policy.missing(&record(&json!({"model": model})).unwrap(), Kind::Repair, Channel::Hotline).is_empty()
    };
    assert!(fits("9AA\\工7") && !fits("8AA\\工7") && !fits("9AA\\工X"));
}

fn contact() -> Value {
    json!({
        "type": "record", "id": "contact-1", "customer_name": "Customer 1", "contact_name": "Front office",
        "organisation": "Works 7", "phone": "+8621555501", "email": "desk@example.com", "address": "Gate 3",
    })
}

#[test]
fn erasing_a_contact_leaves_only_the_id() {
    let document: ContactDocument = serde_json::from_value(contact()).unwrap();
    let kept = Contact::try_from(&document).unwrap();
    assert_eq!(ContactDocument::from(&kept), document);
    let erased = kept.erased("2026-03-20T00:00:00Z".parse().unwrap());
    let written = serde_json::to_value(ContactDocument::from(&erased)).unwrap();
    assert_eq!(written, json!({"type": "erased", "id": "contact-1", "erased_at": "2026-03-20T00:00:00Z"}));
    // Erased twice is erased when it was erased first.
    assert_eq!(erased.erased("2026-04-01T00:00:00Z".parse().unwrap()), erased);
    let back: ContactDocument = serde_json::from_value(written).unwrap();
    assert_eq!(Contact::try_from(&back).unwrap(), erased);
}

#[test]
fn a_ticket_keeps_which_contact_fields_are_given_and_no_value() {
    let Contact::Record(kept) =
        Contact::try_from(&serde_json::from_value::<ContactDocument>(contact()).unwrap()).unwrap()
    else {
        panic!("a record is a record")
    };
    let reference = kept.reference();
    assert!(ContactField::ALL.iter().all(|field| reference.holds(*field)));
    let ticket_side = format!("{reference:?}");
    let debug = format!("{kept:?}");
    for field in ContactField::ALL {
        let value = kept.text(*field).unwrap();
        assert!(!ticket_side.contains(value) && !debug.contains(value), "{field} is shown");
    }
}

#[test]
fn contact_data_that_cannot_be_right_are_refused_without_being_shown() {
    let read = |key: &str, value: &str| {
        let mut written = contact();
        written[key] = json!(value);
        Contact::try_from(&serde_json::from_value::<ContactDocument>(written).unwrap())
    };
    for (key, value) in [
        ("phone", "n/a"),
        ("email", "desk"),
        ("email", "a@b@c"),
        ("email", "desk @example.com"),
        ("email", "@example.com"),
    ] {
        let error = read(key, value).unwrap_err();
        assert_eq!((error.code(), error.path()), ("intake.contact.unreachable", Some(key)));
        assert!(!error.to_string().contains(value), "{error}");
    }
    let Contact::Record(kept) = read("phone", "555").unwrap() else { panic!("a record is a record") };
    let problems: Vec<_> = desk().malformed_in(&kept).iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        ["`contact.phone` does not fit; a value such as `+12345678` is expected (`+9{8,15}`)"]
    );
    let blank: ContactRecord = match read("email", "  ").unwrap() {
        Contact::Record(record) => record,
        other => panic!("{other:?}"),
    };
    assert!(!blank.reference().holds(ContactField::Email));
}

#[test]
fn a_desk_that_asks_nothing_finds_everything_complete() {
    let policy = compile(&json!({})).unwrap();
    let share: Completeness =
        policy.completeness(&record(&json!({})).unwrap(), Kind::Enquiry, Channel::Hotline);
    assert_eq!((share.required(), share.given(), share.is_complete()), (0, 0, true));
}
