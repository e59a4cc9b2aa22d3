//! `java.util.Formatter`, as `format` and `String.format` use it, in English.

mod date;
mod number;
mod spec;

use heap::{Kind, Mutator, Result, Thrown, Value};

use crate::class::ClassId;
use crate::num::Number;
use crate::string::{self, Str};
use crate::text::Text;
use crate::{class, hash, inst, num, print, string_ops, throwable};
use spec::{Fault, Flags, Index, Piece, Spec};

/// More than this is not written for one specifier.
const MOST: usize = 1 << 28;

/// The text that a format string makes of the arguments.
///
/// # Errors
/// The exceptions of `java.util.Formatter`; whatever the arguments' `toString` throws.
pub fn format(cx: &mut Mutator, format: &Str, args: &[Value]) -> Result {
    let units = format.to_utf16();
    let pieces = match spec::parse(&units) {
        Ok(pieces) => pieces,
        Err(fault) => return Err(throw(cx, &fault)),
    };
    let mut out = Text::new();
    let mut next = 0;
    let mut previous = None;
    for piece in &pieces {
        let spec = match piece {
            Piece::Text(start, end) => {
                out.push_units(&units[*start..*end]);
                continue;
            }
            Piece::Spec(spec) => spec,
        };
        if spec.width.unwrap_or(0).max(spec.precision.unwrap_or(0)) > MOST {
            return Err(throwable::out_of_memory(cx));
        }
        if !spec.date && matches!(spec.conversion, 'n' | '%') {
            let text = if spec.conversion == 'n' { "\n" } else { "%" };
            pad(spec, &text_of(text), &mut out);
            continue;
        }
        let index = match spec.index {
            Index::Next => {
                next += 1;
                Some(next - 1)
            }
            Index::Previous => previous,
            Index::Number(number) => Some(number - 1),
        };
        let Some(&arg) = index.and_then(|index| args.get(index)) else {
            return Err(throw(cx, &Fault::MissingArgument(spec.to_string())));
        };
        previous = index;
        write(cx, spec, arg, &mut out)?;
    }
    out.to_value(cx)
}

#[cold]
fn throw(cx: &mut Mutator, fault: &Fault) -> Thrown {
    let class = ClassId::find(fault.class());
    let class = class.unwrap_or(ClassId::named("java.util.IllegalFormatException"));
    throwable::throw(cx, class, fault.message())
}

fn text_of(text: &str) -> Text {
    let mut out = Text::new();
    out.push_str(text);
    out
}

/// Adds the text, with spaces up to the width.
fn pad(spec: &Spec, text: &Text, out: &mut Text) {
    let missing = spec.width.unwrap_or(0).saturating_sub(text.len_utf16());
    let spaces = " ".repeat(missing);
    if !spec.flags.has(Flags::LEFT) {
        out.push_str(&spaces);
    }
    out.push_text(text);
    if spec.flags.has(Flags::LEFT) {
        out.push_str(&spaces);
    }
}

/// Adds what the specifier makes of the argument.
fn write(cx: &mut Mutator, spec: &Spec, arg: Value, out: &mut Text) -> Result<()> {
    let made = match convert(cx, spec, arg)? {
        Ok(text) => text,
        Err(fault) => return Err(throw(cx, &fault)),
    };
    let made = if spec.upper {
        let value = made.to_value(cx)?;
        let upper = string_ops::upper_case(cx, value)?;
        let mut text = Text::new();
        text.push_string(string::of(upper).expect("a string in upper case"));
        text
    } else {
        made
    };
    pad(spec, &made, out);
    Ok(())
}

type Converted = core::result::Result<Text, Fault>;

