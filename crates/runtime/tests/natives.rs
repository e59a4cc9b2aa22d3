//! Natives and host classes as `#[natives]` and `#[host_class]` declare them.

use data::testing::thrown;
use heap::{Mutator, Value};
use runtime::testing::with;
use runtime::{class, interop, namespace, native, var};

#[macros::natives("test.natives")]
mod natives {
    use heap::{Mutator, Result, Value};

    /// Adds two longs.
    #[native(name = "plus", since = "1.0", pure, leaf)]
    fn add(_cx: &mut Mutator, a: i64, b: i64) -> Result<i64> {
        Ok(a.wrapping_add(b))
    }

    /// Answers how many arguments there were.
    #[native]
    fn count_args(
        _cx: &mut Mutator,
        _first: Value,
        second: Option<Value>,
        more: &[Value],
    ) -> Result<usize> {
        Ok(1 + usize::from(second.is_some()) + more.len())
    }

    /// Panics.
    #[native]
    fn fail(_cx: &mut Mutator) -> Result<()> {
        panic!("as asked")
    }

    /// Answers its arguments as a list.
    #[native(macro)]
    fn listing(cx: &mut Mutator, _form: Value, _env: Value, items: &[Value]) -> Result<Value> {
        data::list::from_slice(cx, items)
    }
}

#[macros::host_class("java.lang.Math")]
mod math {
    use heap::{Mutator, Result};

    #[field("PI")]
    const PI: f64 = std::f64::consts::PI;

    #[method("abs")]
    fn abs_long(_cx: &mut Mutator, x: i64) -> Result<i64> {
        Ok(x.wrapping_abs())
    }

    #[method("abs")]
    fn abs_double(_cx: &mut Mutator, x: f64) -> Result<f64> {
        Ok(x.abs())
    }
}

fn native_var(cx: &mut Mutator, name: &str) -> Value {
    let ns = data::symbol::intern(cx, None, "test.natives").unwrap();
    let ns = namespace::find_or_create(cx, ns).unwrap();
    let name = data::symbol::intern(cx, None, name).unwrap();
    namespace::mapping(cx, ns, name).unwrap().expect("a registered native")
}

fn symbol(cx: &mut Mutator, name: &str) -> Value {
    data::symbol::intern(cx, None, name).unwrap()
}

#[test]
fn natives_are_called_with_converted_arguments() {
    with(|cx| {
        var::register_natives(cx, &[natives::NATIVES]).unwrap();
        let plus = native_var(cx, "plus");
        let sum = cx.invoke(plus, &[Value::small(1), Value::small(2)]);
        assert_eq!(sum, Ok(Value::small(3)));
        let text = data::string::new(cx, "x").unwrap();
        let refused = cx.invoke(plus, &[Value::small(1), text]);
        assert!(thrown(cx, refused).starts_with("java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Number"));
        let count = native_var(cx, "count-args");
        for given in 1..6usize {
            let args = [Value::NIL; 6];
            let answer = cx.invoke(count, &args[..given]);
            assert_eq!(answer, Ok(Value::small(given as i32)));
        }
    });
}

#[test]
fn a_wrong_number_of_arguments_names_the_function() {
    with(|cx| {
        var::register_natives(cx, &[natives::NATIVES]).unwrap();
        let plus = native_var(cx, "plus");
        let refused = cx.invoke(plus, &[Value::NIL; 3]);
        assert_eq!(
            thrown(cx, refused),
            "clojure.lang.ArityException: Wrong number of args (3) passed to: test.natives/plus"
        );
        let listing = native_var(cx, "listing");
        let refused = cx.invoke(listing, &[]);
        assert!(thrown(cx, refused).contains("(0) passed to: test.natives/listing"));
    });
}

#[test]
fn a_panic_becomes_an_exception() {
    with(|cx| {
        var::register_natives(cx, &[natives::NATIVES]).unwrap();
        let fail = native_var(cx, "fail");
        let refused = cx.invoke(fail, &[]);
        let message = thrown(cx, refused);
        assert!(message.contains("InternalError") && message.contains("as asked"), "{message}");
    });
}

#[test]
fn metadata_comes_from_the_declaration() {
    with(|cx| {
        var::register_natives(cx, &[natives::NATIVES]).unwrap();
        for (name, arglists) in [
            ("plus", "([a b])"),
            ("count-args", "([first] [first second & more])"),
            ("listing", "([& items])"),
        ] {
            let var = native_var(cx, name);
            let meta = var::meta(cx, var).unwrap();
            let found = runtime::maps::at(cx, meta, "arglists").unwrap();
            assert_eq!(data::print::pr_str(cx, found).unwrap(), arglists);
        }
        let plus = native_var(cx, "plus");
        let meta = var::meta(cx, plus).unwrap();
        let doc = runtime::maps::at(cx, meta, "doc").unwrap();
        assert_eq!(runtime::text::of_string(doc), "Adds two longs.");
        let listing = native_var(cx, "listing");
        assert!(var::of(listing).unwrap().is_macro());
        assert!(native::def_of(cx.known(heap::Known(0))).is_none());
    });
}

#[test]
fn overloads_are_chosen_by_the_arguments() {
    with(|cx| {
        class::install(cx, &[&math::CLASS]);
        let math = class::resolve(cx, "java.lang.Math").unwrap().unwrap();
        let abs = symbol(cx, "abs");
        assert_eq!(interop::invoke_static(cx, math, abs, &[Value::small(-3)]), Ok(Value::small(3)));
        let minus = Value::flonum(-1.5).unwrap();
        let answer = interop::invoke_static(cx, math, abs, &[minus]).unwrap();
        assert_eq!(answer.as_flonum(), Some(1.5));
        let pi = symbol(cx, "PI");
        assert!(interop::static_field(cx, math, pi).unwrap().as_flonum().is_some());
        let text = data::string::new(cx, "x").unwrap();
        let refused = interop::invoke_static(cx, math, abs, &[text]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalArgumentException: No matching method abs found taking 1 args"
        );
        let missing = symbol(cx, "foo");
        let refused = interop::invoke_static(cx, math, missing, &[text]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalArgumentException: No matching method foo found taking 1 args for class java.lang.Math"
        );
    });
}
