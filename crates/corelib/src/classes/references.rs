//! Vars, namespaces, multimethods, atoms, delays.

use macros::host_class;

#[host_class("clojure.lang.Var")]
pub mod var {
    use heap::{Mutator, Result, RootVec, Value};
    use runtime::{binding, namespace, var};

    /// A var without a name.
    #[method("create")]
    fn create(cx: &mut Mutator, root: Option<Value>) -> Result {
        runtime::var::anonymous(cx, root.unwrap_or(Value::UNBOUND))
    }

    #[method("intern")]
    fn intern(cx: &mut Mutator, ns: Value, name: Value, root: Option<Value>) -> Result {
        let ns = match namespace::of(ns) {
            Some(_) => ns,
            None => namespace::find_or_create(cx, ns)?,
        };
        match root {
            Some(root) => var::intern_value(cx, ns, name, root),
            None => runtime::var::intern(cx, ns, name),
        }
    }

    #[method("find")]
    fn find(cx: &mut Mutator, name: Value) -> Result {
        let ns = namespace::current(cx)?;
        namespace::maybe_resolve(cx, ns, name)
    }

    #[method("pushThreadBindings")]
    fn push_thread_bindings(cx: &mut Mutator, bindings: Value) -> Result<()> {
        let pairs = runtime::maps::pairs(cx, bindings)?;
        binding::push(cx, &pairs)
    }

    #[method("popThreadBindings")]
    fn pop_thread_bindings(cx: &mut Mutator) -> Result<()> {
        binding::pop(cx)
    }

    #[method("getThreadBindings")]
    fn get_thread_bindings(cx: &mut Mutator) -> Result {
        let all = binding::all(cx);
        data::map::hash_map(cx, &all)
    }

    #[method("cloneThreadBindingFrame")]
    fn clone_frame(cx: &mut Mutator) -> Result {
        Ok(binding::frame(cx))
    }

    #[method("resetThreadBindingFrame")]
    fn reset_frame(cx: &mut Mutator, frame: Value) -> Result<()> {
        binding::replace_frame(cx, frame);
        Ok(())
    }

    #[instance_method("setDynamic")]
    fn set_dynamic(cx: &mut Mutator, this: Value, on: Option<bool>) -> Result {
        var::set_dynamic(cx, this, on.unwrap_or(true))?;
        Ok(this)
    }

    #[instance_method("isDynamic")]
    fn is_dynamic(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(var::expect(cx, this)?.is_dynamic())
    }

    #[instance_method("isMacro")]
    fn is_macro(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(var::expect(cx, this)?.is_macro())
    }

    #[instance_method("setMacro")]
    fn set_macro(cx: &mut Mutator, this: Value) -> Result<()> {
        var::set_macro(cx, this, true)
    }

    #[instance_method("isPublic")]
    fn is_public(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(!var::expect(cx, this)?.is_private())
    }

    #[instance_method("isBound")]
    fn is_bound(cx: &mut Mutator, this: Value) -> Result<bool> {
        var::is_bound(cx, this)
    }

    #[instance_method("hasRoot")]
    fn has_root(cx: &mut Mutator, this: Value) -> Result<bool> {
        var::has_root(cx, this)
    }

    #[instance_method("bindRoot")]
    fn bind_root(cx: &mut Mutator, this: Value, root: Value) -> Result<()> {
        var::bind_root(cx, this, root)
    }

    #[instance_method("unbindRoot")]
    fn unbind_root(cx: &mut Mutator, this: Value) -> Result<()> {
        var::unbind_root(cx, this)
    }

    #[instance_method("getRawRoot")]
    fn raw_root(cx: &mut Mutator, this: Value) -> Result {
        var::root(cx, this)
    }

    #[instance_method("alterRoot")]
    fn alter_root(cx: &mut Mutator, this: Value, f: Value, args: Value) -> Result {
        let args = data::seq::to_rootvec(cx, args)?;
        var::alter_root(cx, this, f, &args)
    }

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value) -> Result {
        var::deref(cx, this)
    }

    #[instance_method("set")]
    fn set(cx: &mut Mutator, this: Value, value: Value) -> Result {
        var::set(cx, this, value)
    }

    #[instance_method("setMeta")]
    fn set_meta(cx: &mut Mutator, this: Value, meta: Value) -> Result<()> {
        var::reset_meta(cx, this, meta)?;
        Ok(())
    }

    #[instance_method("toSymbol")]
    fn to_symbol(cx: &mut Mutator, this: Value) -> Result {
        let text = var::symbol_text(var::expect(cx, this)?);
        data::symbol::parse(cx, &text)
    }

    #[instance_field("ns")]
    fn ns(cx: &mut Mutator, this: Value) -> Result {
        Ok(var::expect(cx, this)?.ns())
    }

    #[instance_field("sym")]
    fn sym(cx: &mut Mutator, this: Value) -> Result {
        Ok(var::expect(cx, this)?.name())
    }

    #[instance_method("invoke")]
    fn invoke(cx: &mut Mutator, this: Value, args: &[Value]) -> Result {
        let args = RootVec::from_slice(cx, args);
        cx.invoke(this, &args)
    }
}

