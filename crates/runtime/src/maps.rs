//! What this crate does with persistent maps, in few words.

use heap::{Mutator, Result, RootVec, Value};

/// Below so many keys and values a transient is not worth its while.
const FEW: usize = 32;

/// The map with all pairs added: key, value, key, value…
pub fn assoc_all(cx: &mut Mutator, map: Value, pairs: &[Value]) -> Result {
    if pairs.len() < FEW {
        let mut map = map;
        for pair in pairs.chunks_exact(2) {
            map = data::map::assoc(cx, map, pair[0], pair[1])?;
        }
        return Ok(map);
    }
    let mut growing = data::transient::transient(cx, map)?;
    for pair in pairs.chunks_exact(2) {
        growing = data::transient::assoc(cx, growing, pair[0], pair[1])?;
    }
    data::transient::persistent(cx, growing)
}

/// The value at a key, unless there is none.
pub fn get(cx: &mut Mutator, map: Value, key: Value) -> Result<Option<Value>> {
    if map.is_nil() {
        return Ok(None);
    }
    let found = data::lookup::get(cx, map, key, Value::ABSENT)?;
    Ok(if found.is_absent() { None } else { Some(found) })
}

/// The value at a keyword without namespace, or nil.
pub fn at(cx: &mut Mutator, map: Value, keyword: &str) -> Result {
    let key = data::keyword::intern(cx, None, keyword)?;
    Ok(get(cx, map, key)?.unwrap_or(Value::NIL))
}

/// The map with a keyword's value set.
pub fn with(cx: &mut Mutator, map: Value, keyword: &str, value: Value) -> Result {
    let key = data::keyword::intern(cx, None, keyword)?;
    data::map::assoc(cx, map, key, value)
}

/// Keys and values in turn.
pub fn pairs(cx: &mut Mutator, map: Value) -> Result<RootVec> {
    let entries = data::seq::to_rootvec(cx, map)?;
    let mut pairs = RootVec::new(cx);
    for entry in entries.iter().copied() {
        let key = data::seq::first(cx, entry)?;
        let value = data::seq::second(cx, entry)?;
        pairs.push(key);
        pairs.push(value);
    }
    Ok(pairs)
}
