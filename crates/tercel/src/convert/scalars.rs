//! Numbers, booleans, characters, strings.

use data::{num, string};
use heap::Value;

use super::{FromClojure, IntoClojure, Slot, mismatch};
use crate::error::{Error, ErrorKind};
use crate::guard::{Guard, text_of};
use crate::local::Local;

macro_rules! integers {
    ($($rust:ty)*) => {$(
        impl FromClojure for $rust {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<$rust, Error> {
                let value = value.value();
                num::as_integer(value)
                    .or_else(|| num::as_big(value).and_then(|big| i64::try_from(big).ok()))
                    .and_then(|found| <$rust>::try_from(found).ok())
                    .ok_or_else(|| {
                        let expected = concat!("an integer in the range of ", stringify!($rust));
                        mismatch(guard, expected, value)
                    })
            }
        }

        impl IntoClojure for $rust {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let Some(number) = i64::try_from(self).ok() else {
                    let message = format!("{self} is no long");
                    return Err(Error::new(ErrorKind::Conversion, message));
                };
                let value = slot.guard().work(|cx| num::from_i64(cx, number))?;
                slot.put(value);
                Ok(())
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

macro_rules! floats {
    ($($rust:ty)*) => {$(
        impl FromClojure for $rust {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<$rust, Error> {
                let value = value.value();
                if !num::is_number(value) {
                    return Err(mismatch(guard, "a number", value));
                }
                guard.work(|cx| num::to_double(cx, value)).map(|found| found as $rust)
            }
        }

        impl IntoClojure for $rust {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let value = slot.guard().work(|cx| num::from_f64(cx, self.into()))?;
                slot.put(value);
                Ok(())
            }
        }
    )*};
}

floats! { f32 f64 }

impl FromClojure for bool {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<bool, Error> {
        match value.value() {
            Value::TRUE => Ok(true),
            Value::FALSE => Ok(false),
            other => Err(mismatch(guard, "true or false", other)),
        }
    }
}

impl IntoClojure for bool {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        slot.put(Value::bool(self));
        Ok(())
    }
}

impl FromClojure for char {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<char, Error> {
        let value = value.value();
        let found = value.as_char().and_then(|unit| char::from_u32(unit.into()));
        found.ok_or_else(|| mismatch(guard, "a character", value))
    }
}

impl IntoClojure for char {
    /// Characters of two UTF-16 units are none in Clojure.
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let Ok(unit) = u16::try_from(u32::from(self)) else {
            let message = format!("{self} takes two of Clojure's characters: use a string");
            return Err(Error::new(ErrorKind::Conversion, message));
        };
        slot.put(Value::char(unit));
        Ok(())
    }
}

impl FromClojure for String {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<String, Error> {
        let value = value.value();
        text_of(value).ok_or_else(|| mismatch(guard, "a string", value))
    }
}

impl IntoClojure for &str {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let value = slot.guard().work(|cx| string::new(cx, self))?;
        slot.put(value);
        Ok(())
    }
}

impl IntoClojure for String {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        self.as_str().into_clojure(slot)
    }
}

impl IntoClojure for &String {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        self.as_str().into_clojure(slot)
    }
}
