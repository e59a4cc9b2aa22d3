//! Small maps with keyword keys have shapes, others do not, and nobody can tell from outside.

mod common;

use common::{long, rounds, show};
use data::{class, equiv, keyword, lookup, map, testing, transient};
use heap::{Mutator, RootVec, Value};

fn key(cx: &mut Mutator, name: &str) -> Value {
    keyword::intern(cx, None, name).unwrap()
}

#[test]
fn equal_key_sequences_share_a_shape() {
    testing::with(|cx| {
        let (a, b) = (key(cx, "a"), key(cx, "b"));
        let literal = map::from_pairs(cx, &[a, long(1), b, long(2)]).unwrap();
        let mut grown = map::empty(cx);
        for k in [a, b] {
            grown = lookup::assoc(cx, grown, k, long(7)).unwrap();
        }
        let mut bulk = map::empty(cx);
        bulk = transient::transient(cx, bulk).unwrap();
        for k in [a, b] {
            bulk = transient::assoc(cx, bulk, k, long(7)).unwrap();
        }
        let bulk = transient::persistent(cx, bulk).unwrap();
        let shape = map::shape_of(literal);
        assert!(shape.is_some());
        assert_eq!(map::shape_of(grown), shape);
        assert_eq!(map::shape_of(bulk), shape);
        let other_order = map::from_pairs(cx, &[b, long(2), a, long(1)]).unwrap();
        assert_ne!(map::shape_of(other_order), shape);
        assert!(equiv::equiv(cx, literal, other_order).unwrap());
        let shorter = lookup::dissoc(cx, literal, b).unwrap();
        let single = map::from_pairs(cx, &[a, long(5)]).unwrap();
        assert_eq!(map::shape_of(shorter), map::shape_of(single));
        for m in [literal, grown, shorter] {
            assert_eq!(class::class_name_of(cx, m), "clojure.lang.PersistentArrayMap");
        }
    });
}

#[test]
fn a_slot_is_where_the_value_stands() {
    testing::with(|cx| {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let mut pairs = RootVec::new(cx);
        for (i, name) in names.iter().enumerate() {
            let k = key(cx, name);
            pairs.push(k);
            pairs.push(long(100 + i as i64));
        }
        let m = map::from_pairs(cx, &pairs).unwrap();
        for pair in pairs.chunks(2) {
            let slot = map::shape_slot(m, pair[0]).expect("a key of the shape");
            assert_eq!(map::value_in_slot(m, slot), Some(pair[1]));
        }
        let z = key(cx, "z");
        assert_eq!(map::shape_slot(m, z), None);
        let nine = lookup::assoc(cx, m, z, Value::NIL).unwrap();
        assert_eq!(map::shape_of(nine), None);
        assert_eq!(class::class_name_of(cx, nine), "clojure.lang.PersistentHashMap");
    });
}

#[test]
fn other_keys_leave_the_shape_and_keep_the_order() {
    testing::with(|cx| {
        let (a, b) = (key(cx, "a"), key(cx, "b"));
        let m = map::from_pairs(cx, &[a, long(1)]).unwrap();
        let m = lookup::assoc(cx, m, long(5), long(2)).unwrap();
        assert_eq!(map::shape_of(m), None);
        let m = lookup::assoc(cx, m, b, long(3)).unwrap();
        let m = lookup::assoc(cx, m, Value::NIL, long(4)).unwrap();
        assert_eq!(show(cx, m), "{:a 1, 5 2, :b 3, nil 4}");
        assert_eq!(lookup::get(cx, m, b, Value::NIL).unwrap(), long(3));
        assert_eq!(lookup::get(cx, m, Value::NIL, long(0)).unwrap(), long(4));
        let m = lookup::dissoc(cx, m, long(5)).unwrap();
        assert_eq!(show(cx, m), "{:a 1, :b 3, nil 4}");
    });
}

/// Every map here has another key: more than there may be shapes.
fn many_keys(cx: &mut Mutator) -> usize {
    let a = key(cx, "a");
    let mut shaped = 0;
    for n in 0..rounds(3000) as i64 {
        let k = key(cx, &format!("k{n}"));
        let m = map::from_pairs(cx, &[k, long(n), a, long(1)]).unwrap();
        assert_eq!(lookup::get(cx, m, k, Value::NIL).unwrap(), long(n));
        assert_eq!(lookup::get(cx, m, a, Value::NIL).unwrap(), long(1));
        assert_eq!(show(cx, m), format!("{{:k{n} {n}, :a 1}}"));
        shaped += usize::from(map::shape_of(m).is_some());
    }
    shaped
}

#[test]
fn maps_with_varying_keys_use_up_a_bounded_number_of_shapes() {
    testing::with(|cx| {
        let shaped = many_keys(cx);
        assert!((20..2000).contains(&shaped), "{shaped} maps with shapes");
    });
}

#[test]
fn literals_keep_their_shape() {
    testing::with(|cx| {
        let (a, b) = (key(cx, "a"), key(cx, "b"));
        let shape = map::shape_for_keys(cx, &[a, b]).unwrap().expect("two keywords");
        let m = map::from_shape(cx, shape, &[long(1), long(2)]).unwrap();
        assert_eq!(show(cx, m), "{:a 1, :b 2}");
        assert_eq!(map::shape_for_keys(cx, &[a, a]).unwrap(), None);
        assert_eq!(map::shape_for_keys(cx, &[a, long(1)]).unwrap(), None);
        let none = map::from_pairs(cx, &[]).unwrap();
        assert_eq!(none, map::empty(cx));
    });
}