#[host_class("clojure.lang.Namespace")]
pub mod namespace {
    use heap::{Mutator, Result, Value};
    use runtime::namespace;

    #[method("find")]
    fn find(cx: &mut Mutator, name: Value) -> Result {
        Ok(namespace::find(cx, name)?.unwrap_or(Value::NIL))
    }

    #[method("findOrCreate")]
    fn find_or_create(cx: &mut Mutator, name: Value) -> Result {
        runtime::namespace::find_or_create(cx, name)
    }

    #[method("remove")]
    fn remove(cx: &mut Mutator, name: Value) -> Result {
        namespace::remove(cx, name)
    }

    #[method("all")]
    fn all(cx: &mut Mutator) -> Result {
        namespace::all(cx)
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(namespace::expect(cx, this)?.name())
    }

    #[instance_field("name")]
    fn name(cx: &mut Mutator, this: Value) -> Result {
        Ok(namespace::expect(cx, this)?.name())
    }

    #[instance_method("getMappings")]
    fn mappings(cx: &mut Mutator, this: Value) -> Result {
        Ok(namespace::expect(cx, this)?.mappings())
    }

    #[instance_method("getMapping")]
    fn mapping(cx: &mut Mutator, this: Value, name: Value) -> Result {
        Ok(namespace::mapping(cx, this, name)?.unwrap_or(Value::NIL))
    }

    #[instance_method("getAliases")]
    fn aliases(cx: &mut Mutator, this: Value) -> Result {
        Ok(namespace::expect(cx, this)?.aliases())
    }

    #[instance_method("lookupAlias")]
    fn lookup_alias(cx: &mut Mutator, this: Value, name: Value) -> Result {
        Ok(namespace::lookup_alias(cx, this, name)?.unwrap_or(Value::NIL))
    }

    #[instance_method("addAlias")]
    fn add_alias(cx: &mut Mutator, this: Value, name: Value, target: Value) -> Result<()> {
        namespace::alias(cx, this, name, target)
    }

    #[instance_method("removeAlias")]
    fn remove_alias(cx: &mut Mutator, this: Value, name: Value) -> Result<()> {
        namespace::unalias(cx, this, name)
    }

    #[instance_method("findInternedVar")]
    fn find_interned_var(cx: &mut Mutator, this: Value, name: Value) -> Result {
        let found = namespace::mapping(cx, this, name)?;
        let own = found.filter(|&v| runtime::var::of(v).is_some_and(|var| var.ns() == this));
        Ok(own.unwrap_or(Value::NIL))
    }

    #[instance_method("intern")]
    fn intern(cx: &mut Mutator, this: Value, name: Value) -> Result {
        runtime::var::intern(cx, this, name)
    }

    #[instance_method("unmap")]
    fn unmap(cx: &mut Mutator, this: Value, name: Value) -> Result<()> {
        namespace::unmap(cx, this, name)
    }

    #[instance_method("refer")]
    fn refer(cx: &mut Mutator, this: Value, name: Value, target: Value) -> Result {
        namespace::map(cx, this, name, target)
    }

    #[instance_method("importClass")]
    fn import_class(cx: &mut Mutator, this: Value, class: Value) -> Result {
        namespace::import(cx, this, class)
    }
}

#[host_class("clojure.lang.MultiFn")]
pub mod multi_fn {
    use data::string::Str;
    use heap::{Mutator, Result, Value};
    use runtime::multimethod;

    #[constructor]
    fn new(
        cx: &mut Mutator,
        name: &Str,
        dispatch: Value,
        default: Value,
        hierarchy: Value,
    ) -> Result {
        let name = data::string::new(cx, &name.to_str())?;
        multimethod::new(cx, name, dispatch, default, hierarchy)
    }

    #[instance_method("addMethod")]
    fn add_method(cx: &mut Mutator, this: Value, value: Value, method: Value) -> Result {
        multimethod::add_method(cx, this, value, method)?;
        Ok(this)
    }

    #[instance_method("removeMethod")]
    fn remove_method(cx: &mut Mutator, this: Value, value: Value) -> Result {
        multimethod::remove_method(cx, this, value)?;
        Ok(this)
    }

    #[instance_method("preferMethod")]
    fn prefer_method(cx: &mut Mutator, this: Value, x: Value, y: Value) -> Result {
        multimethod::prefer_method(cx, this, x, y)?;
        Ok(this)
    }

