//! How long it takes to make the core library's vars, in microseconds: the best of many heaps.

use std::time::Instant;

fn main() {
    let types = data::testing::concat(&[data::TYPES, bytecode::TYPES, runtime::TYPES]);
    let (mut best_runtime, mut best_core, mut best_refer) = (u128::MAX, u128::MAX, u128::MAX);
    for _ in 0..50 {
        data::testing::with_types(types, |cx| {
            let start = Instant::now();
            runtime::init(cx).expect("room");
            best_runtime = best_runtime.min(start.elapsed().as_micros());
            let start = Instant::now();
            corelib::install(cx).expect("room");
            best_core = best_core.min(start.elapsed().as_micros());
            let user = cx.known(runtime::known::USER_NS);
            let start = Instant::now();
            runtime::namespace::refer_core(cx, user).expect("room");
            best_refer = best_refer.min(start.elapsed().as_micros());
        });
    }
    println!("runtime::init {best_runtime} us");
    println!("corelib::install {best_core} us");
    println!("refer clojure.core {best_refer} us");
}
