//! Iterators: over seqs, and over our lists, where they may also change them.

use data::host_object;
use data::kind;
use heap::TypeInfo;

use super::list;
use crate::prelude::*;

/// The seq that is left, or the list that is walked.
const SOURCE: usize = 0;
/// Of a list: the index of the next item; nil for seqs.
const NEXT: usize = 1;
/// Of a list: the index of the item that was given last, or -1.
const LAST: usize = 2;
/// Of a list: how often it had changed when the iterator looked last.
const CHANGES: usize = 3;
/// Of a map or set: the owner, and the key that was given last.
const OWNER: usize = 4;
const KEY: usize = 5;

fn make(cx: &mut Mutator, slots: &[Value]) -> Result {
    let class = runtime::class::for_name(cx, "clojure.lang.SeqIterator")?;
    host_object::new(cx, kind::JAVA_ITERATOR, class, slots)
}

/// An iterator over anything that has a seq.
pub fn over(cx: &mut Mutator, coll: Value) -> Result {
    if list::of(coll).is_some() {
        return over_list(cx, coll, 0);
    }
    if coll.kind() == kind::JAVA_ITERATOR {
        return Ok(coll);
    }
    let owner = if super::map::of(coll).is_some() { coll } else { Value::NIL };
    let seq = data::seq::seq(cx, coll)?;
    make(cx, &[seq, Value::NIL, Value::NIL, Value::NIL, owner, Value::ABSENT])
}

/// An enumeration of anything that has a seq.
pub fn enumeration(cx: &mut Mutator, coll: Value) -> Result {
    let class = runtime::class::for_name(cx, "clojure.lang.SeqEnumeration")?;
    let seq = data::seq::seq(cx, coll)?;
    let slots = [seq, Value::NIL, Value::NIL, Value::NIL, Value::NIL, Value::ABSENT];
    host_object::new(cx, kind::JAVA_ITERATOR, class, &slots)
}

/// An iterator over a list, from an index on.
pub fn over_list(cx: &mut Mutator, value: Value, index: usize) -> Result {
    let changes = list::of(value).map_or(0, list::changes);
    let changes = Value::fixnum(changes).unwrap_or(Value::NIL);
    let next = Value::fixnum(index as i64).unwrap_or(Value::NIL);
    make(cx, &[value, next, Value::small(-1), changes])
}

fn has_next(cx: &mut Mutator, this: Value) -> Result<bool> {
    let Some(iterator) = host_object::of(this) else {
        return Err(data::throw::class_cast(cx, this, "java.util.Iterator"));
    };
    match list::of(iterator.get(SOURCE)) {
        Some(list) => Ok((iterator.number(NEXT) as usize) < list::len(list)),
        None => Ok(!iterator.get(SOURCE).is_nil()),
    }
}

fn check_unchanged(cx: &mut Mutator, this: Value) -> Result<()> {
    let Some(iterator) = host_object::of(this) else { return Ok(()) };
    match list::of(iterator.get(SOURCE)) {
        Some(list) if list::changes(list) != iterator.number(CHANGES) => {
            let class = data::class::ClassId::CONCURRENT_MODIFICATION;
            Err(data::throwable::throw_plain(cx, class))
        }
        _ => Ok(()),
    }
}

fn next(cx: &mut Mutator, this: Value) -> Result {
    check_unchanged(cx, this)?;
    if !has_next(cx, this)? {
        return Err(no_element(cx));
    }
    let iterator = host_object::of(this).expect("it has a next item");
    let source = iterator.get(SOURCE);
    if let Some(list) = list::of(source) {
        let at = iterator.number(NEXT);
        let item = list::get(list, at as usize).unwrap_or(Value::NIL);
        host_object::set(cx, this, LAST, Value::fixnum(at).unwrap_or(Value::NIL));
        host_object::set(cx, this, NEXT, Value::fixnum(at + 1).unwrap_or(Value::NIL));
        return Ok(item);
    }
    let item = data::seq::first(cx, source)?;
    let rest = data::seq::next(cx, source)?;
    host_object::set(cx, this, SOURCE, rest);
    host_object::set(cx, this, KEY, item);
    Ok(item)
}

fn previous(cx: &mut Mutator, this: Value) -> Result {
    check_unchanged(cx, this)?;
    let iterator = host_object::of(this).filter(|it| it.number(NEXT) > 0);
    let Some((iterator, list)) = iterator.and_then(|it| Some((it, list::of(it.get(SOURCE))?)))
    else {
        return Err(no_element(cx));
    };
    let at = iterator.number(NEXT) - 1;
    let item = list::get(list, at as usize).unwrap_or(Value::NIL);
    host_object::set(cx, this, LAST, Value::fixnum(at).unwrap_or(Value::NIL));
    host_object::set(cx, this, NEXT, Value::fixnum(at).unwrap_or(Value::NIL));
    Ok(item)
}

