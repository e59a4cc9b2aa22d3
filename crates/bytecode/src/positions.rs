//! The position table of a method: instruction word → line and column.
//!
//! A row holds from its word on until the next row. Rows are stored as differences in variable-length
//! numbers, packed into raw words: about three bytes a row.

/// Where the instructions from `start` on come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub start: u32,
    pub line: u32,
    pub column: u32,
}

/// Rows in the order of their `start`, as raw words.
pub fn encode(rows: &[Position]) -> Vec<u64> {
    let mut words = Vec::new();
    encode_into(rows, &mut words);
    words
}

/// As `encode`, behind what stands in `words`.
pub fn encode_into(rows: &[Position], words: &mut Vec<u64>) {
    let mut packer = Packer { words, used: 8 };
    packer.push(rows.len() as u64);
    let mut before = Position { start: 0, line: 0, column: 0 };
    for row in rows {
        packer.push((row.start - before.start).into());
        packer.push(zigzag(row.line as i64 - before.line as i64));
        packer.push(zigzag(row.column as i64 - before.column as i64));
        before = *row;
    }
}

/// Puts bytes into words, the lowest first.
struct Packer<'a> {
    words: &'a mut Vec<u64>,
    /// Bytes used of the last word.
    used: u32,
}

impl Packer<'_> {
    /// A number in groups of seven bits; the last byte has no high bit.
    fn push(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    fn byte(&mut self, byte: u8) {
        if self.used == 8 {
            self.words.push(0);
            self.used = 0;
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u64::from(byte) << (8 * self.used);
        }
        self.used += 1;
    }
}

/// The rows that `encode` stored.
pub fn rows(table: &[u64]) -> impl Iterator<Item = Position> + '_ {
    let mut bytes = table.iter().flat_map(|word| word.to_le_bytes());
    let count = if table.is_empty() { 0 } else { pull(&mut bytes) };
    let mut row = Position { start: 0, line: 0, column: 0 };
    (0..count).map(move |_| {
        row.start += pull(&mut bytes) as u32;
        row.line = (row.line as i64 + unzigzag(pull(&mut bytes))) as u32;
        row.column = (row.column as i64 + unzigzag(pull(&mut bytes))) as u32;
        row
    })
}

/// Line and column of the word at `index`.
pub fn find(table: &[u64], index: u32) -> Option<(u32, u32)> {
    rows(table).take_while(|row| row.start <= index).last().map(|row| (row.line, row.column))
}

fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

fn pull(bytes: &mut impl Iterator<Item = u8>) -> u64 {
    let mut n = 0;
    for (shift, byte) in (0..).step_by(7).zip(bytes) {
        n |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_and_hold_until_the_next() {
        let at = |start, line, column| Position { start, line, column };
        let all = [at(0, 1, 1), at(2, 300, 70), at(9, 4, 1_000_000), at(2000, u32::MAX, 1)];
        let table = encode(&all);
        assert_eq!(rows(&table).collect::<Vec<_>>(), all);
        assert_eq!(find(&table, 1), Some((1, 1)));
        assert_eq!(find(&table, 2), Some((300, 70)));
        assert_eq!(find(&table, 1999), Some((4, 1_000_000)));
        assert_eq!(find(&table, 5000), Some((u32::MAX, 1)));
        assert_eq!(find(&encode(&[at(3, 1, 1)]), 2), None);
        assert_eq!(find(&[], 2), None);
    }
}
