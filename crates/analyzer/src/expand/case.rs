//! `case` as a form, and its clauses taken apart for whoever compiles them.

use data::{hash, keyword, lookup, map, print, seq, symbol, throw};
use heap::{Mutator, Result, RootVec, Value};

use super::{Names, core_call, special, vector_of};

/// The clauses of a `case`: each row has some of `constants` and one of `results`.
pub struct Clauses {
    pub constants: RootVec,
    pub results: RootVec,
    /// For each row, one past the last of its constants.
    pub ends: Vec<usize>,
}

/// Takes clauses apart; answers the index of the default too, when there is one.
///
/// # Errors
/// `IllegalArgumentException` for a constant that comes twice.
pub fn clauses(cx: &mut Mutator, forms: &[Value]) -> Result<(Clauses, Option<usize>)> {
    let mut found =
        Clauses { constants: RootVec::new(cx), results: RootVec::new(cx), ends: Vec::new() };
    let default = (forms.len() % 2 == 1).then(|| forms.len() - 1);
    let mut seen = map::empty(cx);
    for pair in forms.chunks_exact(2) {
        let start = found.constants.len();
        if seq::is_seq(pair[0]) {
            seq::into_rootvec(cx, pair[0], &mut found.constants)?;
        } else {
            found.constants.push(pair[0]);
        }
        for i in start..found.constants.len() {
            let constant = found.constants[i];
            if lookup::contains(cx, seen, constant)? {
                let shown = print::str_of(cx, constant)?;
                let message = format!("Duplicate case test constant: {shown}");
                return Err(throw::illegal_argument(cx, message));
            }
            seen = map::assoc(cx, seen, constant, Value::TRUE)?;
        }
        found.results.push(pair[1]);
        found.ends.push(found.constants.len());
    }
    Ok((found, default))
}

/// `(case expr clauses…)`.
///
/// # Errors
/// As `clauses`.
pub fn expand_case(
    cx: &mut Mutator,
    expr: Value,
    forms: &[Value],
    names: &mut dyn Names,
) -> Result {
    let (found, default) = clauses(cx, forms)?;
    let name = names.fresh(cx, "G__")?;
    let default = match default {
        Some(at) => forms[at],
        None => no_match(cx, name)?,
    };
    let bound = vector_of(cx, &[name, expr])?;
    if found.ends.is_empty() {
        return core_call(cx, "let", &[bound, default]);
    }
    let is_int = |v: &Value| v.as_fixnum().is_some_and(|n| i32::try_from(n).is_ok());
    let ints = found.constants.iter().all(is_int);
    let keywords = found.constants.iter().all(|v| keyword::of(*v).is_some());
    let mode = if ints {
        "int"
    } else if keywords {
        "hash-identity"
    } else {
        "hash-equiv"
    };
    let mut table = map::empty(cx);
    let mut skipped = Vec::new();
    let mut start = 0;
    for (row, &end) in found.ends.iter().enumerate() {
        for i in start..end {
            let constant = found.constants[i];
            let key = if ints { constant } else { Value::small(hash::hasheq(cx, constant)?) };
            let result = found.results[row];
            let entry = lookup::get(cx, table, key, Value::NIL)?;
            let entry = if entry.is_nil() {
                vector_of(cx, &[constant, result])?
            } else {
                skipped.push(key.as_fixnum().unwrap_or(0) as i32);
                collision(cx, name, entry, [constant, result], default)?
            };
            table = map::assoc(cx, table, key, entry)?;
        }
        start = end;
    }
    let zero = Value::small(0);
    let sparse = keyword::intern(cx, None, "sparse")?;
    let mode = keyword::intern(cx, None, mode)?;
    let mut parts = RootVec::from_slice(cx, &[name, zero, zero, default, table, sparse, mode]);
    if !skipped.is_empty() {
        let skip: Vec<i32> = skipped;
        let mut keys = RootVec::new(cx);
        keys.extend(skip.iter().map(|key| Value::small(*key)));
        let skip = data::set::from_slice(cx, &keys)?;
        parts.push(skip);
    }
    let switch = special(cx, "case*", &parts)?;
    core_call(cx, "let", &[bound, switch])
}

/// Two constants of one hash: their bucket tells them apart with `=`.
fn collision(
    cx: &mut Mutator,
    name: Value,
    entry: Value,
    [constant, result]: [Value; 2],
    default: Value,
) -> Result {
    let first = seq::nth(cx, entry, 0)?;
    let first_result = seq::nth(cx, entry, 1)?;
    let quoted = special(cx, "quote", &[constant])?;
    let test = core_call(cx, "=", &[name, quoted])?;
    let other = if symbol::of(first).is_some_and(|s| s.text() == "clojure.core/case-bucket") {
        first_result
    } else {
        let quoted = special(cx, "quote", &[first])?;
        let test = core_call(cx, "=", &[name, quoted])?;
        special(cx, "if", &[test, first_result, default])?
    };
    let both = special(cx, "if", &[test, result, other])?;
    let mark = super::core(cx, "case-bucket")?;
    vector_of(cx, &[mark, both])
}

/// `(throw (IllegalArgumentException. (str "No matching clause: " value)))`.
pub fn no_match(cx: &mut Mutator, value: Value) -> Result {
    let text = data::string::new(cx, "No matching clause: ")?;
    let message = core_call(cx, "str", &[text, value])?;
    let class = super::plain(cx, "java.lang.IllegalArgumentException")?;
    let exception = special(cx, "new", &[class, message])?;
    special(cx, "throw", &[exception])
}
