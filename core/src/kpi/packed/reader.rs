use std::collections::BTreeMap;

use crate::kpi::KpiError;
use crate::vocabulary::Name;

/// Bytes from outside, which may say anything: every number is looked at before memory is taken for it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Counters of sketches that may still be made.
    counters: usize,
}

impl<'a> Reader<'a> {
    /// Most counters of all sketches together: 512 MiB of them.
    pub(super) const MOST_COUNTERS: usize = 1 << 26;

    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, counters: Self::MOST_COUNTERS }
    }

    pub(super) const fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    pub(super) const fn malformed(&self, expected: &'static str) -> KpiError {
        KpiError::BytesMalformed { at: self.at, expected }
    }

    /// What was read, where it can be.
    pub(super) fn expect<T>(&self, read: Option<T>, expected: &'static str) -> Result<T, KpiError> {
        read.ok_or_else(|| self.malformed(expected))
    }

    pub(super) fn byte(&mut self) -> Result<u8, KpiError> {
        let byte = self.bytes.get(self.at).copied().ok_or_else(|| self.malformed("another byte"))?;
        self.skip(1);
        Ok(byte)
    }

    pub(super) fn whole(&mut self) -> Result<u64, KpiError> {
        let number = self.wide_whole()?;
        self.expect(u64::try_from(number).ok(), "a whole number of 64 bits")
    }

    pub(super) fn signed(&mut self) -> Result<i64, KpiError> {
        let number = self.wide()?;
        self.expect(i64::try_from(number).ok(), "a whole number of 64 bits")
    }

    pub(super) fn wide(&mut self) -> Result<i128, KpiError> {
        let number = self.wide_whole()?;
        let sign = (number & 1).cast_signed().wrapping_neg();
        Ok((number >> 1).cast_signed() ^ sign)
    }

    pub(super) fn float(&mut self) -> Result<f64, KpiError> {
        let bytes = self.take(size_of::<u64>())?.try_into().unwrap_or_default();
        Ok(f64::from_bits(u64::from_le_bytes(bytes)))
    }

    /// How many things follow, each of them at least one byte long.
    pub(super) fn count(&mut self) -> Result<usize, KpiError> {
        let count = self.whole()?;
        let left = self.bytes.len().saturating_sub(self.at);
        let possible = usize::try_from(count).ok().filter(|&count| count <= left);
        self.expect(possible, "a number of things for which there are bytes")
    }

    pub(super) fn text(&mut self) -> Result<&'a str, KpiError> {
        let length = self.count()?;
        let bytes = self.take(length)?;
        self.expect(str::from_utf8(bytes).ok(), "text in UTF-8")
    }

    pub(super) fn name(&mut self) -> Result<Name, KpiError> {
        let text = self.text()?;
        self.expect(text.parse().ok(), "a name")
    }

    /// Things in their order, none twice.
    pub(super) fn map<K: Ord, V>(
        &mut self,
        mut entry: impl FnMut(&mut Self) -> Result<(K, V), KpiError>,
    ) -> Result<BTreeMap<K, V>, KpiError> {
        let mut map = BTreeMap::new();
        for _ in 0..self.count()? {
            let (key, value) = entry(self)?;
            let ascends = map.last_key_value().is_none_or(|(last, _)| *last < key);
            self.expect(ascends.then_some(()), "a key after the one before it")?;
            map.insert(key, value);
        }
        Ok(map)
    }

    /// Takes memory for the counters of a sketch.
    pub(super) fn reserve(&mut self, counters: usize) -> Result<(), KpiError> {
        let left = self.counters.checked_sub(counters);
        self.counters = left.ok_or(KpiError::BytesTooLarge { most: Self::MOST_COUNTERS })?;
        Ok(())
    }

    pub(super) fn end(&self) -> Result<(), KpiError> {
        self.expect((self.at == self.bytes.len()).then_some(()), "the end")
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], KpiError> {
        let end = self.at.saturating_add(length);
        let bytes = self.expect(self.bytes.get(self.at..end), "more bytes")?;
        self.at = end;
        Ok(bytes)
    }

    fn wide_whole(&mut self) -> Result<u128, KpiError> {
        const BITS: u32 = 7;
        let mut number = 0_u128;
        let mut shift = 0_u32;
        loop {
            let byte = self.byte()?;
            let part = u128::from(byte & 0x7f);
            let placed = part.checked_shl(shift).filter(|placed| placed >> shift == part);
            let Some(placed) = placed.filter(|_| shift == 0 || byte != 0) else {
                return Err(self.malformed("a whole number in its shortest form"));
            };
            number |= placed;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift = shift.saturating_add(BITS);
        }
    }
}
