//! Vars: a name's root value, its thread bindings, its metadata.
//!
//! The root of a var that is compiled at first use is `ABSENT`; of one that has none, `UNBOUND`.
//! Neither mark leaves this module: reading compiles the first, and answers an `Unbound` object for
//! the second.
#![allow(unsafe_code, reason = "a native's declaration is kept as a raw pointer")]

mod arglists;
mod core_vars;
mod define;
mod unbound;

use core::ptr;
use core::sync::atomic::{AtomicPtr, AtomicU16, AtomicU32, Ordering};

use bytecode::cell::{self, VarCore};
use heap::{Field, HeapType, Interfaces, Kind, Layout, Mutator, Result, TypeInfo, Value};

use crate::native::{Intrinsic, NativeDef};
use crate::{binding, evaluator, iref, monitor, state};

pub(crate) use core_vars::init;
pub use define::{
    Registration, intern, intern_value, make_meta, meta, native_of, register, register_natives,
    reset_meta, set_macro,
};
pub use unbound::{UNBOUND_TYPE, Unbound, is_unbound, text as unbound_text};

/// A var.
#[repr(C)]
pub struct Var {
    core: VarCore,
    meta: Field,
    watches: Field,
    validator: Field,
    ns: Value,
    name: Value,
    native: AtomicPtr<NativeDef>,
    flags: AtomicU32,
    intrinsic: AtomicU16,
    unused: u16,
}

impl HeapType for Var {
    const KIND: Kind = data::kind::VAR;
}

/// The behaviours of vars.
pub static VAR: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Var", Layout::RefsThenRaw(7));
    info.interfaces =
        Interfaces::IFN.and(Interfaces::DEREF).and(Interfaces::META).and(Interfaces::REF);
    info.entry = call;
    info.deref = Some(deref);
    info.meta = Some(meta);
    info.print = Some(|cx, var, sink, _| write_text(cx, var, sink));
    info.to_str = Some(write_text);
    info
};

const DYNAMIC: u32 = 1;
const MACRO: u32 = 2;
const PRIVATE: u32 = 4;
/// Some thread has, or had, a binding of it.
const THREAD_BOUND: u32 = 8;
const CONST: u32 = 16;

impl Var {
    fn new(ns: Value, name: Value, root: Value) -> Var {
        Var {
            core: VarCore {
                header: heap::Header::of::<Var>(),
                root: Field::new(root),
                cells: Field::new(Value::NIL),
            },
            meta: Field::new(Value::NIL),
            watches: Field::new(Value::NIL),
            validator: Field::new(Value::NIL),
            ns,
            name,
            native: AtomicPtr::new(ptr::null_mut()),
            flags: AtomicU32::new(0),
            intrinsic: AtomicU16::new(0),
            unused: 0,
        }
    }

    /// The namespace, or nil for a var without a name.
    pub fn ns(&self) -> Value {
        self.ns
    }

    /// The symbol that names it, or nil.
    pub fn name(&self) -> Value {
        self.name
    }

    /// The root as it stands: it may be one of the marks.
    pub fn raw_root(&self) -> Value {
        self.core.root.get()
    }

    pub fn is_dynamic(&self) -> bool {
        self.has(DYNAMIC)
    }

    pub fn is_macro(&self) -> bool {
        self.has(MACRO)
    }

    pub fn is_private(&self) -> bool {
        self.has(PRIVATE)
    }

    /// `^:const`: its value is compiled into the code that reads it.
    pub fn is_const(&self) -> bool {
        self.has(CONST)
    }

    /// Has no root, compiled or not.
    pub fn is_unbound(&self) -> bool {
        self.raw_root() == Value::UNBOUND
    }

    /// Waits for its first use to be compiled.
    pub fn is_lazy(&self) -> bool {
        self.raw_root().is_absent()
    }

    /// The op that calls of this var may become, as long as it has its own root.
    pub fn intrinsic(&self) -> Option<Intrinsic> {
        Intrinsic::of_number(self.intrinsic.load(Ordering::Acquire))
    }

    /// The number that stands for what the compiler knows of this var, as long as it has its own
    /// root; 0 for nothing. Numbers of intrinsics come first, see `Intrinsic::number`.
    #[inline]
    pub fn intrinsic_number(&self) -> u16 {
        self.intrinsic.load(Ordering::Acquire)
    }

    pub fn set_intrinsic_number(&self, number: u16) {
        self.intrinsic.store(number, Ordering::Release);
    }

    fn has(&self, flag: u32) -> bool {
        self.flags.load(Ordering::Acquire) & flag != 0
    }

