//! Vectors do what a `Vec` does, under random operations, and old versions stay as they were.

mod common;

use common::{Random, long, longs, longs_by_walking, rounds};
use data::{equiv, hash, list, lookup, seq, testing, transient, vector};
use heap::{Mutator, RootVec, Value};

fn check(cx: &mut Mutator, v: Value, model: &[i64]) {
    assert_eq!(seq::count(cx, v).unwrap(), model.len());
    assert_eq!(longs_by_walking(cx, v), model);
    for &i in &[0, 1, 31, 32, 33, model.len().wrapping_sub(1), model.len() / 2] {
        let got = lookup::nth_or(cx, v, i as i64, Value::NIL).unwrap();
        assert_eq!(got.as_fixnum(), model.get(i).copied(), "at {i} of {}", model.len());
    }
}

fn check_all(cx: &mut Mutator, v: Value, model: &[i64]) {
    check(cx, v, model);
    assert_eq!(longs(cx, v), model);
    let back = lookup::rseq(cx, v).unwrap();
    let mut reversed = longs(cx, back);
    reversed.reverse();
    assert_eq!(reversed, model);
    let mut items = RootVec::new(cx);
    items.extend(model.iter().map(|&n| long(n)));
    let other = vector::from_slice(cx, &items).unwrap();
    let as_list = list::from_slice(cx, &items).unwrap();
    for other in [other, as_list] {
        assert!(equiv::equiv(cx, v, other).unwrap() && equiv::equiv(cx, other, v).unwrap());
        assert_eq!(hash::hasheq(cx, v), hash::hasheq(cx, other));
    }
}

#[test]
fn random_operations_on_many_versions() {
    testing::with(|cx| {
        let mut random = Random::new(1);
        let mut versions = RootVec::new(cx);
        let mut models: Vec<Vec<i64>> = vec![Vec::new()];
        versions.push(vector::empty(cx));
        for step in 0..rounds(3000) {
            let at = random.below(models.len());
            let (mut v, mut model) = (versions[at], models[at].clone());
            let n = step as i64;
            match random.below(10) {
                0..=3 => {
                    for i in 0..random.below(80) as i64 {
                        v = lookup::conj(cx, v, long(n + i)).unwrap();
                        model.push(n + i);
                    }
                }
                4 | 5 => {
                    for _ in 0..random.below(70).min(model.len()) {
                        v = lookup::pop(cx, v).unwrap();
                        model.pop();
                    }
                }
                6 | 7 if !model.is_empty() => {
                    let i = random.below(model.len());
                    v = lookup::assoc(cx, v, long(i as i64), long(n)).unwrap();
                    model[i] = n;
                }
                _ => {
                    v = change_in_place(cx, &mut random, v, &mut model, n);
                }
            }
            check(cx, v, &model);
            if step % 50 == 0 {
                check_all(cx, v, &model);
            }
            let keep = random.below(40);
            if keep < models.len() && models.len() > 30 {
                versions[keep] = v;
                models[keep] = model;
            } else {
                versions.push(v);
                models.push(model);
            }
        }
        for (i, model) in models.iter().enumerate() {
            check(cx, versions[i], model);
        }
    });
}

/// A run of operations on a transient of `v`; both it and `v` are checked afterwards.
fn change_in_place(
    cx: &mut Mutator,
    random: &mut Random,
    v: Value,
    model: &mut Vec<i64>,
    n: i64,
) -> Value {
    let before = model.clone();
    let mut t = transient::transient(cx, v).unwrap();
    for i in 0..random.below(200) as i64 {
        match random.below(4) {
            0 if !model.is_empty() => {
                t = transient::pop(cx, t).unwrap();
                model.pop();
            }
            1 if !model.is_empty() => {
                let at = random.below(model.len());
                t = transient::assoc(cx, t, long(at as i64), long(n + i)).unwrap();
                model[at] = n + i;
            }
            _ => {
                t = transient::conj(cx, t, long(n + i)).unwrap();
                model.push(n + i);
            }
        }
    }
    let changed = transient::persistent(cx, t).unwrap();
    check(cx, v, &before);
    let late = transient::conj(cx, t, Value::NIL);
    assert_eq!(
        testing::thrown(cx, late),
        "java.lang.IllegalAccessError: Transient used after persistent! call"
    );
    changed
}

#[test]
fn sizes_around_the_borders_of_levels() {
    testing::with(|cx| {
        for size in [
            0,
            1,
            31,
            32,
            33,
            63,
            64,
            65,
            1023,
            1024,
            1025,
            1055,
            1056,
            1057,
            rounds(33_000) as i64,
        ] {
            let model: Vec<i64> = (0..size).collect();
            let mut items = RootVec::new(cx);
            items.extend(model.iter().map(|&n| long(n)));
            let made = vector::from_slice(cx, &items).unwrap();
            check_all(cx, made, &model);
            let mut grown = vector::empty(cx);
            for &item in items.iter() {
                grown = lookup::conj(cx, grown, item).unwrap();
            }
            check_all(cx, grown, &model);
            let mut builder = vector::transient::Builder::new(cx).unwrap();
            for &item in items.iter() {
                builder.push(cx, item).unwrap();
            }
            let built = builder.finish(cx).unwrap();
            check_all(cx, built, &model);
            let mut shrunk = built;
            let mut left = model;
            for _ in 0..left.len().min(70) {
                shrunk = lookup::pop(cx, shrunk).unwrap();
                left.pop();
                check(cx, shrunk, &left);
            }
        }
    });
}

#[test]
fn views_are_vectors() {
    testing::with(|cx| {
        let mut items = RootVec::new(cx);
        items.extend((0..100).map(long));
        let v = vector::from_slice(cx, &items).unwrap();
        let view = vector::subvec::new(cx, v, 10, 50).unwrap();
        let model: Vec<i64> = (10..50).collect();
        check_all(cx, view, &model);
        let inner = vector::subvec::new(cx, view, 5, 8).unwrap();
        assert_eq!(longs(cx, inner), [15, 16, 17]);
        let longer = lookup::conj(cx, inner, long(-1)).unwrap();
        assert_eq!(longs(cx, longer), [15, 16, 17, -1]);
        assert_eq!(longs(cx, view), model);
        let refused = vector::subvec::new(cx, v, 3, 101);
        assert_eq!(testing::thrown(cx, refused), "java.lang.IndexOutOfBoundsException");
    });
}
