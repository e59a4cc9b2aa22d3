//! `java.lang.Thread`: threads of the system that run functions, and the one that asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use data::{host_object, kind};
use heap::GlobalRoot;

use crate::java::constants;
use crate::prelude::*;

/// What to run; nil for a thread that Java did not start.
const TARGET: usize = 0;
const NAME: usize = 1;
const ID: usize = 2;
const DAEMON: usize = 3;
/// 0 before the start, 1 while it runs, 2 after.
const STATE: usize = 4;

static NEXT_ID: AtomicU64 = AtomicU64::new(2);

fn make(cx: &mut Mutator, target: Value, name: Value, state: i32) -> Result {
    let class = runtime::class::for_name(cx, "java.lang.Thread")?;
    let id = Value::fixnum(NEXT_ID.fetch_add(1, Ordering::Relaxed) as i64).unwrap_or(Value::NIL);
    let slots = [target, name, id, Value::FALSE, Value::small(state)];
    host_object::new(cx, kind::HOST_OBJECT, class, &slots)
}

/// Sleeps, or throws when the thread is interrupted.
pub fn sleep_nanos(cx: &mut Mutator, nanos: i64) -> Result<()> {
    let end = Instant::now() + Duration::from_nanos(u64::try_from(nanos).unwrap_or(0));
    loop {
        cx.safepoint()?;
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        cx.park(Some(left));
    }
}

thread_local! {
    /// The object of this thread, by heap.
    static CURRENT: std::cell::RefCell<Option<(u64, Arc<GlobalRoot>)>> =
        const { std::cell::RefCell::new(None) };
}

fn heap_number(cx: &Mutator) -> u64 {
    std::ptr::from_ref(runtime::state::of(cx)) as u64
}

fn set_current(cx: &mut Mutator, thread: Value) {
    let root = Arc::new(GlobalRoot::new(cx, thread));
    let number = heap_number(cx);
    CURRENT.with(|current| *current.borrow_mut() = Some((number, root)));
}

/// The object of the thread that asks.
fn current(cx: &mut Mutator) -> Result {
    let number = heap_number(cx);
    let known = CURRENT.with(|current| current.borrow().clone());
    if let Some((heap, root)) = known
        && heap == number
    {
        return Ok(root.get(cx));
    }
    let name = std::thread::current().name().unwrap_or("main").to_string();
    let name = string(cx, &name)?;
    let thread = make(cx, Value::NIL, name, 1)?;
    set_current(cx, thread);
    Ok(thread)
}

fn expect<'a>(cx: &mut Mutator, value: Value) -> Result<&'a host_object::HostObject> {
    match host_object::of(value) {
        Some(found) => Ok(found),
        None => Err(data::throw::class_cast(cx, value, "java.lang.Thread")),
    }
}

fn run_target(cx: &mut Mutator, thread: Value) -> Result<()> {
    let target = expect(cx, thread)?.get(TARGET);
    if !target.is_nil() {
        call(cx, target, "run", &[])?;
    }
    Ok(())
}

/// Starts the thread of the system.
fn start(cx: &mut Mutator, this: Value) -> Result<()> {
    if expect(cx, this)?.number(STATE) != 0 {
        let class = data::class::ClassId::named("java.lang.IllegalThreadStateException");
        return Err(data::throwable::throw_plain(cx, class));
    }
    host_object::set(cx, this, STATE, Value::small(1));
    let root = GlobalRoot::new(cx, this);
    let heap = cx.heap().clone();
    let name = expect(cx, this)?.get(NAME);
    let name = to_string(cx, name)?;
    let builder = std::thread::Builder::new().name(str_of(name).to_str().replace('\0', ""));
    let started = builder.spawn(move || {
        let mut cx = heap.attach();
        let thread = root.get(&cx);
        set_current(&mut cx, thread);
        if run_target(&mut cx, thread).is_err() {
            tell_of_exception(&mut cx, thread);
        }
        host_object::set(&mut cx, thread, STATE, Value::small(2));
        CURRENT.with(|current| *current.borrow_mut() = None);
    });
    match started {
        Ok(_) => Ok(()),
        Err(error) => {
            host_object::set(cx, this, STATE, Value::small(2));
            let class = data::class::ClassId::OUT_OF_MEMORY_ERROR;
            let message = format!("unable to create native thread: {error}");
            Err(data::throwable::throw(cx, class, message))
        }
    }
}

/// What a thread says of an exception that nobody caught.
fn tell_of_exception(cx: &mut Mutator, thread: Value) {
    let exception = cx.take_pending();
    let name = host_object::of(thread).map_or(Value::NIL, |thread| thread.get(NAME));
    let mut line = String::from("Exception in thread \"");
    let told = data::print::str_of(cx, name).and_then(|name| {
        line.push_str(&name);
        line.push_str("\" ");
        data::print::str_of(cx, exception)
    });
    if let Ok(told) = told {
        line.push_str(&told);
        line.push('\n');
        // There is nobody left to tell when this fails too.
        let _ = runtime::out::warn(cx, &line);
    }
}

#[host_class("java.lang.Thread")]
pub mod java_thread {
    use super::*;

    #[field("MIN_PRIORITY")]
    const MIN_PRIORITY: Int = Int(1);
    #[field("NORM_PRIORITY")]
    const NORM_PRIORITY: Int = Int(5);
    #[field("MAX_PRIORITY")]
    const MAX_PRIORITY: Int = Int(10);

