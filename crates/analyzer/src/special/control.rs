//! `if`, `quote`, `var`, `monitor-enter`, `monitor-exit`.

use data::{symbol, throw};
use heap::{Mutator, Result, Value};
use runtime::namespace::Resolved;

use crate::analyze::{Analyzer, Args};
use crate::ast::{Node, NodeId};
use crate::env::Ctx;
use crate::error;

pub(super) fn analyze_if(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    if args.len > 4 {
        return Err(throw::runtime(cx, "Too many arguments to if"));
    }
    if args.len < 3 {
        return Err(throw::runtime(cx, "Too few arguments to if"));
    }
    let test = this.arg(args, 1);
    let test = this.form(cx, test, Ctx::Value)?;
    let then = this.arg(args, 2);
    let then = this.form(cx, then, ctx)?;
    let other = this.arg_or_nil(args, 3);
    let other = this.form(cx, other, ctx)?;
    Ok(this.if_node(test, then, other))
}

impl Analyzer {
    /// An `if`; only the branch taken when the test is a constant.
    pub(crate) fn if_node(&mut self, test: NodeId, then: NodeId, other: NodeId) -> NodeId {
        match self.ast.const_value(test) {
            Some(value) if value.is_truthy() => then,
            Some(_) => other,
            None => self.node(Node::If { test, then, other }),
        }
    }
}

pub(super) fn analyze_quote(
    this: &mut Analyzer,
    cx: &mut Mutator,
    form: Value,
    args: Args,
) -> Result<NodeId> {
    if args.len != 2 {
        let message = format!("Wrong number of args ({}) passed to quote", args.len - 1);
        return Err(error::info(cx, &message, form));
    }
    let value = this.arg(args, 1);
    Ok(this.constant(value))
}

pub(super) fn analyze_var(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    let name = this.arg_or_nil(args, 1);
    if symbol::of(name).is_none() {
        if args.len < 2 || name.is_nil() {
            let message = "Cannot read field \"ns\" because \"sym\" is null";
            return Err(throw::null_pointer(cx, message));
        }
        return Err(throw::class_cast(cx, name, "clojure.lang.Symbol"));
    }
    match runtime::namespace::resolve(cx, this.ns(), name)? {
        Resolved::Var(found) => {
            let var = this.ast.constant(found);
            Ok(this.node(Node::TheVar { var }))
        }
        Resolved::Class(_) | Resolved::Missing => {
            let name = error::show(cx, name)?;
            Err(throw::runtime(cx, format!("Unable to resolve var: {name} in this context")))
        }
    }
}

pub(super) fn analyze_monitor(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    enter: bool,
) -> Result<NodeId> {
    let target = this.arg_or_nil(args, 1);
    let target = this.form(cx, target, Ctx::Value)?;
    Ok(this.node(match enter {
        true => Node::MonitorEnter { target },
        false => Node::MonitorExit { target },
    }))
}
