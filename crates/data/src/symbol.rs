//! Symbols: interned by name, so that two without metadata are equal when they are the same object.
//!
//! A symbol with metadata is an object of its own that points to the interned one.
#![allow(unsafe_code, reason = "both kinds of names begin with the same fields")]

use heap::{Entry, Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::intern::{self, Family};
use crate::string::{self, Str};
use crate::{hash, kind, known, meta};

/// A symbol object.
#[repr(C)]
pub struct Symbol {
    header: Header,
    namespace: Value,
    name: Value,
    meta: Value,
    /// The interned symbol of the same name; nil in the interned symbol itself.
    base: Value,
    /// Whatever resolving the symbol found last: one word, read without a lock.
    pub slot: Field,
    /// Low half: Clojure's hash; high half: the hash in the table of symbols.
    hashes: u64,
    /// 1 when the text `namespace/name` reads as this very symbol.
    plain: u64,
}

impl HeapType for Symbol {
    const KIND: Kind = kind::SYMBOL;
}

impl Symbol {
    /// The namespace as a string value, or nil.
    #[inline(always)]
    pub fn namespace(&self) -> Value {
        self.namespace
    }

    /// The name as a string value.
    #[inline(always)]
    pub fn name(&self) -> Value {
        self.name
    }

    #[inline(always)]
    pub fn namespace_str(&self) -> Option<&Str> {
        string::of(self.namespace)
    }

    #[inline(always)]
    pub fn name_str(&self) -> &Str {
        string::of(self.name).expect("a name is a string")
    }

    #[inline(always)]
    pub fn meta(&self) -> Value {
        self.meta
    }

    /// Clojure's hash.
    #[inline(always)]
    pub fn hasheq(&self) -> i32 {
        self.hashes as i32
    }

    pub fn hash_code(&self) -> i32 {
        let namespace = self.namespace_str().map_or(0, Str::hash_code);
        hash::combine(self.name_str().hash_code(), namespace)
    }

    /// `namespace/name`, or the name alone.
    pub fn text(&self) -> String {
        match self.namespace_str() {
            Some(namespace) => format!("{}/{}", namespace.to_str(), self.name_str().to_str()),
            None => self.name_str().to_str().into_owned(),
        }
    }

    #[inline(always)]
    pub(crate) fn table_hash(&self) -> u32 {
        (self.hashes >> 32) as u32
    }
}

/// The symbol in a value.
#[inline(always)]
pub fn of<'a>(value: Value) -> Option<&'a Symbol> {
    value.cast::<Symbol>()
}

/// The interned symbol of the same name, which has no metadata. Two symbols are `=` when their
/// bases are the same object.
#[inline(always)]
pub fn base(value: Value) -> Value {
    match of(value) {
        Some(symbol) if !symbol.base.is_nil() => symbol.base,
        _ => value,
    }
}

/// Splits a name as Clojure's `symbol` and the reader do: at the first slash, unless it is all.
pub fn split(text: &str) -> (Option<&str>, &str) {
    match text.find('/') {
        Some(at) if text.len() > 1 => (Some(&text[..at]), &text[at + 1..]),
        _ => (None, text),
    }
}

static FAMILY: Family = Family {
    slot: known::SYMBOLS,
    writer: |state| &state.symbols,
    hash_of: |entry| of(entry).map_or(0, Symbol::table_hash),
};

/// The symbol `ns/name`, or `name`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn intern(cx: &mut Mutator, ns: Option<&str>, name: &str) -> Result {
    let Some(ns) = ns else {
        return intern_parts(cx, None, name, intern::hash_text(name.as_bytes()));
    };
    let text = [ns, "/", name].concat();
    intern_parts(cx, Some(ns), name, intern::hash_text(text.as_bytes()))
}

/// The symbol that this text names: `ns/name` or `name`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn parse(cx: &mut Mutator, text: &str) -> Result {
    intern_bytes(cx, text.as_bytes(), intern::hash_text(text.as_bytes()))
}

/// As `parse`, for UTF-8 bytes whose `intern::hash_text` the caller has: the reader's way.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
///
/// # Panics
/// When the text is new and not UTF-8.
#[inline]
pub fn intern_bytes(cx: &mut Mutator, text: &[u8], hash: u32) -> Result {
    match find_text(cx, text, hash) {
        Some(symbol) => Ok(symbol),
        None => intern_new_text(cx, text, hash),
    }
}

#[inline]
fn find_text(cx: &Mutator, text: &[u8], hash: u32) -> Option<Value> {
    intern::find(cx, &FAMILY, hash, |entry| {
        // SAFETY: [KIND] only symbols stand in this table.
        let symbol = unsafe { entry.cast_unchecked::<Symbol>() };
        symbol.table_hash() == hash && is_text(symbol, text)
    })
}

/// True when the text reads as this very symbol.
#[inline]
pub(crate) fn is_text(symbol: &Symbol, text: &[u8]) -> bool {
    if symbol.plain == 0 {
        return false;
    }
    match symbol.namespace_str() {
        None => symbol.name_str().is_utf8(text),
        Some(namespace) => match namespace.as_ascii() {
            Some(namespace) => match text.strip_prefix(namespace.as_bytes()) {
                Some([b'/', name @ ..]) => symbol.name_str().is_utf8(name),
                _ => false,
            },
            None => symbol.text().as_bytes() == text,
        },
    }
}

