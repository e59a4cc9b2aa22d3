//! What proxies and beans stand on.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod proxies {
    use super::*;
    use runtime::deftype::proxy;

    /// The class of proxies of this name, superclass and interfaces, made when there is none yet.
    #[native(name = "proxy-class*", private)]
    fn proxy_class(cx: &mut Mutator, name: &Str, superclass: Value, interfaces: Value) -> Result {
        let interfaces = elements(cx, interfaces)?;
        proxy::class(cx, &name.to_str(), superclass, &interfaces)
    }

    /// Returns a new instance of a proxy class, without methods yet; ctor-args are for the constructor
    /// of its superclass.
    #[native(since = "1.0")]
    fn construct_proxy(cx: &mut Mutator, c: Value, ctor_args: &[Value]) -> Result {
        proxy::construct(cx, c, ctor_args)
    }

    /// Sets the methods of a proxy: a map from names, strings, to functions that take the proxy first.
    /// Returns the proxy.
    #[native(since = "1.0")]
    fn init_proxy(cx: &mut Mutator, proxy: Value, mappings: Value) -> Result {
        proxy::set_mappings(cx, proxy, mappings)?;
        Ok(proxy)
    }

    /// Returns the methods of a proxy: a map from names to functions.
    #[native(since = "1.0")]
    fn proxy_mappings(cx: &mut Mutator, proxy: Value) -> Result {
        proxy::mappings(cx, proxy)
    }

    /// Calls the method of an object that takes no arguments.
    #[native(name = "call-plain*", private)]
    fn call_plain(cx: &mut Mutator, x: Value, method: Value) -> Result {
        runtime::interop::invoke_method(cx, x, method, &[])
    }

    /// The names of the methods without parameters that the class has here.
    #[native(name = "plain-methods*", private)]
    fn plain_methods(cx: &mut Mutator, class: Value) -> Result {
        let mut names = RootVec::new(cx);
        for name in runtime::class::plain_methods(cx, class)? {
            let name = data::string::new(cx, name)?;
            names.push(name);
        }
        data::vector::from_slice(cx, &names)
    }
}
