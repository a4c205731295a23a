//! Exact fractions, with nothing clever about them.

/// A fraction in its lowest terms, with a denominator above zero. Panics where 128 bits are too few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
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
        Self::new(sum, self.denominator.checked_mul(others).expect("a small fraction"))
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
            (Self::new(self.numerator, other.denominator), Self::new(other.numerator, self.denominator));
        let numerator = left.numerator.checked_mul(right.numerator).expect("a small fraction");
        Self::new(numerator, left.denominator.checked_mul(right.denominator).expect("a small fraction"))
    }

    /// The quotient.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        self.times(Self::new(other.denominator, other.numerator))
    }

    /// The whole number below or equal, and what is left of one.
    #[must_use]
    pub fn floor(self) -> (i128, Self) {
        let whole = self.numerator.div_euclid(self.denominator);
        (whole, self.minus(Self::new(whole, 1)))
    }

    /// Whether it is below another.
    #[must_use]
    pub fn is_below(self, other: Self) -> bool {
        self.minus(other).numerator < 0
    }
}

fn common(left: i128, right: i128) -> i128 {
    if right == 0 { left } else { common(right, left % right) }
}
