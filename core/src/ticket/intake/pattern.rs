//! A small language for serial numbers and the like: each sign stands for one character, so every question takes time in
//! proportion to pattern and text.

const MOST_STEPS: usize = 100;

/// What a whole text must look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    written: String,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    sign: Sign,
    presence: Presence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    Needed,
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit,
    Capital,
    Small,
    CapitalOrDigit,
    Exactly(char),
}

impl Pattern {
    /// Reads a pattern; the error says what is wrong with it.
    pub(super) fn read(written: &str) -> Result<Self, &'static str> {
        let mut steps: Vec<Step> = Vec::new();
        let mut rest = written.chars();
        while let Some(character) = rest.next() {
            let sign = match character {
                '9' => Sign::Digit,
                'A' => Sign::Capital,
                'a' => Sign::Small,
                'X' => Sign::CapitalOrDigit,
                '\\' => Sign::Exactly(rest.next().ok_or("a character follows `\\`")?),
                '{' | '}' => return Err("`{4}` or `{4,8}` follows the sign that it repeats"),
                itself => Sign::Exactly(itself),
            };
            let (least, most) = match rest.as_str().strip_prefix('{') {
                None => (1, 1),
                Some(inner) => {
                    let (counts, after) = inner.split_once('}').ok_or("`}` ends what `{` begins")?;
                    rest = after.chars();
                    repetition(counts)?
                }
            };
            if steps.len().saturating_add(most) > MOST_STEPS {
                return Err("a pattern fits at most 100 characters");
            }
            steps.extend((0..most).map(|count| Step {
                sign,
                presence: if count < least { Presence::Needed } else { Presence::Optional },
            }));
        }
        if steps.iter().all(|step| step.presence == Presence::Optional) {
            return Err("at least one character is needed");
        }
        Ok(Self { written: written.to_owned(), steps })
    }

    /// The pattern as it was written.
    pub(super) fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether the whole text fits.
    pub(super) fn fits(&self, text: &str) -> bool {
        // Before which steps the reading may stand; the last place is the end.
        let mut places = vec![false; self.steps.len().saturating_add(1)];
        if let Some(start) = places.first_mut() {
            *start = true;
        }
        self.skip_optional(&mut places);
        for character in text.chars() {
            let mut next = vec![false; places.len()];
            let moved = self.steps.iter().zip(&places).zip(next.iter_mut().skip(1));
            for ((step, here), after) in moved {
                *after = *here && step.sign.fits(character);
            }
            places = next;
            if !places.contains(&true) {
                return false;
            }
            self.skip_optional(&mut places);
        }
        places.last().copied().unwrap_or_default()
    }

    /// A text that fits, for messages.
    pub(super) fn example(&self) -> String {
        let needed = self.steps.iter().filter(|step| step.presence == Presence::Needed);
        let mut digits = ('1'..='9').chain(['0']).cycle();
        let sign = |step: &Step| match step.sign {
            Sign::Digit => digits.next().unwrap_or('0'),
            Sign::Capital | Sign::CapitalOrDigit => 'A',
            Sign::Small => 'a',
            Sign::Exactly(character) => character,
        };
        needed.map(sign).collect()
    }

    fn skip_optional(&self, places: &mut [bool]) {
        let mut reached = false;
        for (place, before) in
            places.iter_mut().zip(core::iter::once(None).chain(self.steps.iter().map(Some)))
        {
            let skipped = before.is_some_and(|step| step.presence == Presence::Optional);
            *place = *place || (reached && skipped);
            reached = *place;
        }
    }
}

impl Sign {
    fn fits(self, character: char) -> bool {
        match self {
            Self::Digit => character.is_ascii_digit(),
            Self::Capital => character.is_ascii_uppercase(),
            Self::Small => character.is_ascii_lowercase(),
            Self::CapitalOrDigit => character.is_ascii_uppercase() || character.is_ascii_digit(),
            Self::Exactly(wanted) => character == wanted,
        }
    }
}

/// `4` or `4,8`.
fn repetition(counts: &str) -> Result<(usize, usize), &'static str> {
    let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
    let count = |text: &str| {
        let plain = !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<usize>().ok().filter(|_| plain).ok_or("`{` is followed by a count such as `4` or `4,8`")
    };
    let (least, most) = (count(least)?, count(most)?);
    if most == 0 || least > most {
        return Err("the second count is at least the first, and at least 1");
    }
    Ok((least, most))
}
