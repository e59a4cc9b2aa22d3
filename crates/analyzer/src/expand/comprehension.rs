//! `doseq` and `for` as forms: nested loops over seqs, a chunk at a time where there are chunks.

use data::{keyword, seq, throw};
use heap::{Mutator, Result, RootVec, Value};

use super::function::requires;
use super::{Names, body_form, core_call, special, vector_of};
use crate::expand::check::is_vector;

/// A binding of a comprehension and the modifiers that follow it.
struct Group {
    pattern: Value,
    coll: Value,
    /// First and one past the last of its modifiers.
    modifiers: (usize, usize),
}

/// A `:let`, `:while` or `:when` and its argument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Modifier {
    Let,
    While,
    When,
}

/// The bindings, and all modifiers: kinds apart, arguments in a root vector.
struct Clauses {
    patterns: RootVec,
    colls: RootVec,
    spans: Vec<(usize, usize)>,
    kinds: Vec<Modifier>,
    args: RootVec,
}

impl Clauses {
    fn group(&self, index: usize) -> Option<Group> {
        let modifiers = *self.spans.get(index)?;
        Some(Group { pattern: self.patterns[index], coll: self.colls[index], modifiers })
    }
}

/// Takes a binding vector apart.
fn clauses(cx: &mut Mutator, form: Value, bindings: Value) -> Result<Clauses> {
    if !is_vector(bindings) {
        return Err(requires(cx, form, "a vector for its binding"));
    }
    let items = seq::to_rootvec(cx, bindings)?;
    if items.len() % 2 != 0 {
        return Err(requires(cx, form, "an even number of forms in binding vector"));
    }
    let mut found = Clauses {
        patterns: RootVec::new(cx),
        colls: RootVec::new(cx),
        spans: Vec::new(),
        kinds: Vec::new(),
        args: RootVec::new(cx),
    };
    for pair in items.chunks(2) {
        let Some(key) = keyword::of(pair[0]) else {
            let at = found.kinds.len();
            found.patterns.push(pair[0]);
            found.colls.push(pair[1]);
            found.spans.push((at, at));
            continue;
        };
        let kind = match key.text().as_str() {
            "let" => Modifier::Let,
            "while" => Modifier::While,
            "when" => Modifier::When,
            other => {
                let head = seq::first(cx, form)?;
                let head = data::print::str_of(cx, head)?;
                let message = match head.rsplit('/').next() {
                    Some("for") => format!("Invalid 'for' keyword :{other}"),
                    _ => format!("Invalid 'doseq' keyword :{other}"),
                };
                return Err(throw::illegal_argument(cx, message));
            }
        };
        let Some(span) = found.spans.last_mut() else {
            return Err(throw::illegal_state(cx, "Can't pop empty vector"));
        };
        found.kinds.push(kind);
        found.args.push(pair[1]);
        span.1 = found.kinds.len();
    }
    Ok(found)
}

/// `(doseq bindings body…)`.
///
/// # Errors
/// When the bindings are none.
pub fn expand_doseq(
    cx: &mut Mutator,
    form: Value,
    bindings: Value,
    body: &[Value],
    names: &mut dyn Names,
) -> Result {
    let clauses = clauses(cx, form, bindings)?;
    doseq_group(cx, &clauses, 0, body, names)
}

