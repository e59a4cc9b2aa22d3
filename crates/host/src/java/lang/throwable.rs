//! `java.lang.Throwable`, the exceptions that tell more, and `StackTraceElement`.

use data::throwable;

use crate::prelude::*;

fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a throwable::Throwable> {
    match throwable::of(value) {
        Some(found) => Ok(found),
        None => Err(data::throw::class_cast(cx, value, "java.lang.Throwable")),
    }
}

/// The report of an exception as Java prints it, causes included.
fn report(cx: &mut Mutator, this: Value, text: &mut Text) -> Result<()> {
    let mut current = this;
    let mut seen = RootVec::new(cx);
    while !current.is_nil() && !seen.contains(&current) {
        if current != this {
            text.push_str("Caused by: ");
        }
        push_value(cx, current, text)?;
        text.push_str("\n");
        let elements = throwable::trace_elements(cx, current)?;
        for element in data::seq::to_rootvec(cx, elements)?.iter() {
            text.push_str("\tat ");
            push_value(cx, *element, text)?;
            text.push_str("\n");
        }
        seen.push(current);
        current = expect(cx, current)?.cause();
    }
    Ok(())
}

#[host_class("java.lang.Throwable")]
pub mod java_throwable {
    use super::*;

    #[instance_method("getMessage")]
    fn get_message(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.message())
    }

    #[instance_method("getLocalizedMessage")]
    fn get_localized_message(cx: &mut Mutator, this: Value) -> Result {
        get_message(cx, this)
    }

    #[instance_method("getCause")]
    fn get_cause(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.cause())
    }

    #[instance_method("initCause")]
    fn init_cause(cx: &mut Mutator, this: Value, cause: Value) -> Result {
        let found = expect(cx, this)?;
        if cause == this {
            return Err(data::throw::illegal_argument(cx, "Self-causation not permitted"));
        }
        if !found.cause().is_nil() {
            let cause = data::print::str_of(cx, cause)?;
            let message = format!("Can't overwrite cause with {cause}");
            return Err(data::throw::illegal_state(cx, message));
        }
        cx.store(this, &found.cause, cause);
        Ok(this)
    }

    #[instance_method("getStackTrace")]
    fn get_stack_trace(cx: &mut Mutator, this: Value) -> Result {
        let elements = throwable::trace_elements(cx, this)?;
        let elements = data::seq::to_rootvec(cx, elements)?;
        array_of(cx, "java.lang.StackTraceElement", &elements)
    }

    #[instance_method("setStackTrace")]
    fn set_stack_trace(cx: &mut Mutator, this: Value, elements: Value) -> Result<()> {
        let items = data::seq::to_rootvec(cx, elements)?;
        let vector = data::vector::from_slice(cx, &items)?;
        let found = expect(cx, this)?;
        cx.store(this, &found.trace, vector);
        Ok(())
    }

    #[instance_method("fillInStackTrace")]
    fn fill_in_stack_trace(_cx: &mut Mutator, this: Value) -> Result {
        Ok(this)
    }

    #[instance_method("addSuppressed")]
    fn add_suppressed(cx: &mut Mutator, this: Value, other: Value) -> Result<()> {
        let found = expect(cx, this)?;
        if other == this {
            return Err(data::throw::illegal_argument(cx, "Self-suppression not permitted"));
        }
        expect(cx, other)?;
        let own = found.suppressed.get();
        let own = if own.is_nil() { data::vector::empty(cx) } else { own };
        let all = data::lookup::conj(cx, own, other)?;
        cx.store(this, &found.suppressed, all);
        Ok(())
    }

    #[instance_method("getSuppressed")]
    fn get_suppressed(cx: &mut Mutator, this: Value) -> Result {
        let own = expect(cx, this)?.suppressed.get();
        let items = data::seq::to_rootvec(cx, own)?;
        array_of(cx, "java.lang.Throwable", &items)
    }

    #[instance_method("printStackTrace")]
    fn print_stack_trace(cx: &mut Mutator, this: Value, target: Option<Value>) -> Result<()> {
        let mut text = Text::new();
        report(cx, this, &mut text)?;
        let target = match target {
            Some(target) => target,
            None => runtime::out::current_error(cx)?,
        };
        runtime::out::write(cx, target, &text)?;
        runtime::out::flush(cx, target)
    }
}

#[host_class("clojure.lang.IExceptionInfo")]
pub mod exception_info {
    use super::*;

    #[instance_method("getData")]
    fn get_data(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.data())
    }
}

#[host_class("clojure.lang.ArityException")]
pub mod arity_exception {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, actual: i64, name: &Str, cause: Option<Value>) -> Result {
        let class = data::class::ClassId::ARITY;
        let message = format!("Wrong number of args ({actual}) passed to: {}", name.to_str());
        let message = string(cx, &message)?;
        throwable::new(cx, class, message, cause.unwrap_or(Value::NIL))
    }

    /// The message says both: `Wrong number of args (2) passed to: user/f`.
    fn parts(this: &throwable::Throwable) -> Option<(i32, String)> {
        let message = this.message_str()?.to_str().into_owned();
        let rest = message.strip_prefix("Wrong number of args (")?;
        let (count, name) = rest.split_once(") passed to: ")?;
        Some((count.parse().ok()?, name.to_string()))
    }

    #[instance_field("actual")]
    fn actual(cx: &mut Mutator, this: Value) -> Result<Int> {
        let found = expect(cx, this)?;
        Ok(Int(parts(found).map_or(0, |(count, _)| count)))
    }

    #[instance_field("name")]
    fn name(cx: &mut Mutator, this: Value) -> Result {
        let found = expect(cx, this)?;
        match parts(found) {
            Some((_, name)) => string(cx, &name),
            None => Ok(Value::NIL),
        }
    }
}

fn element<'a>(cx: &mut Mutator, value: Value) -> Result<&'a data::stack_trace::StackTraceElement> {
    match data::stack_trace::of(value) {
        Some(found) => Ok(found),
        None => Err(data::throw::class_cast(cx, value, "java.lang.StackTraceElement")),
    }
}

#[host_class("java.lang.StackTraceElement")]
pub mod stack_trace_element {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, class: Value, method: Value, file: Value, line: Int) -> Result {
        data::stack_trace::new(cx, class, method, file, line.0)
    }

    #[instance_method("getClassName")]
    fn get_class_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(element(cx, this)?.class)
    }

    #[instance_method("getMethodName")]
    fn get_method_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(element(cx, this)?.method)
    }

    #[instance_method("getFileName")]
    fn get_file_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(element(cx, this)?.file)
    }

    #[instance_method("getLineNumber")]
    fn get_line_number(cx: &mut Mutator, this: Value) -> Result<Int> {
        Ok(Int(element(cx, this)?.line()))
    }

    #[instance_method("isNativeMethod")]
    fn is_native_method(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(element(cx, this)?.line() == -2)
    }
}
