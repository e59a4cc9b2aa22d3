//! `\p{…}`: which code points a name of a property means.

use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use crate::block;
use crate::charset::{self, LONE, negated, ranges, union};

/// The code points that Unicode's tables give for `\p{name}`.
fn table(name: &str) -> Option<ClassUnicode> {
    let hir = regex_syntax::parse(&format!("\\p{{{name}}}")).ok()?;
    match hir.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class),
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()? as u32;
            Some(ranges(&[(c, c)]))
        }
        _ => None,
    }
}

/// A table that is known to be there.
fn known(name: &str) -> ClassUnicode {
    table(name).unwrap_or_else(ClassUnicode::empty)
}

fn all_of(names: &[&str]) -> ClassUnicode {
    names.iter().fold(ClassUnicode::empty(), |all, name| union(all, &known(name)))
}

fn without(mut class: ClassUnicode, other: &ClassUnicode) -> ClassUnicode {
    class.difference(other);
    class
}

/// The surrogates that have no partner.
pub fn lone_surrogates() -> ClassUnicode {
    ranges(&[(LONE, 0x10_ffff)])
}

const LOWER: (u32, u32) = (0x61, 0x7a);
const UPPER: (u32, u32) = (0x41, 0x5a);
const DIGIT: (u32, u32) = (0x30, 0x39);

pub fn digit() -> ClassUnicode {
    ranges(&[DIGIT])
}

pub fn word() -> ClassUnicode {
    ranges(&[LOWER, UPPER, DIGIT, (0x5f, 0x5f)])
}

pub fn space() -> ClassUnicode {
    ranges(&[(9, 13), (32, 32)])
}

/// `\h`.
pub fn horizontal_space() -> ClassUnicode {
    ranges(&[
        (9, 9),
        (32, 32),
        (0xa0, 0xa0),
        (0x1680, 0x1680),
        (0x180e, 0x180e),
        (0x2000, 0x200a),
        (0x202f, 0x202f),
        (0x205f, 0x205f),
        (0x3000, 0x3000),
    ])
}

/// `\v`.
pub fn vertical_space() -> ClassUnicode {
    ranges(&[(10, 13), (0x85, 0x85), (0x2028, 0x2029)])
}

pub fn unicode_digit() -> ClassUnicode {
    known("Nd")
}

pub fn unicode_word() -> ClassUnicode {
    all_of(&["Alphabetic", "M", "Nd", "Pc", "Join_Control"])
}

pub fn unicode_space() -> ClassUnicode {
    known("White_Space")
}

/// What `\b` takes for part of a word besides marks: letters, digits, `_`.
pub fn letters_and_digits() -> ClassUnicode {
    union(all_of(&["L", "Nd"]), &ranges(&[(0x5f, 0x5f)]))
}

pub fn nonspacing_marks() -> ClassUnicode {
    known("Mn")
}

/// The value of `\p{Grapheme_Cluster_Break=value}`.
pub fn cluster_break(value: &str) -> ClassUnicode {
    known(&format!("gcb={value}"))
}

pub fn pictographic() -> ClassUnicode {
    known("Extended_Pictographic")
}

/// How the flags bend the meaning of names.
#[derive(Clone, Copy)]
pub struct Reading {
    pub fold_case: bool,
    /// `(?U)`.
    pub unicode: bool,
}

/// The class of a name that stands alone, as in `\p{Lu}` or `\p{IsGreek}`.
pub fn named(name: &str, reading: Reading) -> Option<ClassUnicode> {
    if let Some(block) = name.strip_prefix("In") {
        return block_named(block);
    }
    if let Some(rest) = name.strip_prefix("Is") {
        return binary(rest, reading).or_else(|| general(rest, reading)).or_else(|| script(rest));
    }
    if reading.unicode
        && let Some(class) = posix_in_unicode(name, reading)
    {
        return Some(class);
    }
    general(name, reading)
}

/// The class of `\p{name=value}`.
pub fn valued(name: &str, value: &str, reading: Reading) -> Option<ClassUnicode> {
    match name.to_ascii_lowercase().as_str() {
        "sc" | "script" => script(value),
        "blk" | "block" => block_named(value),
        "gc" | "general_category" => general(value, reading),
        _ => None,
    }
}

fn block_named(name: &str) -> Option<ClassUnicode> {
    block::find(name).map(|range| ranges(&[range]))
}

fn script(name: &str) -> Option<ClassUnicode> {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return None;
    }
    table(&format!("sc={name}"))
}

fn cased() -> ClassUnicode {
    all_of(&["Lu", "Ll", "Lt"])
}

const CATEGORIES: &[&str] = &[
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf",
    "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf", "L", "M", "N", "Z", "P", "S",
];

/// Categories, POSIX names and Java's own, which are all spelt exactly.
fn general(name: &str, reading: Reading) -> Option<ClassUnicode> {
    if reading.fold_case && matches!(name, "Lu" | "Ll" | "Lt") {
        return Some(cased());
    }
    if CATEGORIES.contains(&name) {
        return table(name);
    }
    Some(match name {
        "Cn" => known("Cn"),
        "Co" => without(known("Co"), &lone_surrogates()),
        "Cs" => lone_surrogates(),
        "C" => all_of(&["Cc", "Cf", "Cn", "Co"]),
        "LC" => cased(),
        "LD" => all_of(&["L", "Nd"]),
        "L1" => ranges(&[(0, 0xff)]),
        "all" => charset::all(),
        _ => return posix(name, reading).or_else(|| java(name, reading)),
    })
}

