//! Walking a collection from Rust without holding its head.
//!
//! Vectors and chunks are read in place; anything else goes `first`, `next`. Nothing is realised
//! before it is asked for.

use heap::{Interfaces, Mutator, Result, Value, look, only_here};

use super::chunk::ArrayChunk;
use super::long_range::LongRange;
use super::taken;
use crate::map::Entries;
use crate::vector::{Vector, entry};
use crate::{num, set};

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    On,
    Stop,
}

/// A place in a collection. It lives on the stack only.
pub struct Walk {
    state: State,
}

enum State {
    /// Not looked at yet.
    Start(Value),
    Vector {
        vector: Value,
        leaf: Value,
        index: usize,
    },
    /// The elements of a chunk, and the chunked seq that they are the first chunk of.
    Chunk {
        array: Value,
        index: usize,
        end: usize,
        seq: Value,
    },
    /// The longs of a range.
    Longs {
        next: i64,
        step: i64,
        left: u64,
    },
    /// The first element of this seq has been given out.
    Given(Value),
    Done,
}

impl State {
    /// The largest state, with nothing in it; its chunk is at the end, and nothing follows.
    const CLEAR: State = State::Chunk { array: Value::NIL, index: 0, end: 0, seq: Value::NIL };
}

impl Walk {
    #[inline]
    pub fn new(coll: Value) -> Walk {
        Walk { state: State::Start(coll) }
    }

    /// Begins with the collection that stands in `place` alone; see `seq::to_seq`.
    #[inline(never)]
    pub fn taking(place: &mut Value) -> Walk {
        Walk::new(taken(place))
    }

    /// The next element, or `None` at the end.
    ///
    /// # Errors
    /// As for `seq::seq`, and whatever realising elements throws.
    #[inline]
    pub fn next(&mut self, cx: &mut Mutator) -> Result<Option<Value>> {
        match &mut self.state {
            State::Vector { vector, leaf, index } => {
                let i = *index;
                let Some(v) = vector.cast::<Vector>().filter(|vector| i < vector.len()) else {
                    self.state = State::Done;
                    return Ok(None);
                };
                if i & 31 == 0 {
                    *leaf = v.leaf_value(i);
                }
                *index = i + 1;
                Ok(Some(Vector::in_leaf(*leaf, i & 31)))
            }
            State::Chunk { array, index, end, .. } if *index < *end => {
                *index += 1;
                Ok(Some(ArrayChunk::item(*array, *index - 1)))
            }
            State::Longs { next, step, left } if *left > 0 => {
                let item = *next;
                *next = item.wrapping_add(*step);
                *left -= 1;
                num::from_i64(cx, item).map(Some)
            }
            State::Start(_)
            | State::Chunk { .. }
            | State::Longs { .. }
            | State::Given(_)
            | State::Done => self.advance(cx),
        }
    }

    #[inline(never)]
    fn advance(&mut self, cx: &mut Mutator) -> Result<Option<Value>> {
        cx.step();
        // The state is taken out, so that what has been passed is held nowhere.
        let state = core::mem::replace(&mut self.state, State::CLEAR);
        // A smaller state would leave the rest of a larger one where it was.
        only_here(&mut self.state);
        let seq = match state {
            State::Start(coll) if coll.is::<Vector>() => {
                self.state = State::Vector { vector: coll, leaf: Value::NIL, index: 0 };
                return self.next(cx);
            }
            State::Start(coll) => super::seq(cx, coll)?,
            State::Chunk { seq, .. } => {
                let Some(rest) = seq.desc().and_then(|desc| desc.info().chunk_rest) else {
                    return Ok(None);
                };
                let rest = rest(cx, seq)?;
                super::seq(cx, rest)?
            }
            State::Given(seq) => super::next(cx, seq)?,
            State::Vector { .. } | State::Longs { .. } | State::Done => return Ok(None),
        };
        if seq.is_nil() {
            return Ok(None);
        }
        if let Some(range) = seq.cast::<LongRange>() {
            let (next, step, left) = range.parts();
            self.state = State::Longs { next, step, left };
            return self.next(cx);
        }
        if super::interfaces(seq).has(Interfaces::CHUNKED_SEQ)
            && let Some(chunk_first) = seq.desc().and_then(|desc| desc.info().chunk_first)
        {
            let chunk = chunk_first(cx, seq)?;
            if let Some(chunk) = chunk.cast::<ArrayChunk>() {
                let (array, index, end) = chunk.parts();
                self.state = State::Chunk { array, index, end, seq };
                return self.next(cx);
            }
        }
        self.state = State::Given(seq);
        super::first(cx, seq).map(Some)
    }
}

/// Calls `body` with each element, until it says `Stop`. Sets and maps are read in place too.
///
/// # Errors
/// As for `seq::seq`, and whatever `body` throws.
#[inline]
pub fn for_each(
    cx: &mut Mutator,
    coll: Value,
    mut body: impl FnMut(&mut Mutator, Value) -> Result<Flow>,
) -> Result<()> {
    let mut coll = coll;
    only_here(&mut coll);
    if !is_walked(&coll)
        && let Some(entries) = set::entries(coll)
    {
        for (item, _) in entries {
            if body(cx, item)? == Flow::Stop {
                break;
            }
        }
    } else if !is_walked(&coll)
        && let Some(entries) = Entries::of(coll)
    {
        for (key, val) in entries {
            let item = entry::new(cx, key, val)?;
            if body(cx, item)? == Flow::Stop {
                break;
            }
        }
    } else {
        let mut walk = Walk::taking(&mut coll);
        while let Some(item) = walk.next(cx)? {
            if body(cx, item)? == Flow::Stop {
                break;
            }
        }
    }
    Ok(())
}

/// True for what has no elements to be read in place as those of maps and sets are.
#[inline(never)]
fn is_walked(coll: &Value) -> bool {
    let interfaces = super::interfaces(look(coll));
    !interfaces.has(Interfaces::MAP) && !interfaces.has(Interfaces::SET)
}
