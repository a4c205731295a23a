//! Texts that are nearly right, the same ones on every run.

use serde_json::{Map, Value, json};

/// Endless mutations of a JSON text.
///
/// Most keep it JSON and change one or a few of its values to hostile ones, since bytes changed at random hardly ever get
/// beyond the parser; the rest change bytes.
#[derive(Debug, Clone)]
pub struct Mutations {
    seed: Value,
    state: u64,
}

impl Mutations {
    /// Mutations of a text; the same for the same text.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON.
    pub fn of(text: &str) -> Result<Self, serde_json::Error> {
        let state = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        Ok(Self { seed: serde_json::from_str(text)?, state })
    }

    /// A number below `limit`, by splitmix64.
    fn draw(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn mutate_value(&mut self, root: &mut Value) {
        let places = places(root);
        let place = places[self.draw(places.len())].clone();
        let other = root.pointer(&places[self.draw(places.len())]).cloned().unwrap_or_default();
        let choice = self.draw(8);
        let hostile = self.hostile();
        let Some(chosen) = root.pointer_mut(&place) else { return };
        match (choice, chosen) {
            (0, Value::Array(items)) if !items.is_empty() => drop(items.pop()),
            (1, Value::Array(items)) if !items.is_empty() => items.extend_from_within(..1),
            (2, Value::Array(items)) => items.reverse(),
            (0, Value::Object(fields)) => remove_first(fields),
            (1, Value::Object(fields)) => drop(fields.insert("unknown".to_owned(), hostile)),
            (3, chosen) => *chosen = other,
            (4, Value::String(text)) => text.push('0'),
            (5, Value::Number(number)) => {
                let next = number.as_i64().unwrap_or_default().wrapping_add(1);
                *number = next.into();
            }
            (_, chosen) => *chosen = hostile,
        }
    }

    fn hostile(&mut self) -> Value {
        const TEXTS: &[&str] = &[
            "",
            " ",
            "\u{0}",
            "💥",
            "0001-01-01",
            "9999-12-31",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "2026-02-30",
            "24:00",
            "00:00",
            "25:61",
            "Mars/Olympus",
            "Etc/UTC",
            "PT0S",
            "PT9223372036854775807S",
            "P1Y",
            "-1",
            "1e400",
            "NaN",
            "P1",
            "customer",
        ];
        const NUMBERS: &[i64] = &[0, -1, 1, 99, 1_000_000, i64::MAX, i64::MIN, 1 << 53];
        match self.draw(6) {
            0 => json!(NUMBERS[self.draw(NUMBERS.len())]),
            1 => Value::Null,
            2 => json!(self.draw(2) == 0),
            3 => json!([]),
            4 => (0..self.draw(200)).fold(json!({}), |inner, _| json!([inner])),
            _ => json!(TEXTS[self.draw(TEXTS.len())]),
        }
    }
}

impl Iterator for Mutations {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut value = self.seed.clone();
        for _ in 0..=self.draw(3) {
            self.mutate_value(&mut value);
        }
        let mut bytes = value.to_string().into_bytes();
        if self.draw(5) == 0 {
            for _ in 0..=self.draw(4) {
                let place = self.draw(bytes.len());
                bytes[place] = self.draw(256) as u8;
            }
            bytes.truncate(self.draw(bytes.len() + 1).max(bytes.len() / 2));
        }
        Some(bytes)
    }
}

/// JSON pointers to every value.
fn places(root: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let mut next = 0;
    while let Some(place) = places.get(next).cloned() {
        match root.pointer(&place) {
            Some(Value::Array(items)) => {
                places.extend((0..items.len()).map(|index| format!("{place}/{index}")))
            }
            Some(Value::Object(fields)) => {
                let names = fields.keys().map(|name| name.replace('~', "~0").replace('/', "~1"));
                places.extend(names.map(|name| format!("{place}/{name}")));
            }
            _ => {}
        }
        next += 1;
    }
    places
}

fn remove_first(fields: &mut Map<String, Value>) {
    if let Some(name) = fields.keys().next().cloned() {
        fields.remove(&name);
    }
}
