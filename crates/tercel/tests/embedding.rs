//! The embedding API: values in and out, functions, errors, handles, interrupts.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tercel::{
    Error, ErrorKind, FromClojure, Guard, Handle, IntoClojure, Keyword, Options, Rest, Runtime,
    Symbol,
};

fn runtime() -> Runtime {
    Runtime::new(&Options::default()).expect("room for a runtime")
}

/// The value goes to Clojure and comes back, and is shown there as `shown`.
fn there_and_back<T>(guard: &mut Guard<'_>, value: T, shown: &str)
where
    T: FromClojure + IntoClojure + Clone + PartialEq + std::fmt::Debug,
{
    let handle = guard.handle(value.clone()).expect("a Clojure value");
    assert_eq!(guard.show(&handle).as_deref(), Ok(shown), "{value:?}");
    assert_eq!(guard.get::<T>(&handle).as_ref(), Ok(&value), "{shown}");
}

#[test]
fn values_go_there_and_back() {
    let runtime = runtime();
    let guard = &mut runtime.attach();
    there_and_back(guard, 42i64, "42");
    there_and_back(guard, i64::MIN, "-9223372036854775808");
    there_and_back(guard, i64::MAX, "9223372036854775807");
    there_and_back(guard, 200u8, "200");
    there_and_back(guard, usize::MAX >> 1, "9223372036854775807");
    there_and_back(guard, 1.5f64, "1.5");
    there_and_back(guard, f64::INFINITY, "##Inf");
    there_and_back(guard, 0.25f32, "0.25");
    there_and_back(guard, true, "true");
    there_and_back(guard, 'x', "\\x");
    there_and_back(guard, String::from("a\nü😀"), "\"a\\nü😀\"");
    there_and_back(guard, Keyword::new("a/b"), ":a/b");
    there_and_back(guard, Keyword::new("a"), ":a");
    there_and_back(guard, Symbol::new("x/y"), "x/y");
    there_and_back(guard, (), "nil");
    there_and_back(guard, None::<i64>, "nil");
    there_and_back(guard, Some(7i64), "7");
    there_and_back(guard, vec![1i64, 2, 3], "[1 2 3]");
    there_and_back(guard, vec![Some(1i64), None], "[1 nil]");
    there_and_back(guard, (1i64, String::from("b"), 'c'), "[1 \"b\" \\c]");
    there_and_back(guard, BTreeSet::from([1i64, 2]), "#{1 2}");
    there_and_back(guard, HashSet::from([5i64]), "#{5}");
    there_and_back(guard, BTreeMap::from([(Keyword::new("k"), 1i64)]), "{:k 1}");
    there_and_back(guard, HashMap::from([(String::from("k"), vec![0.5])]), "{\"k\" [0.5]}");
}

#[test]
fn clojure_values_become_rust_values() {
    let runtime = runtime();
    let guard = &mut runtime.attach();
    assert_eq!(guard.eval_str("(map inc (range 3))"), Ok(vec![1i64, 2, 3]));
    assert_eq!(guard.eval_str("nil"), Ok(Vec::<i64>::new()));
    assert_eq!(guard.eval_str("\"ab\""), Ok(vec!['a', 'b']));
    assert_eq!(guard.eval_str("(sorted-map :a 1)"), Ok(vec![(Keyword::new("a"), 1i64)]));
    assert_eq!(guard.eval_str("(/ 1 4)"), Ok(0.25f64));
    assert_eq!(guard.eval_str("12N"), Ok(12i64));
    assert_eq!(guard.eval_str("(byte 3)"), Ok(3i32));
    assert_eq!(guard.eval_str("[1 2] [3 4]"), Ok((3u8, 4u8)));
}

#[track_caller]
fn refused<T: FromClojure + std::fmt::Debug>(guard: &mut Guard<'_>, text: &str, message: &str) {
    let error = guard.eval_str::<T>(text).expect_err(text);
    assert_eq!((error.kind(), error.message()), (ErrorKind::Conversion, message), "{text}");
}

#[test]
fn what_does_not_fit_is_refused() {
    let runtime = runtime();
    let guard = &mut runtime.attach();
    refused::<i64>(guard, "1.0", "expected an integer in the range of i64, found java.lang.Double");
    refused::<i64>(guard, "nil", "expected an integer in the range of i64, found nil");
    refused::<u8>(guard, "256", "expected an integer in the range of u8, found java.lang.Long");
    refused::<u64>(guard, "-1", "expected an integer in the range of u64, found java.lang.Long");
    refused::<f64>(guard, ":a", "expected a number, found clojure.lang.Keyword");
    refused::<bool>(guard, "1", "expected true or false, found java.lang.Long");
    refused::<char>(guard, "\"a\"", "expected a character, found java.lang.String");
    refused::<char>(guard, "(char 0xd800)", "expected a character, found java.lang.Character");
    refused::<String>(guard, "'a", "expected a string, found clojure.lang.Symbol");
    refused::<(i64, i64)>(
        guard,
        "(range)",
        "expected a collection of 2, found clojure.lang.Iterate",
    );
    refused::<BTreeMap<i64, i64>>(
        guard,
        "[1]",
        "expected a map, found clojure.lang.PersistentVector",
    );
    let error = guard.handle(u64::MAX).expect_err("no long");
    assert_eq!(error.message(), "18446744073709551615 is no long");
    let error = guard.handle('😀').expect_err("no character");
    assert_eq!(error.kind(), ErrorKind::Conversion);
    let error = guard.eval_str::<Vec<i64>>("(lazy-seq (throw (Exception. \"x\")))");
    assert_eq!(error.expect_err("thrown by the seq").message(), "x");
    let error = guard.eval_str::<Vec<i64>>("5").expect_err("no seq");
    assert_eq!(error.message(), "Don't know how to create ISeq from: java.lang.Long");
}

#[test]
fn functions_of_rust_are_called() -> Result<(), Error> {
    let runtime = runtime();
    runtime.register_fn("app", "answer", || 42i64)?;
    runtime.register_fn("app", "add", |a: i64, b: i64| a + b)?;
    runtime.register_fn("app", "six", |a: i64, b: i64, c: i64, d: i64, e: i64, f: i64| {
        vec![a, b, c, d, e, f]
    })?;
    runtime.register_fn("app", "join", |sep: String, rest: Rest<String>| rest.0.join(&sep))?;
    runtime.register_fn("app", "maybe", |x: Option<i64>| x.map(|x| x + 1))?;
    runtime.register_fn("app", "fails", |what: String| Err::<i64, String>(what))?;
    runtime.register_fn("app", "parse", |text: String| text.parse::<f64>())?;
    runtime.register_fn(
        "app",
        "map2",
        |guard: &mut Guard<'_>, f: Handle, rest: Rest<Handle>| {
            rest.0
                .iter()
                .map(|x| guard.call_handle(&f, (x,)))
                .collect::<Result<Vec<Handle>, Error>>()
        },
    )?;
    fn named(guard: &mut Guard<'_>) -> Result<String, Error> {
        guard.eval_str("(str *ns*)")
    }
    runtime.register_fn("app", "named", named)?;
    let guard = &mut runtime.attach();
    assert_eq!(guard.eval_str("(app/answer)"), Ok(42i64));
    assert_eq!(guard.eval_str("(reduce app/add (range 101))"), Ok(5050i64));
    assert_eq!(guard.eval_str("(apply app/six (range 6))"), Ok(vec![0i64, 1, 2, 3, 4, 5]));
    assert_eq!(guard.eval_str("(app/join \"-\" \"a\" \"b\")"), Ok(String::from("a-b")));
    assert_eq!(guard.eval_str("(app/join \"-\")"), Ok(String::new()));
    assert_eq!(guard.eval_str("[(app/maybe 1) (app/maybe nil)]"), Ok((2i64, ())));
    assert_eq!(guard.eval_str("(app/map2 inc 1 2 3)"), Ok(vec![2i64, 3, 4]));
    assert_eq!(guard.eval_str("(ns other) (app/named)"), Ok(String::from("other")));
    assert_eq!(guard.eval_str("(fn? app/add)"), Ok(true));
    assert_eq!(guard.eval_str("(str (class app/add))"), Ok(String::from("class app$add")));
    assert_eq!(
        guard.eval_str("(meta (with-meta app/add {:a 1}))"),
        Ok(BTreeMap::from([(Keyword::new("a"), 1i64)]))
    );
    assert_eq!(guard.eval_str("((with-meta app/add {:a 1}) 1 2)"), Ok(3i64));
    let mut fails = |text: &str| {
        let error = guard.eval_str::<()>(text).expect_err(text);
        format!("{}: {}", error.class(), error.message())
    };
    assert_eq!(
        fails("(app/add 1)"),
        "clojure.lang.ArityException: Wrong number of args (1) passed to: app/add"
    );
    assert_eq!(
        fails("(app/join)"),
        "clojure.lang.ArityException: Wrong number of args (0) passed to: app/join"
    );
    assert_eq!(
        fails("(app/add 1 :b)"),
        "java.lang.IllegalArgumentException: argument 2: expected an integer in the range of i64, \
         found clojure.lang.Keyword"
    );
    assert_eq!(fails("(app/fails \"so\")"), "java.lang.RuntimeException: so");
    assert_eq!(fails("(app/parse \"?\")"), "java.lang.RuntimeException: invalid float literal");
    // What Clojure code threw inside goes through a function of Rust as it was.
    assert_eq!(
        fails("(app/map2 (fn [x] (throw (ex-info \"deep\" {}))) 1)"),
        "clojure.lang.ExceptionInfo: deep"
    );
    Ok(())
}

