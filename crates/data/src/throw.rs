//! Short ways to throw what Clojure throws, with the JVM's words.

use heap::{Mutator, Thrown, Value};

use crate::class::{self, ClassId, Module};
use crate::throwable::{throw, throw_plain};

pub fn illegal_argument(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::ILLEGAL_ARGUMENT, message)
}

pub fn illegal_state(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::ILLEGAL_STATE, message)
}

pub fn arithmetic(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::ARITHMETIC, message)
}

pub fn divide_by_zero(cx: &mut Mutator) -> Thrown {
    arithmetic(cx, "Divide by zero")
}

pub fn number_format(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::NUMBER_FORMAT, message)
}

/// What making an array of something that is no collection gives.
#[cold]
pub fn no_array(cx: &mut Mutator, value: Value) -> Thrown {
    let class = class::class_name_of(cx, value);
    runtime(cx, format!("Unable to convert: class {class} to Object[]"))
}

pub fn runtime(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::RUNTIME_EXCEPTION, message)
}

/// `IndexOutOfBoundsException` without a message, as vectors throw it.
pub fn index_out_of_bounds(cx: &mut Mutator) -> Thrown {
    throw_plain(cx, ClassId::INDEX_OUT_OF_BOUNDS)
}

/// As arrays throw it.
pub fn array_index(cx: &mut Mutator, index: i64, length: usize) -> Thrown {
    let message = format!("Index {index} out of bounds for length {length}");
    throw(cx, ClassId::ARRAY_INDEX_OUT_OF_BOUNDS, message)
}

pub fn string_index(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::STRING_INDEX_OUT_OF_BOUNDS, message)
}

pub fn unsupported(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::UNSUPPORTED_OPERATION, message)
}

/// `UnsupportedOperationException` without a message.
pub fn unsupported_plain(cx: &mut Mutator) -> Thrown {
    throw_plain(cx, ClassId::UNSUPPORTED_OPERATION)
}

pub fn illegal_access(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::ILLEGAL_ACCESS_ERROR, message)
}

pub fn class_not_found(cx: &mut Mutator, name: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::CLASS_NOT_FOUND, name)
}

/// A call with a number of arguments that `name` does not take.
pub fn arity(cx: &mut Mutator, given: usize, name: &str) -> Thrown {
    throw(cx, ClassId::ARITY, format!("Wrong number of args ({given}) passed to: {name}"))
}

/// `NullPointerException` with the JVM's explanation of what was null.
pub fn null_pointer(cx: &mut Mutator, message: impl AsRef<str>) -> Thrown {
    throw(cx, ClassId::NULL_POINTER, message)
}

/// `NullPointerException` without a message.
pub fn null_pointer_plain(cx: &mut Mutator) -> Thrown {
    throw_plain(cx, ClassId::NULL_POINTER)
}

/// The call of a method on nil: `Cannot invoke "METHOD" because "NAME" is null`.
pub fn null_receiver(cx: &mut Mutator, method: &str, name: &str) -> Thrown {
    null_pointer(cx, format!("Cannot invoke \"{method}\" because \"{name}\" is null"))
}

/// A value that is not of the class it should be. A nil has no class: it would pass the JVM's cast
/// and fail in the call after it, so it throws a `NullPointerException` here.
#[cold]
#[inline(never)]
pub fn class_cast(cx: &mut Mutator, value: Value, class: &str) -> Thrown {
    if value.is_nil() {
        return null_pointer_plain(cx);
    }
    let found = class::class_name_of(cx, value);
    let message = cast_message(cx, &found, class);
    throw(cx, ClassId::CLASS_CAST, message)
}

fn cast_message(cx: &mut Mutator, found: &str, wanted: &str) -> String {
    let (own, other) = (place_of(cx, found), place_of(cx, wanted));
    if own == other {
        format!(
            "class {found} cannot be cast to class {wanted} \
             ({found} and {wanted} are in {own})"
        )
    } else {
        format!(
            "class {found} cannot be cast to class {wanted} \
             ({found} is in {own}; {wanted} is in {other})"
        )
    }
}

/// Module and loader of a class, as the JVM describes them.
fn place_of(cx: &mut Mutator, name: &str) -> String {
    let element = name.trim_start_matches('[');
    let element = match element.strip_prefix('L').and_then(|name| name.strip_suffix(';')) {
        Some(element) if name.starts_with('[') => element,
        _ => element,
    };
    match ClassId::find(element) {
        Some(id) => id.row().module.describe().to_owned(),
        None if name.starts_with('[') && element.len() == 1 => Module::Base.describe().to_owned(),
        None if element.starts_with("clojure.") => Module::App.describe().to_owned(),
        None => {
            let loader = crate::hash::identity_of_heap(cx);
            format!("unnamed module of loader clojure.lang.DynamicClassLoader @{loader:x}")
        }
    }
}

/// Something that is no function is called.
#[cold]
pub fn not_callable(cx: &mut Mutator, callee: Value, argc: usize) -> Thrown {
    if callee.is_nil() {
        let objects = vec!["Object"; argc.min(20)].join(", ");
        return null_pointer(cx, format!("Cannot invoke \"clojure.lang.IFn.invoke({objects})\""));
    }
    class_cast(cx, callee, "clojure.lang.IFn")
}
