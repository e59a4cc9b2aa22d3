//! `case*`, the form that `case` expands to: `(case* sym shift mask default map kind test skip)`.
//!
//! The map goes from a hash (shifted and masked) to `[constant then]`. What counts is the constants;
//! only the buckets named in `skip`, whose `then` tells several constants apart by itself, are
//! reached by their hash.

use data::{list, lookup, map, seq, symbol, throw};
use heap::{Mutator, Result, Value};

use crate::analyze::{Analyzer, Args};
use crate::ast::{Case, CaseId, CaseRow, Node, NodeId};
use crate::env::Ctx;

pub(super) fn analyze(
    this: &mut Analyzer,
    cx: &mut Mutator,
    args: Args,
    ctx: Ctx,
) -> Result<NodeId> {
    if args.len < 8 {
        return Err(throw::index_out_of_bounds(cx));
    }
    let table = this.arg(args, 5);
    if !data::seq::interfaces(table).has(heap::Interfaces::MAP) {
        return Err(throw::class_cast(cx, table, "java.util.SortedMap"));
    }
    let skip = this.arg_or_nil(args, 8);
    let value_form = this.arg(args, 1);
    let default_form = this.arg(args, 4);
    let value = this.form(cx, value_form, Ctx::Value)?;
    let start = this.forms.len();
    map::for_each(cx, table, |_, key, entry| {
        this.forms.push(key);
        this.forms.push(entry);
        Ok(data::seq::Flow::On)
    })?;
    let entries = Args { start, len: this.forms.len() - start };
    let mut rows = Vec::new();
    let mut default_form = default_form;
    for i in (0..entries.len).step_by(2) {
        let (hash, entry) = (this.arg(entries, i), this.arg(entries, i + 1));
        let constant = seq::nth(cx, entry, 0)?;
        let then = seq::nth(cx, entry, 1)?;
        if !skip.is_nil() && lookup::contains(cx, skip, hash)? {
            let shift_mask = [this.arg(args, 2), this.arg(args, 3)];
            default_form = hash_test(cx, value_form, shift_mask, hash, [then, default_form])?;
            continue;
        }
        let then = this.form(cx, then, ctx)?;
        let key = this.ast.constant(constant);
        rows.push(CaseRow { keys: vec![key], then });
    }
    this.forms.truncate(start);
    let default = this.form(cx, default_form, ctx)?;
    Ok(this.case_node(value, rows, default))
}

impl Analyzer {
    pub(crate) fn case_node(
        &mut self,
        value: NodeId,
        rows: Vec<CaseRow>,
        default: NodeId,
    ) -> NodeId {
        let id = CaseId(self.ast.cases.len() as u32);
        self.ast.cases.push(Case { value, rows, default });
        self.node(Node::Case { id })
    }
}

/// `(if (== (bit-and (bit-shift-right (hash value) shift) mask) hash) then other)`.
fn hash_test(
    cx: &mut Mutator,
    value: Value,
    [shift, mask]: [Value; 2],
    hash: Value,
    [then, other]: [Value; 2],
) -> Result {
    let core = |cx: &mut Mutator, name| symbol::intern(cx, Some("clojure.core"), name);
    let head = core(cx, "hash")?;
    let mut test = list::from_slice(cx, &[head, value])?;
    if mask != Value::small(0) {
        let head = core(cx, "bit-shift-right")?;
        test = list::from_slice(cx, &[head, test, shift])?;
        let head = core(cx, "bit-and")?;
        test = list::from_slice(cx, &[head, test, mask])?;
    }
    let head = core(cx, "==")?;
    let test = list::from_slice(cx, &[head, test, hash])?;
    let head = symbol::intern(cx, None, "if")?;
    list::from_slice(cx, &[head, test, then, other])
}
