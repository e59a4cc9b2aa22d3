//! Symbols: interned by name, so that two without metadata are equal when they are the same object.
//!
//! A symbol with metadata is an object of its own that points to the interned one.
#![allow(unsafe_code, reason = "both kinds of names begin with the same fields")]

use heap::{Entry, Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::intern::{self, Family};
use crate::string::{self, Str};
use crate::{hash, kind, meta};

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

const FAMILY: Family = |state| &state.symbols;

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
fn find_text(cx: &mut Mutator, text: &[u8], hash: u32) -> Option<Value> {
    intern::find(cx, FAMILY, hash, |entry| {
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
    intern::find_or_make(cx, FAMILY, table_hash, is_it, |cx| make(cx, ns, name, table_hash))
}

fn make(cx: &mut Mutator, ns: Option<&str>, name: &str, table_hash: u32) -> Result {
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
    cx.alloc(Symbol {
        header: Header::of::<Symbol>(),
        namespace,
        name: name_value,
        meta: Value::NIL,
        base: Value::NIL,
        slot: Field::new(Value::NIL),
        hashes: hasheq as u32 as u64 | (table_hash as u64) << 32,
        plain: plain as u64,
    })
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

#[cfg(test)]
mod tests {
    use heap::Collection;

    use super::*;
    use crate::hash::{hash_code, hasheq};
    use crate::state::State;
    use crate::testing;
    use crate::{compare as compare_any, keyword};

    #[test]
    fn one_name_is_one_object() {
        testing::with(|cx| {
            let a = parse(cx, "a/b").expect("room");
            assert_eq!(intern(cx, Some("a"), "b").expect("room"), a);
            assert_eq!(parse(cx, "a/b").expect("room"), a);
            assert_ne!(intern(cx, None, "a/b").expect("room"), a);
            let slashes = parse(cx, "a/b/c").expect("room");
            assert_eq!(intern(cx, Some("a"), "b/c").expect("room"), slashes);
            assert_ne!(intern(cx, Some("a/b"), "c").expect("room"), slashes);
            let slash = parse(cx, "/").expect("room");
            assert_eq!(intern(cx, None, "/").expect("room"), slash);
            assert_ne!(intern(cx, Some(""), "").expect("room"), slash);
            let wide = parse(cx, "é/𝒳").expect("room");
            assert_eq!(parse(cx, "é/𝒳").expect("room"), wide);
        });
    }

    #[test]
    fn many_names_stay_apart() {
        testing::with(|cx| {
            let mut names = heap::RootVec::new(cx);
            for n in 0..20_000 {
                let symbol = parse(cx, &format!("n{n}/x")).expect("room");
                names.push(symbol);
                let keyword = keyword::parse(cx, &format!("k{n}")).expect("room");
                names.push(keyword);
            }
            for n in 0..20_000 {
                assert_eq!(parse(cx, &format!("n{n}/x")), Ok(names[2 * n]));
                assert_eq!(keyword::parse(cx, &format!("k{n}")), Ok(names[2 * n + 1]));
            }
        });
    }

    #[test]
    fn names_that_nobody_has_are_forgotten() {
        testing::with(|cx| {
            let before = State::of(cx).symbols.len();
            let kept = parse(cx, "kept/name").expect("room");
            let kept = heap::RootVec::from_slice(cx, &[kept]);
            let keyword = keyword::parse(cx, "kept-keyword").expect("room");
            let keywords = heap::RootVec::from_slice(cx, &[keyword]);
            for n in 0..50_000 {
                keyword::parse(cx, &format!("forgotten{n}")).expect("room");
            }
            // A stale word on the stack may keep a few.
            cx.collect(Collection::Full);
            cx.collect(Collection::Full);
            let left = State::of(cx).symbols.len() - before;
            assert!((2..1000).contains(&left), "{left} left");
            assert_eq!(parse(cx, "kept/name"), Ok(kept[0]));
            assert_eq!(keyword::parse(cx, "kept-keyword"), Ok(keywords[0]));
        });
    }

    #[test]
    fn hashes_are_those_of_the_jvm() {
        testing::with(|cx| {
            for (ns, name, expected) in [
                (None, "abc", 408495850),
                (Some("a"), "b", -1172211204),
                (Some("a"), "b/c", -2106977570),
                (None, "é", 1763584775),
                (Some("abc"), "defgh", -493356263),
                (None, "a", -482876059),
                (None, "ab", 800957601),
                (None, "", -1640531527),
            ] {
                let symbol = intern(cx, ns, name).expect("room");
                assert_eq!(hasheq(cx, symbol), Ok(expected), "{name}");
            }
            let symbol = parse(cx, "a/b").expect("room");
            let keyword = keyword::of_symbol(cx, symbol).expect("room");
            assert_eq!(hasheq(cx, keyword), Ok(1482224565));
            assert_eq!(hash_code(cx, symbol), Ok(-1640525104));
            let keyword = keyword::parse(cx, "a").expect("room");
            assert_eq!(hasheq(cx, keyword), Ok(-2123407586));
            assert_eq!(hash_code(cx, keyword), Ok(1013910569));
            for (text, expected) in [("abc", 74834163), ("", 0), ("é𝒳", 1099242049)] {
                let string = string::new(cx, text).expect("room");
                assert_eq!(hasheq(cx, string), Ok(expected), "{text}");
            }
        });
    }

    #[test]
    fn order() {
        testing::with(|cx| {
            for (a, b, expected) in
                [("a", "b/a", -1), ("b/a", "a/b", 1), ("a", "a", 0), ("a/b", "a", 1)]
            {
                let (x, y) = (parse(cx, a).expect("room"), parse(cx, b).expect("room"));
                assert_eq!(compare_any::compare(cx, x, y), Ok(expected), "{a} {b}");
            }
            let symbol = parse(cx, "a").expect("room");
            let keyword = keyword::parse(cx, "a").expect("room");
            let refused = compare_any::compare(cx, symbol, keyword);
            assert_eq!(
                testing::thrown(cx, refused),
                "java.lang.ClassCastException: class clojure.lang.Keyword cannot be cast to class \
                 clojure.lang.Symbol (clojure.lang.Keyword and clojure.lang.Symbol are in unnamed \
                 module of loader 'app')"
            );
        });
    }

    #[test]
    fn keywords_are_called() {
        testing::with(|cx| {
            let keyword = keyword::parse(cx, "a").expect("room");
            let nil = Value::NIL;
            assert_eq!(cx.invoke(keyword, &[nil]), Ok(nil));
            assert_eq!(cx.invoke(keyword, &[nil, Value::TRUE]), Ok(Value::TRUE));
            let refused = cx.invoke(keyword, &[]);
            assert_eq!(
                testing::thrown(cx, refused),
                "clojure.lang.ArityException: Wrong number of args (0) passed to: :a"
            );
            let refused = cx.invoke(Value::small(1), &[nil]);
            assert_eq!(
                testing::thrown(cx, refused),
                "java.lang.ClassCastException: class java.lang.Long cannot be cast to class \
                 clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; \
                 clojure.lang.IFn is in unnamed module of loader 'app')"
            );
        });
    }
}
