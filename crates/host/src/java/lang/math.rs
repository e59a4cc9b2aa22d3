//! `java.lang.Math` and `java.lang.StrictMath`.

use crate::prelude::*;

fn long_overflow(cx: &mut Mutator) -> Thrown {
    data::throw::arithmetic(cx, "long overflow")
}

fn int_overflow(cx: &mut Mutator) -> Thrown {
    data::throw::arithmetic(cx, "integer overflow")
}

/// What an exact operation answers: a result that fits both arguments' type, or an exception.
fn exact(cx: &mut Mutator, ints: bool, result: Option<i64>) -> Result {
    match (result, ints) {
        (Some(n), true) => match i32::try_from(n) {
            Ok(n) => data::num::from_i32(cx, n),
            Err(_) => Err(int_overflow(cx)),
        },
        (Some(n), false) => data::num::from_i64(cx, n),
        (None, true) => Err(int_overflow(cx)),
        (None, false) => Err(long_overflow(cx)),
    }
}

/// True when the argument is an `Integer` or smaller: Java takes the overload for ints then.
fn is_int(value: Value) -> bool {
    let kind = value.kind();
    [data::kind::INTEGER, data::kind::SHORT, data::kind::BYTE].contains(&kind)
}

/// The integers in both values, and whether both are ints.
fn integers(cx: &mut Mutator, name: &str, a: Value, b: Value) -> Result<(i64, i64, bool)> {
    match (data::num::as_integer(a), data::num::as_integer(b)) {
        (Some(x), Some(y)) => Ok((x, y, is_int(a) && is_int(b))),
        _ => Err(no_overload(cx, name, 2)),
    }
}

fn integer(cx: &mut Mutator, name: &str, a: Value) -> Result<(i64, bool)> {
    match data::num::as_integer(a) {
        Some(n) => Ok((n, is_int(a))),
        None => Err(no_overload(cx, name, 1)),
    }
}

/// The number in a value as a double, for the overloads of `double`.
fn as_double(value: Value) -> Option<f64> {
    match data::num::view(value)? {
        data::num::Number::Double(d) => Some(d),
        data::num::Number::Float(f) => Some(f as f64),
        _ => None,
    }
}

/// `round`: half up, which is not what Rust's does for negative numbers.
fn round_half_up(d: f64) -> i64 {
    let floor = d.floor();
    (if d - floor >= 0.5 { floor + 1.0 } else { floor }) as i64
}

fn rint(d: f64) -> f64 {
    d.round_ties_even()
}

fn next_after(from: f64, to: f64) -> f64 {
    if from > to {
        from.next_down()
    } else if from < to {
        from.next_up()
    } else if from.is_nan() || to.is_nan() {
        f64::NAN
    } else {
        to
    }
}

fn ulp(d: f64) -> f64 {
    if d.is_nan() {
        d
    } else if d.is_infinite() {
        f64::INFINITY
    } else {
        let d = d.abs();
        if d == f64::MAX { d - d.next_down() } else { d.next_up() - d }
    }
}

fn ieee_remainder(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() || x.is_infinite() || y == 0.0 {
        return f64::NAN;
    }
    if y.is_infinite() {
        return x;
    }
    let rest = x % y;
    let half = y.abs() / 2.0;
    let adjust = rest.abs() > half || (rest.abs() == half && ((x - rest) / y) % 2.0 != 0.0);
    let result = if adjust { rest - y.abs().copysign(rest) } else { rest };
    if result == 0.0 { 0f64.copysign(x) } else { result }
}

fn exponent(d: f64) -> i32 {
    match (d.to_bits() >> 52 & 0x7ff) as i32 {
        0 => -1023,
        biased => biased - 1023,
    }
}

fn scalb(d: f64, factor: i32) -> f64 {
    // In steps, so that no power leaves the range before the result does.
    let (mut d, mut left) = (d, factor.clamp(-2200, 2200));
    while left != 0 {
        let step = left.clamp(-500, 500);
        d *= 2f64.powi(step);
        left -= step;
    }
    d
}

/// Java's `pow`, which differs from C's where the base is 1 or -1.
fn pow(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    base.powf(exponent)
}

fn signum(d: f64) -> f64 {
    if d == 0.0 || d.is_nan() { d } else { 1f64.copysign(d) }
}

fn larger(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if a == b && a == 0.0 {
        if a.is_sign_positive() { a } else { b }
    } else {
        a.max(b)
    }
}

fn smaller(a: f64, b: f64) -> f64 {
    -larger(-a, -b)
}

fn floor_div(a: i64, b: i64) -> i64 {
    num_integer::Integer::div_floor(&a, &b)
}

