//! The pairs of any map, from Rust, without making entries of them.

use heap::{Mutator, Result, Value};

use super::array_map::View;
use super::hash_map::HashMap;
use super::node::Pairs;
use super::sorted::{self, TreeMap};
use crate::lookup;
use crate::seq::{self as seqs, Flow, Walk};

/// The pairs of a built-in map, in order. Lives on the stack.
pub struct Entries {
    state: State,
}

enum State {
    Array { map: Value, index: usize },
    Hash { at_nil: Value, pairs: Pairs },
    Tree { map: Value, index: usize },
}

impl Entries {
    /// `None` when `map` is not one of the built-in maps.
    #[inline]
    pub fn of(map: Value) -> Option<Entries> {
        let state = if let Some(hash) = map.cast::<HashMap>() {
            State::Hash { at_nil: hash.at_nil(), pairs: Pairs::new(hash.root()) }
        } else if View::of(map).is_some() {
            State::Array { map, index: 0 }
        } else if map.is::<TreeMap>() {
            State::Tree { map, index: 0 }
        } else {
            return None;
        };
        Some(Entries { state })
    }
}

impl Iterator for Entries {
    type Item = (Value, Value);

    #[inline]
    fn next(&mut self) -> Option<(Value, Value)> {
        match &mut self.state {
            State::Array { map, index } => {
                let view = View::of(*map)?;
                let at = *index;
                *index += 1;
                (at < view.len()).then(|| (view.key(at), view.val(at)))
            }
            State::Hash { at_nil, pairs } => {
                let val = core::mem::replace(at_nil, Value::ABSENT);
                if val.is_absent() { pairs.next() } else { Some((Value::NIL, val)) }
            }
            State::Tree { map, index } => {
                let at = *index;
                *index += 1;
                sorted::nth_pair(*map, at)
            }
        }
    }
}

/// Calls `body` with each key and value of any map, until it says `Stop`.
///
/// # Errors
/// Whatever `body` throws, or walking a map of a user's own type.
#[inline]
pub fn for_each(
    cx: &mut Mutator,
    map: Value,
    mut body: impl FnMut(&mut Mutator, Value, Value) -> Result<Flow>,
) -> Result<()> {
    if let Some(entries) = Entries::of(map) {
        for (key, val) in entries {
            if body(cx, key, val)? == Flow::Stop {
                break;
            }
        }
        return Ok(());
    }
    let seq = seqs::seq(cx, map)?;
    let mut walk = Walk::new(seq);
    while let Some(entry) = walk.next(cx)? {
        let (key, val) = lookup::entry_parts(cx, entry)?;
        if body(cx, key, val)? == Flow::Stop {
            break;
        }
    }
    Ok(())
}
