//! `clojure.edn`: reading data.

use macros::natives;

#[natives("clojure.edn")]
pub mod edn {
    use crate::resolver::Running;
    use data::{string, throw};
    use heap::{Mutator, Result, Value};
    use runtime::maps;

    /// Reads one value from a string of EDN. Options: :eof, what to return when there is none;
    /// :readers, a map from tags to functions; :default, the function for other tags.
    #[native(name = "read-string", since = "1.5", arglists = "([s] [opts s])")]
    fn read_string(cx: &mut Mutator, opts: Value, s: Option<Value>) -> Result {
        let (options, text) = match s {
            Some(text) => (opts, text),
            None => (Value::NIL, opts),
        };
        if text.is_nil() {
            return Ok(Value::NIL);
        }
        let Some(found) = string::of(text) else {
            return Err(throw::class_cast(cx, text, "java.lang.String"));
        };
        let found = found.to_str().into_owned();
        let readers = maps::at(cx, options, "readers")?;
        let default = maps::at(cx, options, "default")?;
        match reader::edn::read_str(cx, &found, readers, default, &Running)? {
            Some(value) => Ok(value),
            None => maps::at(cx, options, "eof"),
        }
    }
}
