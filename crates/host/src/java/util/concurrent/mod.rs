//! `java.util.concurrent`: what changes at once, and waiting for others.

pub mod atomic;
pub mod executors;
pub mod futures;
pub mod locks;
pub mod queues;

use std::time::{Duration, Instant};

use crate::java::constants;
use crate::prelude::*;

/// So many units as a duration; none when negative.
fn duration(cx: &mut Mutator, n: i64, unit: Value) -> Result<Duration> {
    let nanos = constants::nanos(cx, unit)?;
    let n = u64::try_from(n).unwrap_or(0);
    Ok(Duration::from_nanos(n.saturating_mul(nanos as u64)))
}

/// The time after so many units.
fn deadline(cx: &mut Mutator, n: i64, unit: Value) -> Result<Option<Instant>> {
    Ok(runtime::parking::deadline(duration(cx, n, unit)?))
}
