//! `java.util.Random`: the same numbers from the same seed as on the JVM.

use data::host_object;
use data::kind;

use crate::prelude::*;

/// The 48 bits of the generator.
const SEED: usize = 0;
/// The second of a pair of Gaussian numbers, when it has not been asked for.
const GAUSSIAN: usize = 1;

const MULTIPLIER: i64 = 0x5_DEEC_E66D;
const MASK: i64 = (1 << 48) - 1;

fn fresh_seed() -> i64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::time::Instant::now()) as i64
}

fn scrambled(seed: i64) -> Value {
    Value::fixnum((seed ^ MULTIPLIER) & MASK).unwrap_or(Value::NIL)
}

/// A generator; without a seed, one that nobody can foresee.
pub fn new(cx: &mut Mutator, seed: Option<i64>) -> Result {
    let class = runtime::class::for_name(cx, "java.util.Random")?;
    let seed = scrambled(seed.unwrap_or_else(fresh_seed));
    host_object::new(cx, kind::HOST_OBJECT, class, &[seed])
}

/// The next bits of a generator; two threads never get the same ones.
pub fn next(cx: &mut Mutator, random: Value, bits: u32) -> i32 {
    let Some(object) = host_object::of(random) else { return 0 };
    loop {
        let old = object.get(SEED);
        let seed = old.as_fixnum().unwrap_or(0);
        let seed = seed.wrapping_mul(MULTIPLIER).wrapping_add(0xb) & MASK;
        let new = Value::fixnum(seed).unwrap_or(Value::NIL);
        if cx.compare_exchange(random, object.field(SEED), old, new).is_ok() {
            return (seed >> (48 - bits)) as i32;
        }
    }
}

pub fn next_int(cx: &mut Mutator, random: Value, bound: i32) -> i32 {
    let mut bits = next(cx, random, 31);
    let most = bound - 1;
    if bound & most == 0 {
        return ((i64::from(bound) * i64::from(bits)) >> 31) as i32;
    }
    loop {
        let result = bits % bound;
        if bits.wrapping_sub(result).wrapping_add(most) >= 0 {
            return result;
        }
        bits = next(cx, random, 31);
    }
}

fn next_long(cx: &mut Mutator, random: Value) -> i64 {
    let high = i64::from(next(cx, random, 32)) << 32;
    high.wrapping_add(i64::from(next(cx, random, 32)))
}

fn next_double(cx: &mut Mutator, random: Value) -> f64 {
    let high = i64::from(next(cx, random, 26)) << 27;
    (high + i64::from(next(cx, random, 27))) as f64 * (1.0 / (1i64 << 53) as f64)
}

/// `Math.random()`.
pub fn shared_double(cx: &mut Mutator) -> Result<f64> {
    let random = new(cx, None)?;
    Ok(next_double(cx, random))
}

fn next_gaussian(cx: &mut Mutator, random: Value) -> Result<f64> {
    if let Some(object) = host_object::of(random)
        && let Some(kept) = data::num::as_f64(object.get(GAUSSIAN))
    {
        host_object::set(cx, random, GAUSSIAN, Value::NIL);
        return Ok(kept);
    }
    loop {
        let a = 2.0 * next_double(cx, random) - 1.0;
        let b = 2.0 * next_double(cx, random) - 1.0;
        let sum = a * a + b * b;
        if sum < 1.0 && sum != 0.0 {
            let factor = (-2.0 * sum.ln() / sum).sqrt();
            let other = data::num::from_f64(cx, b * factor)?;
            host_object::set(cx, random, GAUSSIAN, other);
            return Ok(a * factor);
        }
    }
}

fn bad_bound(cx: &mut Mutator) -> Thrown {
    data::throw::illegal_argument(cx, "bound must be positive")
}

#[host_class("java.util.Random")]
pub mod java_random {
    use super::*;

    #[constructor]
    fn construct(cx: &mut Mutator, seed: Option<i64>) -> Result {
        new(cx, seed)
    }

    #[instance_method("setSeed")]
    fn set_seed(cx: &mut Mutator, this: Value, seed: i64) -> Result<()> {
        host_object::set(cx, this, SEED, scrambled(seed));
        host_object::set(cx, this, GAUSSIAN, Value::NIL);
        Ok(())
    }

    #[instance_method("nextInt")]
    fn int_below(cx: &mut Mutator, this: Value, a: Option<Int>, b: Option<Int>) -> Result<Int> {
        match (a, b) {
            (None, _) => Ok(Int(next(cx, this, 32))),
            (Some(bound), None) if bound.0 <= 0 => Err(bad_bound(cx)),
            (Some(bound), None) => Ok(Int(next_int(cx, this, bound.0))),
            (Some(low), Some(high)) if low >= high => {
                Err(data::throw::illegal_argument(cx, "bound must be greater than origin"))
            }
            (Some(low), Some(high)) => match high.0.checked_sub(low.0) {
                Some(width) => Ok(Int(next_int(cx, this, width) + low.0)),
                None => loop {
                    let n = next(cx, this, 32);
                    if n >= low.0 && n < high.0 {
                        break Ok(Int(n));
                    }
                },
            },
        }
    }

    #[instance_method("nextLong")]
    fn long(cx: &mut Mutator, this: Value) -> Result<i64> {
        Ok(next_long(cx, this))
    }

    #[instance_method("nextDouble")]
    fn double(cx: &mut Mutator, this: Value) -> Result<f64> {
        Ok(next_double(cx, this))
    }

    #[instance_method("nextFloat")]
    fn float(cx: &mut Mutator, this: Value) -> Result<Float> {
        Ok(Float(next(cx, this, 24) as f32 / (1 << 24) as f32))
    }

    #[instance_method("nextBoolean")]
    fn boolean(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(next(cx, this, 1) != 0)
    }

    #[instance_method("nextGaussian")]
    fn gaussian(cx: &mut Mutator, this: Value) -> Result<f64> {
        next_gaussian(cx, this)
    }

    #[instance_method("nextBytes")]
    fn bytes(cx: &mut Mutator, this: Value, array: Value) -> Result<()> {
        let length = data::array::len(array).unwrap_or(0);
        let mut at = 0;
        while at < length {
            let mut bits = next(cx, this, 32);
            for _ in 0..4.min(length - at) {
                data::array::aset(cx, array, at as i64, Value::small((bits as i8).into()))?;
                bits >>= 8;
                at += 1;
            }
        }
        Ok(())
    }
}

#[host_class("java.util.concurrent.ThreadLocalRandom")]
pub mod thread_local_random {
    use super::*;

    #[method("current")]
    fn current(cx: &mut Mutator) -> Result {
        new(cx, None)
    }
}
