//! The types of values without a struct: nil, booleans, chars, the runtime's marks, plain words.

use heap::{Interfaces, Layout, Mutator, Result, TextSink, TypeInfo, Value};

fn print_nil(_cx: &mut Mutator, _: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    out.write_str("nil");
    Ok(())
}

fn print_boolean(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _: bool) -> Result<()> {
    out.write_str(if value.is_truthy() { "true" } else { "false" });
    Ok(())
}

pub(crate) static NIL: TypeInfo = TypeInfo {
    interfaces: Interfaces::SEQABLE,
    hasheq: Some(|_, _| Ok(0)),
    seq: Some(|_, _| Ok(Value::NIL)),
    count: Some(|_, _| Ok(0)),
    lookup: Some(|_, _, _| Ok(Value::ABSENT)),
    print: Some(print_nil),
    ..TypeInfo::new("nil", Layout::Raw)
};

pub(crate) static BOOLEAN: TypeInfo = TypeInfo {
    interfaces: Interfaces::COMPARABLE,
    hasheq: Some(|_, value| Ok(if value.is_truthy() { 1231 } else { 1237 })),
    print: Some(print_boolean),
    ..TypeInfo::new("java.lang.Boolean", Layout::Raw)
};

pub(crate) static CHAR: TypeInfo = TypeInfo {
    interfaces: Interfaces::COMPARABLE,
    hasheq: Some(|_, value| Ok(value.as_char().map_or(0, i32::from))),
    print: Some(crate::print::character),
    ..TypeInfo::new("java.lang.Character", Layout::Raw)
};

pub(crate) static MARK: TypeInfo = TypeInfo::new("clojure.lang.Var$Unbound", Layout::Raw);

pub(crate) static TYPE_DESC: TypeInfo = TypeInfo::new("java.lang.Object", Layout::RefsThenRaw(2));

pub(crate) static RAW_WORDS: TypeInfo = TypeInfo::new("tercel.lang.RawWords", Layout::Counted);
pub(crate) static REFS: TypeInfo = TypeInfo::new("java.lang.Object", Layout::Counted);
