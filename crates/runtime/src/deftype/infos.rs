//! The behaviours of a made type: which dispatchers its `TypeInfo` has.
//!
//! A `TypeInfo` lives as long as the process, so types with the same behaviours share one. There are
//! few combinations, however many types a program makes.

use std::sync::OnceLock;

use data::class::ClassId;
use heap::{Interfaces, Layout, Mutator, Result, TypeInfo, Value};

use super::slots::{self, Slot};
use super::table::{self, Family};
use super::{behaviour, proxy, record};

/// What tells one combination from another.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Features {
    slots: u64,
    interfaces: u64,
    family: u8,
    callable: bool,
}

impl Features {
    fn has(self, slot: Slot) -> bool {
        self.slots >> slot as u32 & 1 != 0
    }
}

/// A combination that some type has, and the next one: a list that only grows.
struct Known {
    features: Features,
    info: TypeInfo,
    next: OnceLock<&'static Known>,
}

static FIRST: OnceLock<&'static Known> = OnceLock::new();

/// The behaviours for a combination, made by `make` when no type had it before.
fn shared(features: Features, make: impl Fn() -> TypeInfo) -> &'static TypeInfo {
    let mut place = &FIRST;
    loop {
        let known = place.get_or_init(|| {
            Box::leak(Box::new(Known { features, info: make(), next: OnceLock::new() }))
        });
        if known.features == features {
            return &known.info;
        }
        place = &known.next;
    }
}

/// The behaviours of the type of this table.
pub(super) fn of(cx: &mut Mutator, class: Value, table: Value) -> Result<&'static TypeInfo> {
    let mut slots = 0;
    for number in 0..slots::COUNT {
        if !table::slot_numbered(table, number).is_nil() {
            slots |= 1 << number;
        }
    }
    let interfaces = interfaces(cx, class)?;
    let features = Features {
        slots,
        interfaces: interfaces.0,
        family: table::family(table) as u8,
        callable: interfaces.has(Interfaces::IFN),
    };
    Ok(shared(features, || build(features, interfaces, table::family(table))))
}

const FLAGS: &[(&str, Interfaces)] = &[
    ("clojure.lang.ISeq", Interfaces::SEQ),
    ("clojure.lang.Seqable", Interfaces::SEQABLE),
    ("clojure.lang.Sequential", Interfaces::SEQUENTIAL),
    ("clojure.lang.IPersistentCollection", Interfaces::COLL),
    ("clojure.lang.Counted", Interfaces::COUNTED),
    ("clojure.lang.Indexed", Interfaces::INDEXED),
    ("clojure.lang.ILookup", Interfaces::LOOKUP),
    ("clojure.lang.Associative", Interfaces::ASSOCIATIVE),
    ("clojure.lang.IPersistentMap", Interfaces::MAP),
    ("clojure.lang.IPersistentSet", Interfaces::SET),
    ("clojure.lang.IPersistentVector", Interfaces::VECTOR),
    ("clojure.lang.IPersistentList", Interfaces::LIST),
    ("clojure.lang.IPersistentStack", Interfaces::STACK),
    ("clojure.lang.Sorted", Interfaces::SORTED),
    ("clojure.lang.Reversible", Interfaces::REVERSIBLE),
    ("clojure.lang.Fn", Interfaces::FN),
    ("clojure.lang.IFn", Interfaces::IFN),
    ("clojure.lang.IDeref", Interfaces::DEREF),
    ("clojure.lang.IObj", Interfaces::OBJ),
    ("clojure.lang.IMeta", Interfaces::META),
    ("clojure.lang.IEditableCollection", Interfaces::EDITABLE),
    ("clojure.lang.Named", Interfaces::NAMED),
    ("clojure.lang.IMapEntry", Interfaces::MAP_ENTRY),
    ("clojure.lang.IRecord", Interfaces::RECORD),
    ("clojure.lang.ITransientCollection", Interfaces::TRANSIENT),
    ("clojure.lang.IPending", Interfaces::PENDING),
    ("clojure.lang.IChunkedSeq", Interfaces::CHUNKED_SEQ),
    ("clojure.lang.IReduceInit", Interfaces::REDUCIBLE),
    ("clojure.lang.IKVReduce", Interfaces::KV_REDUCIBLE),
    ("java.lang.Comparable", Interfaces::COMPARABLE),
    ("java.lang.CharSequence", Interfaces::CHAR_SEQUENCE),
    ("clojure.lang.IRef", Interfaces::REF),
];

fn interfaces(cx: &mut Mutator, class: Value) -> Result<Interfaces> {
    let mut all = Interfaces::NONE;
    for &(name, flag) in FLAGS {
        let interface = data::class::object(cx, ClassId::named(name))?;
        if data::class::is_assignable(interface, class) {
            all = all.and(flag);
        }
    }
    Ok(all)
}

