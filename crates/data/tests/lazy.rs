//! Lazy seqs: what is called when, how often, and by whom.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};

use common::function::{self, function};
use common::{long, longs, show};
use data::{cons, lazy, list, lookup, seq, testing, throw, vector};
use heap::{GlobalRoot, Heap, Mutator, Result, Value};

/// `(lazy-seq (cons n (numbers-from (inc n))))`, endless; counts its calls in a one-element vector
/// that nobody else sees: the captured value is a pair of the number and an array of one long.
fn numbers(cx: &mut Mutator, n: i64, counter: Value) -> Value {
    let captured = vector::from_slice(cx, &[long(n), counter]).unwrap();
    let body = function(cx, captured, |cx, captured, _| {
        let (n, counter) = (lookup::nth(cx, captured, 0)?, lookup::nth(cx, captured, 1)?);
        count_call(cx, counter)?;
        let n = n.as_fixnum().expect("a long");
        let more = numbers(cx, n + 1, counter);
        cons::new(cx, long(n), more)
    });
    lazy::new(cx, body).unwrap()
}

fn counter(cx: &mut Mutator) -> Value {
    data::array::element::new(cx, data::array::Element::Long, 1).unwrap()
}

fn count_call(cx: &mut Mutator, counter: Value) -> Result<()> {
    let calls = data::array::aget(cx, counter, 0)?.as_fixnum().expect("a long");
    data::array::aset(cx, counter, 0, long(calls + 1))?;
    Ok(())
}

fn calls(cx: &mut Mutator, counter: Value) -> i64 {
    data::array::aget(cx, counter, 0).unwrap().as_fixnum().unwrap()
}

#[test]
fn nothing_is_called_before_it_is_wanted() {
    function::with(|cx| {
        let counter = counter(cx);
        let s = numbers(cx, 0, counter);
        let before = cons::new(cx, long(-1), s).unwrap();
        assert_eq!(seq::rest(cx, before).unwrap(), s);
        let _ = lookup::conj(cx, s, long(5)).unwrap();
        let _ = seq::cons(cx, long(5), s).unwrap();
        assert_eq!((calls(cx, counter), seq::is_realized(s)), (0, Some(false)));
        assert_eq!(seq::first(cx, s).unwrap(), long(0));
        assert_eq!(seq::first(cx, s).unwrap(), long(0));
        assert_eq!((calls(cx, counter), seq::is_realized(s)), (1, Some(true)));
        let rest = seq::rest(cx, s).unwrap();
        assert_eq!((calls(cx, counter), seq::is_realized(rest)), (1, Some(false)));
        seq::next(cx, s).unwrap();
        assert_eq!(calls(cx, counter), 2);
        assert_eq!(lookup::nth(cx, s, 9).unwrap(), long(9));
        assert_eq!(calls(cx, counter), 10);
        let mut seen = 0;
        seq::for_each(cx, s, |_, _| {
            seen += 1;
            Ok(if seen == 20 { seq::Flow::Stop } else { seq::Flow::On })
        })
        .unwrap();
        assert_eq!(calls(cx, counter), 20);
    });
}

#[test]
fn an_exception_leaves_the_seq_as_it_was() {
    function::with(|cx| {
        let counter = counter(cx);
        let body = function(cx, counter, |cx, counter, _| {
            count_call(cx, counter)?;
            if calls(cx, counter) < 3 {
                return Err(throw::illegal_state(cx, "not yet"));
            }
            list::from_slice(cx, &[long(7)])
        });
        let s = lazy::new(cx, body).unwrap();
        for _ in 0..2 {
            let refused = seq::seq(cx, s);
            assert_eq!(testing::thrown(cx, refused), "java.lang.IllegalStateException: not yet");
            assert_eq!(seq::is_realized(s), Some(false));
        }
        assert_eq!(longs(cx, s), [7]);
        assert_eq!(longs(cx, s), [7]);
        assert_eq!(calls(cx, counter), 3);
    });
}

#[test]
fn a_seq_that_looks_at_itself_is_called_again() {
    function::with(|cx| {
        let counter = counter(cx);
        let place = data::array::objects(cx, Value::NIL, 2).unwrap();
        data::array::aset(cx, place, 1, counter).unwrap();
        let body = function(cx, place, |cx, place, _| {
            let counter = data::array::aget(cx, place, 1)?;
            count_call(cx, counter)?;
            if calls(cx, counter) < 3 {
                let own = data::array::aget(cx, place, 0)?;
                return seq::seq(cx, own);
            }
            list::from_slice(cx, &[long(1)])
        });
        let s = lazy::new(cx, body).unwrap();
        data::array::aset(cx, place, 0, s).unwrap();
        assert_eq!(longs(cx, s), [1]);
        assert_eq!(calls(cx, counter), 3);
    });
}

/// A lazy seq whose answer is a lazy seq whose answer … is `(depth)`.
fn nested(cx: &mut Mutator, depth: i64) -> Value {
    let mut inner = list::from_slice(cx, &[long(depth)]).unwrap();
    for _ in 0..depth {
        let body = function(cx, inner, |_, inner, _| Ok(inner));
        inner = lazy::new(cx, body).unwrap();
    }
    inner
}

#[test]
fn lazy_seqs_in_lazy_seqs_need_no_stack() {
    function::with(|cx| {
        let depth = if common::under_stress() { 1000 } else { 1_000_000 };
        let s = nested(cx, depth);
        assert_eq!(longs(cx, s), [depth]);
    });
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

fn slow(cx: &mut Mutator, _: Value, _: &[Value]) -> Result {
    CALLS.fetch_add(1, Ordering::Relaxed);
    cx.blocking(|| std::thread::sleep(std::time::Duration::from_millis(2)));
    list::from_slice(cx, &[long(1)])
}

#[test]
fn many_threads_call_it_once() {
    let config = testing::config(function::types());
    let heap = Heap::new(config).expect("address space");
    let mut cx = heap.attach();
    data::init(&mut cx).unwrap();
    for round in 1..=20 {
        let body = function(&mut cx, Value::NIL, slow);
        let s = lazy::new(&mut cx, body).unwrap();
        let root = GlobalRoot::new(&mut cx, s);
        let work = || {
            let mut cx = heap.attach();
            let s = root.get(&cx);
            let seq = seq::seq(&mut cx, s).unwrap();
            assert_eq!(seq::first(&mut cx, seq).unwrap(), long(1));
        };
        cx.blocking(|| {
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(work);
                }
            });
        });
        assert_eq!(CALLS.load(Ordering::Relaxed), round);
        let shown = show(&mut cx, s);
        assert_eq!(shown, "(1)");
    }
}
