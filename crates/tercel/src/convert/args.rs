//! The arguments of a call.

use heap::RootVec;

use super::IntoClojure;
use crate::error::Error;
use crate::guard::Guard;

/// Arguments for [`Guard::call`]: a tuple of up to eight values, a `Vec`, a slice or an array; `()`
/// is no argument.
pub trait IntoArgs: Args {}

impl<T: Args> IntoArgs for T {}

/// What nobody outside may call: the arguments as the lower floors take them.
pub trait Args {
    fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error>;
}

fn gather<T: IntoClojure>(
    guard: &mut Guard<'_>,
    items: impl IntoIterator<Item = T>,
) -> Result<RootVec, Error> {
    let mut args = RootVec::new(guard.mutator());
    for item in items {
        let value = guard.value_of(item)?;
        args.push(value);
    }
    Ok(args)
}

impl<T: IntoClojure> Args for Vec<T> {
    fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error> {
        gather(guard, self)
    }
}

impl<'t, T> Args for &'t [T]
where
    &'t T: IntoClojure,
{
    fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error> {
        gather(guard, self)
    }
}

impl<T: IntoClojure, const N: usize> Args for [T; N] {
    fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error> {
        gather(guard, self)
    }
}

impl Args for () {
    fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error> {
        Ok(RootVec::new(guard.mutator()))
    }
}

macro_rules! tuples {
    ($(($($part:ident)+))*) => {$(
        impl<$($part: IntoClojure),+> Args for ($($part,)+) {
            #[expect(non_snake_case, reason = "the parts are named as their types")]
            fn into_args(self, guard: &mut Guard<'_>) -> Result<RootVec, Error> {
                let ($($part,)+) = self;
                let mut args = RootVec::new(guard.mutator());
                $(
                    let arg = guard.value_of($part)?;
                    args.push(arg);
                )+
                Ok(args)
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
}
