//! Where top-level forms start and end: just enough of the reader's grammar to find that out.
//!
//! Knows nothing of what forms mean, and refuses nothing: a broken form is marked as such and ends
//! at the next answer.

use std::ops::Range;

/// A piece of a test file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Form(Range<usize>),
    /// A comment that starts its line with `;=` or `;!`.
    Marked(Range<usize>),
    /// A comment with `;=` in a place where it would be overlooked.
    Misplaced(usize),
}

/// Splits a text; blanks, plain comments and discarded forms are left out.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut scanner = Scanner { text: text.as_bytes(), at: 0, misplaced: Vec::new() };
    let mut pieces = Vec::new();
    while let Some(byte) = scanner.skip_blank() {
        let start = scanner.at;
        if scanner.at_comment() {
            scanner.skip_line();
            let comment = &text[start..scanner.at];
            if comment.starts_with(";=") || comment.starts_with(";!") {
                let own_line = text[..start].trim_end_matches([' ', '\t', ',']);
                let own_line = own_line.is_empty() || own_line.ends_with('\n');
                let range = start..start + comment.trim_end().len();
                pieces.push(if own_line { Piece::Marked(range) } else { Piece::Misplaced(start) });
            } else if comment.starts_with(";;=") {
                pieces.push(Piece::Misplaced(start));
            }
            continue;
        }
        let discards = text[start..].starts_with("#_");
        if scanner.form().is_err() || matches!(byte, b')' | b']' | b'}') {
            scanner.misplaced.clear();
            scanner.at = end_of_broken_form(text, start);
        }
        pieces.extend(scanner.misplaced.drain(..).map(Piece::Misplaced));
        if !discards {
            pieces.push(Piece::Form(start..start + text[start..scanner.at].trim_end().len()));
        }
    }
    pieces
}

/// A broken form reaches to the next line that starts with `;=`.
fn end_of_broken_form(text: &str, start: usize) -> usize {
    text[start..].find("\n;=").map_or(text.len(), |offset| start + offset)
}

