//! One repair, estimated twice: a drive under warranty, labour after hours, tax, the range of cost and time, the promised
//! completion, what changed when the engineer found more and whether the customer must be asked, who covers what, repair
//! beside exchange, and the notice of a delay. In English as text and in Chinese as Markdown.
//!
//! ```text
//! cargo run --example estimate
//! ```

use std::collections::BTreeMap;
use std::error::Error;

use aftersales::calendar::WorkingCalendar;
use aftersales::cost::{
    Coverage, CoveredClaim, DelayRule, Distribution, Estimate, EstimateRange, EstimateRequest, LogNormal,
    OptionPolicy, PartArrival, PriceBook, Promise, RangeMethod, Regime,
};
use aftersales::report::{EstimateSheet, Language, OptionsSheet};
use aftersales::time::ZoneDatabase;
use aftersales::wire::{
    ChargeDocument, ClaimDocument, CoverageDocument, EstimateRequestDocument, MoneyDocument,
    OfferedOptionDocument, OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument,
    PlanLineDocument, PriceBookDocument, ReauthorisationRequestDocument, RegimeDocument, read_document,
};

const PRICE_BOOK: &str = r#"{
    "currency": "EUR",
    "prices": "without_tax",
    "rounding": {"mode": "half_up", "scope": "per_document"},
    "taxes": [{"name": "VAT", "percent": "19"}],
    "default_taxes": ["VAT"],
    "taxes_by_kind": {"core_charge": []},
    "estimate_valid_seconds": 2592000,
    "labour": {
        "grades": {"engineer": {"per_hour": "96.00", "minimum_seconds": 1800, "step_seconds": 900}},
        "multipliers": {"after_hours": "1.5", "rest_day": "2", "holiday": "2.5"},
        "calendar": {
            "time_zone": "Europe/Berlin",
            "weekly": {
                "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
                "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]
            }
        }
    },
    "travel": {"zones": {"city": "35.00"}},
    "parts": {
        "drive-2t": {"tiers": [{"from": "1", "price": "180.00"}], "procurement": "4.50"},
        "fan-80": {"tiers": [{"from": "1", "price": "24.50"}, {"from": "10", "price": "20.00"}]}
    },
    "freight": {"expedite": {"amount": "19.90"}},
    "consumables": {"percent": "3", "of": ["labour"], "at_most": "15.00"},
    "diagnosis": {"fee": "49.00", "credited_percent": "100"}
}"#;

const PLAN: &str = r#"{
    "version": 1,
    "issued_at": "2026-03-02T10:00:00+01:00",
    "payers": [{"payer": "customer", "percent": "100"}],
    "lines": [
        {"id": "diagnosis", "charge": {"type": "diagnosis", "repair": "accepted"}},
        {"id": "exchange", "charge": {
            "type": "labour", "procedure": "exchange drive", "grade": "engineer", "seconds": 5400,
            "at": "2026-03-04T16:00:00+01:00"
        }},
        {"id": "drive", "charge": {"type": "part", "part": "drive-2t", "quantity": "1"}},
        {"id": "freight", "charge": {"type": "freight", "freight": "expedite"}},
        {"id": "travel", "charge": {"type": "travel_zone", "zone": "city"}},
        {"id": "material", "charge": {"type": "consumables"}}
    ],
    "not_to_exceed": {"amount": "320.00", "currency": "EUR"}
}"#;

const FAN: &str = r#"{"id": "fan", "charge": {"type": "part", "part": "fan-80", "quantity": "2"}}"#;

const COVERAGE: &str = r#"{
    "agreements": [{
        "name": "two years on parts", "payer": "warranty", "term": {"type": "since_purchase", "months": 24},
        "excluded_causes": ["misuse"], "covers": [{"kinds": ["part"], "percent": "100"}]
    }]
}"#;

const CLAIM: &str = r#"{
    "date": "2026-03-02", "purchased_on": "2024-09-15", "cause": "material",
    "lines": [{"id": "drive", "kind": "part", "amount": {"amount": "184.50", "currency": "EUR"}}]
}"#;

const OPTIONS: &str = r#"{
    "repair_up_to_percent": "60", "of": "replacement_price", "depreciation": {"life_months": 60, "least_percent": "10"}
}"#;

const OFFER: &str = r#"{
    "date": "2026-03-02", "purchased_on": "2024-09-15", "purchase_price": {"amount": "900.00", "currency": "EUR"},
    "exchange": {"total": {"amount": "980.00", "currency": "EUR"}, "customer": {"amount": "980.00", "currency": "EUR"},
                 "guarantee_months": 24}
}"#;

