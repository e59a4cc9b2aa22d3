//! Types made at run time, protocols and multimethods.

mod common;

use common::{def, function, keyword, ns, shown, small, symbol};
use data::testing::thrown;
use heap::{Mutator, Value};
use runtime::deftype::{self, Family, TypeSpec};
use runtime::testing::with;
use runtime::{interop, maps, multimethod, protocol, var};

fn make(cx: &mut Mutator, name: &str, family: Family, fields: &[&str]) -> Value {
    make_with(cx, name, family, fields, &[], &[])
}

fn make_with(
    cx: &mut Mutator,
    name: &str,
    family: Family,
    fields: &[&str],
    interfaces: &[&str],
    methods: &[(&str, i32, &str)],
) -> Value {
    let mut symbols = heap::RootVec::new(cx);
    for field in fields {
        let field = symbol(cx, field);
        symbols.push(field);
    }
    let mut classes = heap::RootVec::new(cx);
    for interface in interfaces {
        let class = runtime::class::for_name(cx, interface).unwrap();
        classes.push(class);
    }
    let spec = TypeSpec { name, family, fields: &symbols, mutable: 0, interfaces: &classes };
    let class = deftype::declare(cx, &spec).unwrap();
    let mut own = heap::RootVec::new(cx);
    for (name, argc, native) in methods {
        let name = symbol(cx, name);
        let body = function(cx, native);
        own.extend_from_slice(&[name, small(*argc), body]);
    }
    deftype::complete(cx, class, &own).unwrap();
    class
}

#[test]
fn instances_have_fields_and_refuse_other_arities() {
    with(|cx| {
        let class = make(cx, "user.D", Family::Type, &["a", "b"]);
        let d = interop::new_instance(cx, class, &[small(1), small(2)]).unwrap();
        let (a, zz) = (symbol(cx, "a"), symbol(cx, "zz"));
        assert_eq!(interop::field(cx, d, a), Ok(small(1)));
        assert_eq!(interop::invoke_method(cx, d, a, &[]), Ok(small(1)));
        assert_eq!(deftype::field(cx, d, class, 1), Ok(small(2)));
        let refused = interop::invoke_method(cx, d, zz, &[]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalArgumentException: No matching field found: zz for class user.D"
        );
        let refused = interop::invoke_method(cx, d, zz, &[small(1)]);
        assert!(
            thrown(cx, refused)
                .ends_with("No matching method zz found taking 1 args for class user.D")
        );
        let refused = interop::new_instance(cx, class, &[small(1)]);
        assert!(thrown(cx, refused).ends_with("No matching ctor found for class user.D"));
        let refused = interop::field(cx, Value::NIL, a);
        assert!(thrown(cx, refused).contains("because \"target\" is null"));
        assert_eq!(data::class_of(cx, d), Ok(class));
        assert_eq!(runtime::class::resolve(cx, "user.D"), Ok(Some(class)));
    });
}

#[test]
fn methods_of_core_interfaces_drive_core_functions() {
    with(|cx| {
        let interfaces = ["clojure.lang.Counted", "clojure.lang.IDeref", "clojure.lang.IFn"];
        let methods = [("count", 1, "seven"), ("deref", 1, "seven"), ("invoke", 3, "listing")];
        let class = make_with(cx, "user.C", Family::Type, &[], &interfaces, &methods);
        let c = interop::new_instance(cx, class, &[]).unwrap();
        assert_eq!(data::seq::count(cx, c), Ok(7));
        let deref = cx.desc_of(c).info().deref.unwrap();
        assert_eq!(deref(cx, c), Ok(small(7)));
        let list = cx.invoke(c, &[small(1), small(2)]).unwrap();
        assert_eq!(data::seq::count(cx, list), Ok(3));
        let refused = cx.invoke(c, &[small(1)]);
        assert!(
            thrown(cx, refused).starts_with("java.lang.AbstractMethodError: Receiver class user.C")
        );
        assert!(cx.desc_of(c).info().seq.is_none());
    });
}

