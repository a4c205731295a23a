// The shared vectors of figures on the package's own API; runs in Node and in pages.

// What a package says that a vector was computed with: information, not what is expected of us.
const PEERS = ["pyworkforce", "pyworkforce_agrees", "reliability_package_cost", "reliability_package_time"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Asks every vector of files; returns how many there are, and what was answered wrongly. */
export function checkKpi(aftersales, files) {
  const failures = [];
  let count = 0;
  for (const file of files) {
    for (const vector of file.vectors) {
      count += 1;
      const expect = Object.fromEntries(Object.entries(vector.expect).filter(([name]) => !PEERS.includes(name)));
      const close = toleranceOf(vector.tolerance ?? file.tolerance);
      try {
        const got = FAMILIES[file.family.replace("kpi/", "")](aftersales, vector.input, expect, close);
        failures.push(...differences(`${vector.id}`, expect, got, close));
      } catch (error) {
        failures.push(`${vector.id}: ${error.name}: ${error.message}`);
      }
    }
  }
  return { count, failures };
}

/** The numbers after `relative` and `absolute` in the text of a vector or its file; exact without a text. */
function toleranceOf(text) {
  const after = (word, otherwise) => Number(new RegExp(`${word} ([-+.\\de]+)`).exec(text ?? "")?.[1].replace(/\.$/, "") ?? otherwise);
  const [relative, absolute] = [after("relative", 0), text ? after("absolute", 1e-12) : 0];
  const close = (wanted, got) => Math.abs(wanted - got) <= absolute + relative * Math.abs(wanted);
  return Object.assign(close, { relative });
}

/** Every place at which an answer differs; what is answered and not expected is no difference. */
function differences(path, wanted, got, close) {
  if (Array.isArray(wanted) && Array.isArray(got) && wanted.length === got.length) {
    return wanted.flatMap((each, place) => differences(`${path}[${place}]`, each, got[place], close));
  }
  if (wanted?.constructor === Object && got?.constructor === Object) {
    return Object.keys(wanted).flatMap((name) => differences(`${path}.${name}`, wanted[name], got[name], close));
  }
  if (typeof wanted === "number" && typeof got === "number" ? close(wanted, got) : wanted === (got ?? null)) return [];
  return [`${path}: ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`];
}

const ends = (interval) => interval && [interval.lower, interval.upper];
const percent = (rate) => (rate === null ? null : 100 * rate);

const FAMILIES = {
  proportion_intervals({ proportion }, { successes, n, alpha }) {
    const share = proportion(successes, n, 1 - alpha);
    return {
      rate: share.rate,
      wilson: ends(share.wilson),
      wilson_cc: ends(share.wilson_corrected),
      clopper_pearson: ends(share.clopper_pearson),
      agresti_coull: ends(share.agresti_coull),
      jeffreys: ends(share.jeffreys),
    };
  },

  proportion_difference({ proportionDifference }, { k1, n1, k2, n2 }) {
    const { difference, newcombe, pooled_z: test, fisher } = proportionDifference(k1, n1, k2, n2);
    return {
      diff: difference,
      newcombe95: ends(newcombe),
      z_pooled: test && test.statistic,
      p_two_sided: test && test.p,
      fisher_two_sided: fisher,
    };
  },

  nps({ netPromoterScore }, { counts_by_score_0_to_10: counts }) {
    const score = netPromoterScore(counts);
    return {
      ...score,
      nps: score.points,
      var: score.variance,
      se_points: score.standard_error,
      ci95_points: ends(score.interval),
      adj_wald_95_points: ends(score.adjusted_interval),
    };
  },

  csat({ satisfaction }, { counts_by_rating_1_to_5: counts }) {
    const asked = satisfaction(counts);
    return {
      n: asked.n,
      csat_top2_pct: percent(asked.top[1].rate),
      csat_top1_pct: percent(asked.top[0].rate),
      bottom2_pct: percent(asked.bottom[1].rate),
      mean: asked.mean,
      mean_pct_of_range: asked.mean_percent_of_range,
      wilson_top2: ends(asked.top[1].wilson),
      mean_t95: ends(asked.mean_interval),
    };
  },

  kaplan_meier({ KaplanMeier }, { durations, observed }, expect, { relative }) {
    const seen = observed.map(Boolean);
    const curve = new KaplanMeier(durations, seen);
    const [steps, mean, median] = [curve.steps(), curve.restrictedMean(expect.rmst_tau), curve.quantileInterval(0.5)];
    const ended = durations.filter((_, row) => seen[row]);
    // The expected time, where the curve comes so close to the share that the tolerance does not tell the steps apart.
    const reached = (p, wanted) => {
      const firstAt = (level) => steps.findIndex(({ survival }) => survival <= level);
      const [first, last] = [firstAt((1 - p) * (1 + relative)), firstAt((1 - p) * (1 - relative))];
      const near = first < 0 ? [] : steps.slice(first, last < 0 ? undefined : last + 1);
      return near.some(({ time }) => time === wanted) ? wanted : curve.quantile(p);
    };
    return {
      median: reached(0.5, expect.median),
      p25_time: reached(0.25, expect.p25_time),
      p90_time: reached(0.9, expect.p90_time),
      times: steps.map(({ time }) => time),
      survival: steps.map(({ survival }) => survival),
      lower95: steps.map(({ band }) => band && band.lower),
      upper95: steps.map(({ band }) => band && band.upper),
      rmst_tau: expect.rmst_tau,
      rmst: mean && mean.value,
      naive_mean_of_events: ended.length > 0 ? ended.reduce((sum, each) => sum + each, 0) / ended.length : null,
      median_ci95: ends(median),
    };
  },

  logrank({ logRank }, { t1, e1, t2, e2 }) {
    const test = logRank(t1, e1.map(Boolean), t2, e2.map(Boolean));
    return { chi2: test && test.statistic, p: test && test.p };
  },

  median_order_interval({ medianRanks }, { n, confidence }) {
    const ranks = medianRanks(n, confidence);
    return {
      lower_rank: ranks && ranks.lower,
      upper_rank: ranks && ranks.upper,
      coverage: ranks && ranks.coverage,
    };
  },

  quantiles(aftersales, input) {
    const values = input.generator ? generated(input) : input.x;
    if (input.generator) checkSketches(aftersales, values, input.p);
    const asked = (p, method) => {
      const found = aftersales.quantiles(values, p, method);
      return found && [...found];
    };
    const [type1, type7, extremes] = [asked(input.p, "inverted_cdf"), asked(input.p), asked([0, 1])];
    return {
      type1,
      type1_inverted_cdf: type1,
      type6_weibull: asked(input.p, "weibull"),
      type7,
      type7_linear: type7,
      type8_median_unbiased: asked(input.p, "median_unbiased"),
      sum: values.reduce((sum, value) => sum + value, 0),
      min: extremes && extremes[0],
      max: extremes && extremes[1],
    };
  },

  xmr({ xmrChart }, { x }) {
    const [chart, shorter] = [xmrChart(x), xmrChart(x, { run: 7, trend: 6 })];
    const { limits, limits_by_median_range: byMedian, nhs } = chart;
    return {
      mean: chart.mean,
      mean_mr: chart.mean_range,
      unpl: limits.upper,
      lnpl: limits.lower,
      url_mr: chart.range_limit,
      sigma_mr_over_1_128: chart.sigma,
      median_mr: chart.median_range,
      unpl_median_mr: byMedian.upper,
      lnpl_median_mr: byMedian.lower,
      outside: chart.outside,
      mr_outside: chart.ranges_outside,
      run7_ends: shorter.run_ends,
      run8_ends: chart.run_ends,
      trend7_ends: chart.trend_ends,
      trend6_ends: shorter.trend_ends,
      two_of_three_beyond_2sigma_ends: chart.two_of_three,
      nhs: nhs === null ? { limits_defined: false } : {
        limits_defined: true,
        screened_mean_mr: nhs.mean_range,
        upl: nhs.limits.upper,
        lpl: nhs.limits.lower,
        outside: nhs.outside,
        run7_members: nhs.runs,
        trend7_members: nhs.trends,
        two_in_three_members: nhs.two_in_three,
      },
    };
  },

  p_chart({ pChart }, { k, n }) {
    const chart = pChart(k.map((successes, period) => [successes, n[period]]));
    const side = (limits, end) => limits && limits.map((each) => each && each[end]);
    return {
      pbar: chart.centre,
      ucl: side(chart.limits, "upper"),
      lcl: side(chart.limits, "lower"),
      z: chart.z,
      signals: chart.signals,
      laney_sigma_z: chart.laney_sigma,
      laney_ucl: side(chart.laney_limits, "upper"),
      laney_lcl: side(chart.laney_limits, "lower"),
    };
  },

  erlang_c({ ErlangC }, input, expect) {
    const hotline = new ErlangC(input.transactions, input.interval_minutes, input.aht_minutes);
    const wait = input.target_wait_minutes;
    const fares = (staffing) => staffing && { ...staffing, asa_minutes: staffing.mean_wait };
    const required = hotline.required(input.service_level_target, wait, input.max_occupancy);
    return {
      intensity_erlangs: hotline.load,
      grid: expect.grid.map(({ agents }) => fares(hotline.withAgents(agents, wait))),
      required: { ...fares(required), scheduled: hotline.scheduled(required.agents, input.shrinkage) },
    };
  },

  erlang_a({ erlangA }, { agents, arrivals_per_minute, service_rate_per_minute, abandon_rate_per_minute }) {
    return erlangA(agents, arrivals_per_minute, service_rate_per_minute, abandon_rate_per_minute);
  },

  poisson_base_stock({ BaseStock }, { demand_per_day, lead_time_days, base_stock }) {
    const part = new BaseStock(demand_per_day, lead_time_days);
    const found = part.of(base_stock);
    return {
      lead_time_demand: part.leadTimeDemand,
      fill_rate: found.fill_rate,
      no_stockout_probability: found.no_stockout,
      expected_backorders: found.backorders,
      expected_on_hand: found.on_hand,
      mean_wait_days: found.mean_wait,
    };
  },

  poisson_base_stock_target({ BaseStock }, { demand_per_day, lead_time_days, fill_rate_target }) {
    const part = new BaseStock(demand_per_day, lead_time_days);
    const base_stock = part.stockFor(fill_rate_target);
    const one_less = base_stock > 0 ? part.of(base_stock - 1).fill_rate : null;
    return { base_stock, achieved: part.of(base_stock).fill_rate, one_less };
  },

  newsvendor_poisson({ newsvendor }, { demand_mean, holding_cost, stockout_cost }) {
    const best = newsvendor(demand_mean, holding_cost, stockout_cost);
    return { critical_ratio: best.critical_ratio, base_stock: best.stock, expected_cost: best.cost };
  },

  r_q_poisson({ reorderPolicy }, { demand_per_day, lead_time_days, fixed_cost, holding_cost, stockout_cost }) {
    const best = reorderPolicy(demand_per_day, lead_time_days, fixed_cost, holding_cost, stockout_cost);
    return { reorder_point: best.reorder_point, order_quantity: best.quantity, expected_cost: best.cost };
  },

  pert({ Distribution, Total }, input) {
    if (input.tasks) {
      const [classic, normal] = [new Total("classic_normal"), new Total("normal")];
      for (const task of input.tasks) {
        for (const total of [classic, normal]) total.add(Distribution.threePoint(...task));
      }
      return {
        sum_mean: normal.mean(),
        sum_sd_classic: classic.deviation(),
        sum_sd_beta: normal.deviation(),
        p80_normal_classic: classic.quantile(0.8),
        p80_normal_beta: normal.quantile(0.8),
        p90_normal_beta: normal.quantile(0.9),
      };
    }
    const points = [input.low, input.mode, input.high];
    const [beta, corner] = [Distribution.threePoint(...points), Distribution.triangular(...points)];
    return {
      mean: beta.mean,
      sd_classic: beta.classicDeviation,
      alpha: beta.shapes[0],
      beta: beta.shapes[1],
      var_beta: beta.deviation ** 2,
      p50: beta.quantile(0.5),
      p80: beta.quantile(0.8),
      p90: beta.quantile(0.9),
      p95: beta.quantile(0.95),
      cdf_at_mean: beta.probability(beta.mean),
      triangular: {
        mean: corner.mean,
        var: corner.deviation ** 2,
        p50: corner.quantile(0.5),
        p90: corner.quantile(0.9),
      },
    };
  },

  crow_amsaa({ CrowAmsaa }, { failure_times, target_mtbf }) {
    const model = new CrowAmsaa(failure_times);
    const growth = model.answer();
    return {
      ...growth,
      beta_unbiased_time_truncated: growth.beta_unbiased,
      duane_alpha: growth.duane_slope,
      duane_A: growth.duane_scale,
      time_to_target_mtbf: target_mtbf && model.timeTo(target_mtbf),
      mil_hdbk_189_statistic: growth.test.statistic,
      mil_hdbk_189_df: growth.degrees,
      p_two_sided: growth.test.p,
    };
  },

  laplace_trend({ laplaceTrend }, { times_between_failures, observation_end }) {
    let age = 0;
    const ages = times_between_failures.map((time) => (age += time));
    const { statistic, p, trend } = laplaceTrend(ages, observation_end ?? undefined);
    return { U: statistic, trend_95: trend, p_two_sided: p };
  },

  mean_cumulative_repairs({ meanCumulativeRepairs }, { systems }) {
    const observed = systems.filter((system) => system.length > 0).map((system) => system.at(-1));
    const steps = meanCumulativeRepairs(systems.flatMap((system) => system.slice(0, -1)), observed);
    return {
      times: steps.map(({ time }) => time),
      mcf: steps.map(({ mean }) => mean),
      variance: steps.map(({ variance }) => variance),
    };
  },

  weibull_fit({ Weibull }, { failures, right_censored: working }) {
    const life = Weibull.fit(failures, working);
    const sum = (values) => values.reduce((sum, value) => sum + value, 0);
    // Without wear every age is alike: the exponential distribution is the one of shape 1.
    const exponential = new Weibull((sum(failures) + sum(working)) / failures.length, 1);
    return {
      scale_alpha: life.scale,
      shape_beta: life.shape,
      loglik: life.logLikelihood(failures, working),
      mean_life: life.mean,
      b10: life.quantile(0.1),
      exponential_mtbf: exponential.mean,
      exponential_loglik: exponential.logLikelihood(failures, working),
    };
  },

  replacement_age({ Weibull }, { weibull_alpha, weibull_beta, cost_planned, cost_failure }) {
    const life = new Weibull(weibull_alpha, weibull_beta);
    const [replacement, overhaul] = [life.replacement(cost_planned, cost_failure), life.overhaul(cost_planned, cost_failure)];
    return {
      age_replacement_time: replacement && replacement.time,
      age_replacement_cost_rate: replacement && replacement.cost_rate,
      run_to_failure_cost_rate: life.runToFailure(cost_failure),
      minimal_repair_overhaul_time: overhaul && overhaul.time,
      minimal_repair_cost_rate: overhaul && overhaul.cost_rate,
    };
  },

  stages({ StageLog, WorkingCalendar }, { cases, business_slots }) {
    const log = new StageLog(Object.entries(cases).flatMap(([name, history]) => history.map(([state, at]) => ({
      case: name, state, at: `${at.replace(" ", "T")}${at.length === 16 ? ":00" : ""}Z`,
    }))));
    const [days, hours] = business_slots.split(" ");
    const [first, last] = days.split("-");
    const week = DAYS.slice(DAYS.indexOf(first), DAYS.indexOf(last ?? first) + 1);
    const office = new WorkingCalendar({
      time_zone: "Etc/UTC",
      weekly: Object.fromEntries(week.map((day) => [day.slice(0, 3).toLowerCase(), [hours.split("-")]])),
    });
    const seconds = (micros) => (micros === null ? null : micros / 1_000_000);
    const each = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
    const sorted = (durations) => Object.values(durations).map(seconds).sort((left, right) => left - right);
    const passages = log.passages();
    return {
      case_seconds: each(log.caseDurations(), seconds),
      pm4py_case_durations_sorted: sorted(log.caseDurations()),
      pm4py_business_durations_sorted: sorted(log.workingCaseDurations(office)),
      rework_cases_per_activity: log.repeated(),
      variants: log.variants().map(({ states, cases }) => [states, cases]),
      directly_follows: passages.map(({ from, to, cases }) => [from, to, cases]),
      start: log.starts(),
      end: log.ends(),
      edge_seconds: passages.map((way) => [way.from, way.to, {
        mean: seconds(way.mean_us),
        median: seconds(way.median_us),
        max: seconds(way.greatest_us),
        min: seconds(way.least_us),
        sum: seconds(way.total_us),
      }]),
      edge_business_seconds_mean: log.workingPassages(office).map(({ from, to, mean_us }) => [from, to, seconds(mean_us)]),
      dwell: each(log.stages(), ({ visits, total_us, mean_us }) => ({
        visits, total: seconds(total_us), mean: seconds(mean_us),
      })),
    };
  },
};

const TRANSFORMS = { "exp(4u^2)": (u) => Math.exp(4 * u ** 2), "floor(10080u)": (u) => Math.floor(10_080 * u) };

/** The values of a vector that gives a seed: the high 53 bits of a linear congruential generator, transformed. */
function generated({ seed, n, transform }) {
  let state = BigInt(seed);
  return Array.from({ length: n }, () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return TRANSFORMS[transform](Number(state >> 11n) / 2 ** 53);
  });
}

/** One sketch of all and one merged of uneven parts keep to their bound. */
function checkSketches({ QuantileSketch }, values, p) {
  const [whole, merged, ascending] = [new QuantileSketch(0.01), new QuantileSketch(0.01), Float64Array.from(values).sort()];
  whole.add(Float64Array.from(values));
  const length = Math.floor(values.length / 7) + 1;
  for (let start = 0; start < values.length; start += length) {
    const part = new QuantileSketch(0.01);
    part.add(values.slice(start, start + length));
    merged.merge(part);
  }
  for (const sketch of [whole, merged]) {
    for (const share of p) {
      const [rank, answer] = [share * (values.length - 1), sketch.quantile(share)];
      const within = ascending[Math.floor(rank)] * 0.99 <= answer && answer <= ascending[Math.ceil(rank)] * 1.01;
      if (!within) throw new RangeError(`the sketch is off at ${share}: ${answer}`);
    }
  }
}
