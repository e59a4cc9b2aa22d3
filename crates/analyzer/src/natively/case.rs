//! `case` without its expansion.

use data::class::{self, ClassId};
use data::string;
use heap::{Mutator, Result};

use crate::analyze::{Analyzer, Args};
use crate::ast::{CaseRow, Node, NodeId};
use crate::core_fns::CoreFn;
use crate::env::Ctx;
use crate::expand::case;

pub(super) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<Option<NodeId>> {
    if args.len < 2 {
        return Ok(None);
    }
    let forms = &this.forms[args.start + 2..args.start + args.len];
    let (found, default) = case::clauses(cx, forms)?;
    let mark = this.scratch.len();
    let value = this.arg(args, 1);
    let value = this.form(cx, value, Ctx::Value)?;
    let value = this.temp(value);
    let mut rows = Vec::with_capacity(found.ends.len());
    let mut start = 0;
    for (row, &end) in found.ends.iter().enumerate() {
        let keys = (start..end).map(|i| this.ast.constant(found.constants[i])).collect();
        let then = this.form(cx, found.results[row], ctx)?;
        rows.push(CaseRow { keys, then });
        start = end;
    }
    let default = match default {
        Some(at) => {
            let form = this.arg(args, 2 + at);
            this.form(cx, form, ctx)?
        }
        None => no_match(this, cx, value)?,
    };
    let read = this.again(value);
    let node = if rows.is_empty() { default } else { this.case_node(read, rows, default) };
    Ok(Some(this.take_let(mark, node)))
}

fn no_match(this: &mut Analyzer, cx: &mut Mutator, value: NodeId) -> Result<NodeId> {
    let text = string::new(cx, "No matching clause: ")?;
    let text = this.constant(text);
    let shown = this.again(value);
    let message = this.core_call(cx, CoreFn::Str, &[text, shown])?;
    let class = class::object(cx, ClassId::ILLEGAL_ARGUMENT)?;
    let class = this.ast.constant(class);
    let args = this.ast.list(&[message.0]);
    let exception = this.node(Node::New { class, args });
    Ok(this.node(Node::Throw { exception }))
}
