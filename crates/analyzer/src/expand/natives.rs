//! The core macros of this crate, and what their expansions call, as natives of `clojure.core`.

use macros::natives;

#[natives("clojure.core")]
mod core_macros {
    use data::{map, seq};
    use heap::{Mutator, Result, Value};

    use crate::expand::{Gensym, case, comprehension, destructure as walk, function};

    /// Evaluates the exprs in a lexical context in which the names in the binding forms are bound to
    /// the values of their exprs, or to parts of them.
    #[native(name = "let", since = "1.0", arglists = "([bindings & body])", macro)]
    fn let_macro(cx: &mut Mutator, _form: Value, _env: Value, args: &[Value]) -> Result {
        function::expand_let(cx, args, &mut Gensym)
    }

    /// Evaluates the exprs in a lexical context in which the names in the binding forms are bound to
    /// the values of their exprs, or to parts of them. Acts as a target of recur.
    #[native(name = "loop", since = "1.0", macro)]
    fn loop_macro(
        cx: &mut Mutator,
        form: Value,
        _env: Value,
        bindings: Value,
        body: &[Value],
    ) -> Result {
        function::expand_loop(cx, form, bindings, body, &mut Gensym)
    }

    /// Defines a function: (fn name? [params*] exprs*) or (fn name? ([params*] exprs*)+).
    #[native(name = "fn", since = "1.0", arglists = "([& sigs])", macro)]
    fn fn_macro(cx: &mut Mutator, form: Value, _env: Value, args: &[Value]) -> Result {
        function::expand_fn(cx, form, args, &mut Gensym)
    }

    /// Same as (def name (fn [params*] exprs*)) or (def name (fn ([params*] exprs*)+)) with any
    /// docstring or attributes added to the var's metadata.
    #[native(
        name = "defn",
        since = "1.0",
        arglists = "([name doc-string? attr-map? [params*] prepost-map? body] [name doc-string? attr-map? ([params*] prepost-map? body) + attr-map?])",
        macro
    )]
    fn defn_macro(cx: &mut Mutator, _form: Value, _env: Value, args: &[Value]) -> Result {
        function::expand_defn(cx, args)
    }

    /// Same as defn, yielding a private var.
    #[native(name = "defn-", since = "1.0", arglists = "([name & decls])", macro)]
    fn defn_private(cx: &mut Mutator, _form: Value, _env: Value, args: &[Value]) -> Result {
        function::expand_defn_private(cx, args)
    }

    /// Like defn, but the resulting function is a macro.
    #[native(
        name = "defmacro",
        since = "1.0",
        arglists = "([name doc-string? attr-map? [params*] body] [name doc-string? attr-map? ([params*] body) + attr-map?])",
        macro
    )]
    fn defmacro_macro(
        cx: &mut Mutator,
        _form: Value,
        _env: Value,
        name: Value,
        args: &[Value],
    ) -> Result {
        let mut all = heap::RootVec::from_slice(cx, &[name]);
        all.extend_from_slice(args);
        function::expand_defmacro(cx, &all)
    }

    /// Takes an expression and clauses: a constant, or a list of constants, and a result expression.
    /// The expression's value chooses the clause at once, whatever their number; a last expression
    /// alone is the default.
    #[native(name = "case", since = "1.2", macro)]
    fn case_macro(
        cx: &mut Mutator,
        _form: Value,
        _env: Value,
        e: Value,
        clauses: &[Value],
    ) -> Result {
        case::expand_case(cx, e, clauses, &mut Gensym)
    }

    /// Evaluates the body, for side effects, with bindings and filtering as provided by for. Does not
    /// keep the head of the sequence. Returns nil.
    #[native(name = "doseq", since = "1.0", macro)]
    fn doseq_macro(
        cx: &mut Mutator,
        form: Value,
        _env: Value,
        seq_exprs: Value,
        body: &[Value],
    ) -> Result {
        comprehension::expand_doseq(cx, form, seq_exprs, body, &mut Gensym)
    }

    /// List comprehension: yields a lazy sequence of the values of body-expr, with the rightmost
    /// collection varying fastest. Modifiers are :let [binding-form expr ...], :while test, :when
    /// test.
    #[native(name = "for", since = "1.0", macro)]
    fn for_macro(
        cx: &mut Mutator,
        form: Value,
        _env: Value,
        seq_exprs: Value,
        body_expr: Value,
    ) -> Result {
        comprehension::expand_for(cx, form, seq_exprs, body_expr, &mut Gensym)
    }

    /// The bindings with all patterns taken apart: every name in the answer is a symbol.
    #[native(name = "destructure")]
    fn destructure(cx: &mut Mutator, bindings: Value) -> Result {
        walk::destructure(cx, bindings, &mut Gensym)
    }

    /// Builds a map from a seq of keys and values, which may end with a map.
    #[native(name = "seq-to-map-for-destructuring", since = "1.11")]
    fn seq_to_map(cx: &mut Mutator, s: Value) -> Result {
        let items = seq::to_rootvec(cx, s)?;
        match items.len() {
            0 => Ok(map::empty(cx)),
            1 => Ok(items[0]),
            _ => map_of_items(cx, &items),
        }
    }

    fn map_of_items(cx: &mut Mutator, items: &[Value]) -> Result {
        let mut made = map::empty(cx);
        for pair in items.chunks(2) {
            if let [key, value] = pair {
                made = map::assoc(cx, made, *key, *value)?;
            } else {
                made = data::lookup::conj(cx, made, pair[0])?;
            }
        }
        Ok(made)
    }

    /// Makes the class of that name known to the current namespace by its short name.
    #[native(name = "import-class*", private)]
    fn import_class(cx: &mut Mutator, name: Value) -> Result {
        let text = data::string::of(name).map(|name| name.to_str().into_owned());
        let class = runtime::class::for_name(cx, &text.unwrap_or_default())?;
        let ns = runtime::namespace::current(cx)?;
        runtime::namespace::import(cx, ns, class)?;
        Ok(class)
    }

    /// A lazy seq of what the function answers.
    #[native(name = "lazy-seq*", private)]
    fn lazy_seq(cx: &mut Mutator, f: Value) -> Result {
        data::seq::lazy::new(cx, f)
    }

    /// A delay of what the function answers.
    #[native(name = "delay*", private)]
    fn delay(cx: &mut Mutator, f: Value) -> Result {
        runtime::delay::new(cx, f)
    }

    /// A namespace's name as the package of the classes that it defines.
    #[native(name = "namespace-munge", since = "1.2")]
    fn namespace_munge(cx: &mut Mutator, ns: Value) -> Result<String> {
        let name = data::print::str_of(cx, ns)?;
        Ok(name.replace('-', "_"))
    }

    /// Makes the var's value a protocol with these options and signatures.
    #[native(name = "define-protocol*", private)]
    fn define_protocol(cx: &mut Mutator, var: Value, options: Value, sigs: Value) -> Result {
        runtime::protocol::define(cx, var, options, sigs)
    }
}

pub use core_macros::NATIVES;
