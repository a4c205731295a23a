use super::ReadError;
use super::error::{Spot, Step};

/// Line and column, from 1 on, of the last byte of what is wrong in a text that is known to be JSON.
pub(super) fn line_and_column(text: &str, error: &ReadError) -> (usize, usize) {
    let mut cursor = Cursor { rest: text.as_bytes() };
    let mut steps = error.steps().peekable();
    while let Some(step) = steps.next() {
        cursor.spaces();
        cursor.skip(1);
        let (position, is_field) = match step {
            Step::Field(_, position) => (*position, true),
            Step::Item(position) => (*position, false),
        };
        for _ in 0..position {
            cursor.value();
            cursor.spaces();
            if is_field {
                cursor.skip(1);
                cursor.value();
                cursor.spaces();
            }
            cursor.skip(1);
        }
        if is_field {
            cursor.value();
            if steps.peek().is_none() && error.spot() == Spot::Key {
                return cursor.place(text);
            }
            cursor.spaces();
            cursor.skip(1);
        }
    }
    cursor.value();
    cursor.place(text)
}

/// What is left of a text.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl Cursor<'_> {
    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn spaces(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    /// Skips a whole value, with the spaces before it.
    fn value(&mut self) {
        self.spaces();
        let mut depth = 0_usize;
        loop {
            match self.rest.first() {
                Some(b'"') => self.text(),
                Some(b'[' | b'{') => {
                    depth = depth.saturating_add(1);
                    self.skip(1);
                }
                Some(b']' | b'}') => {
                    depth = depth.saturating_sub(1);
                    self.skip(1);
                }
                Some(b',' | b':') => self.skip(1),
                Some(byte) if byte.is_ascii_whitespace() => self.spaces(),
                Some(_) => self.word(),
                None => return,
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Skips a text in quotes.
    fn text(&mut self) {
        self.skip(1);
        loop {
            match self.rest.first() {
                Some(b'\\') => self.skip(2),
                Some(b'"') | None => return self.skip(1),
                Some(_) => self.skip(1),
            }
        }
    }

    /// Skips a number or word.
    fn word(&mut self) {
        let ends = |byte: &u8| {
            matches!(byte, b',' | b':' | b'[' | b']' | b'{' | b'}' | b'"') || byte.is_ascii_whitespace()
        };
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        self.skip(length);
    }

    /// Where in the text the cursor stands.
    fn place(&self, text: &str) -> (usize, usize) {
        let read = text.len().saturating_sub(self.rest.len());
        let before = text.as_bytes().get(..read).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
        (lines.saturating_add(1), column)
    }
}
