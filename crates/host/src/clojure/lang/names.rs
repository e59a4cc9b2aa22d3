//! `Keyword`, `Symbol`, `Named`.

use data::{keyword, symbol};

use crate::prelude::*;

/// The symbol that one or two names make.
fn symbol_of(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
    if let Some(name) = second {
        return symbol::from_strings(cx, first, name);
    }
    match data::string::of(first) {
        Some(text) => symbol::parse(cx, &text.to_str()),
        None if symbol::of(first).is_some() => Ok(first),
        None if first.is_nil() => Err(data::throw::null_pointer_plain(cx)),
        None => Err(data::throw::class_cast(cx, first, "java.lang.String")),
    }
}

#[host_class("clojure.lang.Symbol")]
pub mod java_symbol {
    use super::*;

    #[method("intern")]
    fn intern(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
        symbol_of(cx, first, second)
    }

    #[method("create")]
    fn create(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
        symbol_of(cx, first, second)
    }
}

#[host_class("clojure.lang.Keyword")]
pub mod java_keyword {
    use super::*;

    #[method("intern")]
    fn intern(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
        let symbol = symbol_of(cx, first, second)?;
        keyword::of_symbol(cx, symbol)
    }

    #[method("find")]
    fn find(cx: &mut Mutator, first: Value, second: Option<Value>) -> Result {
        let symbol = symbol_of(cx, first, second)?;
        let text = symbol::of(symbol).map_or_else(String::new, |symbol| symbol.text());
        Ok(keyword::find(cx, &text).unwrap_or(Value::NIL))
    }

    #[instance_field("sym")]
    fn sym(cx: &mut Mutator, this: Value) -> Result {
        match keyword::of(this) {
            Some(keyword) => Ok(keyword.symbol()),
            None => Err(data::throw::class_cast(cx, this, "clojure.lang.Keyword")),
        }
    }
}

#[host_class("clojure.lang.Named")]
pub mod named {
    use super::*;

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        match cx.desc_of(this).info().name {
            Some(name) => name(cx, this),
            None => Err(data::throw::class_cast(cx, this, "clojure.lang.Named")),
        }
    }

    #[instance_method("getNamespace")]
    fn get_namespace(cx: &mut Mutator, this: Value) -> Result {
        match cx.desc_of(this).info().namespace {
            Some(namespace) => namespace(cx, this),
            None => Err(data::throw::class_cast(cx, this, "clojure.lang.Named")),
        }
    }
}