fn convert(cx: &mut Mutator, spec: &Spec, arg: Value) -> Result<Converted> {
    let general = !spec.date && matches!(spec.conversion, 'b' | 'h' | 's');
    if arg.is_nil() && (spec.date || spec.conversion != 'b') {
        let mut text = text_of("null");
        truncate(spec, &mut text);
        return Ok(Ok(text));
    }
    if general {
        return general_text(cx, spec, arg);
    }
    let made = if spec.date {
        match (inst::of(arg), arg.kind() == Kind::LONG) {
            (Some(inst), _) => Some(Ok(date::part(spec.conversion, inst.millis()))),
            (None, true) => num::as_i64(arg).map(|millis| Ok(date::part(spec.conversion, millis))),
            (None, false) => None,
        }
    } else {
        match spec.conversion {
            'c' => return Ok(character(cx, spec, arg)),
            'd' | 'o' | 'x' => integer(spec, arg),
            _ => match floating(spec, arg) {
                Some(None) => return Err(throwable::out_of_memory(cx)),
                Some(Some(text)) => Some(Ok(text)),
                None => None,
            },
        }
    };
    Ok(match made {
        Some(Ok(text)) => Ok(text_of(&text)),
        Some(Err(fault)) => Err(fault),
        None => Err(mismatch(cx, spec, arg)),
    })
}

fn mismatch(cx: &mut Mutator, spec: &Spec, arg: Value) -> Fault {
    Fault::Conversion { conversion: spec.conversion, class: class::class_name_of(cx, arg) }
}

fn truncate(spec: &Spec, text: &mut Text) {
    if let Some(precision) = spec.precision {
        text.truncate(precision);
    }
}

fn general_text(cx: &mut Mutator, spec: &Spec, arg: Value) -> Result<Converted> {
    let mut text = Text::new();
    match spec.conversion {
        'b' => text.push_str(if arg.is_truthy() { "true" } else { "false" }),
        'h' => text.push_str(&format!("{:x}", hash::hash_code(cx, arg)?)),
        _ => {
            if spec.flags.has(Flags::ALTERNATE) {
                let (conversion, flags) = (spec.conversion, Flags::ALTERNATE);
                return Ok(Err(Fault::FlagsMismatch { conversion, flags }));
            }
            print::to_str(cx, arg, &mut text)?;
        }
    }
    truncate(spec, &mut text);
    Ok(Ok(text))
}

fn character(cx: &mut Mutator, spec: &Spec, arg: Value) -> Converted {
    let mut text = Text::new();
    if let Some(unit) = arg.as_char() {
        text.push_unit(unit);
        return Ok(text);
    }
    let code = match num::view(arg) {
        Some(Number::Integer(n)) => n as i64,
        Some(Number::Short(n)) => n as i64,
        Some(Number::Byte(n)) => n as i64,
        _ => return Err(mismatch(cx, spec, arg)),
    };
    match u32::try_from(code).ok().filter(|code| *code <= 0x10_ffff) {
        Some(code) => match char::from_u32(code) {
            Some(c) => text.push_str(c.encode_utf8(&mut [0; 4])),
            None => text.push_unit(code as u16),
        },
        None => return Err(Fault::CodePoint(code as i32)),
    }
    Ok(text)
}

/// Nothing for what is no integer of Java's.
fn integer(spec: &Spec, arg: Value) -> Option<core::result::Result<String, Fault>> {
    Some(match num::view(arg)? {
        Number::Long(n) => number::integer(spec, n, 64),
        Number::Integer(n) => number::integer(spec, n as i64, 32),
        Number::Short(n) => number::integer(spec, n as i64, 16),
        Number::Byte(n) => number::integer(spec, n as i64, 8),
        Number::BigInteger => {
            let n = num::as_big(arg).expect("a BigInteger is one");
            Ok(number::big_integer(spec, &n))
        }
        Number::BigInt | Number::Ratio | Number::Decimal | Number::Double(_) | Number::Float(_) => {
            return None;
        }
    })
}

/// Nothing for what is no floating-point number or decimal; nothing inside for what is too long.
fn floating(spec: &Spec, arg: Value) -> Option<Option<String>> {
    match num::view(arg)? {
        Number::Double(d) => Some(Some(number::double(spec, d))),
        Number::Float(f) => {
            // Java widens it by its text.
            let d = num::float_to_string(f).parse().unwrap_or(f as f64);
            Some(Some(number::double(spec, d)))
        }
        Number::Decimal if spec.conversion != 'a' => {
            let decimal = num::as_decimal(arg).expect("a decimal is one");
            Some(number::decimal(spec, &decimal))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
