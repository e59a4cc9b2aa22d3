//! Namespaces, vars, bindings and references, with the answers and messages of Clojure.

mod common;

use common::{def, function, keyword, ns, shown, small, symbol};
use data::testing::thrown;
use heap::Value;
use runtime::namespace::{self, Filters, Resolved};
use runtime::testing::with;
use runtime::{atom, binding, delay, iref, known, maps, var};

#[test]
fn symbols_resolve_through_mappings_aliases_and_class_names() {
    with(|cx| {
        let (a, b) = (ns(cx, "a"), ns(cx, "b"));
        let x = def(cx, a, "x", small(1));
        let alias = symbol(cx, "q");
        namespace::alias(cx, b, alias, a).unwrap();
        for _ in 0..2 {
            for (text, expected) in [("a/x", Resolved::Var(x)), ("q/x", Resolved::Var(x))] {
                let name = symbol(cx, text);
                assert_eq!(namespace::resolve(cx, b, name), Ok(expected));
            }
        }
        for missing in ["x", "q/y", "nope/x", "a.b.Nope"] {
            let name = symbol(cx, missing);
            assert_eq!(namespace::resolve(cx, b, name), Ok(Resolved::Missing), "{missing}");
        }
        for class in ["String", "java.util.Map", "Compiler"] {
            let name = symbol(cx, class);
            assert!(matches!(namespace::resolve(cx, b, name), Ok(Resolved::Class(_))), "{class}");
        }
    });
}

#[test]
fn a_cached_resolution_ends_with_its_mapping() {
    with(|cx| {
        let a = ns(cx, "a");
        let old = def(cx, a, "x", small(1));
        let name = symbol(cx, "a/x");
        assert_eq!(namespace::resolve(cx, a, name), Ok(Resolved::Var(old)));
        let short = symbol(cx, "x");
        namespace::unmap(cx, a, short).unwrap();
        assert_eq!(namespace::resolve(cx, a, name), Ok(Resolved::Missing));
        let new = def(cx, a, "x", small(2));
        assert_ne!(old, new);
        assert_eq!(namespace::resolve(cx, a, name), Ok(Resolved::Var(new)));
    });
}

#[test]
fn refer_refuses_what_clojure_refuses() {
    with(|cx| {
        let (a, b, c) = (ns(cx, "a"), ns(cx, "b"), ns(cx, "c"));
        def(cx, a, "x", small(1));
        def(cx, b, "x", small(2));
        let (a_name, b_name) = (symbol(cx, "a"), symbol(cx, "b"));
        namespace::refer(cx, c, a_name, Filters::NONE).unwrap();
        let refused = namespace::refer(cx, c, b_name, Filters::NONE);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: x already refers to: #'a/x in namespace: c"
        );
        let nope = symbol(cx, "nope");
        let refused = namespace::refer(cx, c, nope, Filters::NONE);
        assert_eq!(thrown(cx, refused), "java.lang.Exception: No namespace: nope");
        let only = data::list::from_slice(cx, &[nope]).unwrap();
        let refused = namespace::refer(cx, c, a_name, Filters { only, ..Filters::NONE });
        assert_eq!(thrown(cx, refused), "java.lang.IllegalAccessError: nope does not exist");
        let refused = namespace::refer(cx, c, a_name, Filters { only: nope, ..Filters::NONE });
        assert!(thrown(cx, refused).contains(":only/:refer value must be a sequential"));
        let d = ns(cx, "d");
        let (x, y) = (symbol(cx, "x"), symbol(cx, "y"));
        let rename = data::map::from_pairs(cx, &[x, y]).unwrap();
        namespace::refer(cx, d, a_name, Filters { rename, ..Filters::NONE }).unwrap();
        assert!(namespace::mapping(cx, d, y).unwrap().is_some());
        assert!(namespace::mapping(cx, d, x).unwrap().is_none());
    });
}

#[test]
fn own_names_replace_those_of_core_with_a_warning() {
    with(|cx| {
        let core = cx.known(known::CORE_NS);
        def(cx, core, "map", small(1));
        let d = ns(cx, "d");
        namespace::refer_core(cx, d).unwrap();
        let err = runtime::out::string_writer(cx).unwrap();
        let err_var = cx.known(known::VAR_ERR);
        binding::with(cx, &[err_var, err], |cx| {
            def(cx, d, "map", small(2));
            Ok(())
        })
        .unwrap();
        let warning = runtime::out::contents(cx, err).unwrap();
        assert_eq!(
            runtime::text::of_string(warning),
            "WARNING: map already refers to: #'clojure.core/map in namespace: d, being replaced \
             by: #'d/map\n"
        );
    });
}

#[test]
fn namespaces_refuse_qualified_names_and_other_aliases() {
    with(|cx| {
        let (a, b) = (ns(cx, "a"), ns(cx, "b"));
        let qualified = symbol(cx, "foo/x");
        let refused = var::intern(cx, a, qualified);
        assert!(thrown(cx, refused).ends_with("Can't intern namespace-qualified symbol"));
        let refused = namespace::unmap(cx, a, qualified);
        assert!(thrown(cx, refused).ends_with("Can't unintern namespace-qualified symbol"));
        let q = symbol(cx, "q");
        namespace::alias(cx, a, q, a).unwrap();
        namespace::alias(cx, a, q, a).unwrap();
        let refused = namespace::alias(cx, a, q, b);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: Alias q already exists in namespace a, aliasing a"
        );
        let core = symbol(cx, "clojure.core");
        let refused = namespace::remove(cx, core);
        assert!(thrown(cx, refused).ends_with("Cannot remove clojure namespace"));
        let date = runtime::class::resolve(cx, "java.util.Date").unwrap().unwrap();
        let sql = runtime::class::resolve(cx, "java.sql.Date").unwrap().unwrap();
        namespace::import(cx, a, date).unwrap();
        let refused = namespace::import(cx, a, sql);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: Date already refers to: class java.util.Date in \
             namespace: a"
        );
    });
}

