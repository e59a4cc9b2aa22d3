//! Executors: pools of threads of the program's own.

use std::time::Duration;

use runtime::pool::{self, FOR_EVER, Shape};
use runtime::{future, known};

use super::duration;
use crate::java::util::list;
use crate::prelude::*;

/// A pool whose threads are called as Java's factory does it.
fn make(cx: &mut Mutator, threads_max: i64, keep_alive: Duration) -> Result {
    let threads_max = match u64::try_from(threads_max) {
        Ok(n) if n > 0 => n,
        Ok(_) | Err(_) => {
            let class = data::class::ClassId::ILLEGAL_ARGUMENT;
            return Err(data::throwable::throw_plain(cx, class));
        }
    };
    let number = runtime::state::of(cx).next_id();
    let shape = Shape { sort: pool::Sort::ThreadPool, threads_max, keep_alive, daemons: false };
    pool::new(cx, &format!("pool-{number}-thread-"), shape)
}

#[host_class("java.util.concurrent.Executors")]
pub mod java_executors {
    use super::*;

    #[method("newFixedThreadPool")]
    fn new_fixed(cx: &mut Mutator, threads: i64) -> Result {
        make(cx, threads, FOR_EVER)
    }

    #[method("newSingleThreadExecutor")]
    fn new_single(cx: &mut Mutator) -> Result {
        make(cx, 1, FOR_EVER)
    }

    #[method("newCachedThreadPool")]
    fn new_cached(cx: &mut Mutator) -> Result {
        make(cx, i64::MAX, Duration::from_secs(60))
    }

    #[method("newWorkStealingPool")]
    fn new_work_stealing(cx: &mut Mutator, threads: Option<i64>) -> Result {
        let threads_max = match threads.map(u64::try_from) {
            Some(Ok(n)) if n > 0 => n,
            _ => pool::processors(),
        };
        let shape = Shape {
            sort: pool::Sort::ForkJoin,
            threads_max,
            keep_alive: Duration::from_secs(60),
            daemons: true,
        };
        let number = runtime::state::of(cx).next_id();
        pool::new(cx, &format!("ForkJoinPool-{number}-worker-"), shape)
    }
}

#[host_class("java.util.concurrent.ForkJoinPool")]
pub mod fork_join_pool {
    use super::*;

    #[method("commonPool")]
    fn common_pool(cx: &mut Mutator) -> Result {
        Ok(cx.known(known::COMMON_POOL))
    }
}

#[host_class("java.util.concurrent.Executor")]
pub mod executor {
    use super::*;

    #[instance_method("execute")]
    fn execute(cx: &mut Mutator, this: Value, task: Value) -> Result<()> {
        if task.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        pool::execute(cx, this, task)
    }
}

#[host_class("java.util.concurrent.ExecutorService")]
pub mod executor_service {
    use super::*;

    #[instance_method("submit")]
    fn submit(cx: &mut Mutator, this: Value, task: Value) -> Result {
        if task.is_nil() {
            return Err(data::throw::null_pointer_plain(cx));
        }
        pool::expect(cx, this)?;
        let class = runtime::class::for_name(cx, "java.util.concurrent.ForkJoinPool")?;
        let is_fork_join = data::class::is_instance(cx, class, this)?;
        let sort = if is_fork_join { future::Sort::ForkJoin } else { future::Sort::Task };
        let made = future::new(cx, sort, task, Value::NIL)?;
        pool::execute(cx, this, made)?;
        Ok(made)
    }

    #[instance_method("invokeAll")]
    fn invoke_all(cx: &mut Mutator, this: Value, tasks: Value) -> Result {
        let tasks = data::seq::to_rootvec(cx, tasks)?;
        let mut futures = RootVec::new(cx);
        for &task in tasks.iter() {
            let made = submit(cx, this, task)?;
            futures.push(made);
        }
        for &made in futures.iter() {
            let waiting = future::expect(cx, made)?;
            runtime::parking::wait(cx, made, None, || waiting.is_done())?;
        }
        list::new(cx, "java.util.ArrayList", &futures, list::Access::All)
    }

    #[instance_method("shutdown")]
    fn shutdown(cx: &mut Mutator, this: Value) -> Result<()> {
        pool::shut_down(cx, this)
    }

    #[instance_method("shutdownNow")]
    fn shutdown_now(cx: &mut Mutator, this: Value) -> Result {
        let tasks = pool::shut_down_now(cx, this)?;
        list::new(cx, "java.util.ArrayList", &tasks, list::Access::All)
    }

    #[instance_method("close")]
    fn close(cx: &mut Mutator, this: Value) -> Result<()> {
        pool::shut_down(cx, this)?;
        while !pool::await_termination(cx, this, FOR_EVER)? {}
        Ok(())
    }

    #[instance_method("isShutdown")]
    fn is_shutdown(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(pool::expect(cx, this)?.is_shut())
    }

    #[instance_method("isTerminated")]
    fn is_terminated(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(pool::expect(cx, this)?.is_terminated())
    }

    #[instance_method("awaitTermination")]
    fn await_termination(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result<bool> {
        let timeout = duration(cx, n, unit)?;
        pool::await_termination(cx, this, timeout)
    }
}
