import assert from "node:assert/strict";
import { test } from "node:test";

import { Board, GradingPolicy, Kpi, Policy, PriceBook, Ticket } from "aftersales";

import { loadFile } from "../load.mjs";

const bundle = Policy.preset("after-sales");
const policy = Policy.compile(bundle);
const case_ = { severity: "severe", scope: "single_function", safety_hazard: false };

test("a preset compiles, and a check finds what is wrong with a bundle", () => {
  assert.deepEqual(Policy.presetNames(), ["after-sales", "three-grade", "clocks-only"]);
  assert.equal(policy.name, bundle.name);
  assert.ok(policy.calendar("office").isOpen("2026-03-02T02:00:00Z"));
  assert.equal(policy.calendar("nowhere"), undefined);
  assert.deepEqual(Policy.check(bundle, "2026-03-02", "2026-03-31").filter(({ severity }) => severity === "error"), []);
  const closed = { name: "no shifts", calendars: { office: { time_zone: "Europe/Berlin" } } };
  const [finding] = Policy.check(closed, "2026-03-02", "2026-12-31");
  assert.deepEqual([finding.code, finding.path], ["policy.calendar.never_opens", "calendars.office"]);
});

test("everything that is wrong with a bundle is thrown at once", () => {
  const wrong = {
    name: "two mistakes",
    calendars: { office: { time_zone: "Mars/Olympus" } },
    intake: { requirements: [{ fields: ["serial"] }] },
  };
  assert.throws(() => Policy.compile(wrong), ({ code, path, data }) => {
    assert.deepEqual([code, path, data.type], ["time.zone.unknown", "calendars.office.time_zone", "policy"]);
    assert.deepEqual(data.errors.map((error) => error.path), [path, "intake.requirements[0].fields[0]"]);
    return true;
  });
});

test("a case is graded, and the grade explained", () => {
  const { grading } = policy;
  assert.deepEqual(grading.inputNames.slice(0, 3), ["severity", "scope", "safety_hazard"]);
  const grade = grading.grade(case_);
  assert.deepEqual([grade.priority, grade.safety_hazard, grade.revision], ["P2", false, grading.revision]);
  assert.equal(grading.grade({ ...case_, symptom: "smoke from the supply" }).priority, "P1");
  const explained = grading.explain(case_);
  assert.deepEqual(explained.grade, grade);
  const core = explained.alternatives.find(({ input, priority }) => input === "scope" && priority === "P1");
  assert.deepEqual(core, { input: "scope", value: "core_function", priority: "P1" });
});

test("bad inputs are told all at once, as a list or as an error", () => {
  const inputs = { severity: "awful", safety_hazard: null, colour: "red" };
  const problems = policy.grading.problems(inputs);
  assert.deepEqual(
    problems.map(({ field, code }) => [field, code]).sort(),
    [
      ["colour", "priority.input.unknown"],
      ["safety_hazard", "priority.input.not_allowed"],
      ["scope", "priority.input.missing"],
      ["severity", "priority.input.not_allowed"],
    ],
  );
  assert.deepEqual(policy.grading.problems(case_), []);
  assert.throws(() => policy.grading.grade(inputs), { code: "priority.inputs.refused", data: { type: "inputs", problems } });
});

test("what other engines grade low by mistake is refused", () => {
  const levels = ["low", "medium", "high"];
  const choice = (name, values) => ({ type: "choice", name, values, order: "rising" });
  const incident = GradingPolicy.compile({
    inputs: [
      choice("impact", levels),
      choice("urgency", levels),
      choice("tier", ["basic", "standard", "vip"]),
      { type: "yes_no", name: "safety", order: "rising" },
      { type: "number", name: "ageHours", unit: "hours", least: 0, most: 100_000, order: "rising" },
    ],
    base: {
      type: "table",
      hit_policy: "first",
      rows: [
        { when: { impact: { one_of: ["high"] }, urgency: { one_of: ["high"] } }, then: { priority: "P1" } },
        { when: { urgency: { one_of: ["high"] }, tier: { one_of: ["vip"] } }, then: { priority: "P2" } },
        { when: { impact: { one_of: ["high"] } }, then: { priority: "P2" } },
        { when: { ageHours: { above: 72 } }, then: { priority: "P3" } },
        { then: { priority: "P4" } },
      ],
    },
    hazards: [{ safety: { one_of: [true] } }],
  });
  const vectors = loadFile("priority/fail_closed.json");
  assert.ok(vectors.some(({ expect }) => expect.error));
  for (const { id, input, expect } of vectors) {
    const refused = incident.problems(input).length > 0;
    assert.equal(refused, expect.error, id);
    if (!refused) assert.equal(incident.grade(input).priority, expect.priority, id);
  }
});

