//! A resolver with a few classes, vars and an alias, and answers in the form of the golden files.

#![allow(dead_code, reason = "each test file uses a part")]

use std::cell::Cell;

use data::{keyword, lookup, num, seq, string, symbol, throwable};
use heap::{Mutator, Result, Value};
use reader::{Alone, Options, ReadEval, Reader, Resolver};

#[derive(Default)]
pub struct Program {
    alone: Alone,
    pub asked: Cell<u64>,
}

fn name_of(value: Value) -> (Option<String>, String) {
    let names = symbol::of(value).expect("a symbol is asked about");
    let namespace = names.namespace_str().map(|namespace| namespace.to_str().into_owned());
    (namespace, names.name_str().to_str().into_owned())
}

fn class(name: &str) -> Option<&'static str> {
    match name {
        "String" => Some("java.lang.String"),
        "Integer" => Some("java.lang.Integer"),
        _ => None,
    }
}

const CORE: &[&str] = &["map", "int", "-", "/", "let", "fn", ".."];

impl Resolver for Program {
    fn current_ns(&self, cx: &mut Mutator) -> Result {
        self.alone.current_ns(cx)
    }

    fn resolve_alias(&self, cx: &mut Mutator, alias: Value) -> Result<Option<Value>> {
        if name_of(alias).1 == "st" {
            return symbol::intern(cx, None, "clojure.string").map(Some);
        }
        Ok(None)
    }

    fn resolve_symbol(&self, cx: &mut Mutator, form: Value) -> Result {
        let (namespace, name) = name_of(form);
        let namespace = match namespace {
            Some(namespace) if namespace == "st" => "clojure.string".to_owned(),
            Some(namespace) => match class(&namespace) {
                Some(class) => class.to_owned(),
                None => return Ok(form),
            },
            None => {
                if name.find('.').is_some_and(|at| at > 0) {
                    return Ok(form);
                }
                if let Some(class) = class(&name) {
                    return symbol::intern(cx, None, class);
                }
                if CORE.contains(&name.as_str()) { "clojure.core" } else { "user" }.to_owned()
            }
        };
        symbol::intern(cx, Some(&namespace), &name)
    }

    fn read_eval(&self, _cx: &mut Mutator) -> Result<ReadEval> {
        Ok(ReadEval::Allowed)
    }

    fn eval(&self, cx: &mut Mutator, form: Value) -> Result {
        use diag::ErrorKind;
        if symbol::of(form).is_some() {
            return Err(data::throw::class_not_found(cx, name_of(form).1));
        }
        if !seq::is_seq(form) {
            return Err(reader::throw(cx, ErrorKind::UnsupportedReadEval, &[]));
        }
        let head = seq::first(cx, form)?;
        if symbol::of(head).is_none() {
            return Err(data::throw::class_cast(cx, head, "clojure.lang.Symbol"));
        }
        match name_of(head).1.as_str() {
            "+" => num::from_i64(cx, 3),
            name => Err(reader::throw(cx, ErrorKind::CannotResolve, &[name])),
        }
    }

    fn construct(&self, cx: &mut Mutator, name: Value, form: Value) -> Result {
        match name_of(name).1.as_str() {
            "java.lang.String" => seq::first(cx, form),
            other => Err(data::throw::class_not_found(cx, other)),
        }
    }

    fn data_reader(&self, _cx: &mut Mutator, _tag: Value) -> Result<Option<Value>> {
        Ok(None)
    }

    fn default_data_reader(&self, _cx: &mut Mutator, _tag: Value) -> Result<Option<Value>> {
        Ok(None)
    }

    fn fallback_data_reader(&self, _cx: &mut Mutator) -> Result<Option<Value>> {
        Ok(None)
    }

    fn regex(&self, _cx: &mut Mutator, pattern: Value) -> Result {
        Ok(pattern)
    }

    fn next_id(&self, cx: &mut Mutator) -> Result<u64> {
        self.alone.next_id(cx)
    }
}

/// `=> form ^metadata` or `!! class: message @line:column`, on one line.
pub fn answer(cx: &mut Mutator, mut reader: Reader<'_>, at_end: &str) -> String {
    let read = reader.read(cx);
    answer_of(cx, read, at_end)
}

pub fn answer_of(cx: &mut Mutator, read: Result<Option<Value>>, at_end: &str) -> String {
    let text = match read {
        Ok(None) => at_end.to_owned(),
        Ok(Some(form)) => {
            let printed = data::print::pr_str(cx, form).expect("forms are printed");
            let meta = data::meta::meta(cx, form).expect("metadata is had");
            if meta.is_nil() {
                format!("=> {printed}")
            } else {
                let meta = data::print::pr_str(cx, meta).expect("metadata is printed");
                format!("=> {printed} ^{meta}")
            }
        }
        Err(_) => {
            let exception = cx.take_pending();
            describe(cx, exception)
        }
    };
    with_numbered_names(&text.replace('\n', "\\n"))
}

fn describe(cx: &mut Mutator, exception: Value) -> String {
    let thrown = throwable::of(exception).expect("a throwable is pending");
    let mut text = format!("!! {}", thrown.class_name());
    if let Some(message) = thrown.message_str() {
        text.push_str(": ");
        text.push_str(&message.to_str());
    }
    if !thrown.data().is_nil() {
        let mut place = Vec::new();
        for name in ["line", "column"] {
            let key = keyword::intern(cx, Some("clojure.error"), name).expect("room");
            let number = lookup::get(cx, thrown.data(), key, Value::NIL).expect("a map");
            place.push(number.as_fixnum().expect("a number").to_string());
        }
        text.push_str(&format!(" @{}", place.join(":")));
    }
    text
}

/// Generated names are numbered from 1, in the order in which they appear.
fn with_numbered_names(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("__") {
        let (before, after) = rest.split_at(at + 2);
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        out.push_str(before);
        rest = &after[digits.len()..];
        if !digits.is_empty() {
            let number = seen.iter().position(|known| *known == digits).unwrap_or_else(|| {
                seen.push(digits.clone());
                seen.len() - 1
            });
            out.push_str(&(number + 1).to_string());
        }
    }
    out.push_str(rest);
    out
}

/// The cases of a golden file: a string literal on one line, the answer on the next.
pub fn cases(file: &str) -> Vec<(String, &str)> {
    let lines: Vec<&str> = file.lines().collect();
    let cases = lines.chunks_exact(2);
    cases.map(|pair| (unescape(pair[0]), pair[1])).collect()
}

fn unescape(literal: &str) -> String {
    let mut out = String::new();
    let mut chars = literal[1..literal.len() - 1].chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(match chars.next().expect("something is escaped") {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\u{8}',
                'f' => '\u{c}',
                other => other,
            }),
            c => out.push(c),
        }
    }
    out
}

/// True when the answer needs what stands on upper floors: dates, patterns, class objects.
pub fn needs_more(text: &str, expected: &str) -> bool {
    text.contains("#inst")
        || text.contains("#uuid")
        || expected.contains("#\"")
        || expected.contains("java.util.regex")
        || ["#=java", "#=(java", "#=(var", "#=()", "#=(1", "#=(clojure"]
            .iter()
            .any(|t| text.contains(t))
        || text.contains("#java.lang.String[1")
        || text.contains("#java.lang.String{")
        || text.contains("#java.lang.String[]")
}

pub fn read_lines() -> Options {
    Options { read_cond: reader::ReadCond::Allow, ..Options::source() }
}

pub fn string_value(cx: &mut Mutator, text: &str) -> Value {
    string::new(cx, text).expect("room")
}
