//! Destructuring: one walk over a pattern, and what comes out is either forms or nodes.
//!
//! `Sink` is what the walk writes to. Values and order of evaluation are those of Clojure's
//! `destructure`.

use data::{keyword, lookup, map, meta, seq, string, symbol, throw};
use heap::{Interfaces, Mutator, Result, RootVec, Value};

use super::Names;
use crate::core_fns::CoreFn;
use crate::error;

/// Takes the bindings of a pattern, in the order in which they are to be evaluated.
pub trait Sink {
    /// An expression.
    type Expr: Copy;

    /// The expression that a form is.
    fn form(&mut self, cx: &mut Mutator, form: Value) -> Result<Self::Expr>;
    /// A value as a constant.
    fn quoted(&mut self, cx: &mut Mutator, value: Value) -> Result<Self::Expr>;
    /// A call of a core function.
    fn call(&mut self, cx: &mut Mutator, f: CoreFn, args: &[Self::Expr]) -> Result<Self::Expr>;
    /// Binds a name of the program.
    fn bind(&mut self, cx: &mut Mutator, name: Value, init: Self::Expr) -> Result<()>;
    /// Binds a name that the program does not see; answers the expression that reads it.
    fn temp(&mut self, cx: &mut Mutator, prefix: &str, init: Self::Expr) -> Result<Self::Expr>;
    /// Binds a temporary anew; answers the expression that reads it.
    fn retemp(&mut self, cx: &mut Mutator, old: Self::Expr, init: Self::Expr)
    -> Result<Self::Expr>;
    /// What a map pattern looks things up in: the value, or the map of a seq of keys and values.
    fn map_of(&mut self, cx: &mut Mutator, value: Self::Expr) -> Result<Self::Expr>;
}

/// Binds what `pattern` says to parts of `init`.
///
/// # Errors
/// For patterns that are none.
pub fn bind<S: Sink>(cx: &mut Mutator, sink: &mut S, pattern: Value, init: S::Expr) -> Result<()> {
    cx.enter_native()?;
    if symbol::of(pattern).is_some() {
        return sink.bind(cx, pattern, init);
    }
    if keyword::of(pattern).is_some() {
        let name = local_name(cx, pattern)?;
        return sink.bind(cx, name, init);
    }
    let interfaces = seq::interfaces(pattern);
    if interfaces.has(Interfaces::VECTOR) {
        return bind_vector(cx, sink, pattern, init);
    }
    if interfaces.has(Interfaces::MAP) {
        return bind_map(cx, sink, pattern, init);
    }
    let shown = error::show(cx, pattern)?;
    let message = format!("Unsupported binding form: {shown}");
    Err(data::throwable::throw(cx, data::class::ClassId::EXCEPTION, message))
}

fn is_symbol(form: Value, name: &str) -> bool {
    symbol::of(form)
        .is_some_and(|s| s.namespace().is_nil() && s.name_str().as_ascii() == Some(name))
}

fn is_keyword(form: Value, name: &str) -> bool {
    keyword::of(form)
        .is_some_and(|k| k.namespace().is_nil() && k.name_str().as_ascii() == Some(name))
}

fn bind_vector<S: Sink>(
    cx: &mut Mutator,
    sink: &mut S,
    pattern: Value,
    init: S::Expr,
) -> Result<()> {
    let items = seq::to_rootvec(cx, pattern)?;
    let has_rest = items.iter().any(|item| is_symbol(*item, "&"));
    let whole = sink.temp(cx, "vec__", init)?;
    let mut rest = None;
    if has_rest {
        let made = sink.call(cx, CoreFn::Seq, &[whole])?;
        rest = Some(sink.temp(cx, "seq__", made)?);
    }
    let mut i = 0;
    let mut index = 0;
    let mut seen_rest = false;
    while i < items.len() {
        let item = items[i];
        let after = items.get(i + 1).copied().unwrap_or(Value::NIL);
        if let (true, Some(rest)) = (is_symbol(item, "&"), rest) {
            bind(cx, sink, after, rest)?;
            seen_rest = true;
            i += 2;
            continue;
        }
        if is_keyword(item, "as") {
            bind(cx, sink, after, whole)?;
            i += 2;
            continue;
        }
        if seen_rest {
            let message = "Unsupported binding form, only :as can follow & parameter";
            return Err(data::throwable::throw(cx, data::class::ClassId::EXCEPTION, message));
        }
        let part = match rest {
            Some(seq) => {
                let first = sink.call(cx, CoreFn::First, &[seq])?;
                let first = sink.temp(cx, "first__", first)?;
                let next = sink.call(cx, CoreFn::Next, &[seq])?;
                rest = Some(sink.retemp(cx, seq, next)?);
                first
            }
            None => {
                let at = sink.quoted(cx, Value::small(index))?;
                let nil = sink.quoted(cx, Value::NIL)?;
                sink.call(cx, CoreFn::Nth, &[whole, at, nil])?
            }
        };
        bind(cx, sink, item, part)?;
        index += 1;
        i += 1;
    }
    Ok(())
}

