//! Reading TZif data (RFC 9636): the 64-bit block and the footer of version 2 and later.

use super::{PosixTail, TimeError, ZoneTransition};

/// What a TZif file says: the offset before all transitions, the transitions, the rule after them.
pub(super) struct Tzif {
    pub(super) initial_offset: i32,
    pub(super) transitions: Vec<ZoneTransition>,
    pub(super) tail: Option<PosixTail>,
}

const HEADER: usize = 44;
/// No zone has a tenth of this many; a longer table is refused before it is read.
const MOST_TRANSITIONS: usize = 10_000;

pub(super) fn parse(zone: &str, bytes: &[u8]) -> Result<Tzif, TimeError> {
    let mut cursor = Cursor { zone, bytes, at: 0 };
    let first = cursor.header()?;
    cursor.skip(first.block_length(4).ok_or_else(|| cursor.malformed("a plausible block length"))?)?;
    let second = cursor.header()?;
    if second.times > MOST_TRANSITIONS || second.types == 0 {
        return Err(cursor.malformed("at most 10000 transitions and at least one local time type"));
    }
    let times = (0..second.times).map(|_| cursor.long()).collect::<Result<Vec<_>, _>>()?;
    let kinds = (0..second.times).map(|_| cursor.byte()).collect::<Result<Vec<_>, _>>()?;
    let mut offsets = Vec::with_capacity(second.types);
    for _ in 0..second.types {
        offsets.push(cursor.int()?);
        cursor.skip(2)?;
    }
    let after_types = second
        .leaps
        .checked_mul(12)
        .and_then(|length| length.checked_add(second.names))
        .and_then(|length| length.checked_add(second.standard_flags))
        .and_then(|length| length.checked_add(second.ut_flags));
    cursor.skip(after_types.ok_or_else(|| cursor.malformed("a plausible block length"))?)?;
    let footer = cursor.footer()?;
    let tail: Option<PosixTail> = if footer.is_empty() { None } else { Some(footer.parse()?) };

    let first_type = *offsets.first().ok_or_else(|| cursor.malformed("a local time type"))?;
    // Without transitions the footer rules all time (RFC 9636, section 3.2).
    let initial_offset = match &tail {
        Some(tail) if times.is_empty() => tail.standard_offset(),
        _ => first_type,
    };
    let mut transitions = Vec::with_capacity(times.len());
    for (at_seconds, kind) in times.into_iter().zip(kinds) {
        let offset = offsets.get(usize::from(kind));
        let offset_seconds = *offset.ok_or_else(|| cursor.malformed("the number of a local time type"))?;
        transitions.push(ZoneTransition { at_seconds, offset_seconds });
    }
    Ok(Tzif { initial_offset, transitions, tail })
}

struct Header {
    ut_flags: usize,
    standard_flags: usize,
    leaps: usize,
    times: usize,
    types: usize,
    names: usize,
}

impl Header {
    fn block_length(&self, time_size: usize) -> Option<usize> {
        let times = self.times.checked_mul(time_size.checked_add(1)?)?;
        let types = self.types.checked_mul(6)?;
        let leaps = self.leaps.checked_mul(time_size.checked_add(4)?)?;
        times
            .checked_add(types)?
            .checked_add(self.names)?
            .checked_add(leaps)?
            .checked_add(self.standard_flags)?
            .checked_add(self.ut_flags)
    }
}

struct Cursor<'a> {
    zone: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn malformed(&self, expected: &'static str) -> TimeError {
        TimeError::TzifMalformed { zone: self.zone.to_owned(), offset: self.at, expected }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], TimeError> {
        let end = self.at.checked_add(length).ok_or_else(|| self.malformed("a plausible length"))?;
        let taken = self.bytes.get(self.at..end).ok_or_else(|| self.malformed("more data"))?;
        self.at = end;
        Ok(taken)
    }

    fn skip(&mut self, length: usize) -> Result<(), TimeError> {
        self.take(length).map(|_| ())
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], TimeError> {
        let taken = self.take(N)?;
        taken.try_into().map_err(|_| self.malformed("more data"))
    }

    fn byte(&mut self) -> Result<u8, TimeError> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    fn int(&mut self) -> Result<i32, TimeError> {
        Ok(i32::from_be_bytes(self.array()?))
    }

    fn long(&mut self) -> Result<i64, TimeError> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    fn count(&mut self) -> Result<usize, TimeError> {
        let count = u32::from_be_bytes(self.array()?);
        usize::try_from(count).map_err(|_| self.malformed("a plausible count"))
    }

    fn header(&mut self) -> Result<Header, TimeError> {
        let start = self.at;
        if self.take(4)? != b"TZif" {
            self.at = start;
            return Err(self.malformed("`TZif`"));
        }
        if self.byte()? < b'2' {
            return Err(self.malformed("version 2 or later"));
        }
        self.skip(15)?;
        let header = Header {
            ut_flags: self.count()?,
            standard_flags: self.count()?,
            leaps: self.count()?,
            times: self.count()?,
            types: self.count()?,
            names: self.count()?,
        };
        debug_assert_eq!(self.at.saturating_sub(start), HEADER);
        Ok(header)
    }

    fn footer(&mut self) -> Result<&'a str, TimeError> {
        if self.byte()? != b'\n' {
            return Err(self.malformed("a line feed before the footer"));
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == b'\n');
        let length = length.ok_or_else(|| self.malformed("a line feed after the footer"))?;
        core::str::from_utf8(self.take(length)?).map_err(|_| self.malformed("an ASCII footer"))
    }
}
