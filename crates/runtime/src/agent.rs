//! Agents: states that change by actions, one after the other, on the threads of a pool.

use data::class::ClassId;
use heap::{Counted, Thrown, TypeInfo, Value};
use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, RootVec, Space};

use crate::iref::{self, Parts};
use crate::{binding, exception, pool, stm, thread};

/// An agent.
#[repr(C)]
pub struct Agent {
    header: Header,
    state: Field,
    pub(crate) parts: Parts,
    /// A counted object `[queue of actions, error or nil]`: both change as one. The action that runs
    /// stands at the queue's front.
    work: Field,
    error_mode: Field,
    error_handler: Field,
}

impl HeapType for Agent {
    const KIND: Kind = data::kind::AGENT;
}

/// The behaviours of agents.
pub static AGENT: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Agent", Layout::AllRefs);
    info.interfaces = Interfaces::DEREF.and(Interfaces::META).and(Interfaces::REF);
    info.deref = Some(|cx, agent| Ok(expect(cx, agent)?.state.get()));
    info.meta = Some(iref::meta);
    info.print = Some(crate::print_ref::print);
    info
};

/// A function with its arguments that an agent's state is to be changed by.
#[repr(C)]
pub struct Action {
    header: Header,
    agent: Value,
    f: Value,
    /// A counted object of arguments after the state.
    args: Value,
    executor: Value,
    /// The dynamic bindings of who sent it.
    frame: Value,
}

impl HeapType for Action {
    const KIND: Kind = data::kind::AGENT_ACTION;
}

/// The behaviours of actions.
pub static AGENT_ACTION: TypeInfo = TypeInfo::new("clojure.lang.Agent$Action", Layout::AllRefs);

pub fn new(cx: &mut Mutator, state: Value, meta: Value, validator: Value) -> Result {
    iref::validate(cx, validator, state)?;
    let queue = data::queue::empty(cx);
    let work = cx.alloc_refs(data::kind::REFS, &[queue, Value::NIL])?;
    let mode = data::keyword::intern(cx, None, "fail")?;
    cx.alloc(Agent {
        header: Header::of::<Agent>(),
        state: Field::new(state),
        parts: Parts::new(meta, validator),
        work: Field::new(work),
        error_mode: Field::new(mode),
        error_handler: Field::new(Value::NIL),
    })
}

/// The agent in a value.
pub fn of<'a>(value: Value) -> Option<&'a Agent> {
    value.cast::<Agent>()
}

pub fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a Agent> {
    match of(value) {
        Some(agent) => Ok(agent),
        None => Err(data::throw::class_cast(cx, value, "clojure.lang.Agent")),
    }
}

pub(crate) fn is_action(value: Value) -> bool {
    value.is::<Action>()
}

impl Agent {
    pub fn error_mode(&self) -> Value {
        self.error_mode.get()
    }

    pub fn error_handler(&self) -> Value {
        self.error_handler.get()
    }

    fn work(&self) -> (Value, Value) {
        match Counted::of(self.work.get()).map(Counted::refs) {
            Some(&[queue, error]) => (queue, error),
            Some(_) | None => (Value::NIL, Value::NIL),
        }
    }

    /// What an action threw that stopped the agent, or nil.
    pub fn error(&self) -> Value {
        self.work().1
    }

    /// How many actions wait, the running one included.
    pub fn queue_count(&self) -> usize {
        data::queue::of(self.work().0).map_or(0, data::queue::Queue::len)
    }
}

pub fn set_error_mode(cx: &mut Mutator, agent: Value, mode: Value) -> Result<()> {
    let this = expect(cx, agent)?;
    cx.store(agent, &this.error_mode, mode);
    Ok(())
}

pub fn set_error_handler(cx: &mut Mutator, agent: Value, handler: Value) -> Result<()> {
    let this = expect(cx, agent)?;
    cx.store(agent, &this.error_handler, handler);
    Ok(())
}

/// Changes queue and error as one; answers the queue before and after.
fn change_work(
    cx: &mut Mutator,
    agent: Value,
    this: &Agent,
    mut change: impl FnMut(&mut Mutator, Value, Value) -> Result<(Value, Value)>,
) -> Result<(Value, Value)> {
    loop {
        let old = this.work.get();
        let (queue, error) = this.work();
        let (new_queue, new_error) = change(cx, queue, error)?;
        let new = cx.alloc_refs(data::kind::REFS, &[new_queue, new_error])?;
        // What was read is of one moment only when it is still there.
        if cx.compare_exchange(agent, &this.work, old, new).is_ok() {
            return Ok((queue, new_queue));
        }
    }
}

/// Sends an action: `(f state args…)` on the executor, under the bindings of `frame`. Held back
/// until the transaction or the action ends that this thread is in.
///
/// # Errors
/// A `RuntimeException` when the agent has failed.
pub fn dispatch(
    cx: &mut Mutator,
    agent: Value,
    f: Value,
    args: &[Value],
    executor: Value,
    frame: Value,
) -> Result<()> {
    let error = expect(cx, agent)?.error();
    if !error.is_nil() {
        let class = ClassId::RUNTIME_EXCEPTION;
        return Err(exception::throw_with_cause(
            cx,
            class,
            "Agent is failed, needs restart",
            error,
        ));
    }
    let args = cx.alloc_refs(data::kind::REFS, args)?;
    let header = Header::of::<Action>();
    let action = cx.alloc(Action { header, agent, f, args, executor, frame })?;
    if stm::transaction::hold_back(cx, action)? {
        return Ok(());
    }
    let own = cx.thread_slot(Space::Thread);
    match thread::of(own) {
        Some(thread) if !thread.sends.get().is_nil() => {
            let sends = data::lookup::conj(cx, thread.sends.get(), action)?;
            cx.store(own, &thread.sends, sends);
            Ok(())
        }
        Some(_) | None => enqueue(cx, action),
    }
}

