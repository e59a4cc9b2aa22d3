//! Clojure in a Rust program.
//!
//! A [`Runtime`] is a Clojure of its own: several live in one process and share nothing. Threads that
//! evaluate attach to it; the [`Guard`] that they get evaluates, calls and converts. Rust values go in
//! and out as [`IntoClojure`] and [`FromClojure`] say, anything else as a [`Handle`]. What goes wrong
//! is an [`Error`].
//!
//! ```
//! use tercel::{Options, Runtime};
//!
//! let runtime = Runtime::new(&Options::default())?;
//! runtime.register_fn("app", "shout", |text: String| text.to_uppercase() + "!")?;
//!
//! let mut guard = runtime.attach();
//! let text: String = guard.eval_str("(app/shout (str \"hello \" (+ 40 2)))")?;
//! assert_eq!(text, "HELLO 42!");
//!
//! guard.eval_str::<()>("(defn area [w h] (* w h))")?;
//! let area: i64 = guard.call("user/area", (6, 7))?;
//! assert_eq!(area, 42);
//!
//! let error = guard.eval_str::<i64>("(/ 1 0)").unwrap_err();
//! assert_eq!(error.class(), "java.lang.ArithmeticException");
//! # Ok::<(), tercel::Error>(())
//! ```
//!
//! The folder `examples` has more: `embed.rs` for one thread, `threads.rs` for several.
//!
//! Modules that the documentation does not show are the house's own: they take the context of the
//! lower floors, whose values obey the collector's rules. Start reading at `evaluator`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod convert;
#[doc(hidden)]
pub mod dump;
mod edn;
mod error;
#[doc(hidden)]
pub mod evaluator;
mod function;
mod guard;
mod hooks;
mod interrupt;
mod local;
mod program;
mod reading;
#[doc(hidden)]
pub mod report;
mod resolver;
mod runtime;
mod workshop;

pub use crate::runtime::{Builder, Options, Runtime};
pub use convert::{FromClojure, IntoArgs, IntoClojure, Keyword, Slot, Symbol};
pub use error::{Cause, Error, ErrorKind, Frame, Location};
pub use function::{Rest, RustFn};
pub use guard::Guard;
pub use interrupt::Interrupter;
pub use local::{Handle, Local};

#[doc(hidden)]
pub use ::runtime::signals;
#[doc(hidden)]
pub use heap::{Mutator, Thrown, Value};
