//! `require` and `use`: lib specs, prefix lists, flags.

use data::class::ClassId;
use heap::{Interfaces, Mutator, Result, RootVec, Thrown, Value};

use super::{is_loaded, load, loaded_libs, note_loaded, path_of_lib};
use crate::namespace::{self, Filters};
use crate::{evaluator, fault, known, maps, text, var};

/// What stands with all specs of a call, or in one of them.
#[derive(Clone, Copy, Default)]
struct Flags {
    reload: bool,
    reload_all: bool,
    verbose: bool,
    refer_all: bool,
}

/// `(require …)`.
///
/// # Errors
/// A fault in the specs; whatever loading throws.
pub fn require(cx: &mut Mutator, args: &[Value]) -> Result<()> {
    load_libs(cx, args, Flags::default())
}

/// `(use …)`: as `require`, and refers to the public vars.
///
/// # Errors
/// As for `require`.
pub fn use_libs(cx: &mut Mutator, args: &[Value]) -> Result<()> {
    load_libs(cx, args, Flags { refer_all: true, ..Flags::default() })
}

/// The exception for a call that cannot be: as the compiler throws it for its own faults.
pub(super) fn fault(cx: &mut Mutator, message: &str) -> Thrown {
    let made = throw_fault(cx, message);
    match made {
        Ok(exception) => cx.throw(exception),
        Err(thrown) => thrown,
    }
}

fn throw_fault(cx: &mut Mutator, message: &str) -> Result {
    let message = data::string::new(cx, message)?;
    let cause = data::throwable::new(cx, ClassId::EXCEPTION, message, Value::NIL)?;
    let file = cx.known(known::VAR_FILE);
    let file = var::deref(cx, file)?;
    let source = text::of_string(file);
    let (line, column) = evaluator::position(cx);
    let place = fault::Place { source: &source, line, column, symbol: Value::NIL };
    fault::compiler_exception(cx, "compile-syntax-check", &place, cause)
}

fn load_libs(cx: &mut Mutator, args: &[Value], mut flags: Flags) -> Result<()> {
    let mut unsupported = Vec::new();
    let mut specs = RootVec::new(cx);
    for &arg in args {
        match data::keyword::of(arg) {
            Some(keyword) => match keyword.text().as_str() {
                "reload" => flags.reload = true,
                "reload-all" => flags.reload_all = true,
                "verbose" => flags.verbose = true,
                "require" | "use" => flags.refer_all |= keyword.text() == "use",
                other => unsupported.push(format!(":{other}")),
            },
            None => specs.push(arg),
        }
    }
    if !unsupported.is_empty() {
        let message = format!("Unsupported option(s) supplied: {}", unsupported.join(","));
        return Err(fault(cx, &message));
    }
    if specs.is_empty() {
        return Err(fault(cx, "Nothing specified to load"));
    }
    for spec in specs.iter().copied() {
        if is_libspec(cx, spec)? {
            load_spec(cx, Value::NIL, spec, flags)?;
            continue;
        }
        let parts = data::seq::to_rootvec(cx, spec)?;
        let Some((&prefix, rest)) = parts.split_first() else {
            return Err(fault(cx, "prefix cannot be nil"));
        };
        for &inner in rest {
            load_spec(cx, prefix, inner, flags)?;
        }
    }
    Ok(())
}

/// A symbol, or a vector whose second element is absent or a keyword.
fn is_libspec(cx: &mut Mutator, spec: Value) -> Result<bool> {
    if data::symbol::of(spec).is_some() {
        return Ok(true);
    }
    if !data::seq::interfaces(spec).has(Interfaces::VECTOR) {
        return Ok(false);
    }
    let parts = data::seq::to_rootvec(cx, spec)?;
    Ok(match parts.get(1) {
        None => true,
        Some(&second) => second.is_nil() || data::keyword::of(second).is_some(),
    })
}

fn load_spec(cx: &mut Mutator, prefix: Value, spec: Value, flags: Flags) -> Result<()> {
    if data::symbol::of(spec).is_some() {
        return load_lib(cx, prefix, spec, &[], flags);
    }
    let parts = data::seq::to_rootvec(cx, spec)?;
    let Some((&name, options)) = parts.split_first() else {
        return Err(data::throw::null_pointer_plain(cx));
    };
    if let [.., last] = options
        && options.len() % 2 == 1
    {
        let last = data::print::str_of(cx, *last)?;
        let message = format!("No value supplied for key: {last}");
        return Err(data::throw::illegal_argument(cx, message));
    }
    load_lib(cx, prefix, name, options, flags)
}

/// The options of one lib spec.
struct Options {
    alias: Value,
    alias_only: Value,
    refer: Value,
    filters: Filters,
    flags: Flags,
    filtered: bool,
}

