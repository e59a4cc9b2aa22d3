//! Constant folding: a core op on constants is its result.
//!
//! In: an op and its constant operands. Out: the value that the op would have, when it surely has one.
//! Only what fits into a word or is there already is folded: an op that would throw, allocate or run
//! code is left as it stands.

use data::vector::Vector;
use data::{keyword, map};
use heap::{Interfaces, Kind, Value};
use runtime::native::Intrinsic;

use crate::intrinsics;

/// The value of an op on constants, when it is known without executing it.
pub(crate) fn fold(op: Intrinsic, args: &[Value]) -> Option<Value> {
    match *args {
        [a] => unary(op, a),
        [a, b] => binary(op, a, b),
        [coll, key, default] if op == Intrinsic::Get => get(coll, key, default),
        _ => None,
    }
}

fn unary(op: Intrinsic, a: Value) -> Option<Value> {
    let truth = match op {
        Intrinsic::Inc | Intrinsic::UncheckedInc => {
            return arithmetic(Intrinsic::Add, a, Value::small(1));
        }
        Intrinsic::Dec | Intrinsic::UncheckedDec => {
            return arithmetic(Intrinsic::Sub, a, Value::small(1));
        }
        // The negative of a double zero is not 0 less it.
        Intrinsic::Sub => return Value::fixnum(a.as_fixnum()?.checked_neg()?),
        Intrinsic::First => return boxed(a.cast::<Vector>()?.get(0)?),
        Intrinsic::Not => !a.is_truthy(),
        Intrinsic::IsNil => a.is_nil(),
        Intrinsic::IsSome => !a.is_nil(),
        Intrinsic::IsTrue => a == Value::TRUE,
        Intrinsic::IsFalse => a == Value::FALSE,
        Intrinsic::IsZero => return compare(Intrinsic::NumEq, a, Value::small(0)),
        Intrinsic::IsPos => return compare(Intrinsic::Gt, a, Value::small(0)),
        Intrinsic::IsNeg => return compare(Intrinsic::Lt, a, Value::small(0)),
        _ => match (intrinsics::interface_of(op), intrinsics::kind_of(op)) {
            (Some(interface), _) => {
                a.desc().is_some_and(|desc| desc.info().interfaces.has(interface))
            }
            (None, Some(kind)) => a.kind() == kind,
            (None, None) => return None,
        },
    };
    Some(Value::bool(truth))
}

fn binary(op: Intrinsic, a: Value, b: Value) -> Option<Value> {
    match op {
        Intrinsic::Add
        | Intrinsic::Sub
        | Intrinsic::Mul
        | Intrinsic::Quot
        | Intrinsic::Rem
        | Intrinsic::UncheckedAdd
        | Intrinsic::UncheckedSub
        | Intrinsic::UncheckedMul => arithmetic(op, a, b),
        Intrinsic::Lt | Intrinsic::Lte | Intrinsic::Gt | Intrinsic::Gte | Intrinsic::NumEq => {
            compare(op, a, b)
        }
        Intrinsic::Equal => equal(a, b).map(Value::bool),
        Intrinsic::NotEqual => equal(a, b).map(|same| Value::bool(!same)),
        Intrinsic::Nth => {
            let index = usize::try_from(b.as_fixnum()?).ok()?;
            boxed(a.cast::<Vector>()?.get(index)?)
        }
        Intrinsic::Get => get(a, b, Value::NIL),
        _ => None,
    }
}

/// Of fixnums while the result is one; of doubles, or a double and a fixnum, while the result is an
/// immediate double.
fn arithmetic(op: Intrinsic, a: Value, b: Value) -> Option<Value> {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Value::fixnum(match op {
            Intrinsic::Add | Intrinsic::UncheckedAdd => x.checked_add(y)?,
            Intrinsic::Sub | Intrinsic::UncheckedSub => x.checked_sub(y)?,
            Intrinsic::Mul | Intrinsic::UncheckedMul => x.checked_mul(y)?,
            Intrinsic::Quot => x.checked_div(y)?,
            Intrinsic::Rem => x.checked_rem(y)?,
            _ => return None,
        });
    }
    let (x, y) = (double(a)?, double(b)?);
    Value::flonum(match op {
        Intrinsic::Add | Intrinsic::UncheckedAdd => x + y,
        Intrinsic::Sub | Intrinsic::UncheckedSub => x - y,
        Intrinsic::Mul | Intrinsic::UncheckedMul => x * y,
        _ => return None,
    })
}