#[test]
fn panics_become_exceptions() -> Result<(), Error> {
    let runtime = runtime();
    runtime.register_fn("app", "panics", |text: String| -> i64 { panic!("no {text}") })?;
    runtime.register_fn("app", "through", |guard: &mut Guard<'_>| {
        guard.call::<i64>("app/panics", ("way",)).unwrap()
    })?;
    let guard = &mut runtime.attach();
    let caught: String =
        guard.eval_str("(try (app/panics \"luck\") (catch InternalError e (.getMessage e)))")?;
    assert_eq!(caught, "app/panics panicked: no luck");
    let error = guard.eval_str::<i64>("(app/through)").expect_err("a panic");
    assert_eq!(error.class(), "java.lang.InternalError");
    assert!(error.message().starts_with("app/through panicked: called `Result::unwrap()`"));
    let sum: i64 = guard.eval_str("(reduce + (map inc (range 1000)))")?;
    assert_eq!(sum, 500_500);
    Ok(())
}

#[test]
fn functions_are_dropped_with_their_runtime() -> Result<(), Error> {
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let drops = Arc::new(AtomicUsize::new(0));
    let runtime = runtime();
    let counted = Counted(drops.clone());
    runtime.register_fn("app", "f", move || counted.0.load(Ordering::SeqCst))?;
    // A copy with metadata is the same function.
    let copy: Handle = runtime.attach().eval_str("(with-meta app/f {})")?;
    assert_eq!(runtime.attach().call_handle(&copy, ()), Ok(0usize));
    drop(runtime);
    assert_eq!(drops.load(Ordering::SeqCst), 1);
    Ok(())
}

