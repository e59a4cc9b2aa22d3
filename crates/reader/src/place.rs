//! Lines and columns, counted as the reader goes.
//!
//! The lexer counts nothing. Whoever needs a line asks for it here, and the bytes since the last
//! question are looked at once, eight at a time.

use diag::LineCol;

/// A place in a text. Lines end with `\n`, `\r\n` or `\r`; columns count UTF-16 units from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    at: usize,
    line: u32,
    column: u32,
}

const LOW_BITS: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

impl Place {
    pub(crate) fn new(start: LineCol) -> Place {
        Place { at: 0, line: start.line, column: start.column }
    }

    /// Line and column of the offset `to`, which is not before the last one asked for.
    #[inline]
    pub(crate) fn advance(&mut self, text: &str, to: usize) -> LineCol {
        let all = text.as_bytes();
        while let Some(chunk) = all.get(self.at..).and_then(<[u8]>::first_chunk::<8>)
            && self.at + 8 <= to
            && is_plain(u64::from_le_bytes(*chunk))
        {
            self.at += 8;
            self.column = self.column.saturating_add(8);
        }
        while self.at < to {
            let Some(&byte) = all.get(self.at) else { break };
            self.at += 1;
            match byte {
                b'\n' => self.new_line(),
                b'\r' if all.get(self.at) == Some(&b'\n') => {}
                b'\r' => self.new_line(),
                0xf0.. => self.column = self.column.saturating_add(2),
                0x80..=0xbf => {}
                _ => self.column = self.column.saturating_add(1),
            }
        }
        LineCol { line: self.line, column: self.column }
    }

    fn new_line(&mut self) {
        self.line = self.line.saturating_add(1);
        self.column = 1;
    }

    /// The text before `offset`, all of it passed, is cut off.
    pub(crate) fn cut(&mut self, offset: usize) {
        self.at = self.at.saturating_sub(offset);
    }
}

/// True when all eight bytes are printable ASCII or tabs: no line ends, nothing outside ASCII.
#[inline(always)]
fn is_plain(word: u64) -> bool {
    // A byte below 0x0e borrows from its high bit; one above 0x7f has it.
    let low = word.wrapping_sub(LOW_BITS * 0x0e);
    (word | low) & HIGH_BITS == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_step_leads_to_the_same_place() {
        let text = "ab\n\ncd\r\né😀x\ry            zzzzzzzzzzzzzzz\n\tq";
        let boundaries: Vec<usize> =
            (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        let mut expected = vec![];
        let (mut line, mut column) = (1, 1);
        let mut chars = text.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            expected.push((line, column));
            match c {
                '\n' => (line, column) = (line + 1, 1),
                '\r' if chars.peek().map(|&(_, c)| c) == Some('\n') => {}
                '\r' => (line, column) = (line + 1, 1),
                c => column += c.len_utf16() as u32,
            }
        }
        expected.push((line, column));
        for step in 1..20 {
            let mut place = Place::new(LineCol::START);
            for (index, &at) in boundaries.iter().enumerate().step_by(step) {
                let found = place.advance(text, at);
                assert_eq!((found.line, found.column), expected[index], "offset {at}");
            }
        }
    }
}
