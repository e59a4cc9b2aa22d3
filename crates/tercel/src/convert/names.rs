//! Keywords and symbols as Rust values.

use std::fmt;

use data::{keyword, symbol};
use heap::{Mutator, Result as Thrown, Value};

use super::{FromClojure, IntoClojure, Slot, mismatch};
use crate::error::Error;
use crate::guard::Guard;
use crate::local::Local;

/// Splits as Clojure's `keyword` and `symbol` do.
fn split(text: &str) -> (Option<String>, String) {
    let (namespace, name) = symbol::split(text);
    (namespace.map(str::to_owned), name.to_owned())
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident, $module:ident, $colon:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $type {
            namespace: Option<String>,
            name: String,
        }

        impl $type {
            /// From a text as `name` or `namespace/name`.
            #[must_use]
            pub fn new(text: &str) -> $type {
                let (namespace, name) = split(text);
                $type { namespace, name }
            }

            /// What stands before the slash.
            #[must_use]
            pub fn namespace(&self) -> Option<&str> {
                self.namespace.as_deref()
            }

            /// What stands after the slash, or all.
            #[must_use]
            pub fn name(&self) -> &str {
                &self.name
            }

            fn intern(&self, cx: &mut Mutator) -> Thrown<Value> {
                $module::intern(cx, self.namespace(), &self.name)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match &self.namespace {
                    Some(namespace) => write!(f, "{}{}/{}", $colon, namespace, self.name),
                    None => write!(f, "{}{}", $colon, self.name),
                }
            }
        }

        impl FromClojure for $type {
            fn from_clojure(guard: &mut Guard<'_>, value: &Local) -> Result<$type, Error> {
                let value = value.value();
                let Some(found) = $module::of(value) else {
                    return Err(mismatch(guard, $what, value));
                };
                let namespace = found.namespace_str().map(|text| text.to_str().into_owned());
                Ok($type { namespace, name: found.name_str().to_str().into_owned() })
            }
        }

        impl IntoClojure for &$type {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                let value = slot.guard().work(|cx| self.intern(cx))?;
                slot.put(value);
                Ok(())
            }
        }

        impl IntoClojure for $type {
            fn into_clojure(self, slot: &mut Slot<'_, '_>) -> Result<(), Error> {
                (&self).into_clojure(slot)
            }
        }
    };
}

names! {
    /// A keyword: `:name` or `:namespace/name`.
    Keyword, keyword, ":", "a keyword"
}

names! {
    /// A symbol: `name` or `namespace/name`. Its metadata stays behind.
    Symbol, symbol, "", "a symbol"
}
