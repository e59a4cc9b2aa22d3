//! Rust functions as Clojure functions.
//!
//! Any closure will do whose parameters convert from Clojure values and whose result converts to one;
//! a first parameter `&mut Guard<'_>` lets it evaluate and call.

use data::class::ClassId;
use heap::{Mutator, Thrown, Value};
use runtime::native::closure::{self, ClosureDef};
use runtime::{namespace, var};

use crate::convert::{FromClojure, IntoClojure};
use crate::error::{Error, ErrorKind};
use crate::guard::Guard;
use crate::local::Local;

/// The arguments after the others, as the last parameter of a function given to
/// [`Runtime::register_fn`](crate::Runtime::register_fn): Clojure's `& rest`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rest<T>(pub Vec<T>);

/// A function that Clojure code can call; see [`Runtime::register_fn`](crate::Runtime::register_fn).
///
/// Implemented for closures and functions of up to six parameters. `Shape` tells apart those with
/// a guard, with [`Rest`], and without; it is found by itself.
pub trait RustFn<Shape>: Call<Shape> {}

impl<F: Call<Shape>, Shape> RustFn<Shape> for F {}

/// What nobody outside may call.
pub trait Call<Shape>: Send + Sync + 'static {
    const REQUIRED: usize;
    const IS_VARIADIC: bool;

    fn call(&self, guard: &mut Guard<'_>, args: &[Value]) -> Result<Value, Error>;
}

/// Shapes of functions, which no value ever has.
pub struct Plain<P>(std::marker::PhantomData<P>);
pub struct Guarded<P>(std::marker::PhantomData<P>);
pub struct Variadic<P>(std::marker::PhantomData<P>);
pub struct GuardedVariadic<P>(std::marker::PhantomData<P>);

fn argument<T: FromClojure>(
    guard: &mut Guard<'_>,
    args: &[Value],
    index: usize,
) -> Result<T, Error> {
    let value = Local::new(args[index]);
    T::from_clojure(guard, &value).map_err(|error| error.in_argument(index + 1))
}

fn rest<T: FromClojure>(
    guard: &mut Guard<'_>,
    args: &[Value],
    from: usize,
) -> Result<Rest<T>, Error> {
    let items: Result<Vec<T>, Error> =
        (from..args.len()).map(|index| argument(guard, args, index)).collect();
    items.map(Rest)
}

macro_rules! functions {
    ($(($count:literal $($part:ident $index:literal)*))*) => {$(
        #[allow(non_snake_case, reason = "the parts, if any, are named as their types")]
        const _: () = {
            impl<F, R, $($part),*> Call<Plain<fn($($part),*) -> R>> for F
            where
                F: Fn($($part),*) -> R + Send + Sync + 'static,
                R: IntoClojure,
                $($part: FromClojure,)*
            {
                const REQUIRED: usize = $count;
                const IS_VARIADIC: bool = false;

                fn call(&self, guard: &mut Guard<'_>, _args: &[Value]) -> Result<Value, Error> {
                    $(let $part = argument(guard, _args, $index)?;)*
                    guard.value_of(self($($part),*))
                }
            }

            impl<F, R, $($part),*> Call<Guarded<fn($($part),*) -> R>> for F
            where
                F: Fn(&mut Guard<'_> $(, $part)*) -> R + Send + Sync + 'static,
                R: IntoClojure,
                $($part: FromClojure,)*
            {
                const REQUIRED: usize = $count;
                const IS_VARIADIC: bool = false;

                fn call(&self, guard: &mut Guard<'_>, _args: &[Value]) -> Result<Value, Error> {
                    $(let $part = argument(guard, _args, $index)?;)*
                    let result = self(guard $(, $part)*);
                    guard.value_of(result)
                }
            }

            impl<F, R, Z, $($part),*> Call<Variadic<fn($($part,)* Z) -> R>> for F
            where
                F: Fn($($part,)* Rest<Z>) -> R + Send + Sync + 'static,
                R: IntoClojure,
                Z: FromClojure,
                $($part: FromClojure,)*
            {
                const REQUIRED: usize = $count;
                const IS_VARIADIC: bool = true;

                fn call(&self, guard: &mut Guard<'_>, args: &[Value]) -> Result<Value, Error> {
                    $(let $part = argument(guard, args, $index)?;)*
                    let more = rest(guard, args, $count)?;
                    guard.value_of(self($($part,)* more))
                }
            }

            impl<F, R, Z, $($part),*> Call<GuardedVariadic<fn($($part,)* Z) -> R>> for F
            where
                F: Fn(&mut Guard<'_>, $($part,)* Rest<Z>) -> R + Send + Sync + 'static,
                R: IntoClojure,
                Z: FromClojure,
                $($part: FromClojure,)*
            {
                const REQUIRED: usize = $count;
                const IS_VARIADIC: bool = true;

                fn call(&self, guard: &mut Guard<'_>, args: &[Value]) -> Result<Value, Error> {
                    $(let $part = argument(guard, args, $index)?;)*
                    let more = rest(guard, args, $count)?;
                    let result = self(guard, $($part,)* more);
                    guard.value_of(result)
                }
            }
        };
    )*};
}

functions! {
    (0)
    (1 A 0)
    (2 A 0 B 1)
    (3 A 0 B 1 C 2)
    (4 A 0 B 1 C 2 D 3)
    (5 A 0 B 1 C 2 D 3 E 4)
    (6 A 0 B 1 C 2 D 3 E 4 G 5)
}

/// Makes the function the root of a var.
pub(crate) fn register<Shape, F: RustFn<Shape>>(
    cx: &mut Mutator,
    ns: &str,
    name: &str,
    function: F,
) -> heap::Result<()> {
    let def = ClosureDef {
        namespace: ns.to_owned(),
        name: name.to_owned(),
        required: F::REQUIRED,
        most: if F::IS_VARIADIC { None } else { Some(F::REQUIRED) },
        function: Box::new(move |cx, args| perform(cx, &function, args)),
    };
    let made = closure::make(cx, def)?;
    let ns = data::symbol::parse(cx, ns)?;
    let ns = namespace::find_or_create(cx, ns)?;
    let name = data::symbol::parse(cx, name)?;
    var::intern_value(cx, ns, name, made).map(|_| ())
}

fn perform<Shape, F: RustFn<Shape>>(
    cx: &mut Mutator,
    function: &F,
    args: &[Value],
) -> heap::Result {
    let result = function.call(&mut Guard::lent(cx), args);
    result.map_err(|error| throw(cx, &error))
}

/// Throws what a Rust function failed with: the exception that it stands for, if it is one.
#[cold]
fn throw(cx: &mut Mutator, error: &Error) -> Thrown {
    if let Some(exception) = error.exception().and_then(|handle| handle.value_in(cx)) {
        return cx.throw(exception);
    }
    let class = match error.kind() {
        ErrorKind::Conversion | ErrorKind::ForeignHandle => ClassId::ILLEGAL_ARGUMENT,
        _ => ClassId::RUNTIME_EXCEPTION,
    };
    data::throwable::throw(cx, class, error.message())
}