#[test]
fn errors_tell_what_and_where() {
    let runtime = runtime();
    let guard = &mut runtime.attach();
    let mut error = |text: &str| guard.eval_named::<()>(text, "a/b.clj", 10, 1).expect_err(text);

    let read = error("(foo");
    assert_eq!(
        (read.kind(), read.message()),
        (ErrorKind::Read, "EOF while reading, starting at line 10")
    );
    let syntax = error("\n (foo)");
    assert_eq!(syntax.kind(), ErrorKind::Syntax);
    assert_eq!(syntax.message(), "Unable to resolve symbol: foo in this context");
    let place = syntax.location().expect("a place");
    assert_eq!((place.source.as_deref(), place.line, place.column), (Some("a/b.clj"), 11, Some(2)));
    assert_eq!(
        syntax.to_string(),
        "java.lang.RuntimeException: Unable to resolve symbol: foo in this context (a/b.clj:11:2)"
    );
    let expand = error("(defmacro m [] (throw (UnsupportedOperationException. \"x\"))) (m)");
    assert_eq!(
        (expand.kind(), expand.class()),
        (ErrorKind::Macroexpand, "java.lang.UnsupportedOperationException")
    );

    let thrown = error(
        "(defn f [x] (throw (ex-info \"outer\" {:k [x \"s\"]} (Exception. \"inner\"))))\n(f 1)",
    );
    assert_eq!(thrown.kind(), ErrorKind::Execution);
    assert_eq!((thrown.class(), thrown.message()), ("clojure.lang.ExceptionInfo", "outer"));
    assert_eq!(thrown.data(), Some("{:k [1 \"s\"]}"));
    let causes: Vec<_> = thrown.causes().iter().map(|c| (&*c.class, &*c.message)).collect();
    assert_eq!(causes, [("java.lang.Exception", "inner")]);
    let stack: Vec<_> = thrown.stack().iter().map(|f| (&*f.function, &*f.source, f.line)).collect();
    assert_eq!(stack[0], ("user/f", "a/b.clj", 10));
    assert!(stack[1].0.starts_with("user/eval"), "{stack:?}");
    assert_eq!((stack[1].1, stack[1].2), ("a/b.clj", 11));
    assert_eq!(thrown.render().lines().next(), Some("Execution error at user/f (b.clj:10)."));
    assert_eq!(error("(throw (ex-info \"x\" {:s (range)}))").data().map(str::len), Some(300));
    let std_error: Box<dyn std::error::Error + Send + Sync> = Box::new(error("(/ 1 0)"));
    assert!(std_error.to_string().starts_with("java.lang.ArithmeticException: Divide by zero"));

    let overflow = error("(defn deep [n] (inc (deep n))) (deep 1)");
    assert_eq!(overflow.kind(), ErrorKind::StackOverflow);
    let missing = guard.call::<()>("user/nothing", ()).expect_err("no var");
    assert_eq!(
        (missing.kind(), missing.message()),
        (ErrorKind::NoSuchVar, "there is no var user/nothing")
    );
    let missing = guard.require("no.such.lib").expect_err("no lib");
    assert_eq!(missing.class(), "java.io.FileNotFoundException");
}

