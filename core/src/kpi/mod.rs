//! Figures of a desk: flat facts of many tickets to figures with definition, denominator and uncertainty.
