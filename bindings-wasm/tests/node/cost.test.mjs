import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AftersalesError,
  Coverage,
  OptionPolicy,
  PriceBook,
  Regime,
  StandardHours,
  WorkingCalendar,
  checkDelay,
  checkValid,
  compareCost,
  estimateDifference,
  estimateSheet,
  optionsSheet,
  promiseCompletion,
} from "aftersales";

const euro = (amount) => ({ amount, currency: "EUR" });
const work = { type: "log_normal", median_seconds: 7200, sigma: "0.45" };
const day = [["09:00", "17:00"]];
const engineers = new WorkingCalendar({
  time_zone: "Europe/Berlin",
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
});
const book = PriceBook.compile({
  currency: "EUR",
  prices: "without_tax",
  rounding: { mode: "half_up", scope: "per_document" },
  taxes: [{ name: "vat", percent: "19" }],
  default_taxes: ["vat"],
  estimate_valid_seconds: 86400,
  labour: { grades: { engineer: { per_hour: "96.00", step_seconds: 900 } } },
  parts: { fan: { tiers: [{ from: "1", price: "24.50" }] } },
});

function plan(version, fans) {
  return {
    version,
    issued_at: "2026-03-02T09:00:00Z",
    payers: [{ payer: "customer", percent: "100" }],
    lines: [
      { id: "work", charge: { type: "labour", grade: "engineer", seconds: 7200 } },
      { id: "fan", charge: { type: "part", part: "fan", quantity: String(fans) } },
    ],
  };
}

function refused(call, code, path) {
  assert.throws(call, (error) => error instanceof AftersalesError && error.code === code && error.path === path);
}

test("a range has P10, P50 and P90 of effort and cost, with its method", () => {
  const { effort, total } = book.range({ estimate: plan(1, 1), efforts: { work } });
  assert.equal(effort.method, "exact");
  assert.ok(effort.p10_seconds < 7200 && effort.p50_seconds === 7200 && effort.p90_seconds > 7200);
  assert.ok(Number(total.p10.amount) < 257.64 && total.p50.amount === "257.64" && Number(total.p90.amount) > 257.64);
  const unknown = () => book.range({ estimate: plan(1, 1), efforts: { fan: work } });
  refused(unknown, "cost.document.undefined", "efforts");
});

test("a completion waits for parts and opening", () => {
  const lead = { type: "fixed", seconds: 48 * 3600 };
  const promise = promiseCompletion(engineers, {
    start: "2026-03-02T09:00:00Z",
    effort: [work],
    parts: [{ ordered_at: "2026-03-02T09:00:00Z", lead }],
    promised_percent: 80,
  });
  assert.equal(promise.p50, "2026-03-04T11:00:00Z");
  assert.ok(promise.p50 < promise.promised && promise.promised < promise.p90);
});

test("a delay of a fifth needs a reason and a new time", () => {
  const job = { started: "2026-03-02T08:00:00Z", promised: "2026-03-02T13:00:00Z", reason: "a part is missing" };
  assert.equal(checkDelay(engineers, { ...job, expected: "2026-03-02T13:59:00Z" }).needs_notice, false);
  const late = checkDelay(engineers, { ...job, expected: "2026-03-02T14:00:00Z" });
  assert.equal(late.notice.delay_percent, 20);
  assert.equal(late.notice.new_completion, late.notice_from);
});

test("a sheet shows range, completion and what has changed", () => {
  const [earlier, estimate] = [book.estimate(plan(1, 1)), book.estimate(plan(2, 2))];
  const range = book.range({ estimate: plan(2, 2), efforts: { work } });
  const completion = promiseCompletion(engineers, { start: "2026-03-02T09:00:00Z", effort: [work], promised_percent: 80 });
  const content = { estimate, range, completion, earlier };
  const text = estimateSheet(content, { language: "en", time_zone: "Europe/Berlin" });
  assert.match(text, /You pay: 286\.79 EUR instead of 257\.64 EUR/);
  assert.match(text, /Promised completion: 2026-03-02/);
  const shown = estimateSheet(content, { language: "zh", time_zone: "Europe/Berlin", form: "markdown" });
  for (const title of ["## 变更说明", "## 变动范围", "承诺完成时间"]) assert.ok(shown.includes(title), title);
  assert.deepEqual(estimateDifference(earlier, estimate).changed.map(({ after }) => after.id), ["fan", "/tax/vat"]);
  const spoilt = { ...estimate, totals: { ...estimate.totals, tax: euro("0.00") } };
  refused(() => estimateDifference(earlier, spoilt), "cost.value.out_of_range", "later.totals");
});

