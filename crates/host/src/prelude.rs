//! What every file of members uses: Java's types as Rust types, and the usual complaints.

pub use data::string::Str;
pub use data::text::Text;
pub use heap::{Mutator, Result, RootVec, Thrown, Value};
pub use macros::host_class;
pub use runtime::interop::call_functional as call;

use runtime::class::ParamType;
use runtime::native::{FromValue, IntoValue};

/// A parameter or result of type `int`: comes out as an `Integer`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Int(pub i32);

impl Int {
    pub fn get(self) -> i32 {
        self.0
    }
}

/// `short`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Short(pub i16);

/// `byte`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Byte(pub i8);

/// `float`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Float(pub f32);

macro_rules! boxed {
    ($type:ident, $param:ident, $to:path, $from:path) => {
        impl FromValue for $type {
            const PARAM: ParamType = ParamType::$param;

            fn from_value(cx: &mut Mutator, value: Value) -> Result<$type> {
                $to(cx, value).map($type)
            }
        }

        impl IntoValue for $type {
            fn into_value(self, cx: &mut Mutator) -> Result {
                $from(cx, self.0)
            }
        }
    };
}

boxed!(Int, Long, data::num::to_int, data::num::from_i32);
boxed!(Short, Long, data::num::to_short, data::num::from_i16);
boxed!(Byte, Long, data::num::to_byte, data::num::from_i8);
boxed!(Float, Double, data::num::to_float, data::num::from_f32);

/// A result that may be too large for an `int`, as lengths are.
pub fn int(n: usize) -> Int {
    Int(i32::try_from(n).unwrap_or(i32::MAX))
}

/// Where something was found, or -1.
pub fn index(found: Option<usize>) -> Int {
    found.map_or(Int(-1), int)
}

/// The string in a value that overloads have seen to be one.
pub fn str_of<'a>(value: Value) -> &'a Str {
    data::string::of(value).expect("the parameter is a string")
}

/// A text as a string value.
pub fn string(cx: &mut Mutator, text: &str) -> Result {
    data::string::new(cx, text)
}

/// Java's `toString` of a value, `null` for nil.
pub fn to_string(cx: &mut Mutator, value: Value) -> Result {
    if value.is_nil() {
        return string(cx, "null");
    }
    if data::string::of(value).is_some() {
        return Ok(value);
    }
    let mut text = Text::new();
    data::print::to_str(cx, value, &mut text)?;
    text.to_value(cx)
}

/// Adds Java's `toString` of a value to a text.
pub fn push_value(cx: &mut Mutator, value: Value, text: &mut Text) -> Result<()> {
    if value.is_nil() {
        text.push_str("null");
        return Ok(());
    }
    data::print::to_str(cx, value, text)
}

/// What Clojure throws when no overload takes the arguments.
#[cold]
pub fn no_overload(cx: &mut Mutator, name: &str, argc: usize) -> Thrown {
    let message = format!("No matching method {name} found taking {argc} args");
    data::throw::illegal_argument(cx, message)
}

/// `NoSuchElementException` without a message.
#[cold]
pub fn no_element(cx: &mut Mutator) -> Thrown {
    data::throwable::throw_plain(cx, data::class::ClassId::NO_SUCH_ELEMENT)
}

/// `IndexOutOfBoundsException` with the message that Java's collections give it.
#[cold]
pub fn out_of_bounds(cx: &mut Mutator, index: i64, length: usize) -> Thrown {
    let message = format!("Index {index} out of bounds for length {length}");
    data::throwable::throw(cx, data::class::ClassId::INDEX_OUT_OF_BOUNDS, message)
}

/// An array of objects of a class of this name.
pub fn array_of(cx: &mut Mutator, class: &str, items: &[Value]) -> Result {
    let component = match data::class::find(cx, class)? {
        Some(component) => component,
        None => Value::NIL,
    };
    let array = data::array::objects(cx, component, items.len() as i64)?;
    for (index, item) in items.iter().enumerate() {
        data::array::aset(cx, array, index as i64, *item)?;
    }
    Ok(array)
}

/// Compares by a comparator, or, when that is nil, as things compare themselves.
pub fn compare_by(cx: &mut Mutator, comparator: Value, a: Value, b: Value) -> Result<i32> {
    if comparator.is_nil() {
        return data::compare::compare(cx, a, b);
    }
    if cx.desc_of(comparator).info().interfaces.has(heap::Interfaces::FN) {
        return data::sorted::order(cx, comparator, a, b);
    }
    let order = call(cx, comparator, "compare", &[a, b])?;
    data::num::to_int(cx, order)
}

/// Sorts in a stable way, which may throw in the middle.
pub fn sort(cx: &mut Mutator, items: &mut RootVec, comparator: Value) -> Result<()> {
    // Merging runs that double, between two root vectors.
    let mut from = RootVec::from_slice(cx, items);
    let mut width = 1;
    while width < from.len() {
        let mut to = RootVec::new(cx);
        let mut start = 0;
        while start < from.len() {
            let (middle, end) =
                ((start + width).min(from.len()), (start + 2 * width).min(from.len()));
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                if compare_by(cx, comparator, from[left], from[right])? <= 0 {
                    to.push(from[left]);
                    left += 1;
                } else {
                    to.push(from[right]);
                    right += 1;
                }
            }
            to.extend_from_slice(&from[left..middle]);
            to.extend_from_slice(&from[right..end]);
            start = end;
        }
        from = to;
        width *= 2;
    }
    items.clear();
    items.extend_from_slice(&from);
    Ok(())
}
