//! Streams, as far as a program that has a collection in hand meets them. They are not lazy.

use data::host_object;
use data::kind;

use super::iterator;
use super::list::{self, Access};
use crate::prelude::*;

/// The items, a vector.
const ITEMS: usize = 0;

/// A stream of these items.
pub fn of(cx: &mut Mutator, items: &[Value]) -> Result {
    let class = runtime::class::for_name(cx, "java.util.stream.Stream")?;
    let vector = data::vector::from_slice(cx, items)?;
    host_object::new(cx, kind::HOST_OBJECT, class, &[vector])
}

fn items(cx: &mut Mutator, stream: Value) -> Result<RootVec> {
    match host_object::of(stream) {
        Some(stream) => data::seq::to_rootvec(cx, stream.get(ITEMS)),
        None => Err(data::throw::class_cast(cx, stream, "java.util.stream.Stream")),
    }
}

#[host_class("java.util.stream.BaseStream")]
pub mod base_stream {
    use super::*;

    #[instance_method("iterator")]
    fn iterator_of(cx: &mut Mutator, this: Value) -> Result {
        let items = items(cx, this)?;
        let vector = data::vector::from_slice(cx, &items)?;
        iterator::over(cx, vector)
    }

    #[instance_method("close")]
    fn close(_cx: &mut Mutator, _this: Value) -> Result<()> {
        Ok(())
    }
}

#[host_class("java.util.stream.Stream")]
pub mod java_stream {
    use super::*;

    #[method("of")]
    fn of_items(cx: &mut Mutator, items: &[Value]) -> Result {
        of(cx, items)
    }

    #[instance_method("toArray")]
    fn to_array(cx: &mut Mutator, this: Value) -> Result {
        let items = items(cx, this)?;
        data::array::objects_from_slice(cx, &items)
    }

    #[instance_method("toList")]
    fn to_list(cx: &mut Mutator, this: Value) -> Result {
        let items = items(cx, this)?;
        list::new(cx, super::super::UNMODIFIABLE_LIST, &items, Access::Read)
    }

    #[instance_method("count")]
    fn count(cx: &mut Mutator, this: Value) -> Result<i64> {
        Ok(items(cx, this)?.len() as i64)
    }

    #[instance_method("forEach")]
    fn for_each(cx: &mut Mutator, this: Value, action: Value) -> Result<()> {
        for item in items(cx, this)?.iter() {
            call(cx, action, "accept", &[*item])?;
        }
        Ok(())
    }

    #[instance_method("map")]
    fn map(cx: &mut Mutator, this: Value, function: Value) -> Result {
        let mut mapped = RootVec::new(cx);
        for item in items(cx, this)?.iter() {
            let new = call(cx, function, "apply", &[*item])?;
            mapped.push(new);
        }
        of(cx, &mapped)
    }

    #[instance_method("filter")]
    fn filter(cx: &mut Mutator, this: Value, test: Value) -> Result {
        let mut kept = RootVec::new(cx);
        for item in items(cx, this)?.iter() {
            if call(cx, test, "test", &[*item])?.is_truthy() {
                kept.push(*item);
            }
        }
        of(cx, &kept)
    }

    #[instance_method("boxed")]
    fn boxed(_cx: &mut Mutator, this: Value) -> Result {
        Ok(this)
    }

    #[instance_method("limit")]
    fn limit(cx: &mut Mutator, this: Value, most: i64) -> Result {
        let mut items = items(cx, this)?;
        items.truncate(usize::try_from(most).unwrap_or(0));
        of(cx, &items)
    }

    #[instance_method("skip")]
    fn skip(cx: &mut Mutator, this: Value, count: i64) -> Result {
        let items = items(cx, this)?;
        let from = usize::try_from(count).unwrap_or(0).min(items.len());
        of(cx, &items[from..])
    }

    #[instance_method("sorted")]
    fn sorted(cx: &mut Mutator, this: Value, comparator: Option<Value>) -> Result {
        let mut items = items(cx, this)?;
        sort(cx, &mut items, comparator.unwrap_or(Value::NIL))?;
        of(cx, &items)
    }

    #[instance_method("sum")]
    fn sum(cx: &mut Mutator, this: Value) -> Result {
        let mut sum = Value::small(0);
        for item in items(cx, this)?.iter() {
            sum = data::num::add(cx, sum, *item)?;
        }
        Ok(sum)
    }

    #[instance_method("anyMatch")]
    fn any_match(cx: &mut Mutator, this: Value, test: Value) -> Result<bool> {
        for item in items(cx, this)?.iter() {
            if call(cx, test, "test", &[*item])?.is_truthy() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[instance_method("allMatch")]
    fn all_match(cx: &mut Mutator, this: Value, test: Value) -> Result<bool> {
        for item in items(cx, this)?.iter() {
            if !call(cx, test, "test", &[*item])?.is_truthy() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    #[instance_method("reduce")]
    fn reduce(cx: &mut Mutator, this: Value, start: Value, function: Value) -> Result {
        let mut result = start;
        for item in items(cx, this)?.iter() {
            result = call(cx, function, "apply", &[result, *item])?;
        }
        Ok(result)
    }
}
