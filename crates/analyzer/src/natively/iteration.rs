//! `dotimes`, `while`, `doseq`, `for`.

use data::symbol;
use heap::{Mutator, Result, Value};
use runtime::native::Intrinsic;

use crate::analyze::{Analyzer, Args};
use crate::ast::{Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::expand::{ScopeNames, check, comprehension};

pub(super) fn analyze_dotimes(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let vector = this.arg(args, 1);
    if !check::is_vector(vector) {
        return Ok(None);
    }
    let pair = this.spread(cx, vector)?;
    if pair.len != 2 || !check::is_local_name(this.arg(pair, 0)) {
        return Ok(None);
    }
    let name = symbol::base(this.arg(pair, 0));
    let limit = this.arg(pair, 1);
    let outer = this.scratch.len();
    let scope = this.env.mark();
    let limit = this.form(cx, limit, Ctx::Value)?;
    let limit = match this.ast.const_value(limit) {
        Some(value) if value.is_fixnum() => limit,
        Some(_) | None => this.core_call(cx, CoreFn::Long, &[limit])?,
    };
    let limit = this.temp(limit);
    let mark = this.scratch.len();
    let zero = this.constant(Value::small(0));
    let counter = this.bind_loop(name, zero);
    let node = this.loop_of(cx, mark, |this, cx| {
        let at = this.local_use(counter);
        let limit = this.again(limit);
        let test = this.core_call(cx, CoreFn::Lt, &[at, limit])?;
        let body = this.scratch.len();
        for i in 2..args.len {
            let form = this.arg(args, i);
            let node = this.form(cx, form, Ctx::Statement)?;
            this.scratch.push(node.0);
        }
        let at = this.local_use(counter);
        // Below a long's limit the counter cannot overflow: `inc` is `unchecked-inc`.
        let var = this.core_var(cx, CoreFn::UncheckedInc)?;
        let var = this.ast.constant(var);
        let list = this.ast.list(&[at.0]);
        let next = this.node(Node::Core { op: Intrinsic::Inc, var, args: list });
        let target = this.env.recur.expect("inside the loop");
        let again = this.recur_to(target, &[next]);
        this.scratch.push(again.0);
        let body = this.take_do(body);
        let nil = this.nil();
        Ok(this.if_node(test, body, nil))
    })?;
    this.env.reset(scope);
    this.forms.truncate(pair.start);
    Ok(Some(this.take_let(outer, node)))
}

pub(super) fn analyze_while(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let mark = this.scratch.len();
    let node = this.loop_of(cx, mark, |this, cx| {
        let test = this.arg(args, 1);
        let test = this.form(cx, test, Ctx::Value)?;
        let body = this.scratch.len();
        for i in 2..args.len {
            let form = this.arg(args, i);
            let node = this.form(cx, form, Ctx::Statement)?;
            this.scratch.push(node.0);
        }
        let target = this.env.recur.expect("inside the loop");
        let again = this.recur_to(target, &[]);
        this.scratch.push(again.0);
        let body = this.take_do(body);
        let nil = this.nil();
        Ok(this.if_node(test, body, nil))
    })?;
    Ok(Some(node))
}

pub(super) fn analyze_doseq(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let bindings = this.arg(args, 1);
    let mut names = ScopeNames { level: this.env.bindings().count() };
    let start = args.start + 2;
    let body = &this.forms[start..args.start + args.len];
    let expansion = comprehension::expand_doseq(cx, form, bindings, body, &mut names)?;
    let _ = ctx;
    this.form(cx, expansion, Ctx::Value).map(Some)
}

pub(super) fn analyze_for(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len != 3 {
        return Ok(None);
    }
    let bindings = this.arg(args, 1);
    let body = this.arg(args, 2);
    let mut names = ScopeNames { level: this.env.bindings().count() };
    let expansion = comprehension::expand_for(cx, form, bindings, body, &mut names)?;
    this.form(cx, expansion, ctx).map(Some)
}
