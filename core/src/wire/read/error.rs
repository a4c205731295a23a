use core::fmt;

use serde::de::{Error, Expected, Unexpected};

/// A step from a node to one inside it.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// To the value of a field: its name, and its position in the text of the object.
    Field(String, usize),
    /// To an item of a list.
    Item(usize),
}

/// Where the wrong thing stands in the node that the steps lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// It is the node.
    Value,
    /// It is the name of the field that the last step names.
    Key,
}

/// What cannot be read, and where.
#[derive(Debug)]
pub(crate) struct ReadError(Box<Found>);

#[derive(Debug)]
struct Found {
    detail: String,
    /// The way to it, innermost step first.
    steps: Vec<Step>,
    spot: Spot,
}

impl ReadError {
    pub(super) fn new(detail: String) -> Self {
        Self(Box::new(Found { detail, steps: Vec::new(), spot: Spot::Value }))
    }

    /// The same error, seen from the object or list around.
    #[cold]
    pub(super) fn inside(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// An error of a field's name, seen from its object.
    #[cold]
    pub(super) fn at_key(mut self, step: Step) -> Self {
        self.0.spot = Spot::Key;
        self.inside(step)
    }

    pub(super) fn detail(&self) -> &str {
        &self.0.detail
    }

    pub(super) fn spot(&self) -> Spot {
        self.0.spot
    }

    /// The way from the whole document to it.
    pub(super) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.0.steps.iter().rev()
    }

    /// The way as text, such as `weekly.mon[0]`; `.` for the whole document.
    pub(super) fn path(&self) -> String {
        path_of(self.steps())
    }
}

/// Steps as text, such as `weekly.mon[0]`; `.` for none.
pub(super) fn path_of<'a>(steps: impl Iterator<Item = &'a Step>) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(position) => path.push_str(&format!("[{position}]")),
            Step::Field(name, _) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
        }
    }
    if path.is_empty() { ".".to_owned() } else { path }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.steps.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.0.detail)
    }
}

impl core::error::Error for ReadError {}

impl Error for ReadError {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    #[cold]
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("invalid type: {}, expected {expected}", told(unexpected)))
    }

    #[cold]
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("invalid value: {}, expected {expected}", told(unexpected)))
    }
}

/// What stands there, in the words of JSON.
fn told(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Bool(yes) => format!("boolean `{yes}`"),
        Unexpected::Unsigned(number) => format!("integer `{number}`"),
        Unexpected::Signed(number) => format!("integer `{number}`"),
        Unexpected::Float(number) => {
            format!("floating point `{}`", serde_json::to_string(&number).unwrap_or_default())
        }
        Unexpected::Str(text) => format!("string {text:?}"),
        Unexpected::Seq => "sequence".to_owned(),
        Unexpected::Map => "map".to_owned(),
        _ => "something else".to_owned(),
    }
}
