//! Collections by their interfaces: `(…)`, `[…]`, `{…}`, `#{…}`, records, and maps of one namespace.

use heap::{Interfaces, Mutator, Result, TextSink, Value};

use super::{options, pr};
use crate::seq::Walk;
use crate::{class, keyword, string, symbol};

/// Prints a collection.
pub(super) fn print(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let interfaces = cx.desc_of(value).info().interfaces;
    let is = |interface| interfaces.has(interface);
    if is(Interfaces::RECORD) {
        out.write_str("#");
        out.write_str(&class::class_name_of(cx, value));
        map(cx, value, out, readably, None)
    } else if is(Interfaces::MAP) {
        match common_namespace(cx, value)? {
            Some(namespace) => {
                out.write_str("#:");
                string::of(namespace).iter().for_each(|namespace| namespace.write_to(out));
                map(cx, value, out, readably, Some(namespace))
            }
            None => map(cx, value, out, readably, None),
        }
    } else if is(Interfaces::SET) {
        each(cx, value, out, ["#{", " ", "}"], |cx, item, out| pr(cx, item, out, readably))
    } else if is(Interfaces::VECTOR) {
        each(cx, value, out, ["[", " ", "]"], |cx, item, out| pr(cx, item, out, readably))
    } else {
        each(cx, value, out, ["(", " ", ")"], |cx, item, out| pr(cx, item, out, readably))
    }
}

pub(super) fn map(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
    lifted: Option<Value>,
) -> Result<()> {
    each(cx, value, out, ["{", ", ", "}"], |cx, entry, out| {
        let (key, value) = entry_parts(cx, entry)?;
        match lifted {
            Some(_) => print_name(key, out),
            None => pr(cx, key, out, readably)?,
        }
        out.write_str(" ");
        pr(cx, value, out, readably)
    })
}

/// A keyword or symbol without its namespace.
fn print_name(key: Value, out: &mut dyn TextSink) {
    if let Some(keyword) = keyword::of(key) {
        out.write_str(":");
        keyword.name_str().write_to(out);
    } else if let Some(symbol) = symbol::of(key) {
        symbol.name_str().write_to(out);
    }
}

pub(super) fn entry_parts(cx: &mut Mutator, entry: Value) -> Result<(Value, Value)> {
    match cx.desc_of(entry).info().nth {
        Some(nth) => Ok((nth(cx, entry, 0)?, nth(cx, entry, 1)?)),
        None => Err(crate::throw::class_cast(cx, entry, "java.util.Map$Entry")),
    }
}

/// The namespace that all keys of a map share, when `*print-namespace-maps*` asks for it.
fn common_namespace(cx: &mut Mutator, map: Value) -> Result<Option<Value>> {
    if !options::current().namespace_maps {
        return Ok(None);
    }
    let mut common: Option<Value> = None;
    let mut walk = Walk::new(map);
    while let Some(entry) = walk.next(cx)? {
        let (key, _) = entry_parts(cx, entry)?;
        let namespace = match (keyword::of(key), symbol::of(key)) {
            (Some(keyword), _) => keyword.namespace(),
            (None, Some(symbol)) => symbol.namespace(),
            (None, None) => return Ok(None),
        };
        let Some(text) = string::of(namespace) else { return Ok(None) };
        match common.and_then(string::of) {
            Some(other) if *other != *text => return Ok(None),
            Some(_) => {}
            None => common = Some(namespace),
        }
    }
    Ok(common)
}

/// The elements of a seqable between brackets, as many as `*print-length*` allows.
pub(super) fn each(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    [open, separator, close]: [&str; 3],
    mut one: impl FnMut(&mut Mutator, Value, &mut dyn TextSink) -> Result<()>,
) -> Result<()> {
    let inside = options::deeper(|options| {
        out.write_str(open);
        let length = if options.dup { None } else { options.length };
        let mut walk = Walk::new(value);
        let mut item = walk.next(cx)?;
        let mut printed = 0;
        while let Some(current) = item {
            // As on the JVM, the next element is realised before this one is printed.
            let following = walk.next(cx)?;
            if length == Some(printed) {
                out.write_str("...");
                break;
            }
            one(cx, current, out)?;
            out.settle(cx)?;
            printed += 1;
            if following.is_some() {
                out.write_str(separator);
            }
            item = following;
        }
        out.write_str(close);
        Ok(())
    });
    match inside {
        Some(result) => result,
        None => {
            out.write_str("#");
            Ok(())
        }
    }
}

/// What `inside` writes as a map literal one level deeper.
pub(super) fn braced(
    out: &mut dyn TextSink,
    inside: impl FnOnce(&mut dyn TextSink) -> Result<()>,
) -> Result<()> {
    let printed = options::deeper(|_| {
        out.write_str("{");
        inside(out)?;
        out.write_str("}");
        Ok(())
    });
    match printed {
        Some(result) => result,
        None => {
            out.write_str("#");
            Ok(())
        }
    }
}

/// The elements of a seqable as a vector with one on each line.
pub(super) fn lines(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    out.write_str("[");
    let mut separator = "";
    let mut walk = Walk::new(value);
    while let Some(item) = walk.next(cx)? {
        out.write_str(separator);
        pr(cx, item, out, readably)?;
        separator = "\n  ";
    }
    out.write_str("]");
    Ok(())
}

/// The first element of a seqable, or `ABSENT`.
pub(super) fn first_of(cx: &mut Mutator, value: Value) -> Result {
    Ok(Walk::new(value).next(cx)?.unwrap_or(Value::ABSENT))
}