#[test]
fn records_are_maps_of_their_own_type() {
    with(|cx| {
        let class = make(cx, "user.R", Family::Record, &["a", "b"]);
        let r = interop::new_instance(cx, class, &[small(1), small(2)]).unwrap();
        let same = interop::new_instance(cx, class, &[small(1), small(2)]).unwrap();
        let (a, b, c) = (keyword(cx, "a"), keyword(cx, "b"), keyword(cx, "c"));
        let map = data::map::from_pairs(cx, &[a, small(1), b, small(2)]).unwrap();
        assert_eq!(data::equiv::equiv(cx, r, same), Ok(true));
        assert_eq!(data::equiv::equiv(cx, r, map), Ok(false));
        assert_eq!(data::equiv::equals(cx, r, map), Ok(true));
        assert_eq!(data::hash::hasheq(cx, r), Ok(1318173134));
        assert_eq!(data::hash::hash_code(cx, r), Ok(2027821078));
        assert_eq!(data::lookup::get(cx, r, b, Value::NIL), Ok(small(2)));
        let more = data::map::assoc(cx, r, c, small(3)).unwrap();
        assert!(deftype::is_record(more));
        assert_eq!(data::seq::count(cx, more), Ok(3));
        assert_eq!(data::lookup::get(cx, more, c, Value::NIL), Ok(small(3)));
        let less = data::map::dissoc(cx, more, c).unwrap();
        assert_eq!(data::equiv::equiv(cx, less, r), Ok(true));
        let plain = data::map::dissoc(cx, more, a).unwrap();
        assert!(!deftype::is_record(plain));
        assert_eq!(data::seq::count(cx, plain), Ok(2));
        assert_eq!(shown(cx, r), "#user.R{:a 1, :b 2}");
        let refused = data::seq::empty(cx, r);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.UnsupportedOperationException: Can't create empty: user.R"
        );
        let from_map = deftype::record_from_map(cx, class, plain).unwrap();
        assert_eq!(shown(cx, from_map), "#user.R{:a nil, :b 2, :c 3}");
    });
}

fn protocol(cx: &mut Mutator, options: &[Value]) -> (Value, Value) {
    let user = ns(cx, "user");
    let var = def(cx, user, "P", Value::NIL);
    let name = symbol(cx, "foo");
    let (method, name_key) = (keyword(cx, "foo"), keyword(cx, "name"));
    let this = symbol(cx, "this");
    let one = data::vector::from_slice(cx, &[this]).unwrap();
    let two = data::vector::from_slice(cx, &[this, name]).unwrap();
    let arglists = data::list::from_slice(cx, &[one, two]).unwrap();
    let arglists_key = keyword(cx, "arglists");
    let sig = data::map::from_pairs(cx, &[name_key, name, arglists_key, arglists]).unwrap();
    let sigs = data::map::from_pairs(cx, &[method, sig]).unwrap();
    let options = data::map::from_pairs(cx, options).unwrap();
    protocol::define(cx, var, options, sigs).unwrap();
    let method = runtime::namespace::mapping(cx, user, name).unwrap().unwrap();
    (var, method)
}

fn extend(cx: &mut Mutator, protocol: Value, class: Value, function_name: &str) {
    let method = keyword(cx, "foo");
    let body = function(cx, function_name);
    let methods = data::map::from_pairs(cx, &[method, body]).unwrap();
    let map = var::root(cx, protocol).unwrap();
    protocol::extend(cx, class, &[map, methods]).unwrap();
}

#[test]
fn protocols_dispatch_on_the_first_argument() {
    with(|cx| {
        let (protocol, method) = protocol(cx, &[]);
        let refused = cx.invoke(method, &[small(1)]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalArgumentException: No implementation of method: :foo of protocol: \
             #'user/P found for class: java.lang.Long"
        );
        let refused = cx.invoke(method, &[Value::NIL]);
        assert!(thrown(cx, refused).ends_with("found for class: nil"));
        let number = runtime::class::for_name(cx, "java.lang.Number").unwrap();
        extend(cx, protocol, number, "increment");
        extend(cx, protocol, Value::NIL, "seven");
        for _ in 0..3 {
            assert_eq!(cx.invoke(method, &[small(1)]), Ok(small(2)));
            assert_eq!(cx.invoke(method, &[Value::NIL]), Ok(small(7)));
        }
        let long = runtime::class::for_name(cx, "java.lang.Long").unwrap();
        extend(cx, protocol, long, "identity");
        assert_eq!(cx.invoke(method, &[small(1)]), Ok(small(1)));
        let object = runtime::class::for_name(cx, "java.lang.Object").unwrap();
        extend(cx, protocol, object, "seven");
        let text = data::string::new(cx, "x").unwrap();
        assert_eq!(cx.invoke(method, &[text]), Ok(small(7)));
        let map = var::root(cx, protocol).unwrap();
        assert_eq!(protocol::satisfies(cx, map, text), Ok(true));
        assert_eq!(protocol::extends(cx, map, long), Ok(true));
    });
}

