//! Numbers, strings, collections, sequences, and the questions every value answers.
//!
//! Knows what the built-in types are and do; knows nothing of vars, namespaces or bytecode.

pub mod kind;