    #[constructor]
    fn new(cx: &mut Mutator, first: Option<Value>, second: Option<Value>) -> Result {
        let mut parts = [Value::NIL, Value::NIL];
        for part in [first, second].into_iter().flatten() {
            let is_name = data::string::of(part).is_some();
            parts[usize::from(is_name)] = part;
        }
        let [target, name] = parts;
        let thread = make(cx, target, name, 0)?;
        if name.is_nil() {
            let number = expect(cx, thread)?.number(ID) - 2;
            let name = string(cx, &format!("Thread-{number}"))?;
            host_object::set(cx, thread, NAME, name);
        }
        Ok(thread)
    }

    #[method("currentThread")]
    fn current_thread(cx: &mut Mutator) -> Result {
        current(cx)
    }

    #[method("sleep")]
    fn sleep(cx: &mut Mutator, millis: i64, nanos: Option<i64>) -> Result<()> {
        if millis < 0 {
            return Err(data::throw::illegal_argument(cx, "timeout value is negative"));
        }
        let nanos = millis.saturating_mul(1_000_000).saturating_add(nanos.unwrap_or(0));
        sleep_nanos(cx, nanos)
    }

    #[method("yield")]
    fn yield_now(cx: &mut Mutator) -> Result<()> {
        cx.blocking(std::thread::yield_now);
        cx.safepoint()
    }

    #[method("onSpinWait")]
    fn on_spin_wait(cx: &mut Mutator) -> Result<()> {
        std::hint::spin_loop();
        cx.safepoint()
    }

    #[method("interrupted")]
    fn interrupted(cx: &mut Mutator) -> Result<bool> {
        let wanted = cx.is_wanted();
        if wanted && cx.safepoint().is_err() {
            cx.take_pending();
            return Ok(true);
        }
        Ok(false)
    }

    #[instance_method("start")]
    fn start_thread(cx: &mut Mutator, this: Value) -> Result<()> {
        start(cx, this)
    }

    #[instance_method("run")]
    fn run(cx: &mut Mutator, this: Value) -> Result<()> {
        run_target(cx, this)
    }

    #[instance_method("join")]
    fn join(cx: &mut Mutator, this: Value, millis: Option<i64>) -> Result<()> {
        let wait = millis.filter(|millis| *millis > 0);
        let end = wait.map(|millis| Instant::now() + Duration::from_millis(millis as u64));
        while expect(cx, this)?.number(STATE) == 1 {
            if end.is_some_and(|end| Instant::now() >= end) {
                return Ok(());
            }
            sleep_nanos(cx, 200_000)?;
        }
        Ok(())
    }

    #[instance_method("getName")]
    fn get_name(cx: &mut Mutator, this: Value) -> Result {
        Ok(expect(cx, this)?.get(NAME))
    }

    #[instance_method("setName")]
    fn set_name(cx: &mut Mutator, this: Value, name: &Str) -> Result<()> {
        let name = string(cx, &name.to_str())?;
        host_object::set(cx, this, NAME, name);
        Ok(())
    }

    #[instance_method("getId")]
    fn get_id(cx: &mut Mutator, this: Value) -> Result<i64> {
        Ok(expect(cx, this)?.number(ID))
    }

    #[instance_method("threadId")]
    fn thread_id(cx: &mut Mutator, this: Value) -> Result<i64> {
        get_id(cx, this)
    }

    #[instance_method("isDaemon")]
    fn is_daemon(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.get(DAEMON).is_truthy())
    }

    #[instance_method("setDaemon")]
    fn set_daemon(cx: &mut Mutator, this: Value, on: bool) -> Result<()> {
        host_object::set(cx, this, DAEMON, Value::bool(on));
        Ok(())
    }

    #[instance_method("getPriority")]
    fn get_priority(_cx: &mut Mutator, _this: Value) -> Result<Int> {
        Ok(Int(5))
    }

    #[instance_method("setPriority")]
    fn set_priority(_cx: &mut Mutator, _this: Value, _priority: i64) -> Result<()> {
        Ok(())
    }

    #[instance_method("isAlive")]
    fn is_alive(cx: &mut Mutator, this: Value) -> Result<bool> {
        Ok(expect(cx, this)?.number(STATE) == 1)
    }

    #[instance_method("isInterrupted")]
    fn is_interrupted(_cx: &mut Mutator, _this: Value) -> Result<bool> {
        Ok(false)
    }

    #[instance_method("getState")]
    fn get_state(cx: &mut Mutator, this: Value) -> Result {
        let name = match expect(cx, this)?.number(STATE) {
            0 => "NEW",
            1 => "RUNNABLE",
            _ => "TERMINATED",
        };
        constants::constant(cx, "java.lang.Thread$State", name)
    }

    #[instance_method("getContextClassLoader")]
    fn get_context_class_loader(_cx: &mut Mutator, _this: Value) -> Result {
        Ok(Value::NIL)
    }

    #[instance_method("setContextClassLoader")]
    fn set_context_class_loader(_cx: &mut Mutator, _this: Value, _loader: Value) -> Result<()> {
        Ok(())
    }

    #[instance_method("getStackTrace")]
    fn get_stack_trace(cx: &mut Mutator, _this: Value) -> Result {
        let class = data::class::ClassId::EXCEPTION;
        let here = data::throwable::new(cx, class, Value::NIL, Value::NIL)?;
        let elements = data::throwable::trace_elements(cx, here)?;
        let elements = data::seq::to_rootvec(cx, elements)?;
        array_of(cx, "java.lang.StackTraceElement", &elements)
    }
}
