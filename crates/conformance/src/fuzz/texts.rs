//! Broken texts: tokens and characters of a program taken out, put in, doubled and exchanged.

use super::Random;

/// Pieces that a reader has to look at twice.
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#{",
    "\"",
    "\\",
    "'",
    "`",
    "~",
    "~@",
    "@",
    "^",
    "^{",
    "#'",
    "#_",
    "#_#_",
    "#",
    "##",
    "##Inf",
    "##nan",
    "#\"",
    "#\"[\"",
    "#(",
    "#(%1 %&)",
    "%",
    "%-1",
    "%999",
    "#=(",
    "#=(+ 1 2)",
    "#?(",
    "#?(:clj 1)",
    "#?@(:clj [1])",
    "#:a{",
    "#::{",
    "#:a/b{}",
    "#^",
    "#!",
    "#<",
    ";",
    "\n",
    "\u{0}",
    "\u{feff}",
    "\u{85}",
    "ä",
    "😀",
    ":",
    "::",
    "::a/b",
    ":/",
    "/",
    "a/",
    "/a",
    "a/b/c",
    ":a:",
    "a::b",
    ":1",
    "+1",
    "-",
    "+",
    "1e",
    "1e5M",
    "0x",
    "0xFFFFFFFFFFFFFFFFF",
    "08",
    "0777",
    "2r2",
    "37r1",
    "36rZZZZZZZZZZZZZZZ",
    "1/0",
    "1/",
    "1N",
    "1.M",
    ".5",
    "1..2",
    "\\u",
    "\\uD800",
    "\\u12",
    "\\o777",
    "\\newlin",
    "\"\\u00\"",
    "\"\\x\"",
    "\"\\400\"",
    "#inst",
    "#inst \"2020-13-01\"",
    "#uuid \"x\"",
    "#foo 1",
    "#user.Rec[1]",
    "#user.Rec[1 2]",
    "#user.Rec{:a 1}",
    "#user.Obj{}",
    "#java.lang.String[\"a\"]",
    "nil",
    "true",
    "&",
    "...",
    ".",
    "..",
    "foo.",
    ".foo",
    "{:a 1 :a 2}",
    "#{1 1}",
    "{1}",
    "^:a ^:b c",
    "^\"x\" []",
    "^[] 1",
    "~'a",
    "a#",
    "`(~@a)",
    "`{~@a}",
    "fn*",
    "let*",
    "recur",
    "def",
    "quote",
    "&env",
    "&form",
    "__auto__",
    "[& & a]",
    "[:as]",
    "{:keys [a/b :c] :or {d 1}}",
];

/// The text with a few faults.
pub fn broken(random: &mut Random, text: &str) -> String {
    let mut pieces: Vec<String> = pieces(text);
    for _ in 0..=random.below(4) {
        let at = random.below(pieces.len().max(1));
        let other = random.below(pieces.len().max(1));
        match random.below(6) {
            0 if !pieces.is_empty() => drop(pieces.remove(at)),
            1 if !pieces.is_empty() => pieces.swap(at, other),
            2 if !pieces.is_empty() => pieces.insert(at, pieces[other].clone()),
            3 if !pieces.is_empty() => pieces.truncate(at + 1),
            _ => pieces.insert(at, random.pick(PIECES).to_owned()),
        }
    }
    let text = pieces.concat();
    match random.below(4) {
        0 => format!("(read-string {{:read-cond :preserve}} {text:?})"),
        1 => format!("(clojure.edn/read-string {text:?})"),
        _ => text,
    }
}

/// The words of a text, and every other character for itself.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in text.chars() {
        let is_word = c.is_alphanumeric() || "-.?!*+<>=&%:/".contains(c);
        match pieces.last_mut() {
            Some(last) if in_word && is_word => last.push(c),
            Some(_) | None => pieces.push(c.to_string()),
        }
        in_word = is_word;
    }
    pieces
}
