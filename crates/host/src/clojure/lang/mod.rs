//! `clojure.lang`: interfaces of collections, names, and the static helpers that libraries call.

pub mod collections;
pub mod helpers;
pub mod names;
