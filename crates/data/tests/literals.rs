//! Small uses of every collection, with the answers of Clojure on the JVM.

use data::{list, lookup, map, print, seq, set, testing, transient, vector};
use heap::{Mutator, Value};

fn n(i: i64) -> Value {
    Value::fixnum(i).expect("small")
}

fn show(cx: &mut Mutator, value: Value) -> String {
    print::pr_str(cx, value).expect("prints")
}

#[test]
fn literals_print_as_they_are_written() {
    testing::with(|cx| {
        let key = |cx: &mut Mutator, name: &str| data::keyword::intern(cx, None, name).unwrap();
        let (a, b) = (key(cx, "a"), key(cx, "b"));
        let list = list::from_slice(cx, &[n(1), n(2)]).unwrap();
        let items: Vec<i64> = (0..40).collect();
        let items: [Value; 40] = core::array::from_fn(|i| n(items[i]));
        let vector = vector::from_slice(cx, &items).unwrap();
        let map = map::from_pairs(cx, &[a, n(1), b, list]).unwrap();
        assert_eq!(show(cx, map), "{:a 1, :b (1 2)}");
        assert!(show(cx, vector).ends_with("38 39]"));
        let set = set::from_slice(cx, &[n(3), n(1), n(2)]).unwrap();
        assert_eq!(show(cx, set), "#{1 3 2}");
        let twice = map::from_pairs(cx, &[a, n(1), a, n(2)]);
        let message = testing::thrown(cx, twice);
        assert_eq!(message, "java.lang.IllegalArgumentException: Duplicate key: :a");
        assert_eq!(lookup::get(cx, map, b, Value::NIL).unwrap(), list);
        assert!(map::shape_of(map).is_some());
        assert_eq!(map::shape_slot(map, b), Some(4));
        let empty = map::empty(cx);
        let mut t = transient::transient(cx, empty).unwrap();
        for i in 0..20 {
            t = transient::assoc(cx, t, n(i), n(i * i)).unwrap();
        }
        let big = transient::persistent(cx, t).unwrap();
        assert_eq!(seq::count(cx, big).unwrap(), 20);
        assert_eq!(
            show(cx, big),
            "{0 0, 7 49, 1 1, 4 16, 15 225, 13 169, 6 36, 17 289, 3 9, 12 144, 2 4, 19 361, 11 121, \
             9 81, 5 25, 14 196, 16 256, 10 100, 18 324, 8 64}"
        );
    });
}
