//! `AtomicLong`, `AtomicInteger`, `AtomicBoolean` and `AtomicReference`.

use data::{host_object, kind};

use crate::prelude::*;

const VALUE: usize = 0;

fn make(cx: &mut Mutator, class: &str, value: Value) -> Result {
    let class = runtime::class::for_name(cx, class)?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[value])
}

fn get(cx: &mut Mutator, this: Value) -> Result {
    match host_object::of(this) {
        Some(object) => Ok(object.get(VALUE)),
        None => {
            Err(data::throw::class_cast(cx, this, "java.util.concurrent.atomic.AtomicReference"))
        }
    }
}

/// Replaces the value by what `change` makes of it; answers old and new.
fn update(
    cx: &mut Mutator,
    this: Value,
    mut change: impl FnMut(&mut Mutator, Value) -> Result,
) -> Result<(Value, Value)> {
    loop {
        let old = get(cx, this)?;
        let new = change(cx, old)?;
        let Some(object) = host_object::of(this) else { return Ok((old, new)) };
        if cx.compare_exchange(this, object.field(VALUE), old, new).is_ok() {
            return Ok((old, new));
        }
    }
}

/// Puts `new` in the place of what is the same as `expected`.
fn replace(
    cx: &mut Mutator,
    this: Value,
    new: Value,
    same: impl Fn(Value) -> bool,
) -> Result<bool> {
    loop {
        let old = get(cx, this)?;
        if !same(old) {
            return Ok(false);
        }
        let Some(object) = host_object::of(this) else { return Ok(false) };
        if cx.compare_exchange(this, object.field(VALUE), old, new).is_ok() {
            return Ok(true);
        }
    }
}

macro_rules! number {
    ($class:literal, $module:ident, $type:ty, $boxed:ty, $wrap:expr, $raw:expr, $from:path) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            /// A number as the object keeps it.
            fn kept(cx: &mut Mutator, n: $type) -> Result {
                $from(cx, n)
            }

            fn number(value: Value) -> $type {
                data::num::as_integer(value).unwrap_or(0) as $type
            }

            fn add(cx: &mut Mutator, this: Value, n: $type) -> Result<($type, $type)> {
                let (old, new) = update(cx, this, |cx, old| kept(cx, number(old).wrapping_add(n)))?;
                Ok((number(old), number(new)))
            }

            #[constructor]
            fn new(cx: &mut Mutator, n: Option<$boxed>) -> Result {
                let n = kept(cx, n.map_or(0, $raw))?;
                make(cx, $class, n)
            }

            #[instance_method("get")]
            fn get_number(cx: &mut Mutator, this: Value) -> Result<$boxed> {
                Ok($wrap(number(get(cx, this)?)))
            }

            #[instance_method("set")]
            fn set(cx: &mut Mutator, this: Value, n: $boxed) -> Result<()> {
                let n = kept(cx, $raw(n))?;
                host_object::set(cx, this, VALUE, n);
                Ok(())
            }

            #[instance_method("lazySet")]
            fn lazy_set(cx: &mut Mutator, this: Value, n: $boxed) -> Result<()> {
                set(cx, this, n)
            }

            #[instance_method("getAndSet")]
            fn get_and_set(cx: &mut Mutator, this: Value, n: $boxed) -> Result<$boxed> {
                let (old, _) = update(cx, this, |cx, _| kept(cx, $raw(n)))?;
                Ok($wrap(number(old)))
            }

            #[instance_method("compareAndSet")]
            fn compare_and_set(
                cx: &mut Mutator,
                this: Value,
                expected: $boxed,
                new: $boxed,
            ) -> Result<bool> {
                let new = kept(cx, $raw(new))?;
                replace(cx, this, new, |old| number(old) == $raw(expected))
            }

            #[instance_method("incrementAndGet")]
            fn increment_and_get(cx: &mut Mutator, this: Value) -> Result<$boxed> {
                add(cx, this, 1).map(|(_, new)| $wrap(new))
            }

            #[instance_method("decrementAndGet")]
            fn decrement_and_get(cx: &mut Mutator, this: Value) -> Result<$boxed> {
                add(cx, this, -1).map(|(_, new)| $wrap(new))
            }

            #[instance_method("getAndIncrement")]
            fn get_and_increment(cx: &mut Mutator, this: Value) -> Result<$boxed> {
                add(cx, this, 1).map(|(old, _)| $wrap(old))
            }

            #[instance_method("getAndDecrement")]
            fn get_and_decrement(cx: &mut Mutator, this: Value) -> Result<$boxed> {
                add(cx, this, -1).map(|(old, _)| $wrap(old))
            }

            #[instance_method("addAndGet")]
            fn add_and_get(cx: &mut Mutator, this: Value, n: $boxed) -> Result<$boxed> {
                add(cx, this, $raw(n)).map(|(_, new)| $wrap(new))
            }

            #[instance_method("getAndAdd")]
            fn get_and_add(cx: &mut Mutator, this: Value, n: $boxed) -> Result<$boxed> {
                add(cx, this, $raw(n)).map(|(old, _)| $wrap(old))
            }

            #[instance_method("updateAndGet")]
            fn update_and_get(cx: &mut Mutator, this: Value, function: Value) -> Result {
                let (_, new) =
                    update(cx, this, |cx, old| call(cx, function, "applyAsLong", &[old]))?;
                Ok(new)
            }

            #[instance_method("intValue")]
            fn int_value(cx: &mut Mutator, this: Value) -> Result<Int> {
                Ok(Int(number(get(cx, this)?) as i32))
            }

            #[instance_method("longValue")]
            fn long_value(cx: &mut Mutator, this: Value) -> Result<i64> {
                Ok(i64::from(number(get(cx, this)?)))
            }

            #[instance_method("doubleValue")]
            fn double_value(cx: &mut Mutator, this: Value) -> Result<f64> {
                Ok(number(get(cx, this)?) as f64)
            }
        }
    };
}

