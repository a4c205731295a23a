use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use serde_json::json;

use crate::desk::{book, estimate, labour, part, plan};

#[test]
fn a_sheet_shows_every_line_with_its_payer() {
    let mut plan = plan(&[labour("engineer", 5400), part("drive", "1")]);
    plan["lines"][1]["payers"] =
        json!([{"payer": "warranty", "percent": "50"}, {"payer": "customer", "percent": "50"}]);
    let estimate = estimate(&book(), &plan);
    let berlin = ZoneDatabase::bundled().rules("Europe/Berlin").unwrap();
    let text = EstimateSheet::new(&estimate, &berlin).text(Language::English);
    let revision = estimate.price_book();
    let expected = format!(
        "\
Repair estimate
===============
 - Version: 1
 - Made: 2026-03-02 10:00 (Europe/Berlin)
 - Can be accepted before: 2026-04-01 11:00 (Europe/Berlin)
 - Currency: EUR (prices without tax)
 - Price book: {revision}
 - You pay: 293.46 EUR

Lines
-----
  What                                Quantity      Price  Amount  Paid by
  Labour, engineer (regular hours)  1 h 30 min    96.00/h  144.00  customer
  Part, drive                             1 pc  180.00/pc  180.00  customer 90.00, warranty 90.00
  Deposit for the old part, drive         1 pc   30.00/pc   30.00  customer 15.00, warranty 15.00
  Tax, vat                                19 %  of 324.00   61.56  customer 44.46, warranty 17.10

Totals
------
  Payer     Without tax    Tax   Total
  customer       249.00  44.46  293.46
  warranty       105.00  17.10  122.10
  All            354.00  61.56  415.56
"
    );
    assert_eq!(text, expected);
}

#[test]
fn a_contained_tax_is_not_shown_as_added() {
    let mut book = book();
    book["prices"] = json!("with_tax");
    let estimate = estimate(&book, &plan(&[labour("engineer", 3600)]));
    let sheet = EstimateSheet::new(&estimate, &ZoneRules::utc()).text(Language::English);
    assert!(sheet.contains("(contained 15.33)"), "{sheet}");
}

#[test]
fn chinese_has_a_word_for_everything() {
    let mut book = book();
    book["rounding"]["scope"] = json!("per_document");
    book["minimum_charge"] = json!({"amount": "900.00", "of": ["labour"]});
    book["labour"]["multipliers"]["holiday"] = json!("3");
    let mut first = plan(&[
        json!({"type": "diagnosis", "repair": "accepted"}),
        json!({"type": "labour", "grade": "engineer", "seconds": 3600, "hours": "holiday"}),
        part("fan", "1"),
        part("drive", "1"),
        part("cable", "1"),
        json!({"type": "freight", "freight": "expedite", "kilograms": "1"}),
        json!({"type": "outsourcing", "supplier": "<b>partner|1</b>", "cost": "9.99"}),
        json!({"type": "fee", "fee": "disposal", "quantity": "1"}),
        json!({"type": "travel_distance", "kilometres": "7"}),
        json!({"type": "consumables"}),
        json!({"type": "discount", "discount": {"type": "percent", "percent": "3"}}),
    ]);
    first["settlement"] = json!("cash");
    first["not_to_exceed"] = json!({"amount": "5000.00", "currency": "EUR"});
    let mut second = first.clone();
    second["version"] = json!(2);
    second["lines"][1]["charge"]["seconds"] = json!(7200);
    second["lines"][1]["charge"]["hours"] = json!("rest_day");
    second["lines"][2]["charge"]["quantity"] = json!("10");
    for (line, payer) in (3_usize..).zip(["warranty", "contract", "goodwill", "insurer", "service_side"]) {
        second["lines"][line]["payers"] = json!([{"payer": payer, "percent": "100"}]);
    }
    let (first, second) = (estimate(&book, &first), estimate(&book, &second));
    let difference = second.difference_from(&first).unwrap();
    let zone = ZoneRules::utc();
    let sheet = EstimateSheet::new(&second, &zone).with_difference(&difference);
    let (chinese, english) = (sheet.markdown(Language::Chinese), sheet.markdown(Language::English));
    // Names of the book, of zones and currencies stay as they are; all other words are translated.
    let names = [
        "engineer", "fan", "drive", "cable", "expedite", "partner", "disposal", "vat", "EUR", "UTC", "Etc",
        "lt", "gt", "amp", "b",
    ];
    let words =
        chinese.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let revision = second.price_book();
    let left: Vec<&str> = words.filter(|word| !names.contains(word) && !revision.contains(word)).collect();
    assert!(left.is_empty(), "{left:?} in\n{chinese}");
    assert!(!english.contains('_'), "{english}");
    assert!(!chinese.contains("<b>") && chinese.contains("&lt;b&gt;partner\\|1"), "{chinese}");
    assert!(chinese.contains("客户") && chinese.contains("服务方") && chinese.contains("最低收费补差"));
}
