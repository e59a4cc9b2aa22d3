//! `set!`: of a var's binding, of a field.

use data::{symbol, throw};
use heap::{Mutator, Result};

use crate::analyze::{Analyzer, Args};
use crate::ast::{LocalKind, Node, NodeId};
use crate::env::Ctx;

pub(super) fn analyze(this: &mut Analyzer, cx: &mut Mutator, args: Args) -> Result<NodeId> {
    if args.len != 3 {
        let message = "Malformed assignment, expecting (set! target val)";
        return Err(throw::illegal_argument(cx, message));
    }
    let target_form = this.arg(args, 1);
    if symbol::of(target_form).is_some_and(|name| name.namespace().is_nil())
        && let Some(local) = this.env.lookup(target_form)
    {
        let found = *this.ast.local(local);
        let value = this.arg(args, 2);
        let value = this.form(cx, value, Ctx::Value)?;
        if let LocalKind::Field { mutable: true, .. } = found.kind
            && found.owner == this.env.function()
        {
            return Ok(this.node(Node::SetLocal { local, value }));
        }
        let name = data::print::str_of(cx, target_form)?;
        return Err(throw::illegal_argument(cx, format!("Cannot assign to non-mutable: {name}")));
    }
    let target = this.form(cx, target_form, Ctx::Value)?;
    let value = this.arg(args, 2);
    let value = this.form(cx, value, Ctx::Value)?;
    match this.ast.node(target) {
        Node::Var { var } => Ok(this.node(Node::SetVar { var, value })),
        Node::HostField { target, name } | Node::HostInterop { target, name } => {
            Ok(this.node(Node::SetField { target, name, value }))
        }
        Node::StaticField { member } => Ok(this.node(Node::SetStatic { member, value })),
        _ => Err(throw::illegal_argument(cx, "Invalid assignment target")),
    }
}
