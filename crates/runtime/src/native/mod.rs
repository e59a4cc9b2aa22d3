//! Native functions: how one is declared, called and shown.
//!
//! `#[natives]` (crate `macros`) turns plain Rust functions into `NativeDef` rows and implements
//! `Native` for a marker type of each. `entry` is the one wrapper between the calling convention and
//! such a function: it counts the arguments, takes them out of the window, clears the window, and
//! turns a panic into an exception. It is generic, so that the expansion needs no unsafe code.
#![allow(unsafe_code, reason = "the calling convention passes raw pointers")]

pub mod closure;
mod convert;
mod function;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use convert::{FromValue, IntoValue};
pub use function::{NATIVE_FN, NativeFn, def_of, direct_entry, make};
pub use heap::{Entry, Mutator, Result, Thrown, Value};

pub use crate::intrinsic::Intrinsic;

/// What a native promises, or is; a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(pub u16);

impl Effects {
    pub const NONE: Effects = Effects(0);
    /// May be evaluated at compile time on constants, and dropped when its result is not used.
    pub const PURE: Effects = Effects(1);
    /// Never calls back into Clojure code.
    pub const LEAF: Effects = Effects(2);
    /// Never reaches a safepoint.
    pub const NO_GC: Effects = Effects(4);
    /// A macro: called with the form and the environment first.
    pub const MACRO: Effects = Effects(8);
    /// Its var is private.
    pub const PRIVATE: Effects = Effects(16);

    pub const fn and(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    pub const fn has(self, other: Effects) -> bool {
        self.0 & other.0 == other.0
    }
}

/// All that is known of one native, said once beside its function.
pub struct NativeDef {
    pub namespace: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
    /// The arglists as Clojure text: `([map key] [map key not-found])`.
    pub arglists: &'static str,
    pub since: &'static str,
    pub deprecated: &'static str,
    pub inline: Option<Intrinsic>,
    pub effects: Effects,
    pub required: u8,
    pub positional: u8,
    pub rest: bool,
    pub entry: Entry,
    pub file: &'static str,
    pub line: u32,
}

/// A native function as a type; `N` is the number of parameters that take one argument each.
pub trait Native<const N: usize> {
    const MIN: usize;
    const REST: bool;
    /// Arguments that the caller does not see: a macro's form and environment.
    const HIDDEN: usize;
    /// The qualified name, for the error of a wrong number of arguments.
    const NAME: &'static str;

    fn call(cx: &mut Mutator, args: Args, rest: &mut [Value]) -> Result;
}

/// The positional arguments of a call, still in the window. Each is taken out once, so that nothing
/// but the function that declares it holds it: neither the window nor a copy on the native stack.
pub struct Args {
    window: *mut Value,
    given: usize,
}

impl Args {
    #[inline(always)]
    pub fn is_given(&self, index: usize) -> bool {
        index < self.given
    }

    /// Where the argument stands, which was not left out: the place is the native's own for as long
    /// as it runs.
    #[inline(always)]
    pub fn place<'a>(&self, index: usize) -> &'a mut Value {
        // SAFETY: [CALL] the window has `given` slots, which belong to this call, and each place is
        // asked for once.
        unsafe { &mut *self.window.add(index) }
    }

    /// The argument at the index, or `ABSENT` when it was left out.
    #[inline(always)]
    pub fn take(&mut self, index: usize) -> Value {
        if index >= self.given {
            return Value::ABSENT;
        }
        // SAFETY: [CALL] the window has `given` slots, which belong to this call.
        unsafe { self.window.add(index).replace(Value::NIL) }
    }
}

/// The entry of the native `D`.
///
/// # Safety
/// As for every `Entry`: `cx` is the current thread's mutator, `args` a window of `argc` arguments.
pub unsafe extern "C" fn entry<D: Native<N>, const N: usize>(
    cx: *mut Mutator,
    args: *mut Value,
    argc: usize,
) -> Value {
    // SAFETY: [CALL] the calling convention.
    let cx = unsafe { &mut *cx };
    if argc < D::MIN || (argc > N && !D::REST) {
        return wrong_arity(cx, D::NAME, argc - D::HIDDEN.min(argc));
    }
    let top = cx.top;
    // The arguments are taken inside the closure: captured by it, they would stand in memory for as
    // long as the body runs, and hold the head of a lazy seq.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let given = argc.min(N);
        // SAFETY: [CALL] the window has `argc` slots, which belong to this call; the positional
        // ones are reached through `Args` alone.
        let rest = unsafe { core::slice::from_raw_parts_mut(args.add(given), argc - given) };
        let result = D::call(cx, Args { window: args, given }, rest);
        rest.fill(Value::NIL);
        result
    }));
    match outcome {
        Ok(Ok(value)) => value,
        Ok(Err(Thrown)) => Value::THROWN,
        Err(panic) => {
            cx.top = top;
            panicked(cx, D::NAME, panic)
        }
    }
}

#[cold]
#[inline(never)]
fn wrong_arity(cx: &mut Mutator, name: &str, argc: usize) -> Value {
    let Thrown = data::throw::arity(cx, argc, name);
    Value::THROWN
}

#[cold]
#[inline(never)]
fn panicked(cx: &mut Mutator, name: &str, panic: Box<dyn std::any::Any + Send>) -> Value {
    let Thrown = crate::exception::internal_error(cx, name, &*panic);
    Value::THROWN
}