fn doseq_group(
    cx: &mut Mutator,
    clauses: &Clauses,
    index: usize,
    body: &[Value],
    names: &mut dyn Names,
) -> Result {
    cx.enter_native()?;
    let Some(group) = clauses.group(index) else {
        let mut statements = RootVec::from_slice(cx, body);
        statements.push(Value::NIL);
        return body_form(cx, &statements);
    };
    let seq_name = names.fresh(cx, "seq__")?;
    let chunk = names.fresh(cx, "chunk__")?;
    let count = names.fresh(cx, "count__")?;
    let at = names.fresh(cx, "i__")?;
    let inner = doseq_group(cx, clauses, index + 1, body, names)?;
    let zero = Value::small(0);

    let next = core_call(cx, "next", &[seq_name])?;
    let step = special(cx, "recur", &[next, Value::NIL, zero, zero])?;
    let by_one = doseq_modifiers(cx, clauses, group.modifiers, inner, step)?;
    let first = core_call(cx, "first", &[seq_name])?;
    let bound = vector_of(cx, &[group.pattern, first])?;
    let by_one = core_call(cx, "let", &[bound, by_one])?;

    let next_index = core_call(cx, "unchecked-inc", &[at])?;
    let step = special(cx, "recur", &[seq_name, chunk, count, next_index])?;
    let in_chunk = doseq_modifiers(cx, clauses, group.modifiers, inner, step)?;
    let item = core_call(cx, "nth", &[chunk, at])?;
    let bound = vector_of(cx, &[group.pattern, item])?;
    let in_chunk = core_call(cx, "let", &[bound, in_chunk])?;

    let chunk_first = core_call(cx, "chunk-first", &[seq_name])?;
    let chunk_rest = core_call(cx, "chunk-rest", &[seq_name])?;
    let chunk_count = core_call(cx, "count", &[chunk])?;
    let enter = special(cx, "recur", &[chunk_rest, chunk, chunk_count, zero])?;
    let bound = vector_of(cx, &[chunk, chunk_first])?;
    let enter = core_call(cx, "let", &[bound, enter])?;
    let is_chunked = core_call(cx, "chunked-seq?", &[seq_name])?;
    let either = special(cx, "if", &[is_chunked, enter, by_one])?;
    let some = core_call(cx, "seq", &[seq_name])?;
    let bound = vector_of(cx, &[seq_name, some])?;
    let outside = core_call(cx, "when-let", &[bound, either])?;

    let in_range = core_call(cx, "<", &[at, count])?;
    let whole = special(cx, "if", &[in_range, in_chunk, outside])?;
    let start = core_call(cx, "seq", &[group.coll])?;
    let inits = [seq_name, start, chunk, Value::NIL, count, zero, at, zero];
    let inits = vector_of(cx, &inits)?;
    special(cx, "loop*", &[inits, whole])
}

/// The body within its modifiers; `step` goes on with the next element.
fn doseq_modifiers(
    cx: &mut Mutator,
    clauses: &Clauses,
    (first, end): (usize, usize),
    inner: Value,
    step: Value,
) -> Result {
    if first == end {
        return special(cx, "do", &[inner, step]);
    }
    cx.enter_native()?;
    let rest = doseq_modifiers(cx, clauses, (first + 1, end), inner, step)?;
    let arg = clauses.args[first];
    match clauses.kinds[first] {
        Modifier::Let => core_call(cx, "let", &[arg, rest]),
        Modifier::While => special(cx, "if", &[arg, rest, Value::NIL]),
        Modifier::When => special(cx, "if", &[arg, rest, step]),
    }
}

/// `(for bindings body)`.
///
/// # Errors
/// When the bindings are none.
pub fn expand_for(
    cx: &mut Mutator,
    form: Value,
    bindings: Value,
    body: Value,
    names: &mut dyn Names,
) -> Result {
    let clauses = clauses(cx, form, bindings)?;
    if clauses.spans.is_empty() {
        return Err(throw::illegal_state(cx, "Can't pop empty vector"));
    }
    let iterate = for_group(cx, &clauses, 0, body, names)?;
    let name = names.fresh(cx, "iter__")?;
    let bound = vector_of(cx, &[name, iterate])?;
    let coll = clauses.colls[0];
    let run = super::call(cx, name, &[coll])?;
    core_call(cx, "let", &[bound, run])
}

/// The function from the seq of one group to the lazy seq of results.
fn for_group(
    cx: &mut Mutator,
    clauses: &Clauses,
    index: usize,
    body: Value,
    names: &mut dyn Names,
) -> Result {
    cx.enter_native()?;
    let group = clauses.group(index).expect("the caller looked");
    let iterate = names.fresh(cx, "iter__")?;
    let items = names.fresh(cx, "s__")?;
    let is_last = clauses.group(index + 1).is_none();
    let whole = if is_last {
        innermost(cx, clauses, &group, [iterate, items], body, names)?
    } else {
        let rest = core_call(cx, "rest", &[items])?;
        let step = super::call(cx, iterate, &[rest])?;
        let inner = for_group(cx, clauses, index + 1, body, names)?;
        let inner_name = names.fresh(cx, "iterys__")?;
        let made = names.fresh(cx, "fs__")?;
        let next = clauses.group(index + 1).expect("not the last");
        let run = super::call(cx, inner_name, &[next.coll])?;
        let run = core_call(cx, "seq", &[run])?;
        let found = core_call(cx, "concat", &[made, step])?;
        let next_item = core_call(cx, "rest", &[items])?;
        let go_on = special(cx, "recur", &[next_item])?;
        let either = special(cx, "if", &[made, found, go_on])?;
        let bound = vector_of(cx, &[inner_name, inner, made, run])?;
        let then = core_call(cx, "let", &[bound, either])?;
        let skip = special(cx, "recur", &[next_item])?;
        let then = for_modifiers(cx, clauses, group.modifiers, then, skip)?;
        let first = core_call(cx, "first", &[items])?;
        let bound = vector_of(cx, &[group.pattern, first])?;
        let then = core_call(cx, "let", &[bound, then])?;
        let some = core_call(cx, "seq", &[items])?;
        let bound = vector_of(cx, &[items, some])?;
        let then = core_call(cx, "when-let", &[bound, then])?;
        let own = vector_of(cx, &[items, items])?;
        special(cx, "loop*", &[own, then])?
    };
    let lazy = core_call(cx, "lazy-seq", &[whole])?;
    let params = vector_of(cx, &[items])?;
    special(cx, "fn*", &[iterate, params, lazy])
}

