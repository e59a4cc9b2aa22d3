//! The exception table of a method: which instructions a handler covers.
//!
//! Entering `try` costs nothing; the table is read when something is thrown. Inner handlers stand
//! before outer ones, so the first row that covers an instruction is the one.

/// A range of instruction words and where an exception thrown there goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// First word covered.
    pub start: u32,
    /// First word no longer covered.
    pub end: u32,
    /// First word of the handler.
    pub target: u32,
    /// The register that gets the exception.
    pub register: u16,
}

const WORDS: usize = 2;

/// Rows as raw words.
pub fn encode(rows: &[Handler]) -> Vec<u64> {
    let row = |row: &Handler| {
        [row.start as u64 | (row.end as u64) << 32, row.target as u64 | (row.register as u64) << 32]
    };
    rows.iter().flat_map(row).collect()
}

pub fn rows(table: &[u64]) -> impl Iterator<Item = Handler> + '_ {
    table.chunks_exact(WORDS).map(|row| Handler {
        start: row[0] as u32,
        end: (row[0] >> 32) as u32,
        target: row[1] as u32,
        register: (row[1] >> 32) as u16,
    })
}

/// The innermost handler that covers the word at `index`.
pub fn find(table: &[u64], index: u32) -> Option<Handler> {
    rows(table).find(|row| row.start <= index && index < row.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_that_covers_a_word_wins() {
        let inner = Handler { start: 3, end: 5, target: 9, register: 1 };
        let outer = Handler { start: 1, end: 8, target: 12, register: 65_535 };
        let table = encode(&[inner, outer]);
        let found: Vec<_> = [0, 1, 3, 4, 5, 8].map(|i| find(&table, i)).into();
        assert_eq!(found, [None, Some(outer), Some(inner), Some(inner), Some(outer), None]);
    }
}
