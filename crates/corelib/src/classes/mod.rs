//! The members of `clojure.lang` classes that programs call: vars, multimethods, references.
//!
//! Conventions are those of `#[host_class]`; one file for each theme, one row here for each class.

mod io;
mod references;

use runtime::class::HostClassDef;

/// Every class of this floor.
pub static CLASSES: &[&HostClassDef] = &[
    &references::var::CLASS,
    &references::namespace::CLASS,
    &references::multi_fn::CLASS,
    &references::atom::CLASS,
    &references::delay::CLASS,
    &references::reference::CLASS,
    &references::deref::CLASS,
    &io::string_writer::CLASS,
    &io::writer::CLASS,
];
