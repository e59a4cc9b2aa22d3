//! Multimethods: functions that choose a method by the value of their dispatch function.
//!
//! A call first compares with the first dispatch value that came, then looks in the map of values seen;
//! both are thrown away when a method, a preference or the hierarchy changes.
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
    methods: Field,
    prefers: Field,
    /// A counted object [hierarchy, map from dispatch values to methods], or nil.
    seen: Field,
    /// A counted object [hierarchy, dispatch value, method] of an early call, or nil.
    last: Field,
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
        self.methods.get()
    }

    /// The map from dispatch values to the sets of values they are preferred to.
    pub fn prefers(&self) -> Value {
        self.prefers.get()
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
    cx.alloc(MultiFn {
        header: Header::of::<MultiFn>(),
        name,
        dispatch,
        default,
        hierarchy,
        methods: Field::new(empty),
        prefers: Field::new(empty),
        seen: Field::new(Value::NIL),
        last: Field::new(Value::NIL),
    })
}

fn name(multi: &MultiFn) -> String {
    crate::text::of_string(multi.name)
}

fn forget(cx: &mut Mutator, multi: Value, this: &MultiFn) {
    cx.store(multi, &this.seen, Value::NIL);
    cx.store(multi, &this.last, Value::NIL);
}

pub fn add_method(cx: &mut Mutator, multi: Value, value: Value, method: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    iref::swap(cx, multi, &this.methods, |cx, map| data::map::assoc(cx, map, value, method))?;
    forget(cx, multi, this);
    Ok(())
}

pub fn remove_method(cx: &mut Mutator, multi: Value, value: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    iref::swap(cx, multi, &this.methods, |cx, map| data::map::dissoc(cx, map, value))?;
    forget(cx, multi, this);
    Ok(())
}

pub fn remove_all_methods(cx: &mut Mutator, multi: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    let empty = data::map::empty(cx);
    cx.store(multi, &this.methods, empty);
    cx.store(multi, &this.prefers, empty);
    forget(cx, multi, this);
    Ok(())
}

/// `(prefer-method multi x y)`.
///
/// # Errors
/// An `IllegalStateException` when `y` is preferred to `x` already.
pub fn prefer_method(cx: &mut Mutator, multi: Value, x: Value, y: Value) -> Result<()> {
    let this = expect(cx, multi)?;
    let hierarchy = hierarchy_value(cx, this)?;
    if is_preferred(cx, this, hierarchy, y, x)? {
        let message = format!(
            "Preference conflict in multimethod '{}': {} is already preferred to {}",
            name(this),
            data::print::str_of(cx, y)?,
            data::print::str_of(cx, x)?,
        );
        return Err(data::throw::illegal_state(cx, message));
    }
    iref::swap(cx, multi, &this.prefers, |cx, map| {
        let preferred = match maps::get(cx, map, x)? {
            Some(preferred) => preferred,
            None => data::set::empty(cx),
        };
        let preferred = data::seq::conj(cx, preferred, y)?;
        data::map::assoc(cx, map, x, preferred)
    })?;
    forget(cx, multi, this);
    Ok(())
}

fn hierarchy_value(cx: &mut Mutator, this: &MultiFn) -> Result {
    match cx.desc_of(this.hierarchy).info().deref {
        Some(deref) => deref(cx, this.hierarchy),
        None => Ok(this.hierarchy),
    }
}

/// True when `x` is preferred to `y`, or a parent of `x` to `y`, or `x` to a parent of `y`.
fn is_preferred(
    cx: &mut Mutator,
    this: &MultiFn,
    hierarchy: Value,
    x: Value,
    y: Value,
) -> Result<bool> {
    cx.enter_native()?;
    if let Some(preferred) = maps::get(cx, this.prefers(), x)?
        && maps::get(cx, preferred, y)?.is_some()
    {
        return Ok(true);
    }
    for parent in hierarchy::parents(cx, hierarchy, y)?.iter().copied() {
        if is_preferred(cx, this, hierarchy, x, parent)? {
            return Ok(true);
        }
    }
    for parent in hierarchy::parents(cx, hierarchy, x)?.iter().copied() {
        if is_preferred(cx, this, hierarchy, parent, y)? {
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
    let hierarchy = hierarchy_value(cx, this)?;
    if let Some(seen) = Counted::of(this.seen.get())
        && seen.refs()[0] == hierarchy
        && let Some(method) = maps::get(cx, seen.refs()[1], value)?
    {
        return Ok(method);
    }
    let methods = this.methods();
    let best = best_method(cx, this, hierarchy, value)?;
    if !best.is_nil() {
        let known = match Counted::of(this.seen.get()) {
            Some(seen) if seen.refs()[0] == hierarchy => seen.refs()[1],
            Some(_) | None => data::map::empty(cx),
        };
        let known = data::map::assoc(cx, known, value, best)?;
        let seen = cx.alloc_refs(data::kind::REFS, &[hierarchy, known])?;
        cx.store(multi, &this.seen, seen);
        // A method that came meanwhile must not be missed from now on.
        if this.methods() != methods {
            forget(cx, multi, this);
        }
    }
    Ok(best)
}

fn best_method(cx: &mut Mutator, this: &MultiFn, hierarchy: Value, value: Value) -> Result {
    let entries = maps::pairs(cx, this.methods())?;
    let mut best: Option<(Value, Value)> = None;
    for pair in entries.chunks_exact(2) {
        let (key, method) = (pair[0], pair[1]);
        if !hierarchy::isa(cx, hierarchy, value, key)? {
            continue;
        }
        let better = match best {
            Some((best, _)) => dominates(cx, this, hierarchy, key, best)?,
            None => true,
        };
        if better {
            best = Some((key, method));
        }
        if let Some((best, _)) = best
            && !(best == key || dominates(cx, this, hierarchy, best, key)?)
        {
            return Err(ambiguous(cx, this, value, key, best));
        }
    }
    match best {
        Some((_, method)) => Ok(method),
        None => Ok(maps::get(cx, this.methods(), this.default)?.unwrap_or(Value::NIL)),
    }
}

fn dominates(cx: &mut Mutator, this: &MultiFn, h: Value, x: Value, y: Value) -> Result<bool> {
    Ok(is_preferred(cx, this, h, x, y)? || hierarchy::isa(cx, h, x, y)?)
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
    let hierarchy = hierarchy_value(cx, this)?;
    let last = Counted::of(this.last.get()).filter(|last| last.refs()[0] == hierarchy);
    if let Some(last) = last
        && last.refs()[1] == value
    {
        return Ok(last.refs()[2]);
    }
    let methods = this.methods();
    let method = method_for(cx, multi, value)?;
    if method.is_nil() {
        return Err(no_method(cx, this, value));
    }
    // The value that came first stays: calls that alternate would make a new entry each time.
    if last.is_none() {
        let last = cx.alloc_refs(data::kind::REFS, &[hierarchy, value, method])?;
        cx.store(multi, &this.last, last);
        if this.methods() != methods {
            forget(cx, multi, this);
        }
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
