//! Vectors, sets, maps and tuples.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use data::{map, seq, set, vector};
use heap::{Charge, RootVec};
use runtime::maps;

use super::{FromClojure, IntoClojure, Slot, mismatch};
use crate::error::Error;
use crate::guard::Guard;
use crate::local::Local;

/// Elements after which the memory they take is charged to the heap anew.
const STEP: usize = 1024;

/// Converts each element of a seqable. What they take is charged to the heap meanwhile, so that an
/// endless seq ends with an `OutOfMemoryError`.
fn each<T: FromClojure>(
    guard: &mut Guard<'_>,
    value: &Local,
    mut take: impl FnMut(T),
) -> Result<(), Error> {
    let mut charge = guard.work(|cx| Charge::new(cx, 0))?;
    let mut at = value.value();
    let mut count = 0usize;
    guard.work(|cx| seq::to_seq(cx, &mut at))?;
    while !at.is_nil() {
        let item = Local::new(guard.work(|cx| {
            cx.safepoint()?;
            seq::first(cx, at)
        })?);
        take(T::from_clojure(guard, &item)?);
        count += 1;
        if count.is_multiple_of(STEP) {
            guard.work(|cx| charge.resize(cx, count * size_of::<T>().max(1)))?;
        }
        guard.work(|cx| seq::to_next(cx, &mut at))?;
    }
    Ok(())
}

impl<T: FromClojure> FromClojure for Vec<T> {
    fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        each(guard, value, |item| items.push(item))?;
        Ok(items)
    }
}

macro_rules! sets {
    ($($set:ident: $($bound:ident)+;)*) => {$(
        impl<T: FromClojure $(+ $bound)+> FromClojure for $set<T> {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Self, Error> {
                let mut items = $set::default();
                each(guard, value, |item| {
                    items.insert(item);
                })?;
                Ok(items)
            }
        }

        impl<T: IntoClojure> IntoClojure for $set<T> {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let items = gather(slot, self)?;
                let made = slot.guard().work(|cx| set::from_slice(cx, &items))?;
                slot.put(made);
                Ok(())
            }
        }
    )*};
}

sets! {
    HashSet: Eq Hash;
    BTreeSet: Ord;
}

macro_rules! maps {
    ($($map:ident: $($bound:ident)+;)*) => {$(
        impl<K: FromClojure $(+ $bound)+, V: FromClojure> FromClojure for $map<K, V> {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Self, Error> {
                let found = value.value();
                if !found.is_nil() && !map::is_map(found) {
                    return Err(mismatch(guard, "a map", found));
                }
                let pairs = guard.work(|cx| maps::pairs(cx, found))?;
                let mut items = $map::default();
                for pair in pairs.chunks_exact(2) {
                    let (key, value) = (Local::new(pair[0]), Local::new(pair[1]));
                    let key = K::from_clojure(guard, &key)?;
                    items.insert(key, V::from_clojure(guard, &value)?);
                }
                Ok(items)
            }
        }

        impl<K: IntoClojure, V: IntoClojure> IntoClojure for $map<K, V> {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let mut pairs = RootVec::new(slot.guard().mutator());
                for (key, value) in self {
                    for part in [slot.guard().value_of(key)?, slot.guard().value_of(value)?] {
                        pairs.push(part);
                    }
                }
                let made = slot.guard().work(|cx| map::hash_map(cx, &pairs))?;
                slot.put(made);
                Ok(())
            }
        }
    )*};
}

maps! {
    HashMap: Eq Hash;
    BTreeMap: Ord;
}

/// The Clojure values of some Rust values.
fn gather<T: IntoClojure>(
    slot: &mut Slot<'_, '_>,
    items: impl IntoIterator<Item = T>,
) -> Result<RootVec, Error> {
    let mut values = RootVec::new(slot.guard().mutator());
    for item in items {
        let value = slot.guard().value_of(item)?;
        values.push(value);
    }
    Ok(values)
}

fn put_vector(slot: &mut Slot<'_, '_>, items: &RootVec) -> Result<(), Error> {
    let made = slot.guard().work(|cx| vector::from_slice(cx, items))?;
    slot.put(made);
    Ok(())
}

impl<T: IntoClojure> IntoClojure for Vec<T> {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let items = gather(slot, self)?;
        put_vector(slot, &items)
    }
}

impl<'t, T> IntoClojure for &'t [T]
where
    &'t T: IntoClojure,
{
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let items = gather(slot, self)?;
        put_vector(slot, &items)
    }
}

impl<T: IntoClojure, const N: usize> IntoClojure for [T; N] {
    fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
        let items = gather(slot, self)?;
        put_vector(slot, &items)
    }
}

macro_rules! tuples {
    ($(($count:literal: $($part:ident)+))*) => {$(
        impl<$($part: FromClojure),+> FromClojure for ($($part,)+) {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<Self, Error> {
                let found = value.value();
                // One more than wanted is enough to see that there are too many.
                let items = guard.work(|cx| {
                    let mut items = RootVec::new(cx);
                    let mut at = found;
                    seq::to_seq(cx, &mut at)?;
                    while !at.is_nil() && items.len() <= $count {
                        let item = seq::first(cx, at)?;
                        items.push(item);
                        seq::to_next(cx, &mut at)?;
                    }
                    Ok(items)
                })?;
                if items.len() != $count {
                    let expected = concat!("a collection of ", $count);
                    return Err(mismatch(guard, expected, found));
                }
                let mut next = items.iter().copied().map(Local::new);
                Ok(($({
                    let item = next.next().expect("counted above");
                    $part::from_clojure(guard, &item)?
                },)+))
            }
        }

        impl<$($part: IntoClojure),+> IntoClojure for ($($part,)+) {
            #[expect(non_snake_case, reason = "the parts are named as their types")]
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let ($($part,)+) = self;
                let mut items = RootVec::new(slot.guard().mutator());
                $(
                    let item = slot.guard().value_of($part)?;
                    items.push(item);
                )+
                put_vector(slot, &items)
            }
        }
    )*};
}

tuples! {
    (1: A)
    (2: A B)
    (3: A B C)
    (4: A B C D)
    (5: A B C D E)
    (6: A B C D E F)
}

macro_rules! references {
    ($($rust:ty)*) => {$(
        impl IntoClojure for &$rust {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                (*self).into_clojure(slot)
            }
        }
    )*};
}

references! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 bool char &str }