/// The symbol that a name in a map pattern binds: without namespace, with its metadata.
fn local_name(cx: &mut Mutator, name: Value) -> Result {
    let text = match (symbol::of(name), keyword::of(name)) {
        (Some(s), _) if s.namespace().is_nil() => return Ok(name),
        (Some(s), _) => s.name_str().to_str().into_owned(),
        (None, Some(k)) => k.name_str().to_str().into_owned(),
        (None, None) => return Ok(name),
    };
    let local = symbol::intern(cx, None, &text)?;
    let found = meta::meta(cx, name)?;
    if found.is_nil() { Ok(local) } else { meta::with_meta(cx, local, found) }
}

fn bind_map<S: Sink>(cx: &mut Mutator, sink: &mut S, pattern: Value, init: S::Expr) -> Result<()> {
    let as_key = keyword::intern(cx, None, "as")?;
    let or_key = keyword::intern(cx, None, "or")?;
    let as_name = lookup::get(cx, pattern, as_key, Value::NIL)?;
    let defaults = lookup::get(cx, pattern, or_key, Value::NIL)?;
    let given = sink.temp(cx, "map__", init)?;
    let source = sink.map_of(cx, given)?;
    let source = sink.retemp(cx, given, source)?;
    if !as_name.is_nil() {
        sink.bind(cx, as_name, source)?;
    }
    let entries = map::dissoc(cx, pattern, as_key)?;
    let entries = map::dissoc(cx, entries, or_key)?;
    let entries = expand_groups(cx, entries)?;
    let mut pairs = RootVec::new(cx);
    map::for_each(cx, entries, |_, key, value| {
        pairs.push(key);
        pairs.push(value);
        Ok(data::seq::Flow::On)
    })?;
    for pair in 0..pairs.len() / 2 {
        let (part, key) = (pairs[2 * pair], pairs[2 * pair + 1]);
        let local = local_name(cx, part)?;
        let key = sink.form(cx, key)?;
        let has_default = !defaults.is_nil() && lookup::contains(cx, defaults, local)?;
        let value = if has_default {
            let default = lookup::get(cx, defaults, local, Value::NIL)?;
            let default = sink.form(cx, default)?;
            sink.call(cx, CoreFn::Get, &[source, key, default])?
        } else {
            sink.call(cx, CoreFn::Get, &[source, key])?
        };
        if symbol::of(part).is_some() || keyword::of(part).is_some() {
            sink.bind(cx, local, value)?;
        } else {
            bind(cx, sink, part, value)?;
        }
    }
    Ok(())
}

/// `:keys`, `:strs` and `:syms`, qualified or not, as entries from names to keys.
fn expand_groups(cx: &mut Mutator, pattern: Value) -> Result {
    let mut keys = RootVec::new(cx);
    map::for_each(cx, pattern, |_, key, _| {
        if keyword::of(key).is_some() {
            keys.push(key);
        }
        Ok(data::seq::Flow::On)
    })?;
    let mut entries = pattern;
    for i in 0..keys.len() {
        let group = keyword::of(keys[i]).expect("only keywords were kept");
        let group_ns = group.namespace_str().map(|ns| ns.to_str().into_owned());
        let name = group.name_str().to_str().into_owned();
        if !matches!(name.as_str(), "keys" | "syms" | "strs") {
            continue;
        }
        let names = lookup::get(cx, entries, keys[i], Value::NIL)?;
        let names = seq::to_rootvec(cx, names)?;
        entries = map::dissoc(cx, entries, keys[i])?;
        for &part in names.iter() {
            let key = group_key(cx, &name, group_ns.as_deref(), part)?;
            entries = map::assoc(cx, entries, part, key)?;
        }
    }
    Ok(entries)
}