#[test]
fn bindings_hide_roots_until_they_are_popped() {
    with(|cx| {
        let a = ns(cx, "a");
        let x = def(cx, a, "x", small(1));
        let refused = binding::push(cx, &[x, small(2)]);
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: Can't dynamically bind non-dynamic var: a/x"
        );
        var::set_dynamic(cx, x, true).unwrap();
        let refused = var::set(cx, x, small(3));
        assert_eq!(
            thrown(cx, refused),
            "java.lang.IllegalStateException: Can't change/establish root binding of: x with set"
        );
        binding::push(cx, &[x, small(2)]).unwrap();
        binding::push(cx, &[x, small(3)]).unwrap();
        assert_eq!(var::deref(cx, x), Ok(small(3)));
        var::set(cx, x, small(4)).unwrap();
        assert_eq!(var::deref(cx, x), Ok(small(4)));
        binding::pop(cx).unwrap();
        assert_eq!(var::deref(cx, x), Ok(small(2)));
        binding::pop(cx).unwrap();
        assert_eq!(var::deref(cx, x), Ok(small(1)));
        let refused = binding::pop(cx);
        assert!(thrown(cx, refused).ends_with("Pop without matching push"));
    });
}

#[test]
fn an_unbound_var_says_so() {
    with(|cx| {
        let a = ns(cx, "a");
        let name = symbol(cx, "x");
        let x = var::intern(cx, a, name).unwrap();
        assert!(!var::has_root(cx, x).unwrap());
        let value = var::deref(cx, x).unwrap();
        assert!(var::is_unbound(value));
        assert_eq!(var::unbound_text(value), "Unbound: #'a/x");
        for callee in [x, value] {
            let refused = cx.invoke(callee, &[small(1)]);
            assert_eq!(
                thrown(cx, refused),
                "java.lang.IllegalStateException: Attempting to call unbound fn: #'a/x"
            );
        }
        assert_eq!(shown(cx, x), "#'a/x");
    });
}

#[test]
fn vars_and_atoms_have_validators_and_watches() {
    with(|cx| {
        let positive = function(cx, "positive");
        let a = ns(cx, "a");
        let x = def(cx, a, "x", small(1));
        let state = atom::new(cx, small(1), Value::NIL, Value::NIL).unwrap();
        for reference in [x, state] {
            iref::set_validator(cx, reference, positive).unwrap();
            assert_eq!(iref::validator(cx, reference), Ok(positive));
        }
        let refused = var::bind_root(cx, x, small(-1));
        let invalid = "java.lang.IllegalStateException: Invalid reference state";
        assert_eq!(thrown(cx, refused), invalid);
        let refused = atom::reset(cx, state, small(-1));
        assert_eq!(thrown(cx, refused), invalid);
        let seen = atom::new(cx, Value::NIL, Value::NIL, Value::NIL).unwrap();
        let refuse = function(cx, "refuse");
        iref::add_watch(cx, state, seen, refuse).unwrap();
        let increment = function(cx, "increment");
        let refused = atom::swap(cx, state, increment, &[]);
        assert_eq!(thrown(cx, refused), "java.lang.IllegalStateException: refused");
        assert_eq!(atom::deref(cx, state), Ok(small(2)));
        iref::remove_watch(cx, state, seen).unwrap();
        assert_eq!(atom::swap(cx, state, increment, &[]), Ok((small(2), small(3))));
        assert_eq!(atom::compare_and_set(cx, state, small(2), small(9)), Ok(false));
        assert_eq!(atom::compare_and_set(cx, state, small(3), small(9)), Ok(true));
    });
}

#[test]
fn a_delay_runs_once_and_keeps_what_was_thrown() {
    with(|cx| {
        let seven = function(cx, "seven");
        let refuse = function(cx, "refuse");
        let good = delay::new(cx, seven).unwrap();
        assert!(!delay::of(good).unwrap().is_realized());
        assert_eq!(delay::force(cx, good), Ok(small(7)));
        assert!(delay::of(good).unwrap().is_realized());
        assert_eq!(delay::force(cx, small(3)), Ok(small(3)));
        let bad = delay::new(cx, refuse).unwrap();
        for _ in 0..2 {
            let refused = delay::force(cx, bad);
            assert_eq!(thrown(cx, refused), "java.lang.IllegalStateException: refused");
        }
    });
}

#[test]
fn var_metadata_keeps_name_and_namespace() {
    with(|cx| {
        let a = ns(cx, "a");
        let x = def(cx, a, "x", small(1));
        let private = keyword(cx, "private");
        let meta = data::map::from_pairs(cx, &[private, Value::TRUE]).unwrap();
        var::reset_meta(cx, x, meta).unwrap();
        assert!(var::of(x).unwrap().is_private());
        let meta = var::meta(cx, x).unwrap();
        assert_eq!(maps::at(cx, meta, "ns"), Ok(a));
        var::set_macro(cx, x, true).unwrap();
        assert!(var::of(x).unwrap().is_macro());
        var::bind_root(cx, x, small(2)).unwrap();
        assert!(!var::of(x).unwrap().is_macro());
        assert!(var::of(x).unwrap().is_private());
    });
}
