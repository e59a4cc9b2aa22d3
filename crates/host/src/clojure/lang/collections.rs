//! Methods of the interfaces that Clojure's collections have, and the constants of their classes.

use data::{lookup, seq, vector};

use crate::prelude::*;

fn or_nil(value: Value) -> Value {
    if value.is_absent() { Value::NIL } else { value }
}

#[host_class("clojure.lang.Seqable")]
pub mod seqable {
    use super::*;

    #[instance_method("seq")]
    fn seq_of(cx: &mut Mutator, this: Value) -> Result {
        seq::seq(cx, this)
    }
}

#[host_class("clojure.lang.Counted")]
pub mod counted {
    use super::*;

    #[instance_method("count")]
    fn count(cx: &mut Mutator, this: Value) -> Result<Int> {
        seq::count(cx, this).map(int)
    }
}

#[host_class("clojure.lang.IPersistentCollection")]
pub mod persistent_collection {
    use super::*;

    #[instance_method("count")]
    fn count(cx: &mut Mutator, this: Value) -> Result<Int> {
        seq::count(cx, this).map(int)
    }

    #[instance_method("cons")]
    fn cons(cx: &mut Mutator, this: Value, item: Value) -> Result {
        lookup::conj(cx, this, item)
    }

    #[instance_method("empty")]
    fn empty(cx: &mut Mutator, this: Value) -> Result {
        lookup::empty(cx, this)
    }

    #[instance_method("equiv")]
    fn equiv(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        data::equiv::equiv(cx, this, other)
    }
}

#[host_class("clojure.lang.ISeq")]
pub mod iseq {
    use super::*;

    #[instance_method("first")]
    fn first(cx: &mut Mutator, this: Value) -> Result {
        seq::first(cx, this)
    }

    #[instance_method("next")]
    fn next(cx: &mut Mutator, this: Value) -> Result {
        seq::next(cx, this)
    }

    #[instance_method("more")]
    fn more(cx: &mut Mutator, this: Value) -> Result {
        seq::rest(cx, this)
    }
}

#[host_class("clojure.lang.ILookup")]
pub mod ilookup {
    use super::*;

    #[instance_method("valAt")]
    fn val_at(cx: &mut Mutator, this: Value, key: Value, default: Option<Value>) -> Result {
        lookup::get(cx, this, key, default.unwrap_or(Value::NIL))
    }
}

#[host_class("clojure.lang.Associative")]
pub mod associative {
    use super::*;

    #[instance_method("containsKey")]
    fn contains_key(cx: &mut Mutator, this: Value, key: Value) -> Result<bool> {
        lookup::contains(cx, this, key)
    }

    #[instance_method("entryAt")]
    fn entry_at(cx: &mut Mutator, this: Value, key: Value) -> Result {
        lookup::find(cx, this, key)
    }

    #[instance_method("assoc")]
    fn assoc(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
        lookup::assoc(cx, this, key, value)
    }
}

#[host_class("clojure.lang.IPersistentMap")]
pub mod persistent_map {
    use super::*;

    #[instance_method("assocEx")]
    fn assoc_ex(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
        if lookup::contains(cx, this, key)? {
            return Err(data::throw::runtime(cx, "Key already present"));
        }
        lookup::assoc(cx, this, key, value)
    }

    #[instance_method("without")]
    fn without(cx: &mut Mutator, this: Value, key: Value) -> Result {
        lookup::dissoc(cx, this, key)
    }
}

#[host_class("clojure.lang.IPersistentSet")]
pub mod persistent_set {
    use super::*;

    #[instance_method("disjoin")]
    fn disjoin(cx: &mut Mutator, this: Value, item: Value) -> Result {
        data::set::disj(cx, this, item)
    }

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value, item: Value) -> Result {
        lookup::get(cx, this, item, Value::NIL)
    }

    #[instance_method("contains")]
    fn contains(cx: &mut Mutator, this: Value, item: Value) -> Result<bool> {
        lookup::contains(cx, this, item)
    }
}

#[host_class("clojure.lang.IPersistentVector")]
pub mod persistent_vector {
    use super::*;

    #[instance_method("length")]
    fn length(cx: &mut Mutator, this: Value) -> Result<Int> {
        seq::count(cx, this).map(int)
    }

    #[instance_method("assocN")]
    fn assoc_n(cx: &mut Mutator, this: Value, index: Value, value: Value) -> Result {
        lookup::assoc(cx, this, index, value)
    }
}

#[host_class("clojure.lang.IPersistentStack")]
pub mod persistent_stack {
    use super::*;

    #[instance_method("peek")]
    fn peek(cx: &mut Mutator, this: Value) -> Result {
        lookup::peek(cx, this)
    }

    #[instance_method("pop")]
    fn pop(cx: &mut Mutator, this: Value) -> Result {
        lookup::pop(cx, this)
    }
}

