//! What the tests of this crate share.
#![allow(dead_code, reason = "each test file uses a part")]

use heap::{Mutator, Value};
use runtime::{namespace, var};

#[macros::natives("test.functions")]
pub mod functions {
    use heap::{Mutator, Result, Value};

    /// The first argument.
    #[native]
    fn identity(_cx: &mut Mutator, x: Value) -> Result<Value> {
        Ok(x)
    }

    /// A list of the arguments.
    #[native]
    fn listing(cx: &mut Mutator, items: &[Value]) -> Result<Value> {
        data::list::from_slice(cx, items)
    }

    /// One more.
    #[native]
    fn increment(_cx: &mut Mutator, n: i64) -> Result<i64> {
        Ok(n + 1)
    }

    /// True for positive longs.
    #[native]
    fn positive(_cx: &mut Mutator, n: i64) -> Result<bool> {
        Ok(n > 0)
    }

    /// Throws.
    #[native]
    fn refuse(cx: &mut Mutator, _items: &[Value]) -> Result<Value> {
        Err(data::throw::illegal_state(cx, "refused"))
    }

    /// Seven.
    #[native]
    fn seven(_cx: &mut Mutator, _items: &[Value]) -> Result<i64> {
        Ok(7)
    }
}

pub fn symbol(cx: &mut Mutator, name: &str) -> Value {
    data::symbol::parse(cx, name).unwrap()
}

pub fn keyword(cx: &mut Mutator, name: &str) -> Value {
    data::keyword::parse(cx, name).unwrap()
}

pub fn small(n: i32) -> Value {
    Value::small(n)
}

/// The namespace of that name, made when needed.
pub fn ns(cx: &mut Mutator, name: &str) -> Value {
    let name = symbol(cx, name);
    namespace::find_or_create(cx, name).unwrap()
}

/// A var with a root.
pub fn def(cx: &mut Mutator, ns: Value, name: &str, value: Value) -> Value {
    let name = symbol(cx, name);
    var::intern_value(cx, ns, name, value).unwrap()
}

/// A function of the module above.
pub fn function(cx: &mut Mutator, name: &str) -> Value {
    let home = ns(cx, "test.functions");
    let symbol = symbol(cx, name);
    if namespace::mapping(cx, home, symbol).unwrap().is_none() {
        var::register_natives(cx, &[functions::NATIVES]).unwrap();
    }
    let var = namespace::mapping(cx, home, symbol).unwrap().unwrap();
    var::root(cx, var).unwrap()
}

/// A value as the reader would take it.
pub fn shown(cx: &mut Mutator, value: Value) -> String {
    data::print::pr_str(cx, value).unwrap()
}
