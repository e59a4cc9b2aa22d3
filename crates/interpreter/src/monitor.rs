//! The locks that `monitor-enter` takes.

use heap::{Mutator, Result, Value};

/// # Errors
/// Always: what objects are locked is not kept yet.
pub fn enter(cx: &mut Mutator, _object: Value) -> Result<()> {
    Err(data::throw::unsupported(cx, "monitors are not there yet"))
}

/// # Errors
/// As `enter`.
pub fn exit(cx: &mut Mutator, _object: Value) -> Result<()> {
    Err(data::throw::unsupported(cx, "monitors are not there yet"))
}
