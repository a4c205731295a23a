//! Exact fractions, with nothing clever about them.

use ethnum::I256;

/// A fraction in its lowest terms, with a denominator above zero. Panics where 256 bits are too few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    numerator: I256,
    denominator: I256,
}

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self { numerator: I256::ZERO, denominator: I256::ONE };
    /// One.
    pub const ONE: Self = Self { numerator: I256::ONE, denominator: I256::ONE };

    /// `numerator / denominator`.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        Self::of(numerator.into(), denominator.into())
    }

    fn of(numerator: I256, denominator: I256) -> Self {
        assert!(denominator != 0, "a denominator of zero");
        let divisor = common(numerator.abs(), denominator.abs()) * denominator.signum();
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let shared = common(self.denominator, other.denominator);
        let (own, others) = (self.denominator / shared, other.denominator / shared);
        let left = self.numerator.checked_mul(others).expect("a small fraction");
        let right = other.numerator.checked_mul(own).expect("a small fraction");
        let sum = left.checked_add(right).expect("a small fraction");
        Self::of(sum, self.denominator.checked_mul(others).expect("a small fraction"))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self { numerator: -other.numerator, ..other })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        // Each numerator against the other's denominator first, so that the products stay small.
        let (left, right) =
            (Self::of(self.numerator, other.denominator), Self::of(other.numerator, self.denominator));
        let numerator = left.numerator.checked_mul(right.numerator).expect("a small fraction");
        Self::of(numerator, left.denominator.checked_mul(right.denominator).expect("a small fraction"))
    }

    /// The quotient.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        self.times(Self::of(other.denominator, other.numerator))
    }

    /// The whole number below or equal, and what is left of one.
    #[must_use]
    pub fn floor(self) -> (i128, Self) {
        let whole = self.numerator.div_euclid(self.denominator);
        (whole.as_i128(), self.minus(Self::of(whole, I256::ONE)))
    }

    /// Whether it is below another.
    #[must_use]
    pub fn is_below(self, other: Self) -> bool {
        self.minus(other).numerator < 0
    }
}

fn common(left: I256, right: I256) -> I256 {
    if right == 0 { left } else { common(right, left % right) }
}
