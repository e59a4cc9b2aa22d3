//! What the runtime asks of the floors above: evaluation, macroexpansion, loading of source.
//!
//! The façade installs the answers once for each heap. Without them (in tests of this crate) each
//! question throws.

use heap::{Mutator, Result, Value};

/// The floors above, as functions.
#[derive(Clone, Copy)]
pub struct Evaluator {
    /// Evaluates a form in the current namespace.
    pub eval: fn(&mut Mutator, form: Value) -> Result,
    /// One step of macroexpansion; the form itself when it is no macro call.
    pub macroexpand_1: fn(&mut Mutator, form: Value) -> Result,
    /// Reads and evaluates a whole text, which came from `source`; answers the last value.
    pub load_source: fn(&mut Mutator, text: &str, source: &str) -> Result,
    /// Reads one form of a text, with the reader's defaults.
    pub read_string: fn(&mut Mutator, text: Value, options: Value) -> Result,
    /// Gives the var its root, which its embedded source defines: it was not compiled before.
    pub define: fn(&mut Mutator, var: Value) -> Result<()>,
    /// Line and column of the form that is being evaluated.
    pub position: fn(&mut Mutator) -> (u32, u32),
    /// The text of a bundled library, by its path without extension (`clojure/set`).
    pub embedded: fn(path: &str) -> Option<&'static str>,
}

fn installed(cx: &mut Mutator) -> Result<Evaluator> {
    match crate::state::of(cx).evaluator() {
        Some(evaluator) => Ok(evaluator),
        None => Err(data::throw::illegal_state(cx, "this runtime has no evaluator")),
    }
}

pub fn eval(cx: &mut Mutator, form: Value) -> Result {
    (installed(cx)?.eval)(cx, form)
}

pub fn macroexpand_1(cx: &mut Mutator, form: Value) -> Result {
    (installed(cx)?.macroexpand_1)(cx, form)
}

pub fn load_source(cx: &mut Mutator, text: &str, source: &str) -> Result {
    (installed(cx)?.load_source)(cx, text, source)
}

pub fn read_string(cx: &mut Mutator, text: Value, options: Value) -> Result {
    (installed(cx)?.read_string)(cx, text, options)
}

/// Gives a var its root when its source is embedded and was not compiled yet.
pub fn define(cx: &mut Mutator, var: Value) -> Result<()> {
    (installed(cx)?.define)(cx, var)
}

/// Line and column of the form that is being evaluated; zeros when nobody knows.
pub fn position(cx: &mut Mutator) -> (u32, u32) {
    match crate::state::of(cx).evaluator() {
        Some(evaluator) => (evaluator.position)(cx),
        None => (0, 0),
    }
}

pub fn embedded(cx: &mut Mutator, path: &str) -> Option<&'static str> {
    crate::state::of(cx).evaluator().and_then(|evaluator| (evaluator.embedded)(path))
}
