//! `->`, `->>`, `as->`, `some->`, `cond->`, `doto`: forms put into forms.

use data::{list, meta, seq, symbol};
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::NodeId;
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::expand::{Names, ScopeNames};

/// Where the threaded form goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    First,
    Last,
}

/// `step` with `form` put in: `(f a)` becomes `(f form a)` or `(f a form)`, `f` becomes `(f form)`.
fn thread(this: &mut Analyzer, cx: &mut Mutator, form: Value, step: Value, at: At) -> Result {
    if !seq::is_seq(step) {
        return list::from_slice(cx, &[step, form]);
    }
    let parts = this.spread(cx, step)?;
    match at {
        At::First => {
            let place = parts.start + 1.min(parts.len);
            this.forms.insert(place, form);
        }
        At::Last => this.forms.push(form),
    }
    let made = match list::position(step) {
        Some((line, column)) => list::with_position(cx, &this.forms[parts.start..], line, column)?,
        None => {
            let made = list::from_slice(cx, &this.forms[parts.start..])?;
            let found = meta::meta(cx, step)?;
            if found.is_nil() { made } else { meta::with_meta(cx, made, found)? }
        }
    };
    this.forms.truncate(parts.start);
    Ok(made)
}

pub(super) fn analyze_arrow(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    at: At,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let mut form = this.arg(args, 1);
    for i in 2..args.len {
        let step = this.arg(args, i);
        form = thread(this, cx, form, step, at)?;
    }
    this.form(cx, form, ctx).map(Some)
}

/// A name for the threaded value that no form in this scope uses.
fn hidden_name(this: &Analyzer, cx: &mut Mutator) -> Result {
    let level = this.env.bindings().count();
    ScopeNames { level }.fresh(cx, "thread__")
}

pub(super) fn analyze_as(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len < 3 {
        return Ok(None);
    }
    let name = this.arg(args, 2);
    if !crate::expand::check::pattern(cx, name)? || symbol::of(name).is_none() {
        return Ok(None);
    }
    let mark = this.scratch.len();
    let scope = this.env.mark();
    let first = this.arg(args, 1);
    let first = this.form(cx, first, Ctx::Value)?;
    this.bind_or_alias(name, first);
    for i in 3..args.len.max(4) - 1 {
        let step = this.arg(args, i);
        let step = this.form(cx, step, Ctx::Value)?;
        this.bind_or_alias(name, step);
    }
    let last = if args.len > 3 { this.arg(args, args.len - 1) } else { name };
    let body = this.form(cx, last, ctx)?;
    this.env.reset(scope);
    Ok(Some(this.take_let(mark, body)))
}

/// `some->`: each step is taken while the value is not nil.
pub(super) fn analyze_some(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    at: At,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let name = hidden_name(this, cx)?;
    let mark = this.scratch.len();
    let scope = this.env.mark();
    let first = this.arg(args, 1);
    let mut value = this.form(cx, first, Ctx::Value)?;
    for i in 2..args.len {
        this.bind_or_alias(name, value);
        let test = this.form(cx, name, Ctx::Value)?;
        let test = this.core_call(cx, CoreFn::IsNil, &[test])?;
        let step = this.arg(args, i);
        let step = thread(this, cx, name, step, at)?;
        let step_ctx = if i == args.len - 1 { ctx } else { Ctx::Value };
        let step = this.form(cx, step, step_ctx)?;
        let nil = this.nil();
        value = this.if_node(test, nil, step);
    }
    this.env.reset(scope);
    Ok(Some(this.take_let(mark, value)))
}

/// `cond->`: each step is taken when its test holds.
pub(super) fn analyze_cond(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    at: At,
) -> Result<Option<NodeId>> {
    if args.len < 2 || !args.len.is_multiple_of(2) {
        return Ok(None);
    }
    let name = hidden_name(this, cx)?;
    let mark = this.scratch.len();
    let scope = this.env.mark();
    let first = this.arg(args, 1);
    let mut value = this.form(cx, first, Ctx::Value)?;
    for i in (2..args.len).step_by(2) {
        this.bind_or_alias(name, value);
        let test = this.arg(args, i);
        let test = this.form(cx, test, Ctx::Value)?;
        let step = this.arg(args, i + 1);
        let step = thread(this, cx, name, step, at)?;
        let step_ctx = if i + 2 == args.len { ctx } else { Ctx::Value };
        let step = this.form(cx, step, step_ctx)?;
        let same = this.form(cx, name, Ctx::Value)?;
        value = this.if_node(test, step, same);
    }
    this.env.reset(scope);
    Ok(Some(this.take_let(mark, value)))
}

pub(super) fn analyze_doto(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let name = hidden_name(this, cx)?;
    let mark = this.scratch.len();
    let scope = this.env.mark();
    let first = this.arg(args, 1);
    let first = this.form(cx, first, Ctx::Value)?;
    this.bind_or_alias(name, first);
    let body = this.scratch.len();
    for i in 2..args.len {
        let step = this.arg(args, i);
        let step = thread(this, cx, name, step, At::First)?;
        let step = this.form(cx, step, Ctx::Statement)?;
        this.scratch.push(step.0);
    }
    let last = this.form(cx, name, Ctx::Value)?;
    this.scratch.push(last.0);
    let body = this.take_do(body);
    this.env.reset(scope);
    Ok(Some(this.take_let(mark, body)))
}
