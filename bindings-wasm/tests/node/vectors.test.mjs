import assert from "node:assert/strict";
import { test } from "node:test";

import * as node from "aftersales";
import * as inline from "aftersales/inline";

import { checkCost } from "../cost.mjs";
import { checkKpi } from "../kpi.mjs";
import {
  COST_VECTORS, KPI_VECTORS, OPERATIONS, PRIORITY_VECTORS, SLA_VECTORS, VECTORS, loadFiles, loadVectors,
} from "../load.mjs";
import { checkPriority } from "../priority.mjs";
import { checkSla } from "../sla.mjs";
import { check } from "../vectors.mjs";

for (const [entry, aftersales] of Object.entries({ node, inline })) {
  test(`the calendar vectors hold in the ${entry} entry`, () => {
    const { count, operations, failures } = check(aftersales, loadVectors());
    assert.deepEqual(failures, []);
    assert.equal(count, VECTORS);
    assert.equal(operations, OPERATIONS);
  });
}

test("the vectors of service-level clocks hold", () => {
  const { count, failures } = checkSla(node, loadVectors("sla"));
  assert.deepEqual(failures, []);
  assert.equal(count, SLA_VECTORS);
});

test("the vectors of decision tables, grading and the timing of escalations hold", () => {
  assert.deepEqual(checkPriority(node, loadFiles("priority")), { count: PRIORITY_VECTORS, failures: [] });
});

test("the vectors of taxes, rounding, ranges, consent and coverage hold", () => {
  assert.deepEqual(checkCost(node, loadFiles("cost")), { count: COST_VECTORS, failures: [] });
});

test("the vectors of figures hold", () => {
  assert.deepEqual(checkKpi(node, loadFiles("kpi")), { count: KPI_VECTORS, failures: [] });
});