fn posix(name: &str, reading: Reading) -> Option<ClassUnicode> {
    let all: &[(u32, u32)] = match name {
        "Lower" | "Upper" if reading.fold_case => &[LOWER, UPPER],
        "Lower" => &[LOWER],
        "Upper" => &[UPPER],
        "ASCII" => &[(0, 127)],
        "Alpha" => &[LOWER, UPPER],
        "Digit" => &[DIGIT],
        "Alnum" => &[LOWER, UPPER, DIGIT],
        "Punct" => &[(0x21, 0x2f), (0x3a, 0x40), (0x5b, 0x60), (0x7b, 0x7e)],
        "Graph" => &[(0x21, 0x7e)],
        "Print" => &[(0x20, 0x7e)],
        "Blank" => &[(9, 9), (32, 32)],
        "Cntrl" => &[(0, 31), (127, 127)],
        "XDigit" => &[DIGIT, (0x41, 0x46), (0x61, 0x66)],
        "Space" => &[(9, 13), (32, 32)],
        _ => return None,
    };
    Some(ranges(all))
}

/// The methods of `java.lang.Character`.
fn java(name: &str, reading: Reading) -> Option<ClassUnicode> {
    let ignorable = || union(ranges(&[(0, 8), (0xe, 0x1b), (0x7f, 0x9f)]), &known("Cf"));
    Some(match name.strip_prefix("java")? {
        "LowerCase" | "UpperCase" | "TitleCase" if reading.fold_case => {
            union(all_of(&["Lowercase", "Uppercase"]), &known("Lt"))
        }
        "LowerCase" => known("Lowercase"),
        "UpperCase" => known("Uppercase"),
        "TitleCase" => known("Lt"),
        "Alphabetic" => known("Alphabetic"),
        "Ideographic" => known("Ideographic"),
        "Digit" => known("Nd"),
        "Defined" => negated(known("Cn")),
        "Letter" => known("L"),
        "LetterOrDigit" => all_of(&["L", "Nd"]),
        "JavaIdentifierStart" => all_of(&["L", "Nl", "Sc", "Pc"]),
        "JavaIdentifierPart" => {
            union(all_of(&["L", "Nl", "Sc", "Pc", "Nd", "Mc", "Mn"]), &ignorable())
        }
        "UnicodeIdentifierStart" => known("ID_Start"),
        "UnicodeIdentifierPart" => union(known("ID_Continue"), &ignorable()),
        "IdentifierIgnorable" => ignorable(),
        "SpaceChar" => known("Z"),
        "Whitespace" => {
            let unbroken = ranges(&[(0xa0, 0xa0), (0x2007, 0x2007), (0x202f, 0x202f)]);
            union(without(known("Z"), &unbroken), &ranges(&[(9, 13), (0x1c, 0x1f)]))
        }
        "ISOControl" => ranges(&[(0, 0x1f), (0x7f, 0x9f)]),
        "Mirrored" => table("Bidi_Mirrored")?,
        _ => return None,
    })
}

/// `\p{Is…}` for properties that are had or not; any case, underscores may be left out.
fn binary(name: &str, reading: Reading) -> Option<ClassUnicode> {
    Some(match name.to_ascii_uppercase().as_str() {
        "ALPHABETIC" => known("Alphabetic"),
        "LETTER" => known("L"),
        "IDEOGRAPHIC" => known("Ideographic"),
        "LOWERCASE" | "UPPERCASE" | "TITLECASE" if reading.fold_case => {
            union(all_of(&["Lowercase", "Uppercase"]), &known("Lt"))
        }
        "LOWERCASE" => known("Lowercase"),
        "UPPERCASE" => known("Uppercase"),
        "TITLECASE" => known("Lt"),
        "WHITE_SPACE" | "WHITESPACE" => unicode_space(),
        "CONTROL" => known("Cc"),
        "PUNCTUATION" => known("P"),
        "HEX_DIGIT" | "HEXDIGIT" => union(
            known("Nd"),
            &ranges(&[(0x41, 0x46), (0x61, 0x66), (0xff21, 0xff26), (0xff41, 0xff46)]),
        ),
        "ASSIGNED" => negated(known("Cn")),
        "NONCHARACTER_CODE_POINT" | "NONCHARACTERCODEPOINT" => known("Noncharacter_Code_Point"),
        "DIGIT" => known("Nd"),
        "ALNUM" => all_of(&["Alphabetic", "Nd"]),
        "BLANK" => union(known("Zs"), &ranges(&[(9, 9)])),
        "GRAPH" => graph(),
        "PRINT" => without(union(graph(), &known("Zs")), &known("Cc")),
        "WORD" => unicode_word(),
        "JOIN_CONTROL" | "JOINCONTROL" => known("Join_Control"),
        _ => return None,
    })
}

fn graph() -> ClassUnicode {
    let mut none = all_of(&["White_Space", "Cc", "Cn"]);
    none.union(&lone_surrogates());
    negated(none)
}

/// What the POSIX names mean with `(?U)`.
fn posix_in_unicode(name: &str, reading: Reading) -> Option<ClassUnicode> {
    let property = match name.to_ascii_uppercase().as_str() {
        "ALPHA" => "ALPHABETIC",
        "LOWER" => "LOWERCASE",
        "UPPER" => "UPPERCASE",
        "SPACE" => "WHITE_SPACE",
        "PUNCT" => "PUNCTUATION",
        "XDIGIT" => "HEX_DIGIT",
        "ALNUM" => "ALNUM",
        "CNTRL" => "CONTROL",
        "DIGIT" => "DIGIT",
        "BLANK" => "BLANK",
        "GRAPH" => "GRAPH",
        "PRINT" => "PRINT",
        _ => return None,
    };
    binary(property, reading)
}
