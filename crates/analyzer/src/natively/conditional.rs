//! `when`, `when-not`, `if-not`, `and`, `or`, `cond`, `if-let` and its kin.

use heap::{Mutator, Result, Thrown, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::error::{self, ErrorPhase};
use crate::expand::check;

pub(super) fn analyze_when(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    wanted: bool,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let test = this.arg(args, 1);
    let test = this.form(cx, test, Ctx::Value)?;
    let body = this.body(cx, args.from(2), ctx)?;
    let nil = this.nil();
    Ok(Some(match wanted {
        true => this.if_node(test, body, nil),
        false => this.if_node(test, nil, body),
    }))
}

pub(super) fn analyze_if_not(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len != 3 && args.len != 4 {
        return Ok(None);
    }
    let test = this.arg(args, 1);
    let test = this.form(cx, test, Ctx::Value)?;
    let then = this.arg(args, 2);
    let then = this.form(cx, then, ctx)?;
    let other = this.arg_or_nil(args, 3);
    let other = this.form(cx, other, ctx)?;
    Ok(Some(this.if_node(test, other, then)))
}

pub(super) fn analyze_and_or(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    is_and: bool,
) -> Result<Option<NodeId>> {
    match args.len {
        1 if is_and => return Ok(Some(this.constant(Value::TRUE))),
        1 => return Ok(Some(this.nil())),
        2 => {
            let form = this.arg(args, 1);
            return this.form(cx, form, ctx).map(Some);
        }
        _ => {}
    }
    let mark = this.scratch.len();
    for i in 1..args.len {
        let is_last = i == args.len - 1;
        let form = this.arg(args, i);
        let node = this.form(cx, form, if is_last { ctx } else { Ctx::Value })?;
        // A constant decides here, or changes nothing.
        if let Some(value) = this.ast.const_value(node)
            && !is_last
        {
            if value.is_truthy() == is_and {
                continue;
            }
            this.scratch.push(node.0);
            break;
        }
        this.scratch.push(node.0);
    }
    if this.scratch.len() == mark + 1 {
        let only = NodeId(this.scratch[mark]);
        this.scratch.truncate(mark);
        return Ok(Some(only));
    }
    let items = this.take_list(mark);
    Ok(Some(this.node(if is_and { Node::And { items } } else { Node::Or { items } })))
}

pub(super) fn analyze_cond(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    let clauses = args.from(1);
    if !clauses.len.is_multiple_of(2) {
        return Ok(None);
    }
    let mark = this.scratch.len();
    for i in (0..clauses.len).step_by(2) {
        let test = this.arg(clauses, i);
        let test = this.form(cx, test, Ctx::Value)?;
        let then = this.arg(clauses, i + 1);
        let then = this.form(cx, then, ctx)?;
        this.scratch.extend([test.0, then.0]);
    }
    let mut node = this.nil();
    while this.scratch.len() > mark {
        let then = NodeId(this.scratch.pop().expect("pairs were pushed"));
        let test = NodeId(this.scratch.pop().expect("pairs were pushed"));
        node = this.if_node(test, then, node);
    }
    Ok(Some(node))
}

/// The pattern and the test of `[pattern test]`, when it is that.
fn binding(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<Option<(Value, Value)>> {
    let vector = this.arg_or_nil(args, 1);
    if !check::bindings(cx, vector)? {
        return Ok(None);
    }
    let pair = this.spread(cx, vector)?;
    if pair.len != 2 {
        return Ok(None);
    }
    let found = (this.arg(pair, 0), this.arg(pair, 1));
    this.forms.truncate(pair.start);
    Ok(Some(found))
}

/// The answer for a call that has no binding: the spec's error, where the macro has a spec.
fn unbound(
    this: &mut Analyzer,
    cx: &mut Mutator,
    name: &str,
    args: Args,
    has_spec: bool,
) -> Result<Option<NodeId>> {
    if !has_spec {
        return Ok(None);
    }
    let forms = &this.forms[args.start + 1..args.start + args.len];
    let forms = data::list::from_slice(cx, forms)?;
    let Thrown = error::spec(cx, name, forms);
    let symbol = data::symbol::intern(cx, Some("clojure.core"), name)?;
    Err(error::wrap(cx, ErrorPhase::MacroSyntaxCheck, this.place(), symbol))
}

/// `(if-let [pattern test] then other)`; with `some`, the test is for nil only.
pub(super) fn analyze_if_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    some: bool,
) -> Result<Option<NodeId>> {
    let fits = args.len == 3 || args.len == 4;
    let found = if fits { binding(this, cx, args)? } else { None };
    let Some((pattern, test)) = found else { return unbound(this, cx, "if-let", args, !some) };
    let other = this.arg_or_nil(args, 3);
    conditional_let(
        this,
        cx,
        pattern,
        test,
        Args { start: args.start + 2, len: 1 },
        other,
        ctx,
        some,
    )
    .map(Some)
}

pub(super) fn analyze_when_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
    some: bool,
) -> Result<Option<NodeId>> {
    let Some((pattern, test)) = binding(this, cx, args)? else {
        return unbound(this, cx, "when-let", args, !some);
    };
    conditional_let(this, cx, pattern, test, args.from(2), Value::NIL, ctx, some).map(Some)
}

#[allow(clippy::too_many_arguments, reason = "the parts of one form")]
fn conditional_let(
    this: &mut Analyzer,
    cx: &mut Mutator,
    pattern: Value,
    test: Value,
    then: Args,
    other: Value,
    ctx: Ctx,
    some: bool,
) -> Result<NodeId> {
    let mark = this.scratch.len();
    let test = this.form(cx, test, Ctx::Value)?;
    let value = this.temp(test);
    let asked = this.again(value);
    let asked = if some { this.core_call(cx, CoreFn::IsNil, &[asked])? } else { asked };
    let scope = this.env.mark();
    let inner = this.scratch.len();
    let read = this.again(value);
    this.bind_pattern(cx, pattern, read)?;
    let then = this.body(cx, then, ctx)?;
    this.env.reset(scope);
    let then = this.take_let(inner, then);
    let other = this.form(cx, other, ctx)?;
    let chosen =
        if some { this.if_node(asked, other, then) } else { this.if_node(asked, then, other) };
    Ok(this.take_let(mark, chosen))
}
