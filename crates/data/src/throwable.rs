//! Throwable objects: everything that can be thrown, whatever its class.

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{Thrown, TypeInfo, Value};

use crate::class::{self, ClassId};
use crate::string::{self, Str};
use crate::{hooks, kind, known};

/// An exception or error.
#[repr(C)]
pub struct Throwable {
    header: Header,
    class: Value,
    /// A string or nil.
    message: Value,
    /// The map of an `ExceptionInfo`, else nil.
    data: Value,
    pub cause: Field,
    /// What the floor above recorded when it was made: its business, nil without one.
    pub trace: Field,
    /// A vector of suppressed exceptions, or nil.
    pub suppressed: Field,
    /// Whatever subclasses keep besides: nil for most.
    pub extra: Field,
}

impl HeapType for Throwable {
    const KIND: Kind = kind::THROWABLE;
}

impl Throwable {
    /// The class object.
    #[inline]
    pub fn class(&self) -> Value {
        self.class
    }

    /// The row of the class, when it is built in.
    pub fn class_id(&self) -> Option<ClassId> {
        class::of(self.class)?.id()
    }

    pub fn class_name(&self) -> String {
        class::of(self.class).map_or_else(String::new, |class| class.name_str().to_str().into())
    }

    /// The message as a string value, or nil.
    #[inline]
    pub fn message(&self) -> Value {
        self.message
    }

    pub fn message_str(&self) -> Option<&Str> {
        string::of(self.message)
    }

    /// The map given to `ex-info`, or nil.
    #[inline]
    pub fn data(&self) -> Value {
        self.data
    }

    #[inline]
    pub fn cause(&self) -> Value {
        self.cause.get()
    }
}

/// The throwable in a value.
#[inline]
pub fn of<'a>(value: Value) -> Option<&'a Throwable> {
    value.cast::<Throwable>()
}

/// What a new throwable is made of; `class` is a class object.
#[derive(Clone, Copy)]
pub struct Parts {
    pub class: Value,
    pub message: Value,
    pub cause: Value,
    pub data: Value,
}

/// A throwable with a stack trace of this moment.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn from_parts(cx: &mut Mutator, parts: Parts) -> Result {
    let trace = match hooks::get(cx).stack_trace {
        Some(capture) => capture(cx)?,
        None => Value::NIL,
    };
    alloc(cx, parts, trace)
}

fn alloc(cx: &mut Mutator, parts: Parts, trace: Value) -> Result {
    cx.alloc(Throwable {
        header: Header::of::<Throwable>(),
        class: parts.class,
        message: parts.message,
        data: parts.data,
        cause: Field::new(parts.cause),
        trace: Field::new(trace),
        suppressed: Field::new(Value::NIL),
        extra: Field::new(Value::NIL),
    })
}

/// A throwable of a built-in class; `message` and `cause` may be nil.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn new(cx: &mut Mutator, class: ClassId, message: Value, cause: Value) -> Result {
    let class = class::object(cx, class)?;
    from_parts(cx, Parts { class, message, cause, data: Value::NIL })
}

/// What `ex-info` makes.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn ex_info(cx: &mut Mutator, message: Value, data: Value, cause: Value) -> Result {
    let class = class::object(cx, ClassId::EXCEPTION_INFO)?;
    from_parts(cx, Parts { class, message, cause, data })
}

/// The stack trace of a throwable as a seqable of `StackTraceElement`s, or nil.
///
/// # Errors
/// `OutOfMemoryError` when there is no room.
pub fn trace_elements(cx: &mut Mutator, throwable: Value) -> Result {
    match hooks::get(cx).trace_elements {
        Some(elements) => elements(cx, throwable),
        None => Ok(Value::NIL),
    }
}

/// Throws a new exception of a built-in class with this message.
#[cold]
#[inline(never)]
pub fn throw(cx: &mut Mutator, class: ClassId, message: impl AsRef<str>) -> Thrown {
    let made = match string::new(cx, message.as_ref()) {
        Ok(message) => new(cx, class, message, Value::NIL),
        Err(thrown) => return thrown,
    };
    throw_made(cx, made)
}

/// Throws a new exception of a built-in class without a message.
#[cold]
#[inline(never)]
pub fn throw_plain(cx: &mut Mutator, class: ClassId) -> Thrown {
    let made = new(cx, class, Value::NIL, Value::NIL);
    throw_made(cx, made)
}

fn throw_made(cx: &mut Mutator, made: Result) -> Thrown {
    match made {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

/// Throws the `OutOfMemoryError` that was made at start, since there is no room for another.
#[cold]
pub fn out_of_memory(cx: &mut Mutator) -> Thrown {
    let exception = cx.known(known::OUT_OF_MEMORY);
    cx.throw(exception)
}

/// Throws a `StackOverflowError`: the one made at start, since there is little room to run code.
#[cold]
pub fn stack_overflow(cx: &mut Mutator) -> Thrown {
    let exception = cx.known(known::STACK_OVERFLOW);
    cx.throw(exception)
}

/// Makes the two errors that must not need memory when they are thrown.
pub(crate) fn init(cx: &mut Mutator) -> Result<()> {
    let message = string::new(cx, "Java heap space")?;
    for (slot, class, message) in [
        (known::OUT_OF_MEMORY, ClassId::OUT_OF_MEMORY_ERROR, message),
        (known::STACK_OVERFLOW, ClassId::STACK_OVERFLOW_ERROR, Value::NIL),
    ] {
        let class = class::object(cx, class)?;
        let parts = Parts { class, message, cause: Value::NIL, data: Value::NIL };
        let error = alloc(cx, parts, Value::NIL)?;
        cx.set_known(slot, error);
    }
    Ok(())
}

pub(crate) static INFO: TypeInfo = TypeInfo {
    interfaces: Interfaces::THROWABLE,
    print: Some(crate::print::print_throwable),
    to_str: Some(crate::print::throwable_to_str),
    ..TypeInfo::new("java.lang.Throwable", Layout::AllRefs)
};
