//! The members of the classes that the language itself leans on: objects, classes, exceptions, vars,
//! multimethods, references, writers.
//!
//! Conventions are those of `#[host_class]`; one file for each theme, one row here for each class.

mod io;
mod lang;
mod references;

use runtime::class::HostClassDef;

/// Every class of this floor.
pub static CLASSES: &[&HostClassDef] = &[
    &lang::object::CLASS,
    &lang::class::CLASS,
    &lang::throwable::CLASS,
    &lang::exception_info::CLASS,
    &lang::stack_trace_element::CLASS,
    &references::var::CLASS,
    &references::namespace::CLASS,
    &references::multi_fn::CLASS,
    &references::atom::CLASS,
    &references::volatile::CLASS,
    &references::delay::CLASS,
    &references::reference::CLASS,
    &references::deref::CLASS,
    &io::string_writer::CLASS,
    &io::writer::CLASS,
];
