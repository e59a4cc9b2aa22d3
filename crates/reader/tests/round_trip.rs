//! What is printed reads as an equal value, and what cannot be read is refused without a panic.

mod common;

use common::{Program, answer_of};
use heap::testing::rounds;
use heap::{Mutator, Value};
use reader::{Options, Reader, edn, read_str};

/// A small generator of numbers that are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let mixed = (self.0 >> 33) ^ (self.0 >> 11);
        (mixed % sides as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.roll(from.len())]
    }
}

const ATOMS: &[&str] = &[
    "nil",
    "true",
    "false",
    "0",
    "-1",
    "42",
    "123456789012345678",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808N",
    "12N",
    "1/3",
    "-22/7",
    "1.5",
    "-0.0",
    "1e100",
    "1.0E-7",
    "1.50M",
    "1e400M",
    "##Inf",
    "##-Inf",
    "\\a",
    "\\newline",
    "\\space",
    "\\u03a9",
    "\\(",
    "\"\"",
    "\"a b\"",
    "\"é\\n\\\"\\\\😀\"",
    ":a",
    ":a/b",
    ":a.b/c-d",
    "x",
    "x/y",
    "a.b.C/d",
    "+",
    "-",
    "/",
    "a/b/c",
    "->",
    "*x*",
    "foo'",
    "foo#",
    ":1",
    "日本",
];

fn form(dice: &mut Dice, depth: usize, out: &mut String) {
    if depth == 0 || dice.roll(3) == 0 {
        out.push_str(dice.pick(ATOMS));
        return;
    }
    let (open, close, each) = match dice.roll(4) {
        0 => ("(", ")", 1),
        1 => ("[", "]", 1),
        2 => ("{", "}", 2),
        _ => ("#{", "}", 1),
    };
    out.push_str(open);
    for n in 0..dice.roll(12) * each {
        out.push_str(dice.pick(&[" ", ", ", "\n"]));
        // Keys and elements are different by their number, so that no duplicate spoils the text.
        if open.ends_with('{') && n % each == 0 {
            out.push_str(&format!("[{n} "));
            form(dice, depth - 1, out);
            out.push(']');
        } else {
            form(dice, depth - 1, out);
        }
    }
    out.push_str(close);
}

fn read(cx: &mut Mutator, text: &str) -> Value {
    let program = Program::default();
    let read = read_str(cx, text, Options::string(), &program);
    match read {
        Ok(Some(form)) => form,
        other => panic!("{text}\n{}", answer_of(cx, other, "nothing")),
    }
}

#[test]
fn printed_forms_read_as_themselves() {
    data::testing::with(|cx| {
        let mut dice = Dice(7);
        for _ in 0..rounds(2000) {
            let mut text = String::new();
            form(&mut dice, 4, &mut text);
            let first = read(cx, &text);
            let printed = data::print::pr_str(cx, first).expect("forms print");
            let second = read(cx, &printed);
            assert_eq!(data::equiv::equiv(cx, first, second), Ok(true), "{text}\n{printed}");
            let program = Program::default();
            let third = edn::read_str(cx, &printed, Value::NIL, Value::NIL, &program);
            let third = third.expect("printed data is EDN").expect("there is a form");
            assert_eq!(data::equiv::equiv(cx, first, third), Ok(true), "{printed}");
            assert_eq!(data::print::pr_str(cx, second), Ok(printed));
        }
    });
}

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#{",
    "#(",
    "#?(",
    "#?@(",
    "#:a{",
    "#::{",
    "#:",
    "'",
    "`",
    "~",
    "~@",
    "@",
    "^",
    "#^",
    "#'",
    "#_",
    "#=",
    "##",
    "#\"",
    "#<",
    "#!",
    "#",
    "%",
    "%1",
    "%&",
    "\\",
    "\\u12",
    "\"",
    "\"a\"",
    "\\\"",
    "\\n",
    ";",
    "\n",
    " ",
    ",",
    ":",
    "::",
    ":a",
    "::a/b",
    "a",
    "a/b",
    "//",
    "/",
    "nil",
    "1",
    "-1",
    "+",
    "1/2",
    "1/0",
    "08",
    "0x",
    "1e5",
    "1.5M",
    "36rZ",
    "99r1",
    "1N",
    "é",
    "😀",
    "\u{2003}",
    "٣",
    ":clj",
    ":default",
    ":else",
    "Inf",
    "x#",
    "String.",
    ".m",
    "#foo",
    "#a.b",
    "\\o777",
    "\\newline",
    "\r",
    "\u{0}",
    "\u{feff}",
    "&",
    "fn*",
    "{:a 1}",
    "{1 1 1 1}",
    "#{1 1}",
];

