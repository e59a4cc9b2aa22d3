//! Exceptions: made from panics and from other exceptions, and taken apart as data.

use data::class::ClassId;
use heap::{Mutator, Result, RootVec, Thrown, Value};

use crate::maps;

/// The exception for a panic in native code: an `InternalError` that asks for a report.
#[cold]
pub fn internal_error(cx: &mut Mutator, place: &str, panic: &(dyn std::any::Any + Send)) -> Thrown {
    let what = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text.as_str(),
        (None, None) => "unknown",
    };
    let message = format!("Tercel has a fault in {place}: {what}. Please report it.");
    data::throwable::throw(cx, ClassId::named("java.lang.InternalError"), message)
}

/// Throws a new exception that another one caused.
#[cold]
pub fn throw_with_cause(cx: &mut Mutator, class: ClassId, message: &str, cause: Value) -> Thrown {
    let made = data::string::new(cx, message)
        .and_then(|message| data::throwable::new(cx, class, message, cause));
    match made {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

/// `throw`: makes the value the pending exception, if it may be thrown.
pub fn throw_value(cx: &mut Mutator, value: Value) -> Thrown {
    if data::throwable::of(value).is_some() {
        return cx.throw(value);
    }
    data::throw::class_cast(cx, value, "java.lang.Throwable")
}

/// True when the value is an exception of the class, or of a descendant.
pub fn is_of(cx: &mut Mutator, class: ClassId, value: Value) -> Result<bool> {
    let class = data::class::object(cx, class)?;
    data::class::is_instance(cx, class, value)
}

/// `ex-data`: the map of an exception that has one, else nil.
pub fn data_of(value: Value) -> Value {
    data::throwable::of(value).map_or(Value::NIL, |exception| exception.data())
}

/// The exception and its causes, outermost first.
fn chain(cx: &mut Mutator, exception: Value) -> RootVec {
    let mut chain = RootVec::new(cx);
    let mut current = exception;
    while let Some(throwable) = data::throwable::of(current) {
        // A chain may be made a circle.
        if chain.contains(&current) {
            break;
        }
        chain.push(current);
        current = throwable.cause();
    }
    chain
}

/// `Throwable->map`.
pub fn to_map(cx: &mut Mutator, exception: Value) -> Result {
    let chain = chain(cx, exception);
    let mut via = RootVec::new(cx);
    for link in chain.iter().copied() {
        let described = describe(cx, link)?;
        via.push(described);
    }
    let Some(root) = chain.last().copied() else {
        return Err(data::throw::class_cast(cx, exception, "java.lang.Throwable"));
    };
    let via = data::vector::from_slice(cx, &via)?;
    let trace = crate::stack_trace::as_vectors(cx, root)?;
    let mut map = data::map::empty(cx);
    map = maps::with(cx, map, "via", via)?;
    map = maps::with(cx, map, "trace", trace)?;
    if let Some(root) = data::throwable::of(root) {
        if !root.message().is_nil() {
            map = maps::with(cx, map, "cause", root.message())?;
        }
        if !root.data().is_nil() {
            map = maps::with(cx, map, "data", root.data())?;
        }
    }
    let phase_key = data::keyword::intern(cx, Some("clojure.error"), "phase")?;
    if let Some(phase) = maps::get(cx, data_of(exception), phase_key)? {
        map = maps::with(cx, map, "phase", phase)?;
    }
    Ok(map)
}

fn describe(cx: &mut Mutator, link: Value) -> Result {
    let mut map = data::map::empty(cx);
    let Some(throwable) = data::throwable::of(link) else { return Ok(map) };
    let class = data::symbol::intern(cx, None, &throwable.class_name())?;
    map = maps::with(cx, map, "type", class)?;
    if !throwable.message().is_nil() {
        map = maps::with(cx, map, "message", throwable.message())?;
    }
    if !throwable.data().is_nil() {
        map = maps::with(cx, map, "data", throwable.data())?;
    }
    let trace = crate::stack_trace::as_vectors(cx, link)?;
    if data::seq::count(cx, trace)? > 0 {
        let at = data::seq::first(cx, trace)?;
        map = maps::with(cx, map, "at", at)?;
    }
    Ok(map)
}

/// `(SomeException. message cause)`: every class of throwables has the usual four constructors.
/// Nothing when `class` is no throwable, or the arguments do not fit.
pub fn construct(cx: &mut Mutator, class: Value, args: &[Value]) -> Result<Option<Value>> {
    let throwable = data::class::object(cx, ClassId::THROWABLE)?;
    if !data::class::is_assignable(throwable, class) {
        return Ok(None);
    }
    let is_text = |value: Value| value.is_nil() || data::string::of(value).is_some();
    let is_cause = |value: Value| value.is_nil() || data::throwable::of(value).is_some();
    let is_info =
        data::class::of(class).and_then(|class| class.id()) == Some(ClassId::EXCEPTION_INFO);
    let (message, cause, data) = match *args {
        [message, data] | [message, data, _] if is_info => {
            let cause = args.get(2).copied().unwrap_or(Value::NIL);
            (message, cause, data)
        }
        [] => (Value::NIL, Value::NIL, Value::NIL),
        [message] if is_text(message) => (message, Value::NIL, Value::NIL),
        [cause] if is_cause(cause) => (message_of_cause(cx, cause)?, cause, Value::NIL),
        // An `AssertionError` takes anything as its message.
        [other] if class_is(class, ClassId::ASSERTION_ERROR) => {
            let text = data::print::str_of(cx, other)?;
            (data::string::new(cx, &text)?, Value::NIL, Value::NIL)
        }
        [message, cause] if is_text(message) && is_cause(cause) => (message, cause, Value::NIL),
        _ => return Ok(None),
    };
    let parts = data::throwable::Parts { class, message, cause, data };
    data::throwable::from_parts(cx, parts).map(Some)
}

fn class_is(class: Value, id: ClassId) -> bool {
    data::class::of(class).and_then(|class| class.id()) == Some(id)
}

/// The message of an exception that has only a cause: the cause as text.
fn message_of_cause(cx: &mut Mutator, cause: Value) -> Result {
    if cause.is_nil() {
        return Ok(Value::NIL);
    }
    let text = data::print::str_of(cx, cause)?;
    data::string::new(cx, &text)
}
