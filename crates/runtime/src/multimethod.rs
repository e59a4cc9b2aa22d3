//! Multimethods: functions that choose a method by the value of their dispatch function.
//!
//! Methods and preferences are one immutable table, replaced by compare-exchange. A call first
//! compares with the first dispatch value that came, then looks in the map of values seen. What is
//! remembered there names the table and the hierarchy it was found in, and counts only while these
//! are the ones that stand: so there is nothing to throw away when they change, and a thread that
//! finds a method in an old table does no harm.
#![allow(unsafe_code, reason = "a multimethod is called through a window")]

use heap::{Counted, Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result};
use heap::{Thrown, TypeInfo, Value};

use crate::{hierarchy, iref, maps};

/// A multimethod.
#[repr(C)]
pub struct MultiFn {
    header: Header,
    name: Value,
    dispatch: Value,
    default: Value,
    /// A reference, mostly a var, to the hierarchy.
    hierarchy: Value,
    /// A counted object [map from dispatch values to methods, map of preferences].
    table: Field,
    /// A counted object [table, hierarchy, map from dispatch values to methods], or nil.
    seen: Field,
    /// A counted object [table, hierarchy, dispatch value, method] of an early call, or nil.
    first: Field,
}

impl HeapType for MultiFn {
    const KIND: Kind = data::kind::MULTI_FN;
}

/// The behaviours of multimethods.
pub static MULTI_FN: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.MultiFn", Layout::AllRefs);
    info.interfaces = Interfaces::FN.and(Interfaces::IFN);
    info.entry = call;
    info
};

impl MultiFn {
    pub fn dispatch_fn(&self) -> Value {
        self.dispatch
    }

    pub fn default_value(&self) -> Value {
        self.default
    }

    pub fn hierarchy(&self) -> Value {
        self.hierarchy
    }

    /// The map from dispatch values to methods.
    pub fn methods(&self) -> Value {
        methods_in(self.table.get())
    }

    /// The map from dispatch values to the sets of values they are preferred to.
    pub fn prefers(&self) -> Value {
        prefers_in(self.table.get())
    }
}

fn methods_in(table: Value) -> Value {
    Counted::of(table).map_or(Value::NIL, |table| table.refs()[0])
}

fn prefers_in(table: Value) -> Value {
    Counted::of(table).map_or(Value::NIL, |table| table.refs()[1])
}

fn table(cx: &mut Mutator, methods: Value, prefers: Value) -> Result {
    cx.alloc_refs(data::kind::REFS, &[methods, prefers])
}

/// Where a dispatch value's method is looked for: what stood when the search began.
#[derive(Clone, Copy)]
struct Scope {
    table: Value,
    hierarchy: Value,
}

impl Scope {
    fn of(cx: &mut Mutator, this: &MultiFn) -> Result<Scope> {
        let table = this.table.get();
        Ok(Scope { table, hierarchy: hierarchy_value(cx, this)? })
    }

    /// What follows the scope in something remembered, when that was found in this very scope.
    fn remembered<'a>(self, field: &Field) -> Option<&'a [Value]> {
        let refs = Counted::of(field.get())?.refs();
        (refs[0] == self.table && refs[1] == self.hierarchy).then(|| &refs[2..])
    }
}