/// The list and the index that `remove` and `set` are about.
fn last_given(cx: &mut Mutator, this: Value) -> Result<(Value, usize)> {
    let found = host_object::of(this).map(|it| (it.get(SOURCE), it.get(LAST), it.number(LAST)));
    match found {
        Some((source, last, number)) if list::of(source).is_some() && !last.is_nil() => {
            match usize::try_from(number) {
                Ok(index) => Ok((source, index)),
                Err(_) => {
                    Err(data::throwable::throw_plain(cx, data::class::ClassId::ILLEGAL_STATE))
                }
            }
        }
        _ => Err(data::throw::unsupported_plain(cx)),
    }
}

fn settle(cx: &mut Mutator, this: Value, source: Value) {
    let changes = list::of(source).map_or(0, list::changes);
    host_object::set(cx, this, CHANGES, Value::fixnum(changes).unwrap_or(Value::NIL));
    host_object::set(cx, this, LAST, Value::small(-1));
}

fn remove(cx: &mut Mutator, this: Value) -> Result<()> {
    if let Some(iterator) = host_object::of(this)
        && let owner = iterator.get(OWNER)
        && !owner.is_nil()
    {
        let key = iterator.get(KEY);
        if key.is_absent() {
            return Err(data::throwable::throw_plain(cx, data::class::ClassId::ILLEGAL_STATE));
        }
        let key = match owner.kind() {
            kind::JAVA_MAP => data::lookup::entry_parts(cx, key)?.0,
            _ => key,
        };
        super::map::remove(cx, owner, key)?;
        host_object::set(cx, this, KEY, Value::ABSENT);
        return Ok(());
    }
    let (source, index) = last_given(cx, this)?;
    list::expect(cx, source, list::Access::All)?;
    list::remove(cx, source, index);
    host_object::set(cx, this, NEXT, Value::fixnum(index as i64).unwrap_or(Value::NIL));
    settle(cx, this, source);
    Ok(())
}

/// Iterators do nothing as collections.
pub static TYPE: TypeInfo = TypeInfo::new("java.util.Iterator", heap::Layout::AllRefs);

#[host_class("java.util.Iterator")]
pub mod iterator {
    use super::*;

    #[instance_method("hasNext")]
    fn has_next_item(cx: &mut Mutator, this: Value) -> Result<bool> {
        has_next(cx, this)
    }

    #[instance_method("next")]
    fn next_item(cx: &mut Mutator, this: Value) -> Result {
        next(cx, this)
    }

    #[instance_method("remove")]
    fn remove_item(cx: &mut Mutator, this: Value) -> Result<()> {
        remove(cx, this)
    }

    #[instance_method("forEachRemaining")]
    fn for_each(cx: &mut Mutator, this: Value, action: Value) -> Result<()> {
        while has_next(cx, this)? {
            let item = next(cx, this)?;
            call(cx, action, "accept", &[item])?;
        }
        Ok(())
    }
}

#[host_class("java.util.Iterator")]
pub mod list_iterator {
    use super::*;

    #[instance_method("hasPrevious")]
    fn has_previous(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(host_object::of(this).is_some_and(|it| it.number(NEXT) > 0))
    }

    #[instance_method("previous")]
    fn previous_item(cx: &mut Mutator, this: Value) -> Result {
        previous(cx, this)
    }

    #[instance_method("nextIndex")]
    fn next_index(_cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(host_object::of(this).map_or(0, |it| it.number(NEXT)) as i32))
    }

    #[instance_method("previousIndex")]
    fn previous_index(_cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(host_object::of(this).map_or(0, |it| it.number(NEXT)) as i32 - 1))
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        let (source, index) = last_given(cx, this)?;
        list::expect(cx, source, list::Access::Replace)?;
        list::set(cx, source, index, item);
        Ok(())
    }

    #[instance_method("add")]
    fn add(cx: &mut Mutator, this: Value, item: Value) -> Result<()> {
        let found = host_object::of(this).map(|it| (it.get(SOURCE), it.number(NEXT)));
        let Some((source, next)) = found.filter(|(source, _)| list::of(*source).is_some()) else {
            return Err(data::throw::unsupported_plain(cx));
        };
        list::expect(cx, source, list::Access::All)?;
        list::insert(cx, source, next as usize, item)?;
        host_object::set(cx, this, NEXT, Value::fixnum(next + 1).unwrap_or(Value::NIL));
        settle(cx, this, source);
        Ok(())
    }
}

#[host_class("java.util.Enumeration")]
pub mod enumeration {
    use super::*;

    #[instance_method("hasMoreElements")]
    fn has_more(cx: &mut Mutator, this: Value) -> Result<bool> {
        has_next(cx, this)
    }

    #[instance_method("nextElement")]
    fn next_element(cx: &mut Mutator, this: Value) -> Result {
        next(cx, this)
    }
}
