//! What the runtime answers to the questions of `data`: classes of functions, the `*print-…*` vars,
//! methods that users add to `print-method`.

use bytecode::template::FnTemplate;
use data::class::ClassId;
use data::hooks::Hooks;
use data::print::PrintOptions;
use data::text::Text;
use heap::{Known, Mutator, Result, TextSink, Value};

use crate::{deftype, known, maps, multimethod, native, out, protocol, text, var};

/// The hooks that the runtime knows the answers to; the façade may add its own.
pub fn hooks() -> Hooks {
    Hooks {
        class_of: Some(class_of),
        print: Some(print),
        print_options: Some(print_options),
        ..Hooks::default()
    }
}

/// The class of a function: named after its var or its place, a descendant of `AFunction`.
fn class_of(cx: &mut Mutator, value: Value) -> Result<Option<Value>> {
    if let Some(def) = native::def_of(value) {
        let name = function_class(&format!("{}/{}", def.namespace, def.name));
        if let Some(found) = deftype::find_class(cx, &name)? {
            return Ok(Some(found));
        }
        let class = define(cx, &name, ClassId::named("clojure.lang.AFunction"))?;
        deftype::register_class(cx, &name, class)?;
        return Ok(Some(class));
    }
    let desc = cx.desc_of(value);
    let Some(template) = desc.class.get().cast::<FnTemplate>() else { return Ok(None) };
    let known = desc.extra.get();
    if data::class::of(known).is_some() {
        return Ok(Some(known));
    }
    let name = function_class(&text::of_string(template.name));
    let parent = match template.variadic() {
        Some(_) => ClassId::named("clojure.lang.RestFn"),
        None => ClassId::named("clojure.lang.AFunction"),
    };
    let class = define(cx, &name, parent)?;
    match cx.compare_exchange(desc.value(), &desc.extra, Value::NIL, class) {
        Ok(()) => Ok(Some(class)),
        Err(quicker) => Ok(Some(quicker)),
    }
}

fn define(cx: &mut Mutator, name: &str, parent: ClassId) -> Result {
    let parent = data::class::object(cx, parent)?;
    data::class::define(cx, name, parent, &[], false)
}

/// `my-ns/f/fn--12` as a class name: `my_ns$f$fn__12`.
fn function_class(name: &str) -> String {
    let (ns, rest) = name.split_once('/').unwrap_or(("", name));
    // The function `/` itself has a slash for a name.
    let parts: Vec<String> = match rest {
        "/" => vec![protocol::munge("/")],
        _ => rest.split('/').map(protocol::munge).collect(),
    };
    let ns = protocol::munge(ns);
    if ns.is_empty() { parts.join("$") } else { format!("{ns}${}", parts.join("$")) }
}

/// The value of a var that prints are asked about, without a look at bindings when there are none.
fn bound(cx: &mut Mutator, slot: Known) -> Result {
    let var = cx.known(slot);
    var::deref(cx, var)
}

fn print_options(cx: &mut Mutator) -> PrintOptions {
    // These vars have roots, and reading one that has throws nothing.
    let mut read = |slot| bound(cx, slot).unwrap_or(Value::NIL);
    PrintOptions {
        length: read(known::VAR_PRINT_LENGTH).as_fixnum(),
        level: read(known::VAR_PRINT_LEVEL).as_fixnum(),
        meta: read(known::VAR_PRINT_META).is_truthy(),
        readably: read(known::VAR_PRINT_READABLY).is_truthy(),
        namespace_maps: read(known::VAR_PRINT_NAMESPACE_MAPS).is_truthy(),
        dup: read(known::VAR_PRINT_DUP).is_truthy(),
    }
}

/// Prints by a method that the user gave to `print-method`, when there is one for the value.
fn print(cx: &mut Mutator, value: Value, sink: &mut dyn TextSink, _readably: bool) -> Result<bool> {
    let var = cx.known(known::VAR_PRINT_METHOD);
    let Some(multi) = var::of(var).and_then(|var| multimethod::of(var.raw_root())) else {
        return Ok(false);
    };
    // Only the default method is there, as long as the user adds none.
    if data::seq::count(cx, multi.methods())? <= 1 {
        return Ok(false);
    }
    let dispatch = print_dispatch(cx, value)?;
    let root = var::root(cx, var)?;
    let method = multimethod::method_for(cx, root, dispatch)?;
    let default = maps::get(cx, multi.methods(), multi.default_value())?;
    if method.is_nil() || Some(method) == default {
        return Ok(false);
    }
    let writer = out::string_writer(cx)?;
    cx.invoke(method, &[value, writer])?;
    let printed = out::contents(cx, writer)?;
    if let Some(printed) = data::string::of(printed) {
        printed.write_to(sink);
    }
    Ok(true)
}

/// What `print-method` and `print-dup` choose by: a keyword in `:type` of the metadata, else the
/// class.
pub fn print_dispatch(cx: &mut Mutator, value: Value) -> Result {
    let meta = data::meta::meta(cx, value)?;
    if !meta.is_nil() {
        let kind = maps::at(cx, meta, "type")?;
        if data::keyword::of(kind).is_some() {
            return Ok(kind);
        }
    }
    data::class_of(cx, value)
}

/// Prints a value to a writer in the usual way: the default method of `print-method`.
pub fn print_usual(cx: &mut Mutator, value: Value, writer: Value) -> Result<()> {
    let mut text = Text::new();
    let readably = bound(cx, known::VAR_PRINT_READABLY)?.is_truthy();
    data::print::pr_usual(cx, value, &mut text, readably)?;
    out::write(cx, writer, &text)
}