fn options(cx: &mut Mutator, pairs: &[Value], flags: Flags) -> Result<Options> {
    let map = data::map::hash_map(cx, pairs)?;
    let mut at = |key: &str| maps::at(cx, map, key);
    let alias = at("as")?;
    let alias_only = at("as-alias")?;
    let refer = at("refer")?;
    let filters = Filters { exclude: at("exclude")?, only: at("only")?, rename: at("rename")? };
    let own = Flags {
        reload: flags.reload || at("reload")?.is_truthy(),
        reload_all: flags.reload_all || at("reload-all")?.is_truthy(),
        verbose: flags.verbose || at("verbose")?.is_truthy(),
        refer_all: flags.refer_all || at("use")?.is_truthy(),
    };
    let filtered =
        [filters.exclude, filters.only, filters.rename].iter().any(|value| !value.is_nil());
    Ok(Options { alias, alias_only, refer, filters, flags: own, filtered })
}

fn load_lib(
    cx: &mut Mutator,
    prefix: Value,
    name: Value,
    pairs: &[Value],
    flags: Flags,
) -> Result<()> {
    let lib = full_name(cx, prefix, name)?;
    let options = options(cx, pairs, flags)?;
    let ns = namespace::current(cx)?;
    if !options.alias_only.is_nil() && options.alias.is_nil() && options.refer.is_nil() {
        let target = namespace::find_or_create(cx, lib)?;
        return namespace::alias(cx, ns, options.alias_only, target);
    }
    let text = text::of_symbol(lib);
    let loaded = is_loaded(cx, lib)?;
    let needs_ns = !options.alias.is_nil() || options.flags.refer_all;
    if options.flags.reload_all {
        reload_all(cx, lib, &text)?;
    } else if options.flags.reload || !loaded {
        let is_new = namespace::find(cx, lib)?.is_none();
        load_or_forget(cx, lib, &text, is_new, options.flags.verbose)?;
        if needs_ns && namespace::find(cx, lib)?.is_none() {
            let path = path_of_lib(&text);
            let message = format!("namespace '{text}' not found after loading '/{path}'");
            return Err(fault(cx, &message));
        }
        note_loaded(cx, lib)?;
    }
    if needs_ns && namespace::find(cx, lib)?.is_none() {
        return Err(fault(cx, &format!("namespace '{text}' not found")));
    }
    for alias in [options.alias, options.alias_only] {
        if !alias.is_nil() {
            let target = namespace::find_or_create(cx, lib)?;
            namespace::alias(cx, ns, alias, target)?;
        }
    }
    let refer_all = data::keyword::intern(cx, None, "all")?;
    if options.flags.refer_all || options.filtered {
        namespace::refer(cx, ns, lib, options.filters)?;
    } else if options.refer == refer_all {
        namespace::refer(cx, ns, lib, Filters::NONE)?;
    } else if !options.refer.is_nil() {
        let filters = Filters { only: options.refer, ..options.filters };
        namespace::refer(cx, ns, lib, filters)?;
    }
    Ok(())
}

/// Loads a lib. A namespace that a failed load made is taken away again.
fn load_or_forget(
    cx: &mut Mutator,
    lib: Value,
    text: &str,
    is_new: bool,
    verbose: bool,
) -> Result<()> {
    let path = format!("/{}", path_of_lib(text));
    if verbose {
        let mut line = data::text::Text::new();
        line.push_str(&format!("(clojure.core/load \"{path}\")\n"));
        let target = crate::out::current(cx)?;
        crate::out::write(cx, target, &line)?;
        crate::out::flush(cx, target)?;
    }
    if let Err(Thrown) = load(cx, &path) {
        let exception = cx.take_pending();
        if is_new {
            namespace::remove(cx, lib)?;
        }
        return Err(cx.throw(exception));
    }
    Ok(())
}

/// Loads a lib and all that it requires again, whatever was loaded before.
fn reload_all(cx: &mut Mutator, lib: Value, text: &str) -> Result<()> {
    let var = cx.known(known::VAR_LOADED_LIBS);
    let empty = data::set::sorted::empty(cx, Value::NIL)?;
    let fresh = crate::atom::new(cx, empty, Value::NIL, Value::NIL)?;
    let path = format!("/{}", path_of_lib(text));
    let loaded = crate::binding::with(cx, &[var, fresh], |cx| {
        load(cx, &path)?;
        note_loaded(cx, lib)?;
        loaded_libs(cx)
    })?;
    for name in data::seq::to_rootvec(cx, loaded)?.iter().copied() {
        note_loaded(cx, name)?;
    }
    Ok(())
}

fn full_name(cx: &mut Mutator, prefix: Value, name: Value) -> Result {
    let Some(inner) = data::symbol::of(name) else {
        return Err(data::throw::class_cast(cx, name, "clojure.lang.Symbol"));
    };
    let own = inner.text();
    if prefix.is_nil() {
        return Ok(data::symbol::base(name));
    }
    let prefix = text::of_symbol(prefix);
    if own.contains('.') {
        let message = format!(
            "Found lib name '{own}' containing period with prefix '{prefix}'.  lib names inside \
             prefix lists must not contain periods"
        );
        return Err(fault(cx, &message));
    }
    data::symbol::intern(cx, None, &format!("{prefix}.{own}"))
}
