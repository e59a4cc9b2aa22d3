//! Conversion of arguments to the Rust types that natives declare, and of their results back.
//!
//! A wrong argument throws what Clojure throws for it.

use data::string::Str;
use heap::{Mutator, Result, Value};

use crate::class::ParamType;

/// A type that a native may declare for a parameter.
pub trait FromValue: Sized {
    /// How overloads of host methods see a parameter of this type.
    const PARAM: ParamType;

    fn from_value(cx: &mut Mutator, value: Value) -> Result<Self>;
}

/// A type that a native may answer with.
pub trait IntoValue {
    fn into_value(self, cx: &mut Mutator) -> Result;
}

impl FromValue for Value {
    const PARAM: ParamType = ParamType::Any;

    #[inline(always)]
    fn from_value(_cx: &mut Mutator, value: Value) -> Result<Value> {
        Ok(value)
    }
}

impl FromValue for i64 {
    const PARAM: ParamType = ParamType::Long;

    #[inline]
    fn from_value(cx: &mut Mutator, value: Value) -> Result<i64> {
        match value.as_fixnum() {
            Some(n) => Ok(n),
            None => data::num::to_long(cx, value),
        }
    }
}

impl FromValue for f64 {
    const PARAM: ParamType = ParamType::Double;

    #[inline]
    fn from_value(cx: &mut Mutator, value: Value) -> Result<f64> {
        match value.as_flonum() {
            Some(d) => Ok(d),
            None => data::num::to_double(cx, value),
        }
    }
}

/// Truthiness: any value is a boolean in Clojure's eyes.
impl FromValue for bool {
    const PARAM: ParamType = ParamType::Boolean;

    #[inline(always)]
    fn from_value(_cx: &mut Mutator, value: Value) -> Result<bool> {
        Ok(value.is_truthy())
    }
}

/// A char: one UTF-16 unit.
impl FromValue for u16 {
    const PARAM: ParamType = ParamType::Char;

    #[inline]
    fn from_value(cx: &mut Mutator, value: Value) -> Result<u16> {
        match value.as_char() {
            Some(unit) => Ok(unit),
            None => Err(data::throw::class_cast(cx, value, "java.lang.Character")),
        }
    }
}

/// A count or an index: a number that is an `int` and not negative.
impl FromValue for usize {
    const PARAM: ParamType = ParamType::Long;

    #[inline]
    fn from_value(cx: &mut Mutator, value: Value) -> Result<usize> {
        let n = data::num::to_int(cx, value)?;
        usize::try_from(n).map_err(|_| data::throw::index_out_of_bounds(cx))
    }
}

impl<'a> FromValue for &'a Str {
    const PARAM: ParamType = ParamType::String;

    #[inline]
    fn from_value(cx: &mut Mutator, value: Value) -> Result<&'a Str> {
        match data::string::of(value) {
            Some(text) => Ok(text),
            None if value.is_nil() => Err(data::throw::null_pointer_plain(cx)),
            None => Err(data::throw::class_cast(cx, value, "java.lang.String")),
        }
    }
}

impl IntoValue for Value {
    #[inline(always)]
    fn into_value(self, _cx: &mut Mutator) -> Result {
        Ok(self)
    }
}

impl IntoValue for bool {
    #[inline(always)]
    fn into_value(self, _cx: &mut Mutator) -> Result {
        Ok(Value::bool(self))
    }
}

impl IntoValue for i64 {
    #[inline(always)]
    fn into_value(self, cx: &mut Mutator) -> Result {
        match Value::fixnum(self) {
            Some(value) => Ok(value),
            None => data::num::from_i64(cx, self),
        }
    }
}

impl IntoValue for i32 {
    #[inline(always)]
    fn into_value(self, _cx: &mut Mutator) -> Result {
        Ok(Value::small(self))
    }
}

impl IntoValue for usize {
    #[inline(always)]
    fn into_value(self, cx: &mut Mutator) -> Result {
        i64::try_from(self).unwrap_or(i64::MAX).into_value(cx)
    }
}

impl IntoValue for f64 {
    #[inline(always)]
    fn into_value(self, cx: &mut Mutator) -> Result {
        match Value::flonum(self) {
            Some(value) => Ok(value),
            None => data::num::from_f64(cx, self),
        }
    }
}

impl IntoValue for u16 {
    #[inline(always)]
    fn into_value(self, _cx: &mut Mutator) -> Result {
        Ok(Value::char(self))
    }
}

impl IntoValue for () {
    #[inline(always)]
    fn into_value(self, _cx: &mut Mutator) -> Result {
        Ok(Value::NIL)
    }
}

impl IntoValue for &str {
    #[inline]
    fn into_value(self, cx: &mut Mutator) -> Result {
        data::string::new(cx, self)
    }
}

impl IntoValue for String {
    #[inline]
    fn into_value(self, cx: &mut Mutator) -> Result {
        data::string::new(cx, &self)
    }
}