fn compare(op: Intrinsic, a: Value, b: Value) -> Option<Value> {
    let order = match (a.as_fixnum(), b.as_fixnum()) {
        (Some(x), Some(y)) => x.cmp(&y),
        // A long is compared with a double as a double.
        _ => double(a)?.partial_cmp(&double(b)?)?,
    };
    Some(Value::bool(match op {
        Intrinsic::Lt => order.is_lt(),
        Intrinsic::Lte => order.is_le(),
        Intrinsic::Gt => order.is_gt(),
        Intrinsic::Gte => order.is_ge(),
        Intrinsic::NumEq => order.is_eq(),
        _ => return None,
    }))
}

fn double(value: Value) -> Option<f64> {
    value.as_flonum().or_else(|| value.as_fixnum().map(|number| number as f64))
}

/// Words tell of immediates and keywords; of other objects only their contents do.
fn equal(a: Value, b: Value) -> Option<bool> {
    let is_word = |value: Value| !value.is_heap() || keyword::of(value).is_some();
    // Doubles apart: a boxed one can equal an immediate one of another sign only when both are zero.
    let is_double = |value: Value| value.kind() == Kind::DOUBLE;
    if is_word(a) && is_word(b) && !is_double(a) && !is_double(b) { Some(a == b) } else { None }
}

/// Of a map with a shape and a keyword.
fn get(coll: Value, key: Value, default: Value) -> Option<Value> {
    map::shape_of(coll)?;
    keyword::of(key)?;
    match map::shape_slot(coll, key) {
        Some(slot) => boxed(map::value_in_slot(coll, slot)?),
        None => boxed(default),
    }
}

/// What comes out of a collection, unless it is a number: a number there is boxed, as a constant it
/// would be a primitive.
fn boxed(value: Value) -> Option<Value> {
    let is_number = value.desc().is_some_and(|desc| desc.info().interfaces.has(Interfaces::NUMBER));
    let is_number = is_number || value.is_fixnum() || value.is_flonum();
    (!is_number).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixnum(number: i64) -> Value {
        Value::fixnum(number).expect("the number is a fixnum")
    }

    #[test]
    fn what_stays_a_word_is_folded() {
        let rows = [
            (Intrinsic::Add, 1, 2, Some(fixnum(3))),
            (Intrinsic::Mul, 1 << 40, 1 << 40, None),
            (Intrinsic::Add, (1 << 62) - 1, 1, None),
            (Intrinsic::Quot, -7, 2, Some(fixnum(-3))),
            (Intrinsic::Rem, -7, 2, Some(fixnum(-1))),
            (Intrinsic::Quot, 1, 0, None),
            (Intrinsic::Lt, 1, 2, Some(Value::TRUE)),
            (Intrinsic::Equal, 1, 2, Some(Value::FALSE)),
            (Intrinsic::Div, 4, 2, None),
        ];
        for (op, a, b, expected) in rows {
            assert_eq!(fold(op, &[fixnum(a), fixnum(b)]), expected, "{op:?} {a} {b}");
        }
    }

    #[test]
    fn doubles_keep_their_rules() {
        let (half, nan) = (Value::flonum(0.5), Value::flonum(f64::NAN));
        let half = half.expect("0.5 is an immediate");
        assert_eq!(fold(Intrinsic::Add, &[half, fixnum(1)]), Value::flonum(1.5));
        assert_eq!(fold(Intrinsic::Equal, &[half, half]), None);
        assert_eq!(fold(Intrinsic::Sub, &[half]), None);
        assert_eq!(nan.and_then(|nan| fold(Intrinsic::Lt, &[nan, half])), None);
    }
}
