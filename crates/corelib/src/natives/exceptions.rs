//! Exceptions: `ex-info` and what can be asked of any exception.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod exceptions {
    use super::*;
    use data::throwable;

    /// Returns an exception that carries a map, and perhaps a cause.
    #[native(since = "1.4", leaf)]
    fn ex_info(cx: &mut Mutator, msg: Value, map: Value, cause: Option<Value>) -> Result {
        let cause = cause.unwrap_or(Value::NIL);
        if !msg.is_nil() && data::string::of(msg).is_none() {
            return Err(data::throw::class_cast(cx, msg, "java.lang.String"));
        }
        if !map.is_nil() && !interfaces(cx, map).has(Interfaces::MAP) {
            return Err(data::throw::class_cast(cx, map, "clojure.lang.IPersistentMap"));
        }
        if !cause.is_nil() && throwable::of(cause).is_none() {
            return Err(data::throw::class_cast(cx, cause, "java.lang.Throwable"));
        }
        let map = if map.is_nil() { data::map::array_map::empty(cx) } else { map };
        throwable::ex_info(cx, msg, map, cause)
    }

    /// Returns the map that the exception ex carries, nil when it carries none.
    #[native(since = "1.4", leaf, no_gc)]
    fn ex_data(_cx: &mut Mutator, ex: Value) -> Result {
        Ok(runtime::exception::data_of(ex))
    }

    /// Returns the message of the exception ex, nil when there is none or ex is no exception.
    #[native(since = "1.10", leaf, no_gc)]
    fn ex_message(_cx: &mut Mutator, ex: Value) -> Result {
        Ok(throwable::of(ex).map_or(Value::NIL, |ex| ex.message()))
    }

    /// Returns the cause of the exception ex, nil when there is none or ex is no exception.
    #[native(since = "1.10", leaf, no_gc)]
    fn ex_cause(_cx: &mut Mutator, ex: Value) -> Result {
        Ok(throwable::of(ex).map_or(Value::NIL, |ex| ex.cause()))
    }

    /// Returns what is known of an exception as a map: :via, :trace, :cause, :data, :phase.
    #[native(name = "Throwable->map", since = "1.7")]
    fn throwable_to_map(cx: &mut Mutator, o: Value) -> Result {
        runtime::exception::to_map(cx, o)
    }

    /// Returns a line of a stack trace as a vector [class method file line].
    #[native(name = "StackTraceElement->vec", since = "1.9")]
    fn element_to_vec(cx: &mut Mutator, o: Value) -> Result {
        runtime::stack_trace::as_vector(cx, o)
    }
}
