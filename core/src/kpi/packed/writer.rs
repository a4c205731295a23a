/// Bytes in the making.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A whole number in groups of seven bits, the lowest first.
    pub(super) fn whole(&mut self, number: u64) {
        self.wide_whole(u128::from(number));
    }

    pub(super) fn count(&mut self, count: usize) {
        self.whole(count as u64);
    }

    pub(super) fn signed(&mut self, number: i64) {
        self.wide(i128::from(number));
    }

    /// A signed number, its sign in the lowest bit, so that small ones are short.
    pub(super) fn wide(&mut self, number: i128) {
        self.wide_whole((number.wrapping_shl(1) ^ (number >> 127)).cast_unsigned());
    }

    pub(super) fn float(&mut self, number: f64) {
        self.bytes(&number.to_bits().to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }

    fn wide_whole(&mut self, mut number: u128) {
        loop {
            let low = (number & 0x7f) as u8;
            number >>= 7;
            if number == 0 {
                self.0.push(low);
                return;
            }
            self.0.push(low | 0x80);
        }
    }
}
