//! Vars and namespaces as values.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod vars_ns {
    use super::*;
    use data::{map, symbol, throw};
    use runtime::namespace::{self, Filters};
    use runtime::{binding, maps, var};

    // ---- vars ----

    /// Returns the value of a var: of the thread's binding, else its root.
    #[native(since = "1.0")]
    fn var_get(cx: &mut Mutator, x: Value) -> Result {
        var::expect(cx, x)?;
        var::deref(cx, x)
    }

    /// Sets the thread's binding of a var.
    #[native(since = "1.0")]
    fn var_set(cx: &mut Mutator, x: Value, val: Value) -> Result {
        var::expect(cx, x)?;
        var::set(cx, x, val)
    }

    /// Sets the root of a var to (f root args...), atomically. Returns the new root.
    #[native(since = "1.0")]
    fn alter_var_root(cx: &mut Mutator, v: Value, f: Value, args: &[Value]) -> Result {
        var::expect(cx, v)?;
        var::alter_root(cx, v, f, args)
    }

    /// Returns true when all the vars have a value.
    #[native(name = "bound?", since = "1.2")]
    fn is_bound(cx: &mut Mutator, vars: &[Value]) -> Result<bool> {
        for v in vars {
            var::expect(cx, *v)?;
            if !var::is_bound(cx, *v)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns true when all the vars have a binding of this thread.
    #[native(name = "thread-bound?", since = "1.2")]
    fn is_thread_bound(cx: &mut Mutator, vars: &[Value]) -> Result<bool> {
        for v in vars {
            var::expect(cx, *v)?;
            if binding::get(cx, *v).is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Binds the vars that are keys of the map to its values, on this thread, until
    /// pop-thread-bindings.
    #[native(since = "1.1")]
    fn push_thread_bindings(cx: &mut Mutator, bindings: Value) -> Result<()> {
        let pairs = maps::pairs(cx, bindings)?;
        binding::push(cx, &pairs)
    }

    /// Ends the bindings of the last push-thread-bindings.
    #[native(since = "1.1")]
    fn pop_thread_bindings(cx: &mut Mutator) -> Result<()> {
        binding::pop(cx)
    }

    /// Returns a map of the vars bound on this thread to their values.
    #[native(since = "1.1")]
    fn get_thread_bindings(cx: &mut Mutator) -> Result {
        let pairs = binding::all(cx);
        map::hash_map(cx, &pairs)
    }

    /// Finds or makes the var of that name in the namespace, with val as its root when it is given.
    #[native(since = "1.0")]
    fn intern(cx: &mut Mutator, ns: Value, name: Value, val: Option<Value>) -> Result {
        let ns = namespace::the_ns(cx, ns)?;
        let found = match val {
            Some(val) => var::intern_value(cx, ns, name, val)?,
            None => var::intern(cx, ns, name)?,
        };
        let meta = data::meta::meta(cx, name)?;
        if !meta.is_nil() {
            let own = var::meta(cx, found)?;
            let pairs = maps::pairs(cx, meta)?;
            let merged = maps::assoc_all(cx, own, &pairs)?;
            var::reset_meta(cx, found, merged)?;
        }
        Ok(found)
    }

    /// Returns the var that a qualified symbol names, or nil.
    #[native(since = "1.0")]
    fn find_var(cx: &mut Mutator, sym: Value) -> Result {
        let Some(name) = symbol::of(sym) else {
            return Err(throw::class_cast(cx, sym, "clojure.lang.Symbol"));
        };
        let Some(qualifier) = name.namespace_str() else {
            let message = "Symbol must be namespace-qualified";
            return Err(throw::illegal_argument(cx, message));
        };
        let ns_name = symbol::intern(cx, None, &qualifier.to_str())?;
        let Some(ns) = namespace::find(cx, ns_name)? else {
            let message = format!("No such namespace: {}", runtime::text::of_symbol(ns_name));
            return Err(throw::illegal_argument(cx, message));
        };
        let simple = symbol::intern(cx, None, &name.name_str().to_str())?;
        let found = namespace::mapping(cx, ns, simple)?;
        Ok(found.filter(|found| var::of(*found).is_some()).unwrap_or(Value::NIL))
    }

    /// Returns the var or class that a symbol means in the current namespace, or nil; nil too when
    /// env has the symbol as a key.
    #[native(since = "1.0", arglists = "([sym] [env sym])")]
    fn resolve(cx: &mut Mutator, env: Value, sym: Option<Value>) -> Result {
        let (env, sym) = match sym {
            Some(sym) => (env, sym),
            None => (Value::NIL, env),
        };
        let ns = namespace::current(cx)?;
        resolve_in(cx, ns, env, sym)
    }

    /// Returns the var or class that a symbol means in a namespace, or nil; nil too when env has the
    /// symbol as a key.
    #[native(since = "1.0", arglists = "([ns sym] [ns env sym])")]
    fn ns_resolve(cx: &mut Mutator, ns: Value, env: Value, sym: Option<Value>) -> Result {
        let (env, sym) = match sym {
            Some(sym) => (env, sym),
            None => (Value::NIL, env),
        };
        let ns = namespace::the_ns(cx, ns)?;
        resolve_in(cx, ns, env, sym)
    }

    fn resolve_in(cx: &mut Mutator, ns: Value, env: Value, sym: Value) -> Result {
        if !env.is_nil() && data::lookup::contains(cx, env, sym)? {
            return Ok(Value::NIL);
        }
        if sym.is_nil() {
            let message = "Cannot read field \"ns\" because \"sym\" is null";
            return Err(throw::null_pointer(cx, message));
        }
        if symbol::of(sym).is_none() {
            return Err(throw::class_cast(cx, sym, "clojure.lang.Symbol"));
        }
        let found = namespace::maybe_resolve(cx, ns, sym)?;
        if found.is_nil()
            && let Some(name) = symbol::of(sym)
            && name.namespace_str().is_none()
            && name.name_str().to_str().contains('.')
        {
            return Err(throw::class_not_found(cx, name.name_str().to_str()));
        }
        Ok(found)
    }

    // ---- namespaces ----

    /// Returns the namespace of that name, or nil.
    #[native(since = "1.0")]
    fn find_ns(cx: &mut Mutator, sym: Value) -> Result {
        Ok(namespace::find(cx, sym)?.unwrap_or(Value::NIL))
    }

    /// Returns the namespace that a symbol names, or the namespace itself. Throws when there is none.
    #[native(since = "1.0")]
    fn the_ns(cx: &mut Mutator, x: Value) -> Result {
        namespace::the_ns(cx, x)
    }

    /// Finds or makes the namespace of that name.
    #[native(since = "1.0")]
    fn create_ns(cx: &mut Mutator, sym: Value) -> Result {
        namespace::find_or_create(cx, sym)
    }

    /// Makes the namespace of that name the current one, creating it when needed.
    #[native(since = "1.0")]
    fn in_ns(cx: &mut Mutator, name: Value) -> Result {
        let ns = namespace::find_or_create(cx, name)?;
        let meta = data::meta::meta(cx, name)?;
        if !meta.is_nil() {
            namespace::reset_meta(cx, ns, meta)?;
        }
        namespace::set_current(cx, ns)?;
        Ok(ns)
    }

    /// Removes the namespace of that name.
    #[native(since = "1.0")]
    fn remove_ns(cx: &mut Mutator, sym: Value) -> Result {
        namespace::remove(cx, sym)
    }

    /// Returns a seq of all namespaces.
    #[native(since = "1.0")]
    fn all_ns(cx: &mut Mutator) -> Result {
        namespace::all(cx)
    }

    /// Returns the name of a namespace, a symbol.
    #[native(since = "1.0")]
    fn ns_name(cx: &mut Mutator, ns: Value) -> Result {
        let ns = namespace::the_ns(cx, ns)?;
        Ok(namespace::expect(cx, ns)?.name())
    }

    /// Returns a map of all mappings of a namespace.
    #[native(since = "1.0")]
    fn ns_map(cx: &mut Mutator, ns: Value) -> Result {
        let ns = namespace::the_ns(cx, ns)?;
        Ok(namespace::expect(cx, ns)?.mappings())
    }

    /// Which mappings a query wants.
    #[derive(Clone, Copy)]
    enum Wanted {
        Publics,
        Interns,
        Refers,
        Imports,
    }

    fn selected(cx: &mut Mutator, ns: Value, wanted: Wanted) -> Result {
        let ns = namespace::the_ns(cx, ns)?;
        let mappings = namespace::expect(cx, ns)?.mappings();
        let pairs = maps::pairs(cx, mappings)?;
        let mut chosen = RootVec::new(cx);
        for pair in pairs.chunks(2) {
            let fits = match (var::of(pair[1]), wanted) {
                (Some(found), Wanted::Publics) => found.ns() == ns && !found.is_private(),
                (Some(found), Wanted::Interns) => found.ns() == ns,
                (Some(found), Wanted::Refers) => found.ns() != ns,
                (None, Wanted::Imports) => true,
                (Some(_), Wanted::Imports) | (None, _) => false,
            };
            if fits {
                chosen.extend_from_slice(pair);
            }
        }
        map::hash_map(cx, &chosen)
    }

    /// Returns a map of the public vars of a namespace.
    #[native(since = "1.0")]
    fn ns_publics(cx: &mut Mutator, ns: Value) -> Result {
        selected(cx, ns, Wanted::Publics)
    }

    /// Returns a map of the vars of a namespace.
    #[native(since = "1.0")]
    fn ns_interns(cx: &mut Mutator, ns: Value) -> Result {
        selected(cx, ns, Wanted::Interns)
    }

    /// Returns a map of the vars of other namespaces that a namespace refers to.
    #[native(since = "1.0")]
    fn ns_refers(cx: &mut Mutator, ns: Value) -> Result {
        selected(cx, ns, Wanted::Refers)
    }

    /// Returns a map of the classes that a namespace knows by their short names.
    #[native(since = "1.0")]
    fn ns_imports(cx: &mut Mutator, ns: Value) -> Result {
        selected(cx, ns, Wanted::Imports)
    }

    /// Returns a map of the aliases of a namespace.
    #[native(since = "1.0")]
    fn ns_aliases(cx: &mut Mutator, ns: Value) -> Result {
        let ns = namespace::the_ns(cx, ns)?;
        Ok(namespace::expect(cx, ns)?.aliases())
    }

    /// Makes alias another name, in the current namespace, for the namespace of that name.
    #[native(since = "1.0")]
    fn alias(cx: &mut Mutator, alias: Value, namespace_sym: Value) -> Result<()> {
        let ns = namespace::current(cx)?;
        let target = namespace::the_ns(cx, namespace_sym)?;
        namespace::alias(cx, ns, alias, target)
    }

    /// Removes an alias of a namespace.
    #[native(since = "1.0")]
    fn ns_unalias(cx: &mut Mutator, ns: Value, sym: Value) -> Result<()> {
        let ns = namespace::the_ns(cx, ns)?;
        namespace::unalias(cx, ns, sym)
    }

    /// Removes a mapping of a namespace.
    #[native(since = "1.0")]
    fn ns_unmap(cx: &mut Mutator, ns: Value, sym: Value) -> Result<()> {
        let ns = namespace::the_ns(cx, ns)?;
        namespace::unmap(cx, ns, sym)
    }

    /// Refers to the public vars of a namespace from the current one. Filters: :exclude and :only
    /// with collections of symbols, :rename with a map of symbols.
    #[native(since = "1.0")]
    fn refer(cx: &mut Mutator, ns_sym: Value, filters: &[Value]) -> Result<()> {
        let options = map::hash_map(cx, filters)?;
        let filters = Filters {
            exclude: maps::at(cx, options, "exclude")?,
            only: maps::at(cx, options, "only")?,
            rename: maps::at(cx, options, "rename")?,
        };
        let ns = namespace::current(cx)?;
        namespace::refer(cx, ns, ns_sym, filters)
    }

    /// Reads and evaluates all forms of a file. Returns the last value.
    #[native(since = "1.0")]
    fn load_file(cx: &mut Mutator, name: &Str) -> Result {
        runtime::loader::load_file(cx, &name.to_str())
    }
}
