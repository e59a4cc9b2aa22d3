//! Hash maps and sets come in the order they have on the JVM.
//!
//! `data/map_order.txt` was printed by Clojure: on each line what is put in (`-` before what is taken
//! out again), `=`, and the keys of the map then. The first character of a key says what it is.

use data::{keyword, list, lookup, map, num, seq, set, string, symbol, testing, transient, vector};
use heap::{Mutator, RootVec, Value};

const LINES: &str = include_str!("data/map_order.txt");

fn key(cx: &mut Mutator, token: &str) -> Value {
    let (kind, text) = token.split_at(1);
    match kind {
        "i" => num::from_i64(cx, text.parse().expect("a long")).expect("room"),
        "k" => keyword::parse(cx, text).expect("room"),
        "s" => string::new(cx, text).expect("room"),
        "y" => symbol::parse(cx, text).expect("room"),
        "c" => Value::char(text.parse().expect("a unit")),
        "d" => {
            let bits: i64 = text.parse().expect("bits of a double");
            num::from_f64(cx, f64::from_bits(bits as u64)).expect("room")
        }
        "b" => Value::bool(text == "true"),
        "n" => Value::NIL,
        "v" | "l" | "m" => {
            let mut items = RootVec::new(cx);
            for item in text.split(',').filter(|item| !item.is_empty()) {
                items.push(num::from_i64(cx, item.parse().expect("a long")).expect("room"));
            }
            match kind {
                "v" => vector::from_slice(cx, &items).expect("room"),
                "l" => list::from_slice(cx, &items).expect("room"),
                _ => {
                    let all = vector::from_slice(cx, &items).expect("room");
                    set::from_coll(cx, all).expect("hashable")
                }
            }
        }
        other => panic!("what is {other}?"),
    }
}

/// The keys of a map, as the tokens they were made from.
fn keys(cx: &mut Mutator, coll: Value, names: Value) -> String {
    let mut found = Vec::new();
    let keys = map::keys::keys(cx, coll).expect("a map");
    seq::for_each(cx, keys, |cx, key| {
        let name = lookup::get(cx, names, key, Value::NIL)?;
        found.push(string::of(name).expect("every key has a name").to_str().into_owned());
        Ok(seq::Flow::On)
    })
    .expect("keys");
    found.join(" ")
}

#[test]
fn persistent_and_transient_maps_and_sets() {
    testing::with(|cx| {
        for line in LINES.lines() {
            let (tokens, expected) = line.split_once(" =").expect("a line has both sides");
            let mut map = map::hash_map::empty(cx);
            let mut names = map;
            let empty = map;
            let mut bulk = transient::transient(cx, empty).expect("editable");
            let mut set = set::empty(cx);
            for (i, token) in tokens.split(' ').enumerate() {
                match token.strip_prefix('-') {
                    Some(token) => {
                        let key = key(cx, token);
                        map = lookup::dissoc(cx, map, key).expect("a map");
                        bulk = transient::dissoc(cx, bulk, key).expect("a map");
                        set = set::disj(cx, set, key).expect("a set");
                    }
                    None => {
                        let key = key(cx, token);
                        if !map::contains(cx, map, key).expect("a map") {
                            let name = string::new(cx, token).expect("room");
                            names = lookup::assoc(cx, names, key, name).expect("a map");
                        }
                        map = lookup::assoc(cx, map, key, Value::small(i as i32)).expect("a map");
                        bulk =
                            transient::assoc(cx, bulk, key, Value::small(i as i32)).expect("map");
                        set = lookup::conj(cx, set, key).expect("a set");
                    }
                }
            }
            let bulk = transient::persistent(cx, bulk).expect("a transient");
            let expected = expected.trim_start();
            assert_eq!(keys(cx, map, names), expected, "persistent: {tokens}");
            assert_eq!(keys(cx, bulk, names), expected, "transient: {tokens}");
            let elements = seq::seq(cx, set).expect("a set");
            let mut at = elements;
            let of_map = map::keys::keys(cx, map).expect("a map");
            let mut wanted = of_map;
            while !wanted.is_nil() {
                let (a, b) = (seq::first(cx, at).unwrap(), seq::first(cx, wanted).unwrap());
                assert!(data::equiv::equiv(cx, a, b).unwrap(), "set: {tokens}");
                (at, wanted) = (seq::next(cx, at).unwrap(), seq::next(cx, wanted).unwrap());
            }
            assert!(at.is_nil());
            assert!(data::equiv::equiv(cx, map, bulk).unwrap());
        }
    });
}