#[test]
fn memory_has_a_limit() {
    let runtime = Runtime::builder().heap_bytes_max(32 << 20).build().expect("room");
    let guard = &mut runtime.attach();
    let error = guard.eval_str::<Handle>("(vec (range 1e9))").expect_err("too much");
    assert_eq!(error.kind(), ErrorKind::OutOfMemory);
    // So has what a conversion gathers in Rust.
    let error = guard.eval_str::<Vec<i64>>("(range)").expect_err("too much");
    assert_eq!(error.kind(), ErrorKind::OutOfMemory);
    assert_eq!(guard.eval_str("(count (vec (range 100000)))"), Ok(100_000i64));
    let none = Runtime::builder().heap_bytes_max(1000).build();
    assert_eq!(none.err().map(|error| error.kind()), Some(ErrorKind::Start));
}

#[test]
fn handles_stay_with_their_runtime() {
    let (one, two) = (runtime(), runtime());
    let handle: Handle = one.attach().eval_str("[1 2]").expect("a vector");
    let guard = &mut two.attach();
    let foreign = |error: Error| error.kind();
    assert_eq!(guard.get::<Vec<i64>>(&handle).map_err(foreign), Err(ErrorKind::ForeignHandle));
    assert_eq!(guard.show(&handle).map_err(foreign), Err(ErrorKind::ForeignHandle));
    assert_eq!(
        guard.call::<i64>("clojure.core/count", (&handle,)).map_err(foreign),
        Err(ErrorKind::ForeignHandle)
    );
    assert_eq!(
        guard.call_handle::<i64>(&handle, (0,)).map_err(foreign),
        Err(ErrorKind::ForeignHandle)
    );
    // It outlives its runtime, and knows it.
    drop(one);
    assert_eq!(guard.get::<Vec<i64>>(&handle).map_err(foreign), Err(ErrorKind::ForeignHandle));
    let copy = handle.clone();
    drop(handle);
    std::thread::spawn(move || drop(copy)).join().expect("no panic");
}

#[test]
fn handles_keep_what_they_name() {
    let runtime = runtime();
    let guard = &mut runtime.attach();
    let kept: Vec<Handle> =
        guard.eval_str("(map (fn [i] (atom (str i))) (range 200))").expect("atoms");
    guard.eval_str::<()>("(dotimes [i 200] (vec (range 5000)))").expect("garbage");
    for (i, handle) in kept.iter().enumerate() {
        let text: String = guard.call("clojure.core/deref", (handle,)).expect("an atom");
        assert_eq!(text, i.to_string());
    }
}