number!(
    "java.util.concurrent.atomic.AtomicLong",
    atomic_long,
    i64,
    i64,
    core::convert::identity::<i64>,
    core::convert::identity::<i64>,
    data::num::from_i64
);
number!(
    "java.util.concurrent.atomic.AtomicInteger",
    atomic_integer,
    i32,
    Int,
    Int,
    Int::get,
    data::num::from_i32
);

#[host_class("java.util.concurrent.atomic.AtomicBoolean")]
pub mod atomic_boolean {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, on: Option<bool>) -> Result {
        let on = Value::bool(on.unwrap_or(false));
        make(cx, "java.util.concurrent.atomic.AtomicBoolean", on)
    }

    #[instance_method("get")]
    fn get_value(cx: &mut Mutator, this: Value) -> Result {
        get(cx, this)
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, on: bool) -> Result<()> {
        host_object::set(cx, this, VALUE, Value::bool(on));
        Ok(())
    }

    #[instance_method("getAndSet")]
    fn get_and_set(cx: &mut Mutator, this: Value, on: bool) -> Result {
        update(cx, this, |_, _| Ok(Value::bool(on))).map(|(old, _)| old)
    }

    #[instance_method("compareAndSet")]
    fn compare_and_set(cx: &mut Mutator, this: Value, expected: bool, new: bool) -> Result<bool> {
        replace(cx, this, Value::bool(new), |old| old == Value::bool(expected))
    }
}

#[host_class("java.util.concurrent.atomic.AtomicReference")]
pub mod atomic_reference {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, value: Option<Value>) -> Result {
        let class = "java.util.concurrent.atomic.AtomicReference";
        make(cx, class, value.unwrap_or(Value::NIL))
    }

    #[instance_method("get")]
    fn get_value(cx: &mut Mutator, this: Value) -> Result {
        get(cx, this)
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, value: Value) -> Result<()> {
        host_object::set(cx, this, VALUE, value);
        Ok(())
    }

    #[instance_method("getAndSet")]
    fn get_and_set(cx: &mut Mutator, this: Value, value: Value) -> Result {
        update(cx, this, |_, _| Ok(value)).map(|(old, _)| old)
    }

    #[instance_method("compareAndSet")]
    fn compare_and_set(cx: &mut Mutator, this: Value, expected: Value, new: Value) -> Result<bool> {
        replace(cx, this, new, |old| old == expected)
    }

    #[instance_method("updateAndGet")]
    fn update_and_get(cx: &mut Mutator, this: Value, function: Value) -> Result {
        update(cx, this, |cx, old| call(cx, function, "apply", &[old])).map(|(_, new)| new)
    }

    #[instance_method("getAndUpdate")]
    fn get_and_update(cx: &mut Mutator, this: Value, function: Value) -> Result {
        update(cx, this, |cx, old| call(cx, function, "apply", &[old])).map(|(old, _)| old)
    }
}
