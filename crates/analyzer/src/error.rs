//! Errors of analysis: what is thrown, and how it is wrapped into a `CompilerException` that says
//! where.
//!
//! The innermost list form in work wraps; what is wrapped already passes.

use data::class::ClassId;
use data::{keyword, map, string, symbol, throw, throwable};
use heap::{Mutator, Result, Thrown, Value};

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
    fn keyword(self) -> &'static str {
        match self {
            ErrorPhase::MacroSyntaxCheck => "macro-syntax-check",
            ErrorPhase::Macroexpansion => "macroexpansion",
            ErrorPhase::CompileSyntaxCheck => "compile-syntax-check",
            ErrorPhase::Compilation => "compilation",
        }
    }

    fn words(self) -> &'static str {
        match self {
            ErrorPhase::MacroSyntaxCheck => "Syntax error macroexpanding",
            ErrorPhase::Macroexpansion => "Unexpected error macroexpanding",
            ErrorPhase::CompileSyntaxCheck => "Syntax error compiling",
            ErrorPhase::Compilation => "Unexpected error compiling",
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
    let cause = cx.take_pending();
    if is_compiler_exception(cause) {
        return cx.throw(cause);
    }
    match make(cx, phase, place, symbol, cause) {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

pub fn is_compiler_exception(value: Value) -> bool {
    throwable::of(value).is_some_and(|t| t.class_id() == Some(ClassId::COMPILER_EXCEPTION))
}

fn make(cx: &mut Mutator, phase: ErrorPhase, place: Place, symbol: Value, cause: Value) -> Result {
    let Position { line, column } = place.position;
    let source = string::of(place.source).map_or("NO_SOURCE_PATH".into(), |s| s.to_str());
    let name = symbol::of(symbol).map(|s| format!(" {}", s.text())).unwrap_or_default();
    let message = format!("{}{name} at ({source}:{line}:{column}).", phase.words());
    let message = string::new(cx, &message)?;
    let key = |cx: &mut Mutator, name| keyword::intern(cx, Some("clojure.error"), name);
    let phase = keyword::intern(cx, None, phase.keyword())?;
    let source = match place.source {
        Value::NIL => string::new(cx, "NO_SOURCE_PATH")?,
        source => source,
    };
    let pairs = [
        key(cx, "phase")?,
        phase,
        key(cx, "line")?,
        Value::small(line as i32),
        key(cx, "column")?,
        Value::small(column as i32),
        key(cx, "source")?,
        source,
        key(cx, "symbol")?,
        symbol,
    ];
    let used = if symbol.is_nil() { 8 } else { 10 };
    let data = map::from_pairs(cx, &pairs[..used])?;
    let class = data::class::object(cx, ClassId::COMPILER_EXCEPTION)?;
    throwable::from_parts(cx, throwable::Parts { class, message, cause, data })
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
