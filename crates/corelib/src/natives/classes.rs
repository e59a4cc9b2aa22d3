//! Classes of values, and hashes that types written in Clojure need.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod classes {
    use super::*;

    fn expect(cx: &mut Mutator, c: Value) -> Result<()> {
        match data::class::of(c) {
            Some(_) => Ok(()),
            None => Err(data::throw::class_cast(cx, c, "java.lang.Class")),
        }
    }

    /// Returns the class of x, nil for nil.
    #[native(since = "1.0", leaf)]
    fn class(cx: &mut Mutator, x: Value) -> Result {
        data::class_of(cx, x)
    }

    /// Returns the :type of the metadata of x, else its class.
    #[native(name = "type", since = "1.0", leaf)]
    fn type_of(cx: &mut Mutator, x: Value) -> Result {
        let meta = data::meta::meta(cx, x)?;
        let found = runtime::maps::at(cx, meta, "type")?;
        if found.is_truthy() { Ok(found) } else { data::class_of(cx, x) }
    }

    /// Returns true when x is an instance of class c, or of a descendant.
    #[native(name = "instance?", since = "1.0", inline = IsInstance, leaf)]
    fn is_instance(cx: &mut Mutator, c: Value, x: Value) -> Result<bool> {
        expect(cx, c)?;
        runtime::class::is_instance(cx, c, x)
    }

    /// Returns x. Throws a ClassCastException when it is no instance of class c.
    #[native(since = "1.0", leaf)]
    fn cast(cx: &mut Mutator, c: Value, x: Value) -> Result {
        if x.is_nil() || is_instance(cx, c, x)? {
            return Ok(x);
        }
        let own = data::class::class_name_of(cx, x);
        let wanted = runtime::class::name(cx, c)?;
        let message = format!("Cannot cast {own} to {wanted}");
        Err(data::throwable::throw(cx, data::class::ClassId::CLASS_CAST, message))
    }

    /// Returns a seq of the superclass and the interfaces that class c names itself.
    #[native(since = "1.0", leaf)]
    fn bases(cx: &mut Mutator, c: Value) -> Result {
        let Some(class) = data::class::of(c) else { return Ok(Value::NIL) };
        let mut found = RootVec::new(cx);
        if !class.superclass().is_nil() {
            found.push(class.superclass());
        }
        found.extend_from_slice(class.interfaces());
        let list = data::list::from_slice(cx, &found)?;
        data::seq::seq(cx, list)
    }

    /// Returns a set of all classes and interfaces that class descends from.
    #[native(since = "1.0", leaf)]
    fn supers(cx: &mut Mutator, class: Value) -> Result {
        if data::class::of(class).is_none() {
            return Ok(Value::NIL);
        }
        let all = data::class::ancestors(cx, class)?;
        if all.is_empty() {
            return Ok(Value::NIL);
        }
        let list = data::list::from_slice(cx, &all)?;
        data::set::from_coll(cx, list)
    }

    fn is_of(cx: &mut Mutator, x: Value, class: &str) -> Result<bool> {
        let class = runtime::class::for_name(cx, class)?;
        runtime::class::is_instance(cx, class, x)
    }

    /// Returns true when x is a java.net.URI.
    #[native(name = "uri?", since = "1.9", leaf)]
    fn is_uri(cx: &mut Mutator, x: Value) -> Result<bool> {
        is_of(cx, x, "java.net.URI")
    }

    /// Makes a class known by its short name in the current namespace.
    #[native(name = "import*", private)]
    fn import(cx: &mut Mutator, name: &Str) -> Result {
        let class = runtime::class::for_name(cx, &name.to_str())?;
        let ns = runtime::namespace::current(cx)?;
        runtime::namespace::import(cx, ns, class)
    }
}

#[natives("clojure.core")]
pub mod hashing {
    use super::*;
    use data::hash;

    fn hashes(cx: &mut Mutator, coll: Value) -> Result<Vec<i32>> {
        if coll.is_nil() {
            let (method, name) = ("java.lang.Iterable.iterator()", "xs");
            return Err(data::throw::null_receiver(cx, method, name));
        }
        let class = runtime::class::for_name(cx, "java.lang.Iterable")?;
        if !runtime::class::is_instance(cx, class, coll)? {
            return Err(data::throw::class_cast(cx, coll, "java.lang.Iterable"));
        }
        let mut hashes = Vec::new();
        data::seq::for_each(cx, coll, |cx, item| {
            hashes.push(hash::hasheq(cx, item)?);
            Ok(data::seq::Flow::On)
        })?;
        Ok(hashes)
    }

    /// Returns a hash made of the hash x and that of y.
    #[native(since = "1.2")]
    fn hash_combine(cx: &mut Mutator, x: Value, y: Value) -> Result<i32> {
        let seed = data::num::to_int(cx, x)?;
        let added = hash::hash_code(cx, y)?;
        Ok(hash::combine(seed, added))
    }

    /// Returns the hash of an ordered collection, as lists and vectors have it.
    #[native(since = "1.6")]
    fn hash_ordered_coll(cx: &mut Mutator, coll: Value) -> Result<i32> {
        let hashes = hashes(cx, coll)?;
        Ok(hash::hash_ordered(hashes))
    }

    /// Returns the hash of an unordered collection, as maps and sets have it.
    #[native(since = "1.6")]
    fn hash_unordered_coll(cx: &mut Mutator, coll: Value) -> Result<i32> {
        let hashes = hashes(cx, coll)?;
        Ok(hash::hash_unordered(hashes))
    }

    /// Returns the final hash of a collection, from the basis that its elements gave and their number.
    #[native(since = "1.6", leaf)]
    fn mix_collection_hash(cx: &mut Mutator, hash_basis: Value, count: Value) -> Result<i32> {
        let basis = data::num::long_value(cx, hash_basis)? as i32;
        let count = data::num::long_value(cx, count)?;
        Ok(hash::mix_collection(basis, usize::try_from(count).unwrap_or(0)))
    }
}