/// The multimethod in a value.
pub fn of<'a>(value: Value) -> Option<&'a MultiFn> {
    value.cast::<MultiFn>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a MultiFn> {
    match of(value) {
        Some(multi) => Ok(multi),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.MultiFn")),
    }
}

/// A multimethod without methods. `name` is a string, `hierarchy` a reference to one.
pub fn new(
    cx: &mut Mutator,
    name: Value,
    dispatch: Value,
    default: Value,
    hierarchy: Value,
) -> Result {
    let empty = data::map::empty(cx);
    let table = self::table(cx, empty, empty)?;
    cx.alloc(MultiFn {
        header: Header::of::<MultiFn>(),
        name,
        dispatch,
        default,
        hierarchy,
        table: Field::new(table),
        seen: Field::new(Value::NIL),
        first: Field::new(Value::NIL),
    })
}

fn name(multi: &MultiFn) -> String {
    crate::text::of_string(multi.name)
}

pub fn add_method(cx: &mut Mutator, multi: Value, value: Value, method: Value) -> Result<()> {
    change_methods(cx, multi, |cx, methods| data::map::assoc(cx, methods, value, method))
}

pub fn remove_method(cx: &mut Mutator, multi: Value, value: Value) -> Result<()> {
    change_methods(cx, multi, |cx, methods| data::map::dissoc(cx, methods, value))
}

fn change_methods(
    cx: &mut Mutator,
    multi: Value,
    mut change: impl FnMut(&mut Mutator, Value) -> Result,
) -> Result<()> {
    let this = expect(cx, multi)?;
    iref::swap(cx, multi, &this.table, |cx, old| {
        let methods = change(cx, methods_in(old))?;
        table(cx, methods, prefers_in(old))
    })?;
    Ok(())
}

pub fn remove_all_methods(cx: &mut Mutator, multi: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    let empty = data::map::empty(cx);
    let table = table(cx, empty, empty)?;
    cx.store(multi, &this.table, table);
    Ok(())
}

/// `(prefer-method multi x y)`.
///
/// # Errors
/// An `IllegalStateException` when `y` is preferred to `x` already.
pub fn prefer_method(cx: &mut Mutator, multi: Value, x: Value, y: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    iref::swap(cx, multi, &this.table, |cx, old| {
        let scope = Scope { table: old, hierarchy: hierarchy_value(cx, this)? };
        if is_preferred(cx, scope, y, x)? {
            let message = format!(
                "Preference conflict in multimethod '{}': {} is already preferred to {}",
                name(this),
                data::print::str_of(cx, y)?,
                data::print::str_of(cx, x)?,
            );
            return Err(data::throw::illegal_state(cx, message));
        }
        let prefers = prefers_in(old);
        let preferred = match maps::get(cx, prefers, x)? {
            Some(preferred) => preferred,
            None => data::set::empty(cx),
        };
        let preferred = data::seq::conj(cx, preferred, y)?;
        let prefers = data::map::assoc(cx, prefers, x, preferred)?;
        table(cx, methods_in(old), prefers)
    })?;
    Ok(())
}

fn hierarchy_value(cx: &mut Mutator, this: &MultiFn) -> Result {
    match cx.desc_of(this.hierarchy).info().deref {
        Some(deref) => deref(cx, this.hierarchy),
        None => Ok(this.hierarchy),
    }
}

/// True when `x` is preferred to `y`, or a parent of `x` to `y`, or `x` to a parent of `y`.
fn is_preferred(cx: &mut Mutator, scope: Scope, x: Value, y: Value) -> Result<bool> {
    cx.enter_native()?;
    if let Some(preferred) = maps::get(cx, prefers_in(scope.table), x)?
        && maps::get(cx, preferred, y)?.is_some()
    {
        return Ok(true);
    }
    for parent in hierarchy::parents(cx, scope.hierarchy, y)?.iter().copied() {
        if is_preferred(cx, scope, x, parent)? {
            return Ok(true);
        }
    }
    for parent in hierarchy::parents(cx, scope.hierarchy, x)?.iter().copied() {
        if is_preferred(cx, scope, parent, y)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The method for a dispatch value, or nil: `get-method`.
///
/// # Errors
/// An `IllegalArgumentException` when several methods fit equally well.
pub fn method_for(cx: &mut Mutator, multi: Value, value: Value) -> Result {
    let this = expect(cx, multi)?;
    let scope = Scope::of(cx, this)?;
    method_in(cx, multi, this, scope, value)
}

fn method_in(cx: &mut Mutator, multi: Value, this: &MultiFn, scope: Scope, value: Value) -> Result {
    let seen = scope.remembered(&this.seen).map(|seen| seen[0]);
    if let Some(seen) = seen
        && let Some(method) = maps::get(cx, seen, value)?
    {
        return Ok(method);
    }
    let best = best_method(cx, this, scope, value)?;
    if !best.is_nil() {
        let seen = seen.unwrap_or(data::map::empty(cx));
        let seen = data::map::assoc(cx, seen, value, best)?;
        let seen = cx.alloc_refs(data::kind::REFS, &[scope.table, scope.hierarchy, seen])?;
        cx.store(multi, &this.seen, seen);
    }
    Ok(best)
}

fn best_method(cx: &mut Mutator, this: &MultiFn, scope: Scope, value: Value) -> Result {
    let methods = methods_in(scope.table);
    let entries = maps::pairs(cx, methods)?;
    let mut best: Option<(Value, Value)> = None;
    for pair in entries.chunks_exact(2) {
        let (key, method) = (pair[0], pair[1]);
        if !hierarchy::isa(cx, scope.hierarchy, value, key)? {
            continue;
        }
        let better = match best {
            Some((best, _)) => dominates(cx, scope, key, best)?,
            None => true,
        };
        if better {
            best = Some((key, method));
        }
        if let Some((best, _)) = best
            && !(best == key || dominates(cx, scope, best, key)?)
        {
            return Err(ambiguous(cx, this, value, key, best));
        }
    }
    match best {
        Some((_, method)) => Ok(method),
        None => Ok(maps::get(cx, methods, this.default)?.unwrap_or(Value::NIL)),
    }
}

fn dominates(cx: &mut Mutator, scope: Scope, x: Value, y: Value) -> Result<bool> {
    Ok(is_preferred(cx, scope, x, y)? || hierarchy::isa(cx, scope.hierarchy, x, y)?)
}

#[cold]
fn ambiguous(cx: &mut Mutator, this: &MultiFn, value: Value, key: Value, best: Value) -> Thrown {
    let texts = [value, key, best].map(|value| data::print::str_of(cx, value).unwrap_or_default());
    let message = format!(
        "Multiple methods in multimethod '{}' match dispatch value: {} -> {} and {}, and neither \
         is preferred",
        name(this),
        texts[0],
        texts[1],
        texts[2],
    );
    data::throw::illegal_argument(cx, message)
}

/// The method that a call with these arguments enters.
///
/// # Errors
/// What the dispatch function throws; an `IllegalArgumentException` when there is no method.
pub fn method_for_call(cx: &mut Mutator, multi: Value, args: &[Value]) -> Result {
    let this = expect(cx, multi)?;
    let value = cx.invoke(this.dispatch, args)?;
    let scope = Scope::of(cx, this)?;
    let first = scope.remembered(&this.first);
    if let Some(&[first, method]) = first
        && first == value
    {
        return Ok(method);
    }
    let method = method_in(cx, multi, this, scope, value)?;
    if method.is_nil() {
        return Err(no_method(cx, this, value));
    }
    // The value that came first stays: calls that alternate would make a new entry each time.
    if first.is_none() {
        let first = [scope.table, scope.hierarchy, value, method];
        let first = cx.alloc_refs(data::kind::REFS, &first)?;
        cx.store(multi, &this.first, first);
    }
    Ok(method)
}

#[cold]
fn no_method(cx: &mut Mutator, this: &MultiFn, value: Value) -> Thrown {
    let text = match value.is_nil() {
        true => "null".to_string(),
        false => match data::print::str_of(cx, value) {
            Ok(text) => text,
            Err(thrown) => return thrown,
        },
    };
    let name = name(this);
    let message = format!("No method in multimethod '{name}' for dispatch value: {text}");
    data::throw::illegal_argument(cx, message)
}

/// # Safety
/// The calling convention; the callee is a multimethod.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] the window has `argc` arguments, and only multimethods have this entry.
    let (cx_ref, multi, given) =
        unsafe { (&mut *cx, *args.sub(1), core::slice::from_raw_parts(args, argc)) };
    match method_for_call(cx_ref, multi, given) {
        Ok(method) => {
            let entry = cx_ref.desc_of(method).entry(argc);
            // SAFETY: [CALL] the same window, with the method as its callee.
            unsafe {
                *args.sub(1) = method;
                entry(cx, args, argc)
            }
        }
        Err(Thrown) => Value::THROWN,
    }
}

/// The hierarchy that multimethods use when they name none: the var `global-hierarchy`.
pub fn global_hierarchy(cx: &Mutator) -> Value {
    cx.known(crate::known::VAR_GLOBAL_HIERARCHY)
}
