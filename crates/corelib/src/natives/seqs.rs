//! Seqs: taking them apart, putting them together, chunks, reduction, sorting.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod seqs {
    use super::*;
    use data::{chunk, list, lookup, num, reduced, seq, throw, vector};

    /// Returns a seq on the collection, or nil when it is empty.
    #[native(since = "1.0", inline = Seq)]
    fn seq(cx: &mut Mutator, coll: Value) -> Result {
        seq::seq(cx, coll)
    }

    /// Returns the first element, or nil when there is none.
    #[native(since = "1.0", inline = First)]
    fn first(cx: &mut Mutator, coll: Value) -> Result {
        seq::first(cx, coll)
    }

    /// Returns the second element, or nil when there is none.
    #[native(since = "1.0", inline = Second)]
    fn second(cx: &mut Mutator, x: Value) -> Result {
        seq::second(cx, x)
    }

    /// Returns a seq of the elements after the first, or nil when there are none.
    #[native(since = "1.0", inline = Next)]
    fn next(cx: &mut Mutator, coll: Value) -> Result {
        seq::next(cx, coll)
    }

    /// Returns a seq of the elements after the first, perhaps an empty one.
    #[native(name = "rest", since = "1.0", inline = Rest)]
    fn rest_of(cx: &mut Mutator, coll: Value) -> Result {
        seq::rest(cx, coll)
    }

    /// Same as (first (first x)).
    #[native(since = "1.0")]
    fn ffirst(cx: &mut Mutator, x: Value) -> Result {
        let first = seq::first(cx, x)?;
        seq::first(cx, first)
    }

    /// Same as (next (first x)).
    #[native(since = "1.0")]
    fn nfirst(cx: &mut Mutator, x: Value) -> Result {
        let first = seq::first(cx, x)?;
        seq::next(cx, first)
    }

    /// Same as (first (next x)).
    #[native(since = "1.0")]
    fn fnext(cx: &mut Mutator, x: Value) -> Result {
        seq::second(cx, x)
    }

    /// Same as (next (next x)).
    #[native(since = "1.0", inline = Nnext)]
    fn nnext(cx: &mut Mutator, x: Value) -> Result {
        let next = seq::next(cx, x)?;
        seq::next(cx, next)
    }

    /// Returns a seq of x followed by the elements of seq.
    #[native(since = "1.0", inline = Cons)]
    fn cons(cx: &mut Mutator, x: Value, seq: Value) -> Result {
        seq::cons(cx, x, seq)
    }

    /// Returns the collection with the items added, where that is cheapest: at the front of lists,
    /// at the end of vectors. (conj nil item) is a list.
    #[native(since = "1.0", inline = Conj)]
    fn conj(cx: &mut Mutator, coll: Option<Value>, x: Option<Value>, xs: &[Value]) -> Result {
        let Some(coll) = coll else { return Ok(vector::empty(cx)) };
        let Some(x) = x else { return Ok(coll) };
        let mut result = lookup::conj(cx, coll, x)?;
        for x in xs {
            result = lookup::conj(cx, result, *x)?;
        }
        Ok(result)
    }

    /// Returns how many elements there are. Works on strings, arrays and nil too.
    #[native(since = "1.0", inline = Count)]
    fn count(cx: &mut Mutator, coll: &mut Value) -> Result<usize> {
        seq::count_in(cx, coll)
    }

    /// Returns the element at the index. Out of bounds it throws, or answers not-found.
    #[native(since = "1.0", inline = Nth)]
    fn nth(cx: &mut Mutator, coll: &mut Value, index: Value, not_found: Option<Value>) -> Result {
        let index = num::to_int(cx, index)?.into();
        match not_found {
            None => lookup::nth_in(cx, coll, index),
            Some(not_found) => lookup::nth_or_in(cx, coll, index, not_found),
        }
    }

    /// Returns the last element, in time linear in the length.
    #[native(since = "1.0")]
    fn last(cx: &mut Mutator, s: &mut Value) -> Result {
        seq::last(cx, s)
    }

    /// Returns a list of the items.
    #[native(since = "1.0", inline = List)]
    fn list(cx: &mut Mutator, items: &[Value]) -> Result {
        list::from_slice(cx, items)
    }

    /// Returns a seq of the args followed by the elements of the last one.
    #[native(
        name = "list*",
        since = "1.0",
        arglists = "([args] [a args] [a b args] [a b c args] [a b c d & more])"
    )]
    fn list_star(cx: &mut Mutator, args: Value, more: &[Value]) -> Result {
        let Some((last, between)) = more.split_last() else { return seq::seq(cx, args) };
        let mut result = *last;
        for item in between.iter().rev() {
            result = seq::cons(cx, *item, result)?;
        }
        seq::cons(cx, args, result)
    }

    /// Returns a list of the elements in reverse order.
    #[native(since = "1.0")]
    fn reverse(cx: &mut Mutator, coll: Value) -> Result {
        let mut items = seq::to_rootvec(cx, coll)?;
        items.reverse();
        list::from_slice(cx, &items)
    }

    /// Returns a seq of the elements of a vector or sorted collection in reverse order, in constant
    /// time; nil when it is empty.
    #[native(since = "1.0")]
    fn rseq(cx: &mut Mutator, rev: Value) -> Result {
        lookup::rseq(cx, rev)
    }

    /// Reduces with f: (f (f init x1) x2) and so on. Without init the first element is the start;
    /// then (f) is the answer for no elements. A reduced value ends the work.
    #[native(since = "1.0", arglists = "([f coll] [f val coll])")]
    fn reduce(cx: &mut Mutator, f: Value, val: &mut Value, coll: Option<&mut Value>) -> Result {
        match coll {
            Some(coll) => seq::reduce::reduce_in(cx, f, seq::taken(val), coll),
            None => seq::reduce::reduce_first(cx, f, val),
        }
    }

    /// Reduces the entries of an associative collection: f is called with the result so far, a key
    /// and its value.
    #[native(since = "1.4")]
    fn reduce_kv(cx: &mut Mutator, f: Value, init: Value, coll: Value) -> Result {
        seq::reduce::reduce_kv(cx, f, init, coll)
    }

    /// Wraps x so that a reduction ends with it.
    #[native(since = "1.5", inline = Reduced)]
    fn reduced(cx: &mut Mutator, x: Value) -> Result {
        reduced::new(cx, x)
    }

    /// Returns x when it is reduced already, else (reduced x).
    #[native(since = "1.7")]
    fn ensure_reduced(cx: &mut Mutator, x: Value) -> Result {
        match reduced::unwrap(x) {
            Some(_) => Ok(x),
            None => reduced::new(cx, x),
        }
    }

    /// Returns what is inside when x is reduced, else x.
    #[native(since = "1.7")]
    fn unreduced(cx: &mut Mutator, x: Value) -> Result {
        let _ = cx;
        Ok(reduced::unwrap(x).unwrap_or(x))
    }

    /// Returns a buffer for the elements of a chunk.
    #[native(since = "1.1")]
    fn chunk_buffer(cx: &mut Mutator, capacity: i64) -> Result {
        chunk::buffer(cx, capacity)
    }

    /// Adds an element to a buffer.
    #[native(since = "1.1")]
    fn chunk_append(cx: &mut Mutator, b: Value, x: Value) -> Result<()> {
        chunk::append(cx, b, x)
    }

    /// Makes a chunk of a buffer, which cannot be used any more.
    #[native(since = "1.1")]
    fn chunk(cx: &mut Mutator, b: Value) -> Result {
        chunk::take(cx, b)
    }

    /// Returns a chunked seq of the chunk's elements followed by rest.
    #[native(since = "1.1")]
    fn chunk_cons(cx: &mut Mutator, chunk: Value, rest: Value) -> Result {
        chunk::cons(cx, chunk, rest)
    }

    fn first_chunk(cx: &mut Mutator, s: Value) -> Result {
        match cx.desc_of(s).info().chunk_first {
            Some(chunk_first) => chunk_first(cx, s),
            None => Err(throw::class_cast(cx, s, "clojure.lang.IChunkedSeq")),
        }
    }

    fn after_first_chunk(cx: &mut Mutator, s: Value) -> Result {
        match cx.desc_of(s).info().chunk_rest {
            Some(chunk_rest) => chunk_rest(cx, s),
            None => Err(throw::class_cast(cx, s, "clojure.lang.IChunkedSeq")),
        }
    }

    /// Returns the first chunk of a chunked seq.
    #[native(since = "1.1")]
    fn chunk_first(cx: &mut Mutator, s: Value) -> Result {
        first_chunk(cx, s)
    }

    /// Returns what follows the first chunk, perhaps an empty seq.
    #[native(since = "1.1")]
    fn chunk_rest(cx: &mut Mutator, s: Value) -> Result {
        after_first_chunk(cx, s)
    }

    /// Returns what follows the first chunk, or nil.
    #[native(since = "1.1")]
    fn chunk_next(cx: &mut Mutator, s: Value) -> Result {
        let rest = after_first_chunk(cx, s)?;
        seq::seq(cx, rest)
    }

    /// Returns a seq of numbers from start (0) to end (forever), end not included, by step (1).
    #[native(since = "1.0", arglists = "([] [end] [start end] [start end step])")]
    fn range(cx: &mut Mutator, a: Option<Value>, b: Option<Value>, step: Option<Value>) -> Result {
        let one = Value::small(1);
        match (a, b) {
            (None, _) => {
                let core = cx.known(runtime::known::CORE_NS);
                let name = data::symbol::intern(cx, None, "inc'")?;
                let inc = runtime::var::intern(cx, core, name)?;
                let inc = runtime::var::root(cx, inc)?;
                data::iterate::new(cx, inc, Value::small(0))
            }
            (Some(end), None) => data::range::new(cx, Value::small(0), end, one),
            (Some(start), Some(end)) => data::range::new(cx, start, end, step.unwrap_or(one)),
        }
    }

    /// Returns a lazy seq of x, infinite or n times.
    #[native(since = "1.0", arglists = "([x] [n x])")]
    fn repeat(cx: &mut Mutator, n: Value, x: Option<Value>) -> Result {
        match x {
            None => data::repeat::forever(cx, n),
            Some(x) => {
                let n = num::to_long(cx, n)?;
                data::repeat::times(cx, n, x)
            }
        }
    }

    /// Returns an infinite seq of the elements of coll, again and again.
    #[native(since = "1.0")]
    fn cycle(cx: &mut Mutator, coll: Value) -> Result {
        data::cycle::new(cx, coll)
    }

    /// Returns an infinite seq of x, (f x), (f (f x)) and so on.
    #[native(since = "1.0")]
    fn iterate(cx: &mut Mutator, f: Value, x: Value) -> Result {
        data::iterate::new(cx, f, x)
    }

    /// True for collections of which drop returns a part at once.
    #[native(name = "-drops-at-once?", private, leaf)]
    fn drops_at_once(_cx: &mut Mutator, coll: Value) -> Result<bool> {
        Ok(seq::drop::drops_at_once(coll))
    }

    /// Returns the seq after the first n elements, rounded up, of a collection that drops at once.
    #[native(name = "-drop", private)]
    fn drop_at_once(cx: &mut Mutator, coll: Value, n: Value) -> Result {
        let n = match data::num::to_double(cx, n)? {
            fraction if fraction.fract() != 0.0 => fraction.ceil() as i64,
            _ => data::num::to_long(cx, n)?,
        };
        match u64::try_from(n) {
            Ok(0) | Err(_) => seq::seq(cx, coll),
            Ok(n) => seq::drop::drop(cx, coll, n),
        }
    }

    /// Returns a sorted seq of the elements, by comp or compare. The order of equal ones is kept. An
    /// array is sorted in place.
    #[native(since = "1.0", arglists = "([coll] [comp coll])")]
    fn sort(cx: &mut Mutator, comp: Value, coll: Option<Value>) -> Result {
        let (comp, coll) = match coll {
            Some(coll) => (Some(comp), coll),
            None => (None, comp),
        };
        crate::natives::sorting::sort(cx, comp, coll)
    }

    /// Returns a vector of the elements in random order.
    #[native(since = "1.2")]
    fn shuffle(cx: &mut Mutator, coll: Value) -> Result {
        if !seq::interfaces(coll).has(heap::Interfaces::COLL) {
            return Err(throw::class_cast(cx, coll, "java.util.Collection"));
        }
        let mut items: RootVec = seq::to_rootvec(cx, coll)?;
        for i in (1..items.len()).rev() {
            let other = crate::natives::random::below(i as u64 + 1) as usize;
            items.swap(i, other);
        }
        vector::from_slice(cx, &items)
    }
}
