//! Dropping at once: collections that find what follows their first n elements without walking
//! there, or that are small.
//!
//! These are the implementers of `IDrop`; `drop` of the others is lazy.

use heap::{Mutator, Result, Value};

use super::{long_range, repeat};
use crate::{kind, vector};

/// True for the collections that drop at once.
pub fn drops_at_once(coll: Value) -> bool {
    matches!(
        coll.kind(),
        kind::LONG_RANGE
            | kind::VECTOR
            | kind::VECTOR_SEQ
            | kind::REPEAT
            | kind::ARRAY_MAP
            | kind::SHAPED_MAP
            | kind::ARRAY_MAP_SEQ
            | kind::STRING_SEQ
    )
}

/// The seq of what follows the first `n` elements, nil when nothing does.
///
/// # Errors
/// As for `seq`.
pub fn drop(cx: &mut Mutator, coll: Value, n: u64) -> Result {
    match coll.kind() {
        kind::LONG_RANGE => long_range::drop(cx, coll, n),
        kind::REPEAT => repeat::drop(cx, coll, n),
        kind::VECTOR | kind::VECTOR_SEQ => vector::seq::drop(cx, coll, n),
        _ => {
            let mut rest = super::seq(cx, coll)?;
            for _ in 0..n {
                if rest.is_nil() {
                    break;
                }
                rest = super::next(cx, rest)?;
            }
            Ok(rest)
        }
    }
}