    #[instance_method("reset")]
    fn reset(cx: &mut Mutator, this: Value) -> Result {
        multimethod::remove_all_methods(cx, this)?;
        Ok(this)
    }

    #[instance_method("getMethod")]
    fn get_method(cx: &mut Mutator, this: Value, value: Value) -> Result {
        multimethod::method_for(cx, this, value)
    }

    #[instance_method("getMethodTable")]
    fn method_table(cx: &mut Mutator, this: Value) -> Result {
        Ok(multimethod::expect(cx, this)?.methods())
    }

    #[instance_method("getPreferTable")]
    fn prefer_table(cx: &mut Mutator, this: Value) -> Result {
        Ok(multimethod::expect(cx, this)?.prefers())
    }

    #[instance_field("dispatchFn")]
    fn dispatch_fn(cx: &mut Mutator, this: Value) -> Result {
        Ok(multimethod::expect(cx, this)?.dispatch_fn())
    }

    #[instance_field("defaultDispatchVal")]
    fn default_value(cx: &mut Mutator, this: Value) -> Result {
        Ok(multimethod::expect(cx, this)?.default_value())
    }

    #[instance_field("hierarchy")]
    fn hierarchy(cx: &mut Mutator, this: Value) -> Result {
        Ok(multimethod::expect(cx, this)?.hierarchy())
    }
}

#[host_class("clojure.lang.Atom")]
pub mod atom {
    use heap::{Mutator, Result, Value};
    use runtime::atom;

    #[constructor]
    fn new(cx: &mut Mutator, value: Value) -> Result {
        runtime::atom::new(cx, value, Value::NIL, Value::NIL)
    }

    #[instance_method("swap")]
    fn swap(cx: &mut Mutator, this: Value, f: Value, args: &[Value]) -> Result {
        Ok(atom::swap(cx, this, f, args)?.1)
    }

    #[instance_method("reset")]
    fn reset(cx: &mut Mutator, this: Value, value: Value) -> Result {
        atom::reset(cx, this, value)?;
        Ok(value)
    }

    #[instance_method("compareAndSet")]
    fn compare_and_set(cx: &mut Mutator, this: Value, old: Value, new: Value) -> Result<bool> {
        atom::compare_and_set(cx, this, old, new)
    }
}

#[host_class("clojure.lang.Volatile")]
pub mod volatile {
    use heap::{Mutator, Result, Value};
    use runtime::atom;

    #[constructor]
    fn new(cx: &mut Mutator, value: Value) -> Result {
        atom::new_volatile(cx, value)
    }

    #[instance_method("reset")]
    fn reset(cx: &mut Mutator, this: Value, value: Value) -> Result {
        atom::volatile_reset(cx, this, value)
    }
}

#[host_class("clojure.lang.Delay")]
pub mod delay {
    use heap::{Mutator, Result, Value};
    use runtime::delay;

    #[constructor]
    fn new(cx: &mut Mutator, body: Value) -> Result {
        runtime::delay::new(cx, body)
    }

    #[method("force")]
    fn force(cx: &mut Mutator, value: Value) -> Result {
        runtime::delay::force(cx, value)
    }

    #[instance_method("isRealized")]
    fn is_realized(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(delay::of(this).is_some_and(|delay| delay.is_realized()))
    }
}

#[host_class("clojure.lang.IRef")]
pub mod reference {
    use heap::{Mutator, Result, Value};
    use runtime::iref;

    #[instance_method("setValidator")]
    fn set_validator(cx: &mut Mutator, this: Value, validator: Value) -> Result<()> {
        iref::set_validator(cx, this, validator)
    }

    #[instance_method("getValidator")]
    fn get_validator(cx: &mut Mutator, this: Value) -> Result {
        iref::validator(cx, this)
    }

    #[instance_method("addWatch")]
    fn add_watch(cx: &mut Mutator, this: Value, key: Value, f: Value) -> Result {
        iref::add_watch(cx, this, key, f)?;
        Ok(this)
    }

    #[instance_method("removeWatch")]
    fn remove_watch(cx: &mut Mutator, this: Value, key: Value) -> Result {
        iref::remove_watch(cx, this, key)?;
        Ok(this)
    }
}

#[host_class("clojure.lang.IDeref")]
pub mod deref {
    use heap::{Mutator, Result, Value};

    #[instance_method("deref")]
    fn deref(cx: &mut Mutator, this: Value) -> Result {
        match cx.desc_of(this).info().deref {
            Some(deref) => deref(cx, this),
            None => Err(data::throw::class_cast(cx, this, "clojure.lang.IDeref")),
        }
    }
}