/// Puts an action at the end of its agent's queue, and has it run when it is the first.
pub(crate) fn enqueue(cx: &mut Mutator, action: Value) -> Result<()> {
    let Some(Action { agent, .. }) = action.cast::<Action>() else { return Ok(()) };
    let Some(this) = of(*agent) else { return Ok(()) };
    let (before, _) = change_work(cx, *agent, this, |cx, queue, error| {
        Ok((data::lookup::conj(cx, queue, action)?, error))
    })?;
    let is_first = data::queue::of(before).is_none_or(data::queue::Queue::is_empty);
    if is_first && this.error().is_nil() {
        execute(cx, action);
    }
    Ok(())
}

/// Gives an action to its executor. A refusal is the error handler's business, as on the JVM.
fn execute(cx: &mut Mutator, action: Value) {
    let Some(this) = action.cast::<Action>() else { return };
    if let Err(Thrown) = pool::execute(cx, this.executor, action) {
        let error = cx.take_pending();
        if let Some(agent) = of(this.agent) {
            tell_handler(cx, this.agent, agent, error);
        }
    }
}

/// What the handler throws is nobody's business.
fn tell_handler(cx: &mut Mutator, agent: Value, this: &Agent, error: Value) {
    let handler = this.error_handler.get();
    if !handler.is_nil() && cx.invoke(handler, &[agent, error]).is_err() {
        cx.take_pending();
    }
}

/// Runs an action on this thread, a pool's.
pub(crate) fn run(cx: &mut Mutator, action: Value) {
    let Some(this) = action.cast::<Action>() else { return };
    let Some(agent) = of(this.agent) else { return };
    let own = cx.thread_slot(Space::Thread);
    set_sends(cx, own, true);
    binding::replace_frame(cx, this.frame);
    let changed =
        change_state(cx, this, agent).and_then(|()| release_pending_sends(cx).map(|_| ()));
    let mut error = Value::NIL;
    if let Err(Thrown) = changed {
        error = cx.take_pending();
        // Those of a failed action are not sent; the handler's own are, at once.
        set_sends(cx, own, false);
        tell_handler(cx, this.agent, agent, error);
        if is_continue(agent.error_mode.get()) {
            error = Value::NIL;
        }
    }
    let popped = change_work(cx, this.agent, agent, |cx, queue, _| {
        Ok((data::lookup::pop(cx, queue)?, error))
    });
    set_sends(cx, own, false);
    if error.is_nil()
        && let Ok((_, rest)) = popped
        && let Ok(next) = data::lookup::peek(cx, rest)
        && !next.is_nil()
    {
        execute(cx, next);
    }
}

fn is_continue(mode: Value) -> bool {
    data::keyword::of(mode).is_some_and(|mode| crate::text::of_symbol(mode.symbol()) == "continue")
}

fn change_state(cx: &mut Mutator, action: &Action, agent: &Agent) -> Result<()> {
    let old = agent.state.get();
    let mut call = RootVec::from_slice(cx, &[old]);
    call.extend_from_slice(Counted::of(action.args).map_or(&[], Counted::refs));
    let new = cx.invoke(action.f, &call)?;
    iref::validate(cx, agent.parts.validator.get(), new)?;
    cx.store(action.agent, &agent.state, new);
    iref::notify(cx, action.agent, agent.parts.watches.get(), old, new)
}

/// From here on the thread's sends are held back, or not.
fn set_sends(cx: &mut Mutator, thread: Value, held_back: bool) {
    let sends = if held_back { data::vector::empty(cx) } else { Value::NIL };
    if let Some(this) = thread::of(thread) {
        cx.store(thread, &this.sends, sends);
    }
}

/// Sends what the running action has sent so far; answers how many those were.
///
/// # Errors
/// `OutOfMemoryError`.
pub fn release_pending_sends(cx: &mut Mutator) -> Result<usize> {
    let own = cx.thread_slot(Space::Thread);
    let Some(this) = thread::of(own) else { return Ok(0) };
    let sends = this.sends.get();
    if sends.is_nil() {
        return Ok(0);
    }
    let actions = data::seq::to_rootvec(cx, sends)?;
    for action in actions.iter().copied() {
        enqueue(cx, action)?;
    }
    set_sends(cx, own, true);
    Ok(actions.len())
}

/// Makes a failed agent work again, with a new state.
///
/// # Errors
/// A `RuntimeException` when it has not failed; what its validator says to the state.
pub fn restart(cx: &mut Mutator, agent: Value, state: Value, clear_actions: bool) -> Result {
    let this = expect(cx, agent)?;
    if this.error().is_nil() {
        return Err(data::throw::runtime(cx, "Agent does not need a restart"));
    }
    iref::validate(cx, this.parts.validator.get(), state)?;
    cx.store(agent, &this.state, state);
    let (_, queue) = change_work(cx, agent, this, |cx, queue, _| {
        let queue = if clear_actions { data::queue::empty(cx) } else { queue };
        Ok((queue, Value::NIL))
    })?;
    let first = data::lookup::peek(cx, queue)?;
    if !first.is_nil() {
        execute(cx, first);
    }
    Ok(state)
}
