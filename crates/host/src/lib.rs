//! Host classes: the everyday classes that Clojure programs name.
//!
//! A file stands at the path of the class or of the family of classes whose members it brings;
//! `members` lists them all. What is not here fails at the call, with an error that names class and
//! member. Collections of `java.util` are objects of a few kinds (`TYPES`), each with a class.

#![forbid(unsafe_code)]

mod clojure;
mod java;
mod members;
mod prelude;

use heap::{Kind, TypeInfo};

pub use java::io::reader;
pub use java::math::decimal::context as math_context;
pub use members::CLASSES;

/// The types of this crate.
pub static TYPES: &[(Kind, &TypeInfo)] = &[
    (data::kind::JAVA_LIST, &java::util::list::TYPE),
    (data::kind::JAVA_MAP, &java::util::map::MAP_TYPE),
    (data::kind::JAVA_SET, &java::util::map::SET_TYPE),
    (data::kind::JAVA_QUEUE, &java::util::concurrent::queues::TYPE),
    (data::kind::JAVA_ITERATOR, &java::util::iterator::TYPE),
    (data::kind::HOST_OBJECT, &java::HOST_OBJECT),
];
