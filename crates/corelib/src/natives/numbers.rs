//! Arithmetic, comparison of numbers, predicates on numbers.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod arithmetic {
    use super::*;
    use data::class::ClassId;
    use data::num;

    /// The one argument of `+` or `*`, which must be a number or nil.
    fn checked(cx: &mut Mutator, x: Value) -> Result {
        if num::is_number(x) || x.is_nil() {
            Ok(x)
        } else {
            let class = data::class::class_name_of(cx, x);
            let message = format!("Cannot cast {class} to java.lang.Number");
            Err(data::throwable::throw(cx, ClassId::CLASS_CAST, message))
        }
    }

    /// Combines any number of arguments from the left.
    fn fold(
        cx: &mut Mutator,
        first: Value,
        more: &[Value],
        op: fn(&mut Mutator, Value, Value) -> Result,
    ) -> Result {
        more.iter().try_fold(first, |sum, &next| op(cx, sum, next))
    }

    /// Returns the sum of nums. (+) is 0. Longs that overflow throw, see +'.
    #[native(name = "+", since = "1.2", inline = Add, arglists = "([] [x] [x y] [x y & more])", leaf)]
    fn add(cx: &mut Mutator, x: Option<Value>, y: Option<Value>, more: &[Value]) -> Result {
        match (x, y) {
            (None, _) => Ok(Value::small(0)),
            (Some(x), None) => checked(cx, x),
            (Some(x), Some(y)) => {
                let sum = num::add(cx, x, y)?;
                fold(cx, sum, more, num::add)
            }
        }
    }

    /// Returns the sum of nums, as a BigInt when it is too large for a long.
    #[native(name = "+'", since = "1.0", arglists = "([] [x] [x y] [x y & more])", leaf)]
    fn add_promoting(
        cx: &mut Mutator,
        x: Option<Value>,
        y: Option<Value>,
        more: &[Value],
    ) -> Result {
        match (x, y) {
            (None, _) => Ok(Value::small(0)),
            (Some(x), None) => checked(cx, x),
            (Some(x), Some(y)) => {
                let sum = num::add_promoting(cx, x, y)?;
                fold(cx, sum, more, num::add_promoting)
            }
        }
    }

    /// Negates x, or subtracts the others from it. Longs that overflow throw, see -'.
    #[native(name = "-", since = "1.2", inline = Sub, leaf)]
    fn subtract(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result {
        match y {
            None => num::neg(cx, x),
            Some(y) => {
                let difference = num::sub(cx, x, y)?;
                fold(cx, difference, more, num::sub)
            }
        }
    }

    /// Negates x, or subtracts the others from it; the result is a BigInt when it is too large for a
    /// long.
    #[native(name = "-'", since = "1.0", leaf)]
    fn subtract_promoting(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result {
        match y {
            None => num::neg_promoting(cx, x),
            Some(y) => {
                let difference = num::sub_promoting(cx, x, y)?;
                fold(cx, difference, more, num::sub_promoting)
            }
        }
    }

    /// Returns the product of nums. (*) is 1. Longs that overflow throw, see *'.
    #[native(name = "*", since = "1.2", inline = Mul, arglists = "([] [x] [x y] [x y & more])", leaf)]
    fn multiply(cx: &mut Mutator, x: Option<Value>, y: Option<Value>, more: &[Value]) -> Result {
        match (x, y) {
            (None, _) => Ok(Value::small(1)),
            (Some(x), None) => checked(cx, x),
            (Some(x), Some(y)) => {
                let product = num::mul(cx, x, y)?;
                fold(cx, product, more, num::mul)
            }
        }
    }

    /// Returns the product of nums, as a BigInt when it is too large for a long.
    #[native(name = "*'", since = "1.0", arglists = "([] [x] [x y] [x y & more])", leaf)]
    fn multiply_promoting(
        cx: &mut Mutator,
        x: Option<Value>,
        y: Option<Value>,
        more: &[Value],
    ) -> Result {
        match (x, y) {
            (None, _) => Ok(Value::small(1)),
            (Some(x), None) => checked(cx, x),
            (Some(x), Some(y)) => {
                let product = num::mul_promoting(cx, x, y)?;
                fold(cx, product, more, num::mul_promoting)
            }
        }
    }

    /// Returns 1 divided by x, or x divided by the others.
    #[native(name = "/", since = "1.0", inline = Div, leaf)]
    fn divide(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result {
        match y {
            None => num::div(cx, Value::small(1), x),
            Some(y) => {
                let quotient = num::div(cx, x, y)?;
                fold(cx, quotient, more, num::div)
            }
        }
    }

    /// Returns x plus one. Throws when a long overflows, see inc'.
    #[native(since = "1.2", inline = Inc, leaf)]
    fn inc(cx: &mut Mutator, x: Value) -> Result {
        num::inc(cx, x)
    }

    /// Returns x plus one, as a BigInt when it is too large for a long.
    #[native(name = "inc'", since = "1.0", leaf)]
    fn inc_promoting(cx: &mut Mutator, x: Value) -> Result {
        num::inc_promoting(cx, x)
    }

    /// Returns x minus one. Throws when a long overflows, see dec'.
    #[native(since = "1.2", inline = Dec, leaf)]
    fn dec(cx: &mut Mutator, x: Value) -> Result {
        num::dec(cx, x)
    }

    /// Returns x minus one, as a BigInt when it is too small for a long.
    #[native(name = "dec'", since = "1.0", leaf)]
    fn dec_promoting(cx: &mut Mutator, x: Value) -> Result {
        num::dec_promoting(cx, x)
    }

    /// Returns how often div goes into num, rounded towards zero.
    #[native(since = "1.0", inline = Quot, leaf)]
    fn quot(cx: &mut Mutator, num: Value, div: Value) -> Result {
        data::num::quot(cx, num, div)
    }

    /// Returns what is left of num after quot; it has the sign of num.
    #[native(since = "1.0", inline = Rem, leaf)]
    fn rem(cx: &mut Mutator, num: Value, div: Value) -> Result {
        data::num::rem(cx, num, div)
    }

    /// Returns num modulo div; it has the sign of div.
    #[native(name = "mod", since = "1.0", inline = Mod, leaf)]
    fn modulo(cx: &mut Mutator, num: Value, div: Value) -> Result {
        data::num::mod_(cx, num, div)
    }

    /// True when `holds` for each argument and the next.
    fn chain(
        cx: &mut Mutator,
        x: Value,
        y: Option<Value>,
        more: &[Value],
        holds: fn(&mut Mutator, Value, Value) -> Result<bool>,
    ) -> Result<bool> {
        let Some(y) = y else { return Ok(true) };
        let mut last = y;
        if !holds(cx, x, y)? {
            return Ok(false);
        }
        for &next in more {
            if !holds(cx, last, next)? {
                return Ok(false);
            }
            last = next;
        }
        Ok(true)
    }

    /// Returns true when nums are in increasing order.
    #[native(name = "<", since = "1.0", inline = Lt, leaf)]
    fn lt(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result<bool> {
        chain(cx, x, y, more, num::lt)
    }

    /// Returns true when nums never decrease.
    #[native(name = "<=", since = "1.0", inline = Lte, leaf)]
    fn lte(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result<bool> {
        chain(cx, x, y, more, num::lte)
    }

    /// Returns true when nums are in decreasing order.
    #[native(name = ">", since = "1.0", inline = Gt, leaf)]
    fn gt(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result<bool> {
        chain(cx, x, y, more, num::gt)
    }

    /// Returns true when nums never increase.
    #[native(name = ">=", since = "1.0", inline = Gte, leaf)]
    fn gte(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result<bool> {
        chain(cx, x, y, more, num::gte)
    }

    /// Returns true when nums have one value, whatever their types.
    #[native(name = "==", since = "1.0", inline = NumEq, leaf)]
    fn num_eq(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result<bool> {
        chain(cx, x, y, more, num::equiv)
    }

    /// Returns the greatest of the nums.
    #[native(since = "1.0", inline = Max, leaf)]
    fn max(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result {
        match y {
            None => Ok(x),
            Some(y) => {
                let first = num::max(cx, x, y)?;
                fold(cx, first, more, num::max)
            }
        }
    }

    /// Returns the least of the nums.
    #[native(since = "1.0", inline = Min, leaf)]
    fn min(cx: &mut Mutator, x: Value, y: Option<Value>, more: &[Value]) -> Result {
        match y {
            None => Ok(x),
            Some(y) => {
                let first = num::min(cx, x, y)?;
                fold(cx, first, more, num::min)
            }
        }
    }

    /// Returns the absolute value of a. Long/MIN_VALUE is its own.
    #[native(since = "1.11", leaf)]
    fn abs(cx: &mut Mutator, a: Value) -> Result {
        num::abs(cx, a)
    }

    /// Returns true when num is zero.
    #[native(name = "zero?", since = "1.0", inline = IsZero, leaf)]
    fn is_zero(cx: &mut Mutator, num: Value) -> Result<bool> {
        data::num::is_zero(cx, num)
    }

    /// Returns true when num is greater than zero.
    #[native(name = "pos?", since = "1.0", inline = IsPos, leaf)]
    fn is_pos(cx: &mut Mutator, num: Value) -> Result<bool> {
        data::num::is_pos(cx, num)
    }

    /// Returns true when num is less than zero.
    #[native(name = "neg?", since = "1.0", inline = IsNeg, leaf)]
    fn is_neg(cx: &mut Mutator, num: Value) -> Result<bool> {
        data::num::is_neg(cx, num)
    }

    /// Returns true when n, an integer, is even.
    #[native(name = "even?", since = "1.0", inline = IsEven, leaf)]
    fn is_even(cx: &mut Mutator, n: Value) -> Result<bool> {
        Ok(!num::is_odd(cx, n)?)
    }

    /// Returns true when n, an integer, is odd.
    #[native(name = "odd?", since = "1.0", inline = IsOdd, leaf)]
    fn is_odd(cx: &mut Mutator, n: Value) -> Result<bool> {
        num::is_odd(cx, n)
    }

    /// Returns true when num, a double, is not a number.
    #[native(name = "NaN?", since = "1.11", leaf)]
    fn is_nan(_cx: &mut Mutator, num: f64) -> Result<bool> {
        Ok(num.is_nan())
    }

    /// Returns true when num, a double, is positive or negative infinity.
    #[native(name = "infinite?", since = "1.11", leaf)]
    fn is_infinite(_cx: &mut Mutator, num: f64) -> Result<bool> {
        Ok(num.is_infinite())
    }

    /// Returns the numerator of a ratio.
    #[native(since = "1.2", leaf)]
    fn numerator(cx: &mut Mutator, r: Value) -> Result {
        num::numerator(cx, r)
    }

    /// Returns the denominator of a ratio.
    #[native(since = "1.2", leaf)]
    fn denominator(cx: &mut Mutator, r: Value) -> Result {
        num::denominator(cx, r)
    }

    /// Returns the rational value of num.
    #[native(since = "1.0", leaf)]
    fn rationalize(cx: &mut Mutator, num: Value) -> Result {
        data::num::rationalize(cx, num)
    }
}
