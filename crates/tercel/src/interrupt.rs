//! Interrupting evaluations from other threads.
#![expect(
    clippy::disallowed_types,
    reason = "held for a moment, never across a safepoint, and by threads that are not attached"
)]

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use heap::{Heap, Mutator, ThreadHandle};

/// Makes the running evaluations of a runtime throw.
///
/// Clones and the runtime's other interrupters do the same; any thread may hold one, and none keeps
/// the runtime alive.
///
/// An evaluation that is interrupted throws a `java.lang.InterruptedException` at its next loop, call,
/// allocation or wait. It ends with [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted), unless
/// the code catches the exception.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// # let runtime = tercel::Runtime::new(&tercel::Options::default()).unwrap();
/// let interrupter = runtime.interrupter();
/// let timer = std::thread::spawn(move || {
///     while interrupter.interrupt() == 0 {
///         std::thread::sleep(Duration::from_millis(1));
///     }
/// });
/// let error = runtime.attach().eval_str::<()>("(loop [] (recur))").unwrap_err();
/// assert_eq!(error.kind(), tercel::ErrorKind::Interrupted);
/// timer.join().unwrap();
/// ```
#[derive(Clone)]
pub struct Interrupter {
    threads: Weak<Evaluators>,
}

impl Interrupter {
    /// Interrupts each evaluation that runs now; answers how many these are. One that begins later
    /// is not touched.
    pub fn interrupt(&self) -> usize {
        let Some(evaluators) = self.threads.upgrade() else { return 0 };
        let threads: Vec<Arc<Evaluator>> = held(&evaluators.threads).clone();
        threads.iter().filter(|thread| thread.interrupt()).count()
    }
}

/// The guards of a runtime that threads hold.
#[derive(Default)]
pub(crate) struct Evaluators {
    threads: Mutex<Vec<Arc<Evaluator>>>,
}

impl Evaluators {
    pub(crate) fn interrupter(self: &Arc<Evaluators>) -> Interrupter {
        Interrupter { threads: Arc::downgrade(self) }
    }

    /// Notes that a thread is attached.
    pub(crate) fn enter(self: &Arc<Evaluators>, cx: &Mutator) -> Evaluation {
        let own = Arc::new(Evaluator {
            heap: cx.heap().clone(),
            thread: cx.handle(),
            is_running: Mutex::new(false),
        });
        held(&self.threads).push(own.clone());
        Evaluation { own, depth: 0, all: self.clone() }
    }
}

/// A thread that holds a guard, as others see it.
struct Evaluator {
    heap: Heap,
    thread: ThreadHandle,
    is_running: Mutex<bool>,
}

impl Evaluator {
    fn interrupt(&self) -> bool {
        // Held, so that the evaluation does not end meanwhile and leave the interrupt to the next.
        let is_running = held(&self.is_running);
        *is_running && self.heap.interrupt(&self.thread)
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A guard's own view: whether it evaluates.
pub(crate) struct Evaluation {
    own: Arc<Evaluator>,
    /// Evaluations inside of one another.
    depth: u32,
    all: Arc<Evaluators>,
}

impl Evaluation {
    pub(crate) fn begin(&mut self) {
        if self.depth == 0 {
            *held(&self.own.is_running) = true;
        }
        self.depth += 1;
    }

    /// An interrupt that was not heard is forgotten with the outermost evaluation.
    pub(crate) fn end(&mut self, cx: &mut Mutator) {
        self.depth -= 1;
        if self.depth == 0 {
            let mut is_running = held(&self.own.is_running);
            *is_running = false;
            cx.forget_interrupt();
        }
    }
}

impl Drop for Evaluation {
    fn drop(&mut self) {
        held(&self.all.threads).retain(|thread| !Arc::ptr_eq(thread, &self.own));
    }
}