/// The form does not end where it should.
struct Broken;

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// Answers inside of forms.
    misplaced: Vec<usize>,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn peek_second(&self) -> Option<u8> {
        self.text.get(self.at + 1).copied()
    }

    fn skip_blank(&mut self) -> Option<u8> {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b',') {
            self.at += 1;
        }
        self.peek()
    }

    fn at_comment(&self) -> bool {
        self.peek() == Some(b';') || (self.peek() == Some(b'#') && self.peek_second() == Some(b'!'))
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }

    /// Skips blanks and comments inside of a form.
    fn skip_to_form(&mut self) -> Result<u8, Broken> {
        loop {
            let Some(byte) = self.skip_blank() else { return Err(Broken) };
            if !self.at_comment() {
                return Ok(byte);
            }
            let start = self.at;
            let first_column = start == 0 || self.text[start - 1] == b'\n';
            if self.text[start..].starts_with(b";=") && first_column {
                return Err(Broken);
            }
            if self.text[start..].starts_with(b";=") || self.text[start..].starts_with(b";;=") {
                self.misplaced.push(start);
            }
            self.skip_line();
        }
    }

    fn form(&mut self) -> Result<(), Broken> {
        match self.skip_to_form()? {
            b'(' => self.until(b')'),
            b'[' => self.until(b']'),
            b'{' => self.until(b'}'),
            b')' | b']' | b'}' => Err(Broken),
            b'"' => self.string(),
            b'\\' => {
                self.peek_second().ok_or(Broken)?;
                self.at += 1;
                self.skip_char();
                self.token();
                Ok(())
            }
            b'\'' | b'`' | b'@' => self.prefixed(1, 1),
            b'~' => {
                let length = if self.peek_second() == Some(b'@') { 2 } else { 1 };
                self.prefixed(length, 1)
            }
            b'^' => self.prefixed(1, 2),
            b'#' => self.dispatch(),
            _ => {
                self.token();
                Ok(())
            }
        }
    }

    fn dispatch(&mut self) -> Result<(), Broken> {
        match self.peek_second() {
            Some(b'(' | b'[' | b'{' | b'"') => self.prefixed(1, 1),
            Some(b'_' | b'\'' | b'=') => self.prefixed(2, 1),
            Some(b'^') => self.prefixed(2, 2),
            Some(b'?') => {
                let length = if self.text.get(self.at + 2) == Some(&b'@') { 3 } else { 2 };
                self.prefixed(length, 1)
            }
            // A symbolic value: `##Inf`.
            Some(b'#') => self.prefixed(2, 1),
            // A namespaced map, `#:a{…}`, or a tagged literal, `#inst "…"`.
            Some(_) => {
                self.at += 1;
                self.token();
                self.form()
            }
            None => Err(Broken),
        }
    }

    /// Skips a prefix, and the forms it belongs to.
    fn prefixed(&mut self, length: usize, forms: usize) -> Result<(), Broken> {
        self.at += length;
        (0..forms).try_for_each(|_| self.form())
    }

    fn until(&mut self, closing: u8) -> Result<(), Broken> {
        self.at += 1;
        loop {
            if self.skip_to_form()? == closing {
                self.at += 1;
                return Ok(());
            }
            self.form()?;
        }
    }

    fn string(&mut self) -> Result<(), Broken> {
        self.at += 1;
        loop {
            match self.peek().ok_or(Broken)? {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.at += 2,
                b'\n' if self.text[self.at..].starts_with(b"\n;=") => return Err(Broken),
                _ => self.at += 1,
            }
        }
    }

    /// One character of UTF-8.
    fn skip_char(&mut self) {
        self.at += 1;
        while self.peek().is_some_and(|byte| byte & 0xC0 == 0x80) {
            self.at += 1;
        }
    }

    fn token(&mut self) {
        let ends = |byte: u8| byte.is_ascii_whitespace() || b",;\"()[]{}@^`~\\".contains(&byte);
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<&str> {
        let form = |piece: Piece| match piece {
            Piece::Form(range) => Some(&text[range]),
            Piece::Marked(_) | Piece::Misplaced(_) => None,
        };
        pieces(text).into_iter().filter_map(form).collect()
    }

    #[test]
    fn each_kind_of_form_is_one() {
        let each = [
            "sym",
            "'a",
            "`(a ~b ~@c)",
            "@x",
            "^:dyn x",
            "^{:a 1} [x]",
            "#^String s",
            "#'v",
            "#(f %)",
            "#{1 2}",
            "#\"a\\\"b\"",
            "#?(:clj 1)",
            "#?@(:clj [1])",
            "##Inf",
            "#:a{:b 1}",
            "#inst \"2\"",
            "\\newline",
            "\\(",
            "\\é",
            "\"a;b\\\"\n)\"",
            "(a ; )\n b)",
            "{:a #_ b 1}",
            "1/2",
            "a'b",
            "#=(+ 1 2)",
            ":a/b",
            "(quote #_(x) y)",
            "#_x",
        ];
        for form in each {
            let text = format!(" {form} ; rest\nz");
            let found = forms(&text);
            if form == "#_x" {
                assert_eq!(found, ["z"]);
            } else {
                assert_eq!(found, [form, "z"], "{form}");
            }
        }
    }

    #[test]
    fn marked_comments_are_told_from_plain_ones() {
        let text = ";! golden: read\n; plain\n(a)\n;= x \n";
        assert_eq!(
            pieces(text),
            [Piece::Marked(0..15), Piece::Form(24..27), Piece::Marked(28..32)]
        );
    }

    #[test]
    fn answers_that_would_be_overlooked_are_reported() {
        for text in ["(a) ;=> 1\n", "(a\n  ;=> 1\n b)", "(a)\n;;=> 1\n", "(a\n ;;=> 1\n)"] {
            let misplaced = pieces(text).iter().any(|piece| matches!(piece, Piece::Misplaced(_)));
            assert!(misplaced, "{text}");
        }
    }

    #[test]
    fn broken_forms_end_at_their_answer() {
        assert_eq!(forms("(a [b)\n;= x\nc"), ["(a [b)", "c"]);
        assert_eq!(forms("\"a\n;= x\nc\nd"), ["\"a", "c", "d"]);
        assert_eq!(forms("(a\n;= x\n"), ["(a"]);
        assert_eq!(forms(")\n;= x\n(b)"), [")", "(b)"]);
        assert_eq!(forms("(a"), ["(a"]);
        assert_eq!(forms("'\n;= x"), ["'"]);
        assert_eq!(forms("\\"), ["\\"]);
        assert_eq!(forms("\"\\"), ["\"\\"]);
    }
}