/// The form of the key that a name in a group stands for.
fn group_key(cx: &mut Mutator, group: &str, ns: Option<&str>, part: Value) -> Result {
    let (own_ns, name) = match (symbol::of(part), keyword::of(part)) {
        (Some(s), _) => (s.namespace_str(), s.name_str()),
        (None, Some(k)) => (k.namespace_str(), k.name_str()),
        (None, None) => return Err(throw::class_cast(cx, part, "clojure.lang.Named")),
    };
    let own_ns = own_ns.map(|ns| ns.to_str().into_owned());
    let name = name.to_str().into_owned();
    let ns = ns.or(own_ns.as_deref());
    match group {
        "keys" => keyword::intern(cx, ns, &name),
        "syms" => {
            let symbol = symbol::intern(cx, ns, &name)?;
            super::special(cx, "quote", &[symbol])
        }
        _ => {
            let text = match (symbol::of(part), keyword::of(part)) {
                (Some(s), _) => s.text(),
                (None, Some(k)) => format!(":{}", k.text()),
                (None, None) => name,
            };
            string::new(cx, &text)
        }
    }
}

/// Writes the bindings as forms: names and inits in turn.
pub struct FormSink<'a> {
    pub out: RootVec,
    pub names: &'a mut dyn Names,
}

impl Sink for FormSink<'_> {
    type Expr = Value;

    fn form(&mut self, _cx: &mut Mutator, form: Value) -> Result {
        Ok(form)
    }

    fn quoted(&mut self, _cx: &mut Mutator, value: Value) -> Result {
        Ok(value)
    }

    fn call(&mut self, cx: &mut Mutator, f: CoreFn, args: &[Value]) -> Result {
        super::core_call(cx, f.name(), args)
    }

    fn bind(&mut self, _cx: &mut Mutator, name: Value, init: Value) -> Result<()> {
        self.out.extend([name, init]);
        Ok(())
    }

    fn temp(&mut self, cx: &mut Mutator, prefix: &str, init: Value) -> Result {
        let name = self.names.fresh(cx, prefix)?;
        self.out.extend([name, init]);
        Ok(name)
    }

    fn retemp(&mut self, _cx: &mut Mutator, old: Value, init: Value) -> Result {
        self.out.extend([old, init]);
        Ok(old)
    }

    fn map_of(&mut self, cx: &mut Mutator, value: Value) -> Result {
        let head =
            symbol::intern(cx, Some("clojure.lang.PersistentArrayMap"), "createAsIfByAssoc")?;
        let empty = symbol::intern(cx, Some("clojure.lang.PersistentArrayMap"), "EMPTY")?;
        let array = super::core_call(cx, "to-array", &[value])?;
        let many = super::call(cx, head, &[array])?;
        let some = super::core_call(cx, "seq", &[value])?;
        let first = super::core_call(cx, "first", &[value])?;
        let few = super::special(cx, "if", &[some, first, empty])?;
        let next = super::core_call(cx, "next", &[value])?;
        let of_seq = super::special(cx, "if", &[next, many, few])?;
        let is_seq = super::core_call(cx, "seq?", &[value])?;
        super::special(cx, "if", &[is_seq, of_seq, value])
    }
}

/// `(destructure bindings)`: a binding vector whose names are all symbols.
///
/// # Errors
/// For patterns that are none.
pub fn destructure(cx: &mut Mutator, bindings: Value, names: &mut dyn Names) -> Result {
    let items = seq::to_rootvec(cx, bindings)?;
    if items.iter().step_by(2).all(|pattern| symbol::of(*pattern).is_some()) {
        return Ok(bindings);
    }
    let mut sink = FormSink { out: RootVec::new(cx), names };
    for pair in items.chunks(2) {
        let init = pair.get(1).copied().unwrap_or(Value::NIL);
        bind(cx, &mut sink, pair[0], init)?;
    }
    super::vector_of(cx, &sink.out)
}
