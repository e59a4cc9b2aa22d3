//! Protocols: extending them, and asking who implements them.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod protocols {
    use super::*;
    use runtime::protocol;

    /// Gives the type atype, a class or nil, implementations of protocols: each protocol is followed
    /// by a map from the keywords of its methods to functions.
    #[native(since = "1.2")]
    fn extend(cx: &mut Mutator, atype: Value, proto_mmaps: &[Value]) -> Result<()> {
        protocol::extend(cx, atype, proto_mmaps)
    }

    /// Returns a seq of the types that protocol was extended to.
    #[native(since = "1.2")]
    fn extenders(cx: &mut Mutator, protocol: Value) -> Result {
        runtime::protocol::extenders(cx, protocol)
    }

    /// Returns true when atype implements protocol, itself or by extend.
    #[native(name = "extends?", since = "1.2")]
    fn extends(cx: &mut Mutator, protocol: Value, atype: Value) -> Result<bool> {
        runtime::protocol::extends(cx, protocol, atype)
    }

    /// Returns true when x implements protocol.
    #[native(name = "satisfies?", since = "1.2")]
    fn satisfies(cx: &mut Mutator, protocol: Value, x: Value) -> Result<bool> {
        runtime::protocol::satisfies(cx, protocol, x)
    }

    /// Returns x when its type implements protocol itself, else the map of functions that its class
    /// was given.
    #[native]
    fn find_protocol_impl(cx: &mut Mutator, protocol: Value, x: Value) -> Result {
        runtime::protocol::find_impl(cx, protocol, x)
    }

    /// Returns the function for the method methodk, a keyword, that the class of x was given.
    #[native]
    fn find_protocol_method(cx: &mut Mutator, protocol: Value, methodk: Value, x: Value) -> Result {
        runtime::protocol::find_method(cx, protocol, methodk, x)
    }

    /// Forgets what the functions of protocol have found, after a change of its map.
    #[native(name = "-reset-methods")]
    fn reset_methods(cx: &mut Mutator, _protocol: Value) -> Result<()> {
        runtime::state::of(cx).forget_protocol_caches();
        Ok(())
    }

    /// Makes the protocol of a var: its interface, its map and its functions.
    #[native(name = "define-protocol*", private)]
    fn define_protocol(cx: &mut Mutator, var: Value, options: Value, sigs: Value) -> Result {
        protocol::define(cx, var, options, sigs)
    }

    /// Makes an interface of a full name, a symbol. Returns its class.
    #[native(name = "define-interface*", private)]
    fn define_interface(cx: &mut Mutator, name: Value) -> Result {
        let name = data::print::str_of(cx, name)?;
        let interface = data::class::define(cx, &name, Value::NIL, &[], true)?;
        runtime::deftype::register_class(cx, &name, interface)?;
        Ok(interface)
    }

    /// Returns the munged form of s, a string or a symbol: as Java could name it.
    #[native]
    fn munge(cx: &mut Mutator, s: Value) -> Result {
        let text = data::print::str_of(cx, s)?;
        let munged = protocol::munge(&text);
        match data::symbol::of(s) {
            Some(_) => data::symbol::parse(cx, &munged),
            None => data::string::new(cx, &munged),
        }
    }

    /// Returns the name of a namespace as a Java package: dashes become underscores.
    #[native(since = "1.2")]
    fn namespace_munge(cx: &mut Mutator, ns: Value) -> Result<String> {
        let name = match runtime::namespace::of(ns) {
            Some(ns) => runtime::text::of_symbol(ns.name()),
            None => data::print::str_of(cx, ns)?,
        };
        Ok(name.replace('-', "_"))
    }
}
