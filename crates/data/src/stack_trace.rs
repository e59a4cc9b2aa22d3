//! `java.lang.StackTraceElement`: one line of a stack trace.

use heap::{Header, HeapType, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::{equiv, hash, kind, print, string};

/// A line of a stack trace. The names are strings, the file may be nil.
#[repr(C)]
pub struct StackTraceElement {
    header: Header,
    pub class: Value,
    pub method: Value,
    pub file: Value,
    line: i64,
}

impl HeapType for StackTraceElement {
    const KIND: Kind = kind::STACK_TRACE_ELEMENT;
}

impl StackTraceElement {
    /// The line in the file; negative when it is not known.
    pub fn line(&self) -> i32 {
        self.line as i32
    }
}

/// The element in a value.
pub fn of<'a>(value: Value) -> Option<&'a StackTraceElement> {
    value.cast::<StackTraceElement>()
}

/// A line of a stack trace, of string values.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, class: Value, method: Value, file: Value, line: i32) -> Result {
    let header = Header::of::<StackTraceElement>();
    cx.alloc(StackTraceElement { header, class, method, file, line: line as i64 })
}

/// `[class method "file" line]`.
fn print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink, readably: bool) -> Result<()> {
    let Some(element) = of(value) else { return Ok(()) };
    out.write_str("[");
    write(element.class, out);
    out.write_str(" ");
    write(element.method, out);
    out.write_str(" ");
    print::pr(cx, element.file, out, readably)?;
    out.write_str(&format!(" {}]", element.line));
    Ok(())
}

fn write(value: Value, out: &mut dyn TextSink) {
    if let Some(text) = string::of(value) {
        text.write_to(out);
    }
}

/// `class.method(file:line)`, as Java has it.
fn to_str(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<()> {
    let Some(element) = of(value) else { return Ok(()) };
    write(element.class, out);
    out.write_str(".");
    write(element.method, out);
    match (string::of(element.file), element.line) {
        (_, -2) => out.write_str("(Native Method)"),
        (None, _) => out.write_str("(Unknown Source)"),
        (Some(file), line) => {
            out.write_str("(");
            file.write_to(out);
            if line >= 0 {
                out.write_str(&format!(":{line}"));
            }
            out.write_str(")");
        }
    }
    Ok(())
}

fn equiv_elements(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    let (Some(a), Some(b)) = (of(a), of(b)) else { return Ok(false) };
    Ok(a.line == b.line
        && equiv::equiv(cx, a.class, b.class)?
        && equiv::equiv(cx, a.method, b.method)?
        && equiv::equiv(cx, a.file, b.file)?)
}

fn hash_element(cx: &mut Mutator, value: Value) -> Result<i32> {
    let Some(element) = of(value) else { return Ok(0) };
    let class = hash::hash_code(cx, element.class)?;
    let method = hash::hash_code(cx, element.method)?;
    Ok(class.wrapping_mul(31) ^ method.wrapping_add(element.line as i32))
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    equiv: Some(equiv_elements),
    hasheq: Some(hash_element),
    print: Some(print),
    to_str: Some(to_str),
    ..TypeInfo::new("java.lang.StackTraceElement", Layout::RefsThenRaw(3))
};
