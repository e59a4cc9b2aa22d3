//! Stack traces, causes and data of exceptions.

use macros::host_class;

#[host_class("java.lang.Throwable")]
pub mod throwable {
    use data::throwable::{self, Throwable};
    use heap::{Mutator, Result, Value};

    fn expect<'a>(cx: &mut Mutator, this: Value) -> Result<&'a Throwable> {
        match throwable::of(this) {
            Some(throwable) => Ok(throwable),
            None => Err(data::throw::class_cast(cx, this, "java.lang.Throwable")),
        }
    }

    #[instance_method("initCause")]
    fn init_cause(cx: &mut Mutator, this: Value, cause: Value) -> Result {
        let throwable = expect(cx, this)?;
        if !throwable.cause().is_nil() {
            return Err(data::throw::illegal_state(cx, "Can't overwrite cause"));
        }
        cx.store(this, &throwable.cause, cause);
        Ok(this)
    }

    #[instance_method("getStackTrace")]
    fn stack_trace(cx: &mut Mutator, this: Value) -> Result {
        let elements = throwable::trace_elements(cx, this)?;
        let elements = data::seq::to_rootvec(cx, elements)?;
        let class = data::class::ClassId::named("java.lang.StackTraceElement");
        let class = data::class::object(cx, class)?;
        let array = data::array::objects(cx, class, elements.len() as i64)?;
        for (index, &element) in elements.iter().enumerate() {
            data::array::aset(cx, array, index as i64, element)?;
        }
        Ok(array)
    }

    #[instance_method("setStackTrace")]
    fn set_stack_trace(cx: &mut Mutator, this: Value, trace: Value) -> Result<()> {
        let throwable = expect(cx, this)?;
        let elements = data::vector::from_coll(cx, trace)?;
        cx.store(this, &throwable.trace, elements);
        Ok(())
    }

    #[instance_method("addSuppressed")]
    fn add_suppressed(cx: &mut Mutator, this: Value, other: Value) -> Result<()> {
        let throwable = expect(cx, this)?;
        let old = throwable.suppressed.get();
        let old = if old.is_nil() { data::vector::empty(cx) } else { old };
        let new = data::lookup::conj(cx, old, other)?;
        cx.store(this, &throwable.suppressed, new);
        Ok(())
    }

    #[instance_method("getSuppressed")]
    fn suppressed(cx: &mut Mutator, this: Value) -> Result {
        let all = expect(cx, this)?.suppressed.get();
        let all = data::seq::to_rootvec(cx, all)?;
        data::array::objects_from_slice(cx, &all)
    }

    #[instance_method("printStackTrace")]
    fn print_stack_trace(cx: &mut Mutator, this: Value) -> Result<()> {
        let mut text = data::print::str_of(cx, this)?;
        let elements = throwable::trace_elements(cx, this)?;
        for &element in data::seq::to_rootvec(cx, elements)?.iter() {
            let line = data::print::str_of(cx, element)?;
            text.push_str("\n\tat ");
            text.push_str(&line);
        }
        runtime::out::warn(cx, &text)
    }
}

#[host_class("clojure.lang.IExceptionInfo")]
pub mod exception_info {
    use heap::{Mutator, Result, Value};

    #[instance_method("getData")]
    fn data(_cx: &mut Mutator, this: Value) -> Result {
        Ok(runtime::exception::data_of(this))
    }
}

#[host_class("java.lang.StackTraceElement")]
pub mod stack_trace_element {
    use data::stack_trace::{self, StackTraceElement};
    use heap::{Mutator, Result, Value};

    fn expect<'a>(cx: &mut Mutator, this: Value) -> Result<&'a StackTraceElement> {
        match stack_trace::of(this) {
            Some(element) => Ok(element),
            None => Err(data::throw::class_cast(cx, this, "java.lang.StackTraceElement")),
        }
    }

    #[instance_method("getClassName")]
    fn class_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.class)
    }

    #[instance_method("getMethodName")]
    fn method_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.method)
    }

    #[instance_method("getFileName")]
    fn file_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.file)
    }

    #[instance_method("getLineNumber")]
    fn line_number(cx: &mut Mutator, this: Value) -> Result<i32> {
        Ok(expect(cx, this)?.line())
    }
}
