//! `let` and `loop` with patterns.

use data::symbol;
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{LocalKind, NodeId};
use crate::env::Ctx;
use crate::expand::check;
use crate::special::let_::{is_vector, plain_loop};

/// The binding vector, spread, when it is one that needs no error.
fn pairs(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<Option<Args>> {
    if args.len < 2 {
        return Ok(None);
    }
    let vector = this.arg(args, 1);
    if !is_vector(vector) {
        return Ok(None);
    }
    let pairs = this.spread(cx, vector)?;
    if pairs.len % 2 != 0 {
        return Ok(None);
    }
    for i in (0..pairs.len).step_by(2) {
        let pattern = this.arg(pairs, i);
        if !check::pattern(cx, pattern)? {
            return Ok(None);
        }
    }
    Ok(Some(pairs))
}

pub(super) fn analyze_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    let Some(pairs) = pairs(this, cx, args)? else { return Ok(None) };
    let mark = this.scratch.len();
    let scope = this.env.mark();
    for i in (0..pairs.len).step_by(2) {
        let init = this.arg(pairs, i + 1);
        let init = this.form(cx, init, Ctx::Value)?;
        let pattern = this.arg(pairs, i);
        this.bind_pattern(cx, pattern, init)?;
    }
    let body = this.body(cx, args.from(2), ctx)?;
    this.env.reset(scope);
    Ok(Some(this.take_let(mark, body)))
}

pub(super) fn analyze_loop(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    _ctx: Ctx,
) -> Result<Option<NodeId>> {
    let Some(pairs) = pairs(this, cx, args)? else { return Ok(None) };
    if (0..pairs.len).step_by(2).all(|i| symbol::of(this.arg(pairs, i)).is_some()) {
        return plain_loop(this, cx, pairs, args.from(2)).map(Some);
    }
    // Outside, each init sees the names before it; inside, the loop's own locals are taken apart
    // at every turn.
    let outer = this.scratch.len();
    let scope = this.env.mark();
    let mut starts = Vec::with_capacity(pairs.len / 2);
    for i in (0..pairs.len).step_by(2) {
        let init = this.arg(pairs, i + 1);
        let init = this.form(cx, init, Ctx::Value)?;
        let start = this.temp(init);
        let pattern = this.arg(pairs, i);
        let read = this.again(start);
        this.bind_pattern(cx, pattern, read)?;
        starts.push(start);
    }
    let own = this.scratch.len();
    let mut locals = Vec::with_capacity(starts.len());
    for (i, start) in starts.into_iter().enumerate() {
        let pattern = this.arg(pairs, 2 * i);
        let name = if symbol::of(pattern).is_some() { pattern } else { Value::NIL };
        let local = this.new_local(name, LocalKind::Bound);
        let start = this.again(start);
        this.note_init(local, start);
        this.scratch.extend([local.0, start.0]);
        locals.push(local);
    }
    let looped = this.loop_of(cx, own, |this, cx| {
        let mark = this.scratch.len();
        for (i, local) in locals.into_iter().enumerate() {
            let pattern = this.arg(pairs, 2 * i);
            let read = this.local_use(local);
            this.bind_pattern(cx, pattern, read)?;
        }
        let body = this.body(cx, args.from(2), Ctx::Tail)?;
        Ok(this.take_let(mark, body))
    })?;
    this.env.reset(scope);
    Ok(Some(this.take_let(outer, looped)))
}