#[host_class("clojure.lang.Indexed")]
pub mod indexed {
    use super::*;

    #[instance_method("nth")]
    fn nth(cx: &mut Mutator, this: Value, index: i64, default: Option<Value>) -> Result {
        match default {
            Some(default) => lookup::nth_or(cx, this, index, default),
            None => lookup::nth(cx, this, index),
        }
    }
}

#[host_class("clojure.lang.Reversible")]
pub mod reversible {
    use super::*;

    #[instance_method("rseq")]
    fn rseq(cx: &mut Mutator, this: Value) -> Result {
        lookup::rseq(cx, this)
    }
}

#[host_class("clojure.lang.Sorted")]
pub mod sorted {
    use super::*;

    #[instance_method("comparator")]
    fn comparator(_cx: &mut Mutator, this: Value) -> Result {
        let map = data::set::sorted::map_of(this).unwrap_or(this);
        Ok(data::sorted::comparator(map))
    }

    #[instance_method("entryKey")]
    fn entry_key(cx: &mut Mutator, this: Value, entry: Value) -> Result {
        match data::map::is_map(this) {
            true => lookup::entry_parts(cx, entry).map(|(key, _)| key),
            false => Ok(entry),
        }
    }
}

#[host_class("clojure.lang.IReduceInit")]
pub mod reduce_init {
    use super::*;

    #[instance_method("reduce")]
    fn reduce(cx: &mut Mutator, this: Value, f: Value, init: Value) -> Result {
        seq::reduce(cx, f, init, this)
    }
}

#[host_class("clojure.lang.IReduce")]
pub mod reduce_first {
    use super::*;

    #[instance_method("reduce")]
    fn reduce(cx: &mut Mutator, this: Value, f: Value) -> Result {
        seq::reduce_first(cx, f, &mut { this })
    }
}

#[host_class("clojure.lang.IKVReduce")]
pub mod kv_reduce {
    use super::*;

    #[instance_method("kvreduce")]
    fn kv_reduce(cx: &mut Mutator, this: Value, f: Value, init: Value) -> Result {
        seq::reduce_kv(cx, f, init, this)
    }
}

#[host_class("clojure.lang.IMeta")]
pub mod imeta {
    use super::*;

    #[instance_method("meta")]
    fn meta(cx: &mut Mutator, this: Value) -> Result {
        data::meta::meta(cx, this)
    }
}

#[host_class("clojure.lang.IObj")]
pub mod iobj {
    use super::*;

    #[instance_method("withMeta")]
    fn with_meta(cx: &mut Mutator, this: Value, meta: Value) -> Result {
        data::meta::with_meta(cx, this, meta)
    }
}

#[host_class("clojure.lang.IHashEq")]
pub mod hash_eq {
    use super::*;

    #[instance_method("hasheq")]
    fn hasheq(cx: &mut Mutator, this: Value) -> Result<Int> {
        data::hash::hasheq(cx, this).map(Int)
    }
}

#[host_class("clojure.lang.IFn")]
pub mod ifn {
    use super::*;

    #[instance_method("invoke")]
    fn invoke(cx: &mut Mutator, this: Value, args: &[Value]) -> Result {
        cx.invoke(this, args)
    }

    #[instance_method("applyTo")]
    fn apply_to(cx: &mut Mutator, this: Value, args: Value) -> Result {
        let args = seq::to_rootvec(cx, args)?;
        cx.invoke(this, &args)
    }

    #[instance_method("run")]
    fn run(cx: &mut Mutator, this: Value) -> Result<()> {
        cx.invoke(this, &[]).map(|_| ())
    }

    #[instance_method("call")]
    fn call_it(cx: &mut Mutator, this: Value) -> Result {
        cx.invoke(this, &[])
    }
}

#[host_class("clojure.lang.IEditableCollection")]
pub mod editable {
    use super::*;

    #[instance_method("asTransient")]
    fn as_transient(cx: &mut Mutator, this: Value) -> Result {
        data::transient::transient(cx, this)
    }
}

#[host_class("clojure.lang.ITransientCollection")]
pub mod transient_collection {
    use super::*;

    #[instance_method("conj")]
    fn conj(cx: &mut Mutator, this: Value, item: Value) -> Result {
        data::transient::conj(cx, this, item)
    }

    #[instance_method("persistent")]
    fn persistent(cx: &mut Mutator, this: Value) -> Result {
        data::transient::persistent(cx, this)
    }
}

#[host_class("clojure.lang.ITransientAssociative")]
pub mod transient_associative {
    use super::*;

    #[instance_method("assoc")]
    fn assoc(cx: &mut Mutator, this: Value, key: Value, value: Value) -> Result {
        data::transient::assoc(cx, this, key, value)
    }
}

