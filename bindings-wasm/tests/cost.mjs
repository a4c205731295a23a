// The shared vectors of taxes, rounding, ranges, consent and coverage on the package's own API; runs in Node and in pages.

const PAYERS = [{ payer: "customer", percent: "100" }];
const FAMILIES = {
  currency_rounding: rounding,
  reauthorisation,
  tax_rounding: taxes,
  uncertainty,
  warranty_betterment_minimums: rights,
};

/** Asks every vector of files; returns how many there are, and what was answered wrongly. */
export function checkCost(aftersales, files) {
  const failures = [];
  let count = 0;
  for (const { family, vectors } of files) {
    for (const { id, input, expect = {}, expect_not = {}, tolerance } of vectors) {
      count += 1;
      try {
        const answer = FAMILIES[family.replace("cost/", "")](aftersales, input, id);
        for (const [key, wanted] of Object.entries(expect)) {
          if (!equal(answer[key], wanted, tolerance)) {
            failures.push(`${id} ${key}: ${JSON.stringify(answer[key])}, expected ${JSON.stringify(wanted)}`);
          }
        }
        for (const [key, wrong] of Object.entries(expect_not)) {
          if (answer[key] === undefined || equal(answer[key], wrong)) failures.push(`${id} ${key}: ${answer[key]}, which is wrong`);
        }
      } catch (error) {
        failures.push(`${id}: ${error.name}: ${error.message}`);
      }
    }
  }
  return { count, failures };
}

