//! What each heap type can do: one table for each type, filled in beside the type.
//!
//! The functions take and give values only, so that this floor names behaviours without knowing any
//! type. A `None` means that the type does not have the behaviour; the floors above turn that into
//! the exception Clojure throws.

use crate::mutator::Mutator;
use crate::value::Value;

/// An exception is pending in the mutator. Zero-sized: the exception itself stands in
/// `Mutator::pending`, where the collector sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Thrown;

pub type Result<T = Value> = core::result::Result<T, Thrown>;

/// How compiled code and natives call anything: `args[-1]` is the callee, `args[0..argc]` are the
/// arguments, in the caller's window on the VM stack. Answers the result, or `THROWN`.
pub type Entry = unsafe extern "C" fn(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value;

/// The number of a built-in type. Types made at run time have the kind of their family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(transparent)]
pub struct Kind(pub u16);

impl Kind {
    pub const TYPE_DESC: Kind = Kind(0);
    /// The runtime's own marks (`UNBOUND`, `THROWN`, `ABSENT`).
    pub const MARK: Kind = Kind(1);
    pub const NIL: Kind = Kind(2);
    pub const BOOLEAN: Kind = Kind(3);
    pub const CHAR: Kind = Kind(4);
    /// Fixnums, and boxed longs beyond 63 bits.
    pub const LONG: Kind = Kind(5);
    /// Flonums, and boxed doubles.
    pub const DOUBLE: Kind = Kind(6);
    /// The first kind that upper floors may name.
    pub const FIRST_FREE: u16 = 8;
}

/// Where an object keeps values, for the collector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Every word after the header is a value.
    AllRefs,
    /// No word is a value.
    Raw,
    /// The first `n` words after the header are values, the rest is raw.
    RefsThenRaw(u16),
    /// Word 1 is the count word: its low 32 bits count the values that stand from word 2 on, its
    /// high 32 bits the raw words after them. Only such objects may be larger than 65,535 words.
    Counted,
}

bitflags_like! {
    /// What a type promises to be; the hot part of Clojure's interfaces as one word.
    Interfaces {
        SEQ, SEQABLE, SEQUENTIAL, COLL, COUNTED, INDEXED, LOOKUP, ASSOCIATIVE, MAP, SET, VECTOR,
        LIST, STACK, SORTED, REVERSIBLE, FN, IFN, DEREF, OBJ, META, EDITABLE, NAMED, MAP_ENTRY,
        RECORD, TRANSIENT, NUMBER, INTEGER, PENDING, CHUNKED_SEQ, REDUCIBLE, KV_REDUCIBLE, COMPARABLE,
        CHAR_SEQUENCE, THROWABLE, REF, STRING,
    }
}

/// Takes text as printing makes it.
pub trait TextSink {
    fn write_str(&mut self, text: &str);
    /// UTF-16 units that may hold unpaired surrogates.
    fn write_utf16(&mut self, units: &[u16]);

    /// Between two parts of what may have no end: hears what others want of the thread, and asks for
    /// room for what was written.
    ///
    /// # Errors
    /// `OutOfMemoryError` when there is none; an interrupt.
    fn settle(&mut self, cx: &mut Mutator) -> Result<()>;
}

type Fn1<R = Value> = fn(&mut Mutator, Value) -> Result<R>;
type Fn2<R = Value> = fn(&mut Mutator, Value, Value) -> Result<R>;
type Fn3<R = Value> = fn(&mut Mutator, Value, Value, Value) -> Result<R>;
type FnIndex = fn(&mut Mutator, Value, usize) -> Result;
type FnPrint = fn(&mut Mutator, Value, &mut dyn TextSink, bool) -> Result<()>;
type FnText = fn(&mut Mutator, Value, &mut dyn TextSink) -> Result<()>;

