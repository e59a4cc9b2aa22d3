//! `java.util.Comparator`, and what Java offers ready-made.

use data::host_object;
use data::kind;

use crate::prelude::*;

/// Which order a ready-made comparator means: one of `REVERSE` and so on.
const SORT: usize = 0;
/// What another one is the reverse of.
const OF: usize = 1;
const CASE_INSENSITIVE: i32 = 0;
const REVERSE: i32 = 1;
const NATURAL: i32 = 2;

fn make(cx: &mut Mutator, sort: i32, of: Value) -> Result {
    let class = runtime::class::for_name(cx, "java.util.Collections$ReverseComparator")?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[Value::small(sort), of])
}

pub fn case_insensitive(cx: &mut Mutator) -> Result {
    make(cx, CASE_INSENSITIVE, Value::NIL)
}

pub fn reverse(cx: &mut Mutator, of: Value) -> Result {
    make(cx, REVERSE, of)
}

#[host_class("java.util.Comparator")]
pub mod java_comparator {
    use super::*;

    #[method("reverseOrder")]
    fn reverse_order(cx: &mut Mutator) -> Result {
        reverse(cx, Value::NIL)
    }

    #[method("naturalOrder")]
    fn natural_order(cx: &mut Mutator) -> Result {
        make(cx, NATURAL, Value::NIL)
    }

    #[instance_method("compare")]
    fn compare(cx: &mut Mutator, this: Value, a: Value, b: Value) -> Result<Int> {
        let Some(comparator) = host_object::of(this) else {
            return compare_by(cx, this, a, b).map(Int);
        };
        let (sort, of) = (comparator.number(SORT) as i32, comparator.get(OF));
        match sort {
            CASE_INSENSITIVE => match (data::string::of(a), data::string::of(b)) {
                (Some(a), Some(b)) => Ok(Int(crate::java::lang::string::compare_ignore_case(a, b))),
                _ => Err(data::throw::class_cast(cx, a, "java.lang.String")),
            },
            REVERSE => compare_by(cx, of, b, a).map(Int),
            _ => compare_by(cx, Value::NIL, a, b).map(Int),
        }
    }

    #[instance_method("reversed")]
    fn reversed(cx: &mut Mutator, this: Value) -> Result {
        reverse(cx, this)
    }
}