#[host_class("clojure.lang.MapEntry")]
pub mod map_entry {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, key: Value, value: Value) -> Result {
        vector::entry::new(cx, key, value)
    }

    #[method("create")]
    fn create(cx: &mut Mutator, key: Value, value: Value) -> Result {
        vector::entry::new(cx, key, value)
    }
}

#[host_class("clojure.lang.IMapEntry")]
pub mod imap_entry {
    use super::*;

    #[instance_method("key")]
    fn key(cx: &mut Mutator, this: Value) -> Result {
        lookup::entry_parts(cx, this).map(|(key, _)| key)
    }

    #[instance_method("val")]
    fn val(cx: &mut Mutator, this: Value) -> Result {
        lookup::entry_parts(cx, this).map(|(_, value)| value)
    }
}

#[host_class("clojure.lang.PersistentQueue")]
pub mod queue {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        Ok(data::queue::empty(cx))
    }
}

#[host_class("clojure.lang.PersistentVector")]
pub mod vector_class {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        Ok(vector::empty(cx))
    }

    #[method("create")]
    fn create(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        vector::from_slice(cx, &items)
    }
}

#[host_class("clojure.lang.PersistentList")]
pub mod list_class {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        Ok(data::list::empty(cx))
    }

    #[method("create")]
    fn create(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        data::list::from_slice(cx, &items)
    }
}

#[host_class("clojure.lang.PersistentArrayMap")]
pub mod array_map {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        Ok(data::map::empty(cx))
    }

    #[method("createWithCheck")]
    fn create_with_check(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        data::map::from_pairs(cx, &items)
    }

    #[method("createAsIfByAssoc")]
    fn create_by_assoc(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        data::map::array_map(cx, &items)
    }

    #[method("create")]
    fn create(cx: &mut Mutator, map: Value) -> Result {
        let pairs = crate::java::util::map::pairs_of(cx, map)?;
        data::map::array_map(cx, &pairs)
    }
}

#[host_class("clojure.lang.PersistentHashMap")]
pub mod hash_map {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        data::map::hash_map(cx, &[])
    }

    #[method("create")]
    fn create(cx: &mut Mutator, items: &[Value]) -> Result {
        match *items {
            [map] => {
                let pairs = crate::java::util::map::pairs_of(cx, map)?;
                data::map::hash_map(cx, &pairs)
            }
            _ => data::map::hash_map(cx, items),
        }
    }
}

#[host_class("clojure.lang.PersistentHashSet")]
pub mod hash_set {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        data::set::from_slice(cx, &[])
    }

    #[method("create")]
    fn create(cx: &mut Mutator, items: Value) -> Result {
        data::set::from_coll(cx, items)
    }

    #[method("createWithCheck")]
    fn create_with_check(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        data::set::from_slice(cx, &items)
    }
}

#[host_class("clojure.lang.PersistentTreeMap")]
pub mod tree_map {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        let compare = runtime::namespace::core_function(cx, "compare")?;
        data::sorted::empty(cx, compare)
    }
}

#[host_class("clojure.lang.PersistentTreeSet")]
pub mod tree_set {
    use super::*;

    #[field("EMPTY")]
    fn empty(cx: &mut Mutator) -> Result {
        let compare = runtime::namespace::core_function(cx, "compare")?;
        data::set::sorted::empty(cx, compare)
    }
}

#[host_class("clojure.lang.LazilyPersistentVector")]
pub mod lazily_persistent_vector {
    use super::*;

    #[method("create")]
    fn create(cx: &mut Mutator, items: Value) -> Result {
        let items = seq::to_rootvec(cx, items)?;
        vector::from_slice(cx, &items)
    }

    #[method("createOwning")]
    fn create_owning(cx: &mut Mutator, items: Value) -> Result {
        create(cx, items)
    }
}

#[host_class("clojure.lang.Cons")]
pub mod cons {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, item: Value, rest: Value) -> Result {
        seq::cons(cx, item, rest)
    }
}

#[host_class("clojure.lang.Reduced")]
pub mod reduced {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, value: Value) -> Result {
        data::reduced::new(cx, value)
    }
}

#[host_class("clojure.lang.TaggedLiteral")]
pub mod tagged_literal {
    use super::*;

    #[method("create")]
    fn create(cx: &mut Mutator, tag: Value, form: Value) -> Result {
        data::tagged::literal(cx, tag, form)
    }

    #[instance_field("tag")]
    fn tag(cx: &mut Mutator, this: Value) -> Result {
        let key = data::keyword::intern(cx, None, "tag")?;
        lookup::get(cx, this, key, Value::ABSENT).map(or_nil)
    }

    #[instance_field("form")]
    fn form(cx: &mut Mutator, this: Value) -> Result {
        let key = data::keyword::intern(cx, None, "form")?;
        lookup::get(cx, this, key, Value::ABSENT).map(or_nil)
    }
}
