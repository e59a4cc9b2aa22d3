//! Walking a collection from Rust without holding its head.
//!
//! Vectors and chunks are read in place; anything else goes `first`, `next`. Nothing is realised
//! before it is asked for.

use heap::{Interfaces, Mutator, Result, Value};

use super::chunk::ArrayChunk;
use crate::vector::Vector;

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
    /// The first element of this seq has been given out.
    Given(Value),
    Done,
}

impl Walk {
    #[inline]
    pub fn new(coll: Value) -> Walk {
        Walk { state: State::Start(coll) }
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
            State::Start(_) | State::Chunk { .. } | State::Given(_) | State::Done => {
                self.advance(cx)
            }
        }
    }

    fn advance(&mut self, cx: &mut Mutator) -> Result<Option<Value>> {
        // The state is taken out, so that what has been passed is held nowhere.
        let seq = match core::mem::replace(&mut self.state, State::Done) {
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
            State::Vector { .. } | State::Done => return Ok(None),
        };
        if seq.is_nil() {
            return Ok(None);
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

/// Calls `body` with each element, until it says `Stop`.
///
/// # Errors
/// As for `seq::seq`, and whatever `body` throws.
#[inline]
pub fn for_each(
    cx: &mut Mutator,
    coll: Value,
    mut body: impl FnMut(&mut Mutator, Value) -> Result<Flow>,
) -> Result<()> {
    let mut walk = Walk::new(coll);
    while let Some(item) = walk.next(cx)? {
        match body(cx, item)? {
            Flow::On => {}
            Flow::Stop => break,
        }
    }
    Ok(())
}
