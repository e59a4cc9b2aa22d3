//! The members of the classes that the language itself leans on: exceptions, vars, multimethods,
//! references, writers. Everyday classes are the crate `host`'s.
//!
//! Conventions are those of `#[host_class]`; one file for each theme, one row here for each class.

mod concurrent;
mod exceptions;
mod io;
mod references;

use runtime::class::HostClassDef;

/// Every class of this floor.
pub static CLASSES: &[&HostClassDef] = &[
    &exceptions::throwable::CLASS,
    &exceptions::exception_info::CLASS,
    &exceptions::stack_trace_element::CLASS,
    &references::var::CLASS,
    &references::namespace::CLASS,
    &references::multi_fn::CLASS,
    &references::atom::CLASS,
    &references::volatile::CLASS,
    &references::delay::CLASS,
    &references::reference::CLASS,
    &references::deref::CLASS,
    &concurrent::locking_transaction::CLASS,
    &concurrent::agent::CLASS,
    &concurrent::pending::CLASS,
    &io::string_writer::CLASS,
    &io::writer::CLASS,
];
