//! What Clojure on the JVM answers to each text of `tests/golden`, form or exception.

mod common;

use common::{Program, answer, cases, needs_more, read_lines};
use reader::{CharSource, Options, Reader};

use heap::{Mutator, Result};

fn check(file: &str, options: Options, at_end: &str) {
    data::testing::with(|cx| {
        let mut wrong = Vec::new();
        for (text, expected) in cases(file) {
            if needs_more(&text, expected) {
                continue;
            }
            let program = Program::default();
            let found = answer(cx, Reader::new(&text, options, &program), at_end);
            if found != expected {
                wrong.push(format!("{text:?}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    });
}

const NOTHING: &str = "!! java.lang.RuntimeException: EOF while reading";

#[test]
fn read_string() {
    check(include_str!("golden/read-string.txt"), Options::string(), NOTHING);
}

#[test]
fn read_with_lines() {
    check(include_str!("golden/read-lines.txt"), read_lines(), "=> EOF");
}

#[test]
fn what_1_12_reads_otherwise() {
    check(include_str!("golden/read-1-12.txt"), Options::string(), NOTHING);
}

#[test]
fn edn() {
    check(include_str!("golden/edn.txt"), Options::edn(), "=> nil");
}

#[test]
fn edn_with_lines() {
    let options = Options { positions: true, ..Options::edn() };
    check(include_str!("golden/edn-lines.txt"), options, "=> EOF");
}

/// Gives its text a few bytes at a time.
struct Drops<'t> {
    text: &'t str,
    size: usize,
}

impl CharSource for Drops<'_> {
    fn more(&mut self, _cx: &mut Mutator, into: &mut String) -> Result<bool> {
        let mut end = self.size.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let (now, later) = self.text.split_at(end);
        into.push_str(now);
        self.text = later;
        Ok(!now.is_empty())
    }
}

#[test]
fn text_that_comes_in_drops_reads_the_same() {
    data::testing::with(|cx| {
        for (text, expected) in cases(include_str!("golden/read-lines.txt")) {
            if needs_more(&text, expected) {
                continue;
            }
            for size in [1, 3] {
                let mut source = Drops { text: &text, size };
                let program = Program::default();
                let reader = Reader::streaming(String::new(), &mut source, read_lines(), &program);
                assert_eq!(answer(cx, reader, "=> EOF"), expected, "{text:?} by {size}");
            }
        }
    });
}

#[test]
fn a_stream_is_read_no_further_than_its_form() {
    data::testing::with(|cx| {
        let program = Program::default();
        let mut source = Drops { text: "(a\n b) c\n", size: 1 };
        let mut reader = Reader::streaming(String::new(), &mut source, read_lines(), &program);
        assert!(matches!(reader.read(cx), Ok(Some(_))));
        assert_eq!((reader.offset(), reader.rest()), (6, ""));
        assert!(matches!(reader.read(cx), Ok(Some(_))));
        assert_eq!(reader.offset(), 8);
        assert!(matches!(reader.read(cx), Ok(None)));
    });
}

#[test]
fn long_streams_keep_their_lines() {
    data::testing::with(|cx| {
        let text = "(foo \"bar baz\" [1 2 3])\n".repeat(2000);
        let program = Program::default();
        let mut source = Drops { text: &text, size: 700 };
        let mut reader = Reader::streaming(String::new(), &mut source, read_lines(), &program);
        let mut line = 0;
        while let Ok(Some(form)) = reader.read(cx) {
            line += 1;
            assert_eq!(data::list::position(form), Some((line, 1)));
        }
        assert_eq!(line, 2000);
        assert_eq!(reader.offset(), text.len());
    });
}