/// No text makes the reader panic or hang, whatever the options.
#[test]
fn any_text_is_read_or_refused() {
    let rounds = rounds(210_000);
    let mut dice = Dice(20);
    let mut done = 0;
    while done < rounds {
        // A fresh heap from time to time, so that generated names do not pile up.
        data::testing::with(|cx| {
            for _ in 0..rounds.min(30_000) {
                let text = fuzzed(&mut dice);
                let program = Program::default();
                let options = match done % 3 {
                    0 => Options::string(),
                    1 => common::read_lines(),
                    _ => Options::edn(),
                };
                let mut reader = Reader::new(&text, options, &program);
                for _ in 0..50 {
                    let before = reader.offset();
                    match reader.read(cx) {
                        Ok(Some(_)) => {}
                        Ok(None) => break,
                        Err(_) => {
                            cx.take_pending();
                            if reader.offset() == before {
                                break;
                            }
                        }
                    }
                }
                assert!(reader.offset() <= text.len(), "{text:?}");
                done += 1;
            }
        });
    }
}

fn fuzzed(dice: &mut Dice) -> String {
    let mut text = String::new();
    match dice.roll(3) {
        0 => {
            for _ in 0..dice.roll(14) {
                text.push_str(dice.pick(PIECES));
            }
        }
        1 => {
            form(dice, 2, &mut text);
            for _ in 0..1 + dice.roll(3) {
                let mut at = dice.roll(text.len() + 1);
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                match dice.roll(3) {
                    0 => text.truncate(at),
                    1 => text.insert_str(at, dice.pick(PIECES)),
                    _ => {
                        text.drain(..at);
                    }
                }
            }
        }
        _ => {
            for _ in 0..dice.roll(20) {
                let byte = dice.roll(160) as u32;
                text.push(char::from_u32(byte).unwrap_or('x'));
            }
        }
    }
    text
}

/// Any prefix that opens something, a million times: an exception, not a crash.
#[test]
fn deep_nesting_is_refused() {
    data::testing::with(|cx| {
        let marker = 0u8;
        cx.native_limit = cx.native_limit.max(&raw const marker as usize - (1 << 20));
        for prefix in [
            "[", "(", "{", "#{", "#_", "'", "@", "^", "#'", "`", "~", "#(", "{:a ", "#foo ",
            "#:a{", "#?(:clj ", "#?(:x ", "#=", "##", "^:a ", "#_[", "`(", "#:", "#",
        ] {
            let text = prefix.repeat(1_000_000);
            let program = Program::default();
            for options in [Options::string(), common::read_lines(), Options::edn()] {
                let read = read_str(cx, &text, options, &program);
                // A million quotes are a name in EDN.
                assert!(read.is_err() || prefix == "'", "{prefix}");
                cx.take_pending();
            }
        }
    });
}

/// Templates are walked after they are read, so their depth is checked apart.
#[test]
fn deep_templates_are_refused_or_built() {
    data::testing::with(|cx| {
        let marker = 0u8;
        cx.native_limit = cx.native_limit.max(&raw const marker as usize - (1 << 20));
        let depth = 3_000;
        let text = format!("`{}a{}", "(".repeat(depth), ")".repeat(depth));
        let program = Program::default();
        let read = read_str(cx, &text, Options::string(), &program);
        if read.is_err() {
            let exception = cx.take_pending();
            let thrown = data::throwable::of(exception).expect("a throwable");
            assert_eq!(thrown.class_name(), "java.lang.StackOverflowError");
        }
    });
}