function equal(answer, wanted, tolerance) {
  if (typeof wanted === "number" && tolerance) return Math.abs(answer - wanted) <= tolerance;
  if (DECIMAL.test(wanted) && DECIMAL.test(answer)) return exact(answer) === exact(wanted);
  return JSON.stringify(answer) === JSON.stringify(wanted);
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
const DIGITS = 12;

/** A decimal text as a whole number of its smallest part. */
function exact(text) {
  const [whole, fraction = ""] = String(text).split(".");
  return BigInt(whole + fraction.padEnd(DIGITS, "0"));
}

/** The decimal text of such a number. */
function decimal(number) {
  const digits = String(number < 0n ? -number : number).padStart(DIGITS + 1, "0");
  return `${number < 0n ? "-" : ""}${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`;
}

function rounding({ allocateMoney, roundMoney }, input, id) {
  if (input.minor_units !== undefined) {
    const amount = decimal(BigInt(input.minor_units) * 10n ** BigInt(DIGITS - 2)).slice(0, 2 - DIGITS);
    const parts = allocateMoney({ amount, currency: "EUR", weights: input.ratios });
    return { shares: parts.map((part) => Number(part.amount.replace(".", ""))) };
  }
  const currency = { "iso4217-jpy": "JPY", "iso4217-kwd": "KWD" }[id] ?? "EUR";
  const { amount } = roundMoney({ amount: input.amount, currency, mode: input.mode, step: input.increment });
  return { amount, adjustment: decimal(exact(amount) - exact(input.amount)) };
}

function uncertainty({ Distribution, Shrinkage }, input) {
  if (input.mu_ln_hours !== undefined) {
    const hours = Distribution.logNormalOfLogarithm(input.mu_ln_hours, input.sigma_ln);
    if (input.t_hours !== undefined) return { probability: hours.probability(input.t_hours) };
    return { hours: hours.quantile({ median: 0.5, p95: 0.95 }[input.want]) };
  }
  if (input.c !== undefined) return { z: new Shrinkage(input.grand_mean, input.c).of(input.y) };
  if (input.y !== undefined) {
    const mean = input.y.reduce((sum, value) => sum + value, 0) / input.y.length;
    const shrinkage = Shrinkage.jamesStein(input.y, (mean * (1 - mean)) / input.n_each);
    return { grand_mean: shrinkage.towards, c: shrinkage.factor };
  }
  if (input.dist === "triangular") {
    const triangle = Distribution.triangular(input.o, input.m, input.p);
    return { mean: triangle.mean, sd: triangle.deviation };
  }
  const points = Distribution.threePoint(input.o, input.m, input.p);
  return { mean: points.mean, sd: points.classicDeviation };
}

const LAWS = {
  fl: ["us_fl_motor_vehicle_repair", "USD"],
  on: ["ca_on_motor_vehicle_repair", "CAD"],
  ca: ["us_ca_motor_vehicle_repair", "USD"],
  nte: ["us_ca_motor_vehicle_repair", "USD"],
};

function reauthorisation({ Regime }, input, id) {
  const [name, currency] = LAWS[id.split("-")[0]];
  const amount = (text) => text && { amount: text, currency };
  const check = Regime.preset(name).checkPrice({
    estimate: amount(input.authorised),
    not_to_exceed: amount(input.not_to_exceed),
    revised: amount(input.revised),
  });
  return { ...check, reauthorise: check.outcome !== "within_tolerance" };
}

function taxes({ PriceBook }, input) {
  const [document, request] = input.lines ? sheet(input) : sheet(naive(input));
  const { totals } = PriceBook.compile(document).estimate(request);
  return { net: totals.net.amount, tax: totals.tax.amount, total: totals.total.amount };
}

/** The gross prices behind the net ones of a vector that only has these. */
function naive({ nets, tax_rate_pct }) {
  const gross = nets.map((net) => (Number(net) * (1 + Number(tax_rate_pct) / 100)).toFixed(2));
  const lines = gross.map((unit_price) => ({ unit_price, qty: "1", tax_rate_pct }));
  return { lines, prices_include_tax: true, rounding_mode: "half_up", rounding_policy: "per_line" };
}

/** A price book with one part for each line, and the plan that uses them. */
function sheet(input) {
  const rates = [...new Set(input.lines.map((line) => line.tax_rate_pct))];
  const parts = {};
  const lines = input.lines.map(({ unit_price: price, qty: quantity, tax_rate_pct: rate, discount_pct: percent }, row) => {
    const id = `line-${row}`;
    if (price.startsWith("-")) {
      // A price below zero is a discount with a line of its own.
      return { id, charge: { type: "discount", discount: { type: "amount", amount: price.slice(1) } } };
    }
    parts[id] = { tiers: [{ from: "0", price }], taxes: [rate] };
    const discount = percent ? { discount: { type: "percent", percent } } : {};
    return { id, charge: { type: "part", part: id, quantity }, ...discount };
  });
  const document = {
    currency: "EUR",
    prices: input.prices_include_tax ? "with_tax" : "without_tax",
    rounding: { mode: input.rounding_mode, scope: input.rounding_policy, step: input.currency_increment },
    taxes: rates.map((rate) => ({ name: rate, percent: rate })),
    default_taxes: [],
    parts,
  };
  const [issued_at, valid_until] = ["2026-03-02T09:00:00Z", "2026-04-01T09:00:00Z"];
  return [document, { version: 1, issued_at, valid_until, payers: PAYERS, lines }];
}

function rights(aftersales, input) {
  const { Regime } = aftersales;
  if (input.regime) {
    const { days_since_sale, failed_repairs, repair_days, delay_reason } = input;
    const guarantee = input.within_validity ? "running" : "ended";
    const facts = { days_since_sale, failed_repairs, repair_days, guarantee, ...(delay_reason && { delay_reason }) };
    return { remedies: Regime.preset(input.regime).remedies(facts).remedies.map(({ remedy }) => remedy) };
  }
  if (input.daily_rate || input.km) return useFee(aftersales, input);
  if (input.pct_per_year) {
    const cover = { percent: "100", betterment_percent_per_year: input.pct_per_year };
    const [{ shares }] = claim(aftersales, "insurer", cover, [
      { id: "part", kind: "part", amount: euros(input.part_price), replaced_age_years: String(input.age_years) },
    ]);
    const paid = (payer) => shares.find((share) => share.payer === payer)?.amount.amount ?? "0";
    return { customer: paid("customer"), covered: paid("insurer") };
  }
  if (input.minimum_minutes) {
    const grade = { per_hour: input.rate_per_hour, minimum_seconds: input.minimum_minutes * 60 };
    const charge = { type: "labour", grade: "engineer", seconds: input.minutes * 60 };
    const plan = [{ id: "1", charge }];
    const estimate = estimated(aftersales, { labour: { grades: { engineer: grade } } }, plan);
    const billed = Number(estimate.lines[0].formula.quantity) / 60;
    return { billed_minutes: billed, charge: total(estimate, "customer") };
  }
  if (input.entitlement_discount_pct) {
    const estimate = covered(aftersales, [[input.list, "1"]], "contract", input.entitlement_discount_pct);
    return { charge: total(estimate, "customer"), contract_share: total(estimate, "contract") };
  }
  if (input.under_warranty !== undefined) {
    const estimate = covered(aftersales, input.lines, "warranty", input.under_warranty ? "100" : "0");
    return { customer_total: total(estimate, "customer"), warranty_total: total(estimate, "warranty") };
  }
  const regime = Regime.preset("eu_repair");
  if (input.issued) {
    if (regime.document().offer.binding_days !== input.validity_days) throw new TypeError("another validity");
    return { price_binding: input.accepted <= regime.offerBindsUntil(input.issued) };
  }
  const repair = { from: input.guarantee_end, to: input.guarantee_end };
  const repairs = [input.repaired_under_guarantee, input.second_repair].filter(Boolean).map(() => repair);
  return { new_end: regime.prolong({ guarantee_end: input.guarantee_end, repairs }).guarantee_end };
}

function useFee({ Regime }, { price, km, n, daily_rate: rate, days }) {
  const [use_fee, usage, chosen] = km
    ? [
      { type: "per_thousand_kilometres", most_rate: n, section: "1" },
      { type: "kilometres", kilometres: Number(km) },
      { rate: n },
    ]
    : [{ type: "per_day", rate, section: "1" }, { type: "days", days }, {}];
  const regime = Regime.compile({
    name: "vector",
    jurisdiction: "CN",
    title: "a fee for the use",
    scope: "goods",
    as_of: "2026-11-01",
    source: { statute: "vector", section: "1" },
    notice: "not legal advice",
    use_fee,
  });
  const refund = regime.refund({ price: { amount: price, currency: "CNY" }, usage, ...chosen });
  return { use_fee: refund.use_fee.amount, refund: refund.refund.amount };
}

/** What is owed for parts, each line split between payers as an agreement has it. */
function covered(aftersales, lines, payer, percent) {
  const id = (row) => `part-${row}`;
  const parts = Object.fromEntries(lines.map(([price], row) => [id(row), { tiers: [{ from: "1", price }] }]));
  const claimed = lines.map(([price, quantity], row) => {
    const amount = decimal(exact(price) * BigInt(quantity)).slice(0, 2 - DIGITS);
    return { id: id(row), kind: "part", amount: euros(amount) };
  });
  const answers = claim(aftersales, payer, { percent }, claimed);
  const plan = lines.map(([, quantity], row) => {
    const whole = exact(answers[row].amount.amount);
    const payers = answers[row].shares.map((share) => ({
      payer: share.payer,
      percent: String((exact(share.amount.amount) * 100n) / whole),
    }));
    return { id: id(row), charge: { type: "part", part: id(row), quantity }, payers };
  });
  return estimated(aftersales, { parts }, plan);
}

function claim({ Coverage }, payer, cover, lines) {
  const agreement = { name: "agreement", payer, term: { type: "always" }, covers: [cover] };
  return Coverage.compile({ agreements: [agreement] }).claim({ date: "2026-11-02", lines }).lines;
}

function estimated({ PriceBook }, tariff, lines) {
  const book = PriceBook.compile({
    currency: "EUR",
    prices: "without_tax",
    rounding: { mode: "half_up", scope: "per_line" },
    default_taxes: [],
    estimate_valid_seconds: 86_400,
    ...tariff,
  });
  return book.estimate({ version: 1, issued_at: "2026-03-02T09:00:00Z", payers: PAYERS, lines });
}

function total({ payers }, payer) {
  const owed = payers.filter((row) => row.payer === payer).map((row) => exact(row.total.amount));
  return decimal(owed.reduce((sum, amount) => sum + amount, 0n));
}

function euros(amount) {
  return { amount, currency: "EUR" };
}