/// The loop of the last group: by chunks, or one at a time.
fn innermost(
    cx: &mut Mutator,
    clauses: &Clauses,
    group: &Group,
    [iterate, items]: [Value; 2],
    body: Value,
    names: &mut dyn Names,
) -> Result {
    let chunk = names.fresh(cx, "c__")?;
    let size = names.fresh(cx, "size__")?;
    let at = names.fresh(cx, "i__")?;
    let buffer = names.fresh(cx, "b__")?;

    let rest = core_call(cx, "rest", &[items])?;
    let more = super::call(cx, iterate, &[rest])?;
    let item = core_call(cx, "cons", &[body, more])?;
    let skip = special(cx, "recur", &[rest])?;
    let by_one = for_modifiers(cx, clauses, group.modifiers, item, skip)?;
    let first = core_call(cx, "first", &[items])?;
    let bound = vector_of(cx, &[group.pattern, first])?;
    let by_one = core_call(cx, "let", &[bound, by_one])?;

    let next_index = core_call(cx, "unchecked-inc", &[at])?;
    let go_on = special(cx, "recur", &[next_index])?;
    let append = core_call(cx, "chunk-append", &[buffer, body])?;
    let append = special(cx, "do", &[append, go_on])?;
    let filled = for_modifiers(cx, clauses, group.modifiers, append, go_on)?;
    let item = core_call(cx, "nth", &[chunk, at])?;
    let bound = vector_of(cx, &[group.pattern, item])?;
    let filled = core_call(cx, "let", &[bound, filled])?;
    let in_range = core_call(cx, "<", &[at, size])?;
    let filled = special(cx, "if", &[in_range, filled, Value::TRUE])?;
    let start = vector_of(cx, &[at, Value::small(0)])?;
    let filled = special(cx, "loop*", &[start, filled])?;

    let made = core_call(cx, "chunk", &[buffer])?;
    let rest = core_call(cx, "chunk-rest", &[items])?;
    let more = super::call(cx, iterate, &[rest])?;
    let whole = core_call(cx, "chunk-cons", &[made, more])?;
    let made = core_call(cx, "chunk", &[buffer])?;
    let last = core_call(cx, "chunk-cons", &[made, Value::NIL])?;
    let either = special(cx, "if", &[filled, whole, last])?;
    let chunk_first = core_call(cx, "chunk-first", &[items])?;
    let chunk_count = core_call(cx, "count", &[chunk])?;
    let new_buffer = core_call(cx, "chunk-buffer", &[size])?;
    let bound = [chunk, chunk_first, size, chunk_count, buffer, new_buffer];
    let bound = vector_of(cx, &bound)?;
    let by_chunk = core_call(cx, "let", &[bound, either])?;

    let is_chunked = core_call(cx, "chunked-seq?", &[items])?;
    let either = special(cx, "if", &[is_chunked, by_chunk, by_one])?;
    let some = core_call(cx, "seq", &[items])?;
    let bound = vector_of(cx, &[items, some])?;
    let then = core_call(cx, "when-let", &[bound, either])?;
    let own = vector_of(cx, &[items, items])?;
    special(cx, "loop*", &[own, then])
}

/// The result within its modifiers; `skip` goes on without it, `:while` ends.
fn for_modifiers(
    cx: &mut Mutator,
    clauses: &Clauses,
    (first, end): (usize, usize),
    inner: Value,
    skip: Value,
) -> Result {
    if first == end {
        return Ok(inner);
    }
    cx.enter_native()?;
    let rest = for_modifiers(cx, clauses, (first + 1, end), inner, skip)?;
    let arg = clauses.args[first];
    match clauses.kinds[first] {
        Modifier::Let => core_call(cx, "let", &[arg, rest]),
        Modifier::While => special(cx, "if", &[arg, rest, Value::NIL]),
        Modifier::When => special(cx, "if", &[arg, rest, skip]),
    }
}
