//! Rust values from Clojure values, and back.
//!
//! `scalars`, `names` and `collections` have the types; here are the two traits and what they share.

mod args;
mod collections;
mod names;
mod scalars;

use heap::Value;

use crate::error::{Error, ErrorKind};
use crate::guard::Guard;
use crate::local::{Handle, Local};

pub use args::IntoArgs;
pub use names::{Keyword, Symbol};

/// A type that Clojure values can be converted to.
///
/// | type | takes |
/// | --- | --- |
/// | `i64`, `i32`, `u8`, … | integers in its range |
/// | `f64`, `f32` | numbers of any kind |
/// | `bool` | `true` and `false` |
/// | `char` | characters that are no half of a surrogate pair |
/// | `String` | strings; unpaired surrogates are replaced |
/// | [`Keyword`], [`Symbol`] | keywords, symbols |
/// | `Option<T>` | `nil`, or what `T` takes |
/// | `Vec<T>`, `HashSet<T>`, `BTreeSet<T>` | whatever `seq` takes |
/// | `HashMap<K, V>`, `BTreeMap<K, V>` | maps, and `nil` |
/// | tuples | seqs and vectors with as many elements |
/// | [`Handle`] | anything |
/// | `()` | anything, which is dropped |
///
/// # Examples
/// A type of one's own is converted through those above.
/// ```
/// use tercel::{Error, FromClojure, Guard, Local};
///
/// #[derive(Debug, PartialEq)]
/// struct Point { x: f64, y: f64 }
///
/// impl FromClojure for Point {
///     fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Point, Error> {
///         let (x, y) = FromClojure::from_clojure(guard, value)?;
///         Ok(Point { x, y })
///     }
/// }
///
/// let runtime = tercel::Runtime::new(&tercel::Options::default())?;
/// let point: Point = runtime.attach().eval_str("[1 (/ 1 2)]")?;
/// assert_eq!(point, Point { x: 1.0, y: 0.5 });
/// # Ok::<(), tercel::Error>(())
/// ```
pub trait FromClojure: Sized {
    /// The Rust value of a Clojure value.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] when it has none; whatever a lazy seq throws that is realised for it.
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Self, Error>;
}

/// A type whose values can be converted to Clojure values: the types that [`FromClojure`] lists, and
/// references to them, `str` and slices.
///
/// `Result<T, E>` is one too, for functions given to
/// [`Runtime::register_fn`](crate::Runtime::register_fn): an error becomes an exception.
///
/// # Examples
/// ```
/// use tercel::{Error, IntoClojure, Slot};
///
/// struct Point { x: f64, y: f64 }
///
/// impl IntoClojure for Point {
///     fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
///         (self.x, self.y).into_clojure(slot)
///     }
/// }
///
/// let runtime = tercel::Runtime::new(&tercel::Options::default())?;
/// let mut guard = runtime.attach();
/// guard.define("user", "origin", Point { x: 1.0, y: 2.0 })?;
/// let sum: f64 = guard.eval_str("(apply + origin)")?;
/// assert_eq!(sum, 3.0);
/// # Ok::<(), tercel::Error>(())
/// ```
pub trait IntoClojure {
    /// Puts the Clojure value of this Rust value into the slot.
    ///
    /// # Errors
    /// [`ErrorKind::Conversion`] when it has none; [`ErrorKind::OutOfMemory`].
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error>;
}

/// Where a conversion puts the Clojure value that it has made.
pub struct Slot<'g, 'a> {
    guard: &'g mut Guard<'a>,
    value: Value,
}

impl<'g, 'a> Slot<'g, 'a> {
    pub(crate) fn new(guard: &'g mut Guard<'a>) -> Slot<'g, 'a> {
        Slot { guard, value: Value::NIL }
    }

    pub(crate) fn value(&self) -> Value {
        self.value
    }

    pub(crate) fn put(&mut self, value: Value) {
        self.value = value;
    }

    pub(crate) fn guard(&mut self) -> &mut Guard<'a> {
        self.guard
    }
}

/// The value is not what the Rust type takes.
#[cold]
pub(crate) fn mismatch(guard: &mut Guard<'_>, expected: &str, value: Value) -> Error {
    let found = match value.is_nil() {
        true => "nil".to_owned(),
        false => data::class::class_name_of(guard.mutator(), value),
    };
    Error::new(ErrorKind::Conversion, format!("expected {expected}, found {found}"))
}

impl FromClojure for Handle {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Handle, Error> {
        Ok(Handle::new(guard.mutator(), value.value()))
    }
}

impl IntoClojure for &Handle {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let value = self.value(slot.guard())?;
        slot.put(value);
        Ok(())
    }
}

impl IntoClojure for Handle {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        (&self).into_clojure(slot)
    }
}

impl IntoClojure for &Local {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        slot.put(self.value());
        Ok(())
    }
}

impl FromClojure for () {
    fn from_clojure(_guard: &mut Guard<'_>, _value: &Local) -> Result<(), Error> {
        Ok(())
    }
}

impl IntoClojure for () {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        slot.put(Value::NIL);
        Ok(())
    }
}

impl<T: FromClojure> FromClojure for Option<T> {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Option<T>, Error> {
        if value.value().is_nil() { Ok(None) } else { T::from_clojure(guard, value).map(Some) }
    }
}

impl<T: IntoClojure> IntoClojure for Option<T> {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        match self {
            Some(value) => value.into_clojure(slot),
            None => ().into_clojure(slot),
        }
    }
}

impl<T, E> IntoClojure for Result<T, E>
where
    T: IntoClojure,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        match self {
            Ok(value) => value.into_clojure(slot),
            Err(error) => Err(Error::from_boxed(error.into())),
        }
    }
}
