//! The keywords that the analyzer asks for again and again, looked up once.

use data::keyword;
use heap::{Mutator, Result, Value};

use crate::analyze::Analyzer;

macro_rules! keys {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A keyword without namespace.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Key { $($variant),* }

        impl Key {
            pub const COUNT: usize = [$($name),*].len();

            fn name(self) -> &'static str {
                match self { $(Key::$variant => $name),* }
            }
        }
    };
}

keys! {
    Line "line", Column "column", File "file", Dynamic "dynamic", Once "once", Doc "doc",
    Declared "declared", Macro "macro", RetTag "rettag", Tag "tag",
}

impl Analyzer {
    pub(crate) fn key(&mut self, cx: &mut Mutator, key: Key) -> Result {
        let at = crate::analyze::ROOT_KEYS + key as usize;
        if self.roots[at].is_nil() {
            self.roots[at] = keyword::intern(cx, None, key.name())?;
        }
        Ok(self.roots[at])
    }

    /// The value under a key in the metadata `found`, or nil.
    pub(crate) fn meta_key(&mut self, cx: &mut Mutator, found: Value, key: Key) -> Result {
        if found.is_nil() {
            return Ok(Value::NIL);
        }
        let key = self.key(cx, key)?;
        data::lookup::get(cx, found, key, Value::NIL)
    }
}
