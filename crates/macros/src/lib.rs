//! Attribute macros by which natives and host classes are declared.
//!
//! `#[natives("clojure.core")]` stands on a module of plain Rust functions; each that carries
//! `#[native(…)]` becomes a `NativeDef` in the module's `NATIVES`. `#[host_class("java.lang.Math")]`
//! does the same for the members of a class, in `CLASS`. What a function says of itself (its
//! comment, its parameters, its types) is said once; docstring, arglists, arity check and
//! conversions are derived from it.
//!
//! The expansion is safe code: it may stand in crates that forbid `unsafe`. It names items of the
//! crate `runtime` only.

mod function;
mod host_class;
mod natives;

use proc_macro::TokenStream;

/// Declares the natives of one namespace.
///
/// Options of `#[native(…)]`: `name = "…"`, `since = "…"`, `deprecated = "…"`, `arglists = "…"`,
/// `inline = Name`, and the flags `pure`, `leaf`, `no_gc`, `macro`, `private`.
///
/// Parameters after `cx`: `Value`, or a type that `runtime::native::FromValue` knows; `Option<T>`
/// for those that may be left out; a final `&[Value]` for the rest. A `macro` begins with the form
/// and the environment.
#[proc_macro_attribute]
pub fn natives(attribute: TokenStream, item: TokenStream) -> TokenStream {
    natives::expand(attribute.into(), item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// Declares the members of one host class.
///
/// Inside: `#[method("abs")]`, `#[constructor]`, `#[instance_method("length")]` on functions,
/// `#[field("PI")]` on a constant or a function, `#[instance_field("x")]` on a function. Several
/// Rust functions with one Java name are its overloads. A parameter may say
/// `#[class("java.util.Map")]` when its Rust type does not tell the overload.
#[proc_macro_attribute]
pub fn host_class(attribute: TokenStream, item: TokenStream) -> TokenStream {
    host_class::expand(attribute.into(), item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
