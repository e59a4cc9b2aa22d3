//! Many threads at once: transactions keep their promises, agents their order, waits end.
//!
//! Each program runs in a runtime of its own, under a watchdog; under heap stress it does less.

#![forbid(unsafe_code)]

use std::sync::mpsc;
use std::time::Duration;

use tercel::{Options, Runtime, Thrown, evaluator};

const STACK_BYTES: usize = 64 << 20;
const PATIENCE: Duration = Duration::from_secs(240);

/// Less to do where every allocation is slow.
fn scale() -> u64 {
    let stress = std::env::var("TERCEL_HEAP_STRESS").ok().and_then(|text| text.parse::<u64>().ok());
    match stress {
        None => 20,
        Some(n) if n >= 100 => 5,
        Some(_) => 1,
    }
}

fn eval(program: &str) -> String {
    let runtime = Runtime::new(&Options::default()).expect("room for a runtime");
    let mut cx = runtime.mutator();
    let setting = format!("(def scale {})", scale());
    let shown = evaluator::eval_text(&mut cx, &setting, "setting", 1, 1)
        .and_then(|_| evaluator::eval_text(&mut cx, program, "program", 1, 1))
        .and_then(|value| evaluator::shown(&mut cx, value));
    match shown {
        Ok(text) => text,
        Err(Thrown) => evaluator::describe_pending(&mut cx),
    }
}

/// Runs a program and compares what its last form prints as.
fn check(program: &'static str, expected: &str) {
    let (sender, receiver) = mpsc::channel();
    let run = move || sender.send(eval(program));
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run).expect("a thread");
    let found = receiver.recv_timeout(PATIENCE).expect("the program ends");
    assert_eq!(found, expected, "{program}");
}

#[test]
fn transfers_keep_the_sum_that_every_reader_sees() {
    check(
        "(def accounts (vec (repeatedly 10 #(ref 100))))
         (defn transfer [from to n] (dosync (alter from - n) (alter to + n)))
         (defn total [] (dosync (reduce + (map deref accounts))))
         (def done (atom false))
         (def readers (doall (repeatedly 2 #(future (loop [sums #{}]
           (if @done sums (recur (conj sums (total)))))))))
         (def movers (doall (for [k (range 6)] (future (dotimes [i (* 10 scale)]
           (transfer (accounts (mod (+ i k) 10)) (accounts (mod (* 7 (+ i k 1)) 10)) i))))))
         (run! deref movers)
         (reset! done true)
         [(total) (reduce into #{1000} (map deref readers))]",
        "[1000 #{1000}]",
    );
}

#[test]
fn counters_are_exact() {
    check(
        "(def altered (ref 0)) (def commuted (ref 0)) (def swapped (atom 0)) (def locked (volatile! 0))
         (run! deref (doall (for [_ (range 8)] (future (dotimes [_ (* 10 scale)]
           (dosync (alter altered inc))
           (dosync (commute commuted inc))
           (swap! swapped inc)
           (locking swapped (vswap! locked inc)))))))
         (def n (* 80 scale))
         [(= n @altered) (= n @commuted) (= n @swapped) (= n @locked)]",
        "[true true true true]",
    );
}

#[test]
fn ensure_prevents_write_skew() {
    check(
        "(defn go-off-call [mine other start]
           (future @start (dosync (ensure other)
             (when (= 2 (+ @mine @other)) (alter mine dec)))))
         (defn attempt []
           (let [a (ref 1) b (ref 1) start (promise)
                 x (go-off-call a b start) y (go-off-call b a start)]
             (deliver start true) @x @y (+ @a @b)))
         (set (repeatedly (* 10 scale) attempt))",
        "#{1}",
    );
}

