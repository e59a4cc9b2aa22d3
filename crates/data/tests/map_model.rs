//! Maps and sets do what `HashMap` and `BTreeMap` do, under random operations.

mod common;

use std::collections::BTreeMap;

use common::{Random, long, rounds, show};
use data::{equiv, hash, lookup, map, seq, set, sorted, string, testing, transient};
use heap::{Mutator, RootVec, Value};

/// Keys of several kinds, many of them with equal hashes.
fn keys(cx: &mut Mutator) -> RootVec {
    let mut keys = RootVec::new(cx);
    keys.push(Value::NIL);
    keys.extend((0..150).map(|n| long(n * n * 31)));
    for n in 0..64u32 {
        // Words of "Aa" and "BB" have one Java hash for each length.
        let word: String = (0..6).map(|bit| if n >> bit & 1 == 0 { "Aa" } else { "BB" }).collect();
        let word = string::new(cx, &word[..2 * (1 + n as usize % 6)]).unwrap();
        keys.push(word);
    }
    keys
}

fn check(cx: &mut Mutator, m: Value, model: &BTreeMap<usize, i64>, keys: &[Value]) {
    assert_eq!(seq::count(cx, m).unwrap(), model.len());
    let mut seen = 0;
    map::for_each(cx, m, |cx, key, val| {
        let at = lookup::get(cx, m, key, Value::ABSENT)?;
        assert_eq!(at, val);
        seen += 1;
        Ok(seq::Flow::On)
    })
    .unwrap();
    assert_eq!(seen, model.len());
    for (&at, &val) in model {
        assert_eq!(lookup::get(cx, m, keys[at], Value::ABSENT).unwrap(), long(val));
        let entry = lookup::find(cx, m, keys[at]).unwrap();
        assert_eq!(lookup::nth(cx, entry, 1).unwrap(), long(val));
    }
    let mut rest = seq::seq(cx, m).unwrap();
    let mut walked = 0;
    while !rest.is_nil() {
        let entry = seq::first(cx, rest).unwrap();
        let (key, val) = lookup::entry_parts(cx, entry).unwrap();
        assert_eq!(lookup::get(cx, m, key, Value::ABSENT).unwrap(), val);
        walked += 1;
        rest = seq::next(cx, rest).unwrap();
    }
    assert_eq!(walked, model.len());
}

/// The index of the key that is equal to `keys[at]` and comes first.
fn canonical(cx: &mut Mutator, keys: &[Value], at: usize) -> usize {
    (0..at).find(|&i| equiv::equiv(cx, keys[i], keys[at]).unwrap()).unwrap_or(at)
}

fn run(cx: &mut Mutator, seed: u64, start: Value, limit: usize) {
    let keys = keys(cx);
    let canonical: Vec<usize> = (0..keys.len()).map(|at| canonical(cx, &keys, at)).collect();
    let mut random = Random::new(seed);
    let mut versions = RootVec::from_slice(cx, &[start]);
    let mut models = vec![BTreeMap::new()];
    for step in 0..rounds(1500) as i64 {
        let at = random.below(models.len());
        let (mut m, mut model) = (versions[at], models[at].clone());
        let many = 1 + random.below(60);
        let in_place = random.below(3) == 0;
        if in_place {
            m = transient::transient(cx, m).unwrap();
        }
        for i in 0..many as i64 {
            let key = random.below(limit);
            let shrinks = random.below(100) < if step % 200 < 100 { 30 } else { 70 };
            m = match (in_place, shrinks) {
                (true, true) => transient::dissoc(cx, m, keys[key]).unwrap(),
                (true, false) => transient::assoc(cx, m, keys[key], long(step + i)).unwrap(),
                (false, true) => lookup::dissoc(cx, m, keys[key]).unwrap(),
                (false, false) => lookup::assoc(cx, m, keys[key], long(step + i)).unwrap(),
            };
            if shrinks {
                model.remove(&canonical[key]);
            } else {
                model.insert(canonical[key], step + i);
            }
        }
        if in_place {
            m = transient::persistent(cx, m).unwrap();
        }
        check(cx, m, &model, &keys);
        let (old, old_model) = (versions[at], &models[at]);
        check(cx, old, old_model, &keys);
        let other = versions[random.below(models.len())];
        let same = equiv::equiv(cx, m, other).unwrap();
        if same {
            assert_eq!(hash::hasheq(cx, m), hash::hasheq(cx, other));
        }
        if models.len() > 20 {
            let place = random.below(20);
            versions[place] = m;
            models[place] = model;
        } else {
            versions.push(m);
            models.push(model);
        }
    }
}

