import assert from "node:assert/strict";
import { test } from "node:test";

import * as node from "aftersales";
import * as inline from "aftersales/inline";

import { OPERATIONS, VECTORS, loadVectors } from "../load.mjs";
import { check } from "../vectors.mjs";

for (const [entry, aftersales] of Object.entries({ node, inline })) {
  test(`the calendar vectors hold in the ${entry} entry`, () => {
    const { count, operations, failures } = check(aftersales, loadVectors());
    assert.deepEqual(failures, []);
    assert.equal(count, VECTORS);
    assert.equal(operations, OPERATIONS);
  });
}
