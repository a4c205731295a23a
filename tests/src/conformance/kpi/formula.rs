//! How a vector makes values of uniform numbers `u`, such as `exp(4u^2)` or `floor(10080u)`.

/// A formula over `u` with `+ - * / ^`, brackets, and `exp`, `ln`, `sqrt`, `floor`, `ceil`, `round`.
#[derive(Debug, Clone)]
pub(super) enum Formula {
    U,
    Number(f64),
    Apply(Function, Box<Formula>),
    Join(Box<Formula>, char, Box<Formula>),
}

type Function = fn(f64) -> f64;

impl Formula {
    /// Reads a formula; a factor may stand right before `u`, a function or a bracket, and multiplies it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let signs: Vec<char> = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let mut rest = Rest { signs: &signs };
        let formula = rest.sum()?;
        if rest.signs.is_empty() { Ok(formula) } else { Err(format!("`{text}` is no formula of `u`")) }
    }

    /// Its value.
    pub(super) fn at(&self, u: f64) -> f64 {
        match self {
            Self::U => u,
            Self::Number(number) => *number,
            Self::Apply(function, inner) => function(inner.at(u)),
            Self::Join(one, sign, other) => {
                let (one, other) = (one.at(u), other.at(u));
                match sign {
                    '+' => one + other,
                    '-' => one - other,
                    '*' => one * other,
                    '/' => one / other,
                    _ => power(one, other),
                }
            }
        }
    }
}

/// What is not read yet.
struct Rest<'a> {
    signs: &'a [char],
}

impl Rest<'_> {
    fn sum(&mut self) -> Result<Formula, String> {
        let mut sum = self.signed(Self::product)?;
        while let Some(sign) = self.take_any("+-") {
            sum = join(sum, sign, self.product()?);
        }
        Ok(sum)
    }

    fn product(&mut self) -> Result<Formula, String> {
        let mut product = self.power()?;
        loop {
            if let Some(sign) = self.take_any("*/") {
                product = join(product, sign, self.power()?);
            } else if self.signs.first().is_some_and(|sign| sign.is_alphabetic() || *sign == '(') {
                product = join(product, '*', self.power()?);
            } else {
                return Ok(product);
            }
        }
    }

    fn power(&mut self) -> Result<Formula, String> {
        let base = self.factor()?;
        if self.take_any("^").is_none() {
            return Ok(base);
        }
        Ok(join(base, '^', self.signed(Self::power)?))
    }

    /// What is read next, less than zero behind a minus.
    fn signed(&mut self, next: fn(&mut Self) -> Result<Formula, String>) -> Result<Formula, String> {
        match self.take_any("-") {
            Some(minus) => Ok(join(Formula::Number(0.0), minus, next(self)?)),
            None => next(self),
        }
    }

    fn factor(&mut self) -> Result<Formula, String> {
        if self.take_any("(").is_some() {
            let inner = self.sum()?;
            return self.take_any(")").map(|_| inner).ok_or_else(|| "a bracket is not closed".to_owned());
        }
        let number = self.word(|sign| sign.is_ascii_digit() || sign == '.');
        if !number.is_empty() {
            return number.parse().map(Formula::Number).map_err(|_| format!("`{number}` is no number"));
        }
        let word = self.word(char::is_alphabetic);
        if word == "u" {
            return Ok(Formula::U);
        }
        let function = function(&word).ok_or_else(|| format!("unknown function `{word}`"))?;
        match self.signs.first() {
            Some('(') => Ok(Formula::Apply(function, Box::new(self.factor()?))),
            _ => Err(format!("`{word}` must stand before a bracket")),
        }
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let length = self.signs.iter().take_while(|sign| belongs(**sign)).count();
        let (word, rest) = self.signs.split_at(length);
        self.signs = rest;
        word.iter().collect()
    }

    fn take_any(&mut self, wanted: &str) -> Option<char> {
        let (&sign, rest) = self.signs.split_first()?;
        if !wanted.contains(sign) {
            return None;
        }
        self.signs = rest;
        Some(sign)
    }
}

fn join(one: Formula, sign: char, other: Formula) -> Formula {
    Formula::Join(Box::new(one), sign, Box::new(other))
}

#[expect(clippy::disallowed_methods, reason = "the vectors were made so, and are compared with a tolerance")]
fn function(name: &str) -> Option<Function> {
    match name {
        "exp" => Some(f64::exp),
        "ln" | "log" => Some(f64::ln),
        "sqrt" => Some(f64::sqrt),
        "floor" => Some(f64::floor),
        "ceil" => Some(f64::ceil),
        "round" => Some(f64::round),
        _ => None,
    }
}

#[expect(clippy::disallowed_methods, reason = "the vectors were made so, and are compared with a tolerance")]
fn power(base: f64, exponent: f64) -> f64 {
    base.powf(exponent)
}
