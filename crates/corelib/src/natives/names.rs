//! Strings, symbols, keywords and chars as names and text.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod names {
    use super::*;
    use data::text::Text;
    use data::{keyword, kind, string, symbol, throw};
    use std::sync::atomic::{AtomicI64, Ordering};

    /// Returns the text of x; of several, all texts joined. nil is the empty text.
    #[native(since = "1.0", inline = Str)]
    fn str(cx: &mut Mutator, x: Option<Value>, ys: &[Value]) -> Result {
        let Some(x) = x else { return Ok(cx.known(data::known::EMPTY_STRING)) };
        if ys.is_empty() && string::of(x).is_some() {
            return Ok(x);
        }
        let mut text = Text::default();
        append(cx, &mut text, x)?;
        for y in ys {
            append(cx, &mut text, *y)?;
            text.settle(cx)?;
        }
        text.to_value(cx)
    }

    fn append(cx: &mut Mutator, text: &mut Text, x: Value) -> Result<()> {
        match string::of(x) {
            Some(string) => {
                text.push_string(string);
                Ok(())
            }
            None if x.is_nil() => Ok(()),
            None => data::print::to_str(cx, x, text),
        }
    }

    /// Returns the part of s from start to end (its length), end not included.
    #[native(since = "1.0")]
    fn subs(cx: &mut Mutator, s: Value, start: i64, end: Option<i64>) -> Result {
        let Some(text) = string::of(s) else {
            if s.is_nil() {
                return Err(throw::null_pointer_plain(cx));
            }
            return Err(throw::class_cast(cx, s, "java.lang.String"));
        };
        let end = end.unwrap_or(text.len_utf16() as i64);
        string::substring(cx, s, start, end)
    }

    /// Returns the name of a string, symbol or keyword as a string.
    #[native(since = "1.0")]
    fn name(cx: &mut Mutator, x: Value) -> Result {
        if string::of(x).is_some() {
            return Ok(x);
        }
        match cx.desc_of(x).info().name {
            Some(name) => name(cx, x),
            None if x.is_nil() => Err(throw::null_pointer_plain(cx)),
            None => Err(throw::class_cast(cx, x, "clojure.lang.Named")),
        }
    }

    /// Returns the namespace of a symbol or keyword as a string, or nil.
    #[native(since = "1.0")]
    fn namespace(cx: &mut Mutator, x: Value) -> Result {
        match cx.desc_of(x).info().namespace {
            Some(namespace) => namespace(cx, x),
            None if x.is_nil() => Err(throw::null_pointer_plain(cx)),
            None => Err(throw::class_cast(cx, x, "clojure.lang.Named")),
        }
    }

    /// Returns a symbol of a name, or of a namespace and a name.
    #[native(since = "1.0", arglists = "([name] [ns name])")]
    fn symbol(cx: &mut Mutator, ns: Value, name: Option<Value>) -> Result {
        match name {
            Some(name) => symbol_of_two(cx, ns, name),
            None => symbol_of_one(cx, ns),
        }
    }

    fn symbol_of_one(cx: &mut Mutator, name: Value) -> Result {
        if let Some(text) = string::of(name) {
            return symbol::parse(cx, &text.to_str());
        }
        if let Some(keyword) = keyword::of(name) {
            return Ok(keyword.symbol());
        }
        if let Some(var) = runtime::var::of(name) {
            let text = runtime::var::symbol_text(var);
            return symbol::parse(cx, &text);
        }
        match name.kind() == kind::SYMBOL {
            true => Ok(name),
            false => Err(throw::illegal_argument(cx, "no conversion to symbol")),
        }
    }

    fn symbol_of_two(cx: &mut Mutator, ns: Value, name: Value) -> Result {
        let Some(name_text) = string::of(name) else {
            return Err(throw::class_cast(cx, name, "java.lang.String"));
        };
        match string::of(ns) {
            Some(ns) => symbol::intern(cx, Some(&ns.to_str()), &name_text.to_str()),
            None if ns.is_nil() => symbol::intern(cx, None, &name_text.to_str()),
            None => Err(throw::class_cast(cx, ns, "java.lang.String")),
        }
    }

    /// Returns a keyword of a name, or of a namespace and a name. nil when one argument is no name.
    #[native(since = "1.0", arglists = "([name] [ns name])")]
    fn keyword(cx: &mut Mutator, ns: Value, name: Option<Value>) -> Result {
        let Some(name) = name else {
            if let Some(text) = string::of(ns) {
                return keyword::parse(cx, &text.to_str());
            }
            return match ns.kind() {
                kind::KEYWORD => Ok(ns),
                kind::SYMBOL => keyword::of_symbol(cx, ns),
                _ => Ok(Value::NIL),
            };
        };
        let symbol = symbol_of_two(cx, ns, name)?;
        keyword::of_symbol(cx, symbol)
    }

    fn may_name_a_keyword(name: Value) -> bool {
        let kind = name.kind();
        string::of(name).is_some() || kind == kind::KEYWORD || kind == kind::SYMBOL
    }

    /// Returns the keyword of that name when it exists already, else nil.
    #[native(since = "1.3", arglists = "([name] [ns name])")]
    fn find_keyword(cx: &mut Mutator, ns: Value, name: Option<Value>) -> Result {
        if name.is_none() && !may_name_a_keyword(ns) {
            return Ok(Value::NIL);
        }
        let symbol = symbol(cx, ns, name)?;
        let text = runtime::text::of_symbol(symbol);
        Ok(keyword::find(cx, &text).unwrap_or(Value::NIL))
    }

    static GENSYMS: AtomicI64 = AtomicI64::new(1);

    /// Returns a new symbol whose name begins with prefix-string (G__) and ends with a number.
    #[native(since = "1.0")]
    fn gensym(cx: &mut Mutator, prefix_string: Option<Value>) -> Result {
        let prefix = match prefix_string {
            Some(prefix) => data::print::str_of(cx, prefix)?,
            None => "G__".to_owned(),
        };
        let number = GENSYMS.fetch_add(1, Ordering::Relaxed);
        symbol::intern(cx, None, &format!("{prefix}{number}"))
    }
}
