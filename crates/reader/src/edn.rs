//! The data notation: `clojure.edn`.
//!
//! The same parser with another table of bytes. No quotes, functions, regexes or evaluation; tags are
//! read by `:readers`, the built-in readers and `:default`; no namespace plays a part.

use heap::{Mutator, Result, Value};

use crate::options::Options;
use crate::parser::Reader;
use crate::resolver::Resolver;

/// The first value of a text, or `None` when there is none: `clojure.edn/read-string`.
///
/// `readers` is a map from tags to functions or nil, `default` a function or nil.
///
/// # Errors
/// What is wrong with the text, as an exception.
pub fn read_str(
    cx: &mut Mutator,
    text: &str,
    readers: Value,
    default: Value,
    resolver: &dyn Resolver,
) -> Result<Option<Value>> {
    Reader::new(text, Options { readers, default, ..Options::edn() }, resolver).read(cx)
}
