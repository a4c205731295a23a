//! Exact amounts of money: currencies with their minor units, named rounding, allocation without loss.