#[test]
fn guards_have_namespaces_of_their_own() -> Result<(), Error> {
    let runtime = runtime();
    let mut guard = runtime.attach();
    assert_eq!(guard.namespace(), "user");
    guard.eval_str::<()>("(ns one) (def x 1)")?;
    assert_eq!(guard.namespace(), "one");
    drop(guard);
    let mut guard = runtime.attach();
    assert_eq!(guard.namespace(), "user");
    assert_eq!(guard.eval_str("one/x"), Ok(1i64));
    guard.enter_namespace("two")?;
    assert_eq!(guard.eval_str("(inc one/x)"), Ok(2i64));
    guard.define("two", "y", "text")?;
    assert_eq!(guard.var("two/y"), Ok(String::from("text")));
    assert_eq!(
        guard.eval_str("[(set! *warn-on-reflection* false) *command-line-args*]"),
        Ok((false, ()))
    );
    Ok(())
}

#[test]
fn a_thread_attaches_once() {
    let runtime = runtime();
    let guard = runtime.attach();
    let again = runtime.try_attach().err().map(|error| error.kind());
    assert_eq!(again, Some(ErrorKind::Start));
    assert!(runtime.register_fn("app", "f", || 1i64).is_err());
    drop(guard);
    assert!(runtime.try_attach().is_ok());
}

/// A sink that the test reads.
#[derive(Clone, Default)]
struct Sink(Arc<std::sync::OnceLock<mpsc::Sender<Vec<u8>>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let sender = self.0.get().expect("set before");
        sender.send(bytes.to_vec()).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn sink() -> (Sink, mpsc::Receiver<Vec<u8>>) {
    let (sender, receiver) = mpsc::channel();
    let sink = Sink::default();
    sink.0.set(sender).expect("set once");
    (sink, receiver)
}

fn written(receiver: &mpsc::Receiver<Vec<u8>>) -> String {
    String::from_utf8(receiver.try_iter().flatten().collect()).expect("text")
}

#[test]
fn streams_are_the_embedders() -> Result<(), Error> {
    let (out, written_out) = sink();
    let (err, written_err) = sink();
    let input = std::io::Cursor::new("first\nsecond\nrest");
    let runtime = Runtime::builder().stdin(input).stdout(out).stderr(err).args(["x"]).build()?;
    let mut guard = runtime.attach();
    guard.eval_str::<()>("(println :out) (binding [*out* *err*] (println :err))")?;
    guard.flush()?;
    assert_eq!(written(&written_out), ":out\n");
    assert_eq!(written(&written_err), ":err\n");
    guard.eval_and_print("1 nil *command-line-args*")?;
    guard.converse("nil")?;
    guard.flush()?;
    assert_eq!(written(&written_out), "1\n(\"x\")\nnil\n");
    assert_eq!(guard.read_line()?.as_deref(), Some("first\n"));
    assert_eq!(guard.read_line()?.as_deref(), Some("second\n"));
    assert_eq!(guard.read_to_end()?, "rest");
    assert_eq!(guard.read_line()?, None);
    Ok(())
}

#[test]
fn evaluations_are_interrupted() {
    let runtime = runtime();
    let interrupter = runtime.interrupter();
    // Nothing runs: the next evaluation is not touched.
    assert_eq!(interrupter.interrupt(), 0);
    assert_eq!(runtime.attach().eval_str("(reduce + (range 1000))"), Ok(499_500i64));
    let (done, finished) = mpsc::channel::<()>();
    let nagging = std::thread::spawn(move || {
        while finished.recv_timeout(Duration::from_millis(5)).is_err() {
            interrupter.interrupt();
        }
    });
    for text in [
        "(loop [] (recur))",
        "(reduce + (range))",
        "(dorun (range))",
        "(last (repeat 1))",
        "(nth (repeat 1) 1000000000000)",
        "(sort (fn [a b] (Thread/sleep 10) (compare a b)) (shuffle (range 10000)))",
        "(Thread/sleep 1000000)",
        "(count (pr-str (range)))",
        "(while true (Math/abs 1))",
        "@(delay (loop [] (recur)))",
        "(defmacro m [] (loop [] (recur))) (m)",
    ] {
        let error = runtime.attach().eval_str::<Handle>(text).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Interrupted, "{text}: {error}");
    }
    let endless = runtime.attach().eval_str::<Vec<()>>("(range)").expect_err("endless");
    assert_eq!(endless.kind(), ErrorKind::Interrupted, "{endless}");
    done.send(()).expect("still nagging");
    nagging.join().expect("no panic");
    assert_eq!(runtime.attach().eval_str("(reduce + (range 1000))"), Ok(499_500i64));
}
