//! Constants of Java's enums: one object for each name, which a heap makes once.
//!
//! They stand in a map from class and name in a well-known slot.

use data::{host_object, kind};
use heap::Known;

use crate::prelude::*;

/// The constants made so far: a vector of `[class-name name object]` in one persistent map.
const CONSTANTS: Known = Known(Known::UPPER + 40);

/// The enums that have members here, with their constants in order.
const ENUMS: &[(&str, &[&str])] = &[
    (
        "java.math.RoundingMode",
        &["UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY"],
    ),
    (
        "java.util.concurrent.TimeUnit",
        &["NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS"],
    ),
    (
        "java.lang.Thread$State",
        &["NEW", "RUNNABLE", "BLOCKED", "WAITING", "TIMED_WAITING", "TERMINATED"],
    ),
];

fn names(class: &str) -> &'static [&'static str] {
    ENUMS.iter().find(|(name, _)| *name == class).map_or(&[], |(_, names)| names)
}

/// The constant of this name.
pub fn constant(cx: &mut Mutator, class: &str, name: &str) -> Result {
    let Some(ordinal) = names(class).iter().position(|own| *own == name) else {
        let message = format!("No enum constant {class}.{name}");
        return Err(data::throw::illegal_argument(cx, message.replace('$', ".")));
    };
    let key = string(cx, &format!("{class}/{name}"))?;
    let known = cx.known(CONSTANTS);
    if !known.is_nil() {
        let found = data::map::get(cx, known, key, Value::NIL)?;
        if !found.is_nil() {
            return Ok(found);
        }
    }
    let class = runtime::class::for_name(cx, class)?;
    let text = string(cx, name)?;
    let made =
        host_object::new(cx, kind::HOST_OBJECT, class, &[text, Value::small(ordinal as i32)])?;
    let map = if known.is_nil() { data::map::empty(cx) } else { known };
    let map = data::map::assoc(cx, map, key, made)?;
    cx.set_known(CONSTANTS, map);
    Ok(made)
}

/// The place of a constant in its enum; nothing when the value is none of that class.
pub fn ordinal(cx: &mut Mutator, value: Value, class: &str) -> Result<Option<usize>> {
    match host_object::of(value) {
        Some(object) if data::class::class_name_of(cx, value) == class => {
            Ok(usize::try_from(object.number(1)).ok())
        }
        _ => Ok(None),
    }
}

/// True for constants of the enums above.
pub fn is_constant(class: &str) -> bool {
    !names(class).is_empty()
}

fn values(cx: &mut Mutator, class: &str) -> Result {
    let mut all = RootVec::new(cx);
    for name in names(class) {
        let value = constant(cx, class, name)?;
        all.push(value);
    }
    array_of(cx, class, &all)
}

macro_rules! enumeration {
    ($class:literal, $module:ident, $($name:ident)*) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[method("valueOf")]
            fn value_of(cx: &mut Mutator, name: &Str) -> Result {
                constant(cx, $class, &name.to_str())
            }

            #[method("values")]
            fn all(cx: &mut Mutator) -> Result {
                values(cx, $class)
            }
        }
    };
}

enumeration!("java.math.RoundingMode", rounding_mode,);
enumeration!("java.util.concurrent.TimeUnit", time_unit,);
enumeration!("java.lang.Thread$State", thread_state,);

macro_rules! constants {
    ($class:literal, $module:ident, $($function:ident $name:literal)*) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            $(
                #[field($name)]
                fn $function(cx: &mut Mutator) -> Result {
                    constant(cx, $class, $name)
                }
            )*
        }
    };
}

constants!(
    "java.math.RoundingMode", rounding_mode_constants,
    up "UP" down "DOWN" ceiling "CEILING" floor "FLOOR" half_up "HALF_UP" half_down "HALF_DOWN"
    half_even "HALF_EVEN" unnecessary "UNNECESSARY"
);
constants!(
    "java.util.concurrent.TimeUnit", time_unit_constants,
    nanoseconds "NANOSECONDS" microseconds "MICROSECONDS" milliseconds "MILLISECONDS"
    seconds "SECONDS" minutes "MINUTES" hours "HOURS" days "DAYS"
);
constants!(
    "java.lang.Thread$State", thread_state_constants,
    new "NEW" runnable "RUNNABLE" blocked "BLOCKED" waiting "WAITING"
    timed_waiting "TIMED_WAITING" terminated "TERMINATED"
);

#[host_class("java.lang.Enum")]
pub mod java_enum {
    use super::*;

    #[instance_method("name")]
    fn name(cx: &mut Mutator, this: Value) -> Result {
        match host_object::of(this) {
            Some(object) => Ok(object.get(0)),
            None => to_string(cx, this),
        }
    }

    #[instance_method("ordinal")]
    fn ordinal_of(_cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(host_object::of(this).map_or(0, |object| object.number(1) as i32)))
    }

    #[instance_method("getDeclaringClass")]
    fn declaring_class(cx: &mut Mutator, this: Value) -> Result {
        data::class_of(cx, this)
    }
}

/// So many nanoseconds a unit has.
pub const NANOS: [i64; 7] =
    [1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000, 3_600_000_000_000, 86_400_000_000_000];

/// The nanoseconds of a `TimeUnit`.
pub fn nanos(cx: &mut Mutator, unit: Value) -> Result<i64> {
    match ordinal(cx, unit, "java.util.concurrent.TimeUnit")?.and_then(|at| NANOS.get(at)) {
        Some(nanos) => Ok(*nanos),
        None => Err(data::throw::class_cast(cx, unit, "java.util.concurrent.TimeUnit")),
    }
}

fn convert(cx: &mut Mutator, unit: Value, n: i64, to: usize) -> Result<i64> {
    let (from, to) = (nanos(cx, unit)?, NANOS[to]);
    Ok(match from >= to {
        true => n.saturating_mul(from / to),
        false => n / (to / from),
    })
}

macro_rules! conversions {
    ($($function:ident $name:literal $to:literal)*) => {
        #[host_class("java.util.concurrent.TimeUnit")]
        pub mod time_unit_methods {
            use super::*;

            $(
                #[instance_method($name)]
                fn $function(cx: &mut Mutator, this: Value, n: i64) -> Result<i64> {
                    super::convert(cx, this, n, $to)
                }
            )*

            #[instance_method("convert")]
            fn convert_from(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result<i64> {
                match ordinal(cx, this, "java.util.concurrent.TimeUnit")? {
                    Some(to) => super::convert(cx, unit, n, to),
                    None => Err(data::throw::class_cast(cx, this, "java.util.concurrent.TimeUnit")),
                }
            }

            #[instance_method("sleep")]
            fn sleep(cx: &mut Mutator, this: Value, n: i64) -> Result<()> {
                let nanos = nanos(cx, this)?.saturating_mul(n);
                let nanos = u64::try_from(nanos).unwrap_or(0);
                runtime::thread::sleep(cx, std::time::Duration::from_nanos(nanos))
            }
        }
    };
}

conversions!(
    to_nanos "toNanos" 0 to_micros "toMicros" 1 to_millis "toMillis" 2 to_seconds "toSeconds" 3
    to_minutes "toMinutes" 4 to_hours "toHours" 5 to_days "toDays" 6
);
