//! Agents: states that change by actions which other threads run.

use crate::prelude::*;

#[natives("clojure.core")]
pub mod agents {
    use super::*;
    use heap::Known;
    use runtime::{agent, binding, known, maps, pool};

    /// Returns an agent whose state is state. Options: :meta, :validator, :error-handler (a function
    /// of the agent and what an action threw), :error-mode (:continue, or :fail; the default is
    /// :continue when there is an error handler).
    #[native(since = "1.0")]
    fn agent(cx: &mut Mutator, state: Value, options: &[Value]) -> Result {
        let options = data::map::hash_map(cx, options)?;
        let meta = maps::at(cx, options, "meta")?;
        let validator = maps::at(cx, options, "validator")?;
        let handler = maps::at(cx, options, "error-handler")?;
        let mut mode = maps::at(cx, options, "error-mode")?;
        if mode.is_nil() {
            mode = keyword(cx, if handler.is_nil() { "fail" } else { "continue" })?;
        }
        let made = agent::new(cx, state, meta, validator)?;
        agent::set_error_handler(cx, made, handler)?;
        agent::set_error_mode(cx, made, mode)?;
        Ok(made)
    }

    /// Sends under the bindings of now, with the agent as `*agent*`.
    fn dispatch(
        cx: &mut Mutator,
        agent: Value,
        f: Value,
        args: &[Value],
        executor: Value,
    ) -> Result {
        agent::expect(cx, agent)?;
        let var = cx.known(known::VAR_AGENT);
        binding::push(cx, &[var, agent])?;
        let frame = binding::frame(cx);
        binding::pop(cx)?;
        agent::dispatch(cx, agent, f, args, executor, frame)?;
        Ok(agent)
    }

    /// Has the state of the agent changed to (f state args...) on a thread of the executor. Returns
    /// the agent at once.
    #[native(since = "1.5")]
    fn send_via(cx: &mut Mutator, executor: Value, a: Value, f: Value, args: &[Value]) -> Result {
        dispatch(cx, a, f, args, executor)
    }

    /// Has the state of the agent changed to (f state args...) on a thread of the pool for actions
    /// that compute. Returns the agent at once.
    #[native(since = "1.0")]
    fn send(cx: &mut Mutator, a: Value, f: Value, args: &[Value]) -> Result {
        let pool = cx.known(known::SEND_POOL);
        dispatch(cx, a, f, args, pool)
    }

    /// Has the state of the agent changed to (f state args...) on a thread of the pool for actions
    /// that may wait. Returns the agent at once.
    #[native(since = "1.0")]
    fn send_off(cx: &mut Mutator, a: Value, f: Value, args: &[Value]) -> Result {
        let pool = cx.known(known::SEND_OFF_POOL);
        dispatch(cx, a, f, args, pool)
    }

    fn set_executor(cx: &mut Mutator, slot: Known, executor: Value) -> Result {
        let class = runtime::class::for_name(cx, "java.util.concurrent.ExecutorService")?;
        if !executor.is_nil() && !data::class::is_instance(cx, class, executor)? {
            let wanted = "java.util.concurrent.ExecutorService";
            return Err(data::throw::class_cast(cx, executor, wanted));
        }
        cx.set_known(slot, executor);
        Ok(executor)
    }

    /// Makes executor the pool that send uses.
    #[native(name = "set-agent-send-executor!", since = "1.5")]
    fn set_send_executor(cx: &mut Mutator, executor: Value) -> Result {
        set_executor(cx, known::SEND_POOL, executor)
    }

    /// Makes executor the pool that send-off and future use.
    #[native(name = "set-agent-send-off-executor!", since = "1.5")]
    fn set_send_off_executor(cx: &mut Mutator, executor: Value) -> Result {
        set_executor(cx, known::SEND_OFF_POOL, executor)
    }

    /// Inside of an action: sends at once what the action has sent so far, which otherwise waits for
    /// its end. Returns how many those were.
    #[native(since = "1.0")]
    fn release_pending_sends(cx: &mut Mutator) -> Result<usize> {
        agent::release_pending_sends(cx)
    }

    /// Returns what an action threw that made the agent fail, or nil.
    #[native(since = "1.2")]
    fn agent_error(cx: &mut Mutator, a: Value) -> Result {
        Ok(agent::expect(cx, a)?.error())
    }

    /// Makes a failed agent take actions again, with the state new-state. Actions sent before it
    /// failed are run, unless :clear-actions is true.
    #[native(since = "1.2")]
    fn restart_agent(cx: &mut Mutator, a: Value, new_state: Value, options: &[Value]) -> Result {
        let options = data::map::hash_map(cx, options)?;
        let clear = maps::at(cx, options, "clear-actions")?.is_truthy();
        agent::restart(cx, a, new_state, clear)
    }

    /// Sets the function that is called with the agent and what an action threw.
    #[native(name = "set-error-handler!", since = "1.2")]
    fn set_error_handler(cx: &mut Mutator, a: Value, handler_fn: Value) -> Result<()> {
        agent::set_error_handler(cx, a, handler_fn)
    }

    /// Returns the agent's error handler, or nil.
    #[native(since = "1.2")]
    fn error_handler(cx: &mut Mutator, a: Value) -> Result {
        Ok(agent::expect(cx, a)?.error_handler())
    }

    /// Sets what an exception in an action does: :fail stops the agent until restart-agent,
    /// :continue goes on with the next action.
    #[native(name = "set-error-mode!", since = "1.2")]
    fn set_error_mode(cx: &mut Mutator, a: Value, mode_keyword: Value) -> Result<()> {
        agent::set_error_mode(cx, a, mode_keyword)
    }

    /// Returns the agent's error mode.
    #[native(since = "1.2")]
    fn error_mode(cx: &mut Mutator, a: Value) -> Result {
        Ok(agent::expect(cx, a)?.error_mode())
    }

    /// Shuts the pools of agents and futures down: what was sent is run, nothing more is taken.
    #[native(since = "1.0")]
    fn shutdown_agents(cx: &mut Mutator) -> Result<()> {
        for slot in [known::SEND_POOL, known::SEND_OFF_POOL] {
            let executor = cx.known(slot);
            match pool::of(executor) {
                Some(_) => pool::shut_down(cx, executor)?,
                None => {
                    let name = data::symbol::intern(cx, None, "shutdown")?;
                    runtime::interop::invoke_method(cx, executor, name, &[])?;
                }
            }
        }
        Ok(())
    }
}
