//! Vectors, maps, sets and their transients; metadata.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod collections {
    use super::*;
    use data::{lookup, map, meta, seq, set, throw, transient, vector};

    // ---- making ----

    /// Returns a vector of the args.
    #[native(since = "1.0", inline = Vector)]
    fn vector(cx: &mut Mutator, args: &[Value]) -> Result {
        vector::from_slice(cx, args)
    }

    /// Returns a vector of the elements of coll.
    #[native(since = "1.0")]
    fn vec(cx: &mut Mutator, coll: Value) -> Result {
        if interfaces(cx, coll).has(Interfaces::VECTOR) {
            return meta::with_meta(cx, coll, Value::NIL);
        }
        let seqable = coll.is_nil()
            || interfaces(cx, coll).has(Interfaces::SEQABLE)
            || cx.desc_of(coll).info().seq.is_some();
        if !seqable {
            let class = data::class::class_name_of(cx, coll);
            let message = format!("Unable to convert: class {class} to Object[]");
            return Err(throw::runtime(cx, message));
        }
        vector::from_coll(cx, coll)
    }

    /// Returns a vector of the elements of v from start to end (the count of v), in constant time.
    #[native(since = "1.0")]
    fn subvec(cx: &mut Mutator, v: Value, start: Value, end: Option<Value>) -> Result {
        if v.is_nil() {
            return Err(throw::index_out_of_bounds(cx));
        }
        let start = data::num::to_int(cx, start)?.into();
        let end = match end {
            Some(end) => data::num::to_int(cx, end)?.into(),
            None => seq::count(cx, v)? as i64,
        };
        vector::subvec::new(cx, v, start, end)
    }

    fn refuse_odd(cx: &mut Mutator, pairs: &[Value]) -> Result<()> {
        match pairs.len() % 2 == 1 {
            false => Ok(()),
            true => {
                let last = pairs[pairs.len() - 1];
                let text = data::print::str_of(cx, last)?;
                Err(throw::illegal_argument(cx, format!("No value supplied for key: {text}")))
            }
        }
    }

    /// Returns a hash map of keys and values; of equal keys the last one wins.
    #[native(since = "1.0", inline = HashMap)]
    fn hash_map(cx: &mut Mutator, keyvals: &[Value]) -> Result {
        refuse_odd(cx, keyvals)?;
        map::hash_map(cx, keyvals)
    }

    /// Returns an array map of keys and values, which keeps their order.
    #[native(since = "1.0")]
    fn array_map(cx: &mut Mutator, keyvals: &[Value]) -> Result {
        refuse_odd(cx, keyvals)?;
        map::array_map(cx, keyvals)
    }

    /// Returns a sorted map of keys and values.
    #[native(since = "1.0")]
    fn sorted_map(cx: &mut Mutator, keyvals: &[Value]) -> Result {
        refuse_odd(cx, keyvals)?;
        map::sorted::from_pairs(cx, Value::NIL, keyvals)
    }

    /// Returns a sorted map of keys and values, in the order of the comparator.
    #[native(since = "1.0")]
    fn sorted_map_by(cx: &mut Mutator, comparator: Value, keyvals: &[Value]) -> Result {
        if !comparator.is_nil() {
            crate::natives::sorting::expect_comparator(cx, comparator)?;
        }
        refuse_odd(cx, keyvals)?;
        map::sorted::from_pairs(cx, comparator, keyvals)
    }

    /// Returns a hash set of the keys; equal ones count once.
    #[native(since = "1.0", inline = HashSet)]
    fn hash_set(cx: &mut Mutator, keys: &[Value]) -> Result {
        let mut result = set::hash_set::empty(cx);
        for key in keys {
            result = lookup::conj(cx, result, *key)?;
        }
        Ok(result)
    }

    /// Returns a set of the elements of coll.
    #[native(since = "1.0")]
    fn set(cx: &mut Mutator, coll: Value) -> Result {
        if interfaces(cx, coll).has(Interfaces::SET) {
            return meta::with_meta(cx, coll, Value::NIL);
        }
        set::from_coll(cx, coll)
    }

    /// Returns a sorted set of the keys.
    #[native(since = "1.0")]
    fn sorted_set(cx: &mut Mutator, keys: &[Value]) -> Result {
        set::sorted::from_slice(cx, Value::NIL, keys)
    }

    /// Returns a sorted set of the keys, in the order of the comparator.
    #[native(since = "1.1")]
    fn sorted_set_by(cx: &mut Mutator, comparator: Value, keys: &[Value]) -> Result {
        if !comparator.is_nil() {
            crate::natives::sorting::expect_comparator(cx, comparator)?;
        }
        set::sorted::from_slice(cx, comparator, keys)
    }

    // ---- looking ----

    /// Returns the value at the key, else not-found or nil.
    #[native(since = "1.0", inline = Get)]
    fn get(cx: &mut Mutator, map: Value, key: Value, not_found: Option<Value>) -> Result {
        lookup::get(cx, map, key, not_found.unwrap_or(Value::NIL))
    }

    /// Returns true when the key is present; for vectors and strings a key is an index.
    #[native(name = "contains?", since = "1.0", inline = IsContains)]
    fn is_containing(cx: &mut Mutator, coll: Value, key: Value) -> Result<bool> {
        lookup::contains(cx, coll, key)
    }

    /// Returns the entry of the key, or nil.
    #[native(since = "1.0")]
    fn find(cx: &mut Mutator, map: Value, key: Value) -> Result {
        lookup::find(cx, map, key)
    }

    /// Returns the key of a map entry.
    #[native(since = "1.0", inline = Key)]
    fn key(cx: &mut Mutator, e: Value) -> Result {
        Ok(vector::entry::parts(cx, e)?.0)
    }

    /// Returns the value of a map entry.
    #[native(since = "1.0", inline = Val)]
    fn val(cx: &mut Mutator, e: Value) -> Result {
        Ok(vector::entry::parts(cx, e)?.1)
    }

    /// Returns a seq of the keys of a map, or nil.
    #[native(since = "1.0", inline = Keys)]
    fn keys(cx: &mut Mutator, map: Value) -> Result {
        map::keys::keys(cx, map)
    }

    /// Returns a seq of the values of a map, or nil.
    #[native(since = "1.0", inline = Vals)]
    fn vals(cx: &mut Mutator, map: Value) -> Result {
        map::keys::vals(cx, map)
    }

    /// Returns the first of a list or queue, the last of a vector; nil when it is empty.
    #[native(since = "1.0", inline = Peek)]
    fn peek(cx: &mut Mutator, coll: Value) -> Result {
        lookup::peek(cx, coll)
    }

    /// Returns a seq of a sorted collection from the key on, in its order or the other way.
    #[native(name = "-seq-from", private)]
    fn seq_from(cx: &mut Mutator, sc: Value, key: Value, ascending: bool) -> Result {
        use data::map::sorted_seq::Direction;
        let direction = if ascending { Direction::Ascending } else { Direction::Descending };
        match set::sorted::map_of(sc) {
            Some(_) => set::sorted::from_key(cx, sc, key, direction),
            None if interfaces(cx, sc).has(Interfaces::SORTED) => {
                map::sorted_seq::from_key(cx, sc, key, direction)
            }
            None => Err(throw::class_cast(cx, sc, "clojure.lang.Sorted")),
        }
    }

    /// Compares the key of an entry of a sorted collection with a key, as the collection does.
    #[native(name = "-compare-entry", private)]
    fn compare_entry(cx: &mut Mutator, sc: Value, entry: Value, key: Value) -> Result<i32> {
        let (map, found) = match set::sorted::map_of(sc) {
            Some(map) => (map, entry),
            None => (sc, vector::entry::parts(cx, entry)?.0),
        };
        let comparator = map::sorted::comparator(map);
        map::sorted::order(cx, comparator, found, key)
    }

    // ---- changing ----

    fn missing_value(cx: &mut Mutator) -> heap::Thrown {
        throw::illegal_argument(
            cx,
            "assoc expects even number of arguments after map/vector, found odd number",
        )
    }

    /// Returns the map, or the vector, with the values at the keys.
    #[native(since = "1.0", inline = Assoc)]
    fn assoc(cx: &mut Mutator, map: Value, key: Value, val: Value, kvs: &[Value]) -> Result {
        let mut result = lookup::assoc(cx, map, key, val)?;
        for pair in kvs.chunks(2) {
            let [key, val] = pair else { return Err(missing_value(cx)) };
            result = lookup::assoc(cx, result, *key, *val)?;
        }
        Ok(result)
    }

    /// Returns the map without the keys.
    #[native(since = "1.0", inline = Dissoc)]
    fn dissoc(cx: &mut Mutator, map: Value, ks: &[Value]) -> Result {
        let mut result = map;
        for key in ks {
            result = lookup::dissoc(cx, result, *key)?;
        }
        Ok(result)
    }

    /// Returns the set without the keys.
    #[native(since = "1.0")]
    fn disj(cx: &mut Mutator, set: Value, ks: &[Value]) -> Result {
        let mut result = set;
        for key in ks {
            if result.is_nil() {
                break;
            }
            result = set::disj(cx, result, *key)?;
        }
        Ok(result)
    }

    /// Returns the list or queue without its first, the vector without its last element. Throws
    /// when it is empty.
    #[native(since = "1.0", inline = Pop)]
    fn pop(cx: &mut Mutator, coll: Value) -> Result {
        lookup::pop(cx, coll)
    }

    /// Returns an empty collection of the same type, or nil.
    #[native(since = "1.0")]
    fn empty(cx: &mut Mutator, coll: Value) -> Result {
        lookup::empty(cx, coll)
    }

    /// Returns coll, or nil when it is empty.
    #[native(since = "1.0")]
    fn not_empty(cx: &mut Mutator, coll: Value) -> Result {
        Ok(if seq::seq(cx, coll)?.is_nil() { Value::NIL } else { coll })
    }

    // ---- transients ----

    /// Returns a transient of the collection, for quick changes by conj! and its kin.
    #[native(since = "1.1")]
    fn transient(cx: &mut Mutator, coll: Value) -> Result {
        transient::transient(cx, coll)
    }

    /// Returns the persistent collection of a transient, which cannot be used any more.
    #[native(name = "persistent!", since = "1.1")]
    fn to_persistent(cx: &mut Mutator, coll: Value) -> Result {
        transient::persistent(cx, coll)
    }

    /// Adds an element to a transient; use the result.
    #[native(name = "conj!", since = "1.1")]
    fn transient_conj(cx: &mut Mutator, coll: Option<Value>, x: Option<Value>) -> Result {
        match (coll, x) {
            (None, _) => {
                let empty = vector::empty(cx);
                transient::transient(cx, empty)
            }
            (Some(coll), None) => Ok(coll),
            (Some(coll), Some(x)) => transient::conj(cx, coll, x),
        }
    }

    /// Sets the values at the keys of a transient; use the result.
    #[native(name = "assoc!", since = "1.1")]
    fn transient_assoc(
        cx: &mut Mutator,
        coll: Value,
        key: Value,
        val: Value,
        kvs: &[Value],
    ) -> Result {
        let mut result = transient::assoc(cx, coll, key, val)?;
        for pair in kvs.chunks(2) {
            let val = pair.get(1).copied().unwrap_or(Value::NIL);
            result = transient::assoc(cx, result, pair[0], val)?;
        }
        Ok(result)
    }

    /// Removes the keys from a transient map; use the result.
    #[native(name = "dissoc!", since = "1.1")]
    fn transient_dissoc(cx: &mut Mutator, map: Value, key: Value, ks: &[Value]) -> Result {
        let mut result = transient::dissoc(cx, map, key)?;
        for key in ks {
            result = transient::dissoc(cx, result, *key)?;
        }
        Ok(result)
    }

    /// Removes the keys from a transient set; use the result.
    #[native(name = "disj!", since = "1.1")]
    fn transient_disj(cx: &mut Mutator, set: Value, ks: &[Value]) -> Result {
        let mut result = set;
        for key in ks {
            result = transient::disj(cx, result, *key)?;
        }
        Ok(result)
    }

    /// Removes the last element of a transient vector; use the result.
    #[native(name = "pop!", since = "1.1")]
    fn transient_pop(cx: &mut Mutator, coll: Value) -> Result {
        transient::pop(cx, coll)
    }

    // ---- metadata ----

    /// Returns the metadata of obj, or nil.
    #[native(since = "1.0")]
    fn meta(cx: &mut Mutator, obj: Value) -> Result {
        meta::meta(cx, obj)
    }

    /// Returns obj with the map as its metadata.
    #[native(since = "1.0")]
    fn with_meta(cx: &mut Mutator, obj: Value, m: Value) -> Result {
        meta::with_meta(cx, obj, m)
    }

    /// Returns obj with (f metadata args...) as its metadata.
    #[native(since = "1.0")]
    fn vary_meta(cx: &mut Mutator, obj: Value, f: Value, args: &[Value]) -> Result {
        let old = meta::meta(cx, obj)?;
        let mut all = RootVec::from_slice(cx, &[old]);
        all.extend_from_slice(args);
        let new = cx.invoke(f, &all)?;
        meta::with_meta(cx, obj, new)
    }
}