test("an estimate expires, and stands beside the actual cost", () => {
  const estimate = book.estimate(plan(1, 1));
  checkValid(estimate, "2026-03-03T08:59:59Z");
  refused(() => checkValid(estimate, "2026-03-03T09:00:00Z"), "cost.estimate.expired", undefined);
  const actual = { labour: euro("90.00"), parts: euro("20.00"), transport: euro("5.00"), other: euro("5.00") };
  const { margin, shares } = compareCost(estimate, actual);
  assert.deepEqual(margin, euro("96.50"));
  assert.deepEqual([shares[0].actual_percent, shares[0].beyond_typical], ["75.0", "15.0"]);
});

test("standard hours are corrected by recorded cases", () => {
  const hours = StandardHours.compile({ prior_cases: 8, procedures: [{ name: "fan", efforts: { standard: work } }] });
  const recorded = { procedure: "fan", difficulty: "standard", model: "X1", fault: "noise", grade: "senior", seconds: 9000 };
  const job = { model: "X1", operations: [{ procedure: "fan", difficulty: "standard", quantity: 1 }] };
  const { operations, total } = hours.effort({ job, cases: Array(12).fill(recorded) });
  assert.deepEqual(operations[0].corrections.map(({ group, cases }) => [group, cases]), [["model", 12]]);
  assert.ok(total.p50_seconds > 7200 && total.p50_seconds < 9000);
});

test("coverage says who pays and why", () => {
  const covers = [{ percent: "100" }];
  const term = { type: "since_purchase", months: 24 };
  const coverage = Coverage.compile({
    agreements: [{ name: "two years", payer: "warranty", term, excluded_causes: ["misuse"], covers }],
  });
  const lines = [{ id: "fan", kind: "part", amount: euro("24.50") }];
  const claim = (cause) => coverage.claim({ date: "2026-11-02", purchased_on: "2025-03-01", cause, lines }).lines[0];
  assert.equal(claim("material").shares[0].payer, "warranty");
  assert.deepEqual(claim("misuse").refusals, [{ agreement: "two years", reason: "cause_excluded" }]);
});

test("regimes answer with their sections", () => {
  assert.equal(Regime.presets().length, 8);
  const general = Regime.preset("cn_three_guarantees_general");
  const facts = { days_since_sale: 200, failed_repairs: 2, repair_days: 0, guarantee: "running" };
  assert.deepEqual(general.remedies(facts).remedies.map(({ remedy }) => remedy), ["exchange", "repair"]);
  const price = { amount: "2750.00", currency: "CNY" };
  const phone = Regime.preset("cn_three_guarantees_phone");
  assert.equal(phone.refund({ price, usage: { type: "days", days: 60 } }).refund.amount, "1925.00");
  const eu = Regime.preset("eu_repair");
  const repairs = [{ from: "2026-09-01", to: "2026-09-11" }];
  assert.equal(eu.prolong({ guarantee_end: "2027-02-28", repairs }).guarantee_end, "2028-02-28");
  assert.equal(eu.offerBindsUntil("2026-08-03"), "2026-09-02");
  const dollars = (amount) => ({ amount, currency: "USD" });
  const florida = Regime.preset("us_fl_motor_vehicle_repair");
  const check = florida.checkPrice({ estimate: dollars("300.00"), revised: dollars("330.01") });
  assert.deepEqual([check.outcome, check.most.amount], ["above_tolerance", "330.00"]);
  assert.equal(florida.document().notice, "not legal advice");
  assert.equal(Regime.compile(florida.document()).revision, florida.revision);
});

test("options stand side by side", () => {
  const depreciation = { life_months: 60, least_percent: "10" };
  const policy = OptionPolicy.compile({ repair_up_to_percent: "60", of: "residual_value", depreciation });
  const sheet = policy.sheet({
    date: "2026-11-02",
    purchased_on: "2024-05-02",
    purchase_price: euro("900.00"),
    repair: { total: euro("280.00"), customer: euro("280.00"), guarantee_months: 6 },
    exchange: { total: euro("850.00"), customer: euro("850.00"), guarantee_months: 24 },
  });
  assert.deepEqual(sheet.recommendation.repair_up_to, euro("270.00"));
  const text = optionsSheet(sheet, { language: "en", time_zone: "Etc/UTC" });
  assert.match(text, /Recommended: Exchange, for the repair is above the limit/);
  const shown = optionsSheet(sheet, { language: "zh", time_zone: "Etc/UTC", form: "markdown" });
  assert.match(shown, /建议：换货，维修费用超过上限/);
});
