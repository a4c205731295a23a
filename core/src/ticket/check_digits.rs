//! Check digits of ticket numbers and serial numbers.

use crate::wire::CheckMethodDocument;

/// How check digits are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CheckMethod {
    Luhn,
    Mod97,
}

impl CheckMethod {
    /// The word as it stands in documents.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Luhn => "luhn",
            Self::Mod97 => "mod97",
        }
    }

    /// How many digits the method adds.
    pub(super) const fn width(self) -> usize {
        match self {
            Self::Luhn => 1,
            Self::Mod97 => 2,
        }
    }

    /// The check digits over the letters and digits of a text; other characters do not count.
    pub(super) fn digits_over(self, text: &str) -> String {
        match self {
            Self::Luhn => luhn(text).to_string(),
            Self::Mod97 => {
                let remainder = mod_97(text).saturating_mul(100).rem_euclid(97);
                format!("{:02}", 98_u32.saturating_sub(remainder))
            }
        }
    }

    /// Whether a text ends with the check digits over what stands before them.
    pub(super) fn holds(self, text: &str) -> bool {
        let split = text.len().checked_sub(self.width()).and_then(|at| text.split_at_checked(at));
        split.is_some_and(|(before, digits)| self.digits_over(before) == digits)
    }
}

impl From<CheckMethodDocument> for CheckMethod {
    fn from(written: CheckMethodDocument) -> Self {
        match written {
            CheckMethodDocument::Luhn => Self::Luhn,
            CheckMethodDocument::Mod97 => Self::Mod97,
        }
    }
}

/// The digit that makes the sum of all digits, every second one from the right doubled, a multiple of ten.
fn luhn(text: &str) -> u32 {
    let digits = text.chars().rev().filter_map(|character| character.to_digit(10));
    let sum = digits.enumerate().fold(0_u32, |sum, (place, digit)| {
        let doubled = digit.saturating_mul(2);
        let counted = match place.rem_euclid(2) {
            0 if doubled > 9 => doubled.saturating_sub(9),
            0 => doubled,
            _ => digit,
        };
        sum.saturating_add(counted)
    });
    10_u32.saturating_sub(sum.rem_euclid(10)).rem_euclid(10)
}

/// The remainder of the number that a text stands for when its letters are read as 10 to 35.
fn mod_97(text: &str) -> u32 {
    let values = text.chars().filter_map(|character| character.to_digit(36));
    values.fold(0, |remainder: u32, value| {
        let shift = if value > 9 { 100 } else { 10 };
        remainder.saturating_mul(shift).saturating_add(value).rem_euclid(97)
    })
}
