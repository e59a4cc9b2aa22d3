//! What the reader asks of the floors above: namespaces, data readers, evaluation.

use diag::ErrorKind;
use heap::{Mutator, Result, Value};

/// What `*read-eval*` allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadEval {
    Allowed,
    /// Bound to false: `#=` and record literals are refused.
    Refused,
    /// Bound to `:unknown`: nothing is read at all.
    Unknown,
}

/// The reader's view of the running program. It is asked when a text needs an answer, not before.
pub trait Resolver {
    /// The symbol that names the current namespace, for `::k` and `#::{}`.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn current_ns(&self, cx: &mut Mutator) -> Result<Value>;

    /// The symbol that names the namespace behind an alias of the current one.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn resolve_alias(&self, cx: &mut Mutator, alias: Value) -> Result<Option<Value>>;

    /// What syntax-quote makes of a symbol that is no special form, gensym or method name:
    /// - `alias/name` becomes `namespace/name`, and `Class/name` becomes `package.Class/name`;
    /// - a name with a dot in it, and a namespace that nobody knows, stay as they are;
    /// - a name mapped to a class becomes the class's full name, one mapped to a var the var's;
    /// - any other name gets the current namespace.
    ///
    /// For `Class.` the reader asks for `Class`.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn resolve_symbol(&self, cx: &mut Mutator, symbol: Value) -> Result;

    /// # Errors
    /// Whatever looking it up throws.
    fn read_eval(&self, cx: &mut Mutator) -> Result<ReadEval>;

    /// The value of `#=form`; only asked when `*read-eval*` allows it.
    ///
    /// # Errors
    /// Whatever evaluating throws.
    fn eval(&self, cx: &mut Mutator, form: Value) -> Result;

    /// The value of `#some.Record{…}` or `#some.Class[…]`: `name` is the symbol, `form` a map or a
    /// vector; only asked when `*read-eval*` allows it.
    ///
    /// # Errors
    /// Whatever constructing throws.
    fn construct(&self, cx: &mut Mutator, name: Value, form: Value) -> Result;

    /// The function for a tag: of `*data-readers*`, else a built-in one.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn data_reader(&self, cx: &mut Mutator, tag: Value) -> Result<Option<Value>>;

    /// The built-in function for a tag (`inst`, `uuid`), which is all that EDN has by itself.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn default_data_reader(&self, cx: &mut Mutator, tag: Value) -> Result<Option<Value>>;

    /// The function in `*default-data-reader-fn*`.
    ///
    /// # Errors
    /// Whatever looking it up throws.
    fn fallback_data_reader(&self, cx: &mut Mutator) -> Result<Option<Value>>;

    /// The regex that a pattern, a string, means.
    ///
    /// # Errors
    /// `PatternSyntaxException` for a wrong pattern.
    fn regex(&self, cx: &mut Mutator, pattern: Value) -> Result;

    /// A number not given before, for generated names; the counter of `gensym`.
    ///
    /// # Errors
    /// Whatever counting throws.
    fn next_id(&self, cx: &mut Mutator) -> Result<u64>;
}

/// A resolver that knows one namespace and nothing in it: for tools and tests, and for EDN in
/// programs that have no runtime.
#[derive(Debug, Default)]
pub struct Alone {
    ids: core::cell::Cell<u64>,
}

impl Alone {
    pub fn new() -> Alone {
        Alone::default()
    }
}

impl Resolver for Alone {
    fn current_ns(&self, cx: &mut Mutator) -> Result {
        data::symbol::intern(cx, None, "user")
    }

    fn resolve_alias(&self, _cx: &mut Mutator, _alias: Value) -> Result<Option<Value>> {
        Ok(None)
    }

    fn resolve_symbol(&self, cx: &mut Mutator, symbol: Value) -> Result {
        let Some(names) = data::symbol::of(symbol) else { return Ok(symbol) };
        let name = names.name_str().to_str();
        if names.namespace_str().is_some() || name.get(1..).is_some_and(|rest| rest.contains('.')) {
            return Ok(symbol);
        }
        data::symbol::intern(cx, Some("user"), &name)
    }

    fn read_eval(&self, _cx: &mut Mutator) -> Result<ReadEval> {
        Ok(ReadEval::Refused)
    }

    fn eval(&self, cx: &mut Mutator, _form: Value) -> Result {
        Err(crate::throw(cx, ErrorKind::ReadEvalOff, &[]))
    }

    fn construct(&self, cx: &mut Mutator, _name: Value, _form: Value) -> Result {
        Err(crate::throw(cx, ErrorKind::RecordNeedsReadEval, &[]))
    }

    fn data_reader(&self, _cx: &mut Mutator, _tag: Value) -> Result<Option<Value>> {
        Ok(None)
    }

    fn default_data_reader(&self, _cx: &mut Mutator, _tag: Value) -> Result<Option<Value>> {
        Ok(None)
    }

    fn fallback_data_reader(&self, _cx: &mut Mutator) -> Result<Option<Value>> {
        Ok(None)
    }

    fn regex(&self, _cx: &mut Mutator, pattern: Value) -> Result {
        Ok(pattern)
    }

    fn next_id(&self, _cx: &mut Mutator) -> Result<u64> {
        self.ids.set(self.ids.get() + 1);
        Ok(self.ids.get())
    }
}
