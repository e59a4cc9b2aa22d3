//! What the reader makes of forms that are not for it: tagged literals and reader conditionals.

use heap::{Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::{equiv, hash, keyword, kind, print};

/// `#tag form` whose tag nobody reads.
#[repr(C)]
pub struct TaggedLiteral {
    header: Header,
    pub tag: Value,
    pub form: Value,
}

impl HeapType for TaggedLiteral {
    const KIND: Kind = kind::TAGGED_LITERAL;
}

/// `#?(…)` or `#?@(…)`, kept as it is written.
#[repr(C)]
pub struct ReaderConditional {
    header: Header,
    pub form: Value,
    /// True or false.
    pub splicing: Value,
}

impl HeapType for ReaderConditional {
    const KIND: Kind = kind::READER_CONDITIONAL;
}

/// `(tagged-literal tag form)`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn literal(cx: &mut Mutator, tag: Value, form: Value) -> Result {
    cx.alloc(TaggedLiteral { header: Header::of::<TaggedLiteral>(), tag, form })
}

/// `(reader-conditional form splicing?)`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn conditional(cx: &mut Mutator, form: Value, splicing: bool) -> Result {
    let splicing = Value::bool(splicing);
    cx.alloc(ReaderConditional { header: Header::of::<ReaderConditional>(), form, splicing })
}

/// The two parts of either, in the order in which they are hashed.
fn parts(value: Value) -> (Value, Value) {
    match (value.cast::<TaggedLiteral>(), value.cast::<ReaderConditional>()) {
        (Some(literal), _) => (literal.tag, literal.form),
        (None, Some(conditional)) => (conditional.form, conditional.splicing),
        (None, None) => (Value::NIL, Value::NIL),
    }
}

fn equiv_parts(cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    if a.kind() != b.kind() {
        return Ok(false);
    }
    let ((a1, a2), (b1, b2)) = (parts(a), parts(b));
    Ok(equiv::equiv(cx, a1, b1)? && equiv::equiv(cx, a2, b2)?)
}

fn hash_parts(cx: &mut Mutator, value: Value) -> Result<i32> {
    cx.enter_native()?;
    let (first, second) = parts(value);
    let (first, second) = (hash::hash_code(cx, first)?, hash::hash_code(cx, second)?);
    Ok(first.wrapping_mul(31).wrapping_add(second))
}

fn lookup(cx: &mut Mutator, value: Value, key: Value) -> Result {
    let (first, second) = parts(value);
    let names = if value.is::<TaggedLiteral>() { ["tag", "form"] } else { ["form", "splicing?"] };
    for (name, part) in names.into_iter().zip([first, second]) {
        if keyword::intern(cx, None, name)? == key {
            return Ok(part);
        }
    }
    Ok(Value::ABSENT)
}

fn print_literal(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let (tag, form) = parts(value);
    out.write_str("#");
    print::pr(cx, tag, out, readably)?;
    out.write_str(" ");
    print::pr(cx, form, out, readably)
}

fn print_conditional(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    readably: bool,
) -> Result<()> {
    let (form, splicing) = parts(value);
    out.write_str(if splicing.is_truthy() { "#?@" } else { "#?" });
    print::pr(cx, form, out, readably)
}

pub(crate) static LITERAL: TypeInfo = TypeInfo {
    interfaces: Interfaces::LOOKUP,
    equiv: Some(equiv_parts),
    hasheq: Some(hash_parts),
    lookup: Some(lookup),
    print: Some(print_literal),
    ..TypeInfo::new("clojure.lang.TaggedLiteral", Layout::AllRefs)
};

pub(crate) static CONDITIONAL: TypeInfo = TypeInfo {
    interfaces: Interfaces::LOOKUP,
    equiv: Some(equiv_parts),
    hasheq: Some(hash_parts),
    lookup: Some(lookup),
    print: Some(print_conditional),
    ..TypeInfo::new("clojure.lang.ReaderConditional", Layout::AllRefs)
};