    fn set(&self, flag: u32, on: bool) {
        if on {
            self.flags.fetch_or(flag, Ordering::AcqRel);
        } else {
            self.flags.fetch_and(!flag, Ordering::AcqRel);
        }
    }

    pub(crate) fn is_thread_bound(&self) -> bool {
        self.has(THREAD_BOUND)
    }

    pub(crate) fn mark_thread_bound(&self) {
        if !self.has(THREAD_BOUND) {
            self.set(THREAD_BOUND, true);
        }
    }

    pub(crate) fn watches(&self) -> &Field {
        &self.watches
    }

    pub(crate) fn validator(&self) -> &Field {
        &self.validator
    }
}

fn native_behind(pointer: *const NativeDef) -> Option<&'static NativeDef> {
    // SAFETY: [DEF] only `register` fills the pointer, from a `&'static NativeDef`.
    unsafe { pointer.as_ref() }
}

/// The var in a value.
#[inline]
pub fn of<'a>(value: Value) -> Option<&'a Var> {
    value.cast::<Var>()
}

/// The var in a value; a `ClassCastException` when it is something else.
pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Var> {
    match of(value) {
        Some(var) => Ok(var),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.Var")),
    }
}

/// A var that no namespace knows: `with-local-vars`, `Var/create`.
pub fn anonymous(cx: &mut Mutator, root: Value) -> Result {
    cx.alloc(Var::new(Value::NIL, Value::NIL, root))
}

/// The value of the var on this thread: its binding, else its root.
#[inline]
pub fn deref(cx: &mut Mutator, var: Value) -> Result {
    let this = expect(cx, var)?;
    if this.is_thread_bound()
        && let Some(value) = binding::get(cx, var)
    {
        return Ok(value);
    }
    root(cx, var)
}

/// The root value; an `Unbound` object when there is none.
#[inline]
pub fn root(cx: &mut Mutator, var: Value) -> Result {
    let value = expect(cx, var)?.raw_root();
    if value == Value::UNBOUND || value.is_absent() { root_slow(cx, var) } else { Ok(value) }
}

#[cold]
#[inline(never)]
fn root_slow(cx: &mut Mutator, var: Value) -> Result {
    let this = expect(cx, var)?;
    if this.is_lazy() {
        evaluator::define(cx, var)?;
    }
    let value = this.raw_root();
    if value == Value::UNBOUND || value.is_absent() {
        return unbound::make(cx, var);
    }
    Ok(value)
}

/// True when the var has a root, or a binding on this thread.
pub fn is_bound(cx: &mut Mutator, var: Value) -> Result<bool> {
    Ok(has_root(cx, var)? || binding::get(cx, var).is_some())
}

/// True when the var has a root, compiled or not.
pub fn has_root(cx: &mut Mutator, var: Value) -> Result<bool> {
    Ok(expect(cx, var)?.raw_root() != Value::UNBOUND)
}

/// Gives the var a new root, as `def` does: the validator is asked, a macro is one no longer,
/// watches hear of it.
///
/// # Errors
/// What the validator or a watch throws.
pub fn bind_root(cx: &mut Mutator, var: Value, value: Value) -> Result<()> {
    monitor::with(cx, var, |cx| {
        let this = expect(cx, var)?;
        iref::validate(cx, this.validator.get(), value)?;
        let old = this.raw_root();
        set_root(cx, var, value)?;
        // A var that waited to be compiled is, all the time, the macro that it was registered as.
        if this.is_macro() && !old.is_absent() {
            define::set_macro(cx, var, false)?;
        }
        notify(cx, var, old, value)
    })
}

/// The root, without a question to anyone: for roots that are known to be good.
pub fn set_root(cx: &mut Mutator, var: Value, value: Value) -> Result<()> {
    let this = expect(cx, var)?;
    with_cells(cx, |cx| {
        this.intrinsic.store(0, Ordering::Release);
        cell::look_each_time(cx, var);
        cx.store(var, &this.core.root, value);
        cell::enter_directly(cx, var, callee(var))
    })
}

/// Runs `work`, which runs nothing of a program, while no other thread makes or changes cells.
fn with_cells<R>(cx: &mut Mutator, work: impl FnOnce(&mut Mutator) -> R) -> R {
    let heap = cx.heap().clone();
    let _held = state::of_heap(&heap).cells.lock_across_safepoints(cx);
    work(cx)
}

/// What static calls of the var enter: its root, or the var itself when each call must look.
fn callee(var: Value) -> Value {
    match of(var) {
        Some(this) if this.is_dynamic() || this.is_thread_bound() => var,
        Some(_) | None => cell::root_or_var(var),
    }
}