const desk = { id: "desk-1", roles: ["front_desk"] };
const opening = { type: "open", number: "TS20260302-0001", kind: "enquiry", channel: "chat" };
const command = (key, version, kind, by = desk) => ({
  by,
  occurred_at: "2026-03-02T02:00:00Z",
  idempotency_key: key,
  expected_version: version,
  kind,
});
const now = "2026-03-02T02:00:00Z";

test("a ticket opens, refuses with every reason, goes on, and replays", () => {
  const { ticket, decision } = Ticket.open(policy, command("open", 0, opening), now);
  assert.deepEqual([ticket.number, ticket.phase, ticket.version], [opening.number, "received", decision.last]);
  assert.equal(decision.events[0].revision, policy.ticketRevision);
  const log = [...decision.events];

  const before = ticket.snapshot();
  assert.throws(() => ticket.execute(command("early", ticket.version, { type: "close" }), now), (error) => {
    const { type, reasons } = error.data;
    assert.equal(type, "refusal");
    assert.equal(error.code, reasons[0].code);
    assert.ok(reasons.every(({ code, message }) => /^[a-z_.]+$/.test(code) && message));
    return true;
  });
  assert.deepEqual(ticket.snapshot(), before, "a refused command changes nothing");

  const grade = command("grade", ticket.version, { type: "grade", stage: "preliminary", inputs: case_ });
  assert.deepEqual(ticket.snapshot(), before);
  const decided = ticket.decide(grade, now);
  assert.deepEqual(ticket.snapshot(), before, "deciding changes nothing");
  assert.deepEqual(ticket.execute(grade, now), decided);
  log.push(...decided.events);
  assert.deepEqual(ticket.execute(grade, now).events, [], "the same command twice is one");
  assert.equal(ticket.execute(grade, now).standing, "repeated");

  const again = Ticket.replay(policy, JSON.parse(JSON.stringify(log)));
  assert.deepEqual(again.snapshot(), ticket.snapshot());
  assert.deepEqual(Ticket.restore(policy, ticket.snapshot()).snapshot(), ticket.snapshot());
  const stepwise = Ticket.replay(policy, decision.events);
  stepwise.apply(decided.events);
  assert.deepEqual(stepwise.state(), ticket.state());
  assert.throws(() => Ticket.replay(policy, [...log, { ...log[0] }]), { code: "ticket.log.out_of_sequence" });
});

test("a ticket says what is possible, when to look again, and what to do", () => {
  const { ticket } = Ticket.open(policy, command("open", 0, opening), now);
  ticket.execute(command("grade", ticket.version, { type: "grade", stage: "preliminary", inputs: case_ }), now);
  const availability = ticket.available(now, desk);
  const of = (name) => availability.find((each) => each.command === name);
  assert.equal(of("send_message").possible, true);
  assert.equal(of("close").possible, false);
  assert.ok(of("close").lacks.length > 0);
  const wakeup = ticket.nextWakeup(now);
  assert.match(wakeup, /^2026-03-\d\dT/);
  const due = ticket.advance(wakeup);
  assert.ok(due.length > 0, "something falls due at the wake-up");
  const version = ticket.version;
  ticket.apply(due);
  assert.equal(ticket.version, version + due.length);
  const effects = ticket.effectsSince(0);
  assert.ok(effects.every(({ key, notify }) => key.rule && notify));
  assert.deepEqual(ticket.effectsSince(ticket.version), []);

  const response = ticket.readings(wakeup).find(({ metric }) => metric === "first_response");
  assert.equal(response.state, "running");
  assert.equal(ticket.explain("first_response", wakeup).metric, "first_response");
  const board = new Board();
  board.setTicket("one", ticket);
  assert.equal(board.read(wakeup).ticket.length, ticket.readings(wakeup).length);
  const facts = ticket.facts(wakeup);
  assert.deepEqual([facts.ticket, facts.priority, facts.created_at], [opening.number, "P2", now]);
});

test("a policy without gates decides no ticket", () => {
  const clocks = Policy.compile(Policy.preset("clocks-only"));
  assert.equal(clocks.ticketRevision, undefined);
  assert.throws(() => Ticket.open(clocks, command("open", 0, opening), now), { path: "policy" });
});

