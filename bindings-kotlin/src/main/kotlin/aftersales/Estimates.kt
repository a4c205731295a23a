package aftersales

/** Compiles a price book. */
fun PriceBook.Companion.compile(document: PriceBookDocument): PriceBook = fromJson(Wire.write(document))

/** What planned work costs, by line and payer. */
fun PriceBook.estimate(request: EstimateRequestDocument): PricedEstimate = estimate(Wire.write(request))

/** The estimate: lines with their shares, totals, payers. */
fun PricedEstimate.document(): EstimateDocument = Wire.read(toJson())

/** What has changed since an earlier version, line by line. */
fun PricedEstimate.changesFrom(earlier: PricedEstimate): EstimateDifferenceDocument = Wire.read(differenceFrom(earlier))
