//! Members of futures, and those that are completed by hand.

use runtime::future::{self, Outcome, Sort};

use super::deadline;
use crate::prelude::*;

#[host_class("java.util.concurrent.Future")]
pub mod java_future {
    use super::*;

    #[instance_method("get")]
    fn get(cx: &mut Mutator, this: Value) -> Result {
        future::get(cx, this)
    }

    #[instance_method("get")]
    fn get_for(cx: &mut Mutator, this: Value, n: i64, unit: Value) -> Result {
        let deadline = deadline(cx, n, unit)?;
        match future::get_until(cx, this, deadline)? {
            Some(result) => Ok(result),
            None => Err(data::throwable::throw_plain(cx, future::TIMEOUT)),
        }
    }

    #[instance_method("cancel")]
    fn cancel(cx: &mut Mutator, this: Value, interrupts: bool) -> Result<bool> {
        future::cancel(cx, this, interrupts)
    }

    #[instance_method("isDone")]
    fn is_done(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(future::expect(cx, this)?.is_done())
    }

    #[instance_method("isCancelled")]
    fn is_cancelled(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(future::expect(cx, this)?.is_cancelled())
    }
}

#[host_class("java.util.concurrent.FutureTask")]
pub mod future_task {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator, task: Value) -> Result {
        future::new(cx, Sort::Task, task, Value::NIL)
    }
}

#[host_class("java.util.concurrent.CompletableFuture")]
pub mod completable_future {
    use super::*;

    #[constructor]
    fn new(cx: &mut Mutator) -> Result {
        future::new(cx, Sort::Completable, Value::NIL, Value::NIL)
    }

    #[method("completedFuture")]
    fn completed_future(cx: &mut Mutator, value: Value) -> Result {
        let made = new(cx)?;
        future::complete(cx, made, Outcome::Value(value));
        Ok(made)
    }

    /// A future whose task runs on the executor, or on the common pool.
    #[method("supplyAsync")]
    fn supply_async(cx: &mut Mutator, task: Value, executor: Option<Value>) -> Result {
        let made = future::new(cx, Sort::Completable, task, Value::NIL)?;
        let pool = executor.unwrap_or_else(|| cx.known(runtime::known::COMMON_POOL));
        runtime::pool::execute(cx, pool, made)?;
        Ok(made)
    }

    #[instance_method("complete")]
    fn complete(cx: &mut Mutator, this: Value, value: Value) -> Result<bool> {
        Ok(future::complete(cx, this, Outcome::Value(value)))
    }

    #[instance_method("completeExceptionally")]
    fn complete_exceptionally(cx: &mut Mutator, this: Value, thrown: Value) -> Result<bool> {
        if data::throwable::of(thrown).is_none() {
            return Err(data::throw::class_cast(cx, thrown, "java.lang.Throwable"));
        }
        Ok(future::complete(cx, this, Outcome::Thrown(thrown)))
    }

    #[instance_method("isCompletedExceptionally")]
    fn is_completed_exceptionally(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(match future::expect(cx, this)?.outcome() {
            Some(Outcome::Thrown(_) | Outcome::Cancelled) => true,
            Some(Outcome::Value(_)) | None => false,
        })
    }

    #[instance_method("getNow")]
    fn get_now(cx: &mut Mutator, this: Value, otherwise: Value) -> Result {
        match future::expect(cx, this)?.outcome() {
            None => Ok(otherwise),
            Some(_) => join(cx, this),
        }
    }

    /// As `get`, with an unchecked exception around what was thrown.
    #[instance_method("join")]
    fn join(cx: &mut Mutator, this: Value) -> Result {
        let this_future = future::expect(cx, this)?;
        runtime::parking::wait_through_interrupts(cx, this, None, || this_future.is_done())?;
        match this_future.outcome() {
            Some(Outcome::Thrown(cause)) => {
                let message = data::print::str_of(cx, cause)?;
                let class = data::class::ClassId::named("java.util.concurrent.CompletionException");
                Err(runtime::exception::throw_with_cause(cx, class, &message, cause))
            }
            Some(Outcome::Value(_) | Outcome::Cancelled) | None => future::get(cx, this),
        }
    }
}
