//! `*print-dup*`: texts from which the reader makes a value of the very same class.

use heap::{Interfaces, Kind, Mutator, Result, TextSink, Value};

use super::{collection, object, pr};
use crate::class::{self, Sort};
use crate::{kind, num, throw};

/// Prints what has a form of its own under `*print-dup*`; `false`: print it the usual way.
pub(super) fn print(cx: &mut Mutator, value: Value, out: &mut dyn TextSink) -> Result<bool> {
    let info = cx.desc_of(value).info();
    match value.kind() {
        kind::INTEGER | kind::SHORT | kind::BYTE | kind::FLOAT | kind::BIG_INTEGER => {
            let text = num::to_string(value);
            out.write_str(&format!("#=({}. \"{text}\")", info.class_name));
        }
        kind::ARRAY_MAP | kind::SHAPED_MAP => {
            created(cx, value, out, "PersistentArrayMap", ["{", ", ", "}"])?
        }
        kind::TREE_MAP => created(cx, value, out, "PersistentTreeMap", ["{", ", ", "}"])?,
        kind::TREE_SET => created(cx, value, out, "PersistentTreeSet", ["[", " ", "]"])?,
        kind::MAP_ENTRY => created(cx, value, out, "MapEntry", ["[", " ", "]"])?,
        kind::CLASS => print_class(value, out),
        Kind::NIL | Kind::BOOLEAN | Kind::CHAR | Kind::LONG | Kind::DOUBLE => return Ok(false),
        _ if info.interfaces.has(Interfaces::RECORD) => {
            out.write_str("#");
            out.write_str(&class::class_name_of(cx, value));
            collection::each(cx, value, out, ["[", ", ", "]"], |cx, entry, out| {
                let (_, value) = collection::entry_parts(cx, entry)?;
                pr(cx, value, out, true)
            })?;
        }
        _ if info.print.is_none() && !info.interfaces.has(Interfaces::COLL) => {
            let class = class::class_name_of(cx, value);
            let message =
                format!("No method in multimethod 'print-dup' for dispatch value: class {class}");
            return Err(throw::illegal_argument(cx, message));
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// `#=(clojure.lang.CLASS/create …)`.
fn created(
    cx: &mut Mutator,
    value: Value,
    out: &mut dyn TextSink,
    class: &str,
    brackets: [&str; 3],
) -> Result<()> {
    out.write_str(&format!("#=(clojure.lang.{class}/create "));
    if brackets[0] == "{" {
        collection::map(cx, value, out, true, None)?;
    } else {
        collection::each(cx, value, out, brackets, |cx, item, out| pr(cx, item, out, true))?;
    }
    out.write_str(")");
    Ok(())
}

fn print_class(value: Value, out: &mut dyn TextSink) {
    let Some(class) = class::of(value) else { return };
    let name = class.name_str().to_str();
    match class.sort() {
        Sort::Primitive => {
            out.write_str(&format!("#=(identity {}/TYPE)", object::box_of(&name)));
        }
        Sort::Array => out.write_str(&format!("#=(java.lang.Class/forName \"{name}\")")),
        Sort::Open
        | Sort::Abstract
        | Sort::Final
        | Sort::Interface
        | Sort::Annotation
        | Sort::Enum => out.write_str(&format!("#={name}")),
    }
}