fn build(features: Features, interfaces: Interfaces, family: Family) -> TypeInfo {
    let mut info = match family {
        Family::Record => record::info(),
        Family::Type | Family::Reify | Family::Proxy => {
            TypeInfo::new("java.lang.Object", Layout::AllRefs)
        }
    };
    info.interfaces = interfaces;
    if features.callable {
        info.entry = behaviour::call;
    }
    if family == Family::Reify {
        info.meta = Some(behaviour::reify_meta);
        info.with_meta = Some(behaviour::reify_with_meta);
    }
    if features.has(Slot::ToString) {
        info.to_str = Some(behaviour::to_str);
    }
    if family == Family::Record {
        info.print = Some(record::print);
    } else if features.has(Slot::Deref) {
        info.print = Some(crate::print_ref::print);
    }
    let has = |slot| features.has(slot);
    if has(Slot::Equiv) {
        info.equiv = Some(behaviour::equiv);
    } else if has(Slot::Equals) {
        info.equiv = Some(behaviour::equals);
    }
    if has(Slot::Equals) {
        info.equals = Some(behaviour::equals);
    }
    if has(Slot::Hasheq) {
        info.hasheq = Some(behaviour::hasheq);
    } else if has(Slot::HashCode) && family != Family::Record {
        info.hasheq = Some(behaviour::hash_code);
    }
    if has(Slot::HashCode) {
        info.hash_code = Some(behaviour::hash_code);
    }
    if has(Slot::CompareTo) {
        info.compare = Some(behaviour::compare);
    }
    fill_seqs(&mut info, has);
    fill_collections(&mut info, has);
    if family == Family::Proxy && features.has(Slot::ValAt) {
        info.lookup = Some(behaviour::val_at);
    }
    if family == Family::Proxy && features.has(Slot::Nth) {
        info.nth = Some(behaviour::nth);
    }
    fill_references(&mut info, has);
    fill_transients(&mut info, has);
    if family == Family::Proxy {
        proxy::fill(&mut info, has);
    }
    info
}

fn fill_seqs(info: &mut TypeInfo, has: impl Fn(Slot) -> bool) {
    if has(Slot::Seq) {
        info.seq = Some(behaviour::seq);
    } else if has(Slot::Iterator) && info.seq.is_none() {
        info.seq = Some(behaviour::seq_of_iterator);
    }
    if has(Slot::First) {
        info.first = Some(behaviour::first);
    }
    if has(Slot::Next) {
        info.next = Some(behaviour::next);
    }
    if has(Slot::More) {
        info.rest = Some(behaviour::more);
    }
    if has(Slot::Rseq) {
        info.rseq = Some(behaviour::rseq);
    }
    if has(Slot::ReduceInit) {
        info.reduce = Some(behaviour::reduce_init);
    }
    if has(Slot::KvReduce) {
        info.reduce_kv = Some(behaviour::kv_reduce);
    }
    if has(Slot::ChunkedFirst) {
        info.chunk_first = Some(behaviour::chunked_first);
    }
    if has(Slot::ChunkedMore) {
        info.chunk_rest = Some(behaviour::chunked_more);
    }
}

fn fill_collections(info: &mut TypeInfo, has: impl Fn(Slot) -> bool) {
    if has(Slot::Count) {
        info.count = Some(behaviour::count);
    }
    if has(Slot::Cons) {
        info.conj = Some(behaviour::cons);
    }
    if has(Slot::Empty) {
        info.empty = Some(behaviour::empty);
    }
    if has(Slot::Peek) {
        info.peek = Some(behaviour::peek);
    }
    if has(Slot::Pop) {
        info.pop = Some(behaviour::pop);
    }
    if has(Slot::NthDefault) {
        info.nth = Some(behaviour::nth_default);
    } else if has(Slot::Nth) {
        info.nth = Some(behaviour::nth);
    }
    if has(Slot::ValAtDefault) {
        info.lookup = Some(behaviour::val_at_default);
    } else if has(Slot::ValAt) {
        info.lookup = Some(behaviour::val_at);
    } else if has(Slot::SetGet) {
        info.lookup = Some(behaviour::set_get);
    }
    if has(Slot::EntryAt) {
        info.find = Some(behaviour::entry_at);
    }
    if has(Slot::Assoc) {
        info.assoc = Some(behaviour::assoc);
    }
    if has(Slot::Without) {
        info.without = Some(behaviour::without);
    } else if has(Slot::Disjoin) {
        info.without = Some(behaviour::disjoin);
    }
}

fn fill_references(info: &mut TypeInfo, has: impl Fn(Slot) -> bool) {
    if has(Slot::Deref) {
        info.deref = Some(behaviour::deref);
    }
    if has(Slot::Meta) {
        info.meta = Some(behaviour::meta);
    }
    if has(Slot::WithMeta) {
        info.with_meta = Some(behaviour::with_meta);
    }
    if has(Slot::GetName) {
        info.name = Some(behaviour::get_name);
    }
    if has(Slot::GetNamespace) {
        info.namespace = Some(behaviour::get_namespace);
    }
}

fn fill_transients(info: &mut TypeInfo, has: impl Fn(Slot) -> bool) {
    if has(Slot::AsTransient) {
        info.as_transient = Some(behaviour::as_transient);
    }
    if has(Slot::Persistent) {
        info.persistent = Some(behaviour::persistent);
    }
    if has(Slot::TransientConj) {
        info.transient_conj = Some(behaviour::transient_conj);
    }
    if has(Slot::TransientAssoc) {
        info.transient_assoc = Some(behaviour::transient_assoc);
    }
    if has(Slot::TransientWithout) {
        info.transient_without = Some(behaviour::transient_without);
    } else if has(Slot::TransientDisjoin) {
        info.transient_without = Some(behaviour::transient_disjoin);
    }
    if has(Slot::TransientPop) {
        info.transient_pop = Some(behaviour::transient_pop);
    }
}
