//! What the runtime answers to the questions of `data`: classes of functions, the `*print-…*` vars,
//! methods that users add to `print-method`.

use data::class::ClassId;
use data::hooks::Hooks;
use data::print::PrintOptions;
use data::text::Text;
use heap::{Known, Mutator, Result, TextSink, Value};

use crate::{
    deftype, future, interop, known, maps, multimethod, namespace, native, out, pool, protocol, var,
};

/// The hooks that the runtime knows the answers to; the façade may add its own.
pub const fn hooks() -> Hooks {
    Hooks {
        class_of: Some(class_of),
        print: Some(print),
        print_options: Some(print_options),
        math_context: None,
        coll_reduce: Some(coll_reduce),
        kv_reduce: Some(kv_reduce),
        compare: Some(compare),
        stack_trace: None,
        trace_elements: None,
    }
}

/// The class of futures and pools, which show several; of a native function or a closure, named after
/// its var, a descendant of `AFunction`.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn class_of(cx: &mut Mutator, value: Value) -> Result<Option<Value>> {
    if let Some(id) = future::of(value).map(|future| future.class()) {
        return data::class::object(cx, id).map(Some);
    }
    if let Some(id) = pool::of(value).map(|pool| pool.class()) {
        return data::class::object(cx, id).map(Some);
    }
    let (namespace, name) = match (native::def_of(value), native::closure::def_of(value)) {
        (Some(def), _) => (def.namespace, def.name),
        (None, Some(def)) => (&*def.namespace, &*def.name),
        (None, None) => return Ok(None),
    };
    let name = format!("{}${}", protocol::munge(namespace), protocol::munge(name));
    if let Some(found) = deftype::find_class(cx, &name)? {
        return Ok(Some(found));
    }
    let parent = data::class::object(cx, ClassId::named("clojure.lang.AFunction"))?;
    let class = data::class::define(cx, &name, parent, &[], false)?;
    // Another thread may have been quicker.
    deftype::register_first_class(cx, &name, class).map(Some)
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

/// Asks `clojure.core.protocols/coll-reduce` when a program has loaded it.
fn coll_reduce(
    cx: &mut Mutator,
    f: Value,
    init: Option<Value>,
    coll: Value,
) -> Result<Option<Value>> {
    let Some(function) = protocol_function(cx, "coll-reduce")? else { return Ok(None) };
    let answer = match init {
        Some(init) => cx.invoke(function, &[coll, f, init])?,
        None => cx.invoke(function, &[coll, f])?,
    };
    Ok(Some(answer))
}

/// Asks a comparator that is no function: a type that a program made, or a proxy.
fn compare(cx: &mut Mutator, comparator: Value, a: Value, b: Value) -> Result {
    let class = data::class::object(cx, ClassId::named("java.util.Comparator"))?;
    if !data::class::is_instance(cx, class, comparator)? {
        return Err(data::throw::class_cast(cx, comparator, "java.util.Comparator"));
    }
    let name = data::symbol::intern(cx, None, "compare")?;
    interop::invoke_method(cx, comparator, name, &[a, b])
}

/// Asks `clojure.core.protocols/kv-reduce` when a program has loaded it.
fn kv_reduce(cx: &mut Mutator, f: Value, init: Value, coll: Value) -> Result<Option<Value>> {
    let Some(function) = protocol_function(cx, "kv-reduce")? else { return Ok(None) };
    cx.invoke(function, &[coll, f, init]).map(Some)
}

/// A function of `clojure.core.protocols`, when a program has loaded it.
fn protocol_function(cx: &mut Mutator, name: &str) -> Result<Option<Value>> {
    let home = data::symbol::intern(cx, None, "clojure.core.protocols")?;
    let Some(ns) = namespace::find(cx, home)? else { return Ok(None) };
    let name = data::symbol::intern(cx, None, name)?;
    match namespace::mapping(cx, ns, name)? {
        Some(found) => var::deref(cx, found).map(Some),
        None => Ok(None),
    }
}
