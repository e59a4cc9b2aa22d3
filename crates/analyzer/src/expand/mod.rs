//! Core macros as functions from forms to forms.
//!
//! Those that the analyzer compiles directly (`natively`) are here too, for `macroexpand` and for
//! code whose shape is not the usual one; what is only here is compiled from its expansion.

pub mod case;
pub mod check;
pub mod comprehension;
pub mod destructure;
pub mod function;
pub mod natives;

use data::{list, symbol, vector};
use heap::{Mutator, Result, RootVec, Value};

/// Makes names that no form uses.
pub trait Names {
    fn fresh(&mut self, cx: &mut Mutator, prefix: &str) -> Result;
}

/// Names as `gensym` makes them: one number after the other.
pub struct Gensym;

impl Names for Gensym {
    fn fresh(&mut self, cx: &mut Mutator, prefix: &str) -> Result {
        let id = runtime::state::of(cx).next_id();
        symbol::intern(cx, None, &format!("{prefix}{id}"))
    }
}

/// Names that are fresh where so many locals are in scope: few in number, so that compiling makes no
/// new symbols again and again.
pub struct ScopeNames {
    pub level: usize,
}

impl Names for ScopeNames {
    fn fresh(&mut self, cx: &mut Mutator, prefix: &str) -> Result {
        self.level += 1;
        symbol::intern(cx, None, &format!("{prefix}{}__scope", self.level))
    }
}

/// The symbol `clojure.core/name`.
pub(crate) fn core(cx: &mut Mutator, name: &str) -> Result {
    symbol::intern(cx, Some("clojure.core"), name)
}

/// The symbol `name`.
pub(crate) fn plain(cx: &mut Mutator, name: &str) -> Result {
    symbol::intern(cx, None, name)
}

/// `(head args…)`.
pub(crate) fn call(cx: &mut Mutator, head: Value, args: &[Value]) -> Result {
    let mut items = RootVec::from_slice(cx, &[head]);
    items.extend_from_slice(args);
    list::from_slice(cx, &items)
}

/// `(clojure.core/name args…)`.
pub(crate) fn core_call(cx: &mut Mutator, name: &str, args: &[Value]) -> Result {
    let head = core(cx, name)?;
    call(cx, head, args)
}

/// `(name args…)` of a special form.
pub(crate) fn special(cx: &mut Mutator, name: &str, args: &[Value]) -> Result {
    let head = plain(cx, name)?;
    call(cx, head, args)
}

pub(crate) fn vector_of(cx: &mut Mutator, items: &[Value]) -> Result {
    vector::from_slice(cx, items)
}

/// The body as one form: `(do …)`, or the only form.
pub(crate) fn body_form(cx: &mut Mutator, body: &[Value]) -> Result {
    match body {
        [] => Ok(Value::NIL),
        [only] => Ok(*only),
        _ => special(cx, "do", body),
    }
}
