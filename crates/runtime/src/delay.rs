//! Delays: a computation that runs once, when its value is first asked for.

use core::sync::atomic::{AtomicU64, Ordering};

use heap::{Field, Header, HeapType, Interfaces, Kind, Layout, Mutator, Result, Thrown};
use heap::{TypeInfo, Value};

/// A delay.
#[repr(C)]
pub struct Delay {
    header: Header,
    /// The function to call; nil once it has answered.
    body: Field,
    value: Field,
    /// What the function threw, which each deref throws again.
    exception: Field,
    /// `PENDING`, `READY`, or the number of the thread that runs the function. Claimed by
    /// compare-exchange; `READY` is released after value and exception are written.
    state: AtomicU64,
}

const PENDING: u64 = 0;
const READY: u64 = u64::MAX;

impl HeapType for Delay {
    const KIND: Kind = data::kind::DELAY;
}

/// The behaviours of delays.
pub static DELAY: TypeInfo = {
    let mut info = TypeInfo::new("clojure.lang.Delay", Layout::RefsThenRaw(3));
    info.interfaces = Interfaces::DEREF.and(Interfaces::PENDING);
    info.deref = Some(force);
    info.print = Some(crate::print_ref::print);
    info
};

/// A delay of the function `body`, which takes no argument.
pub fn new(cx: &mut Mutator, body: Value) -> Result {
    cx.alloc(Delay {
        header: Header::of::<Delay>(),
        body: Field::new(body),
        value: Field::new(Value::NIL),
        exception: Field::new(Value::NIL),
        state: AtomicU64::new(PENDING),
    })
}

/// The delay in a value.
pub fn of<'a>(value: Value) -> Option<&'a Delay> {
    value.cast::<Delay>()
}

impl Delay {
    pub fn is_realized(&self) -> bool {
        self.state.load(Ordering::Acquire) == READY
    }

    /// What the body threw, or nil.
    pub fn exception(&self) -> Value {
        self.exception.get()
    }
}

/// The value of a delay, computed now when it was not; anything else is its own value.
///
/// # Errors
/// What the body throws, each time.
pub fn force(cx: &mut Mutator, value: Value) -> Result {
    let Some(delay) = of(value) else { return Ok(value) };
    let me = cx.number();
    let mut rounds = 0u32;
    loop {
        let state = delay.state.load(Ordering::Acquire);
        if state == READY {
            return answer(cx, delay);
        }
        // A delay that asks for itself runs again, as on the JVM, until the stack ends.
        let mine = state == me
            || delay
                .state
                .compare_exchange(PENDING, me, Ordering::AcqRel, Ordering::Acquire)
                .is_ok();
        if mine {
            run(cx, value, delay)?;
            return answer(cx, delay);
        }
        cx.safepoint()?;
        rounds += 1;
        cx.blocking(|| match rounds {
            0..32 => std::thread::yield_now(),
            _ => std::thread::sleep(std::time::Duration::from_micros(100)),
        });
    }
}

fn answer(cx: &mut Mutator, delay: &Delay) -> Result {
    let exception = delay.exception.get();
    if exception.is_nil() { Ok(delay.value.get()) } else { Err(cx.throw(exception)) }
}

fn run(cx: &mut Mutator, value: Value, delay: &Delay) -> Result<()> {
    match cx.invoke(delay.body.get(), &[]) {
        Ok(result) => cx.store(value, &delay.value, result),
        Err(Thrown) => {
            let exception = cx.take_pending();
            cx.store(value, &delay.exception, exception);
        }
    }
    cx.store(value, &delay.body, Value::NIL);
    delay.state.store(READY, Ordering::Release);
    Ok(())
}