/// The invoke cell for calls of the var with `argc` arguments.
pub fn cell(cx: &mut Mutator, var: Value, argc: usize) -> Result {
    if let Some(cell) = cell::find(var, argc) {
        return Ok(cell);
    }
    with_cells(cx, |cx| match cell::find(var, argc) {
        Some(cell) => Ok(cell),
        None => cell::make(cx, var, argc, callee(var)),
    })
}

/// Makes the var dynamic, or not.
pub fn set_dynamic(cx: &mut Mutator, var: Value, on: bool) -> Result<()> {
    let this = expect(cx, var)?;
    with_cells(cx, |cx| {
        cell::look_each_time(cx, var);
        this.set(DYNAMIC, on);
        cell::enter_directly(cx, var, callee(var))
    })
}

/// Takes the root away: `ns-unmap` keeps the var, `.unbindRoot` leaves it without value.
pub fn unbind_root(cx: &mut Mutator, var: Value) -> Result<()> {
    monitor::with(cx, var, |cx| set_root(cx, var, Value::UNBOUND))
}

/// `alter-var-root`: the root becomes `(f root & args)`.
pub fn alter_root(cx: &mut Mutator, var: Value, f: Value, args: &[Value]) -> Result {
    update_root(cx, var, |cx, old| {
        let mut call = heap::RootVec::from_slice(cx, &[old]);
        call.extend_from_slice(args);
        cx.invoke(f, &call)
    })
}

/// The root becomes what `change` makes of it; no other thread changes it meanwhile.
///
/// # Errors
/// What `change`, the validator or a watch throws.
pub fn update_root(
    cx: &mut Mutator,
    var: Value,
    change: impl FnOnce(&mut Mutator, Value) -> Result,
) -> Result {
    monitor::with(cx, var, |cx| {
        let this = expect(cx, var)?;
        let old = root(cx, var)?;
        let new = change(cx, old)?;
        iref::validate(cx, this.validator.get(), new)?;
        set_root(cx, var, new)?;
        notify(cx, var, old, new)?;
        Ok(new)
    })
}

fn notify(cx: &mut Mutator, var: Value, old: Value, new: Value) -> Result<()> {
    let this = expect(cx, var)?;
    if this.watches.get().is_nil() {
        return Ok(());
    }
    let old = if old == Value::UNBOUND || old.is_absent() { unbound::make(cx, var)? } else { old };
    iref::notify(cx, var, this.watches.get(), old, new)
}

/// `set!` of the thread's binding.
///
/// # Errors
/// An `IllegalStateException` when this thread has no binding of the var.
pub fn set(cx: &mut Mutator, var: Value, value: Value) -> Result {
    let this = expect(cx, var)?;
    iref::validate(cx, this.validator.get(), value)?;
    if binding::set(cx, var, value)? {
        return Ok(value);
    }
    let name = crate::text::of_symbol(this.name);
    Err(data::throw::illegal_state(
        cx,
        format!("Can't change/establish root binding of: {name} with set"),
    ))
}

/// `ns/name`, or the name alone, as error messages show a var.
pub fn symbol_text(var: &Var) -> String {
    let name = crate::text::of_symbol(var.name);
    match crate::namespace::of(var.ns) {
        Some(ns) => format!("{}/{name}", crate::text::of_symbol(ns.name())),
        None => name,
    }
}

/// `#'ns/name`, as vars print.
pub fn text(var: &Var) -> String {
    if var.name.is_nil() {
        "#<Var: --unnamed-->".to_string()
    } else {
        format!("#'{}", symbol_text(var))
    }
}

fn write_text(_cx: &mut Mutator, value: Value, sink: &mut dyn heap::TextSink) -> Result<()> {
    if let Some(var) = of(value) {
        sink.write_str(&text(var));
    }
    Ok(())
}

/// Calls what the var holds on this thread.
///
/// # Safety
/// The calling convention; the callee is a var.
unsafe extern "C" fn call(cx: *mut Mutator, args: *mut Value, argc: usize) -> Value {
    // SAFETY: [CALL] only vars are called through this entry.
    let (cx_ref, var) = unsafe { (&mut *cx, *args.sub(1)) };
    match deref(cx_ref, var) {
        Ok(callee) => {
            let entry = cx_ref.desc_of(callee).entry(argc);
            // SAFETY: [CALL] the same window, with the callee that the var stands for.
            unsafe {
                *args.sub(1) = callee;
                entry(cx, args, argc)
            }
        }
        Err(heap::Thrown) => Value::THROWN,
    }
}
