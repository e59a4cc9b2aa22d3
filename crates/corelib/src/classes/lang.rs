//! What every object has, classes, and exceptions.

use macros::host_class;

#[host_class("java.lang.Object")]
pub mod object {
    use heap::{Mutator, Result, Value};

    #[instance_method("toString")]
    fn to_string(cx: &mut Mutator, this: Value) -> Result<String> {
        data::print::str_of(cx, this)
    }

    #[instance_method("hashCode")]
    fn hash_code(cx: &mut Mutator, this: Value) -> Result<i32> {
        data::hash::hash_code(cx, this)
    }

    #[instance_method("equals")]
    fn equals(cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        data::equiv::equals(cx, this, other)
    }

    #[instance_method("getClass")]
    fn get_class(cx: &mut Mutator, this: Value) -> Result {
        data::class_of(cx, this)
    }
}

#[host_class("java.lang.Class")]
pub mod class {
    use data::string::Str;
    use heap::{Mutator, Result, Value};
    use runtime::class;

    #[method("forName")]
    fn for_name(cx: &mut Mutator, name: &Str) -> Result {
        class::for_name(cx, &name.to_str())
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result<String> {
        class::name(cx, this)
    }

    #[instance_method("getSimpleName")]
    fn get_simple_name(cx: &mut Mutator, this: Value) -> Result<String> {
        let name = class::name(cx, this)?;
        let start = name.rfind(['.', '$']).map_or(0, |at| at + 1);
        Ok(name[start..].to_string())
    }

    #[instance_method("isInstance")]
    fn is_instance(cx: &mut Mutator, this: Value, value: Value) -> Result<bool> {
        class::is_instance(cx, this, value)
    }

    #[instance_method("isAssignableFrom")]
    fn is_assignable_from(_cx: &mut Mutator, this: Value, other: Value) -> Result<bool> {
        Ok(data::class::is_assignable(this, other))
    }

    #[instance_method("isInterface")]
    fn is_interface(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(data::class::of(this).is_some_and(|class| class.is_interface()))
    }

    #[instance_method("isArray")]
    fn is_array(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(data::class::of(this).is_some_and(|class| class.component().is_some()))
    }

    #[instance_method("getComponentType")]
    fn component_type(_cx: &mut Mutator, this: Value) -> Result {
        Ok(data::class::of(this).and_then(|class| class.component()).unwrap_or(Value::NIL))
    }

    #[instance_method("getSuperclass")]
    fn superclass(_cx: &mut Mutator, this: Value) -> Result {
        Ok(data::class::of(this).map_or(Value::NIL, |class| class.superclass()))
    }
}

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

    #[instance_method("getMessage")]
    fn message(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.message())
    }

    #[instance_method("getLocalizedMessage")]
    fn localized_message(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.message())
    }

    #[instance_method("getCause")]
    fn cause(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.cause())
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