#[cold]
fn intern_new_text(cx: &mut Mutator, text: &[u8], hash: u32) -> Result {
    let text = core::str::from_utf8(text).expect("names are UTF-8");
    let (ns, name) = split(text);
    intern_parts(cx, ns, name, hash)
}

fn intern_parts(cx: &mut Mutator, ns: Option<&str>, name: &str, table_hash: u32) -> Result {
    let is_it = |entry: Value| {
        let Some(symbol) = of(entry) else { return false };
        symbol.table_hash() == table_hash
            && symbol.name_str().is_utf8(name.as_bytes())
            && match (symbol.namespace_str(), ns) {
                (Some(own), Some(ns)) => own.is_utf8(ns.as_bytes()),
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            }
    };
    if let Some(found) = intern::find(cx, &FAMILY, table_hash, is_it) {
        return Ok(found);
    }
    let namespace = match ns {
        Some(ns) => string::new(cx, ns)?,
        None => Value::NIL,
    };
    let name_value = string::new(cx, name)?;
    let hasheq = name_hash(namespace, name_value);
    let plain = match ns {
        Some(ns) => !(ns.contains('/') || ns.is_empty() && name.is_empty()),
        None => name == "/" || !name.contains('/'),
    };
    let symbol = cx.alloc(Symbol {
        header: Header::of::<Symbol>(),
        namespace,
        name: name_value,
        meta: Value::NIL,
        base: Value::NIL,
        slot: Field::new(Value::NIL),
        hashes: hasheq as u32 as u64 | (table_hash as u64) << 32,
        plain: plain as u64,
    })?;
    intern::add(cx, &FAMILY, symbol, is_it)
}

/// The symbol with these strings as namespace (or nil) and name.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_strings(cx: &mut Mutator, namespace: Value, name: Value) -> Result {
    let ns = string::of(namespace).map(Str::to_str);
    let name = string::of(name).map(Str::to_str).unwrap_or_default();
    intern(cx, ns.as_deref(), &name)
}

fn name_hash(namespace: Value, name: Value) -> i32 {
    let name = string::of(name).map_or(0, hash::hash_unencoded_chars);
    hash::combine(name, string::of(namespace).map_or(0, Str::hash_code))
}

/// A symbol of the same name with this metadata.
///
/// # Errors
/// `ClassCastException` when the metadata is no map.
pub fn with_meta(cx: &mut Mutator, value: Value, new_meta: Value) -> Result {
    let Some(symbol) = of(value) else {
        return Err(crate::throw::class_cast(cx, value, "clojure.lang.Symbol"));
    };
    let new_meta = meta::check(cx, new_meta)?;
    if new_meta.is_nil() {
        return Ok(base(value));
    }
    cx.alloc(Symbol {
        header: Header::of::<Symbol>(),
        namespace: symbol.namespace,
        name: symbol.name,
        meta: new_meta,
        base: base(value),
        slot: Field::new(Value::NIL),
        hashes: symbol.hashes,
        plain: symbol.plain,
    })
}

fn equiv(_cx: &mut Mutator, a: Value, b: Value) -> Result<bool> {
    Ok(b.is::<Symbol>() && base(a) == base(b))
}

fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    match (of(a), of(b)) {
        (Some(x), Some(y)) => {
            Ok(compare_names((x.namespace_str(), x.name_str()), (y.namespace_str(), y.name_str())))
        }
        _ => Err(crate::throw::class_cast(cx, b, "clojure.lang.Symbol")),
    }
}

/// The order of symbols and keywords: without a namespace first, then by namespace, then by name.
pub(crate) fn compare_names(a: (Option<&Str>, &Str), b: (Option<&Str>, &Str)) -> i32 {
    if a == b {
        return 0;
    }
    match (a.0, b.0) {
        (None, Some(_)) => -1,
        (Some(_), None) => 1,
        (None, None) => a.1.compare_to(b.1),
        (Some(x), Some(y)) => match x.compare_to(y) {
            0 => a.1.compare_to(b.1),
            order => order,
        },
    }
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _readably: bool) -> Result<()> {
    if let Some(symbol) = of(value) {
        if let Some(namespace) = symbol.namespace_str() {
            namespace.write_to(out);
            out.write_str("/");
        }
        symbol.name_str().write_to(out);
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::IFN
        .and(Interfaces::OBJ)
        .and(Interfaces::META)
        .and(Interfaces::NAMED)
        .and(Interfaces::COMPARABLE),
    entry: crate::keyword::lookup_entry as Entry,
    equiv: Some(equiv),
    hasheq: Some(|_, value| Ok(of(value).map_or(0, Symbol::hasheq))),
    hash_code: Some(|_, value| Ok(of(value).map_or(0, Symbol::hash_code))),
    compare: Some(compare),
    meta: Some(|_, value| Ok(of(value).map_or(Value::NIL, Symbol::meta))),
    with_meta: Some(with_meta),
    name: Some(|_, value| Ok(of(value).map_or(Value::NIL, Symbol::name))),
    namespace: Some(|_, value| Ok(of(value).map_or(Value::NIL, Symbol::namespace))),
    print: Some(print),
    ..TypeInfo::new("clojure.lang.Symbol", Layout::RefsThenRaw(5))
};