#[test]
fn types_implement_protocols_themselves() {
    with(|cx| {
        let (protocol, method) = protocol(cx, &[]);
        let class = make_with(cx, "user.T", Family::Type, &[], &["user.P"], &[("foo", 1, "seven")]);
        let t = interop::new_instance(cx, class, &[]).unwrap();
        assert_eq!(cx.invoke(method, &[t]), Ok(small(7)));
        assert_eq!(cx.invoke(method, &[t]), Ok(small(7)));
        let refused = cx.invoke(method, &[t, small(1)]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.AbstractMethodError: Receiver class user.T does not define or inherit an \
             implementation of the resolved method 'abstract java.lang.Object \
             foo(java.lang.Object)' of interface user.P."
        );
        let map = var::root(cx, protocol).unwrap();
        assert_eq!(protocol::satisfies(cx, map, t), Ok(true));
        assert_eq!(protocol::satisfies(cx, map, small(1)), Ok(false));
    });
}

#[test]
fn metadata_implements_protocols_that_allow_it() {
    with(|cx| {
        let option = keyword(cx, "extend-via-metadata");
        let (_, method) = protocol(cx, &[option, Value::TRUE]);
        let name = symbol(cx, "user/foo");
        let seven = function(cx, "seven");
        let meta = data::map::from_pairs(cx, &[name, seven]).unwrap();
        let plain = data::vector::from_slice(cx, &[small(1)]).unwrap();
        let with_meta = data::meta::with_meta(cx, plain, meta).unwrap();
        assert_eq!(cx.invoke(method, &[with_meta]), Ok(small(7)));
        let refused = cx.invoke(method, &[plain]);
        assert!(thrown(cx, refused).ends_with("found for class: clojure.lang.PersistentVector"));
    });
}

#[test]
fn multimethods_choose_by_value_hierarchy_and_preference() {
    with(|cx| {
        let identity = function(cx, "identity");
        let (a, b, c) = (keyword(cx, "a"), keyword(cx, "b"), keyword(cx, "c"));
        let default = keyword(cx, "default");
        let both = data::set::from_slice(cx, &[b, c]).unwrap();
        let ancestors = data::map::from_pairs(cx, &[a, both]).unwrap();
        let hierarchy = data::map::empty(cx);
        let hierarchy = maps::with(cx, hierarchy, "ancestors", ancestors).unwrap();
        let hierarchy = maps::with(cx, hierarchy, "parents", ancestors).unwrap();
        let holder = runtime::atom::new(cx, hierarchy, Value::NIL, Value::NIL).unwrap();
        let name = data::string::new(cx, "m").unwrap();
        let m = multimethod::new(cx, name, identity, default, holder).unwrap();
        let refused = cx.invoke(m, &[Value::NIL]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalArgumentException: No method in multimethod 'm' for dispatch value: \
             null"
        );
        let (seven, listing) = (function(cx, "seven"), function(cx, "listing"));
        multimethod::add_method(cx, m, b, seven).unwrap();
        assert_eq!(cx.invoke(m, &[a]), Ok(small(7)));
        assert_eq!(cx.invoke(m, &[a]), Ok(small(7)));
        multimethod::add_method(cx, m, c, listing).unwrap();
        let refused = cx.invoke(m, &[a]);
        assert!(
            thrown(cx, refused)
                .contains("Multiple methods in multimethod 'm' match dispatch value: :a -> ")
        );
        multimethod::prefer_method(cx, m, b, c).unwrap();
        assert_eq!(cx.invoke(m, &[a]), Ok(small(7)));
        let refused = multimethod::prefer_method(cx, m, c, b);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: Preference conflict in multimethod 'm': :b is \
             already preferred to :c"
        );
        multimethod::add_method(cx, m, default, identity).unwrap();
        let own = keyword(cx, "other");
        assert_eq!(cx.invoke(m, &[own]), Ok(own));
    });
}
