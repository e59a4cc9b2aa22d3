//! The classes that functions show: `user$f` for `user/f`, one for each `fn` form.

use bytecode::template;
use data::class::{self, ClassId};
use data::string;
use heap::{Mutator, Result, Value};

/// The class object of a function made from source; `None` for anything else. For
/// `data::hooks::Hooks::class_of`.
///
/// # Errors
/// `OutOfMemoryError` is pending when there is no room.
pub fn class_of(cx: &mut Mutator, value: Value) -> Result<Option<Value>> {
    let Some(found) = template::of_closure(value) else { return Ok(None) };
    let desc = found.desc();
    let known = desc.extra.get();
    if !known.is_nil() {
        return Ok(Some(known));
    }
    let name = string::of(found.name).map(|name| class_name(&name.to_str()));
    let family = if found.variadic().is_some() { "RestFn" } else { "AFunction" };
    let superclass = class::object(cx, ClassId::named(&format!("clojure.lang.{family}")))?;
    let made = class::define(cx, name.as_deref().unwrap_or("fn"), superclass, &[], false)?;
    // Another thread may have been quicker: its class is the class.
    match cx.compare_exchange(desc.value(), &desc.extra, Value::NIL, made) {
        Ok(()) => Ok(Some(made)),
        Err(quicker) => Ok(Some(quicker)),
    }
}

/// The class name for a function's name: `my.app/run!/fn--7` is `my.app$run_BANG_$fn__7`.
pub(crate) fn class_name(name: &str) -> String {
    let (ns, rest) = name.split_once('/').unwrap_or(("", name));
    let mut class = runtime::protocol::munge(ns);
    // A slash that ends the name, or stands alone, is the function called so.
    for (i, part) in rest.split_inclusive('/').enumerate() {
        if i > 0 || !ns.is_empty() {
            class.push('$');
        }
        let part = if part == "/" { part } else { part.trim_end_matches('/') };
        class.push_str(&runtime::protocol::munge(part));
    }
    class
}

#[cfg(test)]
mod tests {
    use super::class_name;

    #[test]
    fn names_become_class_names() {
        let rows = [
            ("user/f", "user$f"),
            ("my-app.core/run!/fn--7", "my_app.core$run_BANG_$fn__7"),
            ("clojure.core//", "clojure.core$_SLASH_"),
            ("user/eval1", "user$eval1"),
        ];
        for (name, class) in rows {
            assert_eq!(class_name(name), class);
        }
    }
}
