//! Errors of analysis: what is thrown, and how it is wrapped into a `CompilerException` that says
//! where.
//!
//! The innermost list form in work wraps; what is wrapped already passes.

use data::{keyword, map, string, throw, throwable};
use heap::{Mutator, Result, Thrown, Value};
use runtime::fault;

use crate::ast::Position;

/// The part of compilation that an error belongs to, as `:clojure.error/phase` names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorPhase {
    MacroSyntaxCheck,
    Macroexpansion,
    CompileSyntaxCheck,
    Compilation,
}

impl ErrorPhase {
    pub fn name(self) -> &'static str {
        match self {
            ErrorPhase::MacroSyntaxCheck => "macro-syntax-check",
            ErrorPhase::Macroexpansion => "macroexpansion",
            ErrorPhase::CompileSyntaxCheck => "compile-syntax-check",
            ErrorPhase::Compilation => "compilation",
        }
    }
}

/// Where an error is: the source's name (a string) and the form's place.
#[derive(Clone, Copy)]
pub struct Place {
    pub source: Value,
    pub position: Position,
}

/// Wraps the pending exception into a `CompilerException`, unless it is one.
#[cold]
pub fn wrap(cx: &mut Mutator, phase: ErrorPhase, place: Place, symbol: Value) -> Thrown {
    let source = string::of(place.source).map(|source| source.to_str().into_owned());
    let source = source.as_deref().unwrap_or("NO_SOURCE_PATH");
    let Position { line, column } = place.position;
    let place = fault::Place { source, line, column, symbol };
    fault::wrap_pending(cx, phase.name(), &place)
}

/// `(f a b)` was given the wrong number or kind of forms: the macros that specs check say no more.
#[cold]
pub fn spec(cx: &mut Mutator, name: &str, args: Value) -> Thrown {
    spec_error(cx, name, args).unwrap_or_else(|thrown| thrown)
}

fn spec_error(cx: &mut Mutator, name: &str, args: Value) -> Result<Thrown> {
    let message = format!("Call to clojure.core/{name} did not conform to spec.");
    let message = string::new(cx, &message)?;
    let args_key = keyword::intern(cx, Some("clojure.spec.alpha"), "args")?;
    let value_key = keyword::intern(cx, Some("clojure.spec.alpha"), "value")?;
    let data = map::from_pairs(cx, &[args_key, args, value_key, args])?;
    let exception = throwable::ex_info(cx, message, data, Value::NIL)?;
    Ok(cx.throw(exception))
}

/// An `ExceptionInfo` with `{:form form}`.
#[cold]
pub fn info(cx: &mut Mutator, message: &str, form: Value) -> Thrown {
    let made = (|| {
        let message = string::new(cx, message)?;
        let key = keyword::intern(cx, None, "form")?;
        let data = map::from_pairs(cx, &[key, form])?;
        throwable::ex_info(cx, message, data, Value::NIL)
    })();
    match made {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

/// A form as messages show it.
pub fn show(cx: &mut Mutator, form: Value) -> Result<String> {
    if form.is_nil() {
        return Ok("null".to_string());
    }
    data::print::str_of(cx, form)
}

/// Throws "Bad binding form, expected symbol, got: …".
#[cold]
pub fn expected_symbol(cx: &mut Mutator, got: Value) -> Thrown {
    match show(cx, got) {
        Ok(got) => {
            throw::illegal_argument(cx, format!("Bad binding form, expected symbol, got: {got}"))
        }
        Err(thrown) => thrown,
    }
}
