// The shared vectors of taxes and rounding on the package's own API.

/** Asks every vector that has lines; returns how many there are, and what was answered wrongly. */
export function checkTaxes({ PriceBook }, vectors) {
  const failures = [];
  const priced = vectors.filter(({ input }) => input.lines);
  for (const { id, input, expect = {}, expect_not = {} } of priced) {
    const [document, request] = sheet(input);
    const { totals } = PriceBook.compile(document).estimate(request);
    const answer = { net: totals.net.amount, tax: totals.tax.amount, total: totals.total.amount };
    for (const [key, wanted] of Object.entries(expect)) {
      if (answer[key] !== wanted) failures.push(`${id} ${key}: ${answer[key]}, expected ${wanted}`);
    }
    for (const [key, wrong] of Object.entries(expect_not)) {
      if (answer[key] === wrong) failures.push(`${id} ${key}: ${wrong}, which is wrong`);
    }
  }
  return { count: priced.length, failures };
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
  const payers = [{ payer: "customer", percent: "100" }];
  const [issued_at, valid_until] = ["2026-03-02T09:00:00Z", "2026-04-01T09:00:00Z"];
  return [document, { version: 1, issued_at, valid_until, payers, lines }];
}