#[test]
fn hash_maps() {
    testing::with(|cx| {
        let empty = map::hash_map::empty(cx);
        run(cx, 1, empty, 215);
        run(cx, 2, empty, 40);
    });
}

#[test]
fn maps_that_begin_small() {
    testing::with(|cx| {
        let empty = map::empty(cx);
        run(cx, 3, empty, 12);
        run(cx, 4, empty, 215);
    });
}

#[test]
fn a_map_built_another_way_is_equal_and_hashes_alike() {
    testing::with(|cx| {
        let keys = keys(cx);
        let (mut up, mut down) = (map::empty(cx), map::hash_map::empty(cx));
        for &key in keys.iter() {
            up = lookup::assoc(cx, up, key, key).unwrap();
        }
        for &key in keys.iter().rev() {
            down = lookup::assoc(cx, down, key, key).unwrap();
        }
        assert!(equiv::equiv(cx, up, down).unwrap() && equiv::equiv(cx, down, up).unwrap());
        assert_eq!(hash::hasheq(cx, up), hash::hasheq(cx, down));
        assert_eq!(hash::hash_code(cx, up), hash::hash_code(cx, down));
        for &key in keys.iter() {
            down = lookup::dissoc(cx, down, key).unwrap();
        }
        assert_eq!(show(cx, down), "{}");
    });
}

#[test]
fn sorted_maps_and_sets() {
    testing::with(|cx| {
        let mut random = Random::new(5);
        let mut m = sorted::empty(cx, Value::NIL).unwrap();
        let mut s = set::sorted::empty(cx, Value::NIL).unwrap();
        let mut model = BTreeMap::new();
        for step in 0..rounds(6000) as i64 {
            let key = random.below(if step < 3000 { 2000 } else { 300 }) as i64;
            if random.below(3) > 0 {
                m = lookup::assoc(cx, m, long(key), long(step)).unwrap();
                s = lookup::conj(cx, s, long(key)).unwrap();
                model.insert(key, step);
            } else {
                m = lookup::dissoc(cx, m, long(key)).unwrap();
                s = set::disj(cx, s, long(key)).unwrap();
                model.remove(&key);
            }
            if step % 97 == 0 {
                let wanted: Vec<i64> = model.keys().copied().collect();
                let keys = map::keys::keys(cx, m).unwrap();
                assert_eq!(common::longs(cx, keys), wanted);
                assert_eq!(common::longs(cx, s), wanted);
                assert_eq!(seq::count(cx, m).unwrap(), wanted.len());
                let back = lookup::rseq(cx, s).unwrap();
                let mut reversed = common::longs(cx, back);
                reversed.reverse();
                assert_eq!(reversed, wanted);
                let from = random.below(2000) as i64;
                check_from(cx, s, &wanted, from);
                let hashed = map::hash_map::empty(cx);
                let hashed = lookup::conj(cx, hashed, m).unwrap();
                assert!(equiv::equiv(cx, m, hashed).unwrap());
                assert!(equiv::equiv(cx, hashed, m).unwrap());
            }
        }
    });
}

fn check_from(cx: &mut Mutator, s: Value, wanted: &[i64], from: i64) {
    use data::map::sorted_seq::Direction;
    let up = set::sorted::from_key(cx, s, long(from), Direction::Ascending).unwrap();
    let after: Vec<i64> = wanted.iter().copied().filter(|&n| n >= from).collect();
    assert_eq!(common::longs(cx, up), after);
    let down = set::sorted::from_key(cx, s, long(from), Direction::Descending).unwrap();
    let before: Vec<i64> = wanted.iter().rev().copied().filter(|&n| n <= from).collect();
    assert_eq!(common::longs(cx, down), before);
}
