import assert from "node:assert/strict";
import { test } from "node:test";

import * as node from "aftersales";
import * as inline from "aftersales/inline";

import { checkTaxes } from "../cost.mjs";
import { OPERATIONS, SLA_VECTORS, TAX_VECTORS, VECTORS, loadFile, loadVectors } from "../load.mjs";
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

test("the vectors of taxes and rounding hold", () => {
  const { count, failures } = checkTaxes(node, loadFile("cost/tax_rounding.json"));
  assert.deepEqual(failures, []);
  assert.equal(count, TAX_VECTORS);
});
