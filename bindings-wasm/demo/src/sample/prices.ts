// What the made-up maker charges, and a repair to start from.
import type { CalendarDocument, PlanLineDocument, PriceBookDocument } from "aftersales";

const OFFICE: CalendarDocument = {
  time_zone: "Asia/Shanghai",
  weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["08:00", "20:00"]]])),
};

export const PRICE_BOOK: PriceBookDocument = {
  currency: "CNY",
  prices: "without_tax",
  rounding: { mode: "half_up", scope: "per_line" },
  taxes: [{ name: "VAT 13 %", percent: "13" }, { name: "VAT 6 %", percent: "6" }],
  default_taxes: ["VAT 6 %"],
  taxes_by_kind: { part: ["VAT 13 %"], consumables: ["VAT 13 %"] },
  estimate_valid_seconds: 604_800,
  labour: {
    grades: {
      engineer: { per_hour: "180.00", minimum_seconds: 1_800, step_seconds: 900 },
      expert: { per_hour: "320.00", minimum_seconds: 1_800, step_seconds: 900 },
    },
    multipliers: { after_hours: "1.5", rest_day: "2", holiday: "3" },
    calendar: OFFICE,
  },
  travel: { zones: { city: "60.00", region: "180.00" } },
  parts: {
    "power-module": { tiers: [{ from: "1", price: "1280.00" }] },
    "fan-80": { tiers: [{ from: "1", price: "86.00" }, { from: "10", price: "71.50" }] },
    "pump-2": { tiers: [{ from: "1", price: "640.00" }] },
  },
  freight: { standard: { amount: "18.00" }, expedite: { amount: "45.00" } },
  consumables: { percent: "3", of: ["labour"], at_most: "30.00" },
  diagnosis: { fee: "120.00", credited_percent: "100" },
  outsourcing: { markup_percent: "10" },
};

export const PLAN: readonly PlanLineDocument[] = [
  { id: "diagnosis", charge: { type: "diagnosis", repair: "accepted" } },
  { id: "exchange", charge: { type: "labour", grade: "engineer", seconds: 9_000 } },
  { id: "module", charge: { type: "part", part: "power-module", quantity: "1" }, payers: [{ payer: "warranty", percent: "100" }] },
  { id: "travel", charge: { type: "travel_zone", zone: "city" } },
  { id: "material", charge: { type: "consumables" } },
];
