//! `clojure.edn`: reading data.

use macros::natives;

#[natives("clojure.edn")]
pub mod edn {
    use crate::reading;
    use crate::resolver::Running;
    use data::{string, throw};
    use heap::{Mutator, Result, Value};
    use reader::Options;
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

    /// Reads one value from a PushbackReader, *in* by default. Options as for read-string, but
    /// without :eof the end is an error.
    #[native(since = "1.5", arglists = "([] [stream] [opts stream])")]
    fn read(cx: &mut Mutator, opts: Option<Value>, stream: Option<Value>) -> Result {
        let (options, stream) = match (opts, stream) {
            (Some(options), Some(stream)) => (options, stream),
            (Some(stream), None) => (Value::NIL, stream),
            (None, _) => (Value::NIL, reading::standard_input(cx)?),
        };
        let how = Options {
            readers: maps::at(cx, options, "readers")?,
            default: maps::at(cx, options, "default")?,
            ..Options::edn()
        };
        match reading::next(cx, stream, how)?.form {
            Some(value) => Ok(value),
            None => crate::evaluator::at_end(cx, options),
        }
    }
}
