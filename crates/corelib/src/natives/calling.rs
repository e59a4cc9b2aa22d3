//! Calling functions, and the evaluator.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod calling {
    use super::*;
    use data::throw;
    use runtime::evaluator;

    /// Calls f with the args, the last of which is a seq of further ones.
    #[native(since = "1.0", inline = Apply, arglists = "([f args] [f x args] [f x y args] [f x y z args] [f a b c d & args])")]
    fn apply(cx: &mut Mutator, f: Value, args: &mut Value, more: &mut [Value]) -> Result {
        // Nothing but the call itself may hold the head of the last argument.
        match more.split_last_mut() {
            None => bytecode::apply::apply_to(cx, f, &[], args),
            Some((last, between)) => {
                let mut given = RootVec::from_slice(cx, &[*args]);
                given.extend_from_slice(between);
                bytecode::apply::apply_to(cx, f, &given, last)
            }
        }
    }

    /// Evaluates a form, which is data, and returns its value.
    #[native(since = "1.0")]
    fn eval(cx: &mut Mutator, form: Value) -> Result {
        evaluator::eval(cx, form)
    }

    /// Expands the form once when it is a macro call; else returns it.
    #[native(name = "macroexpand-1", since = "1.0")]
    fn macroexpand_once(cx: &mut Mutator, form: Value) -> Result {
        evaluator::macroexpand_1(cx, form)
    }

    /// Expands the form until it is no macro call; what is inside stays as it is.
    #[native(since = "1.0")]
    fn macroexpand(cx: &mut Mutator, form: Value) -> Result {
        let mut form = form;
        loop {
            let expanded = evaluator::macroexpand_1(cx, form)?;
            if expanded == form {
                return Ok(form);
            }
            form = expanded;
            cx.safepoint()?;
        }
    }

    /// Reads and evaluates all forms of a string. Returns the last value.
    #[native(since = "1.0")]
    fn load_string(cx: &mut Mutator, s: &Str) -> Result {
        evaluator::load_source(cx, &s.to_str(), "NO_SOURCE_PATH")
    }

    /// Reads one form of a string. Options: :eof, :read-cond, :features.
    #[native(since = "1.0", arglists = "([s] [opts s])")]
    fn read_string(cx: &mut Mutator, opts: Value, s: Option<Value>) -> Result {
        let (options, text) = match s {
            Some(text) => (opts, text),
            None => (Value::NIL, opts),
        };
        match data::string::of(text) {
            Some(_) => evaluator::read_string(cx, text, options),
            None => Err(throw::class_cast(cx, text, "java.lang.String")),
        }
    }

    /// Returns true when s names a special form.
    #[native(name = "special-symbol?", since = "1.0", leaf)]
    fn is_special_symbol(cx: &mut Mutator, s: Value) -> Result<bool> {
        let _ = &cx;
        let name = match data::symbol::of(s) {
            Some(symbol) => symbol.text(),
            None => return Ok(false),
        };
        Ok(SPECIAL_FORMS.contains(&name.as_str()))
    }

    const SPECIAL_FORMS: &[&str] = &[
        "&",
        ".",
        "case*",
        "catch",
        "def",
        "deftype*",
        "do",
        "finally",
        "fn*",
        "if",
        "import*",
        "let*",
        "letfn*",
        "loop*",
        "monitor-enter",
        "monitor-exit",
        "new",
        "quote",
        "recur",
        "reify*",
        "set!",
        "throw",
        "try",
        "var",
        "clojure.core/import*",
    ];
}
