//! The methods of `clojure.lang` and Java interfaces that core functions call on instances.
//!
//! One row for each: slot, Java name, number of parameters with `this`, the interfaces that have it.

use data::class::ClassId;

macro_rules! slots {
    ($($slot:ident $name:literal $argc:literal [$($interface:literal),*];)*) => {
        /// A well-known method; its number is its place in a table.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Slot { $($slot),* }

        /// Every slot's row, by number.
        pub static ROWS: &[Row] = &[$(Row {
            name: $name,
            argc: $argc,
            interfaces: &[$(ClassId::named($interface)),*],
        }),*];
    };
}

/// What is known of a slot.
pub struct Row {
    pub name: &'static str,
    pub argc: usize,
    pub interfaces: &'static [ClassId],
}

slots! {
    Seq "seq" 1 ["clojure.lang.Seqable"];
    First "first" 1 ["clojure.lang.ISeq"];
    Next "next" 1 ["clojure.lang.ISeq"];
    More "more" 1 ["clojure.lang.ISeq"];
    Cons "cons" 2 ["clojure.lang.IPersistentCollection"];
    Count "count" 1 ["clojure.lang.Counted", "clojure.lang.IPersistentCollection"];
    Empty "empty" 1 ["clojure.lang.IPersistentCollection"];
    Equiv "equiv" 2 ["clojure.lang.IPersistentCollection"];
    Nth "nth" 2 ["clojure.lang.Indexed"];
    NthDefault "nth" 3 ["clojure.lang.Indexed"];
    ValAt "valAt" 2 ["clojure.lang.ILookup"];
    ValAtDefault "valAt" 3 ["clojure.lang.ILookup"];
    ContainsKey "containsKey" 2 ["clojure.lang.Associative"];
    EntryAt "entryAt" 2 ["clojure.lang.Associative"];
    Assoc "assoc" 3 ["clojure.lang.Associative"];
    Without "without" 2 ["clojure.lang.IPersistentMap"];
    Disjoin "disjoin" 2 ["clojure.lang.IPersistentSet"];
    SetContains "contains" 2 ["clojure.lang.IPersistentSet"];
    SetGet "get" 2 ["clojure.lang.IPersistentSet"];
    Peek "peek" 1 ["clojure.lang.IPersistentStack"];
    Pop "pop" 1 ["clojure.lang.IPersistentStack"];
    Rseq "rseq" 1 ["clojure.lang.Reversible"];
    Deref "deref" 1 ["clojure.lang.IDeref"];
    Meta "meta" 1 ["clojure.lang.IMeta"];
    WithMeta "withMeta" 2 ["clojure.lang.IObj"];
    GetName "getName" 1 ["clojure.lang.Named"];
    GetNamespace "getNamespace" 1 ["clojure.lang.Named"];
    Hasheq "hasheq" 1 ["clojure.lang.IHashEq"];
    HashCode "hashCode" 1 ["java.lang.Object"];
    Equals "equals" 2 ["java.lang.Object"];
    ToString "toString" 1 ["java.lang.Object"];
    CompareTo "compareTo" 2 ["java.lang.Comparable"];
    ReduceInit "reduce" 3 ["clojure.lang.IReduceInit"];
    KvReduce "kvreduce" 3 ["clojure.lang.IKVReduce"];
    AsTransient "asTransient" 1 ["clojure.lang.IEditableCollection"];
    Persistent "persistent" 1 ["clojure.lang.ITransientCollection"];
    TransientConj "conj" 2 ["clojure.lang.ITransientCollection"];
    TransientAssoc "assoc" 3 ["clojure.lang.ITransientAssociative"];
    TransientWithout "without" 2 ["clojure.lang.ITransientMap"];
    TransientDisjoin "disjoin" 2 ["clojure.lang.ITransientSet"];
    TransientPop "pop" 1 ["clojure.lang.ITransientVector"];
    ChunkedFirst "chunkedFirst" 1 ["clojure.lang.IChunkedSeq"];
    ChunkedMore "chunkedMore" 1 ["clojure.lang.IChunkedSeq"];
    Iterator "iterator" 1 ["java.lang.Iterable"];
    ApplyTo "applyTo" 2 ["clojure.lang.IFn"];
}

/// How many slots there are.
pub const COUNT: usize = ROWS.len();

// Sets of slots are kept as bits.
const _: () = assert!(COUNT <= 64);