#[test]
fn readers_make_history_grow_and_then_end() {
    check(
        "(def r (ref 0 :max-history 100)) (def stop (atom false))
         (def writers (doall (repeatedly 3 #(future (while (not @stop) (dosync (alter r inc)) (Thread/sleep 1))))))
         (defn slow-read [] (dosync (let [other (ref 0)] @other (Thread/sleep 5) (let [x @r] (= x @r)))))
         (def seen (set (repeatedly 10 slow-read)))
         (reset! stop true)
         (run! deref writers)
         [seen (pos? (ref-history-count r)) (<= (ref-history-count r) (ref-max-history r))]",
        "[#{true} true true]",
    );
}

#[test]
fn old_transactions_win_in_the_end() {
    check(
        "(def r (ref 0)) (def stop (atom false)) (def n (atom 0))
         (def hasty (doall (repeatedly 3 #(future (while (not @stop) (dosync (alter r inc)))))))
         (dosync (swap! n inc) (alter r + 0) (Thread/sleep 30) (alter r + 0))
         (reset! stop true)
         (run! deref hasty)
         (<= 1 @n 100)",
        "true",
    );
}

#[test]
fn sends_of_a_transaction_happen_once() {
    check(
        "(def r (ref 0)) (def tries (atom 0)) (def a (agent 0))
         (run! deref (doall (for [_ (range 6)] (future (dotimes [_ (* 5 scale)]
           (dosync (swap! tries inc) (send a inc) (alter r inc)))))))
         (await a)
         [(= @a @r (* 30 scale)) (>= @tries @r)]",
        "[true true]",
    );
}

#[test]
fn agents_keep_the_order_of_each_sender() {
    check(
        "(def log (agent []))
         (run! deref (doall (for [k (range 8)] (future (dotimes [i (* 5 scale)]
           ((if (even? i) send send-off) log conj [k i]))))))
         (await log)
         (let [by-sender (group-by first @log)]
           [(= (* 40 scale) (count @log))
            (every? (fn [[_ sent]] (apply < (map second sent))) by-sender)])",
        "[true true]",
    );
}

#[test]
fn agents_send_to_agents() {
    check(
        "(def relay (vec (repeatedly 20 #(agent 0))))
         (def end (promise))
         (defn pass [n k] (if (< k (* 10 scale))
                            (send (relay (mod k 20)) pass (inc k))
                            (deliver end k))
           (inc n))
         (send (relay 0) pass 1)
         [(= @end (* 10 scale)) (do (apply await relay) (= (* 10 scale) (reduce + (map deref relay))))]",
        "[true true]",
    );
}

#[test]
fn futures_may_wait_for_each_other() {
    check(
        "(defn chain [n] (if (zero? n) 0 (inc @(future (chain (dec n))))))
         (def gates (vec (repeatedly 50 promise)))
         (def waiting (doall (for [i (range 50)] (future (deliver (gates i) @(gates (mod (inc i) 50)))))))
         (deliver (gates 0) :open)
         [(chain 40) (count (keep deref waiting)) (set (map deref gates))]",
        "[40 49 #{:open}]",
    );
}

#[test]
fn cancelled_futures_end_wherever_they_are() {
    check(
        "(def p (promise)) (def lock (Object.)) (def ended (atom 0))
         (def works [#(Thread/sleep 100000) #(deref p) #(locking lock (.wait lock))
                     #(.take (java.util.concurrent.LinkedBlockingQueue.))
                     #(while (not (.isInterrupted (Thread/currentThread))) (vec (range 10)))])
         (def n (* 5 scale)) (def begun (atom 0))
         (def fs (doall (for [i (range n)]
           (future (try (swap! begun inc) ((works (mod i 5)))
                        (catch InterruptedException _) (finally (swap! ended inc)))))))
         (while (< @begun n) (Thread/sleep 1))
         (def cancelled (count (filter future-cancel fs)))
         (while (< @ended n) (Thread/sleep 1))
         [(= n cancelled) (every? future-cancelled? fs) (every? future-done? fs)]",
        "[true true true]",
    );
}

#[test]
fn producers_and_consumers_meet() {
    check(
        "(def q (java.util.concurrent.ArrayBlockingQueue. 3))
         (def n (* 20 scale))
         (def producers (doall (for [k (range 4)] (future (dotimes [i n] (.put q i))))))
         (def consumers (doall (for [k (range 4)] (future (loop [i 0 sum 0]
           (if (= i n) sum (recur (inc i) (+ sum (.take q)))))))))
         (run! deref producers)
         (= (reduce + (map deref consumers)) (* 4 (reduce + (range n))))",
        "true",
    );
}

#[test]
fn a_monitor_is_handed_over_between_those_who_wait() {
    check(
        "(def lock (Object.)) (def turn (volatile! 0)) (def log (atom []))
         (def players (doall (for [k (range 3)] (future (dotimes [i (* 3 scale)]
           (locking lock
             (while (not= k (mod @turn 3)) (.wait lock))
             (swap! log conj k)
             (vswap! turn inc)
             (.notifyAll lock)))))))
         (run! deref players)
         (= @log (take (* 9 scale) (cycle [0 1 2])))",
        "true",
    );
}
