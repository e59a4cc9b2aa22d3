//! `throw` and `try` with its `catch` and `finally` clauses.

use data::{seq, symbol, throw};
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{Catch, LocalKind, Node, NodeId, Try, TryId};
use crate::env::{Ctx, NoRecur};
use crate::{error, resolve};

pub(super) fn analyze_throw(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let problem = match args.len {
        2 => None,
        1 => Some("Too few arguments to throw, throw expects a single Throwable instance"),
        _ => Some("Too many arguments to throw, throw expects a single Throwable instance"),
    };
    if let Some(message) = problem {
        return Err(throw::runtime(cx, message));
    }
    let exception = this.arg(args, 1);
    let exception = this.form(cx, exception, Ctx::Value)?;
    Ok(this.node(Node::Throw { exception }))
}

/// What an element of `try` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clause {
    Body,
    Catch,
    Finally,
}

fn clause(cx: &mut Mutator, form: Value) -> Result<Clause> {
    if !seq::is_seq(form) {
        return Ok(Clause::Body);
    }
    let head = seq::first(cx, form)?;
    let Some(name) = symbol::of(head) else { return Ok(Clause::Body) };
    if !name.namespace().is_nil() {
        return Ok(Clause::Body);
    }
    Ok(match name.name_str().as_ascii() {
        Some("catch") => Clause::Catch,
        Some("finally") => Clause::Finally,
        _ => Clause::Body,
    })
}

pub(super) fn analyze_try(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    let mut body_len = 0;
    let mut clauses = 0;
    let mut finally = None;
    // What stands in the wrong place is told of after the faults of what stands before it.
    let mut misplaced = None;
    for i in 1..args.len {
        let form = this.arg(args, i);
        if finally.is_some() {
            misplaced = Some("finally clause must be last in try expression");
            break;
        }
        match clause(cx, form)? {
            Clause::Body if clauses > 0 => {
                misplaced = Some("Only catch or finally clause can follow catch in try expression");
                break;
            }
            Clause::Body => body_len += 1,
            Clause::Catch => clauses += 1,
            Clause::Finally => finally = Some(form),
        }
    }
    let body = Args { start: args.start + 1, len: body_len };
    if clauses == 0 && finally.is_none() && misplaced.is_none() {
        // The JVM's compiler sees no try then either.
        return this.body(cx, body, ctx);
    }
    let before = (this.env.recur, this.env.no_recur);
    if this.env.no_recur == NoRecur::Allowed {
        this.env.no_recur = NoRecur::AcrossTry;
    }
    let body = this.body(cx, body, if ctx == Ctx::Statement { ctx } else { Ctx::Tail })?;
    this.env.no_recur = NoRecur::FromCatch;
    let mut catches = Vec::with_capacity(clauses);
    for i in 0..clauses {
        let form = this.arg(args, 1 + body_len + i);
        catches.push(analyze_catch(this, cx, form)?);
    }
    let finally = match finally {
        Some(form) => {
            let parts = this.spread(cx, form)?;
            let node = this.body(cx, parts.from(1), Ctx::Statement)?;
            this.forms.truncate(parts.start);
            Some(node)
        }
        None => None,
    };
    if let Some(message) = misplaced {
        return Err(throw::runtime(cx, message));
    }
    (this.env.recur, this.env.no_recur) = before;
    let id = TryId(this.ast.tries.len() as u32);
    this.ast.tries.push(Try { body, catches, finally });
    Ok(this.node(Node::Try { id }))
}

fn analyze_catch(this: &mut Analyzer, cx: &mut Mutator, form: Value) -> Result<Catch> {
    let parts = this.spread(cx, form)?;
    let class_form = this.arg_or_nil(parts, 1);
    let Some(found) = resolve::maybe_class(this, cx, class_form)? else {
        let shown = error::show(cx, class_form)?;
        let message = format!("Unable to resolve classname: {shown}");
        return Err(throw::illegal_argument(cx, message));
    };
    let name = this.arg_or_nil(parts, 2);
    match symbol::of(name) {
        None => return Err(error::expected_symbol(cx, name)),
        Some(symbol) if !symbol.namespace().is_nil() => {
            let message = format!("Can't bind qualified name:{}", symbol.text());
            return Err(throw::runtime(cx, message));
        }
        Some(_) => {}
    }
    let scope = this.env.mark();
    let local = this.new_local(name, LocalKind::Bound);
    this.env.bind(name, local);
    let body = this.body(cx, parts.from(3), Ctx::Tail)?;
    this.env.reset(scope);
    this.forms.truncate(parts.start);
    let class = this.ast.constant(found);
    Ok(Catch { class, local, body })
}
