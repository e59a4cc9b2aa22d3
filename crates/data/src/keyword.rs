//! Keywords: one object for each name, compared by identity, called to look themselves up.
#![allow(unsafe_code, reason = "the entry of a keyword is called with raw arguments")]

use heap::{Entry, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{TextSink, TypeInfo, Value};

use crate::intern::{self, Family};
use crate::string::{self, Str};
use crate::symbol::{self, Symbol};
use crate::{kind, lookup, throw};

/// A keyword object.
#[repr(C)]
pub struct Keyword {
    header: Header,
    symbol: Value,
    /// Low half: Clojure's hash; high half: the hash in the table of keywords.
    hashes: u64,
}

impl HeapType for Keyword {
    const KIND: Kind = kind::KEYWORD;
}

impl Keyword {
    /// The symbol of the same name.
    #[inline(always)]
    pub fn symbol(&self) -> Value {
        self.symbol
    }

    #[inline(always)]
    fn names(&self) -> &Symbol {
        symbol::of(self.symbol).expect("a keyword has a symbol")
    }

    /// The namespace as a string value, or nil.
    #[inline(always)]
    pub fn namespace(&self) -> Value {
        self.names().namespace()
    }

    /// The name as a string value.
    #[inline(always)]
    pub fn name(&self) -> Value {
        self.names().name()
    }

    pub fn namespace_str(&self) -> Option<&Str> {
        string::of(self.namespace())
    }

    pub fn name_str(&self) -> &Str {
        string::of(self.name()).expect("a name is a string")
    }

    /// Clojure's hash.
    #[inline(always)]
    pub fn hasheq(&self) -> i32 {
        self.hashes as i32
    }

    pub fn hash_code(&self) -> i32 {
        self.names().hash_code().wrapping_add(HASH_OFFSET)
    }

    /// `namespace/name`, or the name alone, without the colon.
    pub fn text(&self) -> String {
        self.names().text()
    }

    #[inline(always)]
    fn table_hash(&self) -> u32 {
        (self.hashes >> 32) as u32
    }
}

const HASH_OFFSET: i32 = 0x9e37_79b9_u32 as i32;

/// The keyword in a value.
#[inline(always)]
pub fn of<'a>(value: Value) -> Option<&'a Keyword> {
    value.cast::<Keyword>()
}

const FAMILY: Family = |state| &state.keywords;

/// The keyword `:ns/name`, or `:name`.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn intern(cx: &mut Mutator, ns: Option<&str>, name: &str) -> Result {
    let symbol = symbol::intern(cx, ns, name)?;
    of_symbol(cx, symbol)
}

/// The keyword that this text, without a colon, names: `ns/name` or `name`.
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
    let found = intern::find(cx, FAMILY, hash, |entry| {
        // SAFETY: [KIND] only keywords stand in this table.
        let keyword = unsafe { entry.cast_unchecked::<Keyword>() };
        keyword.table_hash() == hash && symbol::is_text(keyword.names(), text)
    });
    match found {
        Some(keyword) => Ok(keyword),
        None => {
            let symbol = symbol::intern_bytes(cx, text, hash)?;
            of_symbol(cx, symbol)
        }
    }
}

/// The keyword of the same name as a symbol.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn of_symbol(cx: &mut Mutator, symbol: Value) -> Result {
    let symbol = symbol::base(symbol);
    let Some(names) = symbol::of(symbol) else {
        return Err(throw::class_cast(cx, symbol, "clojure.lang.Symbol"));
    };
    let hash = names.table_hash();
    let is_it = |entry: Value| of(entry).is_some_and(|keyword| keyword.symbol == symbol);
    let hasheq = names.hasheq().wrapping_add(HASH_OFFSET);
    intern::find_or_make(cx, FAMILY, hash, is_it, |cx| {
        cx.alloc(Keyword {
            header: Header::of::<Keyword>(),
            symbol,
            hashes: hasheq as u32 as u64 | (hash as u64) << 32,
        })
    })
}

/// The keyword of this text if there is one already, for `find-keyword`.
pub fn find(cx: &mut Mutator, text: &str) -> Option<Value> {
    let hash = intern::hash_text(text.as_bytes());
    intern::find(cx, FAMILY, hash, |entry| {
        of(entry).is_some_and(|keyword| symbol::is_text(keyword.names(), text.as_bytes()))
    })
}

/// How keywords and symbols are called: `(:k coll)`, `(:k coll default)`.
///
/// # Safety
/// As for every `Entry`.
pub(crate) unsafe extern "C" fn lookup_entry(
    cx: *mut Mutator,
    args: *mut Value,
    argc: usize,
) -> Value {
    // SAFETY: the calling convention: `args[-1]` is the callee, `argc` arguments follow.
    let (cx, callee, args) =
        unsafe { (&mut *cx, *args.sub(1), core::slice::from_raw_parts_mut(args, argc)) };
    let (collection, default) = match *args {
        [collection] => (collection, Value::NIL),
        [collection, default] => (collection, default),
        _ => {
            let name = callee_name(callee);
            let heap::Thrown = throw::arity(cx, argc, &name);
            return Value::THROWN;
        }
    };
    args.fill(Value::NIL);
    match lookup::get(cx, collection, callee, default) {
        Ok(found) => found,
        Err(heap::Thrown) => Value::THROWN,
    }
}

fn callee_name(callee: Value) -> String {
    match of(callee) {
        Some(keyword) => format!(":{}", keyword.text()),
        None => "clojure.lang.Symbol".to_owned(),
    }
}

fn compare(cx: &mut Mutator, a: Value, b: Value) -> Result<i32> {
    match (of(a), of(b)) {
        (Some(x), Some(y)) => Ok(symbol::compare_names(
            (x.namespace_str(), x.name_str()),
            (y.namespace_str(), y.name_str()),
        )),
        _ => Err(throw::class_cast(cx, b, "clojure.lang.Keyword")),
    }
}

fn print(_cx: &mut Mutator, value: Value, out: &mut dyn TextSink, _readably: bool) -> Result<()> {
    if let Some(keyword) = of(value) {
        out.write_str(":");
        if let Some(namespace) = keyword.namespace_str() {
            namespace.write_to(out);
            out.write_str("/");
        }
        keyword.name_str().write_to(out);
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::IFN.and(Interfaces::NAMED).and(Interfaces::COMPARABLE),
    entry: lookup_entry as Entry,
    equiv: Some(|_, a, b| Ok(a == b)),
    hasheq: Some(|_, value| Ok(of(value).map_or(0, Keyword::hasheq))),
    hash_code: Some(|_, value| Ok(of(value).map_or(0, Keyword::hash_code))),
    compare: Some(compare),
    name: Some(|_, value| Ok(of(value).map_or(Value::NIL, Keyword::name))),
    namespace: Some(|_, value| Ok(of(value).map_or(Value::NIL, Keyword::namespace))),
    print: Some(print),
    ..TypeInfo::new("clojure.lang.Keyword", Layout::RefsThenRaw(1))
};