macro_rules! math {
    ($class:literal, $module:ident) => {
        #[host_class($class)]
        pub mod $module {
            use super::*;

            #[field("PI")]
            const PI: f64 = std::f64::consts::PI;
            #[field("E")]
            const E: f64 = std::f64::consts::E;

            #[method("abs")]
            fn abs(cx: &mut Mutator, a: Value) -> Result {
                match data::num::view(a) {
                    Some(data::num::Number::Double(d)) => data::num::from_f64(cx, d.abs()),
                    Some(data::num::Number::Float(f)) => data::num::from_f32(cx, f.abs()),
                    _ => {
                        let (n, int) = integer(cx, "abs", a)?;
                        match int {
                            true => data::num::from_i32(cx, (n as i32).wrapping_abs()),
                            false => data::num::from_i64(cx, n.wrapping_abs()),
                        }
                    }
                }
            }

            #[method("max")]
            fn max(cx: &mut Mutator, a: Value, b: Value) -> Result {
                extreme(cx, "max", a, b, i64::max, larger)
            }

            #[method("min")]
            fn min(cx: &mut Mutator, a: Value, b: Value) -> Result {
                extreme(cx, "min", a, b, i64::min, smaller)
            }

            #[method("floor")]
            fn floor(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.floor())
            }

            #[method("ceil")]
            fn ceil(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.ceil())
            }

            #[method("rint")]
            fn rint_of(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(rint(a))
            }

            #[method("round")]
            fn round(cx: &mut Mutator, a: Value) -> Result {
                match data::num::view(a) {
                    Some(data::num::Number::Double(d)) => data::num::from_i64(cx, round_half_up(d)),
                    Some(data::num::Number::Float(f)) => {
                        let rounded = round_half_up(f as f64);
                        data::num::from_i32(
                            cx,
                            rounded.clamp(i32::MIN.into(), i32::MAX.into()) as i32,
                        )
                    }
                    _ => match data::num::as_integer(a) {
                        // A long becomes the nearest float or double; only large ones change.
                        Some(n) => data::num::from_i64(cx, round_half_up(n as f64)),
                        None => Err(no_overload(cx, "round", 1)),
                    },
                }
            }

            #[method("sqrt")]
            fn sqrt(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.sqrt())
            }

            #[method("cbrt")]
            fn cbrt(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.cbrt())
            }

            #[method("pow")]
            fn pow_of(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
                Ok(pow(a, b))
            }

            #[method("exp")]
            fn exp(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.exp())
            }

            #[method("expm1")]
            fn expm1(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.exp_m1())
            }

            #[method("log")]
            fn log(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.ln())
            }

            #[method("log10")]
            fn log10(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.log10())
            }

            #[method("log1p")]
            fn log1p(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.ln_1p())
            }

            #[method("sin")]
            fn sin(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.sin())
            }

            #[method("cos")]
            fn cos(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.cos())
            }

            #[method("tan")]
            fn tan(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.tan())
            }

            #[method("asin")]
            fn asin(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.asin())
            }

            #[method("acos")]
            fn acos(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.acos())
            }

            #[method("atan")]
            fn atan(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.atan())
            }

            #[method("atan2")]
            fn atan2(_cx: &mut Mutator, y: f64, x: f64) -> Result<f64> {
                Ok(y.atan2(x))
            }

            #[method("sinh")]
            fn sinh(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.sinh())
            }

            #[method("cosh")]
            fn cosh(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.cosh())
            }

            #[method("tanh")]
            fn tanh(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.tanh())
            }

            #[method("hypot")]
            fn hypot(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
                Ok(a.hypot(b))
            }

            #[method("toDegrees")]
            fn to_degrees(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a * (180.0 / std::f64::consts::PI))
            }

            #[method("toRadians")]
            fn to_radians(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a * (std::f64::consts::PI / 180.0))
            }

            #[method("signum")]
            fn signum_of(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(signum(a))
            }

            #[method("copySign")]
            fn copy_sign(_cx: &mut Mutator, a: f64, sign: f64) -> Result<f64> {
                Ok(a.copysign(sign))
            }

            #[method("nextUp")]
            fn next_up(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.next_up())
            }

            #[method("nextDown")]
            fn next_down(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(a.next_down())
            }

            #[method("nextAfter")]
            fn next_after_of(_cx: &mut Mutator, from: f64, to: f64) -> Result<f64> {
                Ok(next_after(from, to))
            }

            #[method("ulp")]
            fn ulp_of(_cx: &mut Mutator, a: f64) -> Result<f64> {
                Ok(ulp(a))
            }

            #[method("getExponent")]
            fn get_exponent(_cx: &mut Mutator, a: f64) -> Result<Int> {
                Ok(Int(exponent(a)))
            }

            #[method("scalb")]
            fn scalb_of(_cx: &mut Mutator, a: f64, factor: Int) -> Result<f64> {
                Ok(scalb(a, factor.0))
            }

            #[method("IEEEremainder")]
            fn remainder(_cx: &mut Mutator, a: f64, b: f64) -> Result<f64> {
                Ok(ieee_remainder(a, b))
            }

            #[method("fma")]
            fn fma(_cx: &mut Mutator, a: f64, b: f64, c: f64) -> Result<f64> {
                Ok(a.mul_add(b, c))
            }

            #[method("random")]
            fn random(cx: &mut Mutator) -> Result<f64> {
                crate::java::util::random::shared_double(cx)
            }

            #[method("floorDiv")]
            fn floor_div_of(cx: &mut Mutator, a: Value, b: Value) -> Result {
                let (a, b, ints) = integers(cx, "floorDiv", a, b)?;
                if b == 0 {
                    return Err(data::throw::arithmetic(cx, "/ by zero"));
                }
                let quotient = if b == -1 { a.wrapping_neg() } else { floor_div(a, b) };
                match ints {
                    true => data::num::from_i32(cx, quotient as i32),
                    false => data::num::from_i64(cx, quotient),
                }
            }

            #[method("floorMod")]
            fn floor_mod(cx: &mut Mutator, a: Value, b: Value) -> Result {
                let (a, b, _) = integers(cx, "floorMod", a, b)?;
                if b == 0 {
                    return Err(data::throw::arithmetic(cx, "/ by zero"));
                }
                let rest = if b == -1 { 0 } else { num_integer::Integer::mod_floor(&a, &b) };
                // Java's result has the type of the divisor.
                data::num::from_i64(cx, rest)
            }

            #[method("addExact")]
            fn add_exact(cx: &mut Mutator, a: Value, b: Value) -> Result {
                let (a, b, ints) = integers(cx, "addExact", a, b)?;
                exact(cx, ints, a.checked_add(b))
            }

            #[method("subtractExact")]
            fn subtract_exact(cx: &mut Mutator, a: Value, b: Value) -> Result {
                let (a, b, ints) = integers(cx, "subtractExact", a, b)?;
                exact(cx, ints, a.checked_sub(b))
            }

            #[method("multiplyExact")]
            fn multiply_exact(cx: &mut Mutator, a: Value, b: Value) -> Result {
                let (a, b, ints) = integers(cx, "multiplyExact", a, b)?;
                exact(cx, ints, a.checked_mul(b))
            }

            #[method("incrementExact")]
            fn increment_exact(cx: &mut Mutator, a: Value) -> Result {
                let (a, int) = integer(cx, "incrementExact", a)?;
                exact(cx, int, a.checked_add(1))
            }

            #[method("decrementExact")]
            fn decrement_exact(cx: &mut Mutator, a: Value) -> Result {
                let (a, int) = integer(cx, "decrementExact", a)?;
                exact(cx, int, a.checked_sub(1))
            }

            #[method("negateExact")]
            fn negate_exact(cx: &mut Mutator, a: Value) -> Result {
                let (a, int) = integer(cx, "negateExact", a)?;
                exact(cx, int, a.checked_neg())
            }

            #[method("absExact")]
            fn abs_exact(cx: &mut Mutator, a: Value) -> Result {
                let (a, int) = integer(cx, "absExact", a)?;
                let result = a.checked_abs().filter(|n| !int || *n <= i32::MAX.into());
                match result {
                    Some(n) if int => data::num::from_i32(cx, n as i32),
                    Some(n) => data::num::from_i64(cx, n),
                    None => {
                        let name = if int { "Integer" } else { "Long" };
                        let message =
                            format!("Overflow to represent absolute value of {name}.MIN_VALUE");
                        Err(data::throw::arithmetic(cx, message))
                    }
                }
            }

            #[method("toIntExact")]
            fn to_int_exact(cx: &mut Mutator, a: i64) -> Result<Int> {
                i32::try_from(a).map(Int).map_err(|_| int_overflow(cx))
            }

            #[method("multiplyHigh")]
            fn multiply_high(_cx: &mut Mutator, a: i64, b: i64) -> Result<i64> {
                Ok((i128::from(a) * i128::from(b) >> 64) as i64)
            }
        }
    };
}

/// `max` or `min`, of two numbers of one type.
fn extreme(
    cx: &mut Mutator,
    name: &str,
    a: Value,
    b: Value,
    of_longs: fn(i64, i64) -> i64,
    of_doubles: fn(f64, f64) -> f64,
) -> Result {
    match (data::num::as_integer(a), data::num::as_integer(b)) {
        (Some(x), Some(y)) if is_int(a) && is_int(b) => {
            data::num::from_i32(cx, of_longs(x, y) as i32)
        }
        (Some(x), Some(y)) => data::num::from_i64(cx, of_longs(x, y)),
        (x, y) => {
            let x = x.map(|n| n as f64).or_else(|| as_double(a));
            let y = y.map(|n| n as f64).or_else(|| as_double(b));
            match (x, y) {
                (Some(x), Some(y)) => data::num::from_f64(cx, of_doubles(x, y)),
                _ => Err(no_overload(cx, name, 2)),
            }
        }
    }
}

math!("java.lang.Math", math);
math!("java.lang.StrictMath", strict_math);
