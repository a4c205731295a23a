// What the vectors do not ask: bad input to statistics, distributions, money, tables and escalation.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AftersalesError, CrowAmsaa, DecisionTable, Distribution, ErlangC, EscalationPolicy, KaplanMeier, QuantileSketch, SlaPolicy,
  StageLog, TicketClocks, Total, allocateMoney, pChart, proportion, quantiles, roundMoney, satisfaction, xmrChart,
} from "aftersales";

const SLA = SlaPolicy.compile({
  calendars: { office: { time_zone: "Etc/UTC", weekly: { mon: [["09:00", "17:00"]] } } },
  default_calendar: "office",
  metrics: [{ name: "resolution", starts: [{ type: "started" }] }],
  selector: [{ type: "set", targets: { resolution: { type: "open_time", duration: "PT4H" } } }],
});

const REFUSED = {
  "kpi.statistics.out_of_range": () => new ErlangC(0, 30, 6),
  "kpi.column.length": () => new KaplanMeier([1, 2], [true]),
  "cost.value.out_of_range": () => Distribution.threePoint(3, 2, 1),
};

test("statistics refuse what they cannot count, and stay usable", () => {
  for (const [code, ask] of Object.entries(REFUSED)) {
    assert.throws(ask, (error) => error instanceof AftersalesError && error.code === code, code);
  }
  const wrong = {
    "values": () => quantiles("1, 2", [0.5]),
    "values[1]": () => quantiles([1, "2"], [0.5]),
    "method": () => quantiles([1, 2], [0.5], "nearest"),
    "successes": () => proportion(1.5, 4),
    "n": () => proportion(1, Number.NaN),
    "failureTimes": () => new CrowAmsaa([5]),
    "periods": () => pChart([]),
  };
  for (const [path, ask] of Object.entries(wrong)) {
    assert.throws(ask, { name: "AftersalesError", code: "binding.argument.malformed", path });
  }
  assert.throws(() => xmrChart([1]), { code: "binding.argument.malformed", path: "values" });
  assert.throws(() => xmrChart([1, Number.NaN]), { code: "kpi.column.not_finite" });
  assert.throws(() => satisfaction([1, 2, 3]), AftersalesError);
  assert.throws(() => new StageLog([{ case: "A", state: "new", at: "soon" }]), { path: "[0].at" });
  assert.equal(quantiles([], [0.5]), undefined);
  assert.deepEqual(quantiles(Float64Array.of(15, 20, 35, 40, 50), [0.5, 0.9]), Float64Array.of(35, 46));
});

test("a sketch that refuses a column has taken none of it", () => {
  const sketch = new QuantileSketch(0.01);
  sketch.add([1, 2, 3]);
  assert.throws(() => sketch.add([4, Number.POSITIVE_INFINITY]), { code: "kpi.column.not_finite" });
  assert.equal(sketch.n, 3);
  assert.throws(() => sketch.merge(new QuantileSketch(0.02)), AftersalesError);
  assert.deepEqual([sketch.least, sketch.greatest], [1, 3]);
});

test("a total keeps its parts usable", () => {
  const job = Distribution.threePoint(1, 2, 6);
  const total = new Total();
  total.add(job);
  total.add(job);
  assert.equal(total.mean(), 2 * job.mean);
  assert.ok(total.quantile(0.9) > 2 * job.quantile(0.5));
  assert.throws(() => new Total("guess"), AftersalesError);
});

test("money is rounded and split by request", () => {
  assert.deepEqual(roundMoney({ amount: "2.345", currency: "CHF", step: "0.05" }), { amount: "2.35", currency: "CHF" });
  const parts = allocateMoney({ amount: "100.00", currency: "USD", weights: [2, 1] });
  assert.deepEqual(parts.map(({ amount }) => amount), ["66.67", "33.33"]);
  assert.throws(() => roundMoney({ amount: "2,3", currency: "CHF" }), { path: "amount" });
  assert.throws(() => roundMoney({ amount: "2.3", currency: "CHF", mode: "up_up" }), { path: "mode" });
  assert.throws(() => allocateMoney({ amount: "1.00", currency: "USD", weights: [] }), { path: "weights" });
});

test("a decision table refuses bad cases with all problems, and a bad document with its path", () => {
  const table = DecisionTable.compile({
    inputs: [{ type: "number", name: "loss", unit: "EUR", least: 0, most: 1_000_000, order: "rising" }],
    outputs: [{ name: "desk", values: ["executive", "senior"] }],
    rules: { type: "table", hit_policy: "first", rows: [{ when: { loss: { above: 5000 } }, then: { desk: "executive" } }] },
  });
  assert.deepEqual(table.decide({ loss: 6000 }), { row: 0, path: "rules.rows[0]", values: { desk: "executive" } });
  assert.equal(table.decide({ loss: 1 }), null);
  assert.deepEqual(table.analysis().gap, { loss: 0 });
  assert.throws(() => table.decide({ gain: 1 }), ({ code, data }) => code === "priority.inputs.refused" && data.problems.length === 2);
  assert.throws(() => DecisionTable.compile({ inputs: [], outputs: [], rules: { type: "guess" } }), AftersalesError);
});

test("an escalation policy refuses what it does not know", () => {
  const rule = {
    id: "half of it",
    trigger: { type: "metric", metric: "resolution", at: { type: "share", percent: 50 } },
    steps: [{ actions: [{ type: "notify", role: "engineer" }] }],
  };
  const unknown = { ...rule, trigger: { ...rule.trigger, metric: "recovery" } };
  assert.throws(() => EscalationPolicy.compile({ rules: [unknown] }, SLA), { code: "escalation.document.undefined" });
  const policy = EscalationPolicy.compile({ rules: [rule] }, SLA);
  const clocks = new TicketClocks(SLA);
  clocks.apply({ at: "2026-03-02T09:00:00Z", type: "started" });
  const view = { level: { level: "L1", since: "2026-03-02T09:00:00Z", number: 1 } };
  assert.deepEqual(policy.rules, ["half of it"]);
  assert.equal(policy.nextChange(clocks, view, "2026-03-02T09:00:00Z"), "2026-03-02T11:00:00Z");
  assert.throws(() => policy.due(clocks, { ...view, stage: "new" }, "2026-03-02T12:00:00Z"), AftersalesError);
  assert.throws(() => policy.due(clocks, { level: { ...view.level, level: "L9" } }, new Date()), { path: "level.level" });
  assert.equal(policy.due(clocks, { ...view, standing: "ended" }, "2026-03-02T12:00:00Z").length, 0);
});
