//! The core library: natives and the `.clj` sources.
//!
//! What touches representation, or is hot before anything is compiled, is a native: a plain Rust
//! function in `natives/<theme>.rs`. What is a composition of other functions is Clojure, in
//! `clj/clojure/core/<theme>.clj`. A name is defined in one of the two, never in both.
//!
//! # Conventions for natives
//!
//! - One theme, one module `#[natives("clojure.core")] pub mod theme`, one row in `natives::TABLES`.
//!   The module begins with `use crate::prelude::*;`.
//! - The function is called as its var, `-` as `_`; `name = "…"` where Rust cannot spell it
//!   (`nil?` is `is_nil`). Order: as in the book, the common ones first.
//! - The doc comment is `:doc`, written anew in our own words: what it answers, for which arguments.
//! - Parameters are `:arglists`: call them as Clojure's arglists do; `Option<T>` for those that may be
//!   left out, `&[Value]` for the rest. `arglists = "…"` only where parameters cannot say it.
//! - Parameter types convert: `i64`, `f64`, `usize`, `u16` (a char), `&Str`. Take `Value` where any
//!   value is right. `bool` means truthiness.
//! - `since` is Clojure's `:added`. `inline` names the op that may replace a call. `pure`, `leaf` and
//!   `no_gc` are promises (see `runtime::native::Effects`): when in doubt, leave them out.
//! - Errors are the JVM's, class and message: ask the real one. `data::throw` has the usual ones.
//! - A native that takes a seq which may be long takes it as a parameter of its own, not in the rest,
//!   so that nothing holds its head.
//! - Arity needs a list of its own? Several Rust functions, one native: a native per var.
//!
//! # Conventions for `.clj`
//!
//! - Files of `clj/clojure/core/` hold definitions only (`defn`, `defmacro`, `def`, `defmulti`…), in
//!   any order: each is compiled when its var is used first. `build.rs` makes the index and refuses
//!   anything else. Names in `clojure.core` that are not Clojure's are private.
//! - Other libraries (`clj/clojure/set.clj`, `clj/clojure/core/reducers.clj`) begin with `(ns`; they
//!   are loaded whole, by `require`.
//!
//! # Tests
//!
//! A native's test is a form with its answer under it in `tests/conformance/`; Rust tests here are for
//! what forms cannot see.

#![forbid(unsafe_code)]

pub mod classes;
pub mod natives;
pub mod prelude;
pub mod sources;

use heap::{Mutator, Result};
use runtime::var::Registration;
use runtime::{known, var};

/// Makes the vars of `clojure.core` and of the other namespaces that have natives. After
/// `runtime::init`.
///
/// # Errors
/// `OutOfMemoryError` when the heap is too small for it.
pub fn install(cx: &mut Mutator) -> Result<()> {
    var::register_natives(cx, natives::TABLES)?;
    let core = cx.known(known::CORE_NS);
    let rows = sources::DEFINITIONS.iter().map(|definition| Registration::Source {
        name: definition.name,
        is_macro: definition.is_macro,
        is_private: definition.is_private,
        is_dynamic: definition.is_dynamic,
    });
    var::register(cx, core, rows)?;
    natives::print_methods::methods::init(cx)
}
