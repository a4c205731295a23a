// What JavaScript holds, written again, is what the core wrote: the same JSON, and so the same canonical text.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  Kpi, Policy, PriceBook, Regime, Ticket, TicketClocks, WorkingCalendar, canonicalJson, promiseCompletion,
} from "aftersales";

/** The texts that the core gave to be parsed, since the last look. */
const texts = [];
const { parse } = JSON;
JSON.parse = (text, ...more) => {
  texts.push(text);
  return parse(text, ...more);
};

/** Asks, and compares what came with the text that it came as. */
function same(ask) {
  texts.length = 0;
  const result = ask();
  assert.equal(texts.length, 1, "one answer of the core");
  const [text] = texts;
  assert.equal(JSON.stringify(result), text.replace(NUMBERS, (number) => (number[0] === '"' ? number : String(Number(number)))));
  if (!hasFractions(result)) assert.equal(canonicalJson(result), canonicalJson(text));
  return result;
}

/** Texts in quotes, which stay, and numbers, which JavaScript writes in its own way. */
const NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function hasFractions(value) {
  if (typeof value === "number") return !Number.isSafeInteger(value);
  return typeof value === "object" && value !== null && Object.values(value).some(hasFractions);
}

const policy = Policy.compile(Policy.preset("after-sales"));
const at = (hour) => `2026-03-02T${String(hour).padStart(2, "0")}:00:00Z`;
const by = { id: "desk-1", roles: ["front_desk"] };
const command = (key, version, kind) => ({
  by, occurred_at: at(2), idempotency_key: key, expected_version: version, kind,
});
const opening = { type: "open", number: "TS20260302-0001", kind: "enquiry", channel: "chat" };
const case_ = { severity: "severe", scope: "single_function", safety_hazard: false };
const grade = { type: "grade", stage: "preliminary", inputs: case_ };

test("every kind of event that was ever stored comes back as it was", () => {
  const log = readFileSync(new URL("../../../tests/data/exemplar-log/version-1.jsonl", import.meta.url), "utf8");
  const lines = log.trim().split("\n");
  assert.ok(new Set(lines.map((line) => parse(line).kind.type)).size > 60);
  for (const line of lines) assert.equal(canonicalJson(parse(line)), canonicalJson(line));
});

test("canonical text has its keys in order and no fractions", () => {
  assert.equal(canonicalJson({ b: [1, null, "é"], a: { d: true, c: "1.50" } }), '{"a":{"c":"1.50","d":true},"b":[1,null,"é"]}');
  assert.equal(canonicalJson(' { "b" : 1, "a" : 2 } '), '{"a":2,"b":1}');
  assert.throws(() => canonicalJson({ a: 0.5 }), { name: "AftersalesError", code: "wire.value.not_canonical" });
});

test("presets compile to the same revision from objects and from text", () => {
  for (const name of Policy.presetNames()) {
    const bundle = same(() => Policy.preset(name));
    const text = canonicalJson(bundle);
    const [one, other] = [Policy.compile(bundle), Policy.compile(text)];
    assert.deepEqual([one.ticketRevision, one.sla?.revision], [other.ticketRevision, other.sla?.revision]);
  }
});

test("a ticket's answers are those of the core", () => {
  const { ticket } = Ticket.open(policy, command("open", 0, opening), at(2));
  same(() => ticket.decide(command("grade", ticket.version, grade), at(2)));
  const { events } = same(() => ticket.execute(command("grade", ticket.version, grade), at(2)));
  assert.ok(events.length > 0);
  same(() => ticket.snapshot());
  same(() => ticket.state());
  same(() => ticket.available(at(3), by));
  same(() => ticket.readings(at(20)));
  same(() => ticket.facts(at(20)));
  ticket.apply(same(() => ticket.advance(ticket.nextWakeup(at(2)))));
  assert.ok(same(() => ticket.effectsSince(0)).length > 0);
});

test("grades, clocks and escalations are those of the core", () => {
  same(() => policy.grading.grade(case_));
  same(() => policy.grading.explain(case_));
  same(() => policy.grading.problems({ severity: "awful" }));
  const sla = policy.sla;
  same(() => sla.promises({ priority: "P1" }, at(2)));
  const clocks = new TicketClocks(sla);
  clocks.apply([{ at: at(2), type: "started", inputs: { priority: "P1" } }]);
  const [first] = same(() => clocks.readings(at(20)));
  assert.ok(same(() => clocks.breaches(at(20))).length > 0);
  same(() => clocks.explain(first.metric, at(20)));
  const bundle = Policy.preset("after-sales");
  same(() => Policy.check(bundle, "2026-03-02", "2026-03-31"));
});

test("prices, times and rights are those of the core", () => {
  const book = PriceBook.compile({
    currency: "EUR",
    prices: "without_tax",
    rounding: { mode: "half_up", scope: "per_document" },
    taxes: [{ name: "vat", percent: "19" }],
    default_taxes: ["vat"],
    estimate_valid_seconds: 86400,
    labour: { grades: { engineer: { per_hour: "96.00", step_seconds: 900 } } },
  });
  const estimate = {
    version: 1,
    issued_at: at(9),
    payers: [{ payer: "customer", percent: "60" }, { payer: "goodwill", percent: "40" }],
    lines: [{ id: "work", charge: { type: "labour", grade: "engineer", seconds: 7300 } }],
  };
  same(() => book.estimate(estimate));
  const work = { type: "log_normal", median_seconds: 7200, sigma: "0.45" };
  same(() => book.range({ estimate, efforts: { work } }));
  const day = [["09:00", "17:00"]];
  const engineers = new WorkingCalendar({ time_zone: "Europe/Berlin", weekly: { mon: day, tue: day } });
  same(() => promiseCompletion(engineers, { start: at(8), promised_percent: 80, effort: [work] }));
  for (const name of Regime.presets()) same(() => Regime.preset(name).document());
});

test("figures, charts and reports are those of the core", () => {
  const desk = new Kpi({ as_of: "2026-04-01T00:00:00Z", time_zone: "Etc/UTC" });
  desk.add([
    { created_at: at(8), first_response_at: at(9), completed_at: at(15), priority: "P1", satisfaction: 4 },
    { created_at: at(9), first_response_at: at(11), priority: "P2" },
    { created_at: "30 February" },
  ]);
  assert.equal(same(() => desk.finish()).tickets, 2);
  same(() => desk.charts("en"));
  same(() => desk.report().document());
});
