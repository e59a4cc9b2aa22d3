//! Clojure in a Rust program: the embedding API.
//!
//! A `Runtime` is a heap with everything wired: types, natives, the core library, the interpreter.
//! Work is done by an attached thread: `Runtime::attach` answers a `Mutator`, which `evaluator`
//! takes. Start reading at `evaluator`.

#![forbid(unsafe_code)]

pub mod dump;
mod edn;
pub mod evaluator;
mod hooks;
pub mod program;
mod reading;
pub mod report;
mod resolver;
mod runtime;
pub mod workshop;

pub use crate::runtime::{Options, Runtime};
pub use heap::{Mutator, Result, Thrown, Value};