/// The behaviours of one type. Start from `TypeInfo::new` and fill in what the type has.
pub struct TypeInfo {
    /// The host class that instances show, as `clojure.lang.PersistentVector`.
    pub class_name: &'static str,
    pub layout: Layout,
    pub interfaces: Interfaces,
    /// Runs on a mutator some time after the object died. Must not touch other heap objects.
    pub finalize: Option<unsafe fn(object: *mut u8)>,
    /// How an instance is called; types that are no functions keep the default, which throws.
    pub entry: Entry,
    /// Clojure's `=`, asked with the receiver first; the other may be anything.
    pub equiv: Option<Fn2<bool>>,
    /// Java's `.equals`, where it differs from `equiv`.
    pub equals: Option<Fn2<bool>>,
    /// Clojure's `hash`.
    pub hasheq: Option<Fn1<i32>>,
    /// Java's `.hashCode`, where it differs from `hasheq`.
    pub hash_code: Option<Fn1<i32>>,
    /// Negative, zero or positive. The receiver is of this type, the other may be anything but nil.
    pub compare: Option<Fn2<i32>>,
    /// A seq with at least one element, or nil.
    pub seq: Option<Fn1>,
    /// `first`, `next` and `rest` of a type that is a seq itself.
    pub first: Option<Fn1>,
    pub next: Option<Fn1>,
    pub rest: Option<Fn1>,
    pub rseq: Option<Fn1>,
    pub count: Option<Fn1<usize>>,
    pub conj: Option<Fn2>,
    pub empty: Option<Fn1>,
    pub peek: Option<Fn1>,
    pub pop: Option<Fn1>,
    /// The element at an index; `ABSENT` when out of bounds.
    pub nth: Option<FnIndex>,
    /// The value at a key; `ABSENT` when there is none.
    pub lookup: Option<Fn2>,
    /// The map entry at a key; nil when there is none.
    pub find: Option<Fn2>,
    pub assoc: Option<Fn3>,
    /// `dissoc` of a map, `disj` of a set.
    pub without: Option<Fn2>,
    /// `(reduce f init coll)` by the quickest way; answers a `Reduced` unwrapped.
    pub reduce: Option<Fn3>,
    pub reduce_kv: Option<Fn3>,
    pub meta: Option<Fn1>,
    pub with_meta: Option<Fn2>,
    pub deref: Option<Fn1>,
    /// Name and namespace of symbols and keywords (namespace may be nil).
    pub name: Option<Fn1>,
    pub namespace: Option<Fn1>,
    pub as_transient: Option<Fn1>,
    pub persistent: Option<Fn1>,
    /// `conj!`, `assoc!`, `dissoc!`/`disj!`, `pop!` of a transient.
    pub transient_conj: Option<Fn2>,
    pub transient_assoc: Option<Fn3>,
    pub transient_without: Option<Fn2>,
    pub transient_pop: Option<Fn1>,
    /// The chunk, and what follows it, of a chunked seq.
    pub chunk_first: Option<Fn1>,
    pub chunk_rest: Option<Fn1>,
    /// Prints for the reader when `readably`, for people otherwise.
    pub print: Option<FnPrint>,
    /// Java's `.toString`, where it is neither the printed form nor class and hash.
    pub to_str: Option<FnText>,
}

impl TypeInfo {
    pub const fn new(class_name: &'static str, layout: Layout) -> TypeInfo {
        TypeInfo {
            class_name,
            layout,
            interfaces: Interfaces::NONE,
            finalize: None,
            entry: crate::mutator::not_callable,
            equiv: None,
            equals: None,
            hasheq: None,
            hash_code: None,
            compare: None,
            seq: None,
            first: None,
            next: None,
            rest: None,
            rseq: None,
            count: None,
            conj: None,
            empty: None,
            peek: None,
            pop: None,
            nth: None,
            lookup: None,
            find: None,
            assoc: None,
            without: None,
            reduce: None,
            reduce_kv: None,
            meta: None,
            with_meta: None,
            deref: None,
            name: None,
            namespace: None,
            as_transient: None,
            persistent: None,
            transient_conj: None,
            transient_assoc: None,
            transient_without: None,
            transient_pop: None,
            chunk_first: None,
            chunk_rest: None,
            print: None,
            to_str: None,
        }
    }
}

/// The built-in types of a heap: `(kind, behaviours)` for each, in any order.
pub type TypeTable = &'static [(Kind, &'static TypeInfo)];
