//! `apply`: calls a function with arguments of which the last ones are a seq.
//!
//! A variadic closure gets what it does not name as the seq that it is, not walked any further, so
//! that `(apply f (range))` works when `f` is lazy in its rest arguments.

#![allow(unsafe_code, reason = "writes a window")]

use core::sync::atomic::Ordering;

use crate::function::without_meta;
use crate::template;
use data::seq;
use heap::{
    FRAME_HEADER, Mutator, Result, RootVec, Thrown, Value, forget_small_calls, hand_over, look,
};

/// Set in the `argc` that a closure's entry gets: the window holds exactly the arguments that the
/// variadic method names, and behind them the seq of the rest, which is not empty.
pub const APPLIED: usize = 1 << 63;

/// More arguments than any method without rest arguments takes: as many are counted when a seq is
/// too long, and named in the error.
const TOO_MANY: usize = 21;

/// Calls `f` with `args` and the elements of `coll`, which must not be held by whoever calls.
///
/// # Errors
/// Whatever walking `coll` and the call throw.
pub fn apply_to(cx: &mut Mutator, f: Value, args: &[Value], coll: &mut Value) -> Result {
    let f = without_meta(f);
    seq::to_seq(cx, coll)?;
    let template = template::of_closure(f);
    let required = template.and_then(|found| found.variadic()).map(|code| code.argc());
    let enough = match (template, required) {
        (Some(_), Some(required)) => required,
        (Some(_), None) => TOO_MANY,
        (None, _) => usize::MAX,
    };
    let (given, surplus) = args.split_at(args.len().min(enough));
    let mut named = RootVec::from_slice(cx, given);
    for item in surplus.iter().rev() {
        put_before(cx, *item, coll)?;
    }
    while named.len() < enough && !is_over(coll) {
        take_first(cx, coll, &mut named)?;
    }
    if required.is_some() && !is_over(coll) {
        look_further(cx, coll)?;
        invoke_applied(cx, f, named, coll)
    } else {
        cx.invoke(f, &named)
    }
}

// Never inlined, because who waits for the call must not have loaded the seq; see `seq::to_seq`.

#[inline(never)]
fn is_over(coll: &Value) -> bool {
    look(coll).is_nil()
}

#[inline(never)]
fn put_before(cx: &mut Mutator, item: Value, coll: &mut Value) -> Result<()> {
    *coll = seq::cons(cx, item, *coll)?;
    Ok(())
}

#[inline(never)]
fn take_first(cx: &mut Mutator, coll: &mut Value, named: &mut RootVec) -> Result<()> {
    let first = seq::first(cx, *coll)?;
    named.try_push(cx, first)?;
    seq::to_next(cx, coll)
}

/// Whoever counts the arguments looks one further than is named.
#[inline(never)]
fn look_further(cx: &mut Mutator, coll: &Value) -> Result<()> {
    seq::next(cx, look(coll)).map(|_| ())
}

/// Calls the variadic method of a closure with the arguments it names and a seq of the rest, all of
/// which move into the window.
#[inline(never)]
fn invoke_applied(cx: &mut Mutator, f: Value, named: RootVec, rest: &mut Value) -> Result {
    cx.enter_native()?;
    let saved = cx.top;
    let count = named.len();
    let end = saved as usize + (FRAME_HEADER + count + 1) * 8;
    if end > cx.frame_limit.load(Ordering::Relaxed) {
        cx.check_frame(end)?;
    }
    // SAFETY: slots from `top` on are free, and the limit leaves room for the window; the
    // interpreter checks the frame.
    let result = unsafe {
        let window = saved.add(FRAME_HEADER);
        *saved = Value::NIL;
        *saved.add(1) = Value::NIL;
        *saved.add(2) = f;
        core::ptr::copy_nonoverlapping(named.as_ptr(), window, count);
        hand_over(rest, &mut *window.add(count));
        drop(named);
        // The steps taken here may have left the head where the callee's frames have a gap.
        forget_small_calls();
        cx.top = end as *mut Value;
        let argc = count | APPLIED;
        cx.desc_of(f).entry(argc)(cx, window, argc)
    };
    cx.top = saved;
    if result.is_thrown() { Err(Thrown) } else { Ok(result) }
}