test("a log that spans two policies replays under both", () => {
  const other = Policy.compile({ ...bundle, note: "another", gates: { ...bundle.gates, gates: [] } });
  const { ticket, decision } = Ticket.open(policy, command("open", 0, opening), now);
  ticket.learn(other);
  const manager = { id: "manager-1", roles: ["department_manager"] };
  const revise = { type: "revise_policy", revision: other.ticketRevision };
  const revised = ticket.execute(command("revise", ticket.version, revise, manager), now);
  const log = [...decision.events, ...revised.events];
  assert.throws(() => Ticket.replay(policy, log), { code: "ticket.policy.unknown" });
  assert.deepEqual(Ticket.replay(other.withEarlier(policy), log).state(), ticket.state());
});

test("an intake form is told what is missing while it is filled in", () => {
  const missing = policy.missingFields({}, "repair", "hotline");
  assert.ok(missing.length > 0);
  assert.ok(missing.every(({ code, field }) => code.startsWith("intake.") && field));
  assert.throws(() => policy.missingFields({}, "repair", "pigeon"), { code: "vocabulary.word.unknown", path: "channel" });
});

const book = {
  currency: "CNY",
  prices: "with_tax",
  rounding: { mode: "half_up", scope: "per_line" },
  taxes: [{ name: "VAT", percent: "6" }],
  default_taxes: ["VAT"],
  estimate_valid_seconds: 604_800,
  labour: { grades: { engineer: { per_hour: "180.00" } } },
};
const request = {
  version: 1,
  issued_at: "2026-03-02T01:00:00Z",
  payers: [{ payer: "customer", percent: "100" }],
  lines: [{ id: "1", charge: { type: "labour", grade: "engineer", seconds: 5400 } }],
};

test("an estimate is exact, and reads as a sheet in two languages", () => {
  const prices = PriceBook.compile(book);
  const estimate = prices.estimate(request);
  assert.equal(estimate.price_book, prices.revision);
  assert.equal(prices.currency, "CNY");
  assert.deepEqual(estimate.totals.total, { amount: "270.00", currency: "CNY" });
  assert.deepEqual(estimate.lines[0].shares, [{ payer: "customer", amount: estimate.lines[0].amount }]);
  const options = { language: "zh", time_zone: "Asia/Shanghai" };
  assert.match(prices.sheet(request, options), /您需支付：270\.00 CNY/);
  assert.match(prices.sheet(request, { ...options, language: "en", form: "markdown" }), /\| Labour, engineer/);
  assert.throws(() => prices.sheet(request, { ...options, language: "fr" }), { path: "options.language" });
  const unknown = { ...request, lines: [{ id: "1", charge: { type: "labour", grade: "wizard", seconds: 1 } }] };
  assert.throws(() => prices.estimate(unknown), ({ code, path }) => code.startsWith("cost.") && /lines/.test(path));
});

test("figures do not depend on how the tickets are split, and make a report", () => {
  const scope = { as_of: "2026-04-01T00:00:00Z", time_zone: "Etc/UTC" };
  const rows = Array.from({ length: 60 }, (_, row) => {
    const date = `2026-0${1 + (row % 3)}-${String(1 + (row % 28)).padStart(2, "0")}`;
    return { created_at: `${date}T09:00:00Z`, first_response_at: `${date}T09:${10 + (row % 40)}:00Z` };
  });
  const whole = new Kpi(scope);
  whole.add(rows);
  const [left, right] = [new Kpi(scope), new Kpi(scope)];
  left.add(rows.slice(0, 17));
  rows.slice(17).forEach((row) => right.add(row));
  left.merge(right);
  assert.deepEqual(left.finish(), whole.finish());
  const { tickets, figures } = whole.finish();
  assert.equal(tickets, 60);
  const response = figures.find(({ name }) => name === "first_response");
  assert.deepEqual([response.source, response.unit, response.denominator], ["KP-1", "seconds", 60]);

  whole.add({ created_at: "30 February" });
  assert.equal(whole.finish().rejected_rows, 1);
  const months = new Kpi({ ...scope, group_by: ["month"] });
  months.add(rows);
  assert.throws(() => whole.merge(months), { code: "kpi.accumulator.differs" });
  const report = left.report().withTrend(months);
  assert.equal(report.document().tickets, 60);
  assert.ok(report.document().trends.some(({ name }) => name === "first_response"));
  assert.match(report.text("en"), /First response/);
  assert.match(report.markdown("zh"), /首次响应/);
  const [curve] = left.charts("zh");
  assert.deepEqual([curve.type, curve.title, curve.curves[0].cases], ["survival", "首次响应", 60]);
  assert.ok(months.charts("en").every(({ type }) => type === "trend"));
  assert.throws(() => left.charts("fr"), { path: "language" });
  assert.throws(() => new Kpi({ ...scope, basis: "working" }), { code: "kpi.scope.calendar_missing" });
});
