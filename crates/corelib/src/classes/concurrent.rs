//! Refs and their transactions, agents, promises and other things that are waited for.

use macros::host_class;

#[host_class("clojure.lang.LockingTransaction")]
pub mod locking_transaction {
    use heap::{Mutator, Result, Value};
    use runtime::stm::{self, transaction};

    #[method("runInTransaction")]
    fn run_in_transaction(cx: &mut Mutator, body: Value) -> Result {
        stm::run(cx, body)
    }

    #[method("isRunning")]
    fn is_running(cx: &mut Mutator) -> Result<bool> {
        Ok(transaction::current(cx).is_some())
    }
}

#[host_class("clojure.lang.Agent")]
pub mod agent {
    use heap::{Mutator, Result, Value};
    use runtime::{agent, known};

    #[field("pooledExecutor")]
    fn pooled_executor(cx: &mut Mutator) -> Result {
        Ok(cx.known(known::SEND_POOL))
    }

    #[field("soloExecutor")]
    fn solo_executor(cx: &mut Mutator) -> Result {
        Ok(cx.known(known::SEND_OFF_POOL))
    }

    #[instance_method("getQueueCount")]
    fn queue_count(cx: &mut Mutator, this: Value) -> Result {
        let count = agent::expect(cx, this)?.queue_count();
        data::num::from_i32(cx, count as i32)
    }

    #[instance_method("getError")]
    fn error(cx: &mut Mutator, this: Value) -> Result {
        Ok(agent::expect(cx, this)?.error())
    }
}

#[host_class("clojure.lang.IPending")]
pub mod pending {
    use heap::{Mutator, Result, Value};
    use runtime::{delay, future, promise};

    #[instance_method("isRealized")]
    fn is_realized(_cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(promise::of(this).is_some_and(|promise| promise.is_delivered())
            || future::of(this).is_some_and(|future| future.is_done())
            || delay::of(this).is_some_and(|delay| delay.is_realized())
            || data::lazy::is_realized(this) == Some(true))
    }
}