const HOUSE_RULE: &str = r#"{
    "name": "house_rule", "jurisdiction": "example", "title": "One tenth above the estimate at most",
    "scope": "repairs with an estimate", "source": {"statute": "house rule", "section": "2"}, "as_of": "2026-03-01",
    "notice": "not legal advice",
    "reauthorisation": {"tolerance": {"type": "percent", "percent": "10"}, "amounts": "with_tax", "section": "2"}
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let zones = ZoneDatabase::bundled();
    let zone = zones.rules("Europe/Berlin")?;
    let book = PriceBookDocument::from_json(PRICE_BOOK)?;
    let calendar = book.labour.as_ref().and_then(|labour| labour.calendar.clone()).ok_or("no calendar")?;
    let engineers = WorkingCalendar::compile(&calendar, &zones)?;
    let book = PriceBook::compile(&book, &zones)?;

    let mut plan = EstimateRequestDocument::from_json(PLAN)?;
    let covered = under_warranty(&mut plan)?;
    let first = estimate(&book, &plan)?;

    // On the bench the engineer finds two worn fans. More than 320.00 needs the customer's word: the new limit stands in the
    // second version, which holds when it is authorised.
    plan.version = 2;
    plan.not_to_exceed = Some(MoneyDocument::new("450.00", "EUR"));
    plan.lines.push(read_document::<PlanLineDocument>(FAN)?);
    if let Some(ChargeDocument::Labour { seconds, .. }) = plan.lines.get_mut(1).map(|line| &mut line.charge) {
        *seconds = 7_200;
    }
    let second = estimate(&book, &plan)?;
    let difference = second.difference_from(&first)?;

    let range = range(&book, &plan)?;
    let promise = promise(&engineers, &range)?;
    let sheet = EstimateSheet::new(&second, &zone)
        .with_difference(&difference)
        .with_range(&range)
        .with_promise(&promise);
    let options = options(&second, &promise)?;
    let options = OptionsSheet::new(&options, &zone);
    println!("{}", sheet.text(Language::English));
    println!("{}", options.text(Language::English));
    covers(&covered);
    consent(&first, &second)?;
    delay(&engineers, &promise)?;
    println!("{}", sheet.markdown(Language::Chinese));
    println!("{}", options.markdown(Language::Chinese));
    Ok(())
}

fn estimate(book: &PriceBook, plan: &EstimateRequestDocument) -> Result<Estimate, Box<dyn Error>> {
    Ok(book.estimate(&EstimateRequest::try_from(plan)?)?)
}

/// Lets the warranty decide who pays the drive.
fn under_warranty(plan: &mut EstimateRequestDocument) -> Result<CoveredClaim, Box<dyn Error>> {
    let coverage = Coverage::compile(&CoverageDocument::from_json(COVERAGE)?)?;
    let covered = coverage.claim(&read_document::<ClaimDocument>(CLAIM)?)?;
    for line in covered.lines() {
        if let Some(planned) = plan.lines.iter_mut().find(|planned| planned.id == line.id()) {
            planned.payers = line.payer_shares();
        }
    }
    Ok(covered)
}

/// The work takes two hours in half of the cases, and nearly twice as long in few.
fn range(book: &PriceBook, plan: &EstimateRequestDocument) -> Result<EstimateRange, Box<dyn Error>> {
    let exchange = Distribution::from(LogNormal::from_median(7_200.0, 0.45)?);
    let efforts = BTreeMap::from([("exchange".to_owned(), exchange)]);
    Ok(book.estimate_range(&EstimateRequest::try_from(plan)?, &efforts, RangeMethod::Convolution)?)
}

/// Work starts when the drive is there, two days after the order, and goes on in working hours.
fn promise(engineers: &WorkingCalendar, range: &EstimateRange) -> Result<Promise, Box<dyn Error>> {
    let start = "2026-03-02T10:00:00+01:00".parse()?;
    let drive = PartArrival::new(start, Distribution::fixed(54.0 * 3_600.0)?);
    Ok(Promise::of(engineers, start, range.effort(), &[drive], 80)?)
}

/// The repair beside another unit: worth it while it costs at most 60 % of that.
fn options(repair: &Estimate, promise: &Promise) -> Result<OptionSheetDocument, Box<dyn Error>> {
    let policy = OptionPolicy::compile(&OptionPolicyDocument::from_json(OPTIONS)?)?;
    let mut offer: OptionsRequestDocument = read_document(OFFER)?;
    offer.repair = Some(OfferedOptionDocument {
        total: repair.totals().total.into(),
        customer: repair.customer().total.into(),
        completion: Some(promise.promised()),
        guarantee_months: 6,
    });
    Ok(policy.sheet(&offer)?)
}

/// Who pays what of the claim, and why.
fn covers(covered: &CoveredClaim) {
    for line in covered.lines() {
        for share in line.shares() {
            let why = share.agreement().unwrap_or(share.reason().as_str());
            println!("Covered: {} of `{}` by {} ({why})", share.amount(), line.id(), share.payer());
        }
    }
}

/// Whether the second version may be charged without a new authorisation.
fn consent(first: &Estimate, second: &Estimate) -> Result<(), Box<dyn Error>> {
    let rule = Regime::compile(&RegimeDocument::from_json(HOUSE_RULE)?)?;
    let check = rule.check_price(&ReauthorisationRequestDocument {
        estimate: Some(first.customer().total.into()),
        not_to_exceed: first.not_to_exceed().map(Into::into),
        revised: second.customer().total.into(),
    })?;
    println!(
        "Authorisation: {}; without a new one at most {} {}",
        check.outcome, check.most.amount, check.most.currency
    );
    Ok(())
}

/// The drive comes a day late: from a fifth of the estimated time on, the customer is told why and until when.
fn delay(engineers: &WorkingCalendar, promise: &Promise) -> Result<(), Box<dyn Error>> {
    let started = "2026-03-02T10:00:00+01:00".parse()?;
    let expected = engineers.add_working_days(promise.promised(), 1).ok_or("no such day")?;
    let delay = DelayRule::new(20)?.check(engineers, started, promise.promised(), expected)?;
    if delay.needs_notice() {
        let notice = delay.notice("the supplier sends the drive a day late")?;
        println!(
            "Delay: {} %, {}, new time {}\n",
            notice.delay_percent, notice.reason, notice.new_completion
        );
    }
    Ok(())
}
